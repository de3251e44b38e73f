"""The relation that a table states in words of its own, read into the same linear form as a relation pack's formula."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cache, lru_cache
from typing import Any, NamedTuple

from lark import Lark, Token, Transformer
from lark.exceptions import UnexpectedInput

from auditor.grammar.relation import Linear, Relation, RelationError, Term
from auditor.model.text import SPACES, normalise

_NUMERALS = {char: number for number, char in enumerate("一二三四五六七八九", 1)} | {"两": 2}
_CIRCLED = {ord(char): f"({number})" for number, char in enumerate("①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳", 1)}
_SIGNS = str.maketrans({"≧": "≥", "≦": "≤", "⩾": "≥", "⩽": "≤", "−": "-"})
_ORDINAL_IN_BRACKETS = re.compile(r"(?<=第)\((\d{1,3}|[一二三四五六七八九十]{1,3})\)(?=[项行栏列])")
_NUMBER = re.compile("[0-9]+|[一二两三四五六七八九十]+")
_AXIS = {"行": "row", "栏": "column", "列": "column"}
# 合计 is a label of many tables, and the word for a sum: 1至4项合计.
_SUMS = frozenset({"合计", "总计", "小计", "累计", "总和"})
_PRINTED = str.maketrans(",:()", "，：（）")
_OPEN, _CLOSE = "\ue000", "\ue001"
_EDGE = r"=+\-<>≥≤,;:()、与和及加减为由至于\ue001"
_COUNTED = "[0-9两二三四五六七八九十]{1,2}[项行栏列者]"
_LONGEST_RANGE = 60


class StatedError(Exception):
    """A text that states no relation this grammar can read."""


class Name(NamedTuple):
    """What a note calls a row or column.

    Kinds: label (`which` counts the labels given), item (第3项), line (第3行, 第3栏), sub (（三）), mark (3, (3), A, 甲),
    each (各项之和), any (各项均…: each of them by itself), first, last and above with a count (前3项; above without one: all).
    """

    kind: str
    which: str = ""
    axis: str = ""
    """row or column where the note says which it means."""

    @classmethod
    def of(cls, term: Term) -> Name:
        """Return the name that a term of a stated relation holds."""
        return cls(*term.name.split(":"))


def plain(text: str) -> str:
    """Return a note or label as the grammar reads it: no spaces, half-width marks, ① as (1)."""
    unified = SPACES.sub("", normalise(text.translate(_CIRCLED))).translate(_SIGNS)
    return _ORDINAL_IN_BRACKETS.sub(r"\1", unified)


def as_written(text: str) -> str:
    """Return a plain text with the marks of Chinese print."""
    return text.translate(_PRINTED)


def number_of(numeral: str) -> int:
    """Return the value of 3, 三 or 十二."""
    if numeral.isdecimal():
        return int(numeral)
    tens, ten, ones = numeral.rpartition("十")
    return (_NUMERALS.get(tens, 1) * 10 if ten else 0) + _NUMERALS.get(ones, 0)


@lru_cache(maxsize=1024)
def parse_stated(text: str, labels: tuple[str, ...]) -> tuple[Relation, ...]:
    """Return the relations that a statement makes between the labels and ordinals of its table.

    The name of each of their terms holds a `Name`. Text and labels must be `plain`.

    Raises:
        StatedError: the text states no relation, or none that is linear.
    """
    narrow = tuple("" if label in _SUMS else label for label in labels)
    last: Exception | None = None
    for known in dict.fromkeys((labels, narrow)):
        try:
            relations: tuple[Relation, ...] = _parser().parse(_marked(text, known))  # type: ignore[assignment]
        except (UnexpectedInput, RelationError) as error:
            last = error
        else:
            written = as_written(text)
            return tuple([Relation(written, found.left, found.comparison, found.right) for found in relations])
    raise StatedError(text) from last


def _marked(text: str, labels: Sequence[str]) -> str:
    """Return the text with every label in it replaced by its number, the longest first."""
    numbers = {label: number for number, label in reversed(list(enumerate(labels))) if label}
    if not numbers:
        return text
    # A label of one character (男, 女) counts only where an operator or mark stands on both sides.
    each = [
        re.escape(label)
        if len(label) > 1
        else rf"(?<![^{_EDGE}]){re.escape(label)}(?=[{_EDGE}之数]|[等不大小相组构]|{_COUNTED}|$)"
        for label in sorted(numbers, key=lambda label: (-len(label), label))
    ]
    return re.sub("|".join(each), lambda match: f"{_OPEN}{numbers[match[0]]}{_CLOSE}", text)


class _Many(NamedTuple):
    """One name for several rows or columns: 第1至4项, 各项."""

    names: tuple[Name, ...]


class _Part(NamedTuple):
    """What stands between two 与: a sum or a name for several, and the word behind it that sums up or subtracts."""

    what: Linear | _Many
    tail: str


_Side = tuple[_Part, ...]


class _Builder(Transformer[Token, Any]):
    def start(self, children: list[tuple[Relation, ...]]) -> tuple[Relation, ...]:
        return tuple(relation for found in children for relation in found)

    def compared(self, children: list[Any]) -> tuple[Relation, ...]:
        found: list[Relation] = []
        for left, sign, right in zip(children[::2], children[1::2], children[2::2], strict=False):
            if sign.type == "IS" and not right[-1].tail:
                raise RelationError("nothing is said to be the sum")
            comparison = "==" if sign.type == "IS" else _comparison(str(sign))
            if comparison == "==":
                found.append(Relation("", _one(left), "==", _one(right)))
            else:
                found += [Relation("", one, comparison, other) for one in _apart(left) for other in _apart(right)]
        return tuple(found)

    def same(self, children: list[_Side]) -> tuple[Relation, ...]:
        side = children[0]
        sums = _sums(side)
        if len(sums) == 1 and len(side) > 2:
            # 合计与男、女之和相等: the first stands by itself.
            sums = (_linear(side[0].what), *_sums(side[1:]))
        if len(sums) != 2:
            raise RelationError("two sums are needed")
        return (Relation("", sums[0], "==", sums[1]),)

    def made(self, children: list[_Side]) -> tuple[Relation, ...]:
        left, right = children
        return (Relation("", _one(left), "==", _joined(_linear(part.what) for part in right)),)

    def side(self, children: list[_Part]) -> _Side:
        return tuple(children)

    def part(self, children: list[Any]) -> _Part:
        return _Part(children[0], str(children[1]) if len(children) > 1 else "")

    def plus(self, children: list[Linear | _Many]) -> Linear:
        return _joined(map(_linear, children))

    def minus(self, children: list[Linear | _Many]) -> Linear:
        left, right = map(_linear, children)
        return _joined((left, _negative(right)))

    def through(self, children: list[Linear | _Many]) -> Linear:
        """Fill in what the dots of 1+2+…+6 stand for."""
        before, behind = map(_linear, children)
        first, last = Name.of(before.terms[-1]), Name.of(behind.terms[0])
        if first.kind != last.kind or first.axis != last.axis or first.kind not in ("mark", "item", "line"):
            raise RelationError("the dots join what cannot be counted")
        between = _counted(first.kind, first.which, last.which, last.axis).names[1:]
        return _joined((before, _linear(_Many(between))))

    def label(self, children: list[Token]) -> Linear:
        number, _, suffix = children[0].removeprefix(_OPEN).partition(_CLOSE)
        return _name("label", number, _AXIS.get(suffix[-1:], ""))

    def ranged(self, children: list[Token]) -> _Many:
        first, last = _NUMBER.findall(children[0])
        return _counted(_kind(children[0]), first, last, _axis(children[0]))

    def listed(self, children: list[Token]) -> _Many:
        token = children[0].replace("两", "")
        kind, axis = _kind(token), _axis(token)
        return _Many(tuple(Name(kind, str(number_of(numeral)), axis) for numeral in _NUMBER.findall(token)))

    def ordinal(self, children: list[Token]) -> Linear:
        token = children[0]
        return _name(_kind(token), str(number_of(_NUMBER.findall(token)[0])), _axis(token))

    def near(self, children: list[Token]) -> _Many:
        token = children[0]
        kind = {"前": "first", "后": "last"}.get(token[0], "above")
        return _Many((Name(kind, str(number_of(_NUMBER.findall(token)[0])), _axis(token)),))

    def each(self, children: list[Token]) -> _Many:
        token = children[0]
        return _Many((Name("above" if token[0] in "以上" else "each", "", _axis(token)),))

    def sub(self, children: list[Token]) -> Linear:
        return _name("sub", str(number_of(children[0][1:-1])))

    def bare(self, children: list[Token]) -> Linear:
        numeral = children[0].strip("()")
        if numeral == "0":
            return Linear()
        return _name("mark" if numeral.isdecimal() else "item", str(number_of(numeral)))

    def mark(self, children: list[Token]) -> Linear:
        letter = children[0].rstrip("项行栏列")
        return _name("mark", letter.upper(), _axis(children[0]))

    def inner(self, children: list[_Side]) -> Linear:
        return _one(children[0])


def _comparison(token: str) -> str:
    negated, equal = "不" in token, any(word in token for word in ("等", "=", "≥", "≤"))
    more = any(word in token for word in ("大", "多", "高", "超", "≥", ">"))
    less = any(word in token for word in ("小", "少", "低", "≤", "<"))
    if not more and not less:
        return "=="
    if negated:
        return "<=" if more else ">="
    return (">" if more else "<") + ("=" if equal else "")


def _kind(token: str) -> str:
    return "item" if "项" in token else "mark" if token.endswith(")") else "line"


def _axis(token: str) -> str:
    return next((axis for char, axis in _AXIS.items() if char in token), "")


def _name(kind: str, which: str, axis: str = "") -> Linear:
    return Linear((Term(1, ":".join(Name(kind, which, axis))),))


def _counted(kind: str, first: str, last: str, axis: str) -> _Many:
    low, high = number_of(first), number_of(last)
    if not low < high < low + _LONGEST_RANGE:
        raise RelationError("the range runs backwards, or too far")
    return _Many(tuple(Name(kind, str(number), axis) for number in range(low, high + 1)))


def _linear(what: Linear | _Many) -> Linear:
    if isinstance(what, Linear):
        return what
    return Linear(tuple(Term(1, ":".join(name)) for name in what.names))


def _joined(sums: Iterable[Linear]) -> Linear:
    return Linear(tuple(term for found in sums for term in found.terms))


def _negative(found: Linear) -> Linear:
    return Linear(tuple(term._replace(factor=-term.factor) for term in found.terms))


def _sums(side: _Side) -> tuple[Linear, ...]:
    """Return the sums of a side: a word behind a part takes in all parts before it that none has taken."""
    sums: list[Linear] = []
    waiting: list[Linear] = []
    for what, tail in side:
        waiting.append(_linear(what))
        if "差" in tail:
            if len(waiting) != 2:
                raise RelationError("a difference is that of two")
            waiting[1] = _negative(waiting[1])
        if tail:
            sums.append(_joined(waiting))
            waiting = []
    return (*sums, *waiting)


def _one(side: _Side) -> Linear:
    sums = _sums(side)
    if len(sums) != 1:
        raise RelationError("several rows or columns are named and nothing says that they are summed")
    return sums[0]


def _apart(side: _Side) -> Iterator[Linear]:
    """Yield what a bound holds for: a sum, or each of what one name or 与 puts side by side (各项均不大于合计)."""
    if side[-1].tail:
        yield _one(side)
        return
    for what, _ in side:
        if isinstance(what, Linear):
            yield what
        else:
            yield from (
                _linear(_Many((name._replace(kind="any") if name.kind == "each" else name,))) for name in what.names
            )


@cache
def _parser() -> Lark:
    return Lark.open_from_package("auditor.grammar", "stated.lark", parser="lalr", transformer=_Builder())
