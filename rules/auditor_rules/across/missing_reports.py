"""OGI-X903: everyone who must report has reported."""

from __future__ import annotations

from collections.abc import Iterator

from auditor import Across, Member, Message, Peer, Severity, Violation, run_rule
from auditor_rules.across.authors import Authors

_NO_MANIFEST = Message("未提供应报告机关清单，无法判断有无缺报", "no manifest was given, so nobody knows who must have reported")  # fmt: skip


@run_rule(
    id="OGI-X903",
    title=("缺少报告", "Missing report"),
    severity=Severity.WARNING,
    basis=("《政府信息公开条例》第四十九条", "OGI Regulations art. 49"),
    remedy=("催报并公布；已公布而未提交的，补充到审核材料中。", "Have it written and published; if it was published, hand it in."),
)  # fmt: skip
def all_reported(across: Across) -> Iterator[Peer]:
    """Every organ reports every year; what was never handed in shows in no other check.

    A report that the manifest lists and no file answers is missing; a name with or without the county before it is the
    same organ's. Without a manifest, one between two years of an organ's reports is missing, and said on the later one.
    """
    authors = Authors(across)
    nameless = [member for member in across.reports() if member.organ is None]
    for member in across.members:
        if member.path is None:
            yield _not_delivered(member, sum(other.year in (None, member.year) for other in nameless))
        elif member.is_report:
            yield from _gap(across, authors, member)


def _not_delivered(member: Member, nameless: int) -> Peer:
    zh = f"（另有{nameless}份报告未识别机关名称，可能在其中）" if nameless else ""
    en = f" (one of {nameless} reports that name no organ may be it)" if nameless else ""
    return Peer(
        member,
        Violation(
            Message(
                f"清单所列{member.organ}{member.year}年度报告未提交{zh}",
                f"the manifest lists a report of {member.organ} for {member.year}, and no file is it{en}",
            ),
            member.whole,
            expected=f"{member.organ} {member.year}",
            subject="missing",
        ),
    )


def _gap(across: Across, authors: Authors, member: Member) -> Iterator[Peer]:
    organ, year = member.organ, member.year
    if (
        organ is not None
        and year is not None
        and not authors.of(member, year - 1)
        and not _listed(across, organ, year - 1)
    ):
        before = authors.of(member, year - 2)
        if before:
            yield Peer(
                member,
                Violation(
                    Message(
                        f"有{organ}{year - 2}年度和{year}年度报告，缺少{year - 1}年度报告",
                        f"there are reports of {organ} for {year - 2} and {year}, and none for {year - 1}",
                    ),
                    member.whole,
                    quotes=(member.whole,),
                    expected=f"{organ} {year - 1}",
                    subject="missing between",
                    cause=f"missing between {organ} {year - 1}",
                ),
                tuple((earlier, earlier.whole) for earlier in before),
            )
            return
    if member.listed is not None or (organ is not None and year is not None and authors.of(member, year - 1)):
        across.examine(member, member.whole)
    elif across.listed is None:
        across.cannot_tell(member, _NO_MANIFEST)


def _listed(across: Across, organ: str, year: int) -> bool:
    """Tell whether the manifest has a row for it, which is then reported missing itself."""
    return any(
        row.year == year and (row.organ.endswith(organ) or organ.endswith(row.organ)) for row in across.listed or ()
    )
