"""What is to be written beside the lines of one report: each cited line once, with the findings that stand there."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from auditor.outputs.html.words import SEVERITIES, SEVERITY
from auditor.outputs.labels import Labels
from auditor.outputs.recorded import Json, legal, waived
from auditor.record.view import ReportRow

_WORDS: Any = {
    "zh": {
        "head": "【{severity}】{rule} {place}", "expected": "应为：{}", "actual": "实为：{}", "formula": "关系式：{}", "remedy": "处理：{}",
        "cited": "〔引用〕{rule}，见{at}", "confirmed": "审核人员已确认。", "noted": "审核意见：{}",
    },
    "en": {
        "head": "[{severity}] {rule} {place}", "expected": "Expected: {}", "actual": "Actual: {}", "formula": "Formula: {}",
        "remedy": "To do: {}", "cited": "[cited] {rule}, see: {at}", "confirmed": "Confirmed by a reviewer.", "noted": "Reviewer: {}",
    },
}  # fmt: skip


@dataclass(slots=True)
class Remark:
    """What is to be written at one line; line None is the report as a whole. `own`: a finding stands here, not only a quote."""

    line: int | None
    severity: str
    paragraphs: list[str] = field(default_factory=list)
    own: bool = False

    @property
    def text(self) -> str:
        """The whole remark."""
        return "\n".join(self.paragraphs)


def remarks(report: ReportRow, findings: Sequence[Json], labels: Labels, lang: str) -> list[Remark]:
    """Return the remarks on a report in the order of its lines. Findings that a decision sets aside leave none."""
    by_line: dict[int | None, Remark] = {}
    open_ = [finding for finding in findings if not waived(finding)]
    for finding in open_:
        remark = _at(by_line, finding["place"]["line"], finding)
        remark.own = True
        place = finding["place"]
        formula = labels.formula(report.form, place["table"], finding["formula"])
        remark.paragraphs += _told(finding, labels.place(report.form, place).text, formula, lang)
    for finding in open_:
        # What the finding says stands at its own place; only one that has none is told where it is quoted.
        at = legal(labels.place(report.form, finding["place"]).text or finding["message"][lang])
        for line in dict.fromkeys(quote["place"]["line"] for quote in finding["quotes"]):
            if line is not None and line != finding["place"]["line"]:
                _at(by_line, line, finding).paragraphs.append(_WORDS[lang]["cited"].format(rule=finding["rule"], at=at))
    return sorted(by_line.values(), key=lambda remark: remark.line or 0)


def _at(by_line: dict[int | None, Remark], line: int | None, finding: Json) -> Remark:
    remark = by_line.setdefault(line, Remark(line, finding["severity"]))
    remark.severity = min(remark.severity, finding["severity"], key=SEVERITIES.index)
    return remark


def _told(finding: Json, place: str, formula: str, lang: str) -> list[str]:
    words = _WORDS[lang]
    severity = SEVERITY[finding["severity"]]
    told = [
        words["head"].format(severity=severity.zh if lang == "zh" else severity.en, rule=finding["rule"], place=place)
    ]
    told.append(finding["message"][lang])
    told += [words[key].format(finding[key]) for key in ("expected", "actual") if finding[key] is not None]
    told += [words["formula"].format(formula)] if formula else []
    told.append(words["remedy"].format(finding["remedy"][lang]))
    decision = finding["decision"]
    if decision and decision["state"] == "holds" and decision["verdict"] == "confirmed":
        told.append(words["confirmed"])
        if decision["reason"]:
            told.append(words["noted"].format(decision["reason"]))
    return [" ".join(legal(line).split()) for line in told]
