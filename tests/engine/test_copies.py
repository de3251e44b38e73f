"""One report in two formats is one report: the better one is audited, the other compared, and what differs is told."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from auditor.testing import report_text
from samples.make.as_docx import docx_bytes
from tests.running import Ran, audit, put, run

TEXT = report_text(cells={"requests.new": "1 0 0 0 0 0 1", "requests.granted": "1 0 0 0 0 0 1", "requests.total": "1 0 0 0 0 0 1"})  # fmt: skip
OTHER = report_text(cells={"requests.new": "2 0 0 0 0 0 2", "requests.granted": "2 0 0 0 0 0 2", "requests.total": "2 0 0 0 0 0 2"})  # fmt: skip


def both(folder: Path, docx: bytes, text: str) -> Ran:
    put(folder, {"in/石桥镇.docx": docx, "in/石桥镇.txt": text})
    return audit(folder / "in")


def skipped(result: Ran) -> list[tuple[str, str]]:
    return [(file["path"], file["reason"]["en"]) for file in result.json["skipped"]]


def paths(result: Ran) -> list[Any]:
    return [report["path"] for report in result.json["reports"]]


def test_copies_that_agree_are_one_report(tmp_path: Path) -> None:
    result = both(tmp_path, docx_bytes(TEXT), TEXT)

    assert paths(result) == ["石桥镇.docx"]
    assert skipped(result) == [
        ("石桥镇.txt", "another format of the report 石桥镇.docx; 石桥镇.txt has the same 200 figures")
    ]
    assert result.states("石桥镇.docx")["OGI-X904"] == "pass"


def test_a_figure_that_differs_is_two_versions(tmp_path: Path) -> None:
    result = both(tmp_path, docx_bytes(TEXT), OTHER)
    (found,) = [each for each in result.json["findings"] if each["rule"] == "OGI-X904"]

    assert (found["place"]["path"], found["expected"][0], found["actual"][0]) == ("石桥镇.docx", "2", "1")
    assert found["related"][0]["path"] == "石桥镇.txt"
    assert "differs in 6 figures (requests.new.natural" in skipped(result)[0][1]


def test_the_one_that_can_be_read_is_audited(tmp_path: Path) -> None:
    result = both(tmp_path, b"PK broken", TEXT)

    assert (paths(result), result.code) == (["石桥镇.txt"], 0)
    assert skipped(result)[0][1].endswith("石桥镇.docx could not be read and was not compared")


def test_where_none_can_be_read_the_first_is_unread(tmp_path: Path) -> None:
    result = both(tmp_path, b"PK broken", "\0\ud800".encode("utf-8", "surrogatepass").decode("latin-1"))

    assert len(paths(result)) == 1
    assert result.code in (3, 4)


def test_another_organs_report_under_the_same_name_is_a_report_of_its_own(tmp_path: Path) -> None:
    result = both(tmp_path, docx_bytes(TEXT), TEXT.replace("石桥镇人民政府", "柳河镇人民政府"))

    assert (paths(result), skipped(result)) == (["石桥镇.docx", "石桥镇.txt"], [])


def test_the_page_tells_of_the_copy(tmp_path: Path) -> None:
    both(tmp_path, docx_bytes(TEXT), OTHER)
    run(tmp_path / "in", "-o", tmp_path / "out", "-q")
    (page,) = (tmp_path / "out" / "reports").glob("*.html")

    assert "石桥镇.txt" in page.read_text(encoding="utf-8")
