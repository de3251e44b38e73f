"""One report delivered in several formats: the files are told by their name, and the best of them is audited."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from auditor.reading.candidate import Candidate
from auditor.reading.kinds import OFFICE
from auditor.reading.reader import Reader

PREFERRED = ("docx", "html", ".doc", ".wps", ".odt", ".rtf", "plain", "markdown", "pdf")
"""Formats by how surely tables come out of them, best first: names of readers, and extensions that have none. Those of plugins come last."""


def paired(candidates: Sequence[Candidate], readers: Mapping[str, Reader]) -> list[Candidate]:
    """Return the candidates without the copies, which are in the `copies` of the best.

    Copies lie in one folder, have one name but for the extension, and are of different formats.
    """
    groups: dict[tuple[Path, str], list[Candidate]] = {}
    best: list[Candidate] = []
    for candidate in candidates:
        if candidate.refused or not (candidate.suffix in readers or candidate.suffix in OFFICE):
            best.append(candidate)
        else:
            groups.setdefault(_report(candidate), []).append(candidate)
    for group in groups.values():
        first, *others = sorted(group, key=lambda candidate: (_rank(_format(candidate, readers)), candidate.path))
        formats = {_format(first, readers)}
        belonging = []
        for other in others:
            # Two files of one format are two reports, whatever they are called.
            if _format(other, readers) in formats:
                best.append(other)
            else:
                formats.add(_format(other, readers))
                belonging.append(other)
        best.append(replace(first, copies=tuple(belonging)))
    return best


def _report(candidate: Candidate) -> tuple[Path, str]:
    """Return what copies of one report have in common: their folder on the disk or their archive, and their name."""
    where = candidate.file if candidate.inner else candidate.file.parent
    return where, candidate.path[: len(candidate.path) - len(candidate.suffix)]


def _rank(format: str) -> int:
    return PREFERRED.index(format) if format in PREFERRED else len(PREFERRED)


def _format(candidate: Candidate, readers: Mapping[str, Reader]) -> str:
    reader = readers.get(candidate.suffix)
    return reader.name if reader else candidate.suffix
