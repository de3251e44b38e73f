"""OGI-S101, OGI-S117: the six sections are there, and none of them is empty."""

from __future__ import annotations

import re
from collections.abc import Iterator

from auditor import Message, Report, Severity, Span, Violation, rule
from auditor.model.document import Line, Table
from auditor.model.text import SPACES

_DATE = re.compile(
    r"(?:\d{4}|二[〇○零][〇○零一二三四五六七八九]{2})年[\d一二三四五六七八九十]{1,3}月[\d一二三四五六七八九十]{1,3}日"
)
SHORT_FILE = 600
"""Below so many Chinese characters the rest of a report may be an image or an attachment."""
_ENOUGH = re.compile(rf"(?:[^\u4e00-\u9fff]*+[\u4e00-\u9fff]){{{SHORT_FILE}}}")


def is_short(report: Report) -> bool:
    """Tell whether the text may be only the shell of a report whose content is an image or attachment."""
    return _ENOUGH.match(report.source.text, 0, 20_000) is None


def _says_something(line: Line, organ: str | None) -> bool:
    """Tell a line of content from the organ's name and the date under a report."""
    text = SPACES.sub("", line.text)
    return bool(text) and text != organ and not _DATE.fullmatch(text.removeprefix(organ or ""))


@rule(
    id="OGI-S101",
    title=("缺少必备部分", "Required section missing"),
    severity=(Severity.ERROR, Severity.REVIEW),
    basis=("《政府信息公开条例》第五十条；国办公开办函〔2021〕30号、〔2019〕60号", "OGI Regulations art. 50; letters [2021] No. 30 and [2019] No. 60"),
    remedy=("按规定格式补齐该部分；无相关内容的也应保留标题并如实说明。", "Add the section as the form prescribes; where there is nothing to report, keep the heading and say so."),
)  # fmt: skip
def sections_present(report: Report) -> Iterator[Violation]:
    """The form prescribes six sections, and article 50 their content; a section left out is content not published.

    A heading is a line of its own, at most 40 characters, with or without its ordinal; usual variants of the titles
    are accepted. The six are looked for together, so that a sub-heading of section one which bears a section's name is
    not taken for it. In a file with hardly any text the section may stand in an image: that is for a person to look at.
    Where a title stands inside a line and cannot be told to be a heading, or a part of the file was not read, nothing is
    called missing (see OGI-P002).
    """
    before: Span = report.whole()
    for spec in report.form.sections:
        section = report.section(spec.key)
        if section is not None:
            before = section.heading
            report.asked.add(before)
            continue
        report.read_whole()
        yield Violation(
            Message(f"缺少“{spec.ordinal}、{spec.title}”部分", f"section {spec.ordinal} ({spec.title}) is missing"),
            Span(before.text, before.line, before.col, spec.key),
            quotes=(before,),
            expected=f"{spec.ordinal}、{spec.title}",
            severity=Severity.REVIEW if is_short(report) else None,
            subject="missing",
        )


@rule(
    id="OGI-S117",
    title=("部分内容为空", "Section empty"),
    severity=(Severity.ERROR, Severity.REVIEW),
    basis=("《政府信息公开条例》第五十条；国办公开办函〔2021〕30号、〔2019〕60号", "OGI Regulations art. 50; letters [2021] No. 30 and [2019] No. 60"),
    remedy=("补充该部分内容；确无内容的写明“无”。", "Fill in the section; where there is nothing to report, write so."),
)  # fmt: skip
def sections_filled(report: Report) -> Iterator[Violation]:
    """A heading with neither text nor table under it reports nothing; the organ's name and the date at the foot of the
    report are no content. Where the form wants a table, the table may be an
    image or an attachment that no text shows: that is for a person to look at.
    """
    with_table = {table.section for table in report.form.tables}
    for section in report.outline():
        report.asked.add(section.heading)
        if not any(isinstance(node, Table) or _says_something(node, report.organ) for node in section.nodes):
            report.read_whole()
            yield Violation(
                Message(f"“{section.heading.text}”下没有任何内容", f"nothing stands under the heading {section.heading.text}"),
                section.heading,
                quotes=(section.heading,),
                severity=Severity.REVIEW if section.spec.key in with_table else None,
                subject="empty",
                cause=f"nothing under {section.spec.key}",
            )  # fmt: skip
