"""Lists of parts in the running text (其中…, 包括…, in brackets, 共… behind them), each with the number that it divides."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Sequence
from importlib.resources import files
from itertools import pairwise
from typing import NamedTuple

from pydantic import BaseModel, ConfigDict

from auditor.model.finding import Span
from auditor.model.report import Report
from auditor.model.values import Amount
from auditor_rules.prose.quantities import PERCENT, Quantity, Reading, readings


class _Words(BaseModel):
    """The word lists, as written in lists.toml."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    openers: tuple[str, ...]
    sums: tuple[str, ...]
    new_statement: tuple[str, ...]
    overlapping: tuple[str, ...]
    examples: tuple[str, ...]
    acts: tuple[str, ...]
    classes: dict[str, tuple[str, ...]]
    request_classes: dict[str, tuple[str, ...]]


_W = _Words.model_validate(tomllib.loads((files("auditor_rules.prose") / "lists.toml").read_text("utf-8")))
_NEW, _OVERLAPPING, _EXAMPLES, _ACTS = (
    re.compile("|".join(words)) for words in (_W.new_statement, _W.overlapping, _W.examples, _W.acts)
)
_CLASS, _REQUEST_CLASS = (
    re.compile("|".join(f"(?P<{name}>{'|'.join(words)})" for name, words in classes.items()))
    for classes in (_W.classes, _W.classes | _W.request_classes)
)
_OPENER = re.compile(rf"[\s\u3000]*(?:{'|'.join(_W.openers)})")
_OPENED = re.compile(rf"(?:{'|'.join(_W.openers)})[，,\s\u3000]*$")
_NESTED = re.compile(r"[\s\u3000]*(?:包括|包含|涵盖|分别|含|分为)")
_SUM = re.compile(rf"(?:以上|上述)?(?:{'|'.join(_W.sums)})(?:[\u4e00-\u9fff]{{0,4}})[：:为]?$")
_BARE_SUM = re.compile(rf"[\s\u3000]*(?:以上|上述)?(?:{'|'.join(_W.sums)})[：:为]?$")
_THE_REST = re.compile("其[他它余]|剩余")
_DIFFERENCE = re.compile("增|减|上升|下降|比|同比|较|多出|上年|去年|同期")
_CARRIED = re.compile("结转|转结|转入")
_NOTHING_MORE = re.compile(r"[。；！？;!?，,、\s\u3000]*$")
_THING = re.compile(r"([\u4e00-\u9fff]{2})(?:[总合]?共|共计|合计|数量?|总数|[数量]?[为是达约近超：:]|\s)*$")
_LEAST = 3
_LONG_NAME = 6
# A total is looked for among so many numbers before its parts, and a list is no longer.
_FAR = 40


class Item(NamedTuple):
    """A number of a list, or the total of one, in its sentence."""

    reading: Reading
    quantity: Quantity

    @property
    def span(self) -> Span:
        """The number as printed, with its clause."""
        return self.reading.span(
            self.quantity.opened + (2 if self.quantity.head.startswith("其中") else 0), self.quantity.end
        )

    @property
    def thing(self) -> str:
        """The last two characters of what is counted, "" where its clause does not say."""
        match = _THING.search(self.quantity.head)
        return match[1] if match else ""


class PartList(NamedTuple):
    """A total and its parts. `whole`: the parts claim to be all of it (an 其他 among them, or three that end the sentence).

    `most` is the largest number that the parts could be parts of, `fits` whether they add up to one of those. `parts` are
    those of one kind (media, outcomes), which cannot be more than the whole; `every` has those of other kinds as well.
    """

    total: Item
    most: Amount
    parts: tuple[Item, ...]
    every: tuple[Item, ...]
    whole: bool
    fits: bool


def least(parts: Sequence[Item]) -> Amount:
    """Return the least that some parts add up to."""
    return sum(part.quantity.low for part in parts)


def greatest(parts: Sequence[Item]) -> Amount:
    """Return the most that some parts add up to."""
    return sum(part.quantity.high for part in parts)


def part_lists(report: Report) -> tuple[PartList, ...]:
    """Return the lists of parts of the prose, in reading order."""
    found: list[PartList] = []
    chains: list[list[Reading]] = []
    for reading in report.derived(readings):
        chain = chains[-1] if chains else None
        if chain is not None and _goes_on(chain[-1], reading):
            chain.append(reading)
        else:
            chains.append([reading])
    before: list[Item] = []
    last: Reading | None = None
    for chain in chains:
        if last is None or not _follows(last, chain[0]):
            before = []
        items = [Item(reading, quantity) for reading in chain for quantity in reading.quantities]
        if len(items) + len(before) > 1:
            found += _in_chain(items, before)
        before, last = items[-_FAR:], chain[-1]
    return tuple(found)


def _follows(before: Reading, reading: Reading) -> bool:
    return before.position == reading.position - 1 and before.sentence.line is reading.sentence.line


def _goes_on(before: Reading, reading: Reading) -> bool:
    """Tell whether a sentence ends at a ； only, behind which its list may go on."""
    return _follows(before, reading) and before.sentence.text.rstrip().endswith(("；", ";"))


def _in_chain(items: Sequence[Item], before: Sequence[Item]) -> Iterator[PartList]:
    """Yield the lists of one sentence, its parts between ； included; `before` are the numbers of the sentence before."""
    at = 0
    while at < len(items):
        item = items[at]
        head = item.quantity.head
        starts = (
            at == 0 or item.reading is not items[at - 1].reading or item.quantity.group != items[at - 1].quantity.group
        )
        if item.quantity.group < 0 and starts:
            inside = [
                each
                for each in items[at : at + _FAR]
                if each.reading is item.reading and each.quantity.group == item.quantity.group
            ]
            base = next((each for each in reversed(items[:at]) if each.reading is item.reading), None)
            if base is not None and len(inside) > 1:
                yield from _listed(inside, [base], bracket=True)
        elif item.quantity.group > 0 and starts and "其中" in item.quantity.lead + head:
            leads = item.reading.text.lstrip("\u3000 ").startswith("其中")
            same_chain = [
                each for each in items[max(0, at - _FAR) : at] if not leads or each.reading is not item.reading
            ]
            held = [*(before if leads and not same_chain else ()), *same_chain]
            yield from _listed(_members(items, at), held)
        elif item.quantity.group == 0 and at and (_OPENER.match(head) or _OPENED.search(item.quantity.lead)):
            yield from _listed(_members(items, at), items[max(0, at - _FAR) : at])
        elif item.quantity.group == 0 and _BARE_SUM.match(head) and at > 1:
            yield from _summed(items, at)
        at += 1


def _members(items: Sequence[Item], at: int) -> list[Item]:
    """Return the numbers from one on that may be members of the list that it begins: of its group, or of none behind a ；."""
    first = items[at]
    members: list[Item] = []
    for item in items[at : at + _FAR]:
        group = item.quantity.group
        if group < 0:
            continue
        if item.reading is first.reading:
            if group != first.quantity.group:
                break
        elif group > 0:
            break
        members.append(item)
    return members


def _summed(items: Sequence[Item], at: int) -> Iterator[PartList]:
    """Yield the list that a bare sum closes: 概况10条、动态50条，共60条."""
    total = items[at]
    parts: list[Item] = []
    for item in reversed(items[max(0, at - _FAR) : at]):
        quantity = item.quantity
        if item.reading is not total.reading or quantity.group or quantity.unit != total.quantity.unit:
            break
        if _DIFFERENCE.search(quantity.head) or _SUM.search(quantity.head):
            return
        parts.insert(0, item)
    if len(parts) > 1 and total.quantity.unit not in ("", PERCENT):
        text = total.reading.text[parts[0].quantity.opened : total.quantity.end]
        if not _OVERLAPPING.search(text):
            fits = _fit(parts, [(total.quantity.low, total.quantity.high)])
            whole = not _EXAMPLES.search(text)
            yield PartList(total, total.quantity.high, tuple(parts), tuple(parts), whole, fits)


def _listed(members: list[Item], held: Sequence[Item], *, bracket: bool = False) -> Iterator[PartList]:
    first = members[0]
    unit = first.quantity.unit
    if unit in ("", PERCENT) or _DIFFERENCE.search(first.quantity.head):
        return
    bases = [
        each for each in held
        if each.quantity.unit == unit and (bracket or each.quantity.group >= 0) and not _DIFFERENCE.search(each.quantity.head)
    ]  # fmt: skip
    # What was carried in belongs to what there was to do: 收到50件，上年结转2件，其中结转下年7件，其余45件.
    carried = [
        each
        for each in held
        if each.quantity.unit == unit and each not in bases and _CARRIED.search(each.quantity.head)
    ]
    if not bases:
        return
    wanted = _sums([*bases, *carried])
    same = [member for member in members if member.quantity.unit == unit]
    base = _best(bases, first)
    if _fit(same, wanted):
        yield PartList(
            _nearest(bases, same) or base, max(high for _, high in wanted), tuple(same), tuple(same), True, True
        )
        return
    classes = _REQUEST_CLASS if any("申请" in each.reading.text for each in (first, base)) else _CLASS
    every = _without_nested(_parts(members, wanted, base), wanted)
    if every and _fit(every, wanted):
        yield PartList(
            _nearest(bases, every) or base, max(high for _, high in wanted), tuple(every), tuple(every), True, True
        )
        return
    parts = _of_one_class(every, classes)
    if not parts or any(_OVERLAPPING.search(_text(part)) for part in every):
        return
    fits = _fit(parts, wanted)
    whole = len({each.quantity.number for each in bases}) == 1 and _is_whole(members, every)
    most = max(high for _, high in wanted)
    yield PartList(base, most, tuple(parts), tuple(every), whole, fits)


def _text(item: Item) -> str:
    return item.quantity.lead + item.quantity.head + item.quantity.tail


def _sums(bases: Sequence[Item]) -> list[tuple[Amount, Amount]]:
    """Return what the parts may add up to: each number before them, or two that stand next to each other."""
    found = [(each.quantity.low, each.quantity.high) for each in bases]
    main = [each.quantity for each in bases if each.quantity.group == 0]
    found += [(one.low + other.low, one.high + other.high) for one, other in pairwise(main)]
    return found


def _fit(parts: Sequence[Item], wanted: Sequence[tuple[Amount, Amount]]) -> bool:
    low, high = least(parts), greatest(parts)
    return any(low <= most and high >= lowest for lowest, most in wanted)


def _best(bases: Sequence[Item], first: Item) -> Item:
    """Return the number that a list most likely divides: of the same thing, in no other list, the nearest."""
    return max(
        enumerate(bases),
        key=lambda pair: (
            bool(first.thing) and pair[1].thing == first.thing, pair[1].quantity.group == 0, pair[0]
        ),
    )[1]  # fmt: skip


def _nearest(bases: Sequence[Item], parts: Sequence[Item]) -> Item | None:
    return next((each for each in reversed(bases) if _fit(parts, [(each.quantity.low, each.quantity.high)])), None)


def _parts(members: Sequence[Item], wanted: Sequence[tuple[Amount, Amount]], base: Item) -> list[Item]:
    """Return the members that are parts.

    The list ends where a clause tells something new, and where more comes behind parts that have filled the total;
    a bare name joined in the same way (招标采购9条，…招标采购11条) still is one of them.
    """
    first = members[0].quantity
    opening = set(_NEW.findall(first.head))
    parts: list[Item] = []
    for member in members:
        quantity = member.quantity
        if quantity is not first and _ends(member, base, opening):
            break
        if quantity.unit != first.unit:
            continue
        if len(parts) > 1 and _fit(parts, wanted) and not _one_more(quantity, parts):
            break
        if len(parts) == 1 and _fit(parts, wanted) and not _one_more(quantity, parts) and quantity.lead:
            break
        parts.append(member)
    return parts


def _ends(member: Item, base: Item, opening: set[str]) -> bool:
    """Tell whether a member begins something new: a verb of its own, unless it counts the very thing that is divided."""
    quantity = member.quantity
    if _SUM.search(quantity.head):
        return False
    if _ends_list(quantity) or _NESTED.match(quantity.head):
        return True
    alike = bool(base.thing) and member.thing == base.thing and not _SAYS_TOTAL.search(quantity.head)
    return not alike and bool(set(_NEW.findall(quantity.head)) - opening or _NEW.search(quantity.lead))


_SAYS_TOTAL = re.compile("累计|共计|合计|总计|全年|本年|同时|此外|另")


def _one_more(member: Quantity, parts: Sequence[Item]) -> bool:
    """Tell whether a member joins a list whose parts have filled their total: a bare name, with the same mark before it."""
    alike = len(parts) > 1 and member.listed == parts[-1].quantity.listed and not member.lead
    return alike and len(member.head) <= _LONG_NAME and not (_ACTS.search(member.head) or _EXAMPLES.search(member.head))


def _ends_list(member: Quantity) -> bool:
    """Tell whether a clause between two members (均已办结，) closes the list."""
    return len(member.lead.strip("，, \u3000")) > _LONG_NAME


def _without_nested(parts: list[Item], wanted: Sequence[tuple[Amount, Amount]]) -> list[Item]:
    """Return the parts with subtotals (共20条) instead of what they sum up; without them where they sum up something else."""
    kept: list[Item] = []
    run: list[Item] = []
    for part in parts:
        if _SUM.search(part.quantity.head) and run:
            if _fit(run, [(part.quantity.low, part.quantity.high)]):
                kept.append(part)
                run = []
                continue
            if _fit([*kept, *run], [(part.quantity.low, part.quantity.high)]):
                continue
        run.append(part)
    return [*kept, *run]


def _of_one_class(parts: list[Item], classes: re.Pattern[str]) -> list[Item]:
    """Return the parts of the first one's class (media among media), and what is left over (其他)."""
    kinds = [_class(part.quantity, classes) for part in parts]
    return [
        part
        for part, kind in zip(parts, kinds, strict=True)
        if kind == kinds[0] or _THE_REST.search(part.quantity.head)
    ]


def _class(quantity: Quantity, classes: re.Pattern[str]) -> str | None:
    found = classes.search(quantity.head)
    return found.lastgroup if found is not None else None


def _is_whole(members: Sequence[Item], parts: Sequence[Item]) -> bool:
    if len(parts) < 2 or not parts:
        return False
    first, last = parts[0].quantity, parts[-1].quantity
    rest = bool(_THE_REST.search(last.head)) or any(_THE_REST.search(part.quantity.head) for part in parts)
    listed = first.lead[-2:] + "，".join(part.quantity.head + part.quantity.tail for part in parts)
    if "等" in listed or (not rest and _EXAMPLES.search(listed)):
        return False
    if rest:
        return True
    ends = (
        parts[-1] is members[-1] and not last.tail.strip() and bool(_NOTHING_MORE.match(parts[-1].reading.rest(last)))
    )
    return len(parts) >= _LEAST and ends
