"""OGI-C509, OGI-C510: the parts of a list (其中…) add up to the number that they are parts of."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from importlib.resources import files
from typing import NamedTuple

from pydantic import BaseModel, ConfigDict

from auditor import Message, Report, Severity, Span, Violation, rule
from auditor.model.values import Amount, show
from auditor_rules.prose.quantities import PERCENT, Quantity, Reading, readings


class _Words(BaseModel):
    """The word lists, as written in parts.toml."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    new_statement: tuple[str, ...]
    overlapping: tuple[str, ...]
    examples: tuple[str, ...]
    acts: tuple[str, ...]
    classes: dict[str, tuple[str, ...]]
    request_classes: dict[str, tuple[str, ...]]


_W = _Words.model_validate(tomllib.loads((files("auditor_rules.narrative") / "parts.toml").read_text("utf-8")))
_NEW, _OVERLAPPING, _EXAMPLES, _ACTS = (
    re.compile("|".join(words)) for words in (_W.new_statement, _W.overlapping, _W.examples, _W.acts)
)
_CLASS, _REQUEST_CLASS = (
    re.compile("|".join(f"(?P<{name}>{'|'.join(words)})" for name, words in classes.items()))
    for classes in (_W.classes, _W.classes | _W.request_classes)
)
_NESTED = re.compile(r"[\s\u3000]*(?:包括|包含|涵盖|分别|含|分为)")
_THE_REST = re.compile("其[他它余]|剩余")
_DIFFERENCE = re.compile("增|减|上升|下降|比|同比|较|多出|上年|去年|同期")
_NOTHING_MORE = re.compile(r"[。；！？;!?，,、\s\u3000]*$")
_LEAST = 3
_LONG_NAME = 6
# A total is looked for among so many numbers before its parts.
_FAR = 40


class PartList(NamedTuple):
    """A total and its parts. `whole`: they claim to be all of it (an 其他 among them, or three that end the sentence)."""

    reading: Reading
    total: Quantity
    total_span: Span
    most: Amount
    """The largest number that the parts could be parts of."""
    parts: tuple[Quantity, ...]
    whole: bool

    @property
    def low(self) -> Amount:
        """The least that the parts add up to."""
        return sum(part.low for part in self.parts)

    @property
    def high(self) -> Amount:
        """The most that the parts add up to."""
        return sum(part.high for part in self.parts)


def part_lists(report: Report) -> tuple[PartList, ...]:
    """Return the lists of parts of the prose, in reading order."""
    found: list[PartList] = []
    before: Reading | None = None
    for reading in report.derived(readings):
        if "其中" in reading.text:
            near = before if before is not None and _follows(before, reading) else None
            groups: dict[int, list[int]] = {}
            for at, quantity in enumerate(reading.quantities):
                if quantity.group > 0:
                    groups.setdefault(quantity.group, []).append(at)
            found += [listed for places in groups.values() if (listed := _list(reading, places, near)) is not None]
        before = reading
    return tuple(found)


def _follows(before: Reading, reading: Reading) -> bool:
    return before.position == reading.position - 1 and before.sentence.line is reading.sentence.line


def _list(reading: Reading, places: list[int], before: Reading | None) -> PartList | None:
    first = places[0]
    members = [reading.quantities[at] for at in places]
    unit, source, held = members[0].unit, reading, reading.quantities[max(0, first - _FAR) : first]
    if first == 0 and before is not None and reading.text.lstrip("\u3000 ").startswith("其中"):
        source, held = before, before.quantities[-_FAR:]
    if unit in ("", PERCENT):
        return None
    near = next((base for base in reversed(held) if base.unit == unit and base.group >= 0), None)
    # Most lists add up as they stand; only the others need a closer look at what is a part of what.
    if (
        near is not None
        and near.exact
        and sum([member.number for member in members if member.unit == unit]) == near.number
    ):
        parts = [member for member in members if member.unit == unit]
        return PartList(reading, near, _printed(source, near), near.number, tuple(parts), True)
    bases = [base for base in held if base.unit == unit and base.group >= 0 and not _DIFFERENCE.search(base.head)]
    if not bases or _DIFFERENCE.search(members[0].head):
        return None
    parts, everything = _parts(members, bases[-1], _REQUEST_CLASS if "申请" in source.text else _CLASS)
    if not parts or _OVERLAPPING.search(reading.text[parts[0].opened : parts[-1].end]):
        return None
    whole = everything and len({base.number for base in bases}) == 1 and _is_whole(reading, parts)
    most = max(base.high for base in bases)
    return PartList(reading, bases[-1], _printed(source, bases[-1]), most, tuple(parts), whole)


def _printed(reading: Reading, quantity: Quantity) -> Span:
    return reading.span(quantity.opened + (2 if quantity.head.startswith("其中") else 0), quantity.end)


def _parts(members: list[Quantity], base: Quantity, classes: re.Pattern[str]) -> tuple[list[Quantity], bool]:
    """Return the members that are parts, and whether none was left out.

    The list ends where a clause tells something new, and where more comes behind parts that have filled the total;
    a bare name joined in the same way (招标采购9条，…招标采购11条) still is one of them.
    """
    first = members[0]
    opening = set(_NEW.findall(first.head))
    kind = _class(first, classes)
    parts: list[Quantity] = []
    filled: Amount = 0
    everything = True
    for member in members:
        if member is not first and (
            set(_NEW.findall(member.head)) - opening
            or _NEW.search(member.lead)
            or _ends_list(member)
            or _NESTED.match(member.head)
        ):
            break
        if member.unit != first.unit:
            everything = everything and member.unit == PERCENT
            continue
        other = _class(member, classes)
        if other != kind and not _THE_REST.search(member.head):
            everything = False
            continue
        if base.exact and parts and filled == base.number and not _one_more(member, parts):
            break
        parts.append(member)
        filled += member.number
    return parts, everything


def _one_more(member: Quantity, parts: list[Quantity]) -> bool:
    """Tell whether a member joins a list whose parts have filled their total: a bare name, with the same mark before it."""
    alike = len(parts) > 1 and member.listed == parts[-1].listed and not member.lead
    return alike and len(member.head) <= _LONG_NAME and not (_ACTS.search(member.head) or _EXAMPLES.search(member.head))


def _ends_list(member: Quantity) -> bool:
    """Tell whether a clause between two members (均已办结，) closes the list."""
    return len(member.lead.strip("，, \u3000")) > _LONG_NAME


def _class(quantity: Quantity, classes: re.Pattern[str]) -> str | None:
    found = classes.search(quantity.head)
    return found.lastgroup if found is not None else None


def _is_whole(reading: Reading, parts: list[Quantity]) -> bool:
    first, last = parts[0], parts[-1]
    listed = reading.text[max(0, first.opened - len(first.lead) - 2) : last.end] + last.tail
    if len(parts) < 2 or _EXAMPLES.search(listed):
        return False
    if any(_THE_REST.search(part.head) for part in parts):
        return True
    ends = last is reading.quantities[-1] and not last.tail.strip() and bool(_NOTHING_MORE.match(reading.rest(last)))
    return len(parts) >= _LEAST and ends


def _violation(listed: PartList, *, over: bool) -> Violation:
    total, parts = listed.total, listed.parts
    spans = [_printed(listed.reading, part) for part in parts]
    low, high, printed = listed.low, listed.high, listed.total_span
    summed = show(low) if low == high else f"{show(low)}–{show(high)}"
    terms = "+".join(show(part.number) for part in parts)
    return Violation(
        Message(
            f"“其中”各项之和{terms}={summed}，{'大' if over else '小'}于“{printed.text}”",
            f"the parts {terms}={summed} are {'more' if over else 'less'} than {printed.text}",
        ),
        spans[-1],
        quotes=(printed, *spans),
        expected=show(total.number),
        actual=summed,
        formula=f"{terms} {'>' if over else '<'} {show(total.number)}",
        subject="parts of a list",
    )


_BASIS = (
    "正文数据应当准确（国办公开办函〔2021〕30号）；算术",
    "figures must be accurate (letter [2021] No. 30); arithmetic",
)
_REMEDY = ("核对合计与各分项，改正有误的一项。", "Check the total and its parts and correct the wrong one.")


@rule(
    id="OGI-C509",
    title=("分项之和大于合计", "Components exceed total"),
    severity=Severity.WARNING,
    basis=_BASIS,
    remedy=_REMEDY,
)
def parts_fit(report: Report) -> Iterator[Violation]:
    """Parts that are larger than their whole show that a class was counted twice or a number was not updated.

    Compared are the numbers behind 其中 that carry the unit of the number before it, up to the end of the sentence or to
    where the text tells something new. A nested 其中 has parts of its own; parts of another kind (channels among
    contents), and what is counted in two places (转发, 同步), are let pass. Rounded numbers (余, 约) count as far as they go.
    """
    for listed in report.derived(part_lists):
        report.asked.add(listed.total_span)
        if listed.low > listed.most:
            yield _violation(listed, over=True)


@rule(
    id="OGI-C510",
    title=("分项之和小于合计", "Components below total"),
    severity=Severity.REVIEW,
    basis=_BASIS,
    remedy=_REMEDY,
)
def parts_fill(report: Report) -> Iterator[Violation]:
    """A list that claims to be complete leaves nothing over; what is missing was forgotten or counted wrongly.

    A list is taken as complete where it has 其他 or 其余, or has three parts or more and ends the sentence. With 等, 主要,
    例如, 重点 or 其中包括 it only gives examples, and a single part says nothing of the rest.
    """
    for listed in report.derived(part_lists):
        if listed.whole:
            report.asked.add(listed.total_span)
            if listed.high < listed.total.low:
                yield _violation(listed, over=False)
