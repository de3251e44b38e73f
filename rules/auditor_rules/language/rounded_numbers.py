"""OGI-L809: a number is either exact or rounded, not both."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from auditor import Confidence, Message, Report, Severity, Violation, rule
from auditor_rules.language.running_text import RunningText, running_text
from auditor_rules.prose.numerals import read_number
from auditor_rules.reading.garbled_source import refuse_damaged

_WORD = re.compile(r"[余多]")
_MORE = re.compile(
    r"(?<![\d.．,，年第])(?P<number>\d{1,3}(?:[,，]\d{3})+|\d+)\s?(?P<more>[余多])\s?(?P<unit>条次|件次|人次|家次|场次|[\u4e00-\u9fff]?)"
)
_ABOUT = re.compile(r"约\s?(?:为|有|达|计)?\s?(?P<number>\d[\d,，]*\.\d{2,})\s?(?P<unit>万|元|公里|平方|吨|千米|米)")
# Digits, with commas, that stand right before 余.
_DIGITS_BEFORE = re.compile(r"[\d,，]{1,14}\s?$")
# 25余万 is rounded at 万; 余下 and 余额 are words of their own, and 多媒体, 多次, 多渠道 begin others.
_NO_UNIT = frozenset("万亿千百额下款力元热样媒渠方功")
_PARTS = re.compile(r"\s?[，,（(:：；;]?\s?其中[，,：:]?(?:包括|包含)?(?P<list>[^。；;\n]{1,160})")
_PART = re.compile(
    r"(?<![\d.年])(?P<number>\d[\d,]*(?:\.\d+)?)\s?(?P<unit>条次|件次|人次|[\u4e00-\u9fff万])(?P<more>[余多]?)"
)
_OPEN = re.compile(r"[余多约近超]|以上|左右|等(?!级|候)|例如|主要|重点")


@rule(
    id="OGI-L809",
    title=("数量表述矛盾", "Number phrasing contradictory"),
    severity=Severity.REVIEW,
    confidence=Confidence.MEDIUM,
    basis=("《出版物上数字用法》（GB/T 15835—2011）4.2：概数与“余”“多”“约”的用法", "GB/T 15835-2011, 4.2: round numbers and 余, 多, 约"),
    remedy=("确数去掉“余”“多”“约”；概数写成整数。", "Drop 余, 多 or 约 from an exact number, or round the number."),
)  # fmt: skip
def exact_or_rounded(report: Report) -> Iterator[Violation]:
    """68余条 says both that there were 68 and that there were more; a figure that was counted needs no 余, and one that was
    not cannot end in 8.

    Looked at are 余 and 多 behind a number that does not end in zero, a rounded total whose parts are all given exactly and
    come to it, and 约 before two decimals. 25余万 and 3.2万余条 are rounded at 万 and pass, as do 60余条 and percentages.
    """
    refuse_damaged(report)
    running = report.derived(running_text)
    text = running.text
    for word in _WORD.finditer(text):
        digits = _DIGITS_BEFORE.search(text, max(0, word.start() - 15), word.start())
        match = _MORE.match(text, digits.start()) if digits else None
        if match is not None and match["unit"][:1] not in _NO_UNIT:
            report.asked.add(running.span(*match.span()))
            yield from _more(running, match)
    if "约" in text:
        for match in _ABOUT.finditer(text):
            report.asked.add(running.span(*match.span()))
            zh = f"“{match[0]}”既用“约”，又精确到小数点后两位"
            yield _violation(running, match, zh, f"{match[0]} is rounded and exact at once")


def _more(running: RunningText, match: re.Match[str]) -> Iterator[Violation]:
    number = int(match["number"].replace(",", "").replace("，", ""))
    if number % 10:
        zh = f"“{match[0]}”在确数后用了“{match['more']}”"
        yield _violation(running, match, zh, f"{match[0]}: an exact number with {match['more']} behind it")
        return
    parts = _PARTS.match(running.text, match.end())
    if parts is None or not match["unit"] or _OPEN.search(parts["list"]):
        return
    counts = [part for part in _PART.finditer(parts["list"]) if part["unit"] == match["unit"]]
    values = [read_number(part["number"]) for part in counts]
    total = sum((Decimal(value) for value in values if value is not None), Decimal(0))
    if len(values) >= 2 and number <= total < number + _step(number):
        zh = f"“{match[0]}”用了“{match['more']}”，而其中各项均为确数（合计{total}）"
        yield _violation(
            running, match, zh, f"{match[0]} is rounded, its parts are exact and come to {total}", str(total)
        )


def _step(number: int) -> int:
    """Return the place value of the last digit that is not zero: 700 is rounded to hundreds."""
    step = 1
    while number and number % (step * 10) == 0:
        step *= 10
    return step


def _violation(running: RunningText, match: re.Match[str], zh: str, en: str, expected: str | None = None) -> Violation:
    span = running.span(*match.span())
    return Violation(
        Message(zh, en),
        span,
        quotes=(running.around(*match.span()),),
        expected=expected,
        actual=span.text,
        subject="rounded number",
    )
