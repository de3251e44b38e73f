"""One file through the whole way: whatever it holds, every rule ends in one state, and silence means checked."""

from __future__ import annotations

import datetime
import time
from pathlib import Path
from typing import Any

import orjson
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from auditor.engine.audit import Auditor
from auditor.engine.decisions import Decisions
from auditor.plugins.load import Catalogue, load_catalogue
from auditor.reading.walk import Candidate
from auditor.record.entry import Entry
from auditor.testing import report_text
from tests.mangling import mangled

STATES = {"pass", "fail", "review", "not_applicable", "not_assessable", "error", "waived"}
CATALOGUE: Catalogue = load_catalogue()
RULES = {rule.id for rule in CATALOGUE.rules if rule.across is None}
ARITHMETIC = ("OGI-T301", "OGI-T302", "OGI-T303", "OGI-T401")


@pytest.fixture(scope="module")
def auditor() -> Auditor:
    return Auditor(CATALOGUE, Decisions(), datetime.date(2024, 2, 1))


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("reports")


def audited(auditor: Auditor, folder: Path, content: str | bytes) -> Entry:
    file = folder / "a.txt"
    file.write_bytes(content if isinstance(content, bytes) else content.encode("utf-8", "surrogatepass"))
    return auditor.audit(Candidate(file, "a.txt"))


def result(entry: Entry) -> Any:
    return orjson.loads(entry.result)


def check_ledger(entry: Entry) -> None:
    """What must hold of every file."""
    found = result(entry)
    states, reasons, checks = found["states"], found["reasons"], found["checks"]
    assert set(states) == RULES
    assert set(states.values()) <= STATES
    assert sum(entry.states.values()) == len(RULES)
    for rule, state in states.items():
        if state == "pass":
            assert checks[rule]["count"] > 0, f"{rule} passes and rests on nothing"
        if state in ("not_assessable", "error"):
            assert reasons[rule]["zh"], f"{rule} gives no reason"
            assert reasons[rule]["en"], f"{rule} gives no reason"
    broken = {finding.rule for finding in entry.findings}
    assert broken >= {rule for rule, state in states.items() if state in ("fail", "review", "waived")}
    assert entry.unread >= (
        "unread" in {reason["code"] for rule, reason in reasons.items() if states[rule] == "not_assessable"}
    )
    for check in checks.values():
        assert min(check["count"], 3) <= len(check["samples"]) <= min(check["count"], 7)


@settings(deadline=None, max_examples=300, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(year=st.sampled_from([2020, 2023]), seed=st.integers(0, 10**6))
def test_the_ledger_holds_for_mangled_reports(auditor: Auditor, folder: Path, year: int, seed: int) -> None:
    entry = audited(auditor, folder, mangled(year, seed))

    check_ledger(entry)
    assert "error" not in result(entry)["states"].values()


@settings(deadline=None, max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=st.text(max_size=200))
def test_the_ledger_holds_for_any_text(auditor: Auditor, folder: Path, text: str) -> None:
    check_ledger(audited(auditor, folder, text))


@settings(deadline=None, max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.binary(max_size=100))
def test_the_ledger_holds_for_any_bytes(auditor: Auditor, folder: Path, data: bytes) -> None:
    check_ledger(audited(auditor, folder, data))


@settings(deadline=None, max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    figures=st.lists(st.sampled_from(["", "/", "无", "0", "1", "-1", "1.5", "x", "９", "9" * 30, "(0)", "5（其中1件）"]), min_size=7, max_size=7),
    row=st.sampled_from(["new", "granted", "denied_3", "total", "carried_out"]),
)  # fmt: skip
def test_the_ledger_holds_for_any_figures(auditor: Auditor, folder: Path, figures: list[str], row: str) -> None:
    entry = audited(auditor, folder, report_text(cells={f"requests.{row}": " ".join(figures)}))

    check_ledger(entry)
    assert "error" not in result(entry)["states"].values()


@pytest.mark.parametrize("year", [2020, 2023])
def test_an_all_zero_report_passes_its_arithmetic_and_says_what_it_checked(
    auditor: Auditor, folder: Path, year: int
) -> None:
    found = result(audited(auditor, folder, report_text(year)))

    assert {found["states"][rule] for rule in ARITHMETIC} == {"pass"}
    assert found["checks"]["OGI-T303"]["count"] in (23, 25)


def test_a_sample_of_what_was_checked_shows_formula_and_operands(auditor: Auditor, folder: Path) -> None:
    found = result(
        audited(
            auditor,
            folder,
            report_text(cells={"requests.new": "1 0 0 0 0 0 1", "requests.carried_out": "1 0 0 0 0 0 1"}),
        )
    )
    sample = found["checks"]["OGI-T301"]["samples"][0]

    assert (sample["formula"], sample["operands"]) == ("new + carried_in == total + carried_out", ["1", "0", "0", "1"])


def test_of_tables_left_blank_only_the_finding_on_blanks_speaks(auditor: Auditor, folder: Path) -> None:
    found = result(audited(auditor, folder, report_text().replace("\t0\n", "\t\n")))

    assert {found["states"][rule] for rule in ("OGI-T301", "OGI-T302", "OGI-T303")} == {"not_applicable"}
    assert found["states"]["OGI-T305"] == "fail"


def test_a_report_in_the_form_of_other_years_is_read_and_said_to_be_wrong(auditor: Auditor, folder: Path) -> None:
    entry = audited(auditor, folder, report_text(2023, form="ogi-2019"))

    assert result(entry)["states"]["OGI-S106"] == "fail"
    assert result(entry)["states"]["OGI-T303"] == "pass"


def test_a_notice_is_for_review_and_everything_else_is_unread(auditor: Auditor, folder: Path) -> None:
    entry = audited(
        auditor, folder, "关于做好2023年政府信息公开工作年度报告编制工作的通知\n各单位：\n请于1月20日前报送。\n"
    )
    found = result(entry)

    assert found["states"].pop("OGI-P001") == "review"
    assert set(found["states"].values()) == {"not_assessable"}
    assert {reason["code"] for reason in found["reasons"].values()} == {"unread"}
    assert (entry.is_report, found["form"]) == (False, None)


def test_an_empty_file_is_no_report(auditor: Auditor, folder: Path) -> None:
    assert audited(auditor, folder, "").is_report is False


def test_a_cell_that_swallowed_a_heading_is_reported(auditor: Auditor, folder: Path) -> None:
    entry = audited(auditor, folder, report_text().replace("\n\n\n五、存在", "\n五、存在"))

    assert [finding.message.en for finding in entry.findings if finding.rule == "OGI-P002"] == [
        "the blank line behind a row is missing: the next section's heading ran into the table"
    ]


def test_a_file_in_no_encoding_is_unread_for_every_rule(auditor: Auditor, folder: Path) -> None:
    entry = audited(auditor, folder, b"\xff\xfe\x00")

    assert (entry.is_report, entry.unread, dict(entry.states)) == (None, True, {"not_assessable": len(RULES)})


def test_a_bug_in_parsing_costs_that_file_only(auditor: Auditor, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(source: object) -> None:
        raise RecursionError("too deep")

    monkeypatch.setattr(auditor._binder, "read", broken)
    entry = audited(auditor, folder, report_text())

    assert (entry.is_report, result(entry)["reasons"]["OGI-P001"]["en"]) == (
        None,
        "parsing it failed (RecursionError: too deep)",
    )


def test_facts_are_numbers_and_null_for_what_is_none(auditor: Auditor, folder: Path) -> None:
    facts = result(
        audited(auditor, folder, report_text(cells={"requests.new": "1,400  无 2 0 0 -3", "disclosure.fee": "18.50"}))
    )["facts"]

    assert [facts[f"requests.new.{column}"] for column in ("natural", "commercial", "research", "total")] == [
        1400,
        None,
        None,
        -3,
    ]
    assert facts["disclosure.fee.amount"] == 18.5


def test_columns_in_another_order_do_not_mix_up_the_facts_of_the_next_report(auditor: Auditor, folder: Path) -> None:
    text = report_text(cells={"disclosure.normative": "1 2 3"})
    swapped = text.replace("\t本年废止件数\n\t现行有效件数\n", "\t现行有效件数\n\t本年废止件数\n")
    valid = [
        result(audited(auditor, folder, one))["facts"]["disclosure.normative.valid"] for one in (swapped, text, swapped)
    ]

    assert valid == [2, 3, 2]


def test_every_figure_of_the_form_is_a_fact(auditor: Auditor, folder: Path) -> None:
    assert len(result(audited(auditor, folder, report_text()))["facts"]) == 200


def test_a_figure_beyond_64_bits_loses_digits_and_not_the_run(auditor: Auditor, folder: Path) -> None:
    facts = result(audited(auditor, folder, report_text(cells={"requests.new.total": "9" * 24})))["facts"]

    assert facts["requests.new.total"] == 1e24


@pytest.mark.parametrize(
    "text",
    [
        "一" * 3_000_000,
        report_text() + "\t0\n" * 100_000,
        report_text() + "\t0\n一、总体情况\n" * 20_000,
        "\x00" * 1_000_000,
    ],
    ids=["one line", "unterminated cells", "swallowed headings", "null bytes"],
)
def test_an_absurd_file_is_audited_in_seconds(auditor: Auditor, folder: Path, text: str) -> None:
    start = time.perf_counter()
    check_ledger(audited(auditor, folder, text))

    assert time.perf_counter() - start < 20
