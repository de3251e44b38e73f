"""Report text cut into lines and tables with the merged cells of the forms."""

from __future__ import annotations

import pytest

from samples.make import DEFECTS, clean_report, planted
from samples.make.grid import Grid, Line, blocks


def written(pieces: list[Line | Grid]) -> str:
    """The pieces as report text again."""
    text = ""
    for number, piece in enumerate(pieces):
        if isinstance(piece, Line):
            text += piece.text + "\n"
            continue
        if number and isinstance(pieces[number - 1], Grid):
            text += "\n"
        for row in piece.placed():
            text += "".join("\t" + (cell.text if begins else "") + "\n" for begins, cell in row) + "\n"
    return text


def lines(text: str) -> list[str]:
    return [line for line in text.split("\n") if line.strip("\n ") or "\t" in line]


def grids(text: str) -> list[Grid]:
    return [piece for piece in blocks(text) if isinstance(piece, Grid)]


@pytest.mark.parametrize(("year", "merged"), [(2020, (4, 20)), (2023, (4, 22))])
def test_the_merged_cells_of_the_forms_are_found(year: int, merged: tuple[int, int]) -> None:
    disclosure, requests, appeals = grids(clean_report(5, year=year).text)
    assert (disclosure.width, requests.width, appeals.width) == (merged[0], 10, 15)
    assert [(cell.columns, cell.rows) for cell in requests.rows[0]] == [(3, 3), (7, 1)]
    assert [(cell.columns, cell.rows) for cell in requests.rows[1]] == [(1, 2), (5, 1), (1, 2)]
    results = next(row[0] for row in requests.rows if row[0].text == "三、本年度办理结果")
    assert (results.columns, results.rows) == (1, merged[1])
    assert [cell.columns for cell in appeals.rows[0]] == [5, 10]
    assert [(cell.columns, cell.rows) for cell in appeals.rows[1]] == [(1, 2)] * 5 + [(5, 1)] * 2
    assert [cell.columns for cell in disclosure.rows[0]] == [4]


def test_every_planted_report_is_written_back_as_it_was() -> None:
    for number, defect in enumerate(DEFECTS.values()):
        text = planted(number, defect).text
        pieces = blocks(text)
        assert lines(written(pieces)) == lines(text), defect.id
        assert blocks(written(pieces)) == pieces, defect.id


def test_rows_that_no_merged_cells_explain_stay_as_they_are() -> None:
    (grid,) = grids("\ta\n\tb\n\n\t\n\t\n\t1\n\t2\n\n")
    assert [[cell.text for cell in row] for row in grid.rows] == [["a", "b"], ["", "", "1", "2"]]
