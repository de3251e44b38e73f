"""What a comparison of two runs tells, section by section, for the terminal and the page alike."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from auditor.engine.compare import Comparison
from auditor.model.finding import Message
from auditor.model.ledger import Reason
from auditor.outputs.html.words import DECIDED, SEVERITY, STATE
from auditor.record.results import Found, Reported, Results

Cell = Message | str
NOTHING = Message("—", "—")

_CHANGE, _BECAME = Message("变化", "Change"), Message("前 → 后", "Before → after")
_ADDED, _REMOVED = Message("增加", "added"), Message("减少", "removed")
_OTHER_SOURCE = Message("来源不同", "from another plugin")
_OTHER_FILE, _OTHER_PLACE = Message("文件内容不同", "another file"), Message("位置不同", "moved")
_RULE, _REPORT = Message("规则", "Rule"), Message("报告", "Report")
_SEVERITY, _FINDING = Message("级别", "Severity"), Message("问题", "Finding")
_NOTE = Message("说明", "Note")
_COULD_NOT = Message("另一次运行中：", "in the other run: ")
_NOT_DELIVERED = Message("（未提交）", "(not delivered)")
_FIGURES = {"expected": Message("应为", "expected"), "actual": Message("实为", "actual")}


class Section(NamedTuple):
    """One kind of difference: a title, the heads of its columns, and a row for each. `severity` rows begin with one."""

    key: str
    title: Message
    heads: tuple[Message, ...]
    rows: Sequence[tuple[Cell, ...]]


def sections(comparison: Comparison) -> list[Section]:
    """Return the sections that tell of a difference; none where the runs came to the same."""
    every = (
        Section("verdict", Message("结论", "Verdict"), (_BECAME,), _verdicts(comparison)),
        Section("rules", Message("规则", "Rules"), (_CHANGE, _RULE), _rules(comparison)),
        Section("reports", Message("报告", "Reports"), (_CHANGE, _REPORT), _reports(comparison)),
        _findings("new", Message("新增问题", "New findings"), comparison.new, comparison.added()),
        _findings("gone", Message("已消失的问题", "Findings gone"), comparison.old, comparison.gone()),
        Section(
            "changed", Message("有变化的问题", "Findings changed"),
            (_SEVERITY, _RULE, _REPORT, _FINDING, Message("数值变化", "Figures")),
            [_changed(comparison, *pair) for pair in comparison.updated()],
        ),
        Section(
            "decisions", Message("判定变化", "Decisions changed"), (_SEVERITY, _RULE, _REPORT, _BECAME),
            [_redecided(comparison, *pair) for pair in comparison.redecided()],
        ),
        Section(
            "states", Message("规则状态变化", "States changed"), (_RULE, _REPORT, _BECAME),
            [
                (change.rule, report(change.report), _became(_state(change.before), _state(change.after)))
                for change in comparison.state_changes()
            ],
        ),
    )  # fmt: skip
    return [section for section in every if section.rows]


def about(results: Results) -> tuple[str, str]:
    """Return what a run is told by: its date and the program's version."""
    return results.as_of, results.version


def _verdicts(comparison: Comparison) -> list[tuple[Cell, ...]]:
    before, after = comparison.old.verdict, comparison.new.verdict
    if dict(before) == dict(after):
        return []
    return [(_became(_pair(before), _pair(after)),)]


def _became(before: Message, after: Message) -> Message:
    return Message(f"{before.zh} → {after.zh}", f"{before.en} → {after.en}")


def _pair(told: Mapping[str, str]) -> Message:
    return Message(told["zh"], told["en"])


def _rules(comparison: Comparison) -> list[tuple[Cell, ...]]:
    kinds = (
        (_ADDED, comparison.rules_added()),
        (_REMOVED, comparison.rules_removed()),
        (_OTHER_SOURCE, comparison.rules_changed()),
    )
    return [(word, rule) for word, rules in kinds for rule in rules]


def _reports(comparison: Comparison) -> list[tuple[Cell, ...]]:
    rows: list[tuple[Cell, ...]] = [(_ADDED, report(each)) for each in comparison.reports_added()]
    rows += [(_REMOVED, report(each)) for each in comparison.reports_removed()]
    for before, after in comparison.reports_changed():
        if before.sha256 != after.sha256:
            rows.append((_OTHER_FILE, report(after)))
        else:
            rows.append((_OTHER_PLACE, f"{before.path} → {report(after)}"))
    return rows


def report(of: Reported) -> str:
    """Return what a report is told by: path, organ, year."""
    return "  ".join(filter(None, (of.path or _NOT_DELIVERED.zh, f"{of.organ or ''} {of.year or ''}".strip())))


def _of(found: Found, results: Results) -> str:
    return report(results.reports[found.report]) if found.report is not None else found.json["place"]["path"] or ""


def _findings(key: str, title: Message, results: Results, found: Iterable[tuple[Found, Reason | None]]) -> Section:
    return Section(key, title, (_SEVERITY, _RULE, _REPORT, _FINDING, _NOTE), list(_listed(results, found)))


def _listed(results: Results, found: Iterable[tuple[Found, Reason | None]]) -> Iterator[tuple[Cell, ...]]:
    for each, reason in found:
        finding = each.json
        note = Message(_COULD_NOT.zh + reason.zh, _COULD_NOT.en + reason.en) if reason else ""
        yield (
            _severity(finding["severity"]), each.rule, _of(each, results), _pair(finding["message"]), note
        )  # fmt: skip


def _changed(comparison: Comparison, before: Found, after: Found) -> tuple[Cell, ...]:
    was, is_ = before.json, after.json
    return (
        _severity(is_["severity"]), after.rule, _of(after, comparison.new), _pair(is_["message"]), _figures(was, is_)
    )  # fmt: skip


def _figures(was: Any, is_: Any) -> Message:
    """Return what stood there and what stands there now: expected and actual, or else what is quoted."""
    changes = [
        (word.zh, word.en, was[key] or "—", is_[key] or "—") for key, word in _FIGURES.items() if was[key] != is_[key]
    ]
    quotes = ([quote["text"].strip() for quote in finding["quotes"]] for finding in (was, is_))
    one, other = quotes
    if len(one) == len(other):
        changes += [
            ("原文", "text", before, after) for before, after in zip(one, other, strict=True) if before != after
        ]
    elif not changes:
        changes = [("原文", "text", " | ".join(one), " | ".join(other))]
    return Message(
        "；".join(f"{zh} {before} → {after}" for zh, _, before, after in changes),
        "; ".join(f"{en} {before} → {after}" for _, en, before, after in changes),
    )


def _redecided(comparison: Comparison, before: Found, after: Found) -> tuple[Cell, ...]:
    was, is_ = before.json, after.json
    return (
        _severity(is_["severity"]), after.rule, _of(after, comparison.new),
        _became(_decision(was["decision"]), _decision(is_["decision"])),
    )  # fmt: skip


def _decision(decision: Any) -> Message:
    if not decision:
        return Message("无判定", "no decision")
    word = DECIDED[decision["verdict"]]
    more = " ".join(filter(None, (decision["reviewer"], decision["date"])))
    return Message(*(f"{text} {more}".strip() for text in word))


def _severity(word: str) -> Message:
    return SEVERITY[word]


def _state(word: str | None) -> Message:
    return STATE[word] if word else NOTHING
