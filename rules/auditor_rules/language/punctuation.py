"""OGI-L805: marks come in pairs, one at a time, in their full width, and a sentence ends in one."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from auditor import Confidence, Message, Report, Severity, Span, Violation, rule
from auditor.model.document import Heading, Node, Paragraph
from auditor.model.text import Memo
from auditor_rules.language.paired_marks import CLOSES, OPENS, PARTNER, balanced, lonely
from auditor_rules.language.running_text import RunningText, running_text
from auditor_rules.language.sentence_ends import Ending, wrong_endings
from auditor_rules.reading.garbled_source import refuse_damaged

_NAMES = frozenset('“"《「')
_DOUBLED = re.compile(r"[，、；：][，。、；：！？,;]+|[。！？][，。、；：,;]+|[,;][，。、；：]+")
_HALF_WIDTH = re.compile(
    r"[,;:?!](?=[\u4e00-\u9fff“《（])(?<=[\u4e00-\u9fff”》）].)|\.(?=[\u4e00-\u9fff])(?<=[\u4e00-\u9fff]{2}.)"
)
_LIST_DOT = re.compile(r"^[一二三四五六七八九十]{1,3}$")
_NESTED = re.compile(r"《[^《》\n]{0,60}(?P<inner>《[^《》\n]{0,60}》)[^《》\n]{0,60}》")
# 、等 and 做到、: a member of the list was cut away; 、2023年我局: a sentence begins. 、等级 and 想到、做到、看到 are in order.
_STRAY = re.compile(
    r"、等(?![级待同候价值效保高边额距温差式着于不闲])|(?<![、有和与])(?:做到|确保|实现|予以|加以|进行|关于|对于|根据|按照|以及|并且|围绕|通过)、(?![\u4e00-\u9fff][到现保])"
    r"|(?<![年度月日\d])、(?=20\d\d年(?:我|本|全年|共|度?，))"
)
_TITLE_END = re.compile(r"[、。，；]$")
# A page's own line over the report: its buttons have brackets of their own.
_PAGE_HEAD = re.compile(r"字体|字号|浏览|打印|分享|索引号|信息来源|发布时间|当前位置")
_CLAUSES = re.compile(r"。|[，；][^，；\n]{2,}[，；]")
_LONG = 24
_MOST = 7


@rule(
    id="OGI-L805",
    title=("标点错误", "Punctuation defects"),
    severity=(Severity.REVIEW, Severity.WARNING),
    confidence=Confidence.MEDIUM,
    basis=("《标点符号用法》（GB/T 15834—2011）", "GB/T 15834-2011, the use of punctuation"),
    remedy=("按《标点符号用法》改正。", "Correct the marks as GB/T 15834-2011 has them."),
)
def marks_in_order(report: Report) -> Iterator[Violation]:
    """A quote without its partner leaves open where a name begins; doubled marks and a missing full stop show that a piece
    was cut out or put in.

    Found are: quotes, 《》 and brackets without their partner in the same paragraph (a partner in the next line counts, for
    lines that were broken), marks one upon another, 、 before 等 or behind a verb, half-width marks between Chinese
    characters, 《》 within 《》, titles that end in a mark, and sentences before the next heading or at the end of the
    introduction that end in none, or in ， ； ： where nothing goes on. Titles that end in a mark are one finding, and so are
    sentences that end alike. Quotes and 《》 around names are a warning. Half-width brackets, 、 between quotes, …… and ？！
    are common practice and pass, as do 1） and 一）; a list's ； and the lines with names, dates and ways to reach the organ
    are in order.
    """
    refuse_damaged(report)
    running = report.derived(running_text)
    report.asked.add_all(running.lines)
    if any(_SUSPECT[line.text] for line in running.lines):
        yield from _unpaired(running)
        yield from _doubled(running)
        yield from _half_width(running)
        yield from _nested(running)
    yield from _titles(report)
    yield from _endings(report)


def _unpaired(running: RunningText) -> Iterator[Violation]:
    """Yield one violation for each kind of mark in each line that has some without partner."""
    if balanced(running.text):
        return
    together: dict[tuple[int, str], list[int]] = {}
    for kind, at in lonely(running.text):
        line = running.lines[running.number(at)]
        if line.section is None and _PAGE_HEAD.search(line.text):
            continue
        together.setdefault((running.number(at), kind), []).append(at)
    for (_, kind), places in sorted(together.items()):
        yield _alone(running, kind, places)


def _suspect(line: str) -> bool:
    """Tell whether marks are out of order in a line: few lines of few reports are worth a closer look."""
    return not balanced(line) or any(pattern.search(line) for pattern in (_DOUBLED, _STRAY, _HALF_WIDTH, _NESTED))


_SUSPECT: Memo[bool] = Memo(_suspect)


def _alone(running: RunningText, kind: str, places: list[int]) -> Violation:
    # “甲“ opens twice: the second mark is the wrong one.
    at = places[1] if len(places) == 2 and running.text[places[1]] in OPENS else places[0]
    mark = running.text[at]
    missing = kind if mark in CLOSES else PARTNER[kind]
    quote = running.around(at, at + 1, 20)
    return Violation(
        Message(f"“{quote.text}”中的“{mark}”缺少与之配对的“{missing}”", f"{mark} stands without its partner {missing}"),
        running.span(at, at + 1),
        quotes=tuple(running.around(place, place + 1, 20) for place in places[:_MOST]),
        expected=missing,
        actual=mark,
        severity=Severity.WARNING if kind in _NAMES else Severity.REVIEW,
        subject=f"unpaired {kind}",
    )


def _doubled(running: RunningText) -> Iterator[Violation]:
    for match in _DOUBLED.finditer(running.text):
        yield Violation(
            Message(f"标点“{match[0]}”重叠", f"the marks {match[0]} stand one upon another"),
            running.span(*match.span()),
            quotes=(running.around(*match.span()),),
            actual=match[0],
            subject="doubled mark",
        )
    for match in _STRAY.finditer(running.text):
        at = match.start() + match[0].index("、")
        yield Violation(
            Message(f"“{running.around(*match.span()).text}”中的“、”多余，或其旁缺少内容", "、 stands beside nothing that is listed"),
            running.span(at, at + 1),
            quotes=(running.around(*match.span()),),
            actual=match[0],
            subject="stray mark",
        )  # fmt: skip


def _half_width(running: RunningText) -> Iterator[Violation]:
    """Yield one violation for all half-width marks: they come by the dozen, from one keyboard setting."""
    found = [
        match
        for match in _HALF_WIDTH.finditer(running.text)
        if match[0] != "." or not _LIST_DOT.match(_line_before(running, match.start()))
    ]
    if found:
        marks = "、".join(f"“{mark}”" for mark in dict.fromkeys(match[0] for match in found))
        yield Violation(
            Message(f"汉字之间使用半角标点{marks}，共{len(found)}处", f"half-width marks between Chinese characters, {len(found)} in all"),
            running.span(*found[0].span()),
            quotes=tuple(running.around(*match.span()) for match in found[:7]),
            actual=found[0][0],
            subject="half-width",
        )  # fmt: skip


def _line_before(running: RunningText, at: int) -> str:
    return running.text[running.starts[running.number(at)] : at].strip()


def _nested(running: RunningText) -> Iterator[Violation]:
    if "《" not in running.text:
        return
    for match in _NESTED.finditer(running.text):
        inner = match["inner"]
        yield Violation(
            Message("书名号内又用书名号，里层应用“〈〉”", "the inner title takes 〈〉"),
            running.span(*match.span("inner")),
            quotes=(running.span(*match.span()),),
            expected=f"〈{inner[1:-1]}〉",
            actual=inner,
            subject="nested title",
        )


def _titles(report: Report) -> Iterator[Violation]:
    """Yield one violation for all titles that end in a mark: whoever ends one so ends them all so."""
    found = [section.heading for section in report.sections if _TITLE_END.search(section.heading.text.rstrip())]
    for section in report.sections:
        found += _subtitles(section.nodes, section.spec.key)
    if found:
        found.sort(key=lambda heading: heading.line or 0)
        text = found[0].text.rstrip()
        times = f"（{len(found)}处）" if len(found) > 1 else ""
        yield Violation(
            Message(f"标题“{text}”末尾不应有“{text[-1]}”{times}", f"the heading {text} should not end in {text[-1]}"),
            found[0],
            quotes=tuple(found[:_MOST]),
            expected=text[:-1],
            actual=text,
            subject="heading end",
        )


def _subtitles(nodes: Sequence[Node], section: str) -> list[Span]:
    """Return the sub-headings of a section that end in a mark."""
    subheadings: list[tuple[Span, bool]] = []
    for number, node in enumerate(nodes):
        if not isinstance(node, Heading) or node.level != 2:
            continue
        behind = nodes[number + 1] if number + 1 < len(nodes) else None
        text = node.text.rstrip()
        if len(text) <= _LONG and not _CLAUSES.search(text[:-1]):
            over_text = isinstance(behind, Paragraph) or (isinstance(behind, Heading) and behind.level == 3)
            subheadings.append((Span(text, node.line, node.col, section), over_text))
    # Where one of them has nothing under it, they are the items of a list, and end as sentences do.
    titles = len(subheadings) > 1 and all(over_text for _, over_text in subheadings)
    return [
        heading for heading, _ in subheadings if heading.text[-1] in "、，" or (titles and heading.text[-1] == "。")
    ]


def _endings(report: Report) -> Iterator[Violation]:
    """Yield one violation for all sentences that end in the same wrong mark, or in none."""
    alike: dict[str, list[Span]] = {}
    title = report.title.line or 0 if report.title else 0
    introduction = [node for node in report.preamble if node.line > title]
    parts: list[tuple[Iterator[Ending], str | None]] = []
    if report.sections:
        parts.append((wrong_endings(introduction, introduction=True), None))
    parts += [(wrong_endings(section.nodes), section.spec.key) for section in report.sections]
    for endings, key in parts:
        for ending in endings:
            alike.setdefault(ending.mark, []).append(_end(ending, key))
    for mark, quotes in alike.items():
        zh = f"句末用了“{mark}”，应为“。”" if mark else "句末缺少“。”"
        times = f"（共{len(quotes)}处）" if len(quotes) > 1 else ""
        yield Violation(
            Message(f"{zh}：“{quotes[0].text}”{times}", f"the sentence ends in {mark or 'no mark'}"),
            quotes[0],
            quotes=tuple(quotes[:_MOST]),
            expected="。",
            actual=mark or None,
            subject="final mark",
        )


def _end(ending: Ending, section: str | None) -> Span:
    """Return the last words of a sentence with their place."""
    text = ending.node.text.rstrip()
    start = max(0, len(text) - 20)
    return Span(text[start:], ending.node.line, ending.node.col + start, section)
