"""The short summary on the terminal: what was found, where, and what could not be checked."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Any

from auditor.outputs.concluded import compared, scored
from auditor.record.view import Run

SHOWN = 20
"""Findings listed at most; the counts are always exact and the rest is named."""
LONGEST = 120
"""Characters of a message shown; the pages and the JSON have all of it."""

# C0 without TAB and LF, DEL, C1, direction marks, lone surrogates.
_HARMFUL = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")
_SPACES = "\t\xa0\u2002\u2003\u3000"

_WORDS = {
    "zh": {
        "error": "错误", "warning": "警告", "review": "待核", "line": "第{}行", "more": "……另有{}项，见报告页面",
        "ledger": "规则×报告：{rules} × {reports} = {total}", "states": {
            "pass": "通过", "fail": "不通过", "review": "待核", "not_applicable": "不适用",
            "not_assessable": "无法判断", "error": "运行出错", "waived": "已豁免"},
        "unread": "未能完整读取", "skipped": "跳过{}个文件", "decision": "判定", "crash": "规则出错",
    },
    "en": {
        "error": "error", "warning": "warning", "review": "review", "line": "line {}", "more": "... and {} more, see the pages",
        "ledger": "rules x reports: {rules} x {reports} = {total}", "states": {
            "pass": "pass", "fail": "fail", "review": "review", "not_applicable": "not applicable",
            "not_assessable": "not assessable", "error": "rule error", "waived": "waived"},
        "unread": "not read completely", "skipped": "{} files skipped", "decision": "decision", "crash": "rule error",
    },
}  # fmt: skip


def summary(run: Run, lang: str, *, verbose: bool = False) -> Iterator[str]:
    """Yield the lines of the summary. With `verbose` every finding is listed, and why rules could not be assessed.

    Quoted text comes from audited files, so control characters are shown as escapes and never reach the terminal.
    """
    return map(inert, _lines(run, lang, verbose=verbose))


def inert(line: str) -> str:
    """Return a line whose control characters are shown as escapes: audited files must not speak to the terminal."""
    if line.isprintable():
        return line
    return "".join(char if char.isprintable() or char in _SPACES else ascii(char)[1:-1] for char in line)


def inert_text(text: str) -> str:
    """Return a text of many lines as it is, but for what speaks to a terminal or turns the direction of writing: that is shown."""
    return _HARMFUL.sub(lambda found: ascii(found[0])[1:-1], text)


def _lines(run: Run, lang: str, *, verbose: bool) -> Iterator[str]:
    words: Any = _WORDS[lang]
    listed = left = 0
    for report in run.reports():
        findings = [finding for finding in run.findings(report.number) if not _waived(finding)]
        reasons = list(_reasons(report.result["reasons"], lang, words, verbose=verbose))
        if findings or reasons:
            who = f"  {report.organ or ''} {report.year or ''}".rstrip()
            yield f"{report.path}{who}"
        for together, explanation in _incidents(findings, report.incidents, lang):
            for finding in together:
                if listed >= SHOWN and not verbose:
                    left += 1
                    continue
                listed += 1
                line = finding["place"]["line"]
                where = words["line"].format(line) if line else ""
                message = finding["message"][lang] if verbose else _short(finding["message"][lang])
                yield f"  {words[finding['severity']]}  {finding['rule']}  {where}  {message}"
            if len(together) > 1 and (verbose or left == 0):
                yield f"      → {explanation}"
        yield from reasons
    if left:
        yield words["more"].format(left)
    for note in run.get("decisions"):
        yield f"{words['decision']} {note['fingerprint']} {note['rule']}: {note['note'][lang]}"
    if run.get("skipped"):
        yield words["skipped"].format(len(run.get("skipped")))
    yield from compared(run, lang)
    yield from scored(run, lang, verbose=verbose)
    ledger = run.ledger
    states = words["states"]
    total = ledger["rules"] * ledger["reports"]
    yield words["ledger"].format(rules=ledger["rules"], reports=ledger["reports"], total=total)
    yield "  " + "  ".join(f"{states[state]} {ledger[state]}" for state in states)


def _incidents(findings: Sequence[Any], incidents: Sequence[Any], lang: str) -> Iterator[tuple[Sequence[Any], str]]:
    """Yield findings with one cause together, in the order of their first, with what explains them."""
    explained = {incident["id"]: incident["explanation"][lang] for incident in incidents}
    groups: dict[str, list[Any]] = {}
    for finding in findings:
        groups.setdefault(finding["incident"], []).append(finding)
    return ((together, explained.get(identity, "")) for identity, together in groups.items())


def _short(message: str) -> str:
    """Cut a long sum in its middle, so that its result stays in sight."""
    if len(message) <= LONGEST:
        return message
    return f"{message[: LONGEST * 2 // 3]} … {message[-LONGEST // 3 :]}"


def _waived(finding: Any) -> bool:
    decision = finding["decision"]
    return bool(decision and decision["state"] == "holds" and decision["verdict"] in ("dismissed", "accepted"))


def _reasons(reasons: Any, lang: str, words: Any, *, verbose: bool) -> Iterator[str]:
    """List what kept rules from an answer, each reason once with the rules it concerns."""
    by_text: dict[tuple[str, str], list[str]] = {}
    for rule, reason in reasons.items():
        if verbose or reason["code"] != "unknown":
            by_text.setdefault((reason["code"], reason[lang]), []).append(rule)
    for (code, text), rules in by_text.items():
        word = words["crash"] if code == "error" else words["states"]["not_assessable"]
        shown = ", ".join(rules[:3]) + (f" +{len(rules) - 3}" if len(rules) > 3 else "")
        yield f"  {word}  {shown}  {text}"
