"""What a run comes to: every exit code, and the sentence that gives its reason."""

from __future__ import annotations

import pytest

from auditor.engine.verdict import Tally, judge
from auditor.model.finding import Severity


def tally(
    *,
    error: int = 0,
    warning: int = 0,
    review: int = 0,
    reports: int = 1,
    recognised: int = 1,
    unknown: int = 0,
    unread: int = 0,
    crashed: int = 0,
    interrupted: bool = False,
) -> Tally:
    return Tally(
        {"error": error, "warning": warning, "review": review},
        reports,
        recognised,
        unknown,
        unread,
        crashed,
        interrupted,
    )


@pytest.mark.parametrize(
    ("counted", "code"),
    [
        (tally(), 0),
        (tally(warning=3, review=2), 0),
        (tally(error=1), 1),
        (tally(error=1, unread=1), 1),
        (tally(error=1, crashed=1), 1),
        (tally(unread=1), 3),
        (tally(crashed=1), 3),
        (tally(unknown=1), 3),
        (tally(warning=1, unread=1), 3),
        (tally(reports=0, recognised=0), 4),
        (tally(reports=2, recognised=0, review=2, unread=2), 4),
        (tally(reports=2, recognised=0, unknown=1), 3),
        (tally(error=1, interrupted=True), 130),
        (tally(reports=0, recognised=0, interrupted=True), 130),
    ],
)
def test_each_outcome_has_its_exit_code(counted: Tally, code: int) -> None:
    assert judge(counted, Severity.ERROR).exit_code == code


@pytest.mark.parametrize(
    ("fail_on", "code"), [(Severity.ERROR, 0), (Severity.WARNING, 1), (Severity.REVIEW, 1)]
)  # fmt: skip
def test_fail_on_moves_the_threshold(fail_on: Severity, code: int) -> None:
    assert judge(tally(warning=1), fail_on).exit_code == code


def test_the_sentence_counts_what_was_found_and_what_was_not_read() -> None:
    message = judge(tally(error=2, review=1, reports=3, recognised=3, unread=1), Severity.ERROR).message

    assert message.en == "3 reports: 2 errors, 0 warnings, 1 to review; 1 file not read completely"
    assert message.zh == "共审核3份报告，发现错误2项、警告0项、待核1项；1个文件未能完整读取"


def test_a_clean_run_says_that_it_is_complete() -> None:
    assert judge(tally(), Severity.ERROR).message.en == "1 report audited completely; no findings"


def test_nothing_to_audit_says_whether_there_were_files() -> None:
    assert "no file that a reader claims" in judge(tally(reports=0, recognised=0), Severity.ERROR).message.en
    assert "none of 2 files is an annual report" in judge(tally(reports=2, recognised=0), Severity.ERROR).message.en
