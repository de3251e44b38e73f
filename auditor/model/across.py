"""What a rule over the whole run sees: the run's reports, those of earlier years, and who should have reported."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache
from typing import Any, NamedTuple

from auditor.model.finding import Cell, Message, Quotable, Span, Violation
from auditor.model.ledger import Reason, Unknown, Unread
from auditor.model.report import Asked, Report

Keep = Callable[[Report], Any]
"""What a rule wants to know of each report once all have been read: a function of one report, run where it is audited.

It must be a function of a module, and what it returns must be small: a run may hold twenty thousand reports.
"""


class KeepError(NamedTuple):
    """Why a function could not keep anything of one report: the rules that want it kept are in error on that report."""

    zh: str
    en: str


def kept_as(keep: Keep) -> str:
    """Return the name under which a function's value is kept; two plugins may have functions of one name."""
    return f"{keep.__module__}.{keep.__qualname__}"


class Listed(NamedTuple):
    """One row of the manifest: who must have reported for which year. `published` is an ISO date or empty."""

    organ: str
    year: int
    kind: str = ""
    parent: str = ""
    published: str = ""
    url: str = ""


@dataclass(frozen=True, slots=True)
class Member:
    """One report as rules over the run know it; what they asked to keep is in `kept`, by the keeping function's name.

    `path` is None for a report that the manifest lists and nobody delivered. `earlier` ones come from --previous:
    they are compared with and not audited.
    """

    number: int
    path: str | None
    sha256: str
    organ: str | None
    year: int | None
    form: str | None
    whole: Span
    facts: Mapping[str, int | float | None] = field(default_factory=dict)
    kept: Mapping[str, Any] = field(default_factory=dict)
    is_report: bool = True
    earlier: bool = False
    listed: Listed | None = None
    pages: Mapping[int, int] = field(default_factory=dict)
    masks: Mapping[str, str] = field(default_factory=dict)
    """What each piece of personal data in the report is shown as."""
    why: Reason | None = None
    """Why no rule can be answered: it is no report, could not be read, or was not delivered."""

    def page(self, line: int | None) -> int | None:
        """Return the page of the original that a line came from, where that was kept."""
        return None if line is None else self.pages.get(line)

    def doubtful(self, line: int | None) -> bool:
        """Tell whether a line was recognised from a picture and may have been read wrongly: not kept for the run."""
        return False

    def keeps(self, keep: Keep) -> Any:
        """Return what a function kept of this report, or None where it kept nothing."""
        value = self.kept.get(kept_as(keep))
        return None if isinstance(value, KeepError) else value

    def broken(self, keeps: Iterable[Keep]) -> KeepError | None:
        """Return why one of these functions could keep nothing of this report, or None where all went well."""
        values = (self.kept.get(kept_as(keep)) for keep in keeps)
        return next((value for value in values if isinstance(value, KeepError)), None)

    def fact(self, name: str) -> int | float | None:
        """Return a figure by its name (requests.new.total), or None where the report has no such number."""
        return self.facts.get(name)


class Peer(NamedTuple):
    """A violation on one report of the run, with the places in other reports that it is held against."""

    member: Member
    violation: Violation
    related: tuple[tuple[Member, Quotable], ...] = ()


class Across:
    """The run, as a rule over all its reports asks it; what was examined is noted for each report."""

    def __init__(
        self,
        members: Iterable[Member],
        earlier: Iterable[Member] = (),
        listed: Iterable[Listed] | None = None,
        copies: Mapping[int, Sequence[Member]] | None = None,
    ) -> None:
        self.members = tuple(members)
        self.earlier = tuple(earlier)
        self.listed = None if listed is None else tuple(listed)
        self._copies = copies or {}
        self.asked: dict[int, Asked] = defaultdict(Asked)
        self.unanswered: dict[int, Reason] = {}
        self._of: dict[tuple[str, int], list[Member]] = defaultdict(list)
        for member in (*self.members, *self.earlier):
            if member.organ and member.year and member.path is not None:
                self._of[(member.organ, member.year)].append(member)

    def without(self, numbers: Container[int]) -> Across:
        """Return the run anew for a rule that is to know nothing of some of its reports but that they are there."""
        members = [
            replace(member, organ=None, is_report=False, facts={}, kept={}) if member.number in numbers else member
            for member in self.members
        ]
        return Across(members, self.earlier, self.listed, self._copies)

    def reports(self) -> Iterator[Member]:
        """Yield the reports of the run that were read as reports."""
        return (member for member in self.members if member.is_report and member.path is not None)

    def copies(self, member: Member) -> Sequence[Member]:
        """Return the same report in other formats, which is in no ledger."""
        return self._copies.get(member.number, ())

    def of(self, organ: str, year: int) -> tuple[Member, ...]:
        """Return an organ's reports for a year, those of earlier runs included."""
        return tuple(self._of.get((organ, year), ()))

    def before(self, member: Member) -> Member | None:
        """Return the same organ's report for the year before, unless there are several that say different things.

        A run's own report stands before the same one of an earlier run.
        """
        if member.organ is None or member.year is None:
            return None
        found = self.of(member.organ, member.year - 1)
        found = tuple(one for one in found if not one.earlier) or found
        return found[0] if found and all(one.facts == found[0].facts for one in found) else None

    def examine(self, member: Member, at: Quotable, formula: str | None = None, operands: tuple[str, ...] = ()) -> None:
        """Note that something of a report was examined."""
        self.asked[member.number].add(at, formula, operands)

    def cannot_tell(self, member: Member, why: Message) -> None:
        """Say that the rule cannot be answered for a report, because data from outside is missing."""
        self.unanswered.setdefault(member.number, Reason(Unknown.code, *why))

    def unread(self, member: Member, why: Message) -> None:
        """Say that the rule cannot be answered for a report, because what it asks was not soundly read."""
        self.unanswered.setdefault(member.number, Reason(Unread.code, *why))


def headline(report: Report) -> dict[str, Cell]:
    """Keep the cells that rules over several years or organs compare, by fact name: totals and table 2 and 4."""
    kept: dict[str, Cell] = {}
    for table in report.found_tables():
        if table.problems:
            continue
        for cell in table.cells():
            if cell.table != "requests" or cell.column == "total" or cell.row in ("carried_in", "carried_out"):
                kept[fact_name(cell.table, cell.row, cell.column)] = cell
    return kept


@lru_cache(maxsize=4096)
def fact_name(table: str, row: str, column: str) -> str:
    """Return the name under which a cell's figure is published; the same object each time, since every report has it."""
    return f"{table}.{row}.{column}"
