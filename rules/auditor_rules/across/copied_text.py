"""OGI-X901: no organ's report is another's with the names changed."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from auditor import Across, Member, Message, Peer, Severity, Violation, run_rule
from auditor_rules.across.authors import one_author
from auditor_rules.across.likeness import near_pairs
from auditor_rules.across.passages import COMPARED, Passage, Written, written

REVIEW, WARNING = 0.8, 0.9
SHORTEST = 150
_RELATED = 20
_SECTIONS = {"overview": Message("第一部分", "section 一"), "problems": Message("第五部分", "section 五")}
_NAMELESS = Message("未识别机关名称或报告年度，无法判断是否与其他机关雷同", "organ or year unknown: whose text it is cannot be told")  # fmt: skip


class _Text(NamedTuple):
    """One report's section, as compared."""

    member: Member
    organ: str
    passage: Passage


class _Copy(NamedTuple):
    """How a section of a report is like another organ's: the nearest first, and how many organs share it."""

    section: str
    passage: Passage
    likeness: float
    others: tuple[_Text, ...]
    organs: int
    cluster: str


@run_rule(
    id="OGI-X901",
    title=("报告文字雷同", "Near-duplicate text between organs"),
    severity=(Severity.WARNING, Severity.REVIEW),
    basis=("国办公开办函〔2021〕30号第（四）部分：内容雷同、敷衍塞责的，依照《条例》第四十七条处理", "letter [2021] No. 30 part (4): copied or perfunctory reports are pursued under art. 47"),
    remedy=("结合本机关实际重新撰写，不得套用其他单位的报告。", "Write it anew from the organ's own work; do not take over another organ's report."),
    keep=(written,),
)  # fmt: skip
def not_copied(across: Across) -> Iterator[Peer]:
    """Problems and plans that fit another organ word for word were not found by looking at one's own work.

    Sections 五 and 一 of all reports of a year are compared, section by section: as runs of five characters, after the
    organs' own names, 我镇 and 本局, numbers, headings and the sentences of the introduction are taken out, and where at
    least 150 characters are left. From 0.8 in common it is for review, from 0.9 a warning. Reports of one author are not
    compared: of an organ with and without its county, of a government and its office.
    """
    by_year: dict[int, list[tuple[Member, str, Mapping[str, Passage]]]] = defaultdict(list)
    for member in across.reports():
        kept: Written | None = member.keeps(written)
        if kept is None or kept.organ is None or member.year is None:
            across.cannot_tell(member, _NAMELESS)
        else:
            by_year[member.year].append((member, kept.organ, kept.passages))
    for year in sorted(by_year):
        copies: dict[int, list[_Copy]] = defaultdict(list)
        members = {member.number: member for member, _, _ in by_year[year]}
        for section in COMPARED:
            texts = [
                _Text(member, organ, passages[section])
                for member, organ, passages in by_year[year]
                if section in passages and passages[section].length >= SHORTEST
            ]
            if len({text.organ for text in texts}) > 1:
                for text in texts:
                    across.examine(text.member, text.passage.quote)
                for number, copy in _copies(texts, section):
                    copies[number].append(copy)
        causes = _causes(copies)
        for number in sorted(copies):
            yield _peer(members[number], copies[number], causes[number])


def _copies(texts: Sequence[_Text], section: str) -> Iterator[tuple[int, _Copy]]:
    """Yield what of a year's texts is like another organ's, by report number."""
    same: dict[str, list[_Text]] = defaultdict(list)
    for text in texts:
        same[text.passage.text].append(text)
    groups = list(same.values())
    near: dict[int, list[tuple[float, int]]] = defaultdict(list)
    joined = list(range(len(groups)))
    for pair in near_pairs(list(same), REVIEW, lambda one, other: _several(groups[one] + groups[other])):
        near[pair.first].append((pair.likeness, pair.second))
        near[pair.second].append((pair.likeness, pair.first))
        _join(joined, pair.first, pair.second)
    clusters: dict[int, list[int]] = defaultdict(list)
    for number in range(len(groups)):
        clusters[_root(joined, number)].append(number)
    for cluster in clusters.values():
        members = [text for number in cluster for text in groups[number]]
        if not _several(members):
            continue
        organs = len({text.organ for text in members})
        first = min(members, key=lambda text: text.member.number)
        name = f"{section} {first.organ} {first.member.year}"
        for number in cluster:
            nearest = [(1.0, number), *sorted(near[number], key=lambda found: (-found[0], found[1]))]
            for text in groups[number]:
                found = _nearest(text, nearest, groups)
                if found:
                    others = tuple(other for _, other in found)
                    yield text.member.number, _Copy(section, text.passage, found[0][0], others, organs, name)


def _several(texts: Iterable[_Text]) -> bool:
    """Tell whether texts are of more than one author."""
    organs = sorted({text.organ for text in texts})
    return any(not one_author(organs[0], organ) for organ in organs[1:])


def _nearest(
    text: _Text, nearest: Sequence[tuple[float, int]], groups: Sequence[Sequence[_Text]]
) -> list[tuple[float, _Text]]:
    """Return the first few texts of other authors."""
    found: list[tuple[float, _Text]] = []
    for likeness, number in nearest:
        for other in groups[number]:
            if not one_author(text.organ, other.organ):
                found.append((likeness, other))
                if len(found) == _RELATED:
                    return found
    return found


def _causes(copies: Mapping[int, Sequence[_Copy]]) -> dict[int, str]:
    """Return the cluster of each report; those that share reports, by one section or the other, are one."""
    names = sorted({copy.cluster for found in copies.values() for copy in found})
    place = {name: n for n, name in enumerate(names)}
    joined = list(range(len(names)))
    for found in copies.values():
        for copy in found[1:]:
            _join(joined, place[found[0].cluster], place[copy.cluster])
    return {number: names[_root(joined, place[found[0].cluster])] for number, found in copies.items()}


def _root(joined: list[int], number: int) -> int:
    while joined[number] != number:
        joined[number] = joined[joined[number]]
        number = joined[number]
    return number


def _join(joined: list[int], one: int, other: int) -> None:
    low, high = sorted((_root(joined, one), _root(joined, other)))
    joined[high] = low


def _peer(member: Member, copies: Sequence[_Copy], cause: str) -> Peer:
    most = max(copies, key=lambda copy: copy.likeness >= WARNING)
    zh, en = [], []
    for copy in copies:
        nearest, section = copy.others[0], _SECTIONS[copy.section]
        more = copy.organs - 2
        zh.append(f"{section.zh}与{nearest.organ}的报告雷同（相似度{copy.likeness:.0%}{f'，雷同报告共涉及{copy.organs}个机关' if more > 0 else ''}）")  # fmt: skip
        en.append(f"{section.en} is like that of {nearest.organ} ({copy.likeness:.0%}{f', {copy.organs} organs in all' if more > 0 else ''})")  # fmt: skip
    return Peer(
        member,
        Violation(
            Message("；".join(zh), "; ".join(en)),
            most.passage.quote,
            quotes=tuple(copy.passage.quote for copy in copies),
            expected=f"< {REVIEW:.0%}",
            actual="; ".join(f"{copy.likeness:.0%} {copy.others[0].organ}" for copy in copies),
            severity=Severity.WARNING if most.likeness >= WARNING else Severity.REVIEW,
            subject="copied text",
            cause=f"copied {cause}",
        ),
        tuple({
            other.member.number: (other.member, other.passage.quote) for copy in copies for other in copy.others
        }.values()),
    )  # fmt: skip
