"""relations/ties.toml: the relations that the form itself states between its cells (OGI-T301, T302, T303, T401)."""

from __future__ import annotations

import pytest

from auditor.model.rule import Rule
from auditor.testing import findings, full_findings, outcome, report_text, state
from auditor_rules.relations import relation_rules

SHIPPED = {rule.id: rule for rule in relation_rules()}
RULES = {id: SHIPPED[id] for id in ("OGI-T301", "OGI-T302", "OGI-T303", "OGI-T401")}
BALANCE, OUTCOMES, APPLICANTS, APPEALS = RULES.values()

# Five requests of natural persons: three granted, one denied, one carried out.
CONSISTENT = {
    "requests.new": "5 0 0 0 0 0 5",
    "requests.granted": "3 0 0 0 0 0 3",
    "requests.denied_5": "1 0 0 0 0 0 1",
    "requests.total": "4 0 0 0 0 0 4",
    "requests.carried_out": "1 0 0 0 0 0 1",
    "appeals.review": "1 0 0 1 2",
    "appeals.suit_after_review": "0 1 0 0 1",
}


def with_cells(changes: dict[str, str], year: int = 2023) -> str:
    return report_text(year, cells={**CONSISTENT, **changes})


def messages(rule: Rule, text: str) -> list[str]:
    return [line.split(": ", 1)[1] for line in findings(rule, text)]


def test_intake_and_output_of_a_column_must_balance() -> None:
    assert messages(BALANCE, with_cells({"requests.carried_in": "2 0 0 0 0 0 2"})) == [
        "error 自然人：本年新收 5 + 上年结转 2 = 7，总计 4 + 结转下年度 1 = 5，两者不符；"
        "总计：本年新收 5 + 上年结转 2 = 7，总计 4 + 结转下年度 1 = 5，两者不符"
    ]


def test_all_columns_out_of_balance_are_one_finding_with_their_sums() -> None:
    (found,) = full_findings(BALANCE, with_cells({"requests.carried_in": "2 0 0 0 0 0 2"}))
    assert (found.expected, found.actual) == ("7; 7", "5; 5")
    assert found.formula == "new + carried_in == total + carried_out"
    assert [(quote.place.row, quote.text) for quote in found.quotes[:4]] == [
        ("new", "5"), ("carried_in", "2"), ("total", "4"), ("carried_out", "1"),
    ]  # fmt: skip


def test_the_outcomes_of_a_column_add_up_to_its_total() -> None:
    (found,) = full_findings(OUTCOMES, with_cells({"requests.denied_5.natural": "2"}))
    assert found.message.zh == "自然人：予以公开 3 + 属于三类内部事务信息 2（其余为0） = 5，总计 4，两者不符"
    assert (found.place.row, found.place.column, found.expected, found.actual) == ("total", "natural", "5", "4")


def test_a_row_adds_up_to_its_total() -> None:
    (found,) = full_findings(APPLICANTS, with_cells({"requests.new.legal_service": "1"}))
    assert found.message.zh == (
        "本年新收：自然人 5 + 商业企业 0 + 科研机构 0 + 社会公益组织 0 + 法律服务机构 1 + 其他 0 = 6，总计 5，两者不符"
    )


def test_each_row_that_fails_is_a_finding_of_its_own() -> None:
    text = with_cells({"requests.new.other": "1", "requests.granted.other": "1"})
    assert [found.place.row for found in full_findings(APPLICANTS, text)] == ["new", "granted"]


def test_a_printed_zero_beside_cases_is_a_wrong_total() -> None:
    (found,) = full_findings(APPEALS, with_cells({"appeals.review": "10 1 0 0 0"}))
    assert found.message.zh == "行政复议：结果维持 10 + 结果纠正 1 + 其他结果 0 + 尚未审结 0 = 11，总计 0，两者不符"
    assert (found.expected, found.actual, [quote.text for quote in found.quotes]) == (
        "11",
        "0",
        ["10", "1", "0", "0", "0"],
    )


@pytest.mark.parametrize("row", ["review", "suit_direct", "suit_after_review"])
def test_each_block_of_table_four_is_added_up(row: str) -> None:
    (found,) = full_findings(APPEALS, with_cells({f"appeals.{row}": "1 1 1 1 5"}))
    assert (found.severity, found.place.row, found.expected, found.actual) == ("error", row, "4", "5")


@pytest.mark.parametrize("year", [2019, 2020, 2021, 2023])
@pytest.mark.parametrize("rule", RULES.values(), ids=RULES)
def test_consistent_tables_pass_in_either_form(rule: Rule, year: int) -> None:
    assert state(rule, with_cells({}, year)) == "pass"


@pytest.mark.parametrize("rule", RULES.values(), ids=RULES)
def test_all_zero_tables_pass_and_are_not_passed_over(rule: Rule) -> None:
    assert state(rule, report_text(2020)) == "pass"


def test_one_row_for_other_outcomes_is_added_in_the_2019_form() -> None:
    assert (
        state(OUTCOMES, with_cells({"requests.denied_5": "0 0 0 0 0 0 0", "requests.other": "1 0 0 0 0 0 1"}, 2020))
        == "pass"
    )


def test_three_rows_for_other_outcomes_are_added_in_the_2021_form() -> None:
    text = with_cells({"requests.denied_5": "0 0 0 0 0 0 0", "requests.other_2": "1 0 0 0 0 0 1"})
    assert state(OUTCOMES, text) == "pass"


def test_a_later_report_with_one_row_for_other_outcomes_is_added_up_with_it() -> None:
    one_row = with_cells({"requests.denied_5": "0 0 0 0 0 0 0"}).replace(
        "\t（六）其他处理\n\t1.申请人无正当理由逾期不补正、行政机关不再处理其政府信息公开申请\n", "\t（六）其他处理\n"
    )
    before, behind = one_row.split("\t（六）其他处理\n")
    rest = behind.split("\n\n", 3)[3]  # the two further sub-rows go
    text = before + "\t（六）其他处理\n" + "".join(f"\t{figure}\n" for figure in "1000001") + "\n" + rest
    assert state(OUTCOMES, text) == "pass"


@pytest.mark.parametrize(
    "changes",
    [
        pytest.param({"requests.new": "\u3000\u30005 \u00a00 ０ 0 0 0 ５"}, id="padded and full-width"),
        pytest.param({"requests.new": "5件 0 0 0 0 0 5件"}, id="with a unit"),
        pytest.param({"requests.new": "5（其中补正2件） 0 0 0 0 0 (5)"}, id="with notes and brackets"),
        pytest.param({"requests.new": "5.0 0 0 0 0 0 5"}, id="a whole number with a point"),
    ],
)
def test_ways_of_writing_a_figure_do_not_break_the_sums(changes: dict[str, str]) -> None:
    text = with_cells(changes)
    assert [state(rule, text) for rule in (BALANCE, OUTCOMES, APPLICANTS)] == ["pass"] * 3


def test_thousands_separators_are_read() -> None:
    text = report_text(cells={
        "requests.new": "1,234 0 0 0 0 0 1，234",
        "requests.granted": "1234 0 0 0 0 0 1234",
        "requests.total": "1234 0 0 0 0 0 1,234",
    })  # fmt: skip
    assert [state(rule, text) for rule in (BALANCE, OUTCOMES, APPLICANTS)] == ["pass"] * 3


def test_blanks_that_some_number_can_fill_pass_when_they_fit_as_zero() -> None:
    assert state(APPLICANTS, with_cells({"requests.new": "5      5"})) == "pass"


def test_blanks_that_fit_only_with_other_numbers_are_for_review() -> None:
    (line,) = messages(APPLICANTS, with_cells({"requests.new": "3      5"}))
    assert line.startswith("review 本年新收：自然人 3 +")
    assert line.endswith("总计 5，两者不符（空白按0计）")


def test_blanks_that_no_number_can_fill_are_an_error() -> None:
    assert [line[:5] for line in messages(APPLICANTS, with_cells({"requests.new": "7      5"}))] == ["error"]


def test_a_report_with_only_its_total_column_filled_is_judged_by_it() -> None:
    changes = {
        key: "      " + figures.split(" ")[-1] for key, figures in CONSISTENT.items() if key.startswith("requests")
    }
    text = with_cells(changes)
    assert (state(BALANCE, text), state(OUTCOMES, text)) == ("pass", "pass")


@pytest.mark.parametrize("figures", ["1 0 0 1 ", "    ", "    2"])
def test_a_sum_whose_total_or_parts_are_blank_is_not_judged(figures: str) -> None:
    found = outcome(APPEALS, with_cells({"appeals.review": figures}))
    assert (found.state.value, found.asked.count) == ("pass", 2)


def test_blanks_of_table_four_that_fit_only_with_other_numbers_are_for_review() -> None:
    assert state(APPEALS, with_cells({"appeals.review": "1 0  1 3"})) == "review"


def test_a_total_column_left_blank_breaks_no_sum() -> None:
    text = with_cells({f"requests.{row}.total": "" for row in ("new", "carried_in", "granted", "partial", "total", "carried_out")})  # fmt: skip
    assert [messages(rule, text) for rule in (BALANCE, OUTCOMES, APPLICANTS)] == [[], [], []]


def test_a_word_in_a_cell_makes_no_arithmetic_error() -> None:
    assert state(APPLICANTS, with_cells({"requests.new": "若干 0 0 0 0 0 5"})) == "pass"


def test_a_table_not_read_completely_is_never_added_up() -> None:
    text = with_cells({"requests.granted": "3 0 0 0 0 0 3"}).replace("\t3\n\t0\n", "\t3\n", 1)
    assert state(OUTCOMES, text) == "not_assessable"


def test_the_note_in_the_corner_of_table_three_is_no_row() -> None:
    text = with_cells({}).replace(
        "\t申请人情况\n", "\t（本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和）\n\t申请人情况\n"
    )
    assert [state(rule, text) for rule in (BALANCE, OUTCOMES, APPLICANTS)] == ["pass"] * 3
