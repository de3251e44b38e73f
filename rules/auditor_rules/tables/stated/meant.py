"""Which rows or columns the words of a note mean: 第三项, 1栏, 合计, 各项."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import islice, product
from typing import NamedTuple

from auditor.grammar.relation import Linear, Relation, Term
from auditor.grammar.stated import Name
from auditor_rules.tables.stated.grid import Label, Layout, Line, without_note
from auditor_rules.tables.stated.words import words

_TOTALS = words("totals")
_MOST = 12
"""So many readings are tried; a note with more would say nothing."""
_WIDE = ("each", "any", "above")
_ORDINALS = "零一二三四五六七八九十"

Keys = tuple[tuple[str, str], ...]
"""Keys of rows or columns, each with what the note calls it."""


class Reading(NamedTuple):
    """What a statement can mean: relations over keys, what the note calls each key, and whether the keys are rows."""

    relations: tuple[Relation, ...]
    called: tuple[tuple[str, str], ...]
    down: bool


def names_of(layout: Layout) -> tuple[str, ...]:
    """Return every name that a note may call a row or column of the table by."""
    names: dict[str, None] = {}
    for line in (*layout.rows, *layout.columns):
        for label in line.labels:
            if label is not None:
                names |= dict.fromkeys((label.text, label.name, without_note(label.name)))
    # What is itself a relation (A=B+C over a column) names nothing.
    return tuple(name for name in names if name and not name.isdecimal() and "=" not in name)


def readings(relation: Relation, layout: Layout, names: Sequence[str]) -> Iterator[Reading]:
    """Yield what a stated relation can mean in a table; nothing where it names what the table does not have."""
    said = dict.fromkeys(Name.of(term) for term in (*relation.left.terms, *relation.right.terms))
    for axis in (_Axis(layout.rows, names, down=True), _Axis(layout.columns, names, down=False)):
        narrow = [name for name in said if name.kind not in _WIDE]
        choices = [list(axis.find(name)) for name in narrow]
        for chosen in [] if [] in choices else axis.together(choices):
            taken = [key for keys in chosen for key, _ in keys]
            meant = dict(zip(narrow, chosen, strict=True))
            for wide in axis.others([name for name in said if name.kind in _WIDE], taken):
                reading = _reading(relation, meant | wide, down=axis.down)
                if all(set(found.left.terms).isdisjoint(found.right.terms) for found in reading.relations):
                    yield reading


def _reading(relation: Relation, meant: dict[Name, Keys], *, down: bool) -> Reading:
    each = next((name for name in meant if name.kind == "any"), None)
    apart = [meant] if each is None else [{**meant, each: (found,)} for found in meant[each]]
    relations = tuple(
        Relation(relation.text, _keyed(relation.left, one), relation.comparison, _keyed(relation.right, one))
        for one in apart
    )
    return Reading(relations, tuple(found for keys in meant.values() for found in keys), down)


def _keyed(side: Linear, meant: dict[Name, Keys]) -> Linear:
    return Linear(
        tuple(Term(term.factor, key) for term in side.terms for key, _ in meant[Name.of(term)]), side.constant
    )


class _Axis:
    """The rows, or the columns, of a table as a note may speak of them."""

    def __init__(self, lines: tuple[Line, ...], names: Sequence[str], *, down: bool) -> None:
        self.down = down
        self._lines = lines
        self._names = names
        levels = [label.level for line in lines for label in line.labels if label and label.level]
        self._top = min(levels, default=None)

    def find(self, name: Name) -> Iterator[Keys]:
        """Yield what a name can mean, each time the keys that are summed for it."""
        if name.axis and name.axis != ("row" if self.down else "column"):
            return
        which = int(name.which) if name.which.isdecimal() else 0
        match name.kind:
            case "label":
                yield from self._labelled(self._names[which])
            case "item" if self._top is not None:
                yield from self._numbered(self._top, which)
            case "item" if self.down:
                yield from self._counted(which, f"第{_ordinal(which)}项")
            case "sub":
                yield from self._numbered(2, which)
            case "line":
                yield from self._counted(which, f"第{_ordinal(which)}{'行' if self.down else '栏'}")
            case "mark":
                yield from self._marked(name.which)
            case "first" | "last":
                lines = self._outer(self._lines)
                chosen = lines[:which] if name.kind == "first" else lines[-which:]
                if len(chosen) == which:
                    yield _keys(chosen)

    def together(self, choices: Sequence[list[Keys]]) -> list[tuple[Keys, ...]]:
        """Return what names can mean side by side. Where numbers come again in each group, those next to a sure name."""
        combined = list(islice(product(*choices), _MOST + 1))
        if len(combined) <= _MOST:
            return combined
        place = {line.key: n for n, line in enumerate(self._lines)}
        sure = [place[keys[0][0]] for [keys] in (choice for choice in choices if len(choice) == 1)]
        near = []
        for side in (1, -1) if sure else ():
            chosen = []
            for choice in choices:
                there = (
                    [keys for keys in choice if (place[keys[0][0]] - sure[0]) * side > 0] if len(choice) > 1 else choice
                )
                chosen += [min(there, key=lambda keys: abs(place[keys[0][0]] - sure[0]))] if there else []
            near += [tuple(chosen)] if len(chosen) == len(choices) else []
        return near

    def others(self, wide: Sequence[Name], taken: Sequence[str]) -> Iterator[dict[Name, Keys]]:
        """Yield what 各项 and 以上各项 can mean beside the rows or columns that are named outright."""
        if not wide:
            yield {}
            return
        if any(name.axis and name.axis != ("row" if self.down else "column") for name in wide):
            return
        places = [n for n, line in enumerate(self._lines) if line.key in taken]
        for choose in (self._outer, self._inner, _subtotals):
            meant: dict[Name, Keys] = {}
            for name in wide:
                lines = self._lines if name.kind != "above" or not places else self._lines[: min(places)]
                left = choose([line for line in lines if line.key not in taken])
                if name.kind == "above" and name.which:
                    left = left[-int(name.which) :]
                meant[name] = _keys(left)
            if all(meant.values()):
                yield meant

    def _labelled(self, name: str) -> Iterator[Keys]:
        for n, line in enumerate(self._lines):
            for label in line.labels:
                if label is not None and name in (label.text, label.name, without_note(label.name)):
                    if label is line.own:
                        yield ((line.key, name),)
                    else:
                        yield from self._group(n, label, name)

    def _numbered(self, level: int, number: int) -> Iterator[Keys]:
        called = f"（{_ordinal(number)}）" if level == 2 and level != self._top else f"第{_ordinal(number)}项"
        places = self._places(level, number)
        for n, label in places:
            if label is self._lines[n].own:
                yield ((self._lines[n].key, called),)
            else:
                yield from self._group(n, label, called)
        before, behind = self._places(level, number - 1), self._places(level, number + 1)
        if not places and before and behind:
            # The heading of a group may be lost where its members are not.
            yield from self._sum(self._lines[before[-1][0] + 1 : behind[0][0]], called)

    def _places(self, level: int, number: int) -> list[tuple[int, Label]]:
        """Return where labels with this number stand."""
        return [
            (n, label)
            for n, line in enumerate(self._lines)
            for label in line.labels
            if label is not None and (label.level, label.number) == (level, number)
        ]

    def _counted(self, number: int, called: str) -> Iterator[Keys]:
        numbered = [line for line in self._lines if line.number]
        if numbered:
            yield from (((line.key, called),) for line in numbered if line.number == str(number))
            return
        if 0 < number <= len(self._lines):
            yield ((self._lines[number - 1].key, called),)
        # Where columns have no numbers, the columns of labels may be counted in.
        yield from (((line.key, called),) for line in self._lines if not self.down and line.key == f"c{number - 1}")

    def _marked(self, mark: str) -> Iterator[Keys]:
        numbered = [line for line in self._lines if line.number == mark]
        for line in numbered or [line for line in self._lines if line.own and _bears(line.own, mark)]:
            yield ((line.key, line.name),)

    def _group(self, first: int, label: Label, called: str) -> Iterator[Keys]:
        """Yield what stands for a group that has no figures of its own: its total, or else its members."""
        end = len(self._lines)
        position = self._lines[first].labels.index(label)
        for n in range(first + 1, len(self._lines)):
            printed = [other for other in self._lines[n].labels[: position + 1] if other is not None]
            if any(
                label.level is None or (other.level is not None and other.level <= label.level) for other in printed
            ):
                end = n
                break
        yield from self._sum(self._lines[first:end], called)

    def _sum(self, members: Sequence[Line], called: str) -> Iterator[Keys]:
        """Yield what some lines come to: the total among them, or else all of them."""
        total = next((line for line in members if line.own and without_note(line.own.name) in _TOTALS), None)
        if total is not None:
            yield ((total.key, called),)
        elif members:
            yield _keys(self._inner(members))

    def _outer(self, lines: Sequence[Line]) -> list[Line]:
        """Return the lines of the highest level, without totals and without what is printed as 其中."""
        parts = [
            line for line in lines if line.own and not line.own.part and line.own.name not in _TOTALS and line.adds_up
        ]
        top = min((line.own.level for line in parts if line.own and line.own.level), default=None)
        return [line for line in parts if top is None or (line.own and line.own.level == top)]

    def _inner(self, lines: Sequence[Line]) -> list[Line]:
        """Return the lines that have no further ones below them, without totals and what is printed as 其中."""
        found = []
        for n, line in enumerate(lines):
            own = line.own
            if own is None or own.part or own.name in _TOTALS or not line.adds_up:
                continue
            below = lines[n + 1].own if n + 1 < len(lines) else None
            if not (own.level and below and below.level and below.level > own.level):
                found.append(line)
        return found


def _subtotals(lines: Sequence[Line]) -> list[Line]:
    return [line for line in lines if line.own and line.own.name == "小计"]


def _bears(label: Label, mark: str) -> bool:
    """Tell whether a label is marked: (3)合计, 合计(3), 合计(3=1+2), 3.合计, A, A=B+C, A.收入, 合计A."""
    text = label.text
    if (
        text == mark
        or text.startswith((f"({mark})", f"{mark}.", f"{mark}、", f"{mark}="))
        or text.endswith(f"({mark})")
    ):
        return True
    if f"({mark}=" in text:
        return True
    return mark.isalpha() and mark.isascii() and text.endswith(mark)


def _keys(lines: Sequence[Line]) -> Keys:
    return tuple((line.key, line.name) for line in lines)


def _ordinal(number: int) -> str:
    return _ORDINALS[number] if number <= 10 else str(number)
