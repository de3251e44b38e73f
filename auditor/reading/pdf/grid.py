"""Ruling lines to grids: which lines make up a table, where its rows and columns run, and which cells are merged."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from auditor.model.finding import Message
from auditor.reading.limits import Limits
from auditor.reading.pdf.page import Box, Rule
from auditor.reading.reader import UnreadableError

_ONE_LINE = 1.2
"""Rules this near beside each other are pieces of one."""
_TORN = 3.5
"""Pieces of a rule with gaps up to this are one: dashes, and corners that the crossing rule fills."""
_NEAR = 4.0
"""Rules touch when they come this near; double borders and the gaps between boxed cells are thinner."""


_SMALLEST = 7.0
"""No row or column is smaller."""


@dataclass(slots=True)
class Area:
    """A cell of a grid: the rows and columns it covers, the last ones not included."""

    top: int
    left: int
    bottom: int
    right: int


@dataclass(slots=True)
class Grid:
    """A ruled table on one page: `xs` from the left and `ys` from the top are where its rules run.

    `owner[row][column]` is the number, in `areas`, of the cell that covers that place. `open_top` and `open_bottom`
    tell that no rule closes it there: it goes on over the page break.
    """

    xs: list[float]
    ys: list[float]
    areas: list[Area] = field(default_factory=list)
    owner: list[list[int]] = field(default_factory=list)
    open_top: bool = False
    open_bottom: bool = False
    flat: list[Rule] = field(default_factory=list)
    upright: list[Rule] = field(default_factory=list)

    @property
    def box(self) -> Box:
        return self.xs[0], self.ys[-1], self.xs[-1], self.ys[0]

    def at(self, x: float, y: float) -> int | None:
        """Return the number of the cell in which a point lies, or None where it lies outside."""
        xs, ys = self.xs, self.ys
        if not (xs[0] <= x <= xs[-1] and ys[-1] <= y <= ys[0]):
            return None
        column = min(bisect_right(xs, x), len(xs) - 1) - 1
        low, high = 0, len(ys) - 1  # the row is the last one whose top is at or above the point
        while low < high - 1:
            middle = (low + high) // 2
            if ys[middle] >= y:
                low = middle
            else:
                high = middle
        return self.owner[low][column]

    def area_box(self, area: Area) -> Box:
        """Return the place of a cell on the page."""
        return self.xs[area.left], self.ys[area.bottom], self.xs[area.right], self.ys[area.top]


def grids(across: Sequence[Rule], down: Sequence[Rule], limits: Limits) -> list[Grid]:
    """Return the grids that rules form, from the top. Frames around grids are left out.

    Raises:
        UnreadableError: they have more cells than the limit.
    """
    flat, upright = _whole(across), _whole(down)
    found: list[Grid] = []
    cells = 0
    for rows, columns in _tables(flat, upright, limits):
        grid = _grid(rows, columns)
        if grid is None:
            continue
        cells += (len(grid.xs) - 1) * (len(grid.ys) - 1)
        if cells > limits.cells:
            raise _too_many(limits)
        _merge(grid)
        found.append(grid)
    found = _without_frames(found)
    return sorted(found, key=lambda grid: (-grid.ys[0], grid.xs[0]))


def widen(grid: Grid, before: Grid) -> None:
    """Give a grid at the top of a page the outer columns that only its first part, on the page before, has rules for.

    Where a merged cell runs over the page break, some programs do not draw its sides again.
    """
    same = sum(any(abs(x - other) <= _NEAR for other in before.xs) for x in grid.xs)
    edges = abs(grid.xs[0] - before.xs[0]) <= _NEAR, abs(grid.xs[-1] - before.xs[-1]) <= _NEAR
    if same < 3 or same < 0.6 * len(grid.xs) or not any(edges):
        return
    left = [x for x in before.xs if x < grid.xs[0] - _NEAR]
    right = [x for x in before.xs if x > grid.xs[-1] + _NEAR]
    if left or right:
        grid.xs = [*left, *grid.xs, *right]
        bottom, top = grid.ys[-1], grid.ys[0]
        grid.upright = grid.upright + [Rule(x, bottom, top) for x in (*left, *right)]
        grid.areas, grid.owner = [], []
        _merge(grid)


def _too_many(limits: Limits) -> UnreadableError:
    return UnreadableError(Message(
        f"表格单元格过多，超过上限（cells，{limits.cells}个）", f"its tables have too many cells (cells: {limits.cells})"
    ))  # fmt: skip


def _holds(outer: Box, inner: Box) -> bool:
    return (
        outer[0] - 1 <= inner[0] and outer[1] - 1 <= inner[1] and inner[2] <= outer[2] + 1 and inner[3] <= outer[3] + 1
    )


def _whole(rules: Sequence[Rule]) -> list[Rule]:
    """Join the pieces of each line."""
    found: list[Rule] = []
    line: list[Rule] = []
    for rule in sorted(rules):
        if line and rule.at - line[0].at > _ONE_LINE:
            found += _joined(line)
            line = []
        line.append(rule)
    return found + _joined(line)


def _joined(line: list[Rule]) -> list[Rule]:
    found: list[Rule] = []
    for start, end, at in sorted((rule.start, rule.end, rule.at) for rule in line):
        if found and start - found[-1].end <= _TORN:
            if end > found[-1].end:
                found[-1] = found[-1]._replace(end=end)
        else:
            found.append(Rule(at, start, end))
    return found


def _tables(flat: list[Rule], upright: list[Rule], limits: Limits) -> Iterable[tuple[list[Rule], list[Rule]]]:
    """Group rules that touch. Rules that touch no other are underlines and the like."""
    upright = sorted(upright)
    places = [rule.at for rule in upright]
    parent = list(range(len(flat) + len(upright)))

    def root(item: int) -> int:
        while parent[item] != item:
            parent[item] = parent[parent[item]]
            item = parent[item]
        return item

    looked_at = 0
    for number, (y, start, end) in enumerate(flat):
        first, last = bisect_right(places, start - _NEAR), bisect_right(places, end + _NEAR)
        looked_at += last - first
        if looked_at > 20 * limits.cells:
            raise _too_many(limits)
        for other in range(first, last):
            rule = upright[other]
            if rule.start - _NEAR <= y <= rule.end + _NEAR:
                parent[root(len(flat) + other)] = root(number)
    groups: dict[int, tuple[list[Rule], list[Rule]]] = {}
    for number, rule in enumerate(flat):
        groups.setdefault(root(number), ([], []))[0].append(rule)
    for number, rule in enumerate(upright, start=len(flat)):
        groups.setdefault(root(number), ([], []))[1].append(rule)
    return [group for group in groups.values() if len(group[0]) + len(group[1]) > 2]


def _grid(flat: list[Rule], upright: list[Rule]) -> Grid | None:
    if not flat or not upright:
        return None
    xs = _places([rule.at for rule in upright])
    ys = _places([rule.at for rule in flat])[::-1]
    # Sides without a border, and the rows that a page break leaves open.
    left, right = min(rule.start for rule in flat), max(rule.end for rule in flat)
    bottom, top = min(rule.start for rule in upright), max(rule.end for rule in upright)
    if left < xs[0] - 2 * _NEAR:
        xs.insert(0, left)
    if right > xs[-1] + 2 * _NEAR:
        xs.append(right)
    open_top, open_bottom = top > ys[0] + _NEAR, bottom < ys[-1] - _NEAR
    if open_top:
        ys.insert(0, top)
    if open_bottom:
        ys.append(bottom)
    if len(xs) < 2 or len(ys) < 2:
        return None
    return Grid(xs, ys, open_top=open_top, open_bottom=open_bottom, flat=flat, upright=upright)


def _places(numbers: list[float]) -> list[float]:
    """Return the middle of each bunch of numbers, in order."""
    bunches: list[list[float]] = []
    for number in sorted(numbers):
        if bunches and number - bunches[-1][-1] <= _NEAR and number - bunches[-1][0] <= _SMALLEST:
            bunches[-1].append(number)
        else:
            bunches.append([number])
    return [(bunch[0] + bunch[-1]) / 2 for bunch in bunches]


def _merge(grid: Grid) -> None:
    """Find the cells: places with no rule between them are one."""
    xs, ys = grid.xs, grid.ys
    rows, columns = len(ys) - 1, len(xs) - 1
    wall = set(_walls(grid.upright, xs, [-y for y in ys], downwards=True))
    floor = set(_walls(grid.flat, [-y for y in ys], xs, downwards=False))
    parent = list(range(rows * columns))

    def root(item: int) -> int:
        while parent[item] != item:
            parent[item] = parent[parent[item]]
            item = parent[item]
        return item

    for row in range(rows):
        for column in range(columns):
            place = row * columns + column
            if column + 1 < columns and (column + 1, row) not in wall:
                parent[root(place + 1)] = root(place)
            if row + 1 < rows and (row + 1, column) not in floor:
                parent[root(place + columns)] = root(place)
    numbers: dict[int, int] = {}
    grid.owner = [[0] * columns for _ in range(rows)]
    for row in range(rows):
        for column in range(columns):
            group = root(row * columns + column)
            number = numbers.get(group)
            if number is None:
                number = numbers[group] = len(grid.areas)
                grid.areas.append(Area(row, column, row + 1, column + 1))
            area = grid.areas[number]
            area.left, area.right = min(area.left, column), max(area.right, column + 1)
            area.bottom = row + 1
            grid.owner[row][column] = number
    _drop_unused(grid)


def _drop_unused(grid: Grid) -> None:
    """Take out rows and columns in which no cell begins: what ran there was no side of a cell."""
    tops, lefts = sorted({area.top for area in grid.areas}), sorted({area.left for area in grid.areas})
    if len(tops) == len(grid.ys) - 1 and len(lefts) == len(grid.xs) - 1:
        return
    rows, columns = [*tops, len(grid.ys) - 1], [*lefts, len(grid.xs) - 1]
    grid.ys, grid.xs = [grid.ys[row] for row in rows], [grid.xs[column] for column in columns]
    grid.owner = [[grid.owner[row][column] for column in lefts] for row in tops]
    for area in grid.areas:
        area.top, area.bottom = bisect_left(rows, area.top), bisect_left(rows, area.bottom)
        area.left, area.right = bisect_left(columns, area.left), bisect_left(columns, area.right)


def _walls(
    rules: list[Rule], lines: list[float], crossing: list[float], *, downwards: bool
) -> Iterator[tuple[int, int]]:
    """Yield which lines of a grid are drawn where: the number of the line, and of the gap along which it runs.

    Heights count from the top, so that they rise like the numbers of the rows.
    """
    for rule in rules:
        at, start, end = (rule.at, -rule.end, -rule.start) if downwards else (-rule.at, rule.start, rule.end)
        line = bisect_left(lines, at)
        if line == len(lines) or (line and at - lines[line - 1] < lines[line] - at):
            line -= 1
        first = bisect_left(crossing, start - _NEAR - 0.5)
        last = bisect_right(crossing, end + _NEAR + 0.5) - 1
        for gap in range(first, last):
            yield line, gap


def _without_frames(found: list[Grid]) -> list[Grid]:
    """Leave out frames around tables, and what is drawn inside a cell of a table."""
    dropped: set[int] = set()
    sized = sorted(range(len(found)), key=lambda number: -_size(found[number].box))
    rank = {number: position for position, number in enumerate(sized)}
    # What lies in a grid begins between its top and its foot: pages of very many boxes have few side by side.
    downwards = sorted(range(len(found)), key=lambda number: found[number].ys[0])
    tops = [found[number].ys[0] for number in downwards]
    for position, outer in enumerate(sized):
        if outer in dropped:
            continue
        _, bottom, _, top = found[outer].box
        beside = downwards[bisect_left(tops, bottom - 1) : bisect_right(tops, top + 1)]
        for inner in sorted((number for number in beside if rank[number] > position), key=rank.__getitem__):
            if inner not in dropped and _holds(found[outer].box, found[inner].box):
                lesser = len(found[inner].areas) < 2 or _size(found[inner].box) < _size(found[outer].box) / 2
                if len(found[outer].areas) > 3 and lesser:
                    dropped.add(inner)
                elif len(found[inner].areas) > 1:
                    dropped.add(outer)
                    break
    return [grid for number, grid in enumerate(found) if number not in dropped]


def _size(box: Box) -> float:
    return (box[2] - box[0]) * (box[3] - box[1])
