"""--previous: reports of earlier years, from a folder or from the record of an earlier run."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from auditor.cli.records import opened
from auditor.reading.limits import Limits
from auditor.reading.office import converted
from auditor.reading.reader import Reader
from auditor.reading.walk import Candidate, find
from auditor.record.store import FILE_NAME


def earlier_reports(path: Path, readers: Mapping[str, Reader], limits: Limits, scratch: Path) -> Sequence[Candidate]:
    """Return the earlier reports; those of a run record are its report texts, laid out in a scratch folder.

    Raises:
        PathError: there is nothing at the path.
        RecordError: a run record of another version.
    """
    if path.suffix != Path(FILE_NAME).suffix and not (path / FILE_NAME).is_file():
        return converted(find([path], readers, limits=limits).candidates, readers, limits, scratch)
    folder = scratch / "previous"
    folder.mkdir()
    with opened(path) as run:
        candidates = []
        for report in run.reports():
            # The record's text is report text already, whatever the original's format was.
            file = folder / f"{report.number}.txt"
            file.write_text(report.text, encoding="utf-8", newline="\n")
            candidates.append(Candidate(file, report.path))
        return candidates
