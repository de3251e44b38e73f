"""LibreOffice, which opens what the product writes."""

from __future__ import annotations

import shutil
import subprocess
import tempfile
from pathlib import Path

import pypdfium2  # type: ignore[import-untyped]
import pytest

needs_office = pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")


def convert(file: Path, suffix: str, folder: Path) -> Path:
    """A document as LibreOffice saves it in another format."""
    with tempfile.TemporaryDirectory() as profile:
        command = [
            "soffice", f"-env:UserInstallation={Path(profile).as_uri()}", "--headless", "--convert-to", suffix,
            "--outdir", str(folder), str(file),
        ]  # fmt: skip
        subprocess.run(command, check=True, capture_output=True, timeout=120)
    return folder / f"{file.stem}.{suffix}"


def printed(file: Path, folder: Path) -> str:
    """The text of a document as LibreOffice prints it to PDF, without blanks and line ends."""
    with tempfile.TemporaryDirectory(dir=folder) as out:
        document = pypdfium2.PdfDocument(convert(file, "pdf", Path(out)))
        try:
            return "".join("".join(page.get_textpage().get_text_range().split()) for page in document)
        finally:
            document.close()
