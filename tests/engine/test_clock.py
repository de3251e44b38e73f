"""No rule, kept value or relation takes longer on one file than it may; the others find what they find."""

from __future__ import annotations

import itertools
import signal
import time
from pathlib import Path

import pytest

from auditor.engine.clock import STEP, Ticking, TimeUp
from auditor.testing import report_text
from tests.running import Ran, audit, put

PLUGIN = '''
import re
import time
from auditor import Message, Severity, Violation, hookimpl, rule, run_rule
from auditor.model.across import Peer

def forever(report):
    while "b.txt" in report.path:
        pass
    return 1

@rule(id="TEST-1", title=("试", "test"), severity=Severity.ERROR, basis=("据", "basis"), remedy=("改", "mend"))
def slow(report):
    """So that there is a reason."""
    report.asked.add(report.whole())
    if "b.txt" in report.path:
        {statement}
    yield from ()

@run_rule(id="TEST-2", title=("试", "test"), severity=Severity.ERROR, basis=("据", "basis"), remedy=("改", "mend"), keep=({keep}))
def compares(across):
    """So that there is a reason."""
    for member in across.reports():
        across.examine(member, member.whole)
    {across}
    yield from ()

@hookimpl
def provide_rules():
    return [slow, compares]
'''
STATEMENTS = {
    "a loop": "while True: pass",
    "a loop that swallows exceptions": "\n        while True:\n            try: sum(range(1000))\n            except Exception: pass",
    "a pattern": "re.search('(a+)+b', 'a' * 60)",
    "sleeping": "time.sleep(30)",
}


def timed(folder: Path, *options: str, statement: str = "pass", keep: str = "", across: str = "pass") -> Ran:
    put(folder, {"mine.py": PLUGIN.format(statement=statement, keep=keep, across=across)})
    put(folder, {"limits.toml": "[limits]\nrule_seconds = 0.2\n"})
    put(folder / "in", {name: report_text() for name in ("a.txt", "b.txt", "c.txt")})
    rules = ("--select", "TEST,OGI-T301", "--plugin", str(folder / "mine.py"), "--config", str(folder / "limits.toml"))
    return audit(*rules, *options, folder / "in")


@pytest.mark.parametrize("jobs", ["1", "2"])
@pytest.mark.parametrize("statement", STATEMENTS.values(), ids=STATEMENTS)
def test_a_rule_that_takes_too_long_is_in_error_on_that_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, statement: str, jobs: str
) -> None:
    ran = timed(tmp_path, "--jobs", jobs, statement=statement)

    assert [ran.states(f"{name}.txt")["TEST-1"] for name in "abc"] == ["pass", "error", "pass"]
    assert [ran.states(f"{name}.txt")["OGI-T301"] for name in "abc"] == ["pass", "pass", "pass"]
    assert "it takes too long (limits.rule_seconds = 0.2)" in ran.reasons("b.txt")["TEST-1"]["en"]
    assert ran.code == 3


def test_what_takes_too_long_to_keep_is_an_error_of_the_rule_that_wants_it_on_that_file(tmp_path: Path) -> None:
    ran = timed(tmp_path, keep="forever,")

    assert [ran.states(f"{name}.txt")["TEST-2"] for name in "abc"] == ["pass", "error", "pass"]
    assert "limits.rule_seconds" in ran.reasons("b.txt")["TEST-2"]["zh"]


def test_a_rule_over_the_run_has_its_time_for_each_report(tmp_path: Path) -> None:
    ran = timed(tmp_path, across="while True: pass")

    assert {ran.states(f"{name}.txt")["TEST-2"] for name in "abc"} == {"error"}
    assert "limits.rule_seconds" in ran.reasons("a.txt")["TEST-2"]["en"]


def test_nothing_is_ended_between_steps() -> None:
    with Ticking(0.02):
        STEP.may_take("rule_seconds", 0.02)
        until = time.process_time() + 0.1
        while time.process_time() < until:
            pass


def test_a_step_that_goes_on_is_ended_and_the_alarm_is_given_back() -> None:
    before = signal.getsignal(signal.SIGALRM)
    STEP.may_take("rule_seconds", 0.02)
    with pytest.raises(TimeUp), Ticking(0.02):
        for STEP.now in itertools.repeat(before):
            pass

    assert (signal.getsignal(signal.SIGALRM), signal.getitimer(signal.ITIMER_REAL)) == (before, (0.0, 0.0))
