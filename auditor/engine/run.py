"""A whole run: every candidate audited, on one core or several, and written to the record in path order."""

from __future__ import annotations

import datetime
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import asdict, dataclass, field, replace
from itertools import count, islice
from pathlib import Path
from typing import Any, TypeVar

from auditor.engine.across import Answer, ask_across, interrupted
from auditor.engine.audit import Auditor, Places, checks, not_delivered
from auditor.engine.conceal import concealed_json
from auditor.engine.copies import audit_with_copies, skipped_copies
from auditor.engine.decisions import Decisions, given_rows, notes
from auditor.engine.manifest import Manifest, listed_members
from auditor.engine.verdict import Tally, Verdict, judge
from auditor.model import stopping
from auditor.model.across import Across, Listed, Member
from auditor.model.finding import Finding, Message, Severity
from auditor.plugins.load import Catalogue
from auditor.reading.limits import Limits
from auditor.reading.walk import Candidate, Found
from auditor.record.entry import Entry, Incident
from auditor.record.store import STATES, RunFacts, Store

CHUNK = 64
"""Files handed to a worker at once: large enough that passing them costs nothing, small enough to share out evenly."""

SLOWER = 8
"""How many times fewer they are where documents and pages have to be taken apart first."""

_CRASHED = Message("读取时进程异常终止", "the process ended abnormally while reading it")

T = TypeVar("T")
Task = Callable[[Auditor, Candidate], T]
Load = Callable[[], Catalogue]
Progress = Callable[[int, int], None]


class LedgerError(Exception):
    """The states of a run do not add up to rules x reports: a bug in the engine, never a property of a report."""


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

    @property
    def local_rules(self) -> int:
        """How many rules there are over single reports."""
        return sum(rule.across is None for rule in self.catalogue.rules)

    def auditor(self) -> Auditor:
        """Return what audits one file."""
        return Auditor(self.catalogue, self.decisions, self.as_of, self.options, self.manifest, self.limits)


@dataclass(frozen=True, slots=True)
class Outcome:
    """How a run ended: its record, the verdict, and the decisions that fit nothing or no longer hold."""

    record: Path
    verdict: Verdict
    exit_code: int


def run(job: Job, progress: Progress) -> Outcome:
    """Audit every candidate and write the record. An interrupt keeps what was done."""
    counts = _Counts()
    stopped = False
    members: list[Member] = []
    copies: dict[int, Sequence[Member]] = {}
    # What is in no ledger is numbered below what is.
    numbers = count(-1, -1)
    skipped = list(job.found.skipped)
    with Store(job.folder) as store:
        store.begin(job.facts, job.catalogue.rules, job.catalogue.sources)
        try:
            for done, entries in enumerate(_entries(job), start=1):
                for entry in entries:
                    store.add(entry)
                    counts.add(entry, job.local_rules)
                    members.append(replace(entry.member, number=len(members) + 1))
                    copies[len(members)] = [replace(copy, number=next(numbers)) for copy in entry.copies]
                    skipped += skipped_copies(entry)
                progress(done, len(job.found.candidates))
            earlier = _earlier(job, numbers)
        except KeyboardInterrupt:
            stopped = True
        # What half a run has not seen is not missing.
        for listed in () if stopped else _not_delivered(job, members, earlier):
            entry = not_delivered(listed, job.catalogue.rules)
            store.add(entry)
            counts.add(entry, job.local_rules)
            members.append(replace(entry.member, number=len(members) + 1))
        answers, incidents, stopped = _ask_across(job, members, None if stopped else earlier, copies)
        for member in members:
            _amend(store, member, answers.get(member.number, ()))
            counts.answer(member, answers.get(member.number, ()))
        counts.check(len(job.catalogue.rules))
        tally = counts.tally(stopped)
        verdict = judge(tally, job.fail_on)
        code = 0 if job.exit_zero and verdict.exit_code == 1 else int(verdict.exit_code)
        record = store.finish({
            "verdict": {"code": verdict.code, **verdict.message._asdict()},
            "exit_code": code,
            "skipped": sorted(skipped, key=lambda file: file.path),
            "decisions": notes(job.decisions, counts.used, counts.reopened, job.as_of),
            "given_decisions": given_rows(job.decisions),
            "incidents": incidents,
        })  # fmt: skip
    return Outcome(record, verdict, code)


@dataclass(slots=True)
class _Counts:
    """What a run adds up while it goes on."""

    states: Counter[str] = field(default_factory=Counter)
    severities: Counter[str] = field(default_factory=Counter)
    used: set[str] = field(default_factory=set)
    reopened: list[str] = field(default_factory=list)
    reports: int = 0
    recognised: int = 0
    unknown_files: set[int] = field(default_factory=set)
    """The numbers of the files that could not be read at all."""
    unread: set[int] = field(default_factory=set)
    """The numbers of the others of which something could not be read."""

    def add(self, entry: Entry, rules: int) -> None:
        """Take in one report, whose states must be as many as the rules over single reports."""
        if sum(entry.states.values()) != rules or not set(entry.states) <= set(STATES):
            raise LedgerError(f"{entry.path}: {dict(entry.states)} for {rules} rules")
        self.reports += 1
        self.recognised += entry.is_report is True
        if entry.is_report is None:
            self.unknown_files.add(self.reports)
        elif entry.unread:
            self.unread.add(self.reports)
        self.states.update(entry.states)
        self._take(entry.findings)
        self.used.update(entry.used)
        self.reopened += entry.reopened

    def answer(self, member: Member, answers: Sequence[Answer]) -> None:
        """Take in what rules over the run said of one report."""
        self.states.update(answer.state.value for answer in answers)
        findings = [answer.finding for answer in answers if answer.finding]
        self._take(findings)
        self.used.update(finding.fingerprint for finding in findings if finding.decision)
        self.used.update(answer.decision.fingerprint for answer in answers if answer.decision)
        self.reopened += [f.fingerprint for f in findings if f.decision and f.decision.state != "holds"]
        self.reopened += [a.decision.fingerprint for a in answers if a.decision and a.reopened]
        if member.number not in self.unknown_files and any(answer.unread for answer in answers):
            self.unread.add(member.number)

    def _take(self, findings: Sequence[Finding]) -> None:
        self.severities.update(finding.severity for finding in findings if not finding.waived)

    def check(self, rules: int) -> None:
        """Raise LedgerError unless every rule x report pair has exactly one state."""
        if sum(self.states[state] for state in STATES) != rules * self.reports:
            raise LedgerError(f"{dict(self.states)} for {rules} rules and {self.reports} reports")

    def tally(self, interrupted: bool) -> Tally:
        """Return what the verdict is made from."""
        return Tally(
            self.severities, self.reports, self.recognised, len(self.unknown_files), len(self.unread),
            self.states["error"], interrupted,
        )  # fmt: skip


def _not_delivered(job: Job, members: Sequence[Member], earlier: Sequence[Member]) -> Iterator[Listed]:
    """Yield the manifest's rows that no report answers, in order; a report of --previous is delivered, too."""
    delivered = set(listed_members(job.manifest, [*members, *earlier]).values())
    return (listed for _, listed in sorted(job.manifest.items()) if listed not in delivered)


def _ask_across(
    job: Job,
    members: Sequence[Member],
    earlier: Sequence[Member] | None,
    copies: Mapping[int, Sequence[Member]],
) -> tuple[Mapping[int, Sequence[Answer]], tuple[Incident, ...], bool]:
    """Return what the rules over the run say of each report, the incidents, and whether the run was stopped.

    Without earlier reports, be it an empty list of them, it was stopped before.
    """
    rules = [rule for rule in job.catalogue.rules if rule.across is not None]
    if not rules or earlier is None:
        return interrupted(rules, members), (), earlier is None
    rows = listed_members(job.manifest, members)
    members = [replace(member, listed=rows.get(member.number)) for member in members]
    across = Across(members, earlier, job.manifest.values() if job.manifest else None, copies)
    try:
        return *ask_across(rules, across, job.decisions, job.as_of, job.limits.rule_seconds), False
    except KeyboardInterrupt:
        return interrupted(rules, members), (), True


def _amend(store: Store, member: Member, answers: Sequence[Answer]) -> None:
    """Add what rules over the run said of a report to its row."""
    rest = sum(answer.is_rest(member) for answer in answers)
    answers = [answer for answer in answers if not answer.is_rest(member)] if rest else answers
    if answers or rest:
        store.amend(
            member.number,
            {answer.rule.id: answer.state.value for answer in answers},
            concealed_json(
                {answer.rule.id: asdict(answer.reason) for answer in answers if answer.reason}, member.masks
            ),
            concealed_json(
                {answer.rule.id: checks(answer.asked, Places(member)) for answer in answers if answer.asked.count},
                member.masks,
            ),
            [answer.finding for answer in answers if answer.finding],
            rest,
        )


def _earlier(job: Job, numbers: Iterator[int]) -> list[Member]:
    """Return the reports of earlier years, numbered below those of the run; they are in no ledger."""
    if not job.previous:
        return []
    found = [member for member in _each(job, job.previous, _read_earlier) if member is not None]
    return [replace(member, number=next(numbers), earlier=True) for member in found]


def _entries(job: Job) -> Iterator[list[Entry]]:
    return _each(job, job.found.candidates, _audit)


def _each(job: Job, candidates: Sequence[Candidate], task: Task[T]) -> Iterator[T]:
    """Yield what a task makes of each candidate, in order.

    Only plain text is ever read in this process: what a broken file of another format does to native code would end the run.
    """
    plain = all(candidate.is_plain for candidate in candidates)
    size = CHUNK if plain else max(1, CHUNK // SLOWER)
    workers = min(job.workers, max(1, -(-len(candidates) // size)))
    if workers == 1 and plain:
        auditor = job.auditor()
        for candidate in candidates:
            yield task(auditor, candidate)
        return
    chunks = [candidates[n : n + size] for n in range(0, len(candidates), size)]
    done = 0
    while done < len(chunks):
        try:
            # A few chunks ahead of the record, so that results never pile up in memory.
            for results in _pooled(job, chunks[done:], task, workers, 2 * workers):
                done += 1
                yield from results
        except BrokenProcessPool:
            # Which file did it is not known, and not even whether this chunk has it: the next ones are tried again.
            lost = chunks[done]
            done += 1
            yield from _one_by_one(job, lost, task)


def _one_by_one(job: Job, candidates: Sequence[Candidate], task: Task[T]) -> Iterator[T]:
    """Yield what a task makes of each candidate; one that ends its process is unread and costs the others nothing."""
    done = 0
    while done < len(candidates):
        try:
            for results in _pooled(job, [[candidate] for candidate in candidates[done:]], task, 1, 1):
                done += 1
                yield from results
        except BrokenProcessPool:
            culprit = candidates[done]
            done += 1
            # Its copies are read in a process of their own again: here nothing but plain text may be.
            yield task(job.auditor(), replace(culprit, refused=_CRASHED, copies=()))
            yield from _one_by_one(job, culprit.copies, task)


def _pooled(
    job: Job, chunks: Sequence[Sequence[Candidate]], task: Task[T], workers: int, ahead: int
) -> Iterator[list[T]]:
    given = (job.load, job.decisions, job.as_of, job.options, job.manifest, job.limits)
    left = iter(chunks)
    with ProcessPoolExecutor(workers, initializer=_prepare, initargs=given) as pool:
        waiting = [pool.submit(_do_chunk, task, chunk) for chunk in islice(left, ahead)]
        try:
            while waiting:
                done = waiting.pop(0).result()
                waiting += [pool.submit(_do_chunk, task, chunk) for chunk in islice(left, 1)]
                yield done
        except KeyboardInterrupt:
            pool.shutdown(wait=False, cancel_futures=True)
            raise


def _audit(auditor: Auditor, candidate: Candidate) -> list[Entry]:
    return list(audit_with_copies(candidate, auditor.audit))


def _read_earlier(auditor: Auditor, candidate: Candidate) -> Member | None:
    return auditor.earlier(candidate)


_worker: dict[str, Auditor] = {}


def _prepare(
    load: Load,
    decisions: Decisions,
    as_of: datetime.date,
    options: Mapping[str, Any],
    manifest: Manifest,
    limits: Limits,
) -> None:
    stopping.deaf()
    _worker["auditor"] = Auditor(load(), decisions, as_of, options, manifest, limits)


def _do_chunk(task: Task[T], candidates: Sequence[Candidate]) -> list[T]:
    auditor = _worker["auditor"]
    return [task(auditor, candidate) for candidate in candidates]
