"""OGI-S105, OGI-S106: the statutory tables are there, in the form prescribed for the year."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from auditor import Confidence, Message, Report, Severity, Span, Violation, rule
from auditor.model.form import Form
from auditor.model.text import Memo, full_key
from auditor_rules.dates.stated_years import period_years

ENOUGH = 3
"""Labels that only one form has, needed to say that a report uses it."""


@rule(
    id="OGI-S105",
    title=("缺少法定表格", "Statutory table missing"),
    severity=(Severity.ERROR, Severity.REVIEW),
    confidence=Confidence.MEDIUM,
    basis=("国办公开办函〔2019〕60号、〔2021〕30号所附表格", "the tables of letters [2019] No. 60 and [2021] No. 30"),
    remedy=(
        "补充该部分的法定表格；以图片或附件发布的，改为文字表格。",
        "Add the section's table; publish it as text, not as an image or attachment.",
    ),
)
def tables_present(report: Report) -> Iterator[Violation]:
    """Sections 二, 三 and 四 consist of a statutory table. Where the section is there and its table is not, the figures
    were not published, or only as an image: then nothing else stands there, and a person has to look. Where the labels of
    the table stand in the text and only make no table, it is not missing (see OGI-P002).
    """
    found = {table.spec.key: table for table in report.found_tables()}
    for spec in report.form.tables:
        section = report.section(spec.section)
        if section is None:
            continue
        if not report.lacks_table(spec.key):
            report.asked.add(Span(section.heading.text, found[spec.key].line, 2, section.spec.key, spec.key))
            continue
        text = any(line.text.strip() for line in section.lines)
        yield Violation(
            Message(f"“{section.heading.text}”下未见{spec.title.zh}", f"{spec.title.en} was not found under {section.heading.text}"),
            section.heading._replace(table=spec.key),
            quotes=(section.heading,),
            severity=None if text or found else Severity.REVIEW,
            cause="" if text else f"nothing under {section.spec.key}",
        )  # fmt: skip


@rule(
    id="OGI-S106",
    title=("表格格式与年度不符", "Wrong form for the year"),
    severity=(Severity.ERROR, Severity.REVIEW),
    basis=("国办公开办函〔2021〕30号（2021年度起）、〔2019〕60号（2019、2020年度）", "letter [2021] No. 30 (report years from 2021) and [2019] No. 60 (2019 and 2020)"),
    remedy=("改用本年度规定的表格重新填报。", "Report again in the form prescribed for the year."),
)  # fmt: skip
def form_of_the_year(report: Report) -> Iterator[Violation]:
    """The form of 2019 asks for other figures than that of 2021; a report in the wrong form lacks what its year must
    report and cannot be added up with others. It takes three labels that only one form has. Where the report states
    another year that would fit its form, the year is likelier wrong than the form (see OGI-D601).
    """
    used = max(report.forms, key=lambda form: report.form_hits.get(form.id, 0))
    if report.form_hits.get(used.id, 0) < ENOUGH or not used.tables or report.year is None:
        return
    labels = tuple(report.examined(_labels(report, used)))
    if used.prescribed_for(report.year) or not labels:
        return
    right = next((form for form in report.forms if form.prescribed_for(report.year)), None)
    if right is None:
        return
    doubtful = any(used.prescribed_for(year) for year in period_years(report))
    yield Violation(
        Message(
            f"{report.year}年度报告使用了{used.name.zh}，应使用{right.name.zh}",
            f"the report for {report.year} uses the {used.name.en}; the {right.name.en} is prescribed",
        ),
        labels[0],
        quotes=labels[:ENOUGH],
        expected=right.name.zh,
        actual=used.name.zh,
        severity=Severity.REVIEW if doubtful else None,
        subject="form",
    )


def _labels(report: Report, form: Form) -> Iterator[Span]:
    """Yield the printed labels that only this form has."""
    holds_one = _holding_one(form.exclusive)
    for table in report.found_tables():
        for drawn in table.drawn:
            for position, printed in enumerate(drawn.row.texts[: drawn.figures_from]):
                if holds_one[printed]:
                    yield report.label_span(table, drawn.row, position)


@cache
def _holding_one(labels: tuple[str, ...]) -> Memo[bool]:
    """Return which printed texts hold one of the labels, remembered."""
    keys = [full_key(label) for label in labels]
    return Memo(lambda printed: any(key in full_key(printed[:200]) for key in keys))
