"""Binds a table's printed rows to the form: which label is which, which figures are whose, and what did not fit."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from functools import partial
from itertools import repeat
from typing import NamedTuple

from auditor.forms.labels import Hit, LabelIndex, Role
from auditor.model.document import Row
from auditor.model.finding import Cell, Message, Span
from auditor.model.form import BlockSpec
from auditor.model.report import BoundTable, DrawnRow, LabelMatch, Problem
from auditor.model.values import Kind, Value, read_value

# Cell._make without its Python frame: a report has two hundred cells and nothing else in binding costs as much.
_cell: Callable[[tuple[str, int, int, str | None, str, str, str, Value]], Cell] = partial(tuple.__new__, Cell)


class _Split(NamedTuple):
    """A printed row cut behind its last label: what each cell is as a label, and where the figures begin."""

    row: Row
    hits: list[Hit | None]
    figures_from: int

    @property
    def figures(self) -> tuple[str, ...]:
        return self.row.texts[self.figures_from :]


class TableBinder:
    """Walks the rows of one table of the form; holds what was found so far."""

    def __init__(self, index: LabelIndex, section: str | None, line: int, *, rebuilt: bool) -> None:
        self.index = index
        self.section = section
        self.bound = BoundTable(index.spec, section, line, rebuilt=rebuilt)
        self._block = -1
        self._seen: dict[str, int] = {}
        self._columns: dict[int, tuple[str, ...]] = {}
        self._pending: list[_Split] = []
        self._loose: list[tuple[int, _Split]] = []
        self._short: tuple[str, Row] | None = None
        self._order: list[str] = []

    def bind(self, rows: Iterable[Row]) -> BoundTable:
        """Place every row and return the table with what could not be placed."""
        place = self._one_row if self.index.spec.one_row else self._place
        known = self.index.hits
        seen = self._seen
        for row in rows:
            hits = [known[text] for text in row.texts]
            cut = len(hits)
            while cut and hits[cut - 1] is None:
                cut -= 1
            split = _Split(row, hits, cut)
            for position in range(cut):
                hit = hits[position]
                if hit is not None:
                    seen[hit.label] = seen.get(hit.label, 0) + 1
                    if hit.differs:
                        self.bound.labels.append(LabelMatch(self._span(row, position), hit.label))
            place(split)
        self._close_short()
        if self.index.spec.one_row:
            self._place_one_row()
        else:
            self._place_loose()
        self._find_missing()
        return self.bound

    def _place(self, split: _Split) -> None:
        last = split.hits[split.figures_from - 1] if split.figures_from else None
        if last is None:
            self._unlabelled(split)
        elif last.row is None or (last.names_column and not any(text.strip() for text in split.figures)):
            # 总计 and 其他 name columns as well as rows: without figures behind them they are heads.
            self._pending.append(split)
            self._draw(split, None)
        else:
            self._data_row(split, last.row.block, last.row.key)

    def _span(self, row: Row, position: int) -> Span:
        return Span(row.texts[position], row.lines[position], row.cols[position], self.section, self.index.spec.key)

    def _draw(self, split: _Split, key: str | None) -> None:
        labels = split.figures_from or (0 if key else len(split.row.texts))
        self.bound.drawn.append(DrawnRow(split.row, labels, key))

    def _data_row(self, split: _Split, block: int, key: str) -> None:
        self._close_short()
        if block != self._block:
            self._block = block
            self._columns[block] = self._columns_of(block)
        self._pending.clear()
        bound, row, start = self.bound, split.row, split.figures_from
        columns = self._columns[block]
        self._draw(split, key)
        if key in bound.row_labels:
            self._problem(self._span(row, start - 1), "行重复出现", "row occurs twice")
            return
        bound.row_labels[key] = (row, start - 1)
        self._order.append(key)
        if len(row.texts) - start == len(columns):
            self._keep(key, columns, row, start)
            return
        form = self.index.spec.blocks[block].columns
        figures = _without_blank_tail(split.figures, len(form))
        if len(figures) == len(form) > len(columns):
            # The heads lost words in reading; the figures are all there.
            columns = self._columns[block] = tuple(column.key for column in form)
        figures = _without_blank_tail(figures, len(columns))
        if len(figures) == len(columns):
            self._keep(key, columns, row, start)
        else:
            end = start + len(figures)
            self._short = (key, Row(figures, row.lines[start:end], row.cols[start:end]))

    def _keep(self, key: str, columns: Sequence[str], row: Row, start: int) -> None:
        texts = row.texts[start : start + len(columns)]
        self.bound.rows[key] = tuple(map(_cell, zip(
            texts, row.lines[start:], row.cols[start:], repeat(self.section), repeat(self.index.spec.key),
            repeat(key), columns, map(read_value, texts),
        )))  # fmt: skip

    def _columns_of(self, block: int) -> tuple[str, ...]:
        """Return the keys of the columns that this report's heads name, in their printed order."""
        spec = self.index.spec.blocks[block]
        form = tuple(column.key for column in spec.columns)
        rows = [
            [
                part.key
                for hit in split.hits
                if hit is not None and hit.names_column
                for part in hit.parts
                if part.role is Role.COLUMN and part.block == block
            ]
            for split in self._pending
        ]
        rows = [keys for keys in rows if keys]
        seen = {key for keys in rows for key in keys}
        if len(rows) == 1 and len(rows[0]) == len(seen) and len(seen) > 1:
            return tuple(rows[0])
        # Heads over several rows (表三) are not in the order of the figures; the form's order holds.
        return tuple(key for key in form if key in seen) if len(seen) > 1 else form

    def _unlabelled(self, split: _Split) -> None:
        """Take a row without any label of the form: the rest of a cut row, a foreign row, or a note."""
        texts = split.row.texts
        self._draw(split, None)
        if self._short is not None and all(read_value(text).kind is not Kind.TEXT for text in texts):
            self._continue_short(split.row)
        elif any(read_value(text).kind is Kind.NUMBER for text in texts):
            self._close_short()
            self._loose.append((len(self._order), split))

    def _continue_short(self, rest: Row) -> None:
        """Complete a row whose figures a stray blank line cut in two."""
        if self._short is None:
            return
        key, first = self._short
        row = Row(first.texts + rest.texts, (*first.lines, *rest.lines), (*first.cols, *rest.cols))
        columns = self._columns[self._block]
        if len(row.texts) == len(columns):
            self._short = None
            self._keep(key, columns, row, 0)
        else:
            self._short = (key, row)

    def _close_short(self) -> None:
        if self._short is None:
            return
        key, row = self._short
        self._short = None
        expected, read = len(self._columns[self._block]), len(row.texts)
        span = self._span(*self.bound.row_labels[key])._replace(row=key)
        label = "".join(span.text.split())
        self._problem(
            span,
            f"“{label}”一行应有{expected}个数据，读到{read}个",
            f"row “{label}” should hold {expected} figures; {read} were read",
        )

    def _one_row(self, split: _Split) -> None:
        """Take a row of a table whose form rows stand side by side in one line of figures."""
        texts = split.row.texts
        is_head = split.figures_from and not any(read_value(text).kind is Kind.NUMBER for text in split.figures)
        if is_head or (len(texts) == 1 and read_value(texts[0]).kind is Kind.TEXT):
            self._draw(split, None)
            return
        self._pending.append(split)
        self._draw(split, self.index.spec.blocks[0].rows[0].key)

    def _place_one_row(self) -> None:
        spec = self.index.spec.blocks[0]
        columns, rows = [column.key for column in spec.columns], [row.key for row in spec.rows]
        expected = len(columns) * len(rows)
        if not self._pending:
            return
        first = self._pending[0]
        start = first.figures_from
        total = sum(len(split.figures) for split in self._pending)
        if not start and total > expected and read_value(first.row.texts[0]).kind is Kind.TEXT:
            start = 1  # a label of the report's own before the figures
        texts: tuple[str, ...] = ()
        lines: tuple[int, ...] = ()
        cols: tuple[int, ...] = ()
        for split in self._pending:
            begin = start if split is first else split.figures_from
            texts += split.row.texts[begin:]
            lines += tuple(split.row.lines[begin:])
            cols += tuple(split.row.cols[begin:])
        texts = _without_blank_tail(texts, expected)
        if len(texts) != expected:
            self._problem(
                self._span(first.row, min(start, len(first.row.texts) - 1)),
                f"应有{expected}个数据，读到{len(texts)}个",
                f"{expected} figures are expected; {len(texts)} were read",
            )
            return
        merged = Row(texts, lines, cols)
        for number, key in enumerate(rows):
            self._keep(key, columns, merged, number * len(columns))

    def _place_loose(self) -> None:
        """Say of each foreign row whether it is one row too many, or may be the figures of a row not found."""
        form = [row.key for block in self.index.spec.blocks for row in block.rows if not row.optional]
        for after, split in self._loose:
            label = next((n for n, text in enumerate(split.row.texts) if read_value(text).kind is Kind.TEXT), None)
            known = [form.index(key) for key in self._order[:after] if key in form]
            following = [form.index(key) for key in self._order[after:] if key in form]
            between = form[(known[-1] + 1 if known else 0) : (following[0] if following else len(form))]
            if label is not None and not any(key not in self._order for key in between):
                self.bound.extra.append(self._span(split.row, label))
            else:
                span = self._span(split.row, label or 0)
                self._problem(span, "有数据的一行无法对应到表格的行", "a row of figures fits no row of the form")

    def _find_missing(self) -> None:
        """List the form's row, column and title labels that were not printed, each beside its nearest neighbour."""
        bound, spec = self.bound, self.index.spec
        top = Span("", bound.line, 2, self.section, spec.key)
        for block in spec.blocks:
            nearest = ""
            for row in block.rows:
                if row.key in bound.row_labels:
                    nearest = row.key
                elif not row.optional and not (spec.one_row and row.label in self._seen):
                    beside = self._span(*bound.row_labels[nearest])._replace(row=nearest) if nearest else top
                    bound.missing.append((row.label, beside))
        for label, times in _expected_heads(spec.blocks, spec.one_row).items():
            if self._seen.get(label, 0) < times:
                bound.missing.append((label, top))

    def _problem(self, span: Span, zh: str, en: str) -> None:
        self.bound.problems.append(Problem(span, Message(zh, en)))


def _expected_heads(blocks: tuple[BlockSpec, ...], one_row: bool) -> Counter[str]:
    """Count how often each column head and block title must be printed."""
    heads: Counter[str] = Counter()
    for block in blocks:
        times = len(block.rows) if one_row else 1
        for column in block.columns:
            heads[column.label] += times
        if block.title:
            heads[block.title] += 1
    return heads


def _without_blank_tail(texts: tuple[str, ...], expected: int) -> tuple[str, ...]:
    """Drop blank cells behind the last expected figure, which a merged head leaves in some sources."""
    extra = texts[expected:]
    return texts[:expected] if extra and not any(text.strip() for text in extra) else texts


def holds(rows: Iterable[Row], index: LabelIndex, enough: int) -> bool:
    """Tell whether rows print at least so many of the form's labels."""
    found: set[str] = set()
    hits = index.hits
    for row in rows:
        for text in row.texts:
            hit = hits[text]
            if hit is not None:
                found.add(hit.label)
        if len(found) >= enough:
            return True
    return False
