"""A whole run: every candidate audited, compared with the others, and written to the record in path order."""

from __future__ import annotations

import datetime
import sqlite3
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, field, replace
from functools import partial
from itertools import count
from pathlib import Path
from typing import Any

from auditor.engine.across import Answer, ask_across, interrupted
from auditor.engine.audit import Auditor, Places, checks, not_delivered, unrecorded
from auditor.engine.conceal import concealed_json
from auditor.engine.copies import audit_with_copies, skipped_copies
from auditor.engine.counts import Counts
from auditor.engine.decisions import Decisions, given_rows, notes
from auditor.engine.manifest import Manifest, listed_members
from auditor.engine.verdict import Verdict, judge
from auditor.engine.workers import Make, each
from auditor.model.across import Across, Listed, Member
from auditor.model.finding import Message, Severity
from auditor.model.rule import Rule
from auditor.model.stopping import check, held
from auditor.plugins.load import Catalogue
from auditor.reading.limits import Limits
from auditor.reading.walk import Candidate, Found, Skipped
from auditor.record.entry import Entry, Incident
from auditor.record.store import RunFacts, Store

Load = Callable[[], Catalogue]
Progress = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class Job:
    """What a run is to do. `load` makes the catalogue again in each worker, since rules hold functions."""

    found: Found
    catalogue: Catalogue
    load: Load
    decisions: Decisions
    as_of: datetime.date
    fail_on: Severity
    exit_zero: bool
    workers: int
    facts: RunFacts
    folder: Path
    options: Mapping[str, Any] = field(default_factory=dict)
    manifest: Manifest = field(default_factory=dict)
    previous: Sequence[Candidate] = ()
    limits: Limits = field(default_factory=Limits)
    notice: Message | None = None
    """What the verdict says besides: that settings were used which nobody named."""

    @property
    def local_rules(self) -> int:
        """How many rules there are over single reports."""
        return sum(rule.across is None for rule in self.catalogue.rules)

    @property
    def across_rules(self) -> list[Rule]:
        """The rules over the whole run."""
        return [rule for rule in self.catalogue.rules if rule.across is not None]

    @property
    def make(self) -> Make:
        """What makes an Auditor, here or in a worker."""
        return partial(_auditor, self.load, self.decisions, self.as_of, self.options, self.manifest, self.limits)


@dataclass(frozen=True, slots=True)
class Outcome:
    """How a run ended: its record, the verdict, and the fault of the program that ended it before its time."""

    record: Path
    verdict: Verdict
    failure: Exception | None = None

    @property
    def exit_code(self) -> int:
        """What the command returns."""
        return int(self.verdict.exit_code)


def run(job: Job, progress: Progress) -> Outcome:
    """Audit every candidate and write the record. One that is interrupted or fails has what was done until then."""
    with Store(job.folder) as store:
        store.begin(job.facts, job.catalogue.rules, job.catalogue.sources)
        going = _Going(job, store)
        stopped, failure = False, None
        try:
            going.audit(progress)
            going.read_earlier()
            going.add_missing()
            going.compare()
        except KeyboardInterrupt:
            stopped = True
        except (OSError, sqlite3.Error):
            # The record itself cannot be written.
            raise
        except Exception as error:
            failure = error
        with held():
            return going.conclude(stopped=stopped, failure=failure)


@dataclass(slots=True)
class _Going:
    """A run from its first file to its verdict."""

    job: Job
    store: Store
    counts: Counts = field(default_factory=Counts)
    members: list[Member] = field(default_factory=list)
    earlier: list[Member] = field(default_factory=list)
    copies: dict[int, Sequence[Member]] = field(default_factory=dict)
    skipped: list[Skipped] = field(default_factory=list)
    answers: Mapping[int, Sequence[Answer]] | None = None
    incidents: Sequence[Incident] = ()
    # What is in no ledger is numbered below what is.
    numbers: Iterator[int] = field(default_factory=partial(count, -1, -1))

    def audit(self, progress: Progress) -> None:
        """Audit every candidate, each with its copies in other formats."""
        found = self.job.found
        for done, entries in enumerate(each(self.job.make, found.candidates, _audit, self.job.workers), start=1):
            check()
            for entry in entries:
                self._add(entry)
                self.skipped += skipped_copies(entry)
            progress(done, len(found.candidates))

    def _add(self, entry: Entry) -> None:
        with held():
            try:
                self.store.add(entry)
            # A disk that is full is an OSError or an OperationalError; anything else is what one file holds.
            except (TypeError, ValueError, OverflowError, sqlite3.InterfaceError, sqlite3.DataError) as error:
                entry = unrecorded(entry, error, self.job.catalogue.rules)
                self.store.add(entry)
            self.counts.add(entry, self.job.local_rules)
            member = replace(entry.member, number=len(self.members) + 1)
            # Of what is no report nothing is compared: thousands of such files may lie in a folder.
            self.members.append(member if member.is_report else replace(member, facts={}, kept={}))
            if entry.copies:
                self.copies[member.number] = [replace(copy, number=next(self.numbers)) for copy in entry.copies]

    def read_earlier(self) -> None:
        """Read the reports of earlier years, numbered below those of the run; they are in no ledger."""
        for member in each(self.job.make, self.job.previous, _read_earlier, self.job.workers):
            check()
            if member is not None:
                self.earlier.append(replace(member, number=next(self.numbers), earlier=True))

    def add_missing(self) -> None:
        """Add an entry for each row of the manifest that no report answers, one of --previous included."""
        delivered = set(listed_members(self.job.manifest, [*self.members, *self.earlier]).values())
        for _, listed in sorted(self.job.manifest.items()):
            if listed not in delivered:
                self._add(not_delivered(listed, self.job.catalogue.rules))

    def compare(self) -> None:
        """Ask the rules over the whole run."""
        rules = self.job.across_rules
        if not rules:
            return
        rows = listed_members(self.job.manifest, self.members)
        members = [replace(member, listed=rows.get(member.number)) for member in self.members]
        listed: Sequence[Listed] | None = list(self.job.manifest.values()) or None
        across = Across(members, self.earlier, listed, self.copies)
        self.answers, self.incidents = ask_across(
            rules, across, self.job.decisions, self.job.as_of, self.job.limits.rule_seconds
        )
        check()

    def conclude(self, *, stopped: bool, failure: Exception | None) -> Outcome:
        """Write what the rules over the run said and how it ended. What half a run has not seen is not missing."""
        job, counts = self.job, self.counts
        ended_early = stopped or failure is not None
        answers = self.answers
        if answers is None or ended_early:
            answers, self.incidents = interrupted(job.across_rules, self.members), ()
        for member in self.members:
            said = answers.get(member.number, ())
            self._amend(member, said)
            counts.answer(member, said)
        if failure is None:
            counts.check(len(job.catalogue.rules))
        tally = counts.tally(interrupted=stopped, failed=failure is not None)
        verdict = judge(tally, job.fail_on, exit_zero=job.exit_zero, notice=job.notice)
        record = self.store.finish({
            "verdict": {"code": verdict.code, **verdict.message._asdict()},
            "exit_code": int(verdict.exit_code),
            "skipped": sorted([*job.found.skipped, *self.skipped], key=lambda file: file.path),
            "decisions": notes(job.decisions, counts.used, counts.reopened, job.as_of),
            "given_decisions": given_rows(job.decisions),
            "incidents": self.incidents,
        })  # fmt: skip
        return Outcome(record, verdict, failure)

    def _amend(self, member: Member, answers: Sequence[Answer]) -> None:
        """Add what rules over the run said of a report to its row."""
        rest = sum(answer.is_rest(member) for answer in answers)
        answers = [answer for answer in answers if not answer.is_rest(member)] if rest else answers
        if not answers and not rest:
            return
        reasons = {answer.rule.id: asdict(answer.reason) for answer in answers if answer.reason}
        places = Places(member)
        looked_at = {answer.rule.id: checks(answer.asked, places) for answer in answers if answer.asked.count}
        self.store.amend(
            member.number,
            {answer.rule.id: answer.state.value for answer in answers},
            concealed_json(reasons, member.masks),
            concealed_json(looked_at, member.masks),
            [answer.finding for answer in answers if answer.finding],
            rest,
        )


def _auditor(
    load: Load,
    decisions: Decisions,
    as_of: datetime.date,
    options: Mapping[str, Any],
    manifest: Manifest,
    limits: Limits,
) -> Auditor:
    return Auditor(load(), decisions, as_of, options, manifest, limits)


def _audit(auditor: Auditor, candidate: Candidate) -> list[Entry]:
    return list(audit_with_copies(candidate, auditor.audit))


def _read_earlier(auditor: Auditor, candidate: Candidate) -> Member | None:
    return auditor.earlier(candidate)
