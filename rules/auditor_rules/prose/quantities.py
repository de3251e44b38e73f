"""Numbers with their units as the running text gives them, each in its clause and list; scanned once for each report."""

from __future__ import annotations

import re
from bisect import bisect
from decimal import Decimal
from typing import NamedTuple

from auditor.model.finding import Span
from auditor.model.report import Report
from auditor.model.text import Memo
from auditor.model.values import Amount
from auditor_rules.prose.numerals import read_number
from auditor_rules.prose.sentences import REACH, Sentence, sentences

PERCENT = "%"
_DIGIT, _CHINESE = "0-9０-９", "〇零一二两三四五六七八九十百千"
_UNIT = "件次|条次|人次|场次|个百分点|[件条宗起份例项个次部篇则期场笔元人家名%％]"
_COUNT = re.compile(
    rf"([{_DIGIT}{_CHINESE}](?:(?<=[{_DIGIT}])(?<![{_DIGIT}][{_DIGIT}])[{_DIGIT}]*+(?:[,，][{_DIGIT}]{{3}}(?![{_DIGIT}]))*+(?:\.[{_DIGIT}]++)?"
    rf"|(?<![{_CHINESE}][{_CHINESE}])[{_CHINESE}]*+(?=[万余多]{{0,2}}[件条宗起份例次部])))"
    rf"[ \u3000\xa0]?([余多]?)([万亿]?)([余多]?)[ \u3000\xa0]?(?:({_UNIT})|(?=[，。；、）)]|$))"
)
# What stands in 《》 or quotes is a name, and a bracket without a figure an aside.
_NAMES = re.compile(r"《[^《》]*》|“[^“”]*”")
_ASIDES = re.compile(r"[（(][^（）()\d]*[）)]")
_BRACKETS = re.compile(r"[（(]([^（）()]*)[）)]")
# 收到申请：12件 — the colon before a number joins, any other begins a new clause, as does a comma in Latin script.
_COMMAS = re.compile(r"[：:](?!\s?\d)|,(?!\d{3})|(?<!\d),")
_MARKS = "，,、。；！？;!?"
_SPACES = " \u3000\xa0"
# Before a number: 第5条 is an ordinal, 每3件 a ratio; before one in Chinese numerals: 数十件, 同一件, 一式三份.
_NO_COUNT = frozenset("第每-—~～/.·")
_NO_CHINESE = frozenset("数几上逐同某任这哪单唯统式")
_ABOUT = frozenset("约近超逾过足到于")
# Behind a unit: 100件以上, 50件左右.
_SOME = frozenset("余多以左之")
_PERIODS = frozenset("月工季小年")
# A number without a unit counts only behind these: 申请数量为0，
_BARE = frozenset("量数为是共计：:")
# Nobody counts beyond this; longer runs of digits are account numbers.
_MOST_DIGITS = 20
_SCALES = {"万": 10_000, "亿": 100_000_000}


class Quantity(NamedTuple):
    """A number with its unit. The text allows for `low` to `high`; an exact number is all three.

    `head` is its clause up to the number, `tail` the clause behind the unit, `lead` the clauses since the last number.
    """

    number: Amount
    low: Amount
    high: Amount
    decimals: int
    scale: int
    unit: str
    start: int
    end: int
    opened: int
    """Where its clause begins; like `start` and `end` this counts characters of the sentence."""
    head: str
    lead: str
    group: int
    """0 outside lists; n for what the sentence's n-th 其中 begins, -n for what stands in its n-th bracket."""
    listed: bool
    """Whether only a 、 parts it from the number before."""
    tail: str

    @property
    def exact(self) -> bool:
        """Whether the number is not rounded."""
        return self.low == self.high


class Reading(NamedTuple):
    """A sentence that holds a quantity. In `text` names and asides are blanked out; places are those of the sentence."""

    sentence: Sentence
    position: int
    """Which sentence of the report it is."""
    text: str
    quantities: tuple[Quantity, ...]

    def span(self, start: int, end: int) -> Span:
        """Return a piece of the sentence as printed, without marks and spaces at its ends."""
        printed = self.sentence.text[start:end]
        start += len(printed) - len(printed.lstrip(_MARKS + _SPACES + "：:（("))
        return self.sentence.span(start, start + len(self.sentence.text[start:end].rstrip(_MARKS + _SPACES)))

    def printed(self, quantity: Quantity) -> Span:
        """Return a quantity as printed, with its unit."""
        return self.sentence.span(quantity.start, quantity.end)

    def rest(self, quantity: Quantity) -> str:
        """Return what follows the clause of a quantity."""
        return self.text[quantity.end + len(quantity.tail) :]


def readings(report: Report) -> tuple[Reading, ...]:
    """Return every sentence of the prose that holds a quantity, in reading order."""
    found: list[Reading] = []
    for position, sentence in enumerate(report.derived(sentences)):
        read = _READ[sentence.text]
        if read is not None:
            found.append(Reading(sentence, position, *read))
    return tuple(found)


def _read(sentence: str) -> tuple[str, tuple[Quantity, ...]] | None:
    """Return a sentence's text with names blanked out, and the quantities in it, or None where it holds none."""
    first = _COUNT.search(sentence)
    if first is None:
        return None
    text = blanked_names(sentence)
    quantities = _quantities(text, first.start())
    return (text, quantities) if quantities else None


_READ: Memo[tuple[str, tuple[Quantity, ...]] | None] = Memo(_read)


def blanked_names(text: str) -> str:
    """Return the text with what stands in 《》, in quotes, and in brackets without a figure replaced by spaces."""
    if "《" in text or "“" in text:
        text = _NAMES.sub(_blank, text)
    return _ASIDES.sub(_blank, text) if "（" in text or "(" in text else text


def _blank(match: re.Match[str]) -> str:
    return "\u3000" * len(match[0])


def _quantities(text: str, since: int) -> tuple[Quantity, ...]:
    """Return the quantities of a sentence; there is none before `since`."""
    if "," in text or "：" in text or ":" in text:
        text = _COMMAS.sub("，", text)
    if "（" not in text and "(" not in text:
        return tuple(_walk(text, since, len(text)))
    found = _walk(_BRACKETS.sub(_blank, text), since, len(text))
    starts = [quantity.start for quantity in found]
    for number, bracket in enumerate(_BRACKETS.finditer(text), start=1):
        # 比上年（31件）下降: what stands before the bracket names its number, unless that is a number itself.
        start, end = bracket.span(1)
        far = max(0, start - REACH)
        opened = max(text.rfind("，", far, start) + 1, text.rfind("、", far, start) + 1, far)
        near = bisect(starts, start) - 1
        if near >= 0 and starts[near] >= opened:
            opened = start
        found += _walk(text, start, end, start, opened, -number)
    return tuple(sorted(found, key=lambda quantity: quantity.start))


def _walk(text: str, since: int, until: int, left: int = 0, opened: int = 0, group: int = 0) -> list[Quantity]:
    """Return the quantities between two places of a text, whose first clause begins at `opened`, or else behind the
    last ， from `left` on. A clause ends at ，, and behind a number at 、 as well.

    Written in one piece, and sparing with calls: it runs for every number of every report.
    """
    found: list[Quantity] = []
    lists = 0
    last: _Waiting | None = None
    for match in _COUNT.finditer(text, since, until):
        start, end = match.span()
        digits, more, myriads, also, unit = match.groups()
        before = text[start - 1 : start]
        if before in _NO_COUNT or (not unit and before not in _BARE) or len(digits) > _MOST_DIGITS:
            continue
        if not myriads and (digits.isdecimal() or digits.replace(",", "").isdecimal()):
            if unit == "个" and text[end : end + 1] in _PERIODS:
                continue
            number: Amount = int(digits.replace(",", ""))
            scale, decimals = 1, 0
        else:
            if digits[0] in _CHINESE and (before in _NO_CHINESE or (digits == "一" and _idle(text, end))):
                continue
            value = read_number(digits.replace("，", ","), myriads)
            if value is None:
                continue
            number, scale = value, _SCALES.get(myriads, 1)
            decimals = len(digits) - digits.rindex(".") - 1 if "." in digits else 0
        low: Amount = number
        high: Amount = number
        if myriads or more or also or before in _ABOUT or text[end : end + 1] in _SOME:
            low, high = _range(number, scale, decimals, bool(more or also), text[:start], text[end : end + 2])
        comma = text.rfind("，", left, start)
        if last is None:
            first, lead, listed = comma + 1 or opened, text[left : comma + 1], False
        else:
            # With a ， between two numbers, a 、 before it still ends the clause of the first.
            pause = text.find("、", left, start)
            if comma < 0:
                closed, listed = pause if pause >= 0 else start, True
                first = closed + 1
            else:
                closed, listed, first = text.find("，", left, start), False, comma + 1
                if 0 <= pause < closed:
                    closed = pause
            lead = text[closed + 1 : first]
            found.append(Quantity._make((*last, text[left:closed])))
            if closed == start:
                first = left
        head = text[first:start]
        if "其中" in head or "其中" in lead:
            lists += 1
            group = lists if group >= 0 else group
        unit = PERCENT if unit == "％" else unit or ""
        last = (number, low, high, decimals, scale, unit, start, end, first, head, lead, group, listed)
        left = end
    if last is not None:
        found.append(Quantity._make((*last, text[left : _closed(text, left, until)].rstrip(_MARKS))))
    return found


_Waiting = tuple[Amount, Amount, Amount, int, int, str, int, int, int, str, str, int, bool]


def _closed(text: str, start: int, end: int) -> int:
    """Return where the clause of a number ends: at the first ， or 、 behind it, or else at `end`."""
    comma, pause = text.find("，", start, end), text.find("、", start, end)
    if comma < 0 or 0 <= pause < comma:
        comma = pause
    return comma if comma >= 0 else end


def _idle(text: str, end: int) -> bool:
    """Tell whether 一 counts nothing: 一起 for together, 一次 for once, 一件事."""
    return text[end - 1] in "起次" or text[end : end + 1] == "事"


def _range(number: Amount, scale: int, decimals: int, more: bool, before: str, behind: str) -> tuple[Amount, Amount]:
    """Return what a rounded number may stand for: 300余件, 约47.1万元, 近2万件, 100件以上."""
    last = Decimal(scale) / 10**decimals
    if more or behind[:1] in ("余", "多"):
        step = last if scale > 1 else Decimal(10)
        while number >= step * 10 and number % (step * 10) == 0:
            step *= 10
        return number, number + step
    if behind == "以上" or before.endswith(("超", "逾", "超过", "不少于", "高于")):
        return number, number * 2
    if behind in ("以下", "以内", "之内") or before.endswith(("不足", "不到")):
        return 0, number
    if behind == "左右" or before.endswith(("约", "近")):
        return number - number // 10, number + number // 10
    return (number - last, number + last) if scale > 1 else (number, number)
