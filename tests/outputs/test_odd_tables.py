"""No table, however odd, ends a run: every output is made, and every file has its page."""

from __future__ import annotations

from pathlib import Path

import pytest

from auditor.outputs.html.layout import Part, lay_out
from auditor.testing import report_text
from tests.reading.docx.made import docx
from tests.running import Ran, put, run

WHOLE = report_text(cells={"requests.new.total": "5"})
_BEFORE, _MARK, _REST = WHOLE.partition("三、")
ROWS = _REST.partition("\n\n\n")[0].split("\n\n")
_AFTER = _REST.partition("\n\n\n")[2]
EMPTY = "\t\n\t"


def table(*rows: str) -> str:
    """The report with other rows in its third table."""
    return f"{_BEFORE}{_MARK}" + "\n\n".join(rows) + f"\n\n\n{_AFTER}"


def within(row: str, at: int = 3) -> str:
    return table(*ROWS[:at], row, *ROWS[at:])


def html(cells: str) -> str:
    return f"<html><body><h1>青禾县人民政府2023年政府信息公开工作年度报告</h1><h2>三、收到和处理政府信息公开申请情况</h2>{cells}</body></html>"


ODD = {
    "a row of empty cells first.txt": table(ROWS[0], EMPTY, *ROWS[1:]),
    "a row of empty cells between.txt": within(EMPTY),
    "a row of empty cells behind a wide one.txt": within(EMPTY, 5),
    "a row of empty cells last.txt": table(*ROWS, EMPTY),
    "empty rows everywhere.txt": table(*[each for row in ROWS for each in (row, EMPTY)]),
    "only empty rows.txt": table(ROWS[0], *["\n".join(["\t"] * 8)] * 20),
    "a row of one cell.txt": within("\t只有一格"),
    "a row of one empty cell.txt": within("\t"),
    "200 cells.txt": within("\n".join(f"\t{n}" for n in range(200))),
    "200 empty cells.txt": within("\n".join(["\t"] * 200)),
    "head only.txt": table(*ROWS[:2]),
    "cells of 100 KB.txt": within("\t" + "长" * 100_000 + "\n\t" + "9" * 100_000),
    "percent signs and braces.txt": within("\t%s%d%%\n\t%(a)s\n\t{}\n\t{{ a }}{% raw %}"),
    "figures without end.txt": table(*[row.replace("\t0", "\t" + "1" * 400, 2) for row in ROWS]),
    "no numbers at all.txt": table(*[row.replace("\t0", "\tNaN", 2).replace("\t5", "\t1e999") for row in ROWS]),
    "controls.txt": within("\t\x1b[31m\u202e\x07\n\t\x00\x85\u2028"),
    "spans beyond the table.html": html('<table><tr><td rowspan="90" colspan="900">合计</td><td rowspan="9">1</td></tr><tr></tr></table>'),
    "spans of nothing.html": html('<table><tr><td rowspan="0" colspan="0">合计</td><td colspan="-3">1</td></tr></table>'),
    "no rows.html": html("<table></table><table><tbody></tbody></table>"),
    "rows without cells.html": html("<table><tr></tr><tr></tr></table>"),
    "spans.docx": docx(
        "<w:p><w:r><w:t>青禾县人民政府2023年政府信息公开工作年度报告</w:t></w:r></w:p>"
        '<w:tbl><w:tr><w:tc><w:tcPr><w:gridSpan w:val="900"/><w:vMerge w:val="restart"/></w:tcPr><w:p/></w:tc></w:tr>'
        "<w:tr><w:tc><w:tcPr><w:vMerge/></w:tcPr><w:p/></w:tc></w:tr><w:tr/></w:tbl><w:tbl/>"
    ),
}  # fmt: skip


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Ran]:
    """All of them audited in one run, into every output."""
    folder = tmp_path_factory.mktemp("odd")
    put(folder / "in", {**ODD, "whole.txt": WHOLE})
    files = [
        part
        for name in ("json", "xlsx", "csv", "junit", "sarif", "markdown")
        for part in ("-f", f"{name}={folder}/run.{name}")
    ]
    folders = [part for name in ("html", "letters", "annotated") for part in ("-f", name)]
    ran = run(
        *files, *folders, "--now", "2024-02-01", "--jobs", "1", "--lang", "en", "-o", folder / "out", folder / "in"
    )
    return folder, ran


def test_the_run_ends_with_its_verdict(made: tuple[Path, Ran]) -> None:
    _, ran = made

    assert (ran.code, "(exit 1: findings at or above error)" in ran.verdict) == (1, True)


def test_every_output_is_there_and_no_page_is_lost(made: tuple[Path, Ran]) -> None:
    folder, ran = made

    assert {file.suffix for file in folder.glob("run.*")} == {".json", ".xlsx", ".csv", ".junit", ".sarif", ".markdown"}
    assert {file.name for file in (folder / "out").iterdir()} == {
        "audit.db",
        "index.html",
        "reports",
        "letters",
        "annotated",
    }
    assert "page" not in ran.verdict
    pages = [file.read_text(encoding="utf-8") for file in (folder / "out" / "reports").iterdir()]
    assert not [page for page in pages if "could not be drawn" in page]
    assert len(pages) >= len(ODD) - 4


@pytest.mark.parametrize("known", [True, False])
@pytest.mark.parametrize("rebuilt", [True, False])
@pytest.mark.parametrize(
    "spans", [None, [((1, 3), (2, 1)), ((1, 1), (1, 1)), ((1, 1),)], [((0, 0), (9, 9)), ((1, 1), (1, 1)), ((5, 1),)]]
)
def test_any_rows_are_laid_out(known: bool, rebuilt: bool, spans: list[tuple[tuple[int, int], ...]] | None) -> None:
    rows = [(("", ""), [1, 2], 2, None), (("", "3"), [4, 5], 1, "new"), (("",), [7], 1, None)]
    grid = lay_out(rows, known=known, rebuilt=rebuilt, spans=spans)

    drawn = [line for line in grid.lines if line.part is not Part.LEAD]  # whose labels share one cell
    assert all(sum(slot.colspan for slot in line.slots) <= grid.width for line in drawn)
    assert lay_out([], known=known, rebuilt=rebuilt).lines == ()
