"""Hostile files through the command line: each is unread with its reason, and the file beside it is audited all the same."""

from __future__ import annotations

import os
import shutil
import socket
import sys
import zipfile
from collections.abc import Mapping
from pathlib import Path

import pytest

from auditor.reading import content
from auditor.reading.limits import Limits
from auditor.testing import report_text
from samples.make.as_docx import docx_bytes
from tests.reading.zips import overlapping, put_zip, raw_zip, zipped
from tests.running import Ran, audit, put, run

WHOLE = report_text()
_W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """The audited folder, with one good report in it."""
    return put(tmp_path / "in", {"whole.txt": WHOLE})


def limited(folder: Path, **limits: float) -> Ran:
    """An audit with these limits."""
    settings = "\n".join(f"{name} = {value}" for name, value in limits.items())
    put(folder.parent, {"limits.toml": f"[limits]\n{settings}\n"})
    return audit("--config", folder.parent / "limits.toml", folder)


def reason(ran: Ran, path: str) -> dict[str, str]:
    """Why a file is unread. The run must be incomplete, and the good report beside it audited."""
    assert ran.code == 3
    assert "pass" in ran.states("whole.txt").values()
    told = ran.reasons(path)["OGI-P001"]
    assert told["code"] == "unread"
    return told


def docx(body: str, head: str = "") -> bytes:
    """A document with this body, its other parts as usual."""
    return repacked(
        docx_bytes("一"), {"word/document.xml": f"{head}<w:document {_W}><w:body>{body}</w:body></w:document>"}
    )


def repacked(data: bytes, change: Mapping[str, str | bytes]) -> bytes:
    """A document with some parts put in place of others, or beside them."""
    import io

    with zipfile.ZipFile(io.BytesIO(data)) as package:
        parts: dict[str, str | bytes] = {name: package.read(name) for name in package.namelist()}
    return zipped({**parts, **change})


def pdf(pages: int, drawing: bytes) -> bytes:
    """A document whose pages all have one drawing."""
    kids = b" ".join(b"%d 0 R" % (4 + number) for number in range(pages))
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Count %d/Kids[%s]>>" % (pages, kids),
        b"<</Length %d>>stream\n%s\nendstream" % (len(drawing), drawing),
        *[b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Contents 3 0 R/Resources<<>>>>"] * pages,
    ]
    out, places = b"%PDF-1.7\n", []
    for number, each in enumerate(objects, start=1):
        places.append(len(out))
        out += b"%d 0 obj%s endobj\n" % (number, each)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    return out + (
        b"xref\n0 %d\n0000000000 65535 f \n%strailer<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n"
        % (len(objects) + 1, table, len(objects) + 1, len(out))
    )


BILLION = (
    '<?xml version="1.0"?><!DOCTYPE lolz [<!ENTITY a "hahahahahaha">'
    + "".join(f'<!ENTITY {b} "{f"&{a};" * 20}">' for a, b in zip("abcdefgh", "bcdefghi", strict=True))
    + "]>"
)
OUTSIDE = '<?xml version="1.0"?><!DOCTYPE d [<!ENTITY a SYSTEM "file:///etc/passwd"><!ENTITY b SYSTEM "http://127.0.0.1:1/">]>'
CELL = "<w:tc><w:p><w:r><w:t>1</w:t></w:r></w:p></w:tc>"
ROWS = f"<w:tr>{CELL * 10}</w:tr>" * 3
DEEP = 5000

HOSTILE: dict[str, tuple[str, bytes, dict[str, float], str]] = {
    "a large file": ("a.txt", b"x" * 2_200_000, {"megabytes": 2}, "megabytes"),
    "a bomb that claims a ratio": ("a.docx", docx(" " * 2**24), {}, "ratio"),
    "a document that unpacks to much": (
        "a.docx", docx("".join(f"<w:p><w:r><w:t>{n * 7919 % 99991}</w:t></w:r></w:p>" for n in range(40_000))), {"unpacked_megabytes": 1}, "unpacked_megabytes",
    ),
    "a document of many parts": ("a.docx", repacked(docx_bytes("一"), {f"x/{n}": "" for n in range(300)}), {"members": 200}, "members"),
    "a deep document": ("a.docx", docx("<w:sdt><w:sdtContent>" * DEEP + "</w:sdtContent></w:sdt>" * DEEP), {}, "depth"),
    "a deep page": ("a.html", b"<html><body>" + b"<div>" * DEEP + "总体情况".encode(), {}, "depth"),
    "a page of nested tables": ("a.html", b"<html><body>" + b"<table><tr><td>" * DEEP, {}, "depth"),
    "ten thousand tables": ("a.docx", docx(f"<w:tbl>{ROWS}</w:tbl><w:p/>" * 10_000), {"ratio": 10_000}, "cells"),
    "a page of many cells": ("a.html", b"<html><body><table>" + b"<tr><td>1</td><td>2</td></tr>" * 500, {"cells": 900}, "cells"),
    "a PDF of many pages": ("a.pdf", pdf(60, b""), {"pages": 50}, "pages"),
    "a PDF of very many paths": ("a.pdf", pdf(1, b"".join(b"%d %d 20 1 re f\n" % (n % 500, n % 700) for n in range(120_000))), {}, "shapes"),
    "an archive of many files": ("a.zip", raw_zip([(b"%d.txt" % n, b"") for n in range(30)]), {"members": 20}, "members"),
    "a very long text": ("a.md", "一段文字。".encode() * 12_000, {"characters": 50_000}, "characters"),
    "a page of very many lines": ("a.html", b"<html><body>" + b"<p>1" * 5_000, {"lines": 4_000}, "lines"),
    "an archive of much": ("a.zip", zipped({f"{n}.txt": os.urandom(300_000) for n in range(8)}), {"archive_megabytes": 2}, "archive_megabytes"),
}  # fmt: skip
"""What it is: the file, its contents, the limits it is tried with and the one it must hit."""


@pytest.mark.parametrize("what", HOSTILE)
def test_a_file_beyond_a_limit_is_unread_and_the_reason_names_the_limit(folder: Path, what: str) -> None:
    name, data, limits, limit = HOSTILE[what]
    put(folder, {name: data})
    told = reason(limited(folder, **limits), name)

    assert limit in told["en"], told
    assert limit in told["zh"]


def test_the_terminal_tells_the_reason_too(folder: Path) -> None:
    put(folder, {"a.docx": HOSTILE["a bomb that claims a ratio"][1]})
    ran = run("--jobs", "1", "--now", "2024-02-01", "--lang", "en", "-o", folder.parent / "out", folder)

    assert (ran.code, "ratio" in ran.out) == (3, True)


@pytest.mark.parametrize("name", ["seconds", "memory_megabytes"])
def test_a_reader_that_takes_too_much_is_stopped(folder: Path, name: str) -> None:
    plugin = """
from auditor import hookimpl
from auditor.reading.reader import Reader

def greedy(data, options):
    kept = []
    while True:
        if b"memory" in data:
            kept.append(bytearray(10_000_000))

@hookimpl
def provide_readers():
    return [Reader("greedy", (".greedy",), greedy)]
"""
    put(folder.parent, {"p.py": plugin, "limits.toml": "[limits]\nseconds = 2\nmemory_megabytes = 200\n"})
    put(folder, {"a.greedy": name})
    ran = audit("--plugin", folder.parent / "p.py", "--config", folder.parent / "limits.toml", folder)

    assert f"limits.{name}" in reason(ran, "a.greedy")["en"]


@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
def test_a_conversion_that_takes_too_long_is_stopped(folder: Path) -> None:
    put(folder, {"a.rtf": "{\\rtf1 a\\par}"})

    assert "limits.office_seconds" in reason(limited(folder, office_seconds=0.01), "a.rtf")["en"]


def test_every_limit_is_hit_by_a_test_here() -> None:
    hit = {limit for _, _, _, limit in HOSTILE.values()}

    # That of one rule has its test beside the clock (tests/engine/test_clock.py).
    assert hit | {"seconds", "memory_megabytes", "office_seconds", "rule_seconds"} == set(Limits.model_fields)


@pytest.mark.parametrize("name", ["a.docx", "a.html"])
@pytest.mark.parametrize("head", [BILLION, OUTSIDE], ids=["billion laughs", "outside"])
def test_entities_are_neither_unfolded_nor_fetched(folder: Path, name: str, head: str) -> None:
    entity = "&i;" if head is BILLION else "&a;&b;"
    page = f"{head}<html><body><p>{entity}</p><p>总体情况</p></body></html>".encode()
    put(folder, {name: docx(f"<w:p><w:r><w:t>{entity}</w:t></w:r></w:p>", head) if name == "a.docx" else page})
    ran = limited(folder, seconds=20, memory_megabytes=300)

    assert "root:" not in ran.out
    assert len(ran.out) < 10_000_000
    assert "pass" in ran.states("whole.txt").values()
    assert ran.states(name)["OGI-P001"] != "pass"


def test_a_bomb_of_nested_archives_ends_at_the_second(folder: Path) -> None:
    bomb = zipped({"0.txt": bytes(2**22)})
    for _ in range(4):
        bomb = zipped({f"{number}.zip": bomb for number in range(4)})
    put(folder, {"42.zip": bomb})
    ran = audit(folder)

    assert (ran.code, len(ran.json["skipped"])) == (0, 16)
    assert {skipped["reason"]["code"] for skipped in ran.json["skipped"]} == {"nested"}


def test_a_bomb_inside_a_nested_archive_is_unread(folder: Path) -> None:
    put(folder, {"a.zip": zipped({"b.zip": zipped({"c.txt": bytes(2**24), "d.txt": WHOLE})})})
    ran = audit(folder)

    assert "limits.ratio" in reason(ran, "a.zip/b.zip/c.txt")["en"]
    assert "pass" in ran.states("a.zip/b.zip/d.txt").values()


def test_members_that_overlap_are_unread(folder: Path) -> None:
    put(folder, {"a.zip": overlapping(200, 900_000)})

    assert "overlap" in reason(audit(folder), "a.zip")["en"]


def test_a_sparse_file_of_half_a_gigabyte_is_not_read(folder: Path) -> None:
    with (folder / "a.txt").open("wb") as file:
        file.truncate(500 * 2**20)

    assert "limits.megabytes = 100" in reason(limited(folder, memory_megabytes=2000), "a.txt")["en"]


def test_links_out_of_the_folder_are_skipped(folder: Path) -> None:
    put(folder.parent, {"secret.txt": WHOLE})
    put_zip(folder.parent / "secret.zip", {"a.txt": WHOLE})
    (folder / "a.txt").symlink_to(folder.parent / "secret.txt")
    (folder / "a.zip").symlink_to(folder.parent / "secret.zip")
    (folder / "round").symlink_to(folder, target_is_directory=True)
    ran = audit(folder)

    assert {skipped["path"]: skipped["reason"]["code"] for skipped in ran.json["skipped"]} == {
        "a.txt": "link", "a.zip": "link", "round": "link",
    }  # fmt: skip


def test_names_in_an_archive_lead_nowhere(folder: Path) -> None:
    put(folder, {"a.zip": zipped({"../../x.txt": WHOLE, "/y.txt": WHOLE, "c:\\z.txt": WHOLE, "n\n\x1b[2J.txt": WHOLE})})
    out = folder.parent / "out"
    ran = run("-f", "json", "-o", out, "--now", "2024-02-01", folder)
    paths = [report["path"] for report in ran.json["reports"]]

    assert len(paths) == 5
    assert all(path.isprintable() and ".." not in path for path in paths)
    assert not list(folder.parent.glob("*.txt"))
    assert "\x1b" not in ran.out + ran.err


@pytest.mark.parametrize("name", ["pipe.txt", "pipe.docx", "pipe.zip", "pipe.doc"])
def test_a_pipe_blocks_nothing(folder: Path, name: str) -> None:
    os.mkfifo(folder / name)

    assert reason(audit(folder), name)["en"] == "not a regular file"


def test_a_socket_blocks_nothing(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(folder)
    with socket.socket(socket.AF_UNIX) as listening:
        listening.bind("a.txt")

        assert "cannot be opened" in reason(audit(folder), "a.txt")["en"]


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
@pytest.mark.parametrize("name", ["a.txt", "a.zip", "a.doc"])
def test_a_file_that_must_not_be_read_is_unread(folder: Path, name: str) -> None:
    put(folder, {name: WHOLE})
    (folder / name).chmod(0)

    assert "Permission denied" in reason(audit(folder), name)["en"]


@pytest.mark.parametrize("name", ["a.txt", "a.html", "a.zip", "a.rtf"])
def test_a_file_that_vanishes_is_unread(folder: Path, name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    put(folder, {name: zipped({"b.txt": WHOLE}) if name == "a.zip" else "{\\rtf1 a}"})
    opened = content._open_number

    def vanishing(path: Path) -> tuple[int, int]:
        (folder / name).unlink(missing_ok=True)
        return opened(path)

    monkeypatch.setattr(content, "_open_number", vanishing)

    assert "cannot be opened" in reason(audit(folder), name)["en"]


@pytest.mark.parametrize("now", [WHOLE + "更多", ""])
def test_a_file_that_grows_or_shrinks_while_it_is_read_is_unread(
    folder: Path, monkeypatch: pytest.MonkeyPatch, now: str
) -> None:
    put(folder, {"a.txt": WHOLE})
    check = content.check_size

    def late(size: int, limits: Limits) -> None:
        (folder / "a.txt").write_text(now, encoding="utf-8")
        check(size, limits)

    monkeypatch.setattr(content, "check_size", late)

    assert reason(audit(folder), "a.txt")["en"] == "the file changed while it was read"


@pytest.mark.parametrize(
    ("settings", "told"),
    [
        ("[limits]\npagse = 1", "limits.pagse: Extra inputs are not permitted"),
        ("[limits]\npages = 0", "limits.pages: Input should be greater than or equal to 1"),
        ("[limits]\nratio = 1", "limits.ratio: Input should be greater than 1"),
        ('[limits]\nmegabytes = "many"', "limits.megabytes: Input should be a valid number"),
        ("[limits]\nmegabytes = -1", "limits.megabytes: Input should be greater than 0"),
        ("limits = 3", "limits: Input should be a valid dictionary or instance of Limits"),
    ],
)
def test_limits_that_cannot_be_used_are_refused_by_name(folder: Path, settings: str, told: str) -> None:
    put(folder.parent, {"limits.toml": settings})
    ran = audit("--config", folder.parent / "limits.toml", folder)

    assert (ran.code, told in ran.verdict) == (2, True), ran.verdict


def test_recursion_is_as_deep_as_before(folder: Path) -> None:
    before = sys.getrecursionlimit()
    put(folder, {"a.html": HOSTILE["a deep page"][1]})
    audit(folder)

    assert sys.getrecursionlimit() == before
