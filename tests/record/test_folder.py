"""An output folder: all of a run's outputs or none, one process at a time, and order after those that were killed."""

from __future__ import annotations

import contextlib
import multiprocessing
import os
import signal
from collections.abc import Callable
from multiprocessing.connection import Connection
from pathlib import Path

import pytest

from auditor.record import folder as folders
from auditor.record.folder import FolderError, OutputFolder
from tests.running import put

OWNED = (r"reports/[0-9a-f]{12}\.html", r"index-\d+\.html")
OLD = {
    "audit.db": "old",
    "index.html": "old",
    "index-2.html": "old",
    "reports/aaaaaaaaaaaa.html": "old",
    "reports/bbbbbbbbbbbb.html": "old",
}
NEW = {
    "audit.db": "new",
    "index.html": "new",
    "reports/bbbbbbbbbbbb.html": "new",
    "reports/cccccccccccc.html": "new",
    "letters/甲.docx": "new",
}


def seen(folder: Path) -> dict[str, str]:
    """What lies there for whoever looks, hidden files left out."""
    names = {file.relative_to(folder): file for file in folder.rglob("*") if file.is_file()}
    return {
        name.as_posix(): file.read_text()
        for name, file in names.items()
        if not any(part.startswith(".") for part in name.parts)
    }


class KilledError(BaseException):
    """Stands for the end of the process."""


def placed(folder: Path, owned: tuple[str, ...] = OWNED) -> None:
    with OutputFolder(folder) as output:
        put(output.draft, NEW)
        output.place(owned)


@pytest.fixture
def out(tmp_path: Path) -> Path:
    return put(tmp_path / "out", OLD)


def test_what_is_placed_takes_the_place_of_an_earlier_runs(out: Path) -> None:
    placed(out)

    assert seen(out) == NEW
    assert [file.name for file in out.rglob(".*")] == []


def test_what_else_lies_there_stays(out: Path) -> None:
    others = {
        "notes.txt": "mine",
        "reports/notes.txt": "mine",
        "reports/.hidden/a": "mine",
        "letters/乙.docx": "mine",
        "index-x.html": "mine",
    }
    put(out, others)
    placed(out)

    assert seen(out) == {**NEW, **{name: text for name, text in others.items() if ".hidden" not in name}}
    assert (out / "reports/.hidden/a").exists()


def test_without_pages_the_pages_there_stay(out: Path) -> None:
    with OutputFolder(out) as output:
        put(output.draft, {"letters/甲.docx": "new"})
        output.place()

    assert seen(out) == {**OLD, "letters/甲.docx": "new"}


def test_what_was_not_placed_is_gone(out: Path) -> None:
    with OutputFolder(out) as output:
        put(output.draft, NEW)

    assert seen(out) == OLD
    assert [file.name for file in out.rglob(".*")] == []


def test_a_folder_made_for_nothing_is_gone(tmp_path: Path) -> None:
    with OutputFolder(tmp_path / "new"):
        pass

    assert not (tmp_path / "new").exists()


class _Steps:
    """Counts what moves something, and ends the process after so many of them."""

    def __init__(self, last: int, patch: pytest.MonkeyPatch) -> None:
        self._left = last
        for name in ("rename", "replace"):
            patch.setattr(Path, name, self._counted(getattr(Path, name)))
        # A process that is killed tidies nothing up.
        patch.setattr(folders, "_remove", lambda _: None)

    def _counted(self, call: Callable[[Path, Path], Path]) -> Callable[[Path, Path], Path]:
        def counted(file: Path, target: Path) -> Path:
            if not self._left:
                raise KilledError
            self._left -= 1
            return call(file, target)

        return counted


def _is_killed_after(last: int, out: Path, monkeypatch: pytest.MonkeyPatch) -> bool:
    with monkeypatch.context() as patch:
        _Steps(last, patch)
        try:
            placed(out)
        except KilledError:
            return True
    return False


@pytest.mark.parametrize("others", [{}, {"reports/notes.txt": "mine"}], ids=["ours alone", "with others"])
def test_killed_at_any_step_it_is_the_old_run_or_becomes_the_new_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, others: dict[str, str]
) -> None:
    """Every call that moves something is in turn the last one that is made."""
    old, new = {**OLD, **others}, {**NEW, **others}
    became_new = []
    killed, last = True, 0
    while killed:
        out = put(tmp_path / str(last), old)
        killed = _is_killed_after(last, out, monkeypatch)
        before = seen(out)
        with OutputFolder(out):
            after = seen(out)
        assert after == new or before == after == old, last
        assert [file.name for file in out.rglob(".*")] == []
        became_new.append(after == new)
        last += 1

    assert became_new == sorted(became_new)
    assert len(became_new) > 5


def test_what_is_ready_wins_over_a_draft(out: Path) -> None:
    put(out / ".auditor-ready", NEW)
    put(out / ".auditor-99999999", {"audit.db": "half"})
    put(out, {".audit.db.4711": "half", ".audit.db.4711-journal": "half"})
    with OutputFolder(out):
        pass

    assert {name: text for name, text in seen(out).items() if name in NEW} == NEW
    assert [file.name for file in out.rglob(".*")] == []


@pytest.mark.parametrize("clash", [{"reports": "a file"}, {"index.html/a": "a folder"}])
def test_a_clash_is_told_before_anything_is_moved(tmp_path: Path, clash: dict[str, str]) -> None:
    out = put(tmp_path / "out", {"audit.db": "old", **clash})

    with pytest.raises(FolderError, match=r"cannot be written: .* is (a|no) folder"):
        placed(out)
    assert seen(out) == {"audit.db": "old", **clash}


def test_what_is_put_aside_leaves_the_rest_as_it_was(out: Path) -> None:
    with OutputFolder(out) as output:
        put(output.draft, {"audit.db": "half"})
        where = output.put_aside("interrupted")
        put(output.draft, {"index.html": "half"})
        output.put_aside("interrupted")

    assert where == out / "interrupted"
    assert seen(out) == {**OLD, "interrupted/audit.db": "half", "interrupted/index.html": "half"}


def test_what_was_put_aside_before_goes(out: Path) -> None:
    put(out, {"interrupted/audit.db": "older", "interrupted/index-7.html": "older"})
    with OutputFolder(out) as output:
        put(output.draft, {"audit.db": "half"})
        output.put_aside("interrupted")

    assert seen(out) == {**OLD, "interrupted/audit.db": "half"}


def test_a_whole_run_clears_away_what_lies_aside(out: Path) -> None:
    put(out, {"interrupted/audit.db": "half", "failed/audit.db": "half", "failed/index.html": "half"})
    placed(out)

    assert seen(out) == NEW


def test_a_folder_that_only_has_the_name_is_left_alone(out: Path) -> None:
    put(out, {"interrupted/thesis.txt": "mine"})
    with OutputFolder(out) as output:
        put(output.draft, {"audit.db": "half"})
        assert output.put_aside("interrupted") == out / "interrupted-2"
    placed(out)

    assert seen(out)["interrupted/thesis.txt"] == "mine"


def test_a_second_process_is_refused_and_told_which_is_the_first(out: Path) -> None:
    with OutputFolder(out), pytest.raises(FolderError, match=f"in use by another audit \\(process {os.getpid()}\\)"):
        OutputFolder(out)


def _hold_and_fork(out: Path, child: Connection) -> None:
    OutputFolder(out)
    process = os.fork()
    if process:
        child.send(process)
    signal.pause()


def test_the_end_of_the_process_frees_the_folder_though_a_child_of_its_lives(out: Path) -> None:
    ours, theirs = multiprocessing.Pipe()
    process = multiprocessing.Process(target=_hold_and_fork, args=(out, theirs))
    process.start()
    child = ours.recv()
    try:
        with pytest.raises(FolderError, match=f"process {process.pid}"):
            OutputFolder(out)
        process.kill()
        process.join()
        with OutputFolder(out):
            pass
    finally:
        os.kill(child, signal.SIGKILL)


def test_a_part_that_fails_leaves_nothing_in_the_draft(out: Path) -> None:
    with OutputFolder(out) as output:
        put(output.draft, {"audit.db": "new"})
        with contextlib.suppress(OSError), output.part() as part:
            put(part, {"index.html": "half"})
            raise OSError("full")
        with output.part() as part:
            put(part, {"letters/甲.docx": "new"})
        output.place()

    assert seen(out) == {**OLD, "audit.db": "new", "letters/甲.docx": "new"}


def test_a_folder_that_is_a_file_is_refused(tmp_path: Path) -> None:
    put(tmp_path, {"out": ""})

    with pytest.raises(FolderError, match="cannot be written"):
        OutputFolder(tmp_path / "out")


def test_a_lock_that_is_a_link_is_not_followed(out: Path, tmp_path: Path) -> None:
    put(tmp_path, {"elsewhere": "mine"})
    (out / folders.LOCK).symlink_to(tmp_path / "elsewhere")

    with pytest.raises(FolderError, match="cannot be written"):
        OutputFolder(out)
    assert (tmp_path / "elsewhere").read_text() == "mine"
