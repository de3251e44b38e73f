"""Binds a table's printed rows to the form: which label is which, which figures are whose, and what did not fit."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import partial
from itertools import repeat
from typing import NamedTuple

from auditor.forms.figures import Figures, cut
from auditor.forms.labels import Hit, LabelIndex
from auditor.forms.misprints import Foreign, misprinted_labels, row_of
from auditor.model.document import Row
from auditor.model.finding import Cell, Message, Span
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


class _Loose(NamedTuple):
    """A row of figures without a label of the form: how many rows were known before it, and the heads above it."""

    after: int
    split: _Split
    heads: tuple[_Split, ...]


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
        self._heads_used = False
        self._figures = Figures()
        self._loose: list[_Loose] = []
        self._short: tuple[str, Row] | None = None
        self._order: list[str] = []
        self._repeats: dict[int, tuple[str, ...]] = {}
        self._repeated: set[tuple[str, str]] = set()

    def bind(self, rows: Iterable[Row]) -> BoundTable:
        """Place every row and return the table with what could not be placed."""
        place = self._one_row if self.index.spec.one_row else self._place
        known = self.index.hits
        seen = self._seen
        for row in rows:
            hits = [known[text] for text in row.texts]
            labels = len(hits)
            while labels and hits[labels - 1] is None:
                labels -= 1
            split = _Split(row, hits, labels)
            for position in range(labels):
                hit = hits[position]
                if hit is not None:
                    seen[hit.label] = seen.get(hit.label, 0) + 1
                    if hit.differs:
                        self._note_label(row, position, hit)
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
        elif last.row is None or (last.columns and not any(text.strip() for text in split.figures)):
            # 总计 and 其他 name columns as well as rows: without figures behind them they are heads.
            if last.row is None and _has_number(split.figures):
                self._unlabelled(split)
                return
            if self._heads_used:
                self._pending.clear()
                self._heads_used = False
            self._pending.append(split)
            self._draw(split, None)
        elif last.label in self.index.beside and self._label_follows(split, last.row.block):
            self._unlabelled(split)
        else:
            self._data_row(split, last.row.block, last.row.key)

    def _label_follows(self, split: _Split, block: int) -> bool:
        """Tell whether behind a label of a row or a group, such as （六）其他处理, stands a label that no row has."""
        figures = split.figures
        return len(figures) > len(self.index.columns[block]) and read_value(figures[0]).kind is Kind.TEXT

    def _note_label(self, row: Row, position: int, hit: Hit) -> None:
        """Keep a label that differs from the form's, once where a merged cell repeats it in all that it covers."""
        text = row.texts[position]
        if position and row.texts[position - 1] == text:
            return
        if hit.row is None and not hit.columns:
            if (text, hit.label) in self._repeated:
                return
            self._repeated.add((text, hit.label))
        self.bound.labels.append(LabelMatch(self._span(row, position), hit.label))

    def _span(self, row: Row, position: int) -> Span:
        return Span(row.texts[position], row.lines[position], row.cols[position], self.section, self.index.spec.key)

    def _draw(self, split: _Split, key: str | None, begin: int = 0) -> None:
        labels = begin or split.figures_from or (0 if key else len(split.row.texts))
        self.bound.drawn.append(DrawnRow(split.row, labels, key))

    def _data_row(self, split: _Split, block: int, key: str) -> None:
        self._close_short()
        if block != self._block:
            self._block = block
            self._columns[block] = self._columns_of(block, self._pending, split)
        self._pending.clear()
        bound, row, start = self.bound, split.row, split.figures_from
        columns = self._columns[block]
        if key in bound.row_labels:
            self._draw(split, key, start)
            self._problem(self._span(row, start - 1), "行重复出现", "row occurs twice")
            return
        bound.row_labels[key] = (row, start - 1)
        self._order.append(key)
        if len(row.texts) - start == len(columns):
            self._draw(split, key, start)
            self._keep(key, columns, row, start)
            return
        form = self.index.columns[block]
        # Over labels of several levels a blank before the figures belongs to a merged label, not to a lost head.
        merged = bool(self.index.spec.head) and start < len(row.texts) and not row.texts[start].strip()
        if len(form) > len(columns) and not merged and self._figures.fit(row, start, form) is not None:
            # The heads lost words in reading; the figures are all there.
            columns = self._columns[block] = form
        fitted = self._figures.fit(row, start, columns, self._repeats.get(block, ()))
        if fitted is not None:
            begin, figures = fitted
            self._draw(split, key, begin)
            self._keep(key, columns, figures, 0)
        else:
            self._draw(split, key, start)
            figures = cut(row, start, len(row.texts))
            texts = _without_blank_tail(figures.texts, len(columns))
            self._short = (key, cut(figures, 0, len(texts)))

    def _keep(self, key: str, columns: Sequence[str], row: Row, start: int) -> None:
        texts = row.texts[start : start + len(columns)]
        self.bound.rows[key] = tuple(map(_cell, zip(
            texts, row.lines[start:], row.cols[start:], repeat(self.section), repeat(self.index.spec.key),
            repeat(key), columns, map(read_value, texts),
        )))  # fmt: skip

    def _columns_of(self, block: int, heads: Sequence[_Split], split: _Split) -> tuple[str, ...]:
        """Return the keys of the columns that this report's heads name, in their printed order."""
        rows = []
        above = [(head.row.texts, head.hits) for head in heads]
        if self.bound.rebuilt:
            # A rebuilt row may have its heads before its own label.
            above.append((split.row.texts[: split.figures_from - 1], split.hits[: split.figures_from - 1]))
        for _, hits in above:
            keys = [hit.columns[block] for hit in hits if hit is not None and block in hit.columns]
            if keys:
                rows.append(keys)
        form = self.index.columns[block]
        seen = {key for keys in rows for key in keys}
        if len(rows) == 1 and len(rows[0]) > len(seen):
            self._repeats[block] = tuple(rows[0])
        if len(seen) < len(form) and (len(seen) < 2 or _any_foreign(above)):
            return form  # what is not known may be a head that is misprinted, and no column less
        nested = self.bound.rebuilt and bool(self.index.spec.head)
        if len(rows) == 1 and len(rows[0]) == len(seen) and len(seen) > 1 and not nested:
            return tuple(rows[0])
        # Heads over several rows (表三) are not in the order of the figures; the form's order holds.
        return tuple(key for key in form if key in seen)

    def _unlabelled(self, split: _Split) -> None:
        """Take a row without any label of a row of the form: the rest of a cut row, a foreign row, or a note."""
        texts = split.row.texts
        self._draw(split, None)
        if self._short is not None and all(read_value(text).kind is not Kind.TEXT for text in texts):
            self._continue_short(split.row)
        elif _has_number(texts):
            self._close_short()
            self._loose.append(_Loose(len(self._order), split, tuple(self._pending)))
            self._heads_used = True

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
        spec = self.index.spec.blocks[0]
        worded = any(read_value(text).kind is Kind.TEXT for text in texts)
        whole = len(texts) == len(spec.columns) * len(spec.rows)
        if (split.figures_from or (worded and not whole)) and not _has_number(split.figures):
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
        fitted = self._figures.fit(Row(texts, lines, cols), 0, ("",) * expected)
        if fitted is None:
            self._problem(
                self._span(first.row, min(start, len(first.row.texts) - 1)),
                f"应有{expected}个数据，读到{len(texts)}个",
                f"{expected} figures are expected; {len(texts)} were read",
            )
            return
        for number, key in enumerate(rows):
            self._keep(key, columns, fitted[1], number * len(columns))

    def _place_loose(self) -> None:
        """Give the figures of a misprinted row to the row that its place calls for; say of others what they may be."""
        if not self._loose:
            return
        form = list(
            dict.fromkeys(row.key for block in self.index.spec.blocks for row in block.rows if not row.optional)
        )
        order = list(self._order)
        for after in sorted({loose.after for loose in self._loose}):
            foreign = [
                Foreign(loose.split.row, loose.split.figures_from) for loose in self._loose if loose.after == after
            ]
            known = [form.index(key) for key in order[:after] if key in form]
            following = [form.index(key) for key in order[after:] if key in form]
            between = form[(known[-1] + 1 if known else 0) : (following[0] if following else len(form))]
            missing = [key for key in between if key not in self._order]
            for loose in [loose for loose in self._loose if loose.after == after]:
                found = row_of(Foreign(loose.split.row, loose.split.figures_from), missing, foreign, self.index.spec)
                if found is None or not self._bind_loose(loose, *found):
                    self._say_loose(loose, missing)
        if self._order != order:
            self._in_printed_order()

    def _bind_loose(self, loose: _Loose, key: str, position: int) -> bool:
        """Bind a row by its place; return whether its figures fit the columns."""
        split, row = loose.split, loose.split.row
        block, label = next(
            (number, spec.label)
            for number, block in enumerate(self.index.spec.blocks)
            for spec in block.rows
            if spec.key == key and not spec.optional
        )
        columns = self._columns.get(block) or self._columns_of(block, loose.heads, split)
        fitted = self._figures.fit(row, position + 1, columns, self._repeats.get(block, ()))
        if fitted is None:
            return False
        begin, figures = fitted
        self._columns[block] = columns
        self.bound.row_labels[key] = (row, position)
        self._order.append(key)
        self._keep(key, columns, figures, 0)
        self.bound.labels.append(LabelMatch(self._span(row, position), label))
        at = next(n for n, drawn in enumerate(self.bound.drawn) if drawn.row is row)
        self.bound.drawn[at] = DrawnRow(row, begin, key)
        return True

    def _say_loose(self, loose: _Loose, missing: Sequence[str]) -> None:
        texts, start = loose.split.row.texts, loose.split.figures_from
        label = next((n for n in range(start, len(texts)) if read_value(texts[n]).kind is Kind.TEXT), None)
        if label is not None and not any(key not in self._order for key in missing):
            self.bound.extra.append(self._span(loose.split.row, label))
        else:
            span = self._span(loose.split.row, label or 0)
            self._problem(span, "有数据的一行无法对应到表格的行", "a row of figures fits no row of the form")

    def _in_printed_order(self) -> None:
        """Put rows that were bound last where they stand in the table."""
        bound = self.bound
        keys = [drawn.key for drawn in bound.drawn]
        bound.rows = {key: bound.rows[key] for key in keys if key in bound.rows}
        bound.row_labels = {key: bound.row_labels[key] for key in keys if key in bound.row_labels}

    def _find_missing(self) -> None:
        """List the form's row, column and title labels that were not printed, each beside its nearest neighbour."""
        bound, spec = self.bound, self.index.spec
        seen = self._seen
        top = Span("", bound.line, 2, self.section, spec.key)
        lacking = _fewer(seen, self.index.required)
        beside = _fewer(seen, self.index.beside)
        if lacking or beside:
            for row, position, label in misprinted_labels(bound.drawn, self.index, {**beside, **lacking}):
                bound.labels.append(LabelMatch(self._span(row, position), label))
                if label in lacking:
                    lacking[label] -= 1
        for block in () if spec.one_row else spec.blocks:
            nearest = ""
            for wanted in block.rows:
                if wanted.key in bound.row_labels:
                    nearest = wanted.key
                elif not wanted.optional:
                    place = self._span(*bound.row_labels[nearest])._replace(row=nearest) if nearest else top
                    bound.missing.append((wanted.label, place))
        bound.missing += [(label, top) for label, times in lacking.items() if times > 0]

    def _problem(self, span: Span, zh: str, en: str) -> None:
        self.bound.problems.append(Problem(span, Message(zh, en)))


def _fewer(seen: Mapping[str, int], wanted: Mapping[str, int]) -> dict[str, int]:
    """Return how many times fewer than wanted labels were seen."""
    if wanted.items() <= seen.items():
        return {}  # the common case, told without a loop
    return {label: times - seen.get(label, 0) for label, times in wanted.items() if seen.get(label, 0) < times}


def _any_foreign(heads: Iterable[tuple[Sequence[str], Sequence[Hit | None]]]) -> bool:
    return any(hit is None and text.strip() for texts, hits in heads for text, hit in zip(texts, hits, strict=False))


def _has_number(texts: Iterable[str]) -> bool:
    return any(read_value(text).kind is Kind.NUMBER for text in texts)


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
