"""A whole run: every candidate audited, on one core or several, and written to the record in path order."""

from __future__ import annotations

import datetime
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Any

from auditor.engine.audit import Auditor
from auditor.engine.decisions import Decision, Decisions, unmatched
from auditor.engine.verdict import Tally, Verdict, judge
from auditor.model.finding import Message, Severity
from auditor.plugins.load import Catalogue
from auditor.reading.walk import Candidate, Found
from auditor.record.entry import Entry
from auditor.record.store import STATES, RunFacts, Store

CHUNK = 64
"""Files handed to a worker at once: large enough that passing them costs nothing, small enough to share out evenly."""

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


@dataclass(frozen=True, slots=True)
class Outcome:
    """How a run ended: its record, the verdict, and the decisions that fit nothing or no longer hold."""

    record: Path
    verdict: Verdict
    exit_code: int


def run(job: Job, progress: Progress) -> Outcome:
    """Audit every candidate and write the record. An interrupt keeps what was done."""
    rules = job.catalogue.rules
    totals: Counter[str] = Counter()
    severities: Counter[str] = Counter()
    used: set[str] = set()
    reopened: list[str] = []
    reports = recognised = unknown_files = unread = 0
    interrupted = False
    with Store(job.folder) as store:
        store.begin(job.facts, rules, job.catalogue.sources)
        try:
            for entry in _entries(job):
                if sum(entry.states.values()) != len(rules) or not set(entry.states) <= set(STATES):
                    raise LedgerError(f"{entry.path}: {dict(entry.states)} for {len(rules)} rules")
                store.add(entry)
                reports += 1
                recognised += entry.is_report is True
                unknown_files += entry.is_report is None
                unread += entry.unread and entry.is_report is not None
                totals.update(entry.states)
                severities.update(finding.severity for finding in entry.findings if not finding.waived)
                used.update(entry.used)
                reopened += entry.reopened
                progress(reports, len(job.found.candidates))
        except KeyboardInterrupt:
            interrupted = True
        if sum(totals[state] for state in STATES) != len(rules) * reports:
            raise LedgerError(f"{dict(totals)} for {len(rules)} rules and {reports} reports")
        tally = Tally(severities, reports, recognised, unknown_files, unread, totals["error"], interrupted)
        verdict = judge(tally, job.fail_on)
        code = 0 if job.exit_zero and verdict.exit_code == 1 else int(verdict.exit_code)
        record = store.finish({
            "verdict": {"code": verdict.code, **verdict.message._asdict()},
            "exit_code": code,
            "skipped": job.found.skipped,
            "decisions": _decision_notes(job.decisions, used, reopened, job.as_of),
        })  # fmt: skip
    return Outcome(record, verdict, code)


def _decision_notes(
    decisions: Decisions, used: set[str], reopened: Sequence[str], as_of: datetime.date
) -> list[dict[str, Any]]:
    """List the decisions that no longer count, so that none is lost in silence."""
    changed = Message("判定后内容有变化，已重新打开", "changed since reviewed: reopened")
    expired = Message("判定已过期", "the decision has expired")
    nothing = Message("未对应到本次任何结果", "fits nothing in this run")
    notes: list[tuple[Decision, Message]] = []
    for fingerprint in sorted(set(reopened)):
        decision = decisions.find(fingerprint)
        if decision is not None:
            notes.append((decision, expired if decision.state(decision.evidence, as_of) == "expired" else changed))
    notes += [(decision, nothing) for decision in unmatched(decisions, used)]
    return [
        {"fingerprint": d.fingerprint, "rule": d.rule, "organ": d.organ, "verdict": d.verdict, "note": why._asdict()}
        for d, why in notes
    ]


def _entries(job: Job) -> Iterator[Entry]:
    candidates = job.found.candidates
    workers = min(job.workers, max(1, -(-len(candidates) // CHUNK)))
    if workers == 1:
        auditor = Auditor(job.catalogue, job.decisions, job.as_of)
        for candidate in candidates:
            yield auditor.audit(candidate)
        return
    chunks = iter([candidates[n : n + CHUNK] for n in range(0, len(candidates), CHUNK)])
    with ProcessPoolExecutor(workers, initializer=_prepare, initargs=(job.load, job.decisions, job.as_of)) as pool:
        # A few chunks ahead of the record, so that results never pile up in memory.
        waiting = [pool.submit(_audit_chunk, chunk) for chunk in islice(chunks, 2 * workers)]
        try:
            while waiting:
                done = waiting.pop(0).result()
                waiting += [pool.submit(_audit_chunk, chunk) for chunk in islice(chunks, 1)]
                yield from done
        except KeyboardInterrupt:
            pool.shutdown(wait=False, cancel_futures=True)
            raise


_worker: dict[str, Auditor] = {}


def _prepare(load: Load, decisions: Decisions, as_of: datetime.date) -> None:
    _worker["auditor"] = Auditor(load(), decisions, as_of)


def _audit_chunk(candidates: Sequence[Candidate]) -> list[Entry]:
    auditor = _worker["auditor"]
    return [auditor.audit(candidate) for candidate in candidates]
