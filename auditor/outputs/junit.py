"""JUnit XML: a suite for each report, a case for each rule, for the tools that show the results of tests."""

from __future__ import annotations

import shutil
import tempfile
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

from lxml import etree

from auditor.outputs.html.words import CONFIDENCE, SEVERITY, STATE
from auditor.outputs.labels import Labels
from auditor.outputs.recorded import Json, legal, waived
from auditor.record.view import ReportRow, RuleCard, Run

_WORDS = {
    "zh": {
        "place": "位置", "quote": "引文", "formula": "关系式", "expected": "应为", "actual": "实为", "basis": "依据",
        "remedy": "建议", "confidence": "把握", "fingerprint": "标识", "evidence": "证据", "line": "第{}行", "colon": "：",
    },
    "en": {
        "place": "Place", "quote": "Quoted", "formula": "Formula", "expected": "Expected", "actual": "Actual",
        "basis": "Basis", "remedy": "Remedy", "confidence": "Confidence", "fingerprint": "Fingerprint",
        "evidence": "Evidence", "line": "line {}", "colon": ": ",
    },
}  # fmt: skip

_COUNTS = ("tests", "failures", "errors", "skipped")
_KINDS = {"failure": "failures", "error": "errors", "skipped": "skipped"}


def write(run: Run, target: Path, lang: str) -> None:
    """Write the results. The totals come first and are known last, so the suites wait on disk."""
    suites = _Suites(run, lang)
    totals: Counter[str] = Counter()
    with tempfile.TemporaryFile() as waiting:
        for report in run.reports():
            suite, counts = suites.suite(report, run.findings(report.number))
            waiting.write(etree.tostring(suite, encoding="utf-8") + b"\n")
            totals.update(counts)
        waiting.seek(0)
        shown = " ".join(f'{name}="{totals[name]}"' for name in _COUNTS)
        with target.open("wb") as file:
            file.write(b'<?xml version="1.0" encoding="UTF-8"?>\n')
            file.write(f'<testsuites name="auditor" {shown} time="0">\n'.encode())
            shutil.copyfileobj(waiting, file)
            file.write(b"</testsuites>\n")


class _Suites:
    """Makes the suites of one run."""

    def __init__(self, run: Run, lang: str) -> None:
        self._rules = run.rules
        self._lang = lang
        self._words = _WORDS[lang]
        self._labels = Labels(lang)
        self._as_of = run.get("as_of")
        config = (run.find("made_with") or {}).get("config") or {}
        self._settings = f"{config['name']} found in the working directory" if config.get("found") else None

    def suite(self, report: ReportRow, findings: Sequence[Json]) -> tuple[etree._Element, Counter[str]]:
        """Return a report's suite and what its cases came to."""
        result = report.result
        who = f"{report.organ or ''} {report.year or ''}".strip()
        path = result["path"]
        suite = _element("testsuite", name=path or who, timestamp=f"{self._as_of}T00:00:00", time="0")
        told = (
            ("organ", report.organ),
            ("year", report.year),
            ("sha256", report.sha256),
            ("path", path),
            ("settings", self._settings),
        )
        properties = etree.SubElement(suite, "properties")
        properties.extend(_element("property", name=name, value=str(value)) for name, value in told if value)
        by_rule: dict[str, list[Json]] = {}
        for finding in findings:
            by_rule.setdefault(finding["rule"], []).append(finding)
        counts: Counter[str] = Counter()
        cases = [case for rule in self._rules for case in self._cases(rule, report, by_rule.pop(rule.id, []), result)]
        # What a reviewer saw by eye (MANUAL-1) is of no rule.
        cases += [case for rule, own in by_rule.items() for case in self._failed(rule, report, own, result)]
        for case in cases:
            suite.append(case)
            counts["tests"] += 1
            counts.update(_KINDS[str(child.tag)] for child in case)
        for name in _COUNTS:
            suite.set(name, str(counts[name]))
        return suite, counts

    def _cases(
        self, rule: RuleCard, report: ReportRow, findings: Sequence[Json], result: Json
    ) -> Iterator[etree._Element]:
        """Yield a rule's cases: one for each finding, or else one for the state it ended in."""
        name = f"{rule.id} {rule.title.zh if self._lang == 'zh' else rule.title.en}"
        yield from self._failed(name, report, findings, result)
        state = result["states"][rule.id]
        if findings and state != "error":
            return
        case = self._case(name, result, None)
        reason = result["reasons"].get(rule.id)
        why = reason[self._lang] if reason else ""
        word = STATE[state].zh if self._lang == "zh" else STATE[state].en
        if state == "error":
            case.append(_element("error", type=reason["code"] if reason else "error", message=why or word))
        elif state in ("fail", "review"):  # a reviewer's own finding about what no rule could assess
            case.append(_element("failure", type=rule.severity, message=why or word))
        elif state != "pass":
            case.append(_element("skipped", message=f"{word}{self._words['colon']}{why}" if why else word))
        yield case

    def _failed(self, name: str, report: ReportRow, findings: Sequence[Json], result: Json) -> Iterator[etree._Element]:
        """Yield a case for each finding of one rule."""
        seen: Counter[str] = Counter()
        for finding in findings:
            where = self._labels.place(report.form, finding["place"]).text
            full = f"{name}: {where}" if where else name
            seen[full] += 1
            case = self._case(f"{full} #{seen[full]}" if seen[full] > 1 else full, result, finding["place"]["line"])
            case.append(self._outcome(finding, where))
            yield case

    def _case(self, name: str, result: Json, line: int | None) -> etree._Element:
        case = _element("testcase", name=name, classname=result["path"] or result["organ"] or "", time="0")
        if result["path"]:
            case.set("file", legal(result["path"]))
        if line:
            case.set("line", str(line))
        return case

    def _outcome(self, finding: Json, where: str) -> etree._Element:
        message = finding["message"][self._lang]
        if waived(finding):
            word = STATE["waived"].zh if self._lang == "zh" else STATE["waived"].en
            decision = finding["decision"]
            said = ", ".join(filter(None, (decision["reason"], decision["reviewer"], decision["expires"])))
            return _element(
                "skipped", f"{message}\n", message=f"{word}{self._words['colon']}{said or decision['verdict']}"
            )
        return _element("failure", "".join(self._details(finding, where)), type=finding["severity"], message=message)

    def _details(self, finding: Json, where: str) -> Iterator[str]:
        """Yield the lines that prove a finding, for a reader who has nothing but this file."""
        line, page = finding["place"]["line"], finding["place"]["page"]
        at = [where, self._words["line"].format(line) if line else "", f"p. {page}" if page else ""]
        severity, confidence = SEVERITY[finding["severity"]], CONFIDENCE[finding["confidence"]]
        chosen = (severity.zh, confidence.zh) if self._lang == "zh" else (severity.en, confidence.en)
        yield f"{chosen[0]}{self._words['colon']}{finding['message'][self._lang]}\n"
        told = [("place", " ".join(filter(None, at)))]
        told += [("quote", " ".join(quote["text"].split())) for quote in finding["quotes"]]
        told += [(key, finding[key]) for key in ("formula", "expected", "actual")]
        told += [(key, finding[key][self._lang]) for key in ("basis", "remedy")]
        told += [("confidence", chosen[1]), ("fingerprint", finding["fingerprint"]), ("evidence", finding["evidence"])]
        for key, value in told:
            if value:
                yield f"{self._words[key]}{self._words['colon']}{value}\n"


def _element(tag: str, text: str | None = None, **attributes: str) -> etree._Element:
    """Return an element; characters that XML forbids are left out."""
    made = etree.Element(tag, {name: legal(value) for name, value in attributes.items()})
    made.text = legal(text) if text else None
    return made
