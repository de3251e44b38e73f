"""XLSX: one workbook of summary, findings, ledger, facts and what could not be checked."""

from __future__ import annotations

import datetime
import unicodedata
from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

import xlsxwriter  # type: ignore[import-untyped]
from xlsxwriter.format import Format  # type: ignore[import-untyped]
from xlsxwriter.utility import xl_col_to_name  # type: ignore[import-untyped]
from xlsxwriter.worksheet import Worksheet  # type: ignore[import-untyped]

from auditor.model.finding import Message
from auditor.model.text import Memo
from auditor.outputs.finding_table import COLUMNS, FindingTable, Value, word
from auditor.outputs.html.words import REASON, SEVERITIES, SEVERITY, STATE, WORDS
from auditor.outputs.labels import Labels
from auditor.outputs.recorded import legal, waived
from auditor.record.store import STATES
from auditor.record.view import ReportRow, Run

ROWS, LETTERS = 1_048_576, 32_767
"""What a worksheet holds: rows of a sheet, characters of a cell."""
WIDEST, NARROWEST = 56, 6
"""Width of a column in narrow characters; longer text is wrapped."""

_SHEETS = {
    "summary": Message("总表", "Summary"),
    "findings": Message("问题清单", "Findings"),
    "ledger": Message("台账", "Ledger"),
    "facts": Message("数据", "Facts"),
    "unassessed": Message("未核查", "Not assessed"),
}
_HEADS = {
    "number": Message("数量", "Number"),
    "state": Message("结果", "State"),
    "meaning": Message("原因类别", "Kind of reason"),
    "title": Message("规则名称", "Rule title"),
    "exit": Message("退出码", "Exit code"),
    "set_aside": Message("其中已豁免", "Of which waived"),
    "skipped": Message("跳过的文件（个）", "Files skipped"),
    "decisions": Message("不再适用的判定（条）", "Decisions that no longer hold"),
    "left_out": Message("工作表行数已满，另有{}行未写入", "the sheet is full; {} more rows were left out"),
}
_COLOURS = {
    "fail": ("#9C0006", "#FFC7CE"),
    "review": ("#7F4F00", "#FFEB9C"),
    "error": ("#FFFFFF", "#9C0006"),
    "not_assessable": ("#3F3F3F", "#D9D9D9"),
    "waived": ("#1F3864", "#DDEBF7"),
    "pass": ("#375623", "#FFFFFF"),
    "not_applicable": ("#A6A6A6", "#FFFFFF"),
}


def write(run: Run, target: Path, lang: str) -> None:
    """Write the workbook. No text in it is ever a formula or a link, whatever it looks like."""
    options = {
        "constant_memory": True,
        "strings_to_urls": False,
        "strings_to_formulas": False,
        "strings_to_numbers": False,
    }
    with xlsxwriter.Workbook(str(target), options) as book:
        made = datetime.datetime.fromisoformat(run.get("as_of"))
        book.set_properties({"title": word(WORDS["product"], lang), "author": "auditor", "created": made})
        _Book(book, run, lang).fill()


class _Book:
    """The workbook of one run while it is filled."""

    def __init__(self, book: xlsxwriter.Workbook, run: Run, lang: str) -> None:
        self._run = run
        self._lang = lang
        self._labels = Labels(lang)
        self._looks = _Looks(book)
        self._sheets = {key: _Sheet(book.add_worksheet(word(name, lang)), self._looks) for key, name in _SHEETS.items()}
        self._titles = {rule.id: word(rule.title, lang) for rule in run.rules}

    def fill(self) -> None:
        """Write all sheets in one pass over the reports; the summary, which counts the others, last."""
        table = FindingTable(self._run, self._lang, self._labels)
        facts = self._facts()
        self._sheets["findings"].heads(table.heads, frozen=3)
        own = [word(WORDS[key], self._lang) for key in ("organ", "year", "file")]
        self._sheets["ledger"].heads([*own, *self._titles], [*("" for _ in own), *self._titles.values()], frozen=3)
        self._sheets["facts"].heads([*own, *facts], [*("" for _ in own), *facts.values()], frozen=3)
        reasons = [_HEADS["state"], WORDS["rule"], _HEADS["title"], _HEADS["meaning"], WORDS["reason"]]
        self._sheets["unassessed"].heads([*own, *(word(head, self._lang) for head in reasons)], frozen=3)
        counts = _Counts()
        for report in self._run.reports():
            findings = self._run.findings(report.number)
            counts.add(report, findings)
            for row in table.rows(report, findings):
                self._sheets["findings"].row(row, wrapped=_WRAPPED)
            self._report(report, facts)
        self._summary(counts)
        for sheet in self._sheets.values():
            sheet.end(word(_HEADS["left_out"], self._lang))

    def _facts(self) -> dict[str, str]:
        """Return the names of all facts in the forms' order, and what the forms print for them."""
        names: dict[str, str] = {}
        for report in self._run.reports():
            for name in report.result["facts"]:
                if name not in names:
                    names[name] = self._labels.fact(report.form, name).text
        return names

    def _report(self, report: ReportRow, facts: Iterable[str]) -> None:
        result = report.result
        own: list[Value] = [report.organ, report.year, result["path"]]
        states = result["states"]
        words = [word(STATE[states[rule]], self._lang) for rule in self._titles]
        looks = [self._looks.states[states[rule]] for rule in self._titles]
        self._sheets["ledger"].row([*own, *words], looks={n + 3: look for n, look in enumerate(looks)})
        figures = [result["facts"].get(name) for name in facts]
        self._sheets["facts"].row([*own, *figures])
        for rule, reason in result["reasons"].items():
            if states[rule] in ("not_assessable", "error"):
                kind = word(REASON[reason["code"]], self._lang)
                state = word(STATE[states[rule]], self._lang)
                told = [state, rule, self._titles[rule], kind, reason[self._lang]]
                self._sheets["unassessed"].row([*own, *told], wrapped=(7,))

    def _summary(self, counts: _Counts) -> None:
        sheet, run, lang = self._sheets["summary"], self._run, self._lang
        sheet.row([word(WORDS["product"], lang)], looks={0: self._looks.title}, measured=False)
        sheet.row([run.get("verdict")[lang]], looks={0: self._looks.bold}, measured=False)
        told = [
            (word(WORDS["as_of"], lang), run.get("as_of")),
            (word(WORDS["version"], lang), run.get("version")),
            (word(_HEADS["exit"], lang), run.get("exit_code")),
            (word(_HEADS["skipped"], lang), len(run.get("skipped"))),
            (word(_HEADS["decisions"], lang), len(run.get("decisions"))),
        ]
        for name, value in told:
            sheet.row([name, value])
        sheet.row([])
        self._counted([_HEADS["state"], _HEADS["number"]])
        ledger = run.ledger
        for state in STATES:
            sheet.row([word(STATE[state], lang), ledger[state]], looks={0: self._looks.states[state]})
        total = ledger["rules"] * ledger["reports"]
        sheet.row([f"{word(WORDS['ledger_sum'], lang)}: {ledger['rules']} × {ledger['reports']}", total])
        sheet.row([])
        self._counted([WORDS["severity"], WORDS["findings"], _HEADS["set_aside"], WORDS["affected"]])
        for severity in SEVERITIES:
            sheet.row([word(SEVERITY[severity], lang), *counts.of(severity)])
        sheet.row([])
        self._counted([WORDS["rule"], WORDS["findings"], _HEADS["set_aside"], WORDS["affected"], _HEADS["title"]])
        for rule in sorted(counts.rules):
            sheet.row([rule, *counts.of(rule), self._titles.get(rule, "")])

    def _counted(self, heads: Sequence[Message]) -> None:
        names = [word(head, self._lang) for head in heads]
        self._sheets["summary"].row(names, looks=dict.fromkeys(range(len(names)), self._looks.head))


class _Counts:
    """How many findings there are, how many are set aside, and on how many reports, by severity and by rule."""

    def __init__(self) -> None:
        self.rules: set[str] = set()
        self._found: Counter[str] = Counter()
        self._aside: Counter[str] = Counter()
        self._reports: Counter[str] = Counter()

    def add(self, report: ReportRow, findings: Sequence[Any]) -> None:
        """Take in a report."""
        for finding in findings:
            self.rules.add(finding["rule"])
            for key in (finding["severity"], finding["rule"]):
                self._found[key] += 1
                self._aside[key] += waived(finding)
        self._reports.update({finding[key] for finding in findings for key in ("severity", "rule")})

    def of(self, key: str) -> tuple[int, int, int]:
        """Return all findings of a severity or rule, those set aside, and the reports."""
        return self._found[key], self._aside[key], self._reports[key]


class _Looks:
    """The formats of the workbook."""

    def __init__(self, book: xlsxwriter.Workbook) -> None:
        self.head = self._of(book, bold=True, bg_color="#F2F2F2", text_wrap=True, bottom=1)
        self.key = self._of(book, font_color="#7F7F7F", font_size=9, text_wrap=True)
        self.text = self._of(book)
        self.wrapped = self._of(book, text_wrap=True)
        self.whole = self._of(book, num_format="#,##0")
        self.plain = self._of(book, num_format="0")
        self.decimal = self._of(book, num_format="#,##0.00####")
        self.bold = self._of(book, bold=True)
        self.title = self._of(book, bold=True, font_size=14)
        self.states = {
            state: self._of(book, font_color=letters, bg_color=ground) for state, (letters, ground) in _COLOURS.items()
        }

    def _of(self, book: xlsxwriter.Workbook, **look: Any) -> Format:
        made: Format = book.add_format({"valign": "top", **look})
        return made


class _Sheet:
    """One worksheet, written row by row; the widths are known when all is written."""

    def __init__(self, sheet: Worksheet, looks: _Looks) -> None:
        self._sheet = sheet
        self._looks = looks
        self._next = 0
        self._left_out = 0
        self._widths: dict[int, int] = {}
        self._filter: tuple[int, int] | None = None

    def heads(self, heads: Sequence[str], under: Sequence[str] = (), *, frozen: int) -> None:
        """Write the head that stays in sight, with the first columns. `under` explains the names, above them."""
        if under:
            self.row(list(under), looks=dict.fromkeys(range(len(under)), self._looks.head), measured=False)
        look = self._looks.key if under else self._looks.head
        own = dict.fromkeys(range(frozen), self._looks.head)
        self.row(list(heads), looks={**dict.fromkeys(range(len(heads)), look), **own}, measured=not under)
        for n in range(len(heads)):
            self._widths[n] = max(self._widths.get(n, 0), 12 if under else NARROWEST)
        self._sheet.freeze_panes(self._next, frozen)
        self._filter = (self._next - 1, len(heads) - 1)

    def row(
        self,
        values: Sequence[Value | float],
        *,
        looks: dict[int, Format] | None = None,
        wrapped: Sequence[int] = (),
        measured: bool = True,
    ) -> None:
        """Write the next row. `wrapped` are columns whose text may take several lines."""
        if self._next >= ROWS - 1:
            self._left_out += 1
            return
        for n, value in enumerate(values):
            look = looks.get(n) if looks else None
            if value is None or value == "":
                if look is not None:
                    self._sheet.write_blank(self._next, n, None, look)
            elif isinstance(value, str):
                shown = _cut(legal(value))
                own = look or (self._looks.wrapped if n in wrapped else self._looks.text)
                self._sheet.write_string(self._next, n, shown, own)
                if measured:
                    self._widths[n] = max(self._widths.get(n, 0), min(_widths[shown] + 2, WIDEST))
            else:
                self._sheet.write_number(self._next, n, value, look or self._number(value))
        self._next += 1

    def _number(self, value: float) -> Format:
        if not isinstance(value, int):
            return self._looks.decimal
        # Years, lines and columns are no quantities: 2,023 would be odd.
        return self._looks.plain if abs(value) < 10_000 else self._looks.whole

    def end(self, left_out: str) -> None:
        """Set widths and filter, and say how many rows found no room."""
        if self._left_out:
            self._sheet.write_string(ROWS - 1, 0, left_out.format(self._left_out), self._looks.bold)
        for n, wide in sorted(self._widths.items()):
            self._sheet.set_column(f"{xl_col_to_name(n)}:{xl_col_to_name(n)}", max(wide, NARROWEST))
        if self._filter is not None:
            row, last = self._filter
            self._sheet.autofilter(row, 0, max(self._next - 1, row), last)


_WRAPPED = tuple(
    n
    for n, column in enumerate(COLUMNS)
    if column.key in ("place", "message_zh", "message_en", "quotes", "formula", "basis", "remedy", "reason", "expected", "actual")
)  # fmt: skip


def width(text: str) -> int:
    """Return how wide a text is in narrow characters: East-Asian ones count twice; of several lines the longest."""
    return max(
        (sum(2 if unicodedata.east_asian_width(c) in "WFA" else 1 for c in line) for line in text.split("\n")),
        default=0,
    )


_widths: Memo[int] = Memo(width)
"""Widths, remembered: states, rules and reasons are the same in every report."""


def _cut(text: str) -> str:
    # A spreadsheet counts in UTF-16 units and refuses the whole file for one too many.
    if len(text) * 2 <= LETTERS or len(text.encode("utf-16-le")) // 2 <= LETTERS:
        return text
    return text.encode("utf-16-le")[: 2 * (LETTERS - 1)].decode("utf-16-le", errors="ignore") + "…"
