"""Which files are audited; every other one is listed with the reason why it is not."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
from pathlib import Path

import pytest

from auditor.reading.formats import READERS as BUILT_IN
from auditor.reading.reader import Reader, ReadOptions, ReadText, UnreadableError
from auditor.reading.walk import Candidate, Found, PathError, find, read, shown
from tests.reading.zips import put_zip
from tests.running import put

READERS = {extension: reader for reader in BUILT_IN for extension in reader.extensions if extension == ".txt"}


def paths(found: Found) -> list[str]:
    return [candidate.path for candidate in found.candidates]


def skipped(found: Found) -> dict[str, str]:
    return {entry.path: entry.reason.code for entry in found.skipped}


def test_files_of_a_claimed_format_are_candidates_in_path_order(tmp_path: Path) -> None:
    put(tmp_path, {"b.txt": "", "a/z.txt": "", "A.TXT": "", "乙.txt": ""})

    assert paths(find([tmp_path], READERS)) == ["A.TXT", "a/z.txt", "b.txt", "乙.txt"]


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("README.txt", "name"), ("readme.md", "name"), (".hidden.txt", "name"), ("~$a.txt", "name"), ("a.xyz", "no_reader"),
        ("a", "no_reader"), ("a.txt.bak", "no_reader"),
    ],
)  # fmt: skip
def test_other_files_are_skipped_with_the_reason(tmp_path: Path, name: str, code: str) -> None:
    put(tmp_path, {name: ""})

    assert skipped(find([tmp_path], READERS)) == {name: code}


def test_a_hidden_folder_is_listed_as_one(tmp_path: Path) -> None:
    put(tmp_path, {".git/a.txt": "", ".git/b.txt": ""})

    assert skipped(find([tmp_path], READERS)) == {".git": "name"}


def test_files_of_the_audit_itself_are_skipped(tmp_path: Path) -> None:
    put(tmp_path, {"decisions.txt": ""})

    assert skipped(find([tmp_path], READERS, [tmp_path / "decisions.txt"])) == {"decisions.txt": "own_file"}


def test_the_output_folder_is_not_walked_and_not_listed_so_a_second_run_is_equal(tmp_path: Path) -> None:
    put(tmp_path, {"out/a.txt": ""})

    assert find([tmp_path], READERS, [tmp_path / "out"]) == Found()


def test_a_file_named_outright_is_a_candidate_whatever_its_name(tmp_path: Path) -> None:
    put(tmp_path, {".README.xyz": ""})

    assert paths(find([tmp_path / ".README.xyz"], READERS)) == [".README.xyz"]


def test_several_paths_are_told_apart_by_their_last_component(tmp_path: Path) -> None:
    put(tmp_path, {"2022/a.txt": "", "2023/a.txt": "", "c.txt": ""})

    assert paths(find([tmp_path / "2023", tmp_path / "2022/", tmp_path / "c.txt"], READERS)) == [
        "2022/a.txt", "2023/a.txt", "c.txt",
    ]  # fmt: skip


def test_a_link_out_of_the_folder_is_skipped(tmp_path: Path) -> None:
    put(tmp_path, {"outside.txt": "secret", "in/a.txt": ""})
    (tmp_path / "in/link.txt").symlink_to(tmp_path / "outside.txt")

    assert skipped(find([tmp_path / "in"], READERS)) == {"link.txt": "link"}


def test_a_link_inside_the_folder_is_a_file_like_others(tmp_path: Path) -> None:
    put(tmp_path, {"a.txt": ""})
    (tmp_path / "link.txt").symlink_to(tmp_path / "a.txt")

    assert paths(find([tmp_path], READERS)) == ["a.txt", "link.txt"]


def test_a_link_to_a_folder_is_skipped_so_a_circle_ends(tmp_path: Path) -> None:
    (tmp_path / "circle.txt").symlink_to(tmp_path, target_is_directory=True)

    assert skipped(find([tmp_path], READERS)) == {"circle.txt": "link"}


def test_a_link_to_itself_is_skipped(tmp_path: Path) -> None:
    put(tmp_path, {"b.txt": ""})
    (tmp_path / "a.txt").symlink_to("a.txt")
    (tmp_path / "c.txt").symlink_to("sub/d.txt")
    (tmp_path / "sub").mkdir()
    (tmp_path / "sub/d.txt").symlink_to("../c.txt")
    found = find([tmp_path], READERS)

    assert paths(found) == ["b.txt"]
    assert skipped(found) == {"a.txt": "link", "c.txt": "link", "sub/d.txt": "link"}
    assert found.skipped[0].reason.en == "a link that leads back to itself"


def test_a_link_to_itself_named_outright_is_unread(tmp_path: Path) -> None:
    (tmp_path / "a.txt").symlink_to("a.txt")
    (candidate,) = find([tmp_path / "a.txt"], READERS).candidates

    with pytest.raises(UnreadableError, match="cannot be opened"):
        read(candidate, READERS, ReadOptions())


def test_folders_may_be_nested_deeper_than_python_calls(tmp_path: Path) -> None:
    # Deeper than one path can name: the last folders cannot be opened.
    code = (
        "import os, sys\nos.chdir(sys.argv[1])\nfor _ in range(2500):\n    os.mkdir('a')\n    os.chdir('a')\n"
        "open('b.txt', 'w').close()"
    )
    subprocess.run([sys.executable, "-c", code, tmp_path], check=True)
    put(tmp_path, {"a/a.txt": ""})
    found = find([tmp_path], READERS)
    subprocess.run(["rm", "-rf", tmp_path / "a"], check=True)

    assert "a/a.txt" in paths(found)
    assert len(found.candidates) == 2


def test_a_socket_named_like_a_report_is_unread(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    with socket.socket(socket.AF_UNIX) as made:
        made.bind("a.txt")
        (candidate,) = find([tmp_path], READERS).candidates

        with pytest.raises(UnreadableError):
            read(candidate, READERS, ReadOptions())


def test_names_of_any_bytes_and_length_are_files_like_others(tmp_path: Path) -> None:
    names = [b"\xff\xfe.txt", "长".encode() * 80 + b".txt", b"a\nb.txt", b"\x1b[31m.txt"]
    for name in names:
        with open(os.fsencode(tmp_path) + b"/" + name, "w"):
            pass
    found = find([tmp_path], READERS)

    assert len(found.candidates) == 4
    assert all(candidate.path.isprintable() for candidate in found.candidates)
    assert all(read(candidate, READERS, ReadOptions()).text == "" for candidate in found.candidates)


def test_what_is_there_only_while_the_audit_runs_is_listed_nowhere(tmp_path: Path) -> None:
    put(tmp_path, {"a.txt": "", ".lock": ""})

    assert skipped(find([tmp_path], READERS, unseen=[tmp_path / ".lock"])) == {}


def test_a_broken_link_is_a_candidate_that_cannot_be_read(tmp_path: Path) -> None:
    (tmp_path / "gone.txt").symlink_to(tmp_path / "nowhere.txt")
    (candidate,) = find([tmp_path], READERS).candidates

    with pytest.raises(UnreadableError, match="cannot be opened"):
        read(candidate, READERS, ReadOptions())


def test_a_pipe_named_like_a_report_does_not_block_the_run(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.txt")
    (candidate,) = find([tmp_path], READERS).candidates

    with pytest.raises(UnreadableError, match="not a regular file"):
        read(candidate, READERS, ReadOptions())


def test_a_folder_that_cannot_be_opened_is_unread_and_not_skipped(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    put(tmp_path, {"closed/a.txt": "", "b.txt": ""})
    scandir = os.scandir

    def refused(path: Path) -> object:
        if path.name == "closed":
            raise PermissionError(13, "Permission denied")
        return scandir(path)

    monkeypatch.setattr(os, "scandir", refused)
    found = find([tmp_path], READERS)

    assert paths(found) == ["b.txt", "closed"]
    with pytest.raises(UnreadableError, match="folder that cannot be opened"):
        read(found.candidates[1], READERS, ReadOptions())


def test_a_path_that_is_not_there_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(PathError, match="no such file or folder"):
        find([tmp_path / "nowhere"], READERS)


@pytest.mark.parametrize(
    ("name", "safe"),
    [("a\nb.txt", "a\\x0ab.txt"), ("\x1b[31m.txt", "\\x1b[31m.txt"), ("a\u202eb.txt", "a\\x202eb.txt"), ("甲　乙.txt", "甲　乙.txt"), (os.fsdecode(b"\xff.txt"), "\\xff.txt")],
)  # fmt: skip
def test_names_are_shown_without_control_characters(name: str, safe: str) -> None:
    assert shown(name).replace("\\udcff", "\\xff") == safe


def test_the_last_component_of_a_path_is_shown_safely_too(tmp_path: Path) -> None:
    put(tmp_path, {"x\x1b/a.txt": "", "y/a.txt": ""})

    assert paths(find([tmp_path / "x\x1b", tmp_path / "y"], READERS)) == ["x\\x1b/a.txt", "y/a.txt"]


def test_a_reader_that_breaks_costs_its_own_file_only(tmp_path: Path) -> None:
    def broken(data: bytes, options: ReadOptions) -> ReadText:
        raise IndexError("page 7")

    put(tmp_path, {"a.pdf": "x"})

    with pytest.raises(UnreadableError, match=r"reader pdf failed \(IndexError: page 7\)"):
        read(Candidate(tmp_path / "a.pdf", "a.pdf"), {".pdf": Reader("pdf", (".pdf",), broken)}, ReadOptions())


def test_a_file_that_no_reader_claims_is_unreadable(tmp_path: Path) -> None:
    put(tmp_path, {"a.xyz": ""})

    with pytest.raises(UnreadableError, match="no reader claims"):
        read(Candidate(tmp_path / "a.xyz", "a.xyz"), READERS, ReadOptions())


def test_archives_of_other_kinds_are_skipped_with_the_advice_to_unpack_them(tmp_path: Path) -> None:
    put(tmp_path, {"a.rar": "", "b.7z": ""})
    found = find([tmp_path], READERS)

    assert skipped(found) == {"a.rar": "no_reader", "b.7z": "no_reader"}
    assert all("unpack" in entry.reason.en for entry in found.skipped)


ALL = {extension: reader for reader in BUILT_IN for extension in reader.extensions}


def with_their_copies(found: Found) -> dict[str, list[str]]:
    return {candidate.path: [copy.path for copy in candidate.copies] for candidate in found.candidates}


def test_files_of_one_name_and_several_formats_are_one_report(tmp_path: Path) -> None:
    put(tmp_path, dict.fromkeys(["a.pdf", "a.txt", "a.doc", "a.html", "a.DOCX", "b.pdf", "c/a.pdf"], ""))
    found = find([tmp_path], ALL)

    assert with_their_copies(found) == {"a.DOCX": ["a.html", "a.doc", "a.txt", "a.pdf"], "b.pdf": [], "c/a.pdf": []}
    assert found.skipped == []


@pytest.mark.parametrize(
    ("names", "best"),
    [
        (["a.docx", "a.html"], "a.docx"), (["a.htm", "a.doc"], "a.htm"), (["a.mht", "a.wps"], "a.mht"), (["a.doc", "a.wps"], "a.doc"), (["a.odt", "a.rtf"], "a.odt"),
        (["a.rtf", "a.txt"], "a.rtf"), (["a.txt", "a.md"], "a.txt"), (["a.md", "a.pdf"], "a.md"),
    ],
)  # fmt: skip
def test_the_format_that_tables_come_out_of_most_surely_is_audited(tmp_path: Path, names: list[str], best: str) -> None:
    put(tmp_path, dict.fromkeys(names, ""))

    assert paths(find([tmp_path], ALL)) == [best]


def test_files_of_one_format_are_two_reports_whatever_they_are_called(tmp_path: Path) -> None:
    put(tmp_path, dict.fromkeys(["a.htm", "a.html", "a.pdf"], ""))

    assert with_their_copies(find([tmp_path], ALL)) == {"a.htm": ["a.pdf"], "a.html": []}


def test_copies_inside_an_archive_are_found_and_not_across_it(tmp_path: Path) -> None:
    put_zip(tmp_path / "a.zip", {"b.docx": "", "b.pdf": ""})
    put(tmp_path, {"b.pdf": ""})

    assert with_their_copies(find([tmp_path], ALL)) == {"a.zip/b.docx": ["a.zip/b.pdf"], "b.pdf": []}


def test_folders_of_one_name_share_no_copies(tmp_path: Path) -> None:
    put(tmp_path, {"x/2023/a.docx": "", "y/2023/a.pdf": ""})
    found = find([tmp_path / "x/2023", tmp_path / "y/2023"], ALL)

    assert with_their_copies(found) == {"2023/a.docx": [], "2023/a.pdf": []}


def test_files_named_outright_are_all_audited(tmp_path: Path) -> None:
    put(tmp_path, {"a.txt": "", "a.pdf": ""})

    assert paths(find([tmp_path / "a.txt", tmp_path / "a.pdf"], ALL)) == ["a.pdf", "a.txt"]


def test_what_cannot_be_opened_is_nobodys_copy(tmp_path: Path) -> None:
    put(tmp_path, {"a.zip": "no archive", "a.txt": ""})

    assert paths(find([tmp_path], ALL)) == ["a.txt", "a.zip"]


def test_the_order_of_folders_and_copies_is_always_the_same(tmp_path: Path) -> None:
    names = [f"{stem}{suffix}" for stem in ("一", "b", "A") for suffix in (".pdf", ".docx", ".txt")]
    one = put(tmp_path / "1", dict.fromkeys(names, ""))
    other = put(tmp_path / "2", dict.fromkeys(reversed(names), ""))

    assert with_their_copies(find([one], ALL)) == with_their_copies(find([other], ALL))
