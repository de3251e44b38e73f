"""One rule on one report: exactly one state, whatever the rule does."""

from __future__ import annotations

import signal
import sys
from collections.abc import Callable, Iterator
from typing import Any

import pytest

from auditor import Message, Report, Rule, Severity, Span, Unknown, Unread, Violation, rule
from auditor.model.report import Sample
from auditor.model.stopping import StoppedError, listening
from auditor.model.tie import Figure, Operand, Tie
from auditor.testing import outcome, report_text

SAID = Message("有误", "wrong")
HERE = Span("有误", 3, 1)
FIGURE = Figure(9, 1, 4, "4", "requests", "new", "total", "新收", "总计")


def made(check: Callable[[Report], Iterator[Violation]], **more: Any) -> Rule:
    check.__doc__ = "So that there is a reason."
    declared: dict[str, Any] = {
        "id": "TEST-1", "title": ("试", "test"), "severity": (Severity.WARNING, Severity.REVIEW),
        "basis": ("据", "basis"), "remedy": ("改", "mend"), **more,
    }  # fmt: skip
    return rule(**declared)(check)


def ends(
    check: Callable[[Report], Iterator[Violation]], text: str | None = None, **more: Any
) -> tuple[str, str | None]:
    """The state a check ends in, and the code of the reason."""
    result = outcome(made(check, **more), report_text() if text is None else text)
    return result.state.value, result.reason.code if result.reason else None


def crash(check: Callable[[Report], Iterator[Violation]]) -> str:
    """What is said of a check that crashed."""
    result = outcome(made(check), report_text(), "区/甲.txt")
    assert result.state.value == "error"
    assert result.reason is not None
    return result.reason.en


def asks(report: Report) -> Iterator[Violation]:
    report.cells("requests")
    yield from ()


def test_a_rule_that_looked_and_found_nothing_passes() -> None:
    assert ends(asks) == ("pass", None)


def test_a_rule_that_looked_at_nothing_does_not_apply() -> None:
    def idle(report: Report) -> Iterator[Violation]:
        yield from ()

    assert ends(idle) == ("not_applicable", None)


def test_what_a_pass_rests_on_is_counted() -> None:
    assert outcome(made(asks), report_text()).asked.count == 175


def test_of_what_was_only_looked_at_three_samples_are_kept() -> None:
    assert len(outcome(made(asks), report_text()).asked.samples) == 3


def test_of_relations_seven_samples_are_kept() -> None:
    def relates(report: Report) -> Iterator[Violation]:
        for cell in report.cells("appeals"):
            report.asked.add(cell, "a == b", (cell.text,))
        yield from ()

    samples = outcome(made(relates), report_text()).asked.samples
    assert sum(sample.formula is not None for sample in samples) == 4


@pytest.mark.parametrize(
    ("severity", "state"), [(None, "fail"), (Severity.WARNING, "fail"), (Severity.REVIEW, "review")]
)  # fmt: skip
def test_the_worst_finding_makes_the_state(severity: Severity | None, state: str) -> None:
    def finds(report: Report) -> Iterator[Violation]:
        yield Violation(SAID, HERE, severity=Severity.REVIEW)
        yield Violation(SAID, HERE, severity=severity)

    assert ends(finds) == (state, None)


def test_asking_for_a_table_that_was_not_read_is_not_assessable() -> None:
    assert ends(asks, report_text(without=("table:requests",))) == ("not_assessable", "unread")


def test_data_that_was_not_given_is_not_assessable_but_not_unread() -> None:
    def wants(report: Report) -> Iterator[Violation]:
        report.cells("requests")
        raise Unknown(Message("缺少上年报告", "last year's report is not given"))
        yield

    assert ends(wants) == ("not_assessable", "unknown")


def test_a_finding_made_before_something_was_unread_still_counts_and_the_reason_is_kept() -> None:
    def half(report: Report) -> Iterator[Violation]:
        yield Violation(SAID, HERE)
        raise Unread(Message("后半未读到", "the rest was not read"))

    assert ends(half) == ("fail", "unread")


def test_a_file_that_is_no_report_is_unread_for_every_rule_that_needs_a_report() -> None:
    assert ends(asks, "通知\n请报送。\n") == ("not_assessable", "unread")


def test_a_rule_for_any_file_runs_on_what_is_no_report() -> None:
    def looks(report: Report) -> Iterator[Violation]:
        report.asked.add(report.whole())
        yield from ()

    assert ends(looks, "通知\n请报送。\n", any_file=True) == ("pass", None)


@pytest.mark.parametrize("more", [{"forms": ("ogi-2019",)}, {"first_year": 2024}, {"last_year": 2022}])
def test_a_rule_for_other_forms_or_years_does_not_apply(more: dict[str, Any]) -> None:
    assert ends(asks, **more) == ("not_applicable", None)


def test_a_rule_for_some_years_runs_where_the_year_is_unknown() -> None:
    text = report_text(title="青禾县教育局政府信息公开工作年度报告")

    assert ends(asks, text, first_year=2024) == ("pass", None)


def test_a_crash_names_the_rule_the_file_and_the_place() -> None:
    def breaks(report: Report) -> Iterator[Violation]:
        report.cell("requests", "new", "total")
        raise KeyError("total")
        yield

    assert crash(breaks) == "rule TEST-1 crashed on 区/甲.txt, line 68 requests.new.total, KeyError: 'total'"


def test_what_was_found_before_the_crash_is_kept() -> None:
    def breaks(report: Report) -> Iterator[Violation]:
        yield Violation(SAID, HERE)
        raise ValueError

    assert len(outcome(made(breaks), report_text()).violations) == 1


def test_a_rule_that_calls_exit_crashes_and_the_run_goes_on() -> None:
    def leaves(report: Report) -> Iterator[Violation]:
        sys.exit(0)
        yield

    assert "SystemExit: 0" in crash(leaves)


def test_endless_recursion_is_a_crash() -> None:
    def again(report: Report) -> Iterator[Violation]:
        yield from again(report)

    assert "RecursionError" in crash(again)


def test_being_told_to_stop_is_no_crash_of_the_rule() -> None:
    def interrupted(report: Report) -> Iterator[Violation]:
        signal.raise_signal(signal.SIGINT)
        yield

    with listening(), pytest.raises(StoppedError):
        outcome(made(interrupted), report_text())


@pytest.mark.parametrize("error", [KeyboardInterrupt(), GeneratorExit(), SystemExit(1), BaseException(), MemoryError()])
def test_whatever_a_rule_raises_of_its_own_is_its_crash(error: BaseException) -> None:
    def breaks(report: Report) -> Iterator[Violation]:
        raise error
        yield

    assert type(error).__name__ in crash(breaks)


def test_an_exception_that_cannot_describe_itself_is_a_crash_too() -> None:
    class MuteError(Exception):
        def __str__(self) -> str:
            raise RuntimeError

    def breaks(report: Report) -> Iterator[Violation]:
        raise MuteError
        yield

    assert crash(breaks).endswith("MuteError")


def test_a_severity_that_is_not_declared_is_an_error() -> None:
    def shouts(report: Report) -> Iterator[Violation]:
        yield Violation(SAID, HERE, severity=Severity.ERROR)

    assert "yielded severity error, which it does not declare" in crash(shouts)


def test_a_rule_that_yields_nothing_of_ours_is_an_error() -> None:
    def babbles(report: Report) -> Iterator[Any]:
        yield "something is wrong"

    assert "yielded str, not a Violation" in crash(babbles)


def test_a_check_that_is_no_generator_is_an_error() -> None:
    def returns(report: Report) -> Any:
        return None

    assert "TypeError" in crash(returns)


@pytest.mark.parametrize(
    ("violation", "told"),
    [
        (Violation(("有误", "wrong"), HERE), "for a message"),  # type: ignore[arg-type]
        (Violation(Message("有误", 7), HERE), "for a message"),  # type: ignore[arg-type]
        (Violation(Message("\ud800", "x"), HERE), "for a message"),
        (Violation(SAID, None), "for a place"),  # type: ignore[arg-type]
        (Violation(SAID, HERE, quotes=("有误",)), "for a place"),  # type: ignore[arg-type]
        (Violation(SAID, HERE, expected=5), "for expected"),  # type: ignore[arg-type]
        (Violation(SAID, HERE, remedy="mend it"), "for a message"),  # type: ignore[arg-type]
        (Violation(SAID, HERE, quotes=[HERE]), "for quotes"),  # type: ignore[arg-type]
        (Violation(SAID, HERE, subject=3), "for subject"),  # type: ignore[arg-type]
        (Violation(SAID, HERE, cause=None), "for subject or cause"),  # type: ignore[arg-type]
        (Violation(SAID, HERE, cause="\udc80"), "for subject or cause"),
        (Violation(SAID, HERE, severity=2), "severity 2"),  # type: ignore[arg-type]
        (Violation(SAID, HERE, confidence="high"), "for confidence"),  # type: ignore[arg-type]
        (Violation(SAID, HERE, ties=("a = b",)), "for ties"),  # type: ignore[arg-type]
        (Violation(SAID, HERE, ties=(Tie((), "=="),)), "for ties"),
        (Violation(SAID, HERE, ties=(Tie((Operand(1, FIGURE),), "="),)), "for ties"),
        (Violation(SAID, HERE, ties=(Tie((Operand("1", FIGURE),), "=="),)), "for ties"),  # type: ignore[arg-type]
        (Violation(SAID, HERE, ties=(Tie((Operand(1, FIGURE._replace(text=0)),), "=="),)), "for ties"),
        (Violation(SAID, HERE._replace(line="1")), "for a place"),
        (Violation(SAID, HERE._replace(line=-1)), "for a place"),
        (Violation(SAID, HERE._replace(line=2**40)), "for a place"),
        (Violation(SAID, HERE._replace(table=b"requests")), "for a place"),
        (Violation(SAID, HERE._replace(text="\udfff")), "for a place"),
    ],
)
def test_a_malformed_violation_is_the_rules_error_and_not_the_runs(violation: Violation, told: str) -> None:
    def finds(report: Report) -> Iterator[Violation]:
        yield violation

    assert told in crash(finds)


def test_a_rule_that_never_ends_finding_is_an_error() -> None:
    def babbles(report: Report) -> Iterator[Violation]:
        while True:
            yield Violation(SAID, HERE)

    assert "more than 10000 findings" in crash(babbles)


def test_a_place_of_a_rules_own_kind_is_asked_once() -> None:
    class Fickle:
        text, col, section, table, row, column = "", None, None, None, None, None
        asked = 0

        @property
        def line(self) -> int:
            Fickle.asked += 1
            return 1 if Fickle.asked < 3 else -7

    def finds(report: Report) -> Iterator[Violation]:
        yield Violation(SAID, Fickle())

    (violation,) = outcome(made(finds), report_text()).violations

    assert type(violation.at) is Span


@pytest.mark.parametrize("reason", ["lost", Message("失", 7), Message("\ud800", "lost")])
def test_a_reason_that_is_no_message_is_the_rules_error(reason: Any) -> None:
    class Lost(Unread):
        def __init__(self) -> None:
            self.message = reason

    def unread(report: Report) -> Iterator[Violation]:
        raise Lost
        yield

    assert "raised Lost without a Message" in crash(unread)


@pytest.mark.parametrize(
    "sample",
    [Sample(HERE, 5), Sample(HERE, "a = b", [1]), Sample(HERE, "a = b", (1, 2))],  # type: ignore[arg-type]
)
def test_a_formula_that_is_no_text_is_the_rules_error(sample: Sample) -> None:
    def looks(report: Report) -> Iterator[Violation]:
        report.asked.add(*sample)
        yield from ()

    assert "TypeError" in crash(looks) or "OutOfShapeError" in crash(looks)


def test_noting_something_without_a_place_as_examined_is_the_rules_error() -> None:
    def looks(report: Report) -> Iterator[Violation]:
        report.asked.add("requests")  # type: ignore[arg-type]
        yield from ()

    assert "was noted as examined" in crash(looks)


def test_a_rule_without_a_reason_is_refused() -> None:
    def bare(report: Report) -> Iterator[Violation]:
        yield from ()

    with pytest.raises(TypeError, match="needs a docstring saying why"):
        rule(id="TEST-1", title=("试", "test"), severity=Severity.ERROR, basis=("据", "b"), remedy=("改", "m"))(bare)


@pytest.mark.parametrize("id", ["test-1", "TEST", "1-A", "TEST 1", "TEST-", "测试-1"])
def test_a_rule_id_is_of_one_shape(id: str) -> None:
    with pytest.raises(TypeError, match="rule id"):
        made(asks, id=id)
