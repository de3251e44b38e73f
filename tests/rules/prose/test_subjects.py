"""The words by which running text says what its figures are about, and the cells that hold those figures."""

from __future__ import annotations

import pytest

from auditor.model.form import Form
from auditor.plugins.load import load_catalogue
from auditor_rules.prose.subjects import METRICS, SAID, bits, holds_words


def cells_of(form: Form) -> set[tuple[str, str, str]]:
    return {
        (table.key, row.key, column.key)
        for table in form.tables
        for block in table.blocks
        for row in block.rows
        for column in block.columns
    }


def test_every_cell_of_a_metric_is_one_of_a_form() -> None:
    known = {cell for form in load_catalogue().forms for cell in cells_of(form)}
    assert [cell for metric in METRICS.values() for cell in metric.cells if cell not in known] == []


@pytest.mark.parametrize(
    ("text", "kinds", "noun"),
    [
        ("收到政府信息公开申请", ("receive", "request"), "request"),
        ("收到公民、法人或其他组织提出的政府信息公开申请", ("receive", "request", "neutral"), "request"),
        ("因政府信息公开申请引起的行政复议", ("neutral", "review"), "review"),
        ("政府信息公开领域行政诉讼", ("neutral", "suit"), "suit"),
        ("收办政府信息公开申请", ("handle", "request"), "request"),
        ("被申请行政复议", ("review",), "review"),
        ("未经复议直接起诉", ("suits_direct",), "suits_direct"),
        ("行政复议后提起行政诉讼", ("suits_after",), "suits_after"),
        ("部分予以公开", ("partial",), "partial"),
        ("不予公开", ("denied",), "denied"),
        ("上年度结转", ("last_year", "carry"), ""),
        ("结转下一年度", ("carry", "next_year"), ""),
        ("较上年", ("compared",), ""),
        ("作出行政处罚决定", ("decide", "penalty"), "penalty"),
        ("规章制度", ("neutral",), ""),
    ],
)
def test_the_words_of_a_text_are_told_apart(text: str, kinds: tuple[str, ...], noun: str) -> None:
    said = SAID[text]
    assert said.mask == bits(*kinds)
    assert said.last == (bits(noun) if noun else 0)


def test_years_are_read() -> None:
    assert SAID["2022年收到申请，二〇二三年办结"].years == (2022, 2023)


def test_the_telling_words_have_a_place() -> None:
    said = SAID["全年我局收到申请共"]
    assert (said.start, said.end) == (4, 8)


def test_an_organ_may_be_called_by_a_telling_word() -> None:
    assert holds_words("青禾县信访局")
    assert not holds_words("青禾县水利局")
