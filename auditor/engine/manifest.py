"""The manifest: who must have reported for which year, and what is known of it from outside (kind, date of publication)."""

from __future__ import annotations

import csv
import datetime
import io
from collections.abc import Mapping
from pathlib import Path

from auditor.model.across import Listed
from auditor.reading.plain_text import decode
from auditor.reading.reader import UnreadableError

REQUIRED = ("organ", "year")
COLUMNS = (*REQUIRED, "kind", "parent", "published", "url")

Manifest = Mapping[tuple[str, int], Listed]


class ManifestError(Exception):
    """A manifest that cannot be used; the text names the file and the row."""


def read_manifest(file: Path) -> Manifest:
    """Return the rows of a manifest (CSV: organ, year, kind, parent, published, url) by organ and year.

    Raises:
        ManifestError: the file or a row of it cannot be used; nothing is guessed.
    """
    try:
        text, _ = decode(file.read_bytes())
    except OSError as error:
        raise ManifestError(f"{file.name}: {error.strerror}") from error
    except UnreadableError as error:
        raise ManifestError(f"{file.name}: {error}") from error
    reader = csv.DictReader(io.StringIO(text.lstrip("\ufeff"), newline=""))
    reader.fieldnames = header = [name.strip() for name in reader.fieldnames or ()]
    missing = [name for name in REQUIRED if name not in header]
    if missing:
        raise ManifestError(f"{file.name}: column {missing[0]!r} is missing")
    rows: dict[tuple[str, int], Listed] = {}
    try:
        for row in reader:
            values = {name: (row.get(name) or "").strip() for name in COLUMNS}
            if any(values.values()):
                listed = _listed(values, f"{file.name}:{reader.line_num}")
                if (listed.organ, listed.year) in rows:
                    raise ManifestError(f"{file.name}:{reader.line_num}: {listed.organ} {listed.year} is listed twice")
                rows[(listed.organ, listed.year)] = listed
    except csv.Error as error:
        raise ManifestError(f"{file.name}:{reader.line_num}: {error}") from error
    return rows


def _listed(values: Mapping[str, str], where: str) -> Listed:
    organ, year, published = values["organ"], values["year"], values["published"]
    if not organ:
        raise ManifestError(f"{where}: organ is empty")
    if not (year.isdigit() and len(year) == 4):
        raise ManifestError(f"{where}: year {year!r} is no year")
    if published:
        try:
            published = datetime.date.fromisoformat(published.replace("/", "-")).isoformat()
        except ValueError as error:
            raise ManifestError(f"{where}: published {published!r} is no date (YYYY-MM-DD)") from error
    return Listed(organ, int(year), values["kind"], values["parent"], published, values["url"])
