"""What a run comes to: every exit code, and the sentence that gives its reason."""

from __future__ import annotations

import pytest

from auditor.engine.verdict import Tally, judge
from auditor.model.finding import Message, Severity


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
    failed: bool = False,
    foreign: int = 0,
    missing: int = 0,
) -> Tally:
    return Tally(
        {"error": error, "warning": warning, "review": review},
        reports,
        recognised,
        unknown,
        unread,
        crashed,
        interrupted,
        failed,
        foreign,
        missing,
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
        (tally(foreign=1), 3),
        (tally(error=1, foreign=1), 1),
        (tally(missing=1), 0),
        (tally(reports=2, recognised=0, missing=2, warning=2), 4),
        (tally(error=1, failed=True), 2),
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


@pytest.mark.parametrize(
    ("counted", "code", "forgiven"),
    [
        (tally(), 0, False),
        (tally(warning=1), 0, False),
        (tally(error=1), 0, True),
        (tally(error=1, unread=1), 3, True),
        (tally(error=1, crashed=1), 3, True),
        (tally(error=1, unknown=1), 3, True),
        (tally(error=1, foreign=1), 3, True),
        (tally(error=1, missing=1), 0, True),
        (tally(unread=1), 3, False),
        (tally(warning=1, crashed=1), 3, False),
        (tally(reports=0, recognised=0), 4, False),
        (tally(reports=1, recognised=0, error=1, foreign=1), 4, False),
        (tally(error=1, interrupted=True), 130, False),
        (tally(error=1, failed=True), 2, False),
    ],
)
def test_exit_zero_leaves_findings_out_of_account_and_nothing_else(counted: Tally, code: int, forgiven: bool) -> None:
    verdict = judge(counted, Severity.ERROR, exit_zero=True)

    assert (verdict.exit_code, verdict.forgiven) == (code, forgiven)


def test_files_that_are_no_reports_are_not_called_unread() -> None:
    message = judge(tally(reports=4, recognised=1, unknown=1, foreign=2), Severity.ERROR).message

    assert message.en == "incomplete: 1 file not read completely; 2 files that are no annual report; no findings"
    assert message.zh == "审核不完整：1个文件未能完整读取；2个文件不是年度报告；未发现问题"


def test_reports_that_nobody_delivered_are_counted_by_themselves() -> None:
    message = judge(tally(reports=4, recognised=1, missing=3), Severity.ERROR).message

    assert message.en == "1 report audited completely; no findings; 3 reports not delivered"
    assert message.zh == "1份报告审核完整，未发现问题；3个机关未报送"


def test_what_else_is_to_be_told_stands_at_the_end() -> None:
    assert judge(tally(), Severity.ERROR, notice=Message("另告", "and more")).message.en.endswith(
        "no findings; and more"
    )
