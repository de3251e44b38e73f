"""Archives are opened like folders; what is odd in one costs that file and no other, and nothing is written to disk."""

from __future__ import annotations

import io
import os
import pickle
import stat
import struct
import zipfile
import zlib
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from auditor.reading import content
from auditor.reading.archive import Archive, shown_inside
from auditor.reading.candidate import Candidate, Found
from auditor.reading.formats import READERS as BUILT_IN
from auditor.reading.limits import Limits
from auditor.reading.reader import Reader, ReadOptions, ReadText, UnreadableError
from auditor.reading.walk import digest, find, read
from tests.reading.zips import put_zip, raw_zip, zipped
from tests.running import put

READERS = {extension: reader for reader in BUILT_IN for extension in reader.extensions if extension == ".txt"}


def paths(found: Found) -> list[str]:
    return [candidate.path for candidate in found.candidates]


def skipped(found: Found) -> dict[str, str]:
    return {entry.path: entry.reason.code for entry in found.skipped}


def text(candidate: Candidate, limits: Limits | None = None) -> str:
    return read(candidate, READERS, ReadOptions(limits=limits or Limits())).text


def told(candidate: Candidate, limits: Limits | None = None) -> str:
    with pytest.raises(UnreadableError) as error:
        text(candidate, limits)
    return error.value.message.en


def names(data: bytes) -> list[str]:
    return [member.shown for member in Archive(io.BytesIO(data), Limits()).members.values()]


def test_an_archive_in_a_folder_is_opened_like_a_folder(tmp_path: Path) -> None:
    put_zip(tmp_path / "sub/a.zip", {"b.txt": "乙", "c/d.txt": "丁"})
    put(tmp_path, {"z.txt": ""})
    found = find([tmp_path], READERS)

    assert paths(found) == ["sub/a.zip/b.txt", "sub/a.zip/c/d.txt", "z.txt"]
    assert [text(candidate).strip() for candidate in found.candidates[:2]] == ["乙", "丁"]


def test_an_archive_can_be_named_outright(tmp_path: Path) -> None:
    assert paths(find([put_zip(tmp_path / "a.ZIP", {"b.txt": ""})], READERS)) == ["a.ZIP/b.txt"]


def test_the_hash_is_that_of_the_file_inside(tmp_path: Path) -> None:
    archive = put_zip(tmp_path / "a.zip", {"b.txt": "乙"})
    loose = put(tmp_path, {"b.txt": "乙"}) / "b.txt"
    (candidate,) = find([archive], READERS).candidates

    assert read(candidate, READERS, ReadOptions()).sha256 == digest(candidate) == digest(Candidate(loose, "b.txt"))


@pytest.mark.parametrize(
    ("name", "path", "code"),
    [
        ("README.txt", "a.zip/README.txt", "name"),
        ("x/readme.md", "a.zip/x/readme.md", "name"),
        (".DS_Store", "a.zip/.DS_Store", "name"),
        ("x/._b.txt", "a.zip/x/._b.txt", "name"),
        ("__MACOSX/x/b.txt", "a.zip/__MACOSX", "name"),
        ("x/.git/b.txt", "a.zip/x/.git", "name"),
        ("~$b.docx", "a.zip/~$b.docx", "name"),
        ("b.xyz", "a.zip/b.xyz", "no_reader"),
        ("b.rar", "a.zip/b.rar", "no_reader"),
        ("b", "a.zip/b", "no_reader"),
    ],
)
def test_the_rules_for_skipping_are_those_of_folders(tmp_path: Path, name: str, path: str, code: str) -> None:
    assert skipped(find([put_zip(tmp_path / "a.zip", {name: "x"})], READERS)) == {path: code}


def test_what_macos_adds_to_a_folder_is_skipped_there_too(tmp_path: Path) -> None:
    put(tmp_path, {"__MACOSX/b.txt": ""})

    assert skipped(find([tmp_path], READERS)) == {"__MACOSX": "name"}


def test_an_archive_in_an_archive_is_opened_and_one_in_that_is_skipped(tmp_path: Path) -> None:
    inner = zipped({"c.txt": "丙", "deep.zip": zipped({"d.txt": ""})})
    found = find([put_zip(tmp_path / "a.zip", {"x/b.zip": inner})], READERS)

    assert paths(found) == ["a.zip/x/b.zip/c.txt"]
    assert text(found.candidates[0]).strip() == "丙"
    assert skipped(found) == {"a.zip/x/b.zip/deep.zip": "nested"}


def test_an_archive_without_files_is_skipped(tmp_path: Path) -> None:
    put_zip(tmp_path / "a.zip", {})
    put_zip(tmp_path / "b.zip", {"folder/": ""})

    assert skipped(find([tmp_path], READERS)) == {"a.zip": "empty", "b.zip": "empty"}


def test_a_word_document_is_never_opened_as_an_archive(tmp_path: Path) -> None:
    document = zipped({"[Content_Types].xml": "", "word/document.xml": "", "word/a.txt": ""})
    reader = Reader("docx", (".docx",), lambda data, options: ReadText("document\n"))
    put(tmp_path, {"a.docx": document, "b.zip": document})
    found = find([tmp_path], {**READERS, ".docx": reader})

    assert paths(found) == ["a.docx", "b.zip"]
    assert read(found.candidates[1], {**READERS, ".docx": reader}, ReadOptions()).text == "document\n"


def test_a_plugin_that_reads_zip_files_itself_gets_them_whole(tmp_path: Path) -> None:
    reader = Reader("mine", (".zip",), lambda data, options: ReadText("mine\n"))

    assert paths(find([put_zip(tmp_path / "a.zip", {"b.txt": ""})], {**READERS, ".zip": reader})) == ["a.zip"]


def test_candidates_can_be_handed_to_another_process(tmp_path: Path) -> None:
    (candidate,) = find([put_zip(tmp_path / "a.zip", {"b.txt": "乙"})], READERS).candidates

    assert text(pickle.loads(pickle.dumps(candidate))).strip() == "乙"  # noqa: S301


@pytest.mark.parametrize(
    ("raw", "flags", "name"),
    [
        ("一/报告.txt".encode(), 0x800, "一/报告.txt"),
        ("一/报告.txt".encode(), 0, "一/报告.txt"),
        ("一/报告.txt".encode("gb18030"), 0, "一/报告.txt"),
        ("㐀镕.txt".encode("gb18030"), 0, "㐀镕.txt"),
        (b"\xff\xff.txt", 0, "\xa0\xa0.txt"),
    ],
)  # fmt: skip
def test_names_are_read_in_the_encoding_they_are_in(raw: bytes, flags: int, name: str) -> None:
    assert names(raw_zip([(raw, b"")], flags=flags)) == [name.replace("\xa0", "\\xa0")]


@pytest.mark.parametrize(("checked", "name"), [(b"?.txt", "报告.txt"), (b"another", "?.txt")])
def test_a_name_stored_beside_the_first_one_counts_if_it_belongs_to_it(checked: bytes, name: str) -> None:
    body = struct.pack("<BI", 1, zlib.crc32(checked)) + "报告.txt".encode()

    assert names(raw_zip([(b"?.txt", b"")], extra=struct.pack("<HH", 0x7075, len(body)) + body)) == [name]


@pytest.mark.parametrize(
    ("name", "safe"),
    [
        ("../../etc/a.txt", "\\x2e\\x2e/\\x2e\\x2e/etc/a.txt"),
        ("/etc/a.txt", "\\x2f/etc/a.txt"),
        ("x//a.txt", "x/\\x2f/a.txt"),
        ("./a.txt", "\\x2e/a.txt"),
        ("C:/a.txt", "C\\x3a/a.txt"),
        ("x\\..\\a.txt", "x\\x5c..\\x5ca.txt"),
        ("a\n\x1b[31m.txt", "a\\x0a\\x1b[31m.txt"),
        ("a\u202etxt.exe", "a\\x202etxt.exe"),
        ("..a/b..txt", "..a/b..txt"),
    ],
)
def test_names_that_lead_out_or_mislead_are_shown_as_escapes(name: str, safe: str) -> None:
    assert shown_inside(name) == safe


@given(st.text(max_size=20))
def test_no_name_leads_out_of_its_archive(name: str) -> None:
    path = shown_inside(name)

    assert path.isprintable() or "\u3000" in path
    assert not path.startswith("/")
    assert not {"", ".", ".."} & set(path.split("/"))


def test_hostile_names_are_read_like_others_and_leave_nothing_on_the_disk(tmp_path: Path) -> None:
    hostile = ["../../escaped.txt", f"{tmp_path}/absolute.txt", "C:\\windows.txt", "x\\back.txt", "line\nbreak.txt"]
    archive = put_zip(tmp_path / "in/a.zip", {name: name for name in hostile})
    found = find([tmp_path / "in"], READERS)

    assert sorted(text(candidate).rstrip("\n") for candidate in found.candidates) == sorted(hostile)
    assert [file for file in tmp_path.rglob("*") if file.is_file()] == [archive]


def test_files_of_one_name_are_told_apart(tmp_path: Path) -> None:
    with pytest.warns(UserWarning, match="Duplicate"):
        data = zipped([("x/a.txt", "甲"), ("x/a.txt", "乙"), ("x/a (2).txt", "丙")])
    (tmp_path / "a.zip").write_bytes(data)
    found = find([tmp_path / "a.zip"], READERS)

    assert {candidate.path: text(candidate).strip() for candidate in found.candidates} == {
        "a.zip/x/a.txt": "甲", "a.zip/x/a (2).txt": "乙", "a.zip/x/a (2) (2).txt": "丙",
    }  # fmt: skip


def test_a_link_in_an_archive_is_skipped(tmp_path: Path) -> None:
    info = zipfile.ZipInfo("a.txt")
    info.create_system, info.external_attr = 3, (stat.S_IFLNK | 0o777) << 16
    with zipfile.ZipFile(tmp_path / "a.zip", "w") as archive:
        archive.writestr(info, "/etc/passwd")

    assert skipped(find([tmp_path / "a.zip"], READERS)) == {"a.zip/a.txt": "link"}


def one(folder: Path, data: bytes, limits: Limits | None = None) -> Candidate:
    (folder / "a.zip").write_bytes(data)
    (candidate,) = find([folder / "a.zip"], READERS, limits=limits).candidates
    return candidate


def test_an_encrypted_file_is_unreadable(tmp_path: Path) -> None:
    candidate = one(tmp_path, raw_zip([(b"a.txt", b"x")], flags=1))

    assert (candidate.path, told(candidate)) == ("a.zip/a.txt", "encrypted in the archive: it needs a password")


def test_a_file_packed_in_an_unknown_way_is_unreadable(tmp_path: Path) -> None:
    assert "packed in a way that cannot be read (9)" in told(one(tmp_path, raw_zip([(b"a.txt", b"x")], method=9)))


@pytest.mark.parametrize("method", [zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED, zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
def test_the_usual_ways_of_packing_are_read(tmp_path: Path, method: int) -> None:
    assert text(one(tmp_path, zipped({"a.txt": "甲"}, method))).strip() == "甲"


def test_a_file_whose_checksum_is_wrong_is_unreadable_and_the_next_one_is_read(tmp_path: Path) -> None:
    data = zipped({"a.txt": "first", "b.txt": "second"}, zipfile.ZIP_STORED).replace(b"first", b"forst")
    (tmp_path / "a.zip").write_bytes(data)
    broken, whole = find([tmp_path / "a.zip"], READERS).candidates

    assert "damaged (Bad CRC-32" in told(broken)
    assert text(whole).strip() == "second"


@pytest.mark.parametrize(
    "data", [b"", b"no archive", zipped({"a.txt": "甲"})[:-10], raw_zip([(b"\xff.txt", b"")], flags=0x800)]
)
def test_a_damaged_archive_is_one_unreadable_file(tmp_path: Path, data: bytes) -> None:
    candidate = one(tmp_path, data)

    assert (candidate.path, told(candidate).startswith("the archive is damaged")) == ("a.zip", True)


def test_a_damaged_archive_inside_another_costs_nothing_else(tmp_path: Path) -> None:
    found = find([put_zip(tmp_path / "a.zip", {"b.zip": b"PK\3\4", "c.txt": "丙"})], READERS)

    assert paths(found) == ["a.zip/b.zip", "a.zip/c.txt"]
    assert "damaged" in told(found.candidates[0])


@pytest.mark.parametrize(
    ("limits", "reason"),
    [
        (Limits(members=2), "limits.members = 2"),
        (Limits(archive_megabytes=0.0001), "limits.archive_megabytes = 0.0001"),
    ],
)
def test_an_archive_beyond_a_limit_is_one_unreadable_file(tmp_path: Path, limits: Limits, reason: str) -> None:
    candidate = one(tmp_path, zipped(dict.fromkeys(("a.txt", "b.txt", "c.txt"), "x" * 50)), limits)

    assert (candidate.path, reason in told(candidate)) == ("a.zip", True)


def test_the_number_of_files_is_checked_before_the_directory_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    def never(*arguments: object) -> None:
        raise AssertionError

    data = raw_zip([(b"%d" % number, b"") for number in range(100)])
    monkeypatch.setattr(zipfile, "ZipFile", never)

    with pytest.raises(UnreadableError, match="an archive of 100 members"):
        Archive(io.BytesIO(data), Limits(members=99))


def test_a_directory_that_lies_about_its_number_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    data = bytearray(raw_zip([(b"%d" % number, b"") for number in range(2000)]))
    struct.pack_into("<2H", data, len(data) - 14, 1, 1)

    with pytest.raises(UnreadableError, match=r"beyond limits\.members = 50"):
        Archive(io.BytesIO(bytes(data)), Limits(members=50))


@pytest.mark.parametrize(
    ("limits", "reason"),
    [(Limits(ratio=20), "limits.ratio"), (Limits(megabytes=1), "limits.megabytes = 1")],
)
def test_a_file_that_unpacks_to_too_much_is_unreadable_and_not_unpacked(
    tmp_path: Path, limits: Limits, reason: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    candidate = one(tmp_path, zipped({"a.txt": bytes(2 * 2**20)}), limits)
    monkeypatch.setattr(zipfile.ZipFile, "open", None)

    assert reason in told(candidate, limits)


def test_no_unpacked_byte_is_kept_beyond_what_the_directory_says(tmp_path: Path) -> None:
    packer = zlib.compressobj(9, zlib.DEFLATED, -15)
    packed = packer.compress(bytes(10**6)) + packer.flush()

    assert "damaged" in told(one(tmp_path, raw_zip([(b"a.txt", b"x")], method=8, packed=packed)))


def test_an_archive_that_has_changed_since_is_opened_anew(tmp_path: Path) -> None:
    candidate = one(tmp_path, zipped({"a.txt": "甲"}))
    before = text(candidate)
    (tmp_path / "a.zip").write_bytes(zipped({"b.txt": "longer than before"}))

    assert (before.strip(), told(candidate)) == ("甲", "no longer in the archive")


def test_an_archive_is_opened_once_for_all_its_files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    opened = []
    monkeypatch.setattr(content, "Archive", lambda *given: opened.append(given) or Archive(*given))
    found = find([put_zip(tmp_path / "a.zip", {f"{n}.txt": str(n) for n in range(20)})], READERS)

    assert sorted(int(text(candidate)) for candidate in found.candidates) == list(range(20))
    assert len(opened) == 1


@pytest.mark.skipif(not hasattr(os, "fork"), reason="no fork here")
def test_a_forked_process_does_not_share_its_place_in_the_archive(tmp_path: Path) -> None:
    candidates = find([put_zip(tmp_path / "a.zip", {"a.txt": "甲" * 9999, "b.txt": "乙" * 9999})], READERS).candidates
    text(candidates[0])
    before = content.archive(tmp_path / "a.zip", (), Limits())
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        os.write(writing, b"same" if content.archive(tmp_path / "a.zip", (), Limits()) is before else b"other")
        os._exit(0)
    os.waitpid(child, 0)

    assert os.read(reading, 5) == b"other"


@settings(max_examples=60, deadline=None)
@given(st.data())
def test_a_mangled_archive_is_read_or_refused_and_never_breaks(
    tmp_path_factory: pytest.TempPathFactory, data: st.DataObject
) -> None:
    whole = bytearray(zipped({"a.txt": "甲" * 50, "b/c.txt": "乙", "d.zip": zipped({"e.txt": "戊"})}))
    for place, byte in data.draw(st.lists(st.tuples(st.integers(0, len(whole) - 1), st.integers(0, 255)), max_size=8)):
        whole[place] = byte
    file = tmp_path_factory.mktemp("zip") / "a.zip"
    file.write_bytes(whole[: data.draw(st.integers(0, len(whole)))])
    for candidate in find([file], READERS).candidates:
        try:
            text(candidate)
        except UnreadableError:
            continue
