"""relations/sense.toml: what the figures of table 2 cannot be if they mean what the form says (OGI-T202, T203, T204)."""

from __future__ import annotations

import pytest

from auditor.model.rule import Rule
from auditor.testing import findings, full_findings, report_text, state
from auditor_rules.relations import relation_rules

RULES = {rule.id: rule for rule in relation_rules()}
VALID, DISCLOSED, MADE = (RULES[id] for id in ("OGI-T202", "OGI-T203", "OGI-T204"))


def table(year: int, figures: str, row: str = "normative") -> str:
    return report_text(year, cells={f"disclosure.{row}": figures})


def test_fewer_in_force_than_made_less_repealed_is_an_error() -> None:
    (found,) = full_findings(VALID, table(2023, "5 1 3"))

    assert found.message.zh == "行政规范性文件：现行有效件数 3，小于本年制发件数 5 − 本年废止件数 1 = 4"
    assert found.message.en == "行政规范性文件: 现行有效件数 3, which is less than 本年制发件数 5 − 本年废止件数 1 = 4"
    assert (found.severity, found.expected, found.actual, found.place.column) == ("error", "≥ 4", "3", "valid")
    assert [quote.text for quote in found.quotes] == ["3", "5", "1"]


@pytest.mark.parametrize("figures", ["5 1 4", "5 1 40", "0 3 0", "0 0 0", "2 5 0"])
def test_documents_of_earlier_years_in_force_are_no_contradiction(figures: str) -> None:
    assert state(VALID, table(2023, figures)) == "pass"


def test_rules_are_counted_like_documents() -> None:
    assert [line.split(": ")[1][:5] for line in findings(VALID, table(2022, "1 0 0", "regulations"))] == ["error"]


def test_a_blank_in_force_is_for_review_and_says_how_it_was_taken() -> None:
    (line,) = findings(VALID, table(2023, "5 1 "))

    assert line.endswith("（空白按0计）")
    assert ": review " in line


def test_a_word_in_a_cell_is_not_guessed() -> None:
    assert state(VALID, table(2023, "5 1 若干")) == "pass"


def test_fewer_disclosed_in_all_than_newly_disclosed_is_an_error() -> None:
    (line,) = findings(DISCLOSED, table(2020, "3 3 2"))

    assert line.split(": ", 1)[1] == "error 规范性文件：对外公开总数量 2，小于本年新公开数量 3"


@pytest.mark.parametrize("figures", ["3 3 3", "3 3 30", "82 0 0", "0 0 0"])
def test_a_total_that_counts_earlier_years_in_is_no_contradiction(figures: str) -> None:
    assert state(DISCLOSED, table(2020, figures)) == "pass"


def test_documents_made_and_not_disclosed_are_for_review() -> None:
    (found,) = full_findings(MADE, table(2019, "82 0 0"))

    assert (found.severity, found.confidence) == ("review", "medium")
    assert found.message.zh == "规范性文件：本年新公开数量 0，小于本年新制作数量 82"


@pytest.mark.parametrize("figures", ["3 3 9", "3 5 9", "0 0 0"])
def test_documents_all_disclosed_pass(figures: str) -> None:
    assert state(MADE, table(2019, figures)) == "pass"


@pytest.mark.parametrize(("rule", "year"), [(VALID, 2020), (DISCLOSED, 2021), (MADE, 2023)])
def test_each_speaks_of_the_columns_of_its_own_form(rule: Rule, year: int) -> None:
    assert state(rule, report_text(year)) == "not_applicable"
