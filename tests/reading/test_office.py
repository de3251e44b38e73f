"""DOC, WPS, RTF and ODT become DOCX in one process per run; what LibreOffice cannot do costs its own file only."""

from __future__ import annotations

import hashlib
import http.server
import os
import shutil
import stat
import subprocess
import threading
import time
import zipfile
from pathlib import Path
from typing import Any

import pytest

from auditor.plugins.load import load_catalogue
from auditor.reading import office
from auditor.reading.candidate import Candidate
from auditor.reading.kinds import kind
from auditor.reading.limits import Limits
from auditor.reading.office import convert, converted
from auditor.reading.reader import ReadOptions, UnreadableError
from auditor.reading.rtf import with_marks
from auditor.reading.walk import find, read
from auditor.testing import report_text
from samples.make import clean_report
from samples.make.as_docx import docx_bytes
from samples.make.as_html import html_page, mhtml
from tests.reading.pdf.writing import Sheet, pdf
from tests.reading.zips import put_zip, zipped
from tests.running import audit, put, run

CATALOGUE = load_catalogue()
READERS = CATALOGUE.readers
needs_office = pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
WORD_XML = (
    '<?xml version="1.0"?><?mso-application progid="Word.Document"?>'
    '<w:wordDocument xmlns:w="http://schemas.microsoft.com/office/word/2003/wordml">'
    "<w:body><w:p><w:r><w:t>你好</w:t></w:r></w:p></w:body></w:wordDocument>"
)


def rtf(*paragraphs: str) -> bytes:
    """A document of plain paragraphs."""
    escaped = ["".join(f"\\u{ord(char)}?" if ord(char) > 126 else char for char in each) for each in paragraphs]
    return ("{\\rtf1\\ansi " + "\\par ".join(escaped) + "\\par}").encode("ascii")


def odt(text: str, picture: str = "") -> bytes:
    """A document of one paragraph, with a linked picture."""
    own = {"office": "office", "text": "text", "draw": "drawing", "svg": "svg-compatible"}
    spaces = (
        " ".join(f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{last}:1.0"' for name, last in own.items())
        + ' xmlns:xlink="http://www.w3.org/1999/xlink"'
    )
    frame = f'<draw:frame svg:width="2cm" svg:height="2cm"><draw:image xlink:href="{picture}"/></draw:frame>'
    content = (
        f'<?xml version="1.0" encoding="UTF-8"?><office:document-content {spaces} office:version="1.2"><office:body>'
        f"<office:text><text:p>{text}{frame if picture else ''}</text:p></office:text></office:body></office:document-content>"
    )
    kind = "application/vnd.oasis.opendocument.text"
    manifest = (
        '<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0">'
        f'<manifest:file-entry manifest:full-path="/" manifest:media-type="{kind}"/>'
        '<manifest:file-entry manifest:full-path="content.xml" manifest:media-type="text/xml"/></manifest:manifest>'
    )
    return zipped({"mimetype": kind, "content.xml": content, "META-INF/manifest.xml": manifest}, zipfile.ZIP_STORED)


def read_all(folder: Path, scratch: Path, limits: Limits | None = None) -> dict[str, str]:
    """Every file below, as its text or, in brackets, the reason why it has none."""
    limits = limits or Limits()
    scratch.mkdir(exist_ok=True)
    told = {}
    for candidate in converted(find([folder], READERS, limits=limits).candidates, READERS, limits, scratch):
        try:
            told[candidate.path] = read(candidate, READERS, ReadOptions(limits=limits)).text.strip()
        except UnreadableError as error:
            told[candidate.path] = f"[{error.message.en}]"
    return told


@pytest.fixture
def fake(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A stand-in for LibreOffice, which keeps a list of what it was given; it breaks, halts or fails on files that say so."""
    script = put(tmp_path / "bin", {"soffice": f'''#!/bin/sh
echo run >> "{tmp_path}/runs"
while [ $# -gt 0 ]; do
  case "$1" in
    --outdir) out="$2"; shift ;;
    --convert-to) shift ;;
    -*) ;;
    *)
      echo "$1" >> "{tmp_path}/given"
      grep -q crash "$1" && exit 77
      grep -q halt "$1" && {{ sleep 600 & echo $! > "{tmp_path}/started"; wait; }}
      mkdir -p "$out"
      grep -q fail "$1" || printf made > "$out/$(basename "${{1%.*}}").docx" ;;
  esac
  shift
done
'''}) / "soffice"  # fmt: skip
    script.chmod(script.stat().st_mode | stat.S_IXUSR)
    monkeypatch.setenv("PATH", f"{script.parent}{os.pathsep}{os.environ['PATH']}")
    return tmp_path


def lines(file: Path) -> list[str]:
    return file.read_text().splitlines() if file.exists() else []


def fake_files(folder: Path, *contents: str) -> list[Path]:
    put(folder / "in", {f"{number}.doc": content for number, content in enumerate(contents)})
    return sorted((folder / "in").iterdir())


def reasons(folder: Path, *contents: str, limits: Limits | None = None) -> list[str]:
    files = fake_files(folder, *contents)
    made = convert(files, limits or Limits(), folder / "in")
    return ["made" if isinstance(made[file], Path) else made[file].en for file in files]  # type: ignore[union-attr]


def test_all_files_of_a_run_are_converted_by_one_process(fake: Path) -> None:
    assert (reasons(fake, "a", "b", "c"), len(lines(fake / "runs"))) == (["made"] * 3, 1)


def test_a_file_that_is_refused_is_not_tried_again(fake: Path) -> None:
    assert reasons(fake, "a", "fail", "c") == ["made", "LibreOffice cannot convert it", "made"]
    assert len(lines(fake / "runs")) == 1


def test_a_crash_costs_only_the_file_it_happened_on(fake: Path) -> None:
    assert reasons(fake, "a", "crash", "c", "crash", "e") == [
        "made", "LibreOffice broke down while converting it", "made", "LibreOffice broke down while converting it", "made",
    ]  # fmt: skip


def test_a_halt_costs_only_the_file_it_happened_on(fake: Path) -> None:
    assert reasons(fake, "a", "halt", "c", limits=Limits(office_seconds=0.4)) == [
        "made", "LibreOffice takes too long to convert it (limits.office_seconds = 0.4)", "made",
    ]  # fmt: skip


def test_what_halts_is_ended_with_all_it_started(fake: Path) -> None:
    reasons(fake, "halt", limits=Limits(office_seconds=0.4))
    pid = (fake / "started").read_text().strip()

    assert ended(Path("/proc", pid))


def ended(process: Path) -> bool:
    """Whether a process has ended, or does so now."""
    for _ in range(100):
        if not process.exists() or " Z " in (process / "stat").read_text():
            return True
        time.sleep(0.05)
    return False


def test_many_files_go_in_several_batches(fake: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(office, "AT_ONCE", 2)
    put(fake / "in", {f"{n}.rtf": rtf(str(n)) for n in range(5)})
    (fake / "work").mkdir()
    done = converted(find([fake / "in"], READERS).candidates, READERS, Limits(), fake / "work")

    assert len({candidate.converted for candidate in done}) == 5
    assert len(lines(fake / "runs")) == 3


def test_names_of_the_audited_party_reach_no_command_line(fake: Path) -> None:
    put(fake / "in", {"-env:evil.rtf": rtf("a"), "$(touch x).rtf": rtf("b"), "a\nb.rtf": rtf("c")})
    (fake / "work").mkdir()
    converted(find([fake / "in"], READERS).candidates, READERS, Limits(), fake / "work")

    assert [Path(line).name for line in lines(fake / "given")] == ["000.rtf", "001.rtf", "002.rtf"]


def test_without_libreoffice_every_such_file_says_how_to_get_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = put(tmp_path / "in", {"a.rtf": rtf("甲"), "b.txt": report_text()})
    monkeypatch.setenv("PATH", str(tmp_path))
    ran = audit(folder)
    reason = ran.reasons("a.rtf")["OGI-P001"]

    assert (ran.code, reason["code"]) == (3, "unread")
    assert "apt install libreoffice-writer" in reason["en"]
    assert "libreoffice.org" in reason["zh"]
    assert "pass" in ran.states("b.txt").values()


def test_nothing_is_started_where_nothing_needs_it(fake: Path) -> None:
    put(fake / "in", {"a.txt": "甲", "b.doc": "<html><body><p>乙</p></body></html>", "c.doc": "丙".encode("gb18030")})
    told = read_all(fake / "in", fake / "work")

    assert (told, lines(fake / "runs")) == ({"a.txt": "甲", "b.doc": "乙", "c.doc": "丙"}, [])


def test_a_plugin_that_reads_such_files_itself_gets_them(fake: Path) -> None:
    put(fake / "in", {"a.rtf": rtf("甲")})
    readers = {**READERS, ".rtf": READERS[".txt"]}
    (candidate,) = converted(find([fake / "in"], readers).candidates, readers, Limits(), fake)

    assert candidate.converted is None


@pytest.mark.parametrize(
    ("name", "content", "reason"),
    [
        ("a.doc", b"", "no word processor's document"),
        ("a.wps", b"\0\1\2\3", "no word processor's document"),
        ("a.doc", OLE + bytes(1000) + "Workbook".encode("utf-16-le"), "no word processor's document"),
        ("a.doc", OLE + bytes(1000) + "EncryptedPackage".encode("utf-16-le"), "it needs a password"),
        ("a.docx", OLE + bytes(1000) + "EncryptedPackage".encode("utf-16-le"), "it needs a password"),
        ("a.odt", odt("x" * 2**21), "limits.unpacked_megabytes"),
        ("a.odt", b"PK\3\4", "damaged"),
        ("a.rtf", rtf("x" * 2**21), "limits.megabytes"),
    ],
)
def test_what_is_no_document_or_too_large_is_never_given_to_it(
    fake: Path, name: str, content: bytes, reason: str
) -> None:
    put(fake / "in", {name: content})
    limits = Limits(unpacked_megabytes=1, megabytes=2 if "rtf" in name else 100)
    told = read_all(fake / "in", fake / "work", limits)

    assert reason in told[name]
    assert lines(fake / "given") == []


@pytest.mark.parametrize(
    ("suffix", "content", "found"),
    [
        (".doc", OLE, ".doc"), (".wps", OLE, ".wps"), (".docx", OLE, ".doc"), (".rtf", OLE, ".doc"),
        (".doc", b"{\\rtf1", ".rtf"), (".docx", b"{\\rtf1", ".rtf"),
        (".doc", docx_bytes("一"), ".docx"), (".wps", docx_bytes("一"), ".docx"), (".doc", odt("一"), ".odt"), (".zip", docx_bytes("一"), ".docx"),
        (".doc", b"%PDF-1.7", ".pdf"), (".docx", b"%PDF-1.7", ".pdf"), ("", b"%PDF-1.7", ".pdf"), (".html", b"%PDF-1.7", ".pdf"),
        (".doc", b"<html xmlns:o='urn'>", ".html"), (".txt", b"\xef\xbb\xbf\n<!DOCTYPE html>", ".html"), (".doc", "\ufeff<html>".encode("utf-16-le"), ".html"),
        (".doc", b"<?xml version='1.0'?>\n<!-- a --><html>", ".html"), (".htm", b"<html>", ".htm"),
        (".doc", b"MIME-Version: 1.0\r\n", ".mhtml"), (".html", b"From: <Saved by Blink>\r\nSubject: a\r\n b\r\nMIME-Version: 1.0\r\n", ".html"),
        (".doc", WORD_XML.encode(), ".xml"), (".doc", "一、总体情况".encode("gb18030"), ".txt"),
        (".txt", "<html 是网页的开头".encode(), ".html"), (".txt", "一、总体情况".encode(), ".txt"), (".txt", b"%PDF-1.7", ".pdf"), (".md", b"# a", ".md"),
        (".txt", b"\r\n{\\rtf1", ".rtf"), (".md", OLE, ".doc"), (".txt", docx_bytes("一"), ".docx"), (".md", odt("一"), ".odt"), (".docx", odt("一"), ".odt"),
        (".txt", docx_bytes("一")[:-200], ".docx"), (".txt", odt("一")[:-40], ".odt"), (".md", b"<html><body>", ".html"), (".txt", b"From: a\nMIME-Version: 1.0\n", ".mhtml"),
        (".xhtml", b"{\\rtf1", ".rtf"), (".pdf", b"<!doctype html>", ".html"), (".pdf", docx_bytes("一"), ".docx"), (".txt", b"PDF-1.7 %PDF-1.7", ".txt"),
        (".doc", b"", ".doc"), (".doc", b"\0\1", ".doc"), (".docx", b"PK\3\4", ".docx"), (".doc", b"PK\3\4", ".doc"),
    ],
)  # fmt: skip
def test_a_files_contents_say_what_it_is(suffix: str, content: bytes, found: str) -> None:
    assert kind(suffix, content) == found


def test_a_file_read_as_something_else_than_its_name_says_so(tmp_path: Path) -> None:
    put(tmp_path, {"a.docx": "<html><body><p>甲</p></body></html>"})
    source = read(Candidate(tmp_path / "a.docx", "a.docx"), READERS, ReadOptions())

    assert (source.text.strip(), [note.en for note in source.notes][:1]) == ("甲", ["read as .html, by its contents"])


LEVEL = b"{\\rtf1{\\*\\generator LibreOffice/7;}%s{\\listtext\\pard\\plain  \\u19968\\'3f\\u12289\\'3f\\tab}}"


@pytest.mark.parametrize(
    ("pattern", "mended"),
    [
        (b"{\\leveltext \\'02\\'00\\'3f;}", b"{\\leveltext \\'02\\'00\\u12289\\'3f;}"),
        (b"{\\leveltext \\'03\\'28\\'00\\'29;}", b"{\\leveltext \\'03\\'28\\'00\\'29;}"),
        (b"{\\leveltext \\'00;}", b"{\\leveltext \\'00;}"),
    ],
)
def test_marks_that_libreoffice_loses_in_rtf_are_had_back_from_the_numbers(pattern: bytes, mended: bytes) -> None:
    assert with_marks(LEVEL % pattern) == LEVEL % mended


def test_the_rtf_of_other_programs_is_left_alone() -> None:
    data = (LEVEL % b"{\\leveltext \\'02\\'00\\'3f;}").replace(b"LibreOffice", b"Word")

    assert with_marks(data) == data


@pytest.fixture(scope="module")
def documents(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """One report in every format that LibreOffice writes, beside its text."""
    folder = tmp_path_factory.mktemp("documents")
    put(folder / "in", {"000.docx": docx_bytes(clean_report(7).text, numbered=True)})
    for suffix, name in (("doc", "MS Word 97"), ("odt", "writer8"), ("rtf", "Rich Text Format")):
        profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
        command = [
            "soffice",
            profile,
            "--headless",
            "--convert-to",
            f"{suffix}:{name}",
            "--outdir",
            str(folder / "out"),
        ]
        subprocess.run([*command, folder / "in/000.docx"], capture_output=True, check=True)
    put(folder / "all", {
        "a.doc": (folder / "out/000.doc").read_bytes(), "b.wps": (folder / "out/000.doc").read_bytes(),
        "c.rtf": (folder / "out/000.rtf").read_bytes(), "d.odt": (folder / "out/000.odt").read_bytes(),
        "e.docx": (folder / "out/000.doc").read_bytes(), "f.txt": clean_report(7).text,
    })  # fmt: skip
    return folder / "all"


@needs_office
def test_every_such_format_is_audited_as_the_text_is(documents: Path) -> None:
    ran = audit(documents)
    found = {report["path"]: (report["states"], report["facts"]) for report in ran.json["reports"]}

    assert list(found) == ["a.doc", "b.wps", "c.rtf", "d.odt", "e.docx", "f.txt"]
    assert [path for path, result in found.items() if result != found["f.txt"]] == []


@needs_office
@pytest.mark.parametrize("suffix", ["txt", "md", "html", "docx", "pdf", "wps"])
def test_every_such_format_is_known_by_its_content(documents: Path, tmp_path: Path, suffix: str) -> None:
    """Whatever a document is called, it is read as what it is."""
    kinds = {"doc": "a.doc", "rtf": "c.rtf", "odt": "d.odt", "text": "f.txt"}
    folder = tmp_path / "in"
    for called, name in kinds.items():
        if called != "text" or suffix in ("txt", "md"):
            put(folder, {f"{called}.{suffix}": (documents / name).read_bytes()})
    put(folder, {
        f"docx.{suffix}": docx_bytes(clean_report(7).text, numbered=True),
        f"page.{suffix}": html_page(clean_report(7).text, 1),
        f"saved.{suffix}": mhtml(html_page(clean_report(7).text, 1)),
        f"pdf.{suffix}": pdf(Sheet().text(60, 700, "一、总体情况")),
    })  # fmt: skip

    ran = audit(folder)

    found = {report["path"]: report["facts"] for report in ran.json["reports"]}
    facts = found.pop(f"pdf.{suffix}"), found[f"docx.{suffix}"]
    assert facts[0] == {}
    assert len(facts[1]) > 100
    assert [path for path, each in found.items() if each != facts[1]] == []
    assert {
        report["path"] for report in ran.json["reports"] if "unread" in str(report["reasons"].get("OGI-P001"))
    } == set()


def locked_doc(data: bytes) -> bytes:
    """A document of Word 97 that says of itself that it is encrypted: a flag where its text is described."""
    at = next(at for at in range(512, len(data), 512) if data[at : at + 2] == b"\xec\xa5")
    return data[: at + 11] + bytes([data[at + 11] | 1]) + data[at + 12 :]


def locked_odt() -> bytes:
    entry = '<manifest:file-entry manifest:full-path="content.xml"><manifest:encryption-data/></manifest:file-entry>'
    kind = "application/vnd.oasis.opendocument.text"
    return zipped({"mimetype": kind, "content.xml": os.urandom(400), "META-INF/manifest.xml": f"<manifest:manifest>{entry}</manifest:manifest>"}, zipfile.ZIP_STORED)  # fmt: skip


WORD = "x"


def reasons_given(report: Any) -> set[str]:
    """What the rules over single reports give as their reason."""
    single = {rule.id for rule in CATALOGUE.rules if rule.across is None}
    return {reason["zh"] for rule, reason in report["reasons"].items() if rule in single}


def locked_member(name: str, data: bytes) -> bytes:
    packed = bytearray(zipped({name: data}))
    packed[6] |= 1
    packed[packed.index(b"PK\x01\x02") + 8] |= 1
    return bytes(packed)


@needs_office
def test_what_is_locked_says_so_and_nothing_else(documents: Path, tmp_path: Path) -> None:
    doc = locked_doc((documents / "a.doc").read_bytes())
    put(tmp_path / "in", {
        "a.doc": doc, "b.docx": OLE + bytes(1000) + "EncryptedPackage".encode("utf-16-le"), "c.odt": locked_odt(), "d.docx": locked_member("word/document.xml", b"1"),
        "e.pdf": pdf(Sheet().text(60, 700, "一"), password=WORD), "f.zip": locked_member("g.txt", b"1"), "h.txt": doc, "i.md": locked_odt(), "j.wps": doc,
    })  # fmt: skip

    ran = audit(tmp_path / "in")

    assert ran.code == 3
    assert ran.json["findings"] == []
    for report in ran.json["reports"]:
        told = reasons_given(report)
        assert len(told) == 1, report["path"]
        assert "已加密" in told.pop(), report["path"]


@needs_office
@pytest.mark.parametrize("share", [0.3, 0.6, 0.95])
def test_what_is_damaged_says_so(documents: Path, tmp_path: Path, share: float) -> None:
    whole = {"a.doc": "a.doc", "b.odt": "d.odt", "c.txt": "a.doc", "d.md": "d.odt", "e.doc": "d.odt"}
    files = {name: (documents / of).read_bytes() for name, of in whole.items()}
    files |= {"f.docx": docx_bytes(clean_report(7).text), "g.txt": docx_bytes(clean_report(7).text)}
    put(tmp_path / "in", {name: data[: int(share * len(data))] for name, data in files.items()})

    ran = audit(tmp_path / "in")

    assert ran.code == 3
    assert ran.json["findings"] == []
    for report in ran.json["reports"]:
        told = reasons_given(report)
        assert len(told) == 1, report["path"]
        assert "损坏" in told.pop(), report["path"]


@needs_office
@pytest.mark.parametrize("share", [0.4, 0.7, 0.9])
def test_an_rtf_that_breaks_off_is_unread_from_there_on(documents: Path, tmp_path: Path, share: float) -> None:
    data = (documents / "c.rtf").read_bytes()
    put(tmp_path / "in", {"a.rtf": data[: int(share * len(data))], "b.rtf": data, "c.rtf": data[:-2]})

    ran = audit(tmp_path / "in")

    told = ran.reasons("a.rtf")
    assert "中断" in told["OGI-P002"]["zh"] or "LibreOffice" in told["OGI-P002"]["zh"]
    assert not {finding["rule"] for finding in ran.json["findings"] if finding["place"]["path"] == "a.rtf"} & {
        "OGI-S101",
        "OGI-S105",
        "OGI-S117",
    }
    assert ran.states("b.rtf") == ran.states("c.rtf")
    assert ran.states("b.rtf")["OGI-S101"] == "pass"


@pytest.mark.parametrize(
    ("name", "data", "what"),
    [
        ("a.txt", b"\x89PNG\r\n\x1a\n\0\0", "PNG"), ("a.md", b"\xff\xd8\xff\xe0\0\x10JFIF", "JPEG"), ("a.txt", b"Rar!\x1a\x07\0", "RAR"),
        ("a.txt", zipped({"xl/workbook.xml": "", "[Content_Types].xml": ""}), "XLSX"), ("a.txt", zipped({"OFD.xml": ""}), "OFD"), ("a.md", zipped({"a.txt": "一"}), "压缩包"),
        ("a.txt", OLE + bytes(1000) + "Workbook".encode("utf-16-le"), "不是文字处理文档"),
    ],
)  # fmt: skip
def test_what_is_no_text_says_what_it_is(tmp_path: Path, name: str, data: bytes, what: str) -> None:
    put(tmp_path / "in", {name: data})

    ran = audit(tmp_path / "in")

    assert ran.code == 3
    assert what in ran.reasons(name)["OGI-P001"]["zh"]


def test_text_may_begin_with_the_letters_of_another_format(tmp_path: Path) -> None:
    put(
        tmp_path / "in",
        {"a.txt": "BM市政府信息公开", "b.txt": "MZ", "c.txt": "PK一", "d.md": "%PDF 是一种格式", "e.txt": "{\\rt 1}"},
    )

    assert audit(tmp_path / "in").code == 4


@needs_office
def test_the_hash_is_that_of_the_original_and_a_note_says_what_was_done(documents: Path, tmp_path: Path) -> None:
    (candidate,) = converted([Candidate(documents / "a.doc", "a.doc")], READERS, Limits(), tmp_path)
    source = read(candidate, READERS, ReadOptions())

    assert source.sha256 == hashlib.sha256((documents / "a.doc").read_bytes()).hexdigest()
    assert "LibreOffice" in source.notes[0].zh
    assert source.origin(1) is not None


@needs_office
def test_documents_inside_an_archive_are_converted_too(documents: Path, tmp_path: Path) -> None:
    archive = put_zip(tmp_path / "a.zip", {"in/a.doc": (documents / "a.doc").read_bytes(), "b.rtf": rtf("甲乙丙")})
    told = read_all(archive, tmp_path / "work")

    assert told["a.zip/b.rtf"] == "甲乙丙"
    assert "政府信息公开工作年度报告" in told["a.zip/in/a.doc"]


@needs_office
def test_one_worker_or_two_make_the_same_json_of_converted_files(documents: Path) -> None:
    assert audit(documents, "--jobs", "1").out == audit(documents, "--jobs", "2").out


@needs_office
def test_audit_text_and_previous_take_such_files(documents: Path, tmp_path: Path) -> None:
    shown = run("text", documents / "a.doc")
    put_zip(tmp_path / "a.zip", {"in/b.rtf": rtf("甲乙丙"), "c.txt": "丁"})

    assert (shown.code, "政府信息公开工作年度报告" in shown.out) == (0, True)
    assert run("text", tmp_path / "a.zip/in/b.rtf").out.strip() == "甲乙丙"
    assert "name a file inside: a.zip/c.txt" in run("text", tmp_path / "a.zip").verdict
    assert run("text", tmp_path / "a.zip/x.txt").code == 2
    assert audit(documents / "f.txt", "--previous", documents).code == 0


@needs_office
def test_word_2003_xml_and_odt_are_read(tmp_path: Path) -> None:
    put(tmp_path / "in", {"a.doc": WORD_XML, "b.odt": odt("你好吗")})

    assert read_all(tmp_path / "in", tmp_path / "work") == {"a.doc": "你好", "b.odt": "你好吗"}


@needs_office
def test_a_document_fetches_nothing(tmp_path: Path) -> None:
    asked = []

    class Server(http.server.BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            asked.append(self.path)

        do_HEAD = do_OPTIONS = do_PROPFIND = do_GET

    server = http.server.HTTPServer(("127.0.0.1", 0), Server)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    address = f"http://127.0.0.1:{server.server_port}/a.png"
    field = f'{{\\rtf1 a{{\\field{{\\*\\fldinst INCLUDEPICTURE "{address}" \\\\d}}{{\\fldrslt x}}}}\\par}}'
    put(tmp_path / "in", {"a.odt": odt("甲", address), "b.rtf": field})
    told = read_all(tmp_path / "in", tmp_path / "work")
    server.shutdown()
    thread.join()

    assert (told["a.odt"], asked) == ("甲", [])


@needs_office
def test_garbage_after_the_right_beginning_is_unread_and_the_others_are_read(tmp_path: Path) -> None:
    garbage = OLE + bytes(range(256)) * 40 + "WordDocument".encode("utf-16-le") + bytes(range(256)) * 40
    put(
        tmp_path / "in", {"a.rtf": rtf("甲"), "b.doc": garbage, "c.rtf": b"{\\rtf" + b"{" * 100_000, "d.rtf": rtf("丁")}
    )
    told = read_all(tmp_path / "in", tmp_path / "work", Limits(office_seconds=20))

    assert (told["a.rtf"], told["d.rtf"]) == ("甲", "丁")
    assert told["b.doc"].startswith("[")
