"""What a reader calls a cell, by its fact name."""

from __future__ import annotations

import pytest

from auditor_rules.across.figures import figure_name


@pytest.mark.parametrize(
    ("name", "called"),
    [
        ("requests.carried_in.total", "表三上年结转政府信息公开申请数量（总计）"),
        ("requests.denied_3.natural", "表三不予公开·危及“三安全一稳定”（自然人）"),
        ("requests.partial.total", "表三部分公开（总计）"),
        ("disclosure.fee.amount", "表二行政事业性收费（本年收费金额）"),
        ("disclosure.licence.previous", "表二行政许可（上一年项目数量）"),
        ("appeals.suit_direct.pending", "表四未经复议直接起诉（尚未审结）"),
        ("other.row.column", "other.row.column"),
    ],
)
def test_a_figure_is_called_as_the_form_prints_it(name: str, called: str) -> None:
    assert figure_name(name).zh == called
