"""Findings as rows of a table: the columns that the CSV and the workbook share, in an order that stays."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import NamedTuple

from auditor.model.finding import Message
from auditor.outputs.html.words import CONFIDENCE, DECIDED, DECISION_STATE, SEVERITY
from auditor.outputs.labels import Labels, Named
from auditor.outputs.recorded import Json, baseline, legal
from auditor.record.view import ReportRow, Run

Value = str | int | None

BASELINE = {
    "new": Message("新增", "new"),
    "unchanged": Message("未变", "unchanged"),
    "updated": Message("有变化", "changed"),
}


class Row(NamedTuple):
    """One finding with all that its columns need."""

    report: ReportRow
    finding: Json
    title: Message
    named: Named
    baseline: str
    lang: str

    def said(self, key: str) -> str:
        """Return a text of the finding in the language asked for."""
        return str(self.finding[key][self.lang])

    def decided(self, key: str) -> str:
        """Return a field of the reviewer's decision; "" where there is none."""
        decision = self.finding["decision"]
        return str(decision[key]) if decision else ""


class Column(NamedTuple):
    """One column: a name that never changes, its head in both languages, and what stands in it."""

    key: str
    head: Message
    value: Callable[[Row], Value]


def word(message: Message | None, lang: str) -> str:
    """Return a word in one language; "" for none."""
    return "" if message is None else message.zh if lang == "zh" else message.en


def _quotes(row: Row) -> str:
    pieces = []
    for quote in row.finding["quotes"]:
        line = quote["place"]["line"]
        text = " ".join(quote["text"].split())
        pieces.append(f"[{line}] {text}" if line else text)
    return " | ".join(pieces)


COLUMNS = (
    Column("organ", Message("机关", "Organ"), lambda row: row.report.organ),
    Column("year", Message("年度", "Year"), lambda row: row.report.year),
    Column("path", Message("文件", "File"), lambda row: row.report.path),
    Column("severity", Message("程度", "Severity"), lambda row: word(SEVERITY[row.finding["severity"]], row.lang)),
    Column("rule", Message("规则", "Rule"), lambda row: row.finding["rule"]),
    Column("title", Message("规则名称", "Rule title"), lambda row: word(row.title, row.lang)),
    Column("place", Message("位置", "Place"), lambda row: row.named.text),
    Column("line", Message("行", "Line"), lambda row: row.finding["place"]["line"]),
    Column("col", Message("列", "Column"), lambda row: row.finding["place"]["col"]),
    Column("page", Message("页", "Page"), lambda row: row.finding["place"]["page"]),
    Column("message_zh", Message("问题", "Finding (Chinese)"), lambda row: row.finding["message"]["zh"]),
    Column("message_en", Message("问题（英文）", "Finding"), lambda row: row.finding["message"]["en"]),
    Column("quotes", Message("引文", "Quoted"), _quotes),
    Column("expected", Message("应为", "Expected"), lambda row: row.finding["expected"]),
    Column("actual", Message("实为", "Actual"), lambda row: row.finding["actual"]),
    Column("formula", Message("关系式", "Formula"), lambda row: row.finding["formula"]),
    Column("basis", Message("依据", "Basis"), lambda row: row.said("basis")),
    Column("remedy", Message("建议", "Remedy"), lambda row: row.said("remedy")),
    Column("confidence", Message("把握", "Confidence"), lambda row: word(CONFIDENCE[row.finding["confidence"]], row.lang)),
    Column("decision", Message("判定", "Decision"), lambda row: word(DECIDED.get(row.decided("verdict")), row.lang)),
    Column("decision_state", Message("判定状态", "Decision state"), lambda row: word(DECISION_STATE.get(row.decided("state")), row.lang)),
    Column("reason", Message("判定理由", "Reason"), lambda row: row.decided("reason")),
    Column("reviewer", Message("审核人", "Reviewer"), lambda row: row.decided("reviewer")),
    Column("date", Message("判定日期", "Decided on"), lambda row: row.decided("date")),
    Column("expires", Message("有效期至", "Expires"), lambda row: row.decided("expires")),
    Column("baseline", Message("与基线相比", "Against baseline"), lambda row: word(BASELINE.get(row.baseline), row.lang)),
    Column("incident", Message("事项", "Incident"), lambda row: row.finding["incident"]),
    Column("fingerprint", Message("标识", "Fingerprint"), lambda row: row.finding["fingerprint"]),
    Column("evidence", Message("证据", "Evidence"), lambda row: row.finding["evidence"]),
)  # fmt: skip
"""In reading order: whose report, what is wrong and where, what proves it, what was decided, and how it is told again."""


class FindingTable:
    """Makes the rows of one run."""

    def __init__(self, run: Run, lang: str, labels: Labels) -> None:
        self._run = run
        self._lang = lang
        self._labels = labels
        self._titles = {rule.id: rule.title for rule in run.rules}
        self._baseline = baseline(run)

    @property
    def heads(self) -> list[str]:
        """The heads of the columns."""
        return [word(column.head, self._lang) for column in COLUMNS]

    def rows(self, report: ReportRow, findings: list[Json]) -> Iterator[list[Value]]:
        """Yield a report's findings, a list of values each; texts hold nothing that a table cannot."""
        for finding in findings:
            row = Row(
                report=report,
                finding=finding,
                title=self._titles.get(finding["rule"], Message("", "")),
                named=self._labels.place(report.form, finding["place"]),
                baseline=self._baseline.get(finding["fingerprint"], ""),
                lang=self._lang,
            )
            values = [column.value(row) for column in COLUMNS]
            yield [legal(value) if isinstance(value, str) else value for value in values]
