"""What stands in a letter: the findings of one organ and year, in words for the organ. Letters are in Chinese."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from auditor.engine.assess import said as what_it_says
from auditor.engine.identity import closing_fingerprint
from auditor.outputs.html.words import SEVERITY
from auditor.outputs.labels import Labels
from auditor.outputs.recorded import Json, legal, waived
from auditor.record.unmade import LETTER
from auditor.record.view import ReportRow, RuleCard, Run

_QUOTES = 8
"""Quotes of one finding at most; further ones are counted."""


@dataclass(slots=True)
class Letter:
    """One letter: to whom, on which reports, and what their findings are. Values hold nothing that a document cannot."""

    organ: str | None
    year: int | None
    paths: list[str] = field(default_factory=list)
    findings: list[dict[str, Any]] = field(default_factory=list)
    scores: list[dict[str, Any]] = field(default_factory=list)


def is_decided(run: Run) -> bool:
    """Tell whether reviewers have had a say in the run; where not, no finding is confirmed or could be."""
    made = run.find("made_with")
    if made:
        return made["decisions"] is not None
    return any(finding["decision"] for report in run.reports() for finding in run.findings(report.number))


def letters(run: Run, *, decided: bool) -> Iterator[Letter]:
    """Yield the letters in the order of the reports; an organ without findings to tell of gets none."""
    labels = Labels("zh")
    rules = {rule.id: rule for rule in run.rules}
    scores = _scores(run)
    said = {row["fingerprint"]: row["reason"] for row in run.find("given_decisions") or ()}
    found: dict[tuple[str | None, int | None, str | None], Letter] = {}
    for report in run.reports():
        try:
            told = list(_findings(report, run.findings(report.number), labels, decided=decided))
            told += _closed(report, run.findings(report.number), rules, said) if decided else ()
        # What one report holds must not cost the letters of the others.
        except Exception as error:
            run.given.fail(report.path, LETTER, what_it_says(error))
            continue
        if not told:
            continue
        path = report.result["path"]
        key = (report.organ, report.year, None if report.organ else path)
        letter = found.setdefault(key, Letter(report.organ and legal(report.organ), report.year))
        if path:
            letter.paths.append(legal(path))
        letter.findings += told
        if report.number in scores:
            letter.scores.append(scores[report.number])
    for letter in found.values():
        for number, finding in enumerate(letter.findings, start=1):
            finding["number"] = number
        yield letter


def _findings(
    report: ReportRow, findings: Sequence[Json], labels: Labels, *, decided: bool
) -> Iterator[dict[str, Any]]:
    for finding in findings:
        if _is_confirmed(finding) if decided else finding["severity"] != "review" and not waived(finding):
            yield _finding(report, finding, labels)


def _is_confirmed(finding: Json) -> bool:
    decision = finding["decision"]
    return bool(decision) and decision["state"] == "holds" and decision["verdict"] == "confirmed"


def _finding(report: ReportRow, finding: Json, labels: Labels) -> dict[str, Any]:
    place, decision = finding["place"], finding["decision"]
    quotes = [_flat(quote["text"]) for quote in finding["quotes"]]
    shown = [quote for quote in dict.fromkeys(quotes) if quote][:_QUOTES]
    more = len({quote for quote in quotes if quote}) - len(shown)
    return {
        "number": 0, "rule": finding["rule"], "severity": SEVERITY[finding["severity"]].zh,
        "message": _flat(finding["message"]["zh"]), "path": legal(report.result["path"] or ""),
        "place": legal(labels.place(report.form, place).text), "line": place["line"], "page": place["page"],
        "quotes": [*shown, f"……另有{more}处"] if more > 0 else shown,
        "expected": _flat(finding["expected"]), "actual": _flat(finding["actual"]), "formula": _flat(labels.formula(report.form, place["table"], finding["formula"])),
        "basis": _flat(finding["basis"]["zh"]), "remedy": _flat(finding["remedy"]["zh"]),
        "reason": _flat(decision["reason"]) if decision and decision["state"] == "holds" else "",
    }  # fmt: skip


def _closed(
    report: ReportRow, findings: Sequence[Json], rules: Mapping[str, RuleCard], said: Mapping[str, str]
) -> Iterator[dict[str, Any]]:
    """Yield what no rule could assess and a reviewer found not in order: a fail without a finding.

    `said` is what reviewers wrote, by fingerprint.
    """
    result, found = report.result, {finding["rule"] for finding in findings}
    for id, state in sorted(result["states"].items()):
        if state == "fail" and id not in found and id in rules:
            rule, why = rules[id], result["reasons"].get(id)
            told = f"{rule.title.zh}（{why['zh'] + '，' if why else ''}经审核人员人工核查认定）"
            yield {
                "number": 0, "rule": id, "severity": SEVERITY[rule.severity].zh, "message": _flat(told),
                "path": legal(result["path"] or ""), "place": "", "line": None, "page": None, "quotes": [], "expected": "",
                "actual": "", "formula": "", "basis": _flat(rule.basis.zh), "remedy": _flat(rule.remedy.zh),
                "reason": _flat(said.get(closing_fingerprint(rule, report))),
            }  # fmt: skip


def _scores(run: Run) -> dict[int, dict[str, Any]]:
    told = run.find("scores")
    if not told:
        return {}
    ranked = sum(each["rank"] is not None for each in told["reports"])
    return {
        each["report"]: {
            "path": legal(each["path"] or ""), "score": each["score"], "maximum": told["scheme"]["maximum"],
            "rank": each["rank"], "of": ranked,
        }
        for each in told["reports"]
        if each["score"] is not None
    }  # fmt: skip


def _flat(text: str | None) -> str:
    return " ".join(legal(text or "").split())
