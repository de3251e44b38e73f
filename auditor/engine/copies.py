"""One report delivered in several formats: the best that can be read is audited, the others are held against it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

import orjson

from auditor.model.across import Member
from auditor.model.finding import Message
from auditor.model.ledger import Reason
from auditor.reading.candidate import Candidate, Skipped
from auditor.record.entry import Entry


def audit_with_copies(candidate: Candidate, audit: Callable[[Candidate], Entry]) -> Iterator[Entry]:
    """Yield the entry of a report, which names its copies; and by itself what only looked like a copy by its name.

    The first format that is soundly read is audited. A copy of another organ or year is another report. One that cannot
    be read is told of as such: nothing is held against the report for it.
    """
    if not candidate.copies:
        yield audit(candidate)
        return
    entries = [audit(replace(each, copies=())) for each in (candidate, *candidate.copies)]
    best = next((entry for entry in entries if entry.is_report and not entry.unread), None)
    best = best or next((entry for entry in entries if entry.is_report), entries[0])
    copies: list[Member] = []
    apart: list[Entry] = []
    for entry in entries:
        if entry is not best:
            other = entry.is_report is not None and (entry.organ, entry.year) != (best.organ, best.year)
            apart += [entry] if other else []
            copies += [] if other else [entry.member]
    told = tuple(_told(best.member, copy) for copy in copies)
    source = orjson.loads(best.source)
    source["notes"] = [*source.get("notes", ()), *(note._asdict() for note in told)]
    best = replace(best, copies=tuple(copies), source=orjson.dumps(source) if told else best.source)
    yield from sorted([best, *apart], key=lambda entry: entry.path)


def differing(one: Member, other: Member) -> Sequence[str]:
    """Return the names of the figures that both have as numbers and that differ."""
    return [
        name
        for name, number in one.facts.items()
        if number is not None and (theirs := other.fact(name)) is not None and theirs != number
    ]


def skipped_copies(entry: Entry) -> Iterator[Skipped]:
    """Yield a report's copies as files that were not audited by themselves, and how they compare."""
    for copy in entry.copies:
        told = _told(entry.member, copy)
        zh, en = f"同一报告的另一格式，以{entry.path}为准", f"another format of the report {entry.path}"
        yield Skipped(copy.path or "", Reason("copy", f"{zh}；{told.zh}", f"{en}; {told.en}"))


def _told(best: Member, copy: Member) -> Message:
    if not copy.is_report:
        return Message(f"另有{copy.path}，未能读取，未作比较", f"{copy.path} could not be read and was not compared")
    names = differing(best, copy)
    if names:
        shown = "、".join(names[:3])
        return Message(
            f"另有{copy.path}，有{len(names)}个数据不同（{shown}{'等' if len(names) > 3 else ''}）",
            f"{copy.path} differs in {len(names)} figures ({', '.join(names[:3])}{' …' if len(names) > 3 else ''})",
        )
    both = sum(number is not None and best.fact(name) is not None for name, number in copy.facts.items())
    return Message(f"另有{copy.path}，{both}个数据一致", f"{copy.path} has the same {both} figures")
