"""A file that is written beside its place: there is the old one or the whole new one."""

from __future__ import annotations

import contextlib
import os
import threading
from pathlib import Path

from auditor.record.file import draft
from tests.running import put


def hidden(folder: Path) -> list[str]:
    return [file.name for file in folder.iterdir() if file.name.startswith(".")]


def test_the_old_one_is_there_until_the_new_one_is_whole(tmp_path: Path) -> None:
    target = put(tmp_path, {"a.csv": "old"}) / "a.csv"
    with draft(target) as made:
        made.path.write_text("new")
        assert target.read_text() == "old"
        made.place()

        assert target.read_text() == "new"
    assert hidden(tmp_path) == []


def test_what_is_not_put_in_place_is_gone(tmp_path: Path) -> None:
    target = put(tmp_path, {"a.csv": "old"}) / "a.csv"
    with contextlib.suppress(OSError), draft(target) as made:
        made.path.write_text("ne")
        raise OSError("full")

    assert (target.read_text(), hidden(tmp_path)) == ("old", [])


def test_its_rights_stay(tmp_path: Path) -> None:
    target = put(tmp_path, {"a.csv": "old"}) / "a.csv"
    target.chmod(0o640)
    with draft(target) as made:
        made.path.write_text("new")
        made.place()

    assert target.stat().st_mode & 0o777 == 0o640


def test_a_link_stays_one(tmp_path: Path) -> None:
    put(tmp_path, {"real/a.csv": "old"})
    (tmp_path / "a.csv").symlink_to("real/a.csv")
    with draft(tmp_path / "a.csv") as made:
        made.path.write_text("new")
        made.place()

    assert (tmp_path / "a.csv").is_symlink()
    assert (tmp_path / "real/a.csv").read_text() == "new"


def test_a_pipe_is_written_into(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    heard: list[str] = []
    reader = threading.Thread(target=lambda: heard.append((tmp_path / "pipe").read_text()))
    reader.start()
    with draft(tmp_path / "pipe") as made:
        made.path.write_text("new")
        made.place()
    reader.join(10)

    assert heard == ["new"]


def test_a_device_stays_one() -> None:
    with draft(Path("/dev/null")) as made:
        made.path.write_text("new")
        made.place()

    assert Path("/dev/null").is_char_device()


def test_aside_it_has_a_word_in_its_name_and_goes_when_a_whole_one_comes(tmp_path: Path) -> None:
    target = put(tmp_path, {"a.csv": "old"}) / "a.csv"
    with draft(target) as made:
        made.path.write_text("half")
        assert made.place("interrupted") == tmp_path / "a.interrupted.csv"
    assert (target.read_text(), (tmp_path / "a.interrupted.csv").read_text()) == ("old", "half")

    with draft(target) as made:
        made.path.write_text("new")
        made.place()
    assert [file.name for file in tmp_path.iterdir()] == ["a.csv"]


def test_a_folder_keeps_what_else_lies_in_it(tmp_path: Path) -> None:
    put(tmp_path, {"letters/甲.docx": "old", "letters/乙.docx": "mine"})
    with draft(tmp_path / "letters") as made:
        put(made.path, {"甲.docx": "new", "b/c": "new"})
        made.place()

    assert {file.relative_to(tmp_path).as_posix(): file.read_text() for file in tmp_path.rglob("*") if file.is_file()} == {
        "letters/甲.docx": "new", "letters/乙.docx": "mine", "letters/b/c": "new",
    }  # fmt: skip
