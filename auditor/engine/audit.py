"""One file through the whole way: read, parse, bind, check, stamp. What goes wrong with it stays with it."""

from __future__ import annotations

import datetime
import gc
from collections import Counter
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import replace
from decimal import Decimal
from functools import lru_cache
from typing import Any

import orjson

from auditor.engine.assess import Outcome, assess, worst_state
from auditor.engine.by_eye import manual_rows, seen_by_eye
from auditor.engine.conceal import concealed, masks_of
from auditor.engine.decisions import Decision, Decisions
from auditor.engine.identity import Owner, closing_fingerprint
from auditor.engine.manifest import Manifest, Rows
from auditor.engine.stamp import order, stamp
from auditor.forms.bind import Binder
from auditor.model.across import Keep, KeepError, Listed, Member, kept_as
from auditor.model.document import Heading, Node, Table
from auditor.model.finding import Finding, Message, Quotable, Severity, Span
from auditor.model.form import Form
from auditor.model.ledger import NotAssessable, State
from auditor.model.report import Asked, Report
from auditor.model.rule import Rule
from auditor.model.source import Source
from auditor.model.values import Amount
from auditor.plugins.load import Catalogue
from auditor.reading.limits import Limits
from auditor.reading.reader import ReadOptions, UnreadableError
from auditor.reading.walk import Candidate, digest, read
from auditor.record import origins
from auditor.record.entry import Entry

_LARGEST = 2**63
_HUGE = Decimal(10) ** 300


class Auditor:
    """The rules, forms, readers and decisions of a run, made ready once and applied to one file after another."""

    def __init__(
        self,
        catalogue: Catalogue,
        decisions: Decisions,
        as_of: datetime.date,
        options: Mapping[str, Any] | None = None,
        manifest: Manifest | None = None,
        limits: Limits | None = None,
    ) -> None:
        self._rules = tuple(rule for rule in catalogue.rules if rule.across is None)
        self._keeps = tuple(dict.fromkeys(keep for rule in catalogue.rules for keep in rule.keep))
        self._options = options or {}
        self._rows = Rows(manifest or {})
        self._readers = catalogue.readers
        self._reading = read_options(catalogue.forms, limits)
        self._binder = Binder(catalogue.forms)
        self._decisions = decisions
        self._manual = manual_rows(decisions.rows.values())
        self._as_of = as_of

    def audit(self, candidate: Candidate) -> Entry:
        """Return one file's row of the record."""
        # Next to nothing that an audit makes is part of a cycle, and looking for cycles would take a sixth of its time.
        collecting = gc.isenabled()
        gc.disable()
        try:
            return self._audit(candidate)
        finally:
            if collecting:
                gc.enable()

    def _audit(self, candidate: Candidate) -> Entry:
        try:
            source = read(candidate, self._readers, self._reading)
        except UnreadableError as error:
            return self._unread(candidate, error.message)
        # Nothing that one file holds may cost the others their audit; what was not understood is unread, never clean.
        try:
            report = self._bound(source)
        except Exception as error:
            what = f"{type(error).__name__}: {error}"
            return self._unread(candidate, Message(f"解析时程序出错（{what}）", f"parsing it failed ({what})"))
        return self._checked(source, report)

    def _checked(self, source: Source, report: Report) -> Entry:
        """Return the row of a report: what the rules say of it, joined with what reviewers decided."""
        outcomes = [assess(rule, report) for rule in self._rules]
        findings, incidents = stamp(report, outcomes, self._decisions, self._as_of)
        looked_at = {outcome.rule.id: self._by_eye(outcome, report) for outcome in outcomes if outcome.reason}
        closed = {
            rule: decision
            for rule, decision in looked_at.items()
            if decision and decision.state(source.sha256, self._as_of) == "holds"
        }
        states = _states(outcomes, findings, closed)
        added, their_incidents = seen_by_eye(self._manual, report, report.whole(), self._as_of)
        if added:
            findings = tuple(sorted((*findings, *added), key=order))
            incidents = (*incidents, *their_incidents)
        reasons = {outcome.rule.id: outcome.reason for outcome in outcomes if outcome.reason}
        used = [finding.fingerprint for finding in findings if finding.decision]
        used += [decision.fingerprint for decision in looked_at.values() if decision]
        reopened = [
            finding.fingerprint for finding in findings if finding.decision and finding.decision.state != "holds"
        ]
        reopened += [decision.fingerprint for rule, decision in looked_at.items() if decision and rule not in closed]
        counts = Counter(states.values())
        counts[State.PASS.value] += 0
        unread = any(
            reason.code == "unread" and not closed.get(rule) and states[rule] != State.NOT_APPLICABLE.value
            for rule, reason in reasons.items()
        )
        facts = _facts(report)
        places = Places(report)
        result = {
            "path": source.path,
            "sha256": source.sha256,
            "organ": report.organ,
            "year": report.year,
            "form": report.form.id if report.recognised else None,
            "states": states,
            "reasons": {rule: {"code": r.code, "zh": r.zh, "en": r.en} for rule, r in reasons.items()},
            "checks": {outcome.rule.id: checks(outcome.asked, places) for outcome in outcomes if outcome.asked.count},
            "facts": facts,
        }
        entry = Entry(
            path=source.path,
            sha256=source.sha256,
            organ=report.organ,
            year=report.year,
            form=report.form.id if report.recognised else None,
            is_report=report.recognised,
            states=counts,
            unread=unread,
            text=source.text,
            result=orjson.dumps(result),
            document=orjson.dumps(_document(report)),
            findings=findings,
            incidents=incidents,
            used=tuple(used),
            reopened=tuple(reopened),
            member=self._member(report, facts),
            source=origins.written(source),
        )
        return concealed(entry)

    def earlier(self, candidate: Candidate) -> Member | None:
        """Return a report of an earlier year as it is compared with, or None where it cannot be read as one."""
        try:
            source = read(candidate, self._readers, self._reading)
            report = self._bound(source)
        except Exception:
            # An earlier report that cannot be read is one that was not given: what needs it says so.
            return None
        return self._member(report, _facts(report)) if report.recognised else None

    def _bound(self, source: Source) -> Report:
        report = self._binder.read(source)
        listed = self._rows.of(report.organ, report.year)
        kind, published = (listed.kind, listed.published) if listed else (None, None)
        known = {"kind": kind, "published": published}
        report.options = {**self._options, **{key: value for key, value in known.items() if value}}
        return report

    def _member(self, report: Report, facts: Mapping[str, int | float | None]) -> Member:
        kept: dict[str, Any] = {}
        for keep in self._keeps:
            # What could not be kept is missing to the rules over the run, which then say so.
            with suppress(NotAssessable):
                kept[kept_as(keep)] = _kept(keep, report)
        return Member(
            number=0,
            path=report.path,
            sha256=report.sha256,
            organ=report.organ,
            year=report.year,
            form=report.form.id if report.recognised else None,
            whole=report.whole(),
            facts=facts,
            kept=kept,
            is_report=report.recognised,
            masks=masks_of(report.source.text),
        )

    def _unread(self, candidate: Candidate, why: Message) -> Entry:
        """Return the row of a file that cannot be read: no rule could be assessed."""
        sha256 = digest(candidate)
        member = Member(0, candidate.path, sha256, None, None, None, Span("", 1, 1), is_report=False)
        entry = _unassessed(member, why, self._rules, is_report=None)
        findings, incidents = seen_by_eye(self._manual, member, member.whole, self._as_of)
        used = tuple(finding.fingerprint for finding in findings)
        reopened = tuple(each.fingerprint for each in findings if each.decision and each.decision.state != "holds")
        return replace(entry, findings=findings, incidents=incidents, used=used, reopened=reopened)

    def _by_eye(self, outcome: Outcome, report: Report) -> Decision | None:
        """Return the decision of a reviewer who looked by eye at what could not be assessed, whether it still holds or not."""
        if outcome.state is not State.NOT_ASSESSABLE:
            return None
        decision = self._decisions.find(closing_fingerprint(outcome.rule, report))
        return decision if decision and decision.verdict in ("checked_ok", "checked_fail") else None


def read_options(forms: Sequence[Form], limits: Limits | None = None) -> ReadOptions:
    """Return what readers are told: by which phrases reports are known, and how much a file may ask for."""
    cues = dict.fromkeys(cue for form in forms for cue in form.cues())
    return ReadOptions(tuple(cues), limits or Limits())


def _kept(keep: Keep, report: Report) -> Any:
    """Return what a rule over the run keeps, or its crash, which is raised where that rule asks for it."""
    try:
        return keep(report)
    except NotAssessable:
        raise
    except Exception as error:
        return KeepError(f"{kept_as(keep)} on {report.path}: {type(error).__name__}: {error}")


def not_delivered(listed: Listed, rules: Sequence[Rule]) -> Entry:
    """Return the row of a report that the manifest lists and nobody delivered: an entry without path."""
    member = Member(0, None, "", listed.organ, listed.year, None, Span("", None, None), listed=listed)
    why = Message("清单所列报告未提交", "listed in the manifest and not delivered")
    local = [rule for rule in rules if rule.across is None]
    return replace(_unassessed(member, why, local, is_report=False, code="unknown"), unread=False)


def unrecorded(entry: Entry, error: Exception, rules: Sequence[Rule]) -> Entry:
    """Return the row of a file whose result cannot be written down: as of one that could not be read."""
    what = f"{type(error).__name__}: {error}".encode("utf-8", "backslashreplace").decode()
    why = Message(f"结果无法记录（{what}）", f"its result cannot be recorded ({what})")
    member = Member(0, entry.member.path, entry.sha256, None, None, None, Span("", 1, 1), is_report=False)
    return _unassessed(member, why, [rule for rule in rules if rule.across is None], is_report=None)


def _unassessed(
    member: Member, why: Message, rules: Sequence[Rule], *, is_report: bool | None, code: str = "unread"
) -> Entry:
    reason = {"code": code, "zh": why.zh, "en": why.en}
    result = {
        "path": member.path,
        "sha256": member.sha256,
        "organ": member.organ,
        "year": member.year,
        "form": None,
        "states": {rule.id: State.NOT_ASSESSABLE.value for rule in rules},
        "reasons": {rule.id: reason for rule in rules},
        "checks": {},
        "facts": {},
    }
    return Entry(
        path=member.path or "",
        sha256=member.sha256,
        organ=member.organ,
        year=member.year,
        form=None,
        is_report=is_report,
        states={State.NOT_ASSESSABLE.value: len(rules)},
        unread=True,
        text="",
        result=orjson.dumps(result),
        document=orjson.dumps({"title": None, "nodes": []}),
        findings=(),
        incidents=(),
        used=(),
        reopened=(),
        member=member,
    )


def _states(outcomes: Sequence[Outcome], findings: Sequence[Finding], closed: Mapping[str, Decision]) -> dict[str, str]:
    """Return each rule's state once reviewers' decisions have been joined."""
    by_rule: dict[str, list[Finding]] = {}
    for finding in findings:
        by_rule.setdefault(finding.rule, []).append(finding)
    states: dict[str, str] = {}
    for outcome in outcomes:
        state = outcome.state
        decision = closed.get(outcome.rule.id)
        if decision is not None:
            state = State.PASS if decision.verdict == "checked_ok" else State.FAIL
        elif outcome.violations and state is not State.ERROR:
            left = [finding for finding in by_rule[outcome.rule.id] if not finding.waived]
            state = worst_state(Severity[f.severity.upper()] for f in left) if left else State.WAIVED
        states[outcome.rule.id] = state.value
    return states


class Places:
    """The places of one report as JSON version 1 has them. Rules share most of what they examine: each is made once."""

    def __init__(self, report: Owner) -> None:
        self._report = report
        self._made: dict[int, tuple[Quotable, dict[str, Any]]] = {}

    def place(self, at: Quotable) -> dict[str, Any]:
        """Return a place as a JSON object."""
        made = self._made.get(id(at))
        if made is None:
            report = self._report
            line = at.line
            place = {
                "path": report.path, "line": line, "col": at.col, "section": at.section,
                "table": at.table, "row": at.row, "column": at.column, "page": report.page(line),
            }  # fmt: skip
            made = self._made[id(at)] = (at, place)  # what has the id lives as long as the id stands for it
        return made[1]


def checks(asked: Asked, places: Places) -> dict[str, Any]:
    """Return what a rule examined as JSON version 1 has it."""
    place = places.place
    samples = [
        {"place": place(at), "formula": formula, "operands": operands or (at.text,)}
        for at, formula, operands in asked.samples
    ]
    return {"count": asked.count, "samples": samples}


def _facts(report: Report) -> dict[str, int | float | None]:
    facts: dict[str, int | float | None] = {}
    for table in report.found_tables():
        for block in table.blocks():
            for row, numbers in zip(block.rows, block.numbers, strict=True):
                names = _fact_names(table.spec.key, row, block.columns)
                facts.update(zip(names, map(_json_number, numbers), strict=True))
    return facts


@lru_cache(maxsize=4096)
def _fact_names(table: str, row: str, columns: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(f"{table}.{row}.{column}" for column in columns)


def _json_number(number: Amount | None) -> int | float | None:
    """Return a number that any JSON reader takes: a figure beyond 64 bits loses digits, not the run."""
    if isinstance(number, int) and -_LARGEST < number < _LARGEST:
        return number
    return None if number is None or abs(Decimal(number)) > _HUGE else float(number)


def _document(report: Report) -> dict[str, Any]:
    """Return the report's lines and tables in reading order, for outputs that redraw it."""
    drawn = {id(drawn.row.texts): (table.spec.key, drawn) for table in report.found_tables() for drawn in table.drawn}
    nodes: list[dict[str, Any]] = [_node(node, None, drawn) for node in report.preamble]
    for section in report.sections:
        head = section.heading
        nodes.append({"level": 1, "text": head.text, "line": head.line, "section": section.spec.key})
        nodes += [_node(node, section.spec.key, drawn) for node in section.nodes]
    return {"title": report.title.text if report.title else None, "nodes": nodes}


def _node(node: Node, section: str | None, drawn: Mapping[int, Any]) -> dict[str, Any]:
    if not isinstance(node, Table):
        level = node.level if isinstance(node, Heading) else 0
        return {"level": level, "text": node.text, "line": node.line, "section": section}
    key = None
    rows: list[tuple[Any, ...]] = []
    for row in node.rows:
        known = drawn.get(id(row.texts))
        # texts, first line of each cell, where the figures begin, the form's row
        if known is None:
            rows.append((row.texts, list(row.lines), len(row.texts), None))
        else:
            key = known[0]
            rows.append((row.texts, list(row.lines), known[1].figures_from, known[1].key))
    return {"table": key, "rows": rows, "line": node.line, "section": section, "rebuilt": node.rebuilt}
