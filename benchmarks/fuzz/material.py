"""Whole files to break, by reader, all of them made here."""

from __future__ import annotations

import io
import shutil
import subprocess
import tempfile
import zipfile
from pathlib import Path

from samples.make import clean_report
from samples.make.as_docx import docx_bytes
from samples.make.as_html import html_page, mhtml

SEEDS = range(6)


def material(reader: str) -> list[bytes]:
    """Return whole files of a reader's format."""
    texts = [clean_report(seed).text for seed in SEEDS]
    if reader == "docx":
        return [docx_bytes(text, numbered=bool(n % 2)) for n, text in enumerate(texts)]
    if reader == "html":
        pages = [html_page(text, seed) for seed, text in enumerate(texts)]
        return [*(page.encode() for page in pages), mhtml(pages[0])]
    if reader == "markdown":
        return [_markdown(text).encode() for text in texts]
    if reader == "pdf":
        return _pdf(texts[:3])
    if reader == "archive":
        return [_zip({"a.txt": texts[0].encode(), "b/c.docx": docx_bytes(texts[1]), "d.zip": _zip({"e.txt": b"x"})})]
    return [text.encode(encoding) for text in texts for encoding in ("utf-8", "gb18030", "utf-16")]


def _markdown(text: str) -> str:
    rows: list[str] = []
    for line in text.split("\n"):
        if not line.startswith("\t"):
            rows.append(line)
        elif rows and rows[-1].startswith("|"):
            rows[-1] += f"{line[1:]}|"
        else:
            rows.append(f"|{line[1:]}|")
    return "\n".join(rows)


def _pdf(texts: list[str]) -> list[bytes]:
    """Return PDF files as LibreOffice makes them.

    Raises:
        FileNotFoundError: it is not installed.
    """
    program = shutil.which("soffice")
    if program is None:
        raise FileNotFoundError("LibreOffice is needed to make PDF files")
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for number, text in enumerate(texts):
            (folder / f"{number}.docx").write_bytes(docx_bytes(text))
        profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
        command = [program, profile, "--headless", "--convert-to", "pdf", "--outdir", name, *folder.glob("*.docx")]
        subprocess.run(command, capture_output=True, check=True)
        return [file.read_bytes() for file in sorted(folder.glob("*.pdf"))]


def _zip(members: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for member, content in members.items():
            archive.writestr(zipfile.ZipInfo(member), content, zipfile.ZIP_DEFLATED)
    return out.getvalue()
