"""`-f annotated`: copies beside the originals' names, a list of all, and a refusal where the originals are others."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import docx
import pypdfium2  # type: ignore[import-untyped]
import pypdfium2.raw as raw  # type: ignore[import-untyped]
import pytest

from auditor.testing import report_text
from samples.make.as_docx import docx_bytes
from tests.outputs.office import convert, needs_office, printed
from tests.running import ON, Ran, audit, put, run

REAL = Path(__file__).parents[4] / "shared/data/hongze-2023.pdf"
WRONG = report_text(
    title="青禾县水务局2023年政府信息公开工作年度报告",
    cells={"requests.new.total": "5", "requests.carried_in.total": "4"},
)
RULES = ("--select", "OGI-T301,OGI-T303")


def annotate(folder: Path, out: Path, *options: str | Path) -> Ran:
    return run("-f", "annotated", "-o", out, "--now", ON, "--jobs", "1", *RULES, *options, folder)


def places(file: Path) -> list[tuple[str, str, str | None]]:
    return [(f["rule"], f["fingerprint"], f["actual"]) for f in audit(*RULES, file).json["findings"]]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """One report of each sort: DOCX, in an archive, as text, and without a finding."""
    archive = io.BytesIO()
    with zipfile.ZipFile(archive, "w") as packed:
        packed.writestr("镇街/b.docx", docx_bytes(WRONG.replace("水务局", "教育局"), numbered=True))
    files = {
        "区直/a.docx": docx_bytes(WRONG), "c.zip": archive.getvalue(), "d.txt": WRONG.replace("水务局", "民政局"),
        "e.docx": docx_bytes(report_text()), "f.docx": b"",
    }  # fmt: skip
    return put(tmp_path_factory.mktemp("in"), files)


def test_every_docx_with_findings_has_a_copy_and_the_others_a_reason(folder: Path, tmp_path: Path) -> None:
    before = {file: file.read_bytes() for file in folder.rglob("*") if file.is_file()}
    ran = annotate(folder, tmp_path)
    copies = tmp_path / "annotated"

    assert {str(file.relative_to(copies)) for file in copies.rglob("*.docx")} == {"区直/a.docx", "c.zip/镇街/b.docx"}
    assert (copies / "annotated.txt").read_text(encoding="utf-8").split("\n") == [
        "c.zip/镇街/b.docx\tc.zip/镇街/b.docx\t16处批注",
        "d.txt\t—\t此格式不做批注，只有DOCX和PDF可以",
        "e.docx\t—\t没有需要批注的问题",
        "f.docx\t—\t审核时未能读取",
        "区直/a.docx\t区直/a.docx\t16处批注",
        "",
    ]
    assert "批注副本2份，批注32处" in ran.err
    assert "未批注（此格式不做批注，只有DOCX和PDF可以）：d.txt" in ran.err
    assert {file: file.read_bytes() for file in before} == before


def test_comments_say_what_is_wrong_and_what_to_do_and_the_copy_audits_the_same(folder: Path, tmp_path: Path) -> None:
    annotate(folder, tmp_path)
    copy = tmp_path / "annotated/区直/a.docx"
    told = [comment.text for comment in docx.Document(str(copy)).comments]
    full = [text for text in told if text.startswith("【错误】")]

    assert len(told) == 16
    assert any("【错误】OGI-T303 表三 一、本年新收" in text and "应为：0\n实为：5" in text for text in full)
    assert all("\n处理：" in text for text in full)
    assert "关系式：自然人 + 商业企业" in "".join(full)
    assert all(text.startswith("〔引用〕OGI-T30") for text in told if text not in full)
    assert places(copy) == places(folder / "区直/a.docx")


@needs_office
def test_libreoffice_opens_the_copy(folder: Path, tmp_path: Path) -> None:
    annotate(folder, tmp_path)

    assert printed(tmp_path / "annotated/区直/a.docx", tmp_path) == printed(folder / "区直/a.docx", tmp_path)


@needs_office
def test_of_what_libreoffice_converted_the_conversion_is_marked(folder: Path, tmp_path: Path) -> None:
    convert(folder / "区直/a.docx", "odt", tmp_path / "in")
    annotate(tmp_path / "in", tmp_path / "out")
    told = [comment.text for comment in docx.Document(str(tmp_path / "out/annotated/a.odt.docx")).comments]

    assert len([text for text in told if text.startswith("【错误】OGI-T30")]) == 3


def test_later_the_originals_must_be_named_and_give_the_same_bytes(folder: Path, tmp_path: Path) -> None:
    annotate(folder, tmp_path / "1")
    without = run("report", tmp_path / "1", "-f", "annotated", "-o", tmp_path / "2")
    ran = run("report", tmp_path / "1", "-f", f"annotated={tmp_path / '3'}", "--originals", folder)
    made = {str(file.relative_to(tmp_path / "3")): file for file in (tmp_path / "3").rglob("*") if file.is_file()}

    assert (without.code, "--originals PATH" in without.verdict) == (2, True)
    assert ran.code == 0
    assert len(made) == 3
    assert all(file.read_bytes() == (tmp_path / "1/annotated" / name).read_bytes() for name, file in made.items())


def test_an_original_that_has_changed_is_named_and_nothing_is_written(folder: Path, tmp_path: Path) -> None:
    own = put(tmp_path / "in", {"a.docx": docx_bytes(WRONG), "b.docx": docx_bytes(WRONG, numbered=True)})
    annotate(own, tmp_path / "out")
    (own / "b.docx").write_bytes(docx_bytes(report_text()))
    ran = run("report", tmp_path / "out", "-f", "annotated", "-o", tmp_path / "again", "--originals", own)

    assert ran.code == 2
    assert ran.verdict.startswith("audit: -f annotated: b.docx: no longer what was audited (sha256 differs)")
    assert not (tmp_path / "again/annotated").exists()


def test_nothing_is_told_to_who_wants_to_hear_only_the_verdict(folder: Path, tmp_path: Path) -> None:
    assert annotate(folder, tmp_path, "-q").err.count("\n") == 1


def test_an_original_that_is_not_there_is_told(folder: Path, tmp_path: Path) -> None:
    annotate(folder, tmp_path / "out")
    ran = run(
        "report",
        tmp_path / "out",
        "-f",
        "annotated",
        "-o",
        tmp_path,
        "--originals",
        folder / "区直/a.docx",
        "--lang",
        "en",
    )

    assert "not annotated (not among the originals named): c.zip/镇街/b.docx, d.txt, 区直/a.docx" in ran.err


def test_dismissed_findings_are_not_written_beside_the_text(folder: Path, tmp_path: Path) -> None:
    found = audit(*RULES, folder / "区直/a.docx").json["findings"]
    rows = [f"{each['fingerprint']},{each['evidence']},dismissed" for each in found]
    decisions = put(tmp_path, {"d.csv": "\n".join(["fingerprint,evidence,verdict", *rows])}) / "d.csv"
    annotate(folder / "区直/a.docx", tmp_path / "out", "--decisions", decisions)

    assert "a.docx\t—\t没有需要批注的问题" in (tmp_path / "out/annotated/annotated.txt").read_text(encoding="utf-8")


@pytest.mark.skipif(not REAL.is_file(), reason="the real report is not here")
def test_a_real_pdf_is_marked_where_its_findings_stand_and_audits_the_same(tmp_path: Path) -> None:
    run("-f", "annotated", "-o", tmp_path, "--now", ON, "--jobs", "1", REAL)
    copy = tmp_path / "annotated" / REAL.name
    findings = [audit(file).json["findings"] for file in (REAL, copy)]
    document = pypdfium2.PdfDocument(copy)
    marked = {number for number, page in enumerate(document, 1) if raw.FPDFPage_GetAnnotCount(page)}
    document.close()

    assert findings[0] == findings[1]
    assert marked >= {finding["place"]["page"] for finding in findings[0]} - {None}
