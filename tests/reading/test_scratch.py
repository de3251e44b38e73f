"""Scratch folders: gone with the run, or with the next one."""

from __future__ import annotations

import fcntl
import os
from pathlib import Path

import pytest

from auditor.reading.scratch import clear, scratch
from tests.running import put

NOBODY = 2**22 + 1
"""More than any process is numbered."""


@pytest.fixture(autouse=True)
def forgetful() -> None:
    clear.cache_clear()


def test_it_is_gone_after_the_block(tmp_path: Path) -> None:
    with scratch(tmp_path) as folder:
        put(folder, {"a/b": ""})
    assert not folder.exists()

    with pytest.raises(ZeroDivisionError), scratch(tmp_path) as folder:
        raise ZeroDivisionError
    assert not folder.exists()


def test_what_a_dead_process_left_is_removed(tmp_path: Path) -> None:
    put(tmp_path, {f".auditor-{NOBODY}-abc/a": "", f"auditor-{NOBODY}-abc/office-1/a": ""})
    with scratch(tmp_path):
        pass

    assert list(tmp_path.iterdir()) == []


def test_what_belongs_to_others_stays(tmp_path: Path) -> None:
    names = {
        f"auditor-{os.getpid()}-a",
        f"auditor-{os.getppid()}-a",
        "auditor-notes",
        f"other-{NOBODY}-a",
        "auditor--1-a",
    }
    put(tmp_path, {f"{name}/a": "" for name in names} | {f"auditor-{NOBODY}-file": ""})
    (tmp_path / f"auditor-{NOBODY}-link").symlink_to(tmp_path / "auditor-notes")
    clear(tmp_path)

    assert {file.name for file in tmp_path.iterdir()} == {*names, f"auditor-{NOBODY}-file", f"auditor-{NOBODY}-link"}
    assert (tmp_path / "auditor-notes/a").exists()


def test_a_locked_one_belongs_to_a_process_that_cannot_be_seen(tmp_path: Path) -> None:
    folder = put(tmp_path / f"auditor-{NOBODY}-a", {"a": ""})
    number = os.open(folder, os.O_RDONLY)
    fcntl.flock(number, fcntl.LOCK_EX)
    clear(tmp_path)
    there = folder.exists()
    os.close(number)

    assert there
