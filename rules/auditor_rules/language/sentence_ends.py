"""Where sentences end without their stop, or in the mark of something that goes on."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from auditor.model.document import Heading, Line, Node, Paragraph, Table
from auditor.model.text import Memo

_LONG, _SHORT, _ALONE = 24, 8, 12
"""Characters of a sentence: one that lacks its mark is told from a title by its length, one that ends in ， is not."""
_SENTENCE = re.compile(r"[。；]|[，,][^，,；\n]{2,}[，,；]")
_COMMA = re.compile(r"[，。；]")
_UNFINISHED = re.compile(r"[\u4e00-\u9fff\d％%”》）)]$")
# The stop may stand before a closing mark, or before a note in brackets.
_CLOSED = re.compile(r"[。！？；…：][”》）)]*(?:[（(][^（）()]{1,40}[）)])?$")
_NO_SENTENCE = re.compile(
    r"附件|注[：:]|https?:|www\.|页无正文|E-?mail|@|(?:[0-9一二三四五六七八九〇]{1,4}[日号]|(?:19|20)\d\d[-./]\d{1,2}[-./]\d{1,2})$"
)
_CONTACT = re.compile(
    r"(?:联系|咨询|监督|投诉|办公|通[信讯]|电子)?(?:人|方式|地址|邮[编箱政]|电话|传真|网址|链接|邮政编码|时间)[\u4e00-\u9fff]{0,6}[：:]"
)
_NOTE_AT_END = re.compile(r"[（(][^（）()]*[）)]$")
# The introduction ends in a sentence that announces the report.
_ANNOUNCES = re.compile(r"(?:现将|如下|公布|报告|编制|组成|统计期限|联系)")
_FIRST = re.compile(r"\s*[（(]?(?:一|1|１|①|第一)")
_GOES_ON = "，、,"


class Ending(NamedTuple):
    """A sentence that ends wrongly: its line and the mark it ends in, "" where it ends in none."""

    node: Line
    mark: str


def wrong_endings(nodes: Sequence[Node], *, introduction: bool = False) -> Iterator[Ending]:
    """Yield the sentences before the next heading, or at the end of the section, that end in no stop."""
    for number, node in enumerate(nodes):
        if isinstance(node, Table):
            continue
        behind = nodes[number + 1] if number + 1 < len(nodes) else None
        if behind is not None and not isinstance(behind, Heading):
            continue
        text = node.text.rstrip()
        last = text[-1:]
        if last in _GOES_ON:
            if _says_something(text):
                yield Ending(node, last)
        elif last in "；;":
            if _says_something(text) and not _item_before_item(node, behind):
                yield Ending(node, last)
        elif last in "：:":
            if not introduction and _leads_nowhere(node, behind):
                yield Ending(node, last)
        elif (
            _LACKS[text]
            or _alone_under_heading(nodes, number)
            or (introduction and behind is None and _announces(text))
        ):
            yield Ending(node, "")


def _alone_under_heading(nodes: Sequence[Node], number: int) -> bool:
    """Tell whether a paragraph is all that stands under a sub-heading, says something and has no stop: no title does that."""
    node = nodes[number]
    above = nodes[number - 1] if number else None
    behind = nodes[number + 1] if number + 1 < len(nodes) else None
    if not isinstance(node, Paragraph) or not isinstance(above, Heading):
        return False
    if not isinstance(behind, Heading) or behind.level > above.level:
        return False
    text = node.text.rstrip()
    return len(text) >= _ALONE and _UNFINISHED.search(text) is not None and _says_something(text)


def _says_something(text: str) -> bool:
    return len(text) >= _SHORT and not _NO_SENTENCE.search(text[-40:]) and not _CONTACT.search(text[-40:])


def _item_before_item(node: Line, behind: Heading | None) -> bool:
    """Tell whether an item of a list is followed by the next item, so that ； is its mark."""
    if behind is None:
        return False
    if isinstance(node, Heading):
        return behind.level >= node.level and "。" not in node.text
    return behind.level > 2


def _leads_nowhere(node: Line, behind: Heading | None) -> bool:
    """Tell whether a colon announces nothing: the section ends, or the next heading begins no list."""
    if behind is None:
        return isinstance(node, Paragraph) and len(node.text) >= _SHORT and not _CONTACT.search(node.text[-40:])
    deeper = isinstance(node, Heading) and behind.level > node.level
    least = _LONG if isinstance(node, Heading) else _SHORT
    return not deeper and len(node.text) >= least and not _FIRST.match(behind.text)


def _lacks(text: str) -> bool:
    if len(text) < _LONG or not _UNFINISHED.search(text) or not _SENTENCE.search(text) or _CLOSED.search(text):
        return False
    said = _NOTE_AT_END.sub("", text).rstrip()
    tail = re.split("[。；！？]", said)[-1] if "。" in said else said
    return len(tail) >= _SHORT and not _NO_SENTENCE.search(said[-40:]) and not _CONTACT.search(tail)


_LACKS: Memo[bool] = Memo(_lacks)


def _announces(text: str) -> bool:
    """Tell whether the last line of the introduction is a sentence without its mark, and no line of a page's head."""
    if len(text) < _SHORT or not _UNFINISHED.search(text) or _CLOSED.search(text):
        return False
    tail = re.split("[。；！？]", text)[-1]
    return (
        bool(_COMMA.search(text))
        and len(tail) >= _SHORT
        and _ANNOUNCES.search(tail) is not None
        and not _NO_SENTENCE.search(tail[-40:])
        and not _CONTACT.search(_NOTE_AT_END.sub("", tail))
    )
