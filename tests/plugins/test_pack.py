"""Relation packs: formulas over cells become rules, and what is wrong with a pack is said with its place."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import product
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from auditor.model.rule import Rule
from auditor.plugins.pack import PackError, load_pack
from auditor.testing import findings, full_findings, outcome, report_text, state
from tests.running import put, run

TIE = """
[[relations]]
id = "TEST-R1"
title = { zh = "收办", en = "balance" }
table = "requests"
each = "column"
formula = "new + carried_in == total + carried_out"
why = "Printed in the corner of the table."
basis = { zh = "表三", en = "table 3" }
remedy = { zh = "核对。", en = "Check." }
"""


def pack(folder: Path, **changed: str) -> tuple[Rule, ...]:
    text = TIE
    for key, value in changed.items():
        line = next((line for line in text.split("\n") if line.startswith(f"{key} =")), None)
        text = text.replace(line, f"{key} = {value}") if line else f"{text}{key} = {value}\n"
    return load_pack(put(folder, {"ties.toml": text}) / "ties.toml")


def tie(folder: Path, **changed: str) -> Rule:
    (made,) = pack(folder, **changed)
    return made


def cells(**rows: str) -> Mapping[str, str]:
    return {f"requests.{row}": figures for row, figures in rows.items()}


def test_a_relation_that_holds_passes_on_every_column(tmp_path: Path) -> None:
    result = outcome(tie(tmp_path), report_text(cells=cells(new="1 0 0 0 0 0 1", total="1 0 0 0 0 0 1")))

    assert (result.state.value, result.asked.count) == ("pass", 7)


def test_a_relation_that_fails_is_a_finding_in_each_column(tmp_path: Path) -> None:
    assert findings(tie(tmp_path), report_text(cells=cells(new="1 0 0 0 0 0 1"))) == [
        "288: error 自然人：本年新收政府信息公开申请数量 1 + 上年结转政府信息公开申请数量 0 = 1，总计 0 + 结转下年度继续办理 0 = 0，两者不符",
        "294: error 总计：本年新收政府信息公开申请数量 1 + 上年结转政府信息公开申请数量 0 = 1，总计 0 + 结转下年度继续办理 0 = 0，两者不符",
    ]


def test_a_finding_carries_formula_operands_and_both_values(tmp_path: Path) -> None:
    (finding,) = full_findings(
        tie(tmp_path), report_text(cells=cells(new="3 0 0 0 0 0 0", carried_out="1 0 0 0 0 0 0"))
    )

    assert (finding.formula, finding.expected, finding.actual) == ("new + carried_in == total + carried_out", "3", "1")
    assert [quote.text for quote in finding.quotes] == ["3", "0", "0", "1"]


def test_one_finding_lists_every_column_that_fails(tmp_path: Path) -> None:
    (finding,) = full_findings(tie(tmp_path, one_finding="true"), report_text(cells=cells(new="1 0 0 0 0 0 1")))

    assert finding.message.en.count("; ") == 1


def test_a_blank_that_leaves_room_passes(tmp_path: Path) -> None:
    text = report_text(cells=cells(new="1 0 0 0 0 0 1", total=" 0 0 0 0 0 1"))

    assert state(tie(tmp_path), text) == "review"


def test_known_parts_that_exceed_the_total_are_an_error_in_spite_of_a_blank(tmp_path: Path) -> None:
    text = report_text(cells=cells(new="1 0 0 0 0 0 0", total="2 0 0 0 0 0 0", carried_out=" 0 0 0 0 0 0"))

    assert state(tie(tmp_path), text) == "fail"


def test_what_fails_only_with_blanks_as_zero_is_for_review_and_says_so(tmp_path: Path) -> None:
    (finding,) = full_findings(tie(tmp_path), report_text(cells=cells(new="1 0 0 0 0 0 0", total=" 0 0 0 0 0 0")))

    assert (finding.severity, finding.message.en.endswith("(blanks taken as 0)")) == ("review", True)


def test_a_text_in_a_cell_is_not_guessed(tmp_path: Path) -> None:
    assert state(tie(tmp_path), report_text(cells=cells(new="1 0 0 0 0 0 0", total="若干 0 0 0 0 0 0"))) == "pass"


def test_an_all_blank_table_is_no_arithmetic_error_and_no_pass(tmp_path: Path) -> None:
    assert state(tie(tmp_path), report_text().replace("\t0\n", "\t\n")) == "not_applicable"


def test_a_column_left_blank_is_not_compared(tmp_path: Path) -> None:
    blank = {f"requests.{row}.total": "" for row in ("total", "granted", "partial", *(f"denied_{n}" for n in range(1, 9)), *(f"unable_{n}" for n in range(1, 4)))}  # fmt: skip
    text = report_text(cells={**cells(new="0 0 0 0 0 0 5"), **blank})

    assert (state(tie(tmp_path), text), outcome(tie(tmp_path), text).asked.count) == ("pass", 6)


def test_a_table_that_was_not_read_is_not_assessable(tmp_path: Path) -> None:
    assert state(tie(tmp_path), report_text(without=("table:requests",))) == "not_assessable"


def test_a_row_that_the_report_leaves_out_may_hold_anything(tmp_path: Path) -> None:
    text = report_text(cells=cells(new="1 0 0 0 0 0 1"), without=("requests.carried_out",))

    assert state(tie(tmp_path), text) == "review"


def test_a_relation_over_columns_is_evaluated_in_every_row(tmp_path: Path) -> None:
    rule = tie(tmp_path, each='"row"', formula='"natural <= total"')

    assert outcome(rule, report_text()).asked.count == 25


def test_a_relation_narrowed_to_a_form_does_not_apply_elsewhere(tmp_path: Path) -> None:
    assert state(tie(tmp_path, forms='["ogi-2019"]'), report_text(2023)) == "not_applicable"


@pytest.mark.parametrize(
    ("changed", "told"),
    [
        ({"formula": '"new + == total"'}, "not a relation"),
        ({"formula": '"new * total == 1"'}, "two cells cannot be multiplied"),
        ({"formulas": '"new == total"'}, "formulas"),
        ({"each": '"diagonal"'}, "each"),
        ({"severity": '"fatal"'}, "severity"),
        ({"title": '"收办"'}, "title"),
        ({"id": '"r1"'}, "rule id 'r1'"),
        ({"why": '""'}, "needs a docstring saying why"),
        ({"table": '"requests'}, "ties.toml"),
    ],
)
def test_a_broken_pack_is_refused_by_name_and_place(tmp_path: Path, changed: dict[str, str], told: str) -> None:
    with pytest.raises(PackError, match=r"ties\.toml") as error:
        pack(tmp_path, **changed)

    assert told in str(error.value)


@pytest.mark.parametrize(
    ("changed", "told"),
    [
        (("new +", "recieved +"), "table 'requests' of no form has a row 'recieved'"),
        (('table = "requests"', 'table = "request"'), "table 'request' of no form has a row 'new'"),
        (('each = "column"', 'each = "row"'), "table 'requests' of no form has a column 'new'"),
        (("carried_in ==", "sum(denyed_*) =="), "of no form has a row 'denyed_*'"),
        (('id = "TEST-R1"', 'id = "OGI-T301"'), "rule OGI-T301 is given twice"),
        (("formula", "formel"), "formel"),
    ],
)
def test_a_pack_about_what_no_form_has_stops_the_run(tmp_path: Path, changed: tuple[str, str], told: str) -> None:
    ran = run("rules", "list", "--plugin", put(tmp_path, {"ties.toml": TIE.replace(*changed)}) / "ties.toml")

    assert (ran.code, "'ties.toml'" in ran.err, told in ran.err) == (2, True, True)


PARTS = ("upheld", "corrected", "other", "pending")
SUM = {"table": '"appeals"', "each": '"row"', "formula": '"upheld + corrected + other + pending == total"'}


@settings(deadline=None, max_examples=200, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(figures=st.lists(st.sampled_from(["", "0", "1", "2", "/"]), min_size=5, max_size=5))
def test_blanks_are_judged_in_two_modes_as_trying_every_filling_would(tmp_path: Path, figures: list[str]) -> None:
    text = report_text(cells=dict(zip((f"appeals.review.{key}" for key in (*PARTS, "total")), figures, strict=True)))
    numbers = [int(figure) if figure.isdigit() else None for figure in figures]
    choices = [range(9) if number is None else [number] for number in numbers]
    some_filling = any(sum(parts) == total for *parts, total in product(*choices))
    *known, _ = numbers
    says_nothing = numbers[-1] is None or all(part is None for part in known)
    *parts, total = [number or 0 for number in numbers]

    assert state(tie(tmp_path, **SUM), text) == (
        "fail" if not some_filling else "pass" if says_nothing or sum(parts) == total else "review"
    )
