"""The manifest: who must have reported for which year, and what is known of it from outside (kind, date of publication)."""

from __future__ import annotations

from collections.abc import Collection, Container, Iterator, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from auditor.engine import spreadsheet
from auditor.model.across import Listed, Member
from auditor.model.finding import Message
from auditor.model.problem import Problem
from auditor.model.text import SPACES, normalise

REQUIRED = ("organ", "year")
COLUMNS = (*REQUIRED, "kind", "parent", "published", "url")
HEADS = {
    "organ": ("机关", "机关名称", "行政机关", "报送机关", "单位", "单位名称", "部门"),
    "year": ("年度", "年份", "报告年度", "年"),
    "kind": ("类型", "机关类型", "单位类型", "类别"),
    "parent": ("上级", "上级机关", "主管机关", "主管部门"),
    "published": ("公布日期", "发布日期", "公开日期", "公布时间", "发布时间"),
    "url": ("网址", "链接", "公布网址", "发布网址"),
}
"""What the heads of columns are called in Chinese."""
_SHORTEST = 3
_PLACE_ENDS = frozenset("省市州盟区县旗镇乡道")

Manifest = Mapping[tuple[str, int], Listed]


class ManifestError(Problem):
    """A manifest that cannot be used; the text names the file and the row."""


class Read(NamedTuple):
    """A manifest's rows by organ and year, and what is to be told of the file."""

    rows: Manifest
    note: Message | None = None


def read_manifest(file: Path, kinds: Collection[str]) -> Read:
    """Return the rows of a manifest (CSV: organ, year, kind, parent, published, url), as a spreadsheet has saved it.

    `kinds` are the words for kinds of organ that rules know.

    Raises:
        ManifestError: the file or a row of it cannot be used; nothing is guessed.
    """
    try:
        table = spreadsheet.table(spreadsheet.text_of(file.read_bytes()), COLUMNS, REQUIRED, HEADS)
    except OSError as error:
        raise ManifestError(f"{file.name}: {error.strerror}") from error
    except spreadsheet.TableError as error:
        raise ManifestError(spreadsheet.located(file.name, error)) from error
    rows: dict[tuple[str, int], Listed] = {}
    for row in table.rows:
        where = f"{file.name}:{row.number}"
        listed = _listed(row.cells, kinds, where)
        if (listed.organ, listed.year) in rows:
            raise ManifestError(f"{where}: {listed.organ} {listed.year} is listed twice")
        rows[(listed.organ, listed.year)] = listed
    return Read(rows, _unused(file.name, table.unknown))


def _unused(name: str, columns: Sequence[str]) -> Message | None:
    if not columns:
        return None
    return Message(
        f"{name}：未使用的列：{'、'.join(columns)}（可用的列：{'、'.join(words[0] for words in HEADS.values())}）",
        f"{name}: columns not used: {', '.join(columns)} (there are {', '.join(COLUMNS)})",
    )


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
    kind, year = values["kind"].lower(), spreadsheet.year(values["year"])
    published = spreadsheet.date(values["published"])
    if not organ:
        raise ManifestError(f"{where}: organ is empty")
    if not (year.isdigit() and len(year) == 4):
        raise ManifestError(f"{where}: year {values['year']!r} is no year")
    if kind and kind not in kinds:
        raise ManifestError(f"{where}: kind {values['kind']!r} is none of {', '.join(kinds)}")
    if values["published"] and published is None:
        raise ManifestError(f"{where}: published {values['published']!r} is no date (YYYY-MM-DD)")
    return Listed(organ, int(year), kind, parent, published.isoformat() if published else "", values["url"])
