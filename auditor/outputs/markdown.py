"""Markdown: a summary to paste into a chat or an issue. Text of audited files stays text, whatever it looks like."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from auditor.outputs.html.words import SEVERITIES, SEVERITY, STATE, WORDS
from auditor.outputs.labels import Labels
from auditor.outputs.recorded import Json, waived
from auditor.record.store import STATES
from auditor.record.view import ReportRow, Run

MOST = 50_000
"""Characters of findings: GitHub takes 65,536 in an issue or comment. What is left out is counted."""

# What can begin markup within a line; text never begins one. "www" and "scheme:" become links without any bracket.
_MARKUP = re.compile(r"([\\`*_\[\]<>|~&$#]|:(?=//)|(?<=www)\.)", re.IGNORECASE)
# A word joiner keeps a mention or a reference from being one: there a backslash does not help.
_CALLS = re.compile(r"([@#])(?=\w)")

_TEXTS: dict[str, dict[str, str]] = {
    "zh": {
        "title": "审核结果", "as_of": "审核日期", "version": "程序版本", "exit": "退出码", "state": "结果", "count": "数量",
        "severity": "程度", "findings": "问题", "waived": "其中已豁免", "reports": "涉及报告", "total": "规则 × 报告",
        "by_report": "各报告的问题", "line": "第{}行", "together": "以上{}项出于同一原因：{}", "unread": "未能完整读取",
        "expected": "应为", "actual": "实为", "none": "未发现问题。", "colon": "：", "decisions": "不再适用的判定",
        "skipped": "跳过{}个文件。", "more": "篇幅所限，另有{}份报告的{}项问题未列出，见 HTML 报告。", "missing": "未提交",
        "crashed": "规则运行出错", "waived_mark": "已豁免",
    },
    "en": {
        "title": "Audit results", "as_of": "As of", "version": "Version", "exit": "exit code", "state": "State",
        "count": "Number", "severity": "Severity", "findings": "Findings", "waived": "of which waived",
        "reports": "Reports", "total": "rules × reports", "by_report": "Findings by report", "line": "line {}",
        "together": "{} findings with one cause: {}", "unread": "not read completely", "expected": "expected",
        "actual": "actual", "none": "No findings.", "colon": ": ", "decisions": "Decisions that no longer hold",
        "skipped": "Files skipped: {}.", "more": "For want of room, {1} findings of {0} more reports are not listed; see the HTML report.",
        "missing": "not delivered", "crashed": "rule crashed", "waived_mark": "waived",
    },
}  # fmt: skip


def write(run: Run, target: Path, lang: str) -> None:
    """Write the summary. The counts come first, so the reports are gone through twice."""
    with target.open("w", encoding="utf-8", newline="\n") as file:
        file.writelines(f"{line}\n" for line in lines(run, lang))


def lines(run: Run, lang: str) -> Iterator[str]:
    """Yield the lines of the summary."""
    words = _TEXTS[lang]
    yield f"# {_said(WORDS['product'], lang)}{words['colon']}{words['title']}"
    yield ""
    yield f"**{text(run.get('verdict')[lang])}**"
    yield ""
    yield f"{words['as_of']} {run.get('as_of')} · {words['version']} {run.get('version')} · {words['exit']} {run.get('exit_code')}"
    yield ""
    yield from _ledger(run, lang)
    yield from _severities(run, lang)
    yield from _reports(run, lang)
    notes = run.get("decisions")
    if notes:
        yield f"## {words['decisions']}"
        yield ""
        for note in notes:
            named = " ".join(code(note[key]) for key in ("rule", "fingerprint") if note[key])
            yield f"- {named}{words['colon']}{text(note['note'][lang])}"
        yield ""
    if run.get("skipped"):
        yield words["skipped"].format(len(run.get("skipped")))


def text(value: str) -> str:
    """Return text that Markdown shows as it is and on one line: no markup, link, mention, control or direction mark."""
    flat = " ".join(value.split())
    shown = "".join(char if char.isprintable() or char == "\u3000" else ascii(char)[1:-1] for char in flat)
    return _CALLS.sub("\\1\u2060", _MARKUP.sub(r"\\\1", shown))


def code(value: str) -> str:
    """Return one of our own ids as code."""
    return f"`{value}`" if re.fullmatch(r"[\w.-]+", value) else text(value)


def _said(pair: tuple[str, str], lang: str) -> str:
    return pair[0] if lang == "zh" else pair[1]


def _ledger(run: Run, lang: str) -> Iterator[str]:
    words, ledger = _TEXTS[lang], run.ledger
    yield f"| {words['state']} | {words['count']} |"
    yield "|---|---:|"
    yield from (f"| {_said(STATE[state], lang)} | {ledger[state]} |" for state in STATES)
    total = ledger["rules"] * ledger["reports"]
    yield f"| {words['total']} | {ledger['rules']} × {ledger['reports']} = {total} |"
    yield ""


def _severities(run: Run, lang: str) -> Iterator[str]:
    """Yield how many findings there are, by severity: every one, set aside or not, and how many of them are."""
    words = _TEXTS[lang]
    all_of, aside, reports = Counter[str](), Counter[str](), Counter[str]()
    for report in run.reports():
        findings = run.findings(report.number)
        all_of.update(finding["severity"] for finding in findings)
        aside.update(finding["severity"] for finding in findings if waived(finding))
        reports.update({finding["severity"] for finding in findings})
    if not all_of:
        return
    yield f"| {words['severity']} | {words['findings']} | {words['waived']} | {words['reports']} |"
    yield "|---|---:|---:|---:|"
    for severity in SEVERITIES:
        counts = (all_of[severity], aside[severity], reports[severity])
        yield f"| {_said(SEVERITY[severity], lang)} | {' | '.join(map(str, counts))} |"
    yield ""


def _reports(run: Run, lang: str) -> Iterator[str]:
    """Yield the findings by report, whole reports as long as there is room."""
    words = _TEXTS[lang]
    labels = Labels(lang)
    room = MOST
    left = Counter[str]()
    any_finding = False
    yield f"## {words['by_report']}"
    yield ""
    for report in run.reports():
        findings = run.findings(report.number)
        any_finding = any_finding or bool(findings)
        told = bool(findings) or report.unread or report.states["error"] > 0
        # Once one report has found no room, none does: what is shown is the beginning, not a choice.
        shown = list(_report(report, findings, labels, lang)) if told and not left["reports"] else []
        size = sum(len(line) + 1 for line in shown)
        if told and (left["reports"] or size > room):
            left.update(reports=1, findings=len(findings))
            continue
        room -= size
        yield from shown
    if left["reports"]:
        yield words["more"].format(left["reports"], left["findings"])
        yield ""
    elif not any_finding:
        yield words["none"]
        yield ""


def _report(report: ReportRow, findings: Sequence[Json], labels: Labels, lang: str) -> Iterator[str]:
    words = _TEXTS[lang]
    reasons = list(_reasons(report.result["reasons"], lang))
    if not findings and not reasons:
        return
    path = report.result["path"]
    who = f"{text(report.organ or '')} {report.year or ''}".strip()
    yield f"### {' — '.join(filter(None, (who, text(path) if path else words['missing'])))}"
    yield ""
    explained = {incident["id"]: incident["explanation"][lang] for incident in report.incidents}
    groups: dict[str, list[Json]] = {}
    for finding in findings:
        groups.setdefault(finding["incident"], []).append(finding)
    for incident, together in groups.items():
        for finding in together:
            yield _finding(finding, labels.place(report.form, finding["place"]).text, lang)
        if len(together) > 1 and incident in explained:
            yield f"  - {words['together'].format(len(together), text(explained[incident]))}"
    yield from reasons
    yield ""


def _finding(finding: Json, where: str, lang: str) -> str:
    words = _TEXTS[lang]
    line = finding["place"]["line"]
    at = " ".join(filter(None, (text(where), words["line"].format(line) if line else "")))
    figures = [f"{words[key]} {text(finding[key])}" for key in ("expected", "actual") if finding[key] is not None]
    mark = f"（{words['waived_mark']}）" if waived(finding) else ""
    named = " ".join(filter(None, (code(finding["rule"]), at)))
    head = f"- **{_said(SEVERITY[finding['severity']], lang)}**{mark} {named}{words['colon']}"
    return f"{head}{text(finding['message'][lang])}" + (f" ({', '.join(figures)})" if figures else "")


def _reasons(reasons: Any, lang: str) -> Iterator[str]:
    """Yield what kept the run from being complete, each reason once with the rules it concerns."""
    words = _TEXTS[lang]
    by_text: dict[tuple[str, str], list[str]] = {}
    for rule, reason in reasons.items():
        if reason["code"] in ("unread", "error"):
            by_text.setdefault((reason["code"], reason[lang]), []).append(rule)
    for (kind, why), rules in by_text.items():
        word = words["crashed" if kind == "error" else "unread"]
        named = ", ".join(map(code, rules[:3])) + (f" +{len(rules) - 3}" if len(rules) > 3 else "")
        yield f"- **{word}** {named}{words['colon']}{text(why)}"
