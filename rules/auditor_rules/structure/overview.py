"""OGI-S109, OGI-S115, OGI-S116: section one deals with its five topics, keeps within its length, and speaks of this organ."""

from __future__ import annotations

import re
from collections.abc import Iterator

from auditor import Confidence, Message, Report, Severity, Span, Violation, rule
from auditor.model.document import Line
from auditor.model.text import SPACES
from auditor_rules.organs import organ_of
from auditor_rules.structure.passages import first_place, word_patterns

_TOPICS = word_patterns("topics")
_OTHERS = word_patterns("generic")["others"]
_TOPICS_EN = {
    "主动公开": "proactive disclosure",
    "依申请公开": "requests",
    "政府信息管理": "information management",
    "政府信息公开平台建设": "platforms",
    "监督保障": "supervision",
}
_MARKER = re.compile(r"^\s*[（(]?\d{1,2}\s*[)）、.．]")
_SELF = re.compile(r"[我本](?:[局镇乡办委厅县市区省州盟旗院部处署站所校]|街道|机关|单位|中心|行政机关)")


def _overview(report: Report) -> tuple[tuple[Line, str | None], ...]:
    section = report.section("overview")
    return tuple((line, "overview") for line in section.lines) if section else ()


@rule(
    id="OGI-S109",
    title=("总体情况缺少主题", "Overview topic absent"),
    severity=Severity.REVIEW,
    confidence=Confidence.MEDIUM,
    basis=("国办公开办函〔2021〕30号一（一）：总体情况主要包括主动公开、依申请公开、政府信息管理、平台建设、监督保障", "letter [2021] No. 30, 1(1): the five topics of the overview"),
    remedy=("补充该方面的工作情况。", "Report on that topic as well."),
)  # fmt: skip
def topics_covered(report: Report) -> Iterator[Violation]:
    """The overview reports on five topics; one that is passed over was not dealt with, or not looked into.

    A topic counts as dealt with when any of its words stands in section one, under whatever heading: reports fold
    topics into each other. One finding names all topics that no word shows.
    """
    lines = _overview(report)
    section = report.section("overview")
    if section is None or not lines:
        return
    missing = []
    for topic, words in _TOPICS.items():
        place = first_place(words, lines)
        if place is None:
            missing.append(topic)
        else:
            report.asked.add(place)
    if missing:
        report.read_whole()
        yield Violation(
            Message(
                f"总体情况未见{'、'.join(f'“{topic}”' for topic in missing)}方面的内容",
                f"the overview says nothing of {', '.join(_TOPICS_EN[topic] for topic in missing)}",
            ),
            section.heading,
            quotes=(section.heading,),
            expected="、".join(_TOPICS),
            actual="、".join(topic for topic in _TOPICS if topic not in missing) or None,
            subject="topics",
        )


@rule(
    id="OGI-S115",
    title=("总体情况超长", "Overview too long"),
    severity=Severity.REVIEW,
    basis=("地方编制要求（如武威市2025年通知）", "local instructions, such as Wuwei's of 2025"),
    remedy=("压缩总体情况的篇幅。", "Shorten the overview."),
)
def overview_short(report: Report) -> Iterator[Violation]:
    """Some places limit how long section one may be; elsewhere there is no limit. Off unless `overview_max` says how many
    characters are allowed; spaces do not count.
    """
    most = report.options.get("overview_max")
    section = report.section("overview")
    if most is None or section is None:
        return
    report.asked.add(section.heading)
    length = sum(len(SPACES.sub("", line.text)) for line in section.lines)
    if length > int(most):
        yield Violation(
            Message(f"总体情况{length}字，超过{most}字", f"the overview has {length} characters; {most} are allowed"),
            section.heading,
            quotes=(section.heading,),
            expected=f"≤ {most}",
            actual=str(length),
            subject="length",
        )


@rule(
    id="OGI-S116",
    title=("泛化模板文字", "Generic text not about this organ"),
    severity=Severity.REVIEW,
    confidence=Confidence.MEDIUM,
    basis=("国办公开办函〔2021〕30号：内容真实客观", "letter [2021] No. 30: reports must be true and objective"),
    remedy=("结合本机关实际工作和数据重写。", "Write about this organ's own work, with its figures."),
)
def about_this_organ(report: Report) -> Iterator[Violation]:
    """“部分地区”, “多数部门” are words of a text on somebody else's work. An overview that holds them, but no figure, no
    name of its organ and no 我局 or 我镇 was taken from a template or an article.
    """
    lines = _overview(report)
    if not lines:
        return
    report.asked.add(_span(lines[0][0]))
    generic = first_place(_OTHERS, lines)
    if generic is None:
        return
    text = "\n".join(_MARKER.sub("", line.text) for line, _ in lines)
    if any(char.isdigit() for char in text) or _SELF.search(text) or any(name in text for name in _own_names(report)):
        return
    yield Violation(
        Message(f"总体情况有“{generic.text}”等泛化文字，没有数字，也未提及本机关", f"the overview speaks of {generic.text}, gives no figure and does not mention its organ"),
        generic, quotes=(generic,), subject="generic",
    )  # fmt: skip


def _span(line: Line) -> Span:
    return Span(line.text, line.line, line.col, "overview")


def _own_names(report: Report) -> tuple[str, ...]:
    organ = report.derived(organ_of)
    own = (organ.name, *(place.name for place in organ.places[-1:]))
    return tuple(name for name in own if len(name) > 1)
