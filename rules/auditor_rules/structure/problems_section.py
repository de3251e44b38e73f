"""OGI-S114: section five names problems and what will be done about them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from auditor import Confidence, Message, Report, Severity, Span, Violation, rule
from auditor.model.document import Heading, Line
from auditor.model.report import Section
from auditor.model.text import SPACES, normalise
from auditor_rules.dates.foot import foot
from auditor_rules.structure.passages import word_list, word_patterns

_WORDS = word_patterns("problems")
_FAULTS, _MEASURES, _STILL = _WORDS["faults"], _WORDS["measures"], _WORDS["still"]
_NOTHING = word_list("problems", "nothing") | {""}
_MARKS = re.compile(r"[。，、；：,.;:!！()（）\"]")
_SENTENCE = re.compile(r"[^。；！？]*[\u4e00-\u9fff][^。；！？]*[。；！？]?")
_SHORTEST = 30
_ENOUGH = re.compile(rf"(?:[^\u4e00-\u9fff]*+[\u4e00-\u9fff]){{{_SHORTEST}}}")


@rule(
    id="OGI-S114",
    title=("第五部分空泛或缺失", "Section 5 empty or perfunctory"),
    severity=(Severity.ERROR, Severity.WARNING, Severity.REVIEW),
    confidence=Confidence.MEDIUM,
    basis=("《政府信息公开条例》第五十条第（四）项；国办公开办函〔2021〕30号（四）", "OGI Regulations art. 50(4); letter [2021] No. 30 (4)"),
    remedy=("写明存在的主要问题和有针对性的改进措施。", "Name the main problems and what will be done about each."),
)  # fmt: skip
def problems_named(report: Report) -> Iterator[Violation]:
    """Article 50(4) asks for the main problems and for improvement; “无” or a line of phrases gives neither, and the
    State Council's letter counts perfunctory reports among those to be pursued.

    An empty section is an error, one of fewer than 30 characters a warning. A longer text in which no word shows a
    problem, or none a measure, is for review, unless its first or last sentence may say so in words of its own; a heading
    counts only with text under it.
    """
    section = report.section("problems")
    if section is None:
        return
    report.asked.add(section.heading)
    if section is report.sections[-1]:
        report.read_whole()
    lines = _with_text(section, report.derived(foot).lines)
    text = "".join(line.text for line in lines)
    short = _ENOUGH.match(text) is None
    if short and _MARKS.sub("", SPACES.sub("", normalise(text))) in _NOTHING:
        yield _violation(section, lines, "没有实质内容", "says nothing", Severity.ERROR)
    elif short:
        yield _violation(
            section, lines, f"不足{_SHORTEST}字", f"has fewer than {_SHORTEST} characters", Severity.WARNING
        )
    else:
        yield from _one_sided(section, lines)


def _one_sided(section: Section, lines: list[Line]) -> Iterator[Violation]:
    said = [part for line in lines for part in _SENTENCE.findall(line.text)] or [line.text for line in lines]
    faults = [_FAULTS.search(part) is not None for part in said]
    measures = [_MEASURES.search(_STILL.sub("", part)) is not None for part in said]
    # A last sentence without any known word may be the measure, and a first one the fault, in words of its own.
    if faults[-1] and not any(measures):
        yield _violation(section, lines, "只写问题，未见改进措施", "names problems and no measures", Severity.REVIEW)
    elif measures[0] and not any(faults):
        yield _violation(section, lines, "只写措施，未见存在的问题", "names measures and no problems", Severity.REVIEW)


def _with_text(section: Section, beneath: frozenset[int]) -> list[Line]:
    """Return the lines of the section, without headings under which nothing stands and without the report's foot."""
    lines = [line for line in section.lines if line.text.strip() and line.line not in beneath]
    kept = []
    for number, line in enumerate(lines):
        below = lines[number + 1] if number + 1 < len(lines) else None
        bare = isinstance(line, Heading) and len(line.text) < _SHORTEST and line.text[-1] not in "。；！"
        if bare and (
            below is None or (isinstance(below, Heading) and isinstance(line, Heading) and below.level <= line.level)
        ):
            continue
        kept.append(line)
    return kept


def _violation(section: Section, lines: list[Line], zh: str, en: str, severity: Severity) -> Violation:
    first = lines[0] if lines else None
    said = Span(first.text, first.line, first.col, "problems") if first else section.heading
    at = said if severity is not Severity.REVIEW else section.heading
    return Violation(
        Message(f"第五部分{zh}", f"section 5 {en}"),
        at,
        quotes=(section.heading, said) if first else (section.heading,),
        severity=severity,
        subject="problems",
    )
