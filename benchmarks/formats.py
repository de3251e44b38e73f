"""`python -m benchmarks.formats`: audits of whole files against what other programs take only to read them.

The other programs come with the extra `bench`; LibreOffice makes the PDF and the DOC. What is not installed is left out and said so.
"""

from __future__ import annotations

import argparse
import datetime
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from auditor.engine.audit import Auditor
from auditor.engine.decisions import Decisions
from auditor.plugins.load import load_catalogue
from auditor.reading.limits import Limits
from auditor.reading.office import converted
from auditor.reading.walk import Candidate
from benchmarks.stopwatch import Once, Ratio, Repeated, Turn, in_turns, ratio
from benchmarks.targets import Target
from samples.make import clean_report
from samples.make.as_docx import docx_bytes
from samples.make.as_html import html_page

AS_OF = datetime.date(2026, 3, 31)
SEED = 11
_PASTED = 1
"""The style of page that Word pasted into: the longest."""
TARGETS: Mapping[tuple[str, str], Target] = {
    ("DOCX audit", "markitdown, DOCX"): Target(1 / 50),
    ("DOCX audit", "python-docx, cells"): Target(1 / 3),
    ("HTML audit", "trafilatura"): Target(1 / 5),
    ("HTML audit", "markitdown, HTML"): Target(1 / 8),
    ("PDF audit", "pdfplumber, tables"): Target(1 / 5),
    ("ten DOC", "one DOC"): Target(2.5),
}
"""What may take how much of the time of what."""


def main() -> None:
    """Measure everything in turns and print the table."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.formats", description=__doc__)
    parser.add_argument("--turns", type=int, default=7)
    turns = parser.parse_args().turns
    with tempfile.TemporaryDirectory(prefix="benchmarks-") as name:
        folder = Path(name)
        things = dict(_things(folder))
        times = in_turns(things, turns)
        for (ours, theirs), target in TARGETS.items():
            if ours not in times or theirs not in times:
                print(f"{ours:12} {theirs:20} not measured: something is not installed")
                continue
            found: Ratio = ratio(times[ours], times[theirs])
            met = "met" if target.met(found.median) else "MISSED"
            mine, other = (sorted(times[each])[turns // 2] * 1000 for each in (ours, theirs))
            print(
                f"{ours:12} {mine:8.1f} ms  {theirs:20} {other:8.1f} ms  {found.median:.3f} ± {found.spread:.3f}  {target}  {met}"
            )
        if (folder / "a.pdf").is_file() and _has("pdfplumber"):
            print(f"PDF numbers the same in every cell: {_same_numbers(folder / 'a.pdf')}")


def _things(folder: Path) -> Iterator[tuple[str, Turn]]:
    text = clean_report(SEED).text
    docx, page = folder / "a.docx", folder / "a.html"
    docx.write_bytes(docx_bytes(text))
    page.write_text(html_page(text, _PASTED), encoding="utf-8")
    auditor = _auditor()
    yield "DOCX audit", _auditing(auditor, docx)
    yield "HTML audit", _auditing(auditor, page)
    if _has("docx"):
        yield "python-docx, cells", Repeated(_python_docx, lambda: docx, 3)
    if _has("markitdown"):
        yield "markitdown, DOCX", Once(lambda: _markitdown(docx))
        yield "markitdown, HTML", Once(lambda: _markitdown(page))
    if _has("trafilatura"):
        yield "trafilatura", Once(lambda: _trafilatura(page))
    if shutil.which("soffice"):
        pdf = _made(docx, "pdf", folder)
        yield "PDF audit", _auditing(auditor, pdf)
        if _has("pdfplumber"):
            yield "pdfplumber, tables", Once(lambda: _pdfplumber(pdf))
        doc = _made(docx, "doc", folder)
        for name, count in (("one DOC", 1), ("ten DOC", 10)):
            yield name, Once(_converting(doc, count, folder))


def _auditor() -> Auditor:
    return Auditor(load_catalogue(), Decisions(), AS_OF)


def _auditing(auditor: Auditor, file: Path) -> Turn:
    return Repeated(auditor.audit, lambda: Candidate(file, file.name), 5)


def _made(docx: Path, format: str, folder: Path) -> Path:
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    command = ["soffice", profile, "--headless", "--convert-to", format, "--outdir", str(folder), str(docx)]
    subprocess.run(command, check=True, capture_output=True)
    return docx.with_suffix(f".{format}")


def _converting(doc: Path, count: int, folder: Path) -> Callable[[], object]:
    files = [folder / f"{count}-{number}.doc" for number in range(count)]
    for file in files:
        shutil.copy(doc, file)
    readers = load_catalogue().readers

    def convert() -> object:
        with tempfile.TemporaryDirectory(dir=folder) as scratch:
            return converted([Candidate(file, file.name) for file in files], readers, Limits(), Path(scratch))

    return convert


def _python_docx(file: Path) -> int:
    import docx

    tables = docx.Document(str(file)).tables
    return sum(len(cell.text) for table in tables for row in table.rows for cell in row.cells)


def _markitdown(file: Path) -> str:
    from markitdown import MarkItDown

    return str(MarkItDown().convert(str(file)))


def _trafilatura(file: Path) -> str | None:
    from trafilatura import extract

    found: str | None = extract(file.read_text(encoding="utf-8"), include_tables=True)
    return found


def _pdfplumber(file: Path) -> Sequence[Any]:
    import pdfplumber

    with pdfplumber.open(file) as pdf:
        return [table for page in pdf.pages for table in page.extract_tables()]


def _same_numbers(file: Path) -> bool:
    """Tell whether the figures of the audit are those in pdfplumber's cells, one by one."""
    import orjson

    facts = orjson.loads(_auditor().audit(Candidate(file, file.name)).result)["facts"]
    ours = [float(number) for number in facts.values() if number is not None]
    cells = (cell for table in _pdfplumber(file) for row in table for cell in row)
    theirs = [float(cell.strip()) for cell in cells if cell and cell.strip().replace(".", "", 1).isdecimal()]
    return sorted(ours) == sorted(theirs)


def _has(module: str) -> bool:
    return find_spec(module) is not None


if __name__ == "__main__":
    sys.stdout.reconfigure(encoding="utf-8")  # type: ignore[union-attr]
    main()
