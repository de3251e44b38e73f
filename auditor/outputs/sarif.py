"""SARIF 2.1.0: findings for code scanning and for every tool that reads this standard."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any
from urllib.parse import quote

import orjson

from auditor.outputs.labels import Labels
from auditor.outputs.recorded import Json, absent, baseline, harmless
from auditor.record.view import ReportRow, RuleCard, Run

_SUSPECT = re.compile(r"[\u007f-\u009f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ufdd0-\ufdef\ufffe\uffff]|\\u00")
"""What may be harmful in JSON as it is written: controls are escapes there."""

SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
PARTS, RESULTS, LOCATIONS = 20, 25_000, 1_000
"""What GitHub takes: runs of a file, results of a run, locations of a result."""

_BASE = "%SRCROOT%"
_LEVELS = {"error": "error", "warning": "warning", "review": "none"}
_DEFAULT_LEVELS = {"error": "error", "warning": "warning", "review": "note"}
_PROBLEMS = {"error": "error", "warning": "warning", "review": "recommendation"}
_SUPPRESSED = {"holds": "accepted", "changed": "underReview", "expired": "underReview"}
_LANGUAGES = {"zh": "zh-CN", "en": "en-US"}
_NOTICES = {
    "rule-error": ("规则运行出错", "a rule crashed"),
    "unread": ("未能完整读取", "not read completely"),
    "cut": ("超出接收方上限，部分结果未写入", "more than receivers take; some results were left out"),
    "decision": ("判定不再适用", "a decision that no longer holds"),
}
_WORDS = {
    "zh": {
        "folder": "被审核的文件夹，其余路径均相对于它", "basis": "依据", "remedy": "处理", "related": "相关位置",
        "results": "共{0}条结果超出上限，未写入本文件；完整结果见 JSON 或 HTML 输出",
        "locations": "另有{0}处相关位置超出上限，未写入本条",
    },
    "en": {
        "folder": "the audited folder, to which all paths are relative", "basis": "Legal basis", "remedy": "Remedy",
        "related": "related place",
        "results": "{0} results are more than receivers take and were left out of this file; the JSON and HTML outputs have all",
        "locations": "{0} more related places than receivers take were left out of this result",
    },
}  # fmt: skip


def write(run: Run, target: Path, lang: str) -> None:
    """Write the findings, messages in one language and both of them in the properties."""
    with target.open("w", encoding="utf-8", newline="\n") as file:
        file.writelines(pieces(run, lang))


def pieces(run: Run, lang: str) -> Iterator[str]:
    """Yield the log piece by piece.

    A SARIF run holds whole reports as long as they fit what a receiver takes; then the next one begins. What does not
    fit the last of them is counted in a notification of it.
    """
    made = _Maker(run, lang)
    part = _Part(made, 1)
    cut = 0
    yield f'{{"$schema":"{SCHEMA}","version":"2.1.0","runs":[\n' + part.opening()
    for report in run.reports():
        found = run.findings(report.number)
        if part.results and part.results + len(found) > RESULTS and part.number < PARTS:
            yield part.closing(0)
            part = _Part(made, part.number + 1)
            yield ",\n" + part.opening()
        room = RESULTS - part.results
        cut += len(found[room:])
        yield from part.add(report, found[:room])
    gone = absent(run)
    room = RESULTS - part.results
    yield from part.add_gone(gone[:room])
    yield part.closing(cut + len(gone[room:])) + "\n]}\n"


class _Part:
    """One SARIF run while it is written: its results pass through, what it must tell afterwards stays."""

    def __init__(self, made: _Maker, number: int) -> None:
        self.number = number
        self.results = 0
        self._made = made
        self._artifacts: list[str] = []
        self._notices: list[Json] = []

    def opening(self) -> str:
        """Return the run up to its first result."""
        head = self._made.head(self.number)
        return _text(head)[:-1] + ',"results":['

    def add(self, report: ReportRow, findings: Sequence[Json]) -> Iterator[str]:
        """Take in a report and yield its results."""
        result = report.result
        path = result["path"]
        index = None
        if path is not None:
            index = len(self._artifacts)
            self._artifacts.append(_text(_artifact(path, report.sha256)))
        self._notices += self._made.notices(result["reasons"], path, index)
        for finding in findings:
            yield self._next(self._made.result(report, finding, index))

    def add_gone(self, findings: Sequence[Json]) -> Iterator[str]:
        """Yield the findings of the baseline that this run has no more."""
        for finding in findings:
            yield self._next({**self._made.result(None, finding, None), "baselineState": "absent"})

    def _next(self, result: Json) -> str:
        self.results += 1
        return ("," if self.results > 1 else "") + "\n" + _text(result)

    def closing(self, cut: int) -> str:
        """Return the rest of the run, which tells how many results were left out."""
        notices = [*self._notices, *([self._made.cut(cut)] if cut else [])]
        tail = {"invocations": [self._made.invocation(notices, complete=not self._notices)]}
        return f'\n],"artifacts":[{",".join(self._artifacts)}],{_text(tail)[1:]}'


class _Maker:
    """Makes the objects of the standard from what the record holds."""

    def __init__(self, run: Run, lang: str) -> None:
        self._run = run
        self._lang = lang
        self._words = _WORDS[lang]
        self._labels = Labels(lang)
        self._rules = {rule.id: n for n, rule in enumerate(run.rules)}
        self._baseline = baseline(run)
        self._driver = {
            "name": "auditor",
            "version": run.get("version"),
            "language": _LANGUAGES[lang],
            "rules": [self._rule(rule) for rule in run.rules],
            "notifications": [{"id": id, "shortDescription": self._pair(*said)} for id, said in _NOTICES.items()],
        }

    def head(self, part: int) -> Json:
        """Return what a run says before its results."""
        category = "auditor" if part == 1 else f"auditor/{part}"
        return {
            "tool": {"driver": self._driver},
            "automationDetails": {"id": f"{category}/{self._run.get('as_of')}"},
            "language": _LANGUAGES[self._lang],
            "columnKind": "unicodeCodePoints",
            "originalUriBaseIds": {_BASE: {"description": {"text": self._words["folder"]}}},
            "properties": {
                "asOf": self._run.get("as_of"),
                "verdict": self._run.get("verdict"),
                "ledger": self._run.ledger,
                "lines": "report text",
            },
        }

    def _rule(self, rule: RuleCard) -> Json:
        basis, remedy, title = self._said(rule.basis), self._said(rule.remedy), self._said(rule.title)
        why = f"{rule.rationale}\n\n{self._words['basis']}: {basis}\n\n{self._words['remedy']}: {remedy}"
        page = f"docs/rules/{rule.id}.md"
        markdown = (
            f"# {rule.id} {title}\n\n{rule.rationale}\n\n**{self._words['basis']}** {basis}\n\n"
            f"**{self._words['remedy']}** {remedy}\n"
        )
        return {
            "id": rule.id,
            "shortDescription": {"text": title},
            "fullDescription": {"text": rule.rationale},
            "helpUri": page,
            "help": {"text": why, "markdown": markdown},
            "defaultConfiguration": {"level": _DEFAULT_LEVELS[rule.severity]},
            "properties": {
                "precision": rule.confidence,
                "problem.severity": _PROBLEMS[rule.severity],
                "tags": [rule.id.rstrip("0123456789"), rule.source],
                "title": rule.title._asdict(),
                "basis": rule.basis._asdict(),
                "remedy": rule.remedy._asdict(),
                "fingerprintVersion": rule.fingerprint_version,
            },
        }

    def result(self, report: ReportRow | None, finding: Json, artifact: int | None) -> dict[str, Any]:
        """Return a finding as a result; one of the baseline has no report in this run."""
        severity, place = finding["severity"], finding["place"]
        main, *others = _first(place, finding["quotes"])
        related = [self._location(report, where, text, artifact) for where, text in others]
        message = {"message": {"text": self._words["related"]}}
        related += [{**self._location(None, where, None, None), **message} for where in finding["related"]]
        kept = related[: LOCATIONS - 1]
        for n, location in enumerate(kept):
            location["id"] = n + 1
        made = {
            "ruleId": finding["rule"],
            "kind": "review" if severity == "review" else "fail",
            "level": _LEVELS[severity],
            "message": {"text": finding["message"][self._lang]},
            "locations": [self._location(report, main[0], main[1], artifact)],
            "partialFingerprints": {
                "auditorSubject/v1": finding["fingerprint"],
                "auditorEvidence/v1": finding["evidence"],
            },
            "properties": self._properties(report, finding, left_out=len(related) - len(kept)),
        }
        # What a reviewer saw by eye (MANUAL-1) is of no rule.
        if finding["rule"] in self._rules:
            made["ruleIndex"] = self._rules[finding["rule"]]
        if kept:
            made["relatedLocations"] = kept
        if finding["fingerprint"] in self._baseline:
            made["baselineState"] = self._baseline[finding["fingerprint"]]
        decision = finding["decision"]
        if decision and decision["verdict"] in ("dismissed", "accepted"):
            made["suppressions"] = [_suppression(decision)]
        return made

    def _properties(self, report: ReportRow | None, finding: Json, left_out: int) -> Json:
        told = ("message", "confidence", "expected", "actual", "formula", "basis", "remedy", "incident", "decision")
        own = {"organ": report.organ, "year": report.year} if report else {}
        own["severity"] = finding["severity"]
        own |= {key: finding[key] for key in told}
        own["page"] = finding["place"]["page"]
        if left_out:
            own["cut"] = self._words["locations"].format(left_out)
        return {key: value for key, value in own.items() if value is not None}

    def _location(
        self, report: ReportRow | None, place: Json, text: str | None, artifact: int | None
    ) -> dict[str, Any]:
        """Return a place: the file and the line of its report text, and what the form calls it."""
        made: dict[str, Any] = {}
        if place["path"] is not None:
            at: dict[str, Any] = {"artifactLocation": _uri(place["path"], artifact)}
            if place["line"] is not None:
                region = {"startLine": place["line"], "startColumn": place["col"]}
                region = {key: value for key, value in region.items() if value is not None}
                at["region"] = {**region, "snippet": {"text": text}} if text else region
            made["physicalLocation"] = at
        name = self._labels.place(report.form if report else None, place).path
        kind = "cell" if place["row"] or place["column"] else "table" if place["table"] else "section"
        if report is not None and place["path"] is None:
            # A report that nobody delivered has no place but its name.
            name, kind = f"{report.organ or ''} {report.year or ''}".strip(), "report"
        if name:
            made["logicalLocations"] = [{"fullyQualifiedName": name, "kind": kind}]
        if text:
            made["message"] = {"text": text}
        return made

    def notices(self, reasons: Json, path: str | None, artifact: int | None) -> Iterator[Json]:
        """Yield what of a report was not audited: each rule that crashed, and each reason why something was unread."""
        by_reason: dict[tuple[str, str], list[str]] = {}
        at: dict[str, Any] = {}
        if path is not None:
            at = {"locations": [{"physicalLocation": {"artifactLocation": _uri(path, artifact)}}]}
        for rule, reason in reasons.items():
            if reason["code"] == "error":
                named = {"associatedRule": {"id": rule, "index": self._rules[rule]}}
                yield {**self._notice("rule-error", "error", reason[self._lang]), **named, **at}
            elif reason["code"] == "unread":
                by_reason.setdefault((reason["zh"], reason["en"]), []).append(rule)
        for (zh, en), rules in by_reason.items():
            text = zh if self._lang == "zh" else en
            yield {**self._notice("unread", "error", text), **at, "properties": {"rules": rules}}

    def cut(self, number: int) -> Json:
        """Return the notification that results were left out."""
        return self._notice("cut", "warning", self._words["results"].format(number))

    def invocation(self, notices: Sequence[Json], *, complete: bool) -> Json:
        """Return how the run went: successful only when everything was read and no rule crashed."""
        verdict = self._run.get("verdict")
        made: dict[str, Any] = {
            "executionSuccessful": complete
            and verdict["code"] not in ("interrupted", "nothing_to_audit", "incomplete"),
            "exitCode": self._run.get("exit_code"),
            "exitCodeDescription": verdict[self._lang],
            "toolExecutionNotifications": notices,
        }
        decisions = [
            self._notice(
                "decision", "warning", f"{note['rule']} {note['fingerprint']}: {note['note'][self._lang]}".lstrip()
            )
            for note in self._run.get("decisions")
        ]
        if decisions:
            made["toolConfigurationNotifications"] = decisions
        return made

    def _notice(self, id: str, level: str, text: str) -> dict[str, Any]:
        return {"descriptor": {"id": id, "index": list(_NOTICES).index(id)}, "level": level, "message": {"text": text}}

    def _said(self, pair: tuple[str, str]) -> str:
        return pair[0] if self._lang == "zh" else pair[1]

    def _pair(self, zh: str, en: str) -> Json:
        return {"text": self._said((zh, en))}


def _first(place: Json, quotes: Sequence[Json]) -> list[tuple[Json, str | None]]:
    """Return the finding's own place with its quotation, then the other quotations: the operands."""
    own = [
        quote for quote in quotes if (quote["place"]["line"], quote["place"]["col"]) == (place["line"], place["col"])
    ]
    others = [(quote["place"], quote["text"]) for quote in quotes if not own or quote is not own[0]]
    return [(place, own[0]["text"] if own else None), *others]


def _suppression(decision: Json) -> Json:
    """Return a decision that sets a finding aside; one that no longer holds is under review again."""
    about = {key: decision[key] for key in ("verdict", "reviewer", "date", "expires", "state") if decision[key]}
    return {
        "kind": "external",
        "status": _SUPPRESSED[decision["state"]],
        "justification": decision["reason"],
        "properties": about,
    }


def _artifact(path: str, sha256: str) -> Json:
    return {"location": _uri(path, None), "roles": ["analysisTarget"], "hashes": {"sha-256": sha256}}


def _uri(path: str, artifact: int | None) -> Json:
    at: Mapping[str, Any] = {"uri": quote(path, safe="/"), "uriBaseId": _BASE}
    return at if artifact is None else {**at, "index": artifact}


def _text(value: Json) -> str:
    text = orjson.dumps(value).decode()
    # Most of it is harmless, and to look at the whole once is many times faster than at each text of it.
    return orjson.dumps(harmless(value)).decode() if _SUSPECT.search(text) else text
