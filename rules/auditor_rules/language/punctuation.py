"""OGI-L805: marks come in pairs, one at a time, in their full width, and a sentence ends in one."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from auditor import Confidence, Message, Report, Severity, Span, Violation, rule
from auditor.model.document import Heading, Line, Node, Paragraph, Table
from auditor.model.text import Memo
from auditor_rules.language.running_text import RunningText, running_text
from auditor_rules.reading.garbled_source import refuse_damaged

_PAIRED = re.compile(r'[“”《》（）()「」『』【】〔〕"\n]')
_PAIRS = ("“”", "《》", "（）", "()", "（)", "(）", "「」", "『』", "【】", "〔〕", '""')
_CLOSES = {"”": "“", "》": "《", "）": "（", ")": "（", "」": "「", "』": "『", "】": "【", "〕": "〔"}
_OPENS = {"“": "“", "《": "《", "（": "（", "(": "（", "「": "「", "『": "『", "【": "【", "〔": "〔"}
_PARTNER = {'"': '"', "“": "”", "《": "》", "（": "）", "「": "」", "『": "』", "【": "】", "〔": "〕"}
_NAMES = frozenset('"“《「')
# 1）… 2）… and 一）… are numbers with half a bracket, and no unpaired ones.
_NUMBERED = re.compile(r"(?:^|[，。；：、\s\u3000])[\d一二三四五六七八九十①-⑩a-zA-Z]{1,3}$")
_DOUBLED = re.compile(r"[，、；：][，。、；：！？,;]+|[。！？][，。、；：,;]+|[,;][，。、；：]+")
_HALF_WIDTH = re.compile(
    r"[,;:?!](?=[\u4e00-\u9fff“《（])(?<=[\u4e00-\u9fff”》）].)|\.(?=[\u4e00-\u9fff])(?<=[\u4e00-\u9fff]{2}.)"
)
_LIST_DOT = re.compile(r"^[一二三四五六七八九十]{1,3}$")
_NESTED = re.compile(r"《[^《》\n]{0,60}(?P<inner>《[^《》\n]{0,60}》)[^《》\n]{0,60}》")
_TITLE_END = re.compile(r"[、。，；]$")
_SENTENCE = re.compile(r"。|[，；][^，；\n]{2,}[，；]")
_UNFINISHED = re.compile(r"[\u4e00-\u9fff\d％%”》）)、，,][\s\u3000]*$")
_NO_SENTENCE = re.compile(
    r"附件|注[：:]|https?:|www\.|页无正文|(?:联系|地址|邮编|电话|邮箱|传真|网址|链接)[\u4e00-\u9fff]{0,6}[：:]|E-?mail"
    r"|[0-9一二三四五六七八九〇]{1,4}日$"
)
# The stop may stand before a closing mark, or before a note in brackets.
_CLOSED = re.compile(r"[。！？；…][”》）)]*(?:[（(][^（）()]{1,40}[）)])?$")
_STOPS = frozenset("。；！？…：")
_LONG = 24


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
    lines that were broken), marks one upon another, half-width marks between Chinese characters, 《》 within 《》, titles
    that end in a mark, and sentences before the next heading that end in none. Quotes and 《》 around names are a warning.
    Half-width brackets, 、 between quotes, …… and ？！ are common practice and pass, as do 1） and 一）.
    """
    refuse_damaged(report)
    running = report.derived(running_text)
    report.asked.add_all(running.lines)
    if any(_SUSPECT[line.text] for line in running.lines):
        yield from _unpaired(running)
        yield from _doubled(running)
        yield from _half_width(running)
        yield from _nested(running)
    for section in report.sections:
        heading = section.heading
        if _TITLE_END.search(heading.text.rstrip()):
            yield _title_end(heading)
        yield from _endings(section.nodes, section.spec.key)


def _unpaired(running: RunningText) -> Iterator[Violation]:
    """Yield one violation for each kind of mark in each line that has some without partner."""
    if _balanced(running.text):
        return
    opened: list[tuple[str, int]] = []
    carried: list[tuple[str, int]] = []
    straight: list[int] = []
    alone: list[tuple[str, int]] = []
    for match in _PAIRED.finditer(running.text + "\n"):
        mark, at = match[0], match.start()
        if mark == "\n":
            if len(straight) % 2:
                alone.append(('"', straight[-1]))
            alone += carried
            opened, carried, straight = [], opened, []
        elif mark == '"':
            straight.append(at)
        elif mark in _OPENS:
            opened.append((_OPENS[mark], at))
        else:
            alone += _close(running, _CLOSES[mark], at, opened, carried)
    together: dict[tuple[int, str], list[int]] = {}
    for kind, at in [*alone, *carried]:
        together.setdefault((running.number(at), kind), []).append(at)
    for (_, kind), places in sorted(together.items()):
        yield _alone(running, kind, sorted(places))


def _balanced(text: str) -> bool:
    """Tell whether every mark has its partner in its line, as in nearly every text: then nothing needs a closer look."""
    marks = "".join(_PAIRED.findall(text))
    length = -1
    while len(marks) != length:
        length = len(marks)
        for pair in _PAIRS:
            marks = marks.replace(pair, "")
    return not marks.strip("\n")


def _suspect(line: str) -> bool:
    """Tell whether marks are out of order in a line: few lines of few reports are worth a closer look."""
    return not _balanced(line) or any(pattern.search(line) for pattern in (_DOUBLED, _HALF_WIDTH, _NESTED))


_SUSPECT: Memo[bool] = Memo(_suspect)


def _close(
    running: RunningText, kind: str, at: int, opened: list[tuple[str, int]], carried: list[tuple[str, int]]
) -> list[tuple[str, int]]:
    """Match a closing mark with its opening one, in this line or, broken off there, in the line before.

    Returns what is left without a partner: marks opened in between, or the closing mark itself.
    """
    for waiting in (opened, carried):
        for number in range(len(waiting) - 1, -1, -1):
            if waiting[number][0] == kind:
                unclosed = waiting[number + 1 :]
                del waiting[number:]
                return unclosed
    line = running.starts[running.number(at)]
    return [] if kind == "（" and _NUMBERED.search(running.text[line:at]) else [(kind, at)]


def _alone(running: RunningText, kind: str, places: list[int]) -> Violation:
    # “甲“ opens twice: the second mark is the wrong one.
    at = places[1] if len(places) == 2 and running.text[places[1]] in _OPENS else places[0]
    mark = running.text[at]
    missing = kind if mark in _CLOSES else _PARTNER[kind]
    quote = running.around(at, at + 1, 20)
    return Violation(
        Message(f"“{quote.text}”中的“{mark}”缺少与之配对的“{missing}”", f"{mark} stands without its partner {missing}"),
        running.span(at, at + 1),
        quotes=tuple(running.around(place, place + 1, 20) for place in places[:7]),
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


def _endings(nodes: Sequence[Node], section: str) -> Iterator[Violation]:
    """Yield sub-headings that end in a mark and sentences that end in none."""
    subheadings: list[tuple[Span, bool]] = []
    for number, node in enumerate(nodes):
        if isinstance(node, Table):
            continue
        behind = nodes[number + 1] if number + 1 < len(nodes) else None
        text = node.text.rstrip()
        if isinstance(node, Heading) and node.level == 2 and len(text) <= _LONG and not _SENTENCE.search(text[:-1]):
            over_text = isinstance(behind, Paragraph) or (isinstance(behind, Heading) and behind.level == 3)
            subheadings.append((Span(text, node.line, node.col, section), over_text))
        elif text[-1:] not in _STOPS and (behind is None or isinstance(behind, Heading)) and _lacks_stop(text):
            yield _no_stop(node, text, section)
    # Where one of them has nothing under it, they are the items of a list, and end as sentences do.
    titles = len(subheadings) > 1 and all(over_text for _, over_text in subheadings)
    for heading, _ in subheadings:
        if heading.text.endswith("、") or (titles and heading.text.endswith("。")):
            yield _title_end(heading)


def _lacks_stop(text: str) -> bool:
    return (
        len(text) >= _LONG
        and _UNFINISHED.search(text) is not None
        and _SENTENCE.search(text) is not None
        and not _CLOSED.search(text)
        and not _NO_SENTENCE.search(text[-40:])
    )


def _title_end(heading: Span) -> Violation:
    text = heading.text.rstrip()
    return Violation(
        Message(f"标题“{text}”末尾不应有“{text[-1]}”", f"the heading {text} should not end in {text[-1]}"),
        heading,
        quotes=(heading,),
        expected=text[:-1],
        actual=text,
        subject="heading end",
    )


def _no_stop(node: Line, text: str, section: str) -> Violation:
    start = max(0, len(text) - 20)
    quote = Span(text[start:], node.line, node.col + start, section)
    wrong = text[-1] if text[-1] in "，,、" else ""
    zh = f"句末用了“{wrong}”，应为“。”" if wrong else "句末缺少“。”"
    return Violation(
        Message(f"{zh}：“{quote.text}”", f"the sentence ends in {wrong or 'no mark'}"),
        quote,
        quotes=(quote,),
        expected="。",
        actual=wrong or None,
        subject="final mark",
    )
