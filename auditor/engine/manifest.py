"""The manifest: who must have reported for which year, and what is known of it from outside (kind, date of publication)."""

from __future__ import annotations

import csv
import datetime
import io
from collections.abc import Collection, Container, Iterator, Mapping, Sequence
from pathlib import Path

from auditor.model.across import Listed, Member
from auditor.model.problem import Problem
from auditor.model.text import SPACES, normalise
from auditor.reading.reader import UnreadableError
from auditor.reading.text.decoding import decode

REQUIRED = ("organ", "year")
COLUMNS = (*REQUIRED, "kind", "parent", "published", "url")
_SHORTEST = 3
_PLACE_ENDS = frozenset("省市州盟区县旗镇乡道")

Manifest = Mapping[tuple[str, int], Listed]


class ManifestError(Problem):
    """A manifest that cannot be used; the text names the file and the row."""


def read_manifest(file: Path, kinds: Collection[str]) -> Manifest:
    """Return the rows of a manifest (CSV: organ, year, kind, parent, published, url) by organ and year.

    `kinds` are the words for kinds of organ that rules know.

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
                listed = _listed(values, kinds, f"{file.name}:{reader.line_num}")
                if (listed.organ, listed.year) in rows:
                    raise ManifestError(f"{file.name}:{reader.line_num}: {listed.organ} {listed.year} is listed twice")
                rows[(listed.organ, listed.year)] = listed
    except csv.Error as error:
        raise ManifestError(f"{file.name}:{reader.line_num}: {error}") from error
    return rows


class Rows:
    """A manifest's rows, found by what a title calls the organ.

    A title often leaves out the county that the manifest puts before the name, or has one that it leaves out. The rows
    that such a report may answer are those of its year that end so, or that it ends in.
    """

    def __init__(self, manifest: Manifest) -> None:
        self._exact = manifest
        self._ends: dict[tuple[str, int], set[Listed]] = {}
        for (organ, year), listed in manifest.items():
            for end in _without_places(organ):
                self._ends.setdefault((end, year), set()).add(listed)

    def of(self, organ: str | None, year: int | None, taken: Container[Listed] = ()) -> Listed | None:
        """Return the row of a report, if there is one; between several that are not taken nothing is guessed."""
        if not (organ and year):
            return None
        if (organ, year) in self._exact:
            return self._exact[(organ, year)]
        longer = self._ends.get((organ, year), set())
        shorter = {self._exact.get((end, year)) for end in _without_places(organ)}
        left = [row for row in longer | shorter if row and row not in taken]
        return left[0] if len(left) == 1 else None


def listed_members(manifest: Manifest, members: Sequence[Member]) -> Mapping[int, Listed]:
    """Return the manifest's row of each report by the report's number, where it has one.

    A row that a report of exactly its name answers is not another one's.
    """
    rows = Rows(manifest)
    taken = {row for m in members if m.organ and m.year and (row := manifest.get((m.organ, m.year)))}
    found = {member.number: rows.of(member.organ, member.year, taken) for member in members}
    return {number: row for number, row in found.items() if row is not None}


def _without_places(organ: str) -> Iterator[str]:
    """Yield what is left of a name without the places that it begins with: 石桥镇 of 青禾县石桥镇, never of 大石桥镇."""
    for start in range(1, len(organ) - _SHORTEST + 1):
        if organ[start - 1] in _PLACE_ENDS:
            yield organ[start:]


def _listed(values: Mapping[str, str], kinds: Collection[str], where: str) -> Listed:
    # As names are read from titles.
    organ, parent = (SPACES.sub("", normalise(values[name])) for name in ("organ", "parent"))
    kind, year, published = values["kind"].lower(), values["year"], values["published"]
    if not organ:
        raise ManifestError(f"{where}: organ is empty")
    if not (year.isdigit() and len(year) == 4):
        raise ManifestError(f"{where}: year {year!r} is no year")
    if kind and kind not in kinds:
        raise ManifestError(f"{where}: kind {values['kind']!r} is none of {', '.join(kinds)}")
    if published:
        try:
            published = datetime.date.fromisoformat(published.replace("/", "-")).isoformat()
        except ValueError as error:
            raise ManifestError(f"{where}: published {published!r} is no date (YYYY-MM-DD)") from error
    return Listed(organ, int(year), kind, parent, published, values["url"])
