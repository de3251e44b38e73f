"""What is audited here: one made-up report of about 7 KB with two findings, and folders full of others."""

from __future__ import annotations

from pathlib import Path

from samples.make import DEFECTS, clean_report, planted

_SEED = 4
_DEFECT = DEFECTS["t302-outcome"]


def write_report(folder: Path) -> Path:
    """Write the report that every stage is measured on, and return its file.

    One figure of table 3 is wrong, which its row and its column find: two findings.
    """
    sample = planted(_SEED, _DEFECT)
    return _write(folder / f"{sample.name}.txt", sample.text)


def write_copies(report: Path, folder: Path, count: int) -> Path:
    """Write the same report under several names, and return their folder."""
    folder.mkdir()
    for number in range(count):
        _write(folder / f"{report.stem}-{number:03}.txt", report.read_text(encoding="utf-8"))
    return folder


def write_reports(folder: Path, count: int) -> Path:
    """Write as many different reports, and return their folder."""
    folder.mkdir()
    for seed in range(count):
        sample = clean_report(seed)
        _write(folder / f"{seed:05}-{sample.name}.txt", sample.text)
    return folder


def _write(file: Path, text: str) -> Path:
    file.write_text(text, encoding="utf-8", newline="\n")
    return file
