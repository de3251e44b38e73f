"""Runs that are killed at random moments: a few times here, thirty times each signal by `python -m benchmarks.kills`."""

from __future__ import annotations

from pathlib import Path

import pytest

from benchmarks.kills import Killing, moments, trial


@pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="looks for processes in /proc")
def test_a_run_that_is_killed_leaves_the_older_one_whole_and_nothing_behind(tmp_path: Path) -> None:
    killing = Killing(tmp_path, reports=70, jobs=2)
    ended, faults = trial(killing, 2)

    assert faults == []
    assert sum(ended.values()) == 6


def test_a_page_of_another_run_is_a_fault(tmp_path: Path) -> None:
    killing = Killing(tmp_path, reports=2, jobs=1)
    (page, _) = sorted((killing.out / "reports").iterdir())
    page.write_text("of another run")

    assert killing.faults() == [
        f"of two runs: 1 of {len(killing.seen())} files are not of the last: ['reports/{page.name}']"
    ]


def test_moments_are_spread_over_the_whole_of_a_run() -> None:
    found = moments(30, 1)

    assert sum(moment >= 0.9 for moment in found) >= 10
    assert sum(moment < 0.5 for moment in found) >= 8
    assert found != moments(30, 2)
