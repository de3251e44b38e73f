"""No rule takes more than about twice as long over a text of twice the length, whatever stands in it."""

from __future__ import annotations

import time
from collections.abc import Callable
from functools import partial
from itertools import count

import pytest

from auditor.engine.assess import assess
from auditor.model.across import kept_as
from auditor.model.report import Report
from auditor.testing import bound, report_text
from auditor_rules import provide_rules

RULES = provide_rules()
WORK: dict[str, Callable[[Report], object]] = {
    **{rule.id: partial(assess, rule) for rule in RULES if rule.across is None},
    **{kept_as(keep): keep for rule in RULES for keep in rule.keep},
}
"""Every rule over one report, and what rules over several keep of each."""
LONG = 24_000
"""Characters of one paragraph; no real section comes near."""
LONG_LINES = 6_000
"""Characters in paragraphs that are all different. Names are compared in pairs, so their number is kept to what could be."""
QUICK = 0.08
"""Seconds; what takes less is not worth measuring, and a quadratic search over so much text takes longer."""
MOST = 3.5
TRIES = 3

PIECES = {
    "one character": "的",
    "digits": "1",
    "grouped digits": "1,234",
    "Chinese digits": "二十",
    "opening brackets": "（",
    "brackets": "（一）",
    "nested brackets": "（1（",
    "opening quotes": "“",
    "quotes": "“青禾”",
    "opening titles": "《",
    "titles": "《条例》",
    "a list of counts": "网站5件、",
    "a list of bare names": "青禾、",
    "counts and commas": "收到申请5件，",
    "counts in parts": "其中5件",
    "parts of parts": "共5件，其中3件，",
    "shares": "占5%，",
    "enumerations": "一是公开，",
    "sub-headings in running text": "（一）公开。",
    "sentences": "收到政府信息公开申请5件。",
    "denials": "未",
    "denials of requests": "未收到申请，",
    "years": "2023年",
    "dates": "2023年1月1日至",
    "addresses": "www.",
    "accounts": "微信公众号“青禾发布”",
    "organs": "青禾县人民政府",
    "letters": "ab",
    "spaces": " 的",
    "wide spaces": "　",
    "marks": "，。",
    "dashes": "—",
    "crosses": "X",
    "document numbers": "〔2021〕30号",
    "almost document numbers": "国办公开办函〔",
    "repeated words": "公开公开",
    "fees": "收费通知",
}


# Rules remember what they made of a text, so no two texts are the same.
_FIRST = map(chr, range(0x4E00, 0x9FFF))


def text(piece: str, length: int) -> str:
    return report_text(sections={"overview": next(_FIRST) + (piece * (length // len(piece) + 1))[:length] + "。"})


LINES = {
    "accounts": "通过微信公众号“{name}”发布信息{n}条。",
    "columns": "在“{name}”栏目公开信息{n}条。",
    "titles": "落实《{name}办法》要求。",
    "addresses": "网址为www.{pinyin}.gov.cn。",
    "shares": "公开信息{n}条，其中{name}类3条，占5%。",
    "changes": "收到申请{n}件，比上年的40件增长5%。",
    "organs": "{name}局收到政府信息公开申请{n}件。",
    "enumerations": "一是{name}；二是{name}。",
}


def lines(pattern: str, length: int) -> str:
    """Return a report of so many characters in short paragraphs that are all different."""
    first = ord(next(_FIRST))
    names = (chr(first + n // 70) + chr(0x5000 + n % 70) + "青禾" for n in count())
    number = length // len(pattern)
    paragraphs = [
        pattern.format(name=name, n=n, pinyin=f"{n * 7919 % 1000003:x}qinghe{n:x}")
        for n, name in zip(range(1, number), names, strict=False)
    ]
    return report_text(sections={"overview": "\n".join(paragraphs)})


def seconds(work: Callable[[Report], object], report: Report) -> float:
    started = time.process_time()
    work(report)
    return time.process_time() - started


def grown(made: Callable[[int], str], long: int) -> dict[str, tuple[float, float]]:
    """Return what takes much more than twice as long over a text of twice the length, with both times."""

    def least(work: Callable[[Report], object], length: int) -> float:
        # Over reports that no rule has asked anything yet, as what one rule finds out is there for the next.
        return min(seconds(work, bound(made(length))) for _ in range(TRIES))

    report = bound(made(long))
    slow = [name for name, work in WORK.items() if seconds(work, report) > QUICK]
    return {
        name: (one, two)
        for name in slow
        if (two := least(WORK[name], long)) > QUICK and two > MOST * (one := least(WORK[name], long // 2))
    }


@pytest.mark.parametrize("piece", PIECES.values(), ids=PIECES)
def test_twice_the_text_takes_no_more_than_about_twice_the_time(piece: str) -> None:
    assert grown(lambda length: text(piece, length), LONG) == {}


@pytest.mark.parametrize("pattern", LINES.values(), ids=LINES)
def test_so_it_is_with_twice_the_paragraphs(pattern: str) -> None:
    assert grown(lambda length: lines(pattern, length), LONG_LINES) == {}
