"""A report reads the same as DOCX and as text, whoever made the DOCX of it."""

from __future__ import annotations

import io
import re
import shutil
import subprocess
from functools import cache
from itertools import islice
from pathlib import Path
from typing import Any

import pytest

from auditor.reading.docx.read import read
from auditor.reading.reader import ReadOptions
from samples.make import DEFECTS, clean_report, planted
from samples.make.as_docx import docx_bytes
from samples.make.grid import Line, blocks
from tests.running import audit, put

SOFFICE = shutil.which("soffice")


@cache
def reports() -> dict[str, str]:
    """Texts by name: each kind of defect once, and clean reports."""
    faulty = {defect.id: planted(500 + number, defect).text for number, defect in enumerate(DEFECTS.values())}
    return faulty | {f"clean-{seed}": clean_report(seed).text for seed in range(120)}


def without_blank_lines(text: str) -> list[str]:
    return [line for line in text.split("\n") if line.strip() or line.startswith("\t")]


def findings(folder: Path) -> dict[str, Any]:
    """What each report of a folder comes to, but for the lines where it stands there."""
    found = audit(folder).json
    states: dict[str, tuple[Any, ...]] = {
        report["path"].split(".")[0]: (report["organ"], report["states"]) for report in found["reports"]
    }
    for finding in found["findings"]:
        place = finding["place"]
        message = re.sub(r"第\d+行", "第N行", finding["message"]["zh"])
        what = (
            finding["rule"],
            finding["severity"],
            message,
            *(place[key] for key in ("section", "table", "row", "column")),
        )
        states[place["path"].split(".")[0]] += (what,)
    return states


@pytest.mark.parametrize("numbered", [False, True])
def test_every_sample_reads_as_its_own_text(numbered: bool) -> None:
    differing = [
        name
        for name, text in reports().items()
        if without_blank_lines(read(docx_bytes(text, numbered=numbered), ReadOptions()).text)
        != without_blank_lines(text)
    ]

    assert differing == []


def test_findings_in_a_docx_are_those_in_its_text(tmp_path: Path) -> None:
    chosen = dict(islice(reports().items(), 0, None, 6))
    texts = put(tmp_path / "text", {f"{name}.txt": text for name, text in chosen.items()})
    files = put(tmp_path / "docx", {
        f"{name}.docx": docx_bytes(text, numbered=bool(number % 2)) for number, (name, text) in enumerate(chosen.items())
    })  # fmt: skip

    found = findings(texts)
    assert any(len(said) > 2 for said in found.values())
    assert findings(files) == found


@pytest.mark.skipif(SOFFICE is None, reason="LibreOffice is not installed")
@pytest.mark.parametrize("over", ["odt", "doc", "html"])
def test_what_libreoffice_saves_reads_as_its_own_text(over: str, tmp_path: Path) -> None:
    texts = {f"r{seed}": clean_report(seed).text for seed in range(4)}
    put(tmp_path, {f"{name}.docx": docx_bytes(text, numbered=name == "r1") for name, text in texts.items()})

    def convert(kind: str, out: str, *options: str, of: str) -> None:
        profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
        command = [str(SOFFICE), "--headless", profile, *options, "--convert-to", kind, "--outdir", str(tmp_path / out)]
        subprocess.run([*command, *sorted(map(str, tmp_path.glob(of)))], check=True, capture_output=True, timeout=100)

    convert(f"{over}:HTML (StarWriter)" if over == "html" else over, over, of="*.docx")
    options = ("--infilter=HTML (StarWriter)",) if over == "html" else ()
    convert("docx:MS Word 2007 XML", "again", *options, of=f"{over}/*.{over}")

    for name, text in texts.items():
        found = read((tmp_path / "again" / f"{name}.docx").read_bytes(), ReadOptions())
        assert without_blank_lines(found.text) == without_blank_lines(text)


def test_what_python_docx_saves_reads_as_its_own_text() -> None:
    docx = pytest.importorskip("docx", reason="python-docx is not installed")
    for seed in range(2):
        text = clean_report(seed).text
        document = docx.Document()
        for block in blocks(text):
            if isinstance(block, Line):
                document.add_paragraph(block.text)
                continue
            table = document.add_table(len(block.rows), block.width)
            for row, cells in enumerate(block.placed()):
                column = 0
                for begins, cell in cells:
                    if begins:
                        corner = table.cell(row + cell.rows - 1, column + cell.columns - 1)
                        table.cell(row, column).merge(corner).text = cell.text
                    column += cell.columns
        out = io.BytesIO()
        document.save(out)

        assert without_blank_lines(read(out.getvalue(), ReadOptions()).text) == without_blank_lines(text)
