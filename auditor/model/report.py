"""A bound report: what rules ask, and the record of what each of them asked."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple, TypeVar

from auditor.model.document import Document, Line, Node, Row, Table
from auditor.model.finding import Cell, Message, Quotable, Span
from auditor.model.form import Form, SectionSpec, TableSpec
from auditor.model.ledger import Unread
from auditor.model.source import Source
from auditor.model.values import Amount, is_count

SAMPLES, MENTIONS = 7, 3
"""How much of what a rule examined is kept as samples (JSON version 1): relations, table 3 having seven columns, and
what was only looked at. All of it is counted."""

T = TypeVar("T")
Q = TypeVar("Q", bound=Quotable)


class LabelMatch(NamedTuple):
    """A printed label that differs from the form's own: in a few characters, or in its bracketed note."""

    span: Span
    label: str


class Problem(NamedTuple):
    """Something that binding could not place, so that numbers may have been lost (OGI-P002)."""

    span: Span
    message: Message


class Unplaced(NamedTuple):
    """A title of a section, or a label of a table, that stands in the text where it cannot be told to be one.

    Nothing is known of that section or table, so that nobody may say that it is missing (OGI-P002).
    """

    key: str
    span: Span


class Standing(NamedTuple):
    """Whether a text is a report of its kind, title and content weighed together, and what else it looks like (OGI-P001)."""

    is_report: bool
    looks_like: Message | None = None


@dataclass(frozen=True, slots=True)
class Section:
    """A section as found: its heading as printed and what stands under it, up to the next section."""

    spec: SectionSpec
    heading: Span
    ordinal: str
    """The ordinal as printed before the title ("一、"), or "" for a bare title."""
    title: str
    """The title as printed, without its ordinal."""
    exact: bool
    """Whether the title is the form's own or an official wording of it."""
    nodes: tuple[Node, ...]

    @property
    def lines(self) -> Iterator[Line]:
        """The prose of the section: headings and paragraphs, without tables."""
        return (node for node in self.nodes if not isinstance(node, Table))


class DrawnRow(NamedTuple):
    """One printed row of a table, to redraw it: from which cell on it holds the figures of which form row."""

    row: Row
    figures_from: int
    key: str | None


class Block(NamedTuple):
    """Rows of a table that share their columns; `numbers` has what `cells` hold, row by row."""

    rows: tuple[str, ...]
    columns: tuple[str, ...]
    cells: Sequence[tuple[Cell, ...]]
    numbers: Sequence[Sequence[Amount | None]]

    def turned(self) -> Block:
        """Return the block with its columns as rows."""
        return Block(
            self.columns, self.rows, list(zip(*self.cells, strict=True)), list(zip(*self.numbers, strict=True))
        )


@dataclass(slots=True)
class BoundTable:
    """A table of the form as found in the report; `rows` holds the soundly read rows, cells in the form's column order."""

    spec: TableSpec
    section: str | None
    line: int
    rows: dict[str, tuple[Cell, ...]] = field(default_factory=dict)
    row_labels: dict[str, tuple[Row, int]] = field(default_factory=dict)
    """Where each row's label was printed: the row and the position in it."""
    labels: list[LabelMatch] = field(default_factory=list)
    missing: list[tuple[str, Span]] = field(default_factory=list)
    """Labels of the form that the report lacks, each with the nearest label that it has."""
    extra: list[Span] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    drawn: list[DrawnRow] = field(default_factory=list)
    rebuilt: bool = False
    odd: tuple[Cell, ...] | None = None
    """The cells that hold no plain count, once they have been asked for."""
    _blocks: dict[bool, Sequence[Block]] = field(default_factory=dict)
    _label_spans: tuple[Span, ...] | None = None

    def label_spans(self) -> tuple[Span, ...]:
        """Return the printed labels of the rows found, with their places; made once for every rule about labels."""
        if self._label_spans is None:
            self._label_spans = tuple([
                Span(row.texts[position], row.lines[position], row.cols[position], self.section, self.spec.key)
                for row, position in self.row_labels.values()
            ])  # fmt: skip
        return self._label_spans

    def cells(self) -> Iterator[Cell]:
        """Yield every cell of figures, row by row in the order of the form."""
        for row in self.rows.values():
            yield from row

    def blocks(self, *, turned: bool = False) -> Sequence[Block]:
        """Return the rows grouped by the columns they have, or turned: made once, shared by every relation."""
        if turned not in self._blocks:
            self._blocks[turned] = [block.turned() for block in self.blocks()] if turned else list(self._grouped())
        return self._blocks[turned]

    def _grouped(self) -> Iterator[Block]:
        groups: dict[tuple[str, ...], list[str]] = {}
        for key, row in self.rows.items():
            groups.setdefault(tuple([cell.column for cell in row]), []).append(key)
        for columns, keys in groups.items():
            cells = [self.rows[key] for key in keys]
            yield Block(tuple(keys), columns, cells, [[cell.value.number for cell in row] for row in cells])

    def cell(self, row: str, column: str) -> Cell | None:
        """Return one cell, or None where the report has no such row or column."""
        return next((cell for cell in self.rows.get(row, ()) if cell.column == column), None)


class Sample(NamedTuple):
    """One thing a rule examined: where, and for arithmetic the formula with its operands as printed."""

    at: Quotable
    formula: str | None = None
    operands: tuple[str, ...] = ()


class Asked:
    """What one rule asked of a report: the proof of what a pass rests on."""

    __slots__ = ("count", "last", "samples")

    def __init__(self) -> None:
        self.count = 0
        self.samples: list[Sample] = []
        self.last: Quotable | None = None

    @property
    def wants_sample(self) -> bool:
        """Whether what is added next is kept as a sample."""
        return self.count < SAMPLES

    def add(self, at: Quotable, formula: str | None = None, operands: tuple[str, ...] = ()) -> None:
        """Note one examined thing; the first few are kept as samples."""
        self.count += 1
        self.last = at
        if len(self.samples) < (MENTIONS if formula is None else SAMPLES):
            self.samples.append(Sample(at, formula, operands))

    def add_all(self, items: Sequence[Quotable]) -> None:
        """Note many examined things at once."""
        if items:
            left = MENTIONS - len(self.samples)
            if left > 0:
                self.samples += map(Sample, items[:left])
            self.count += len(items)
            self.last = items[-1]


class Report:
    """One report, bound to its form. Rules ask it; asking is what the ledger's proof is made of.

    Whatever was not soundly read raises Unread when asked for, so a rule never mistakes it for a clean answer.
    """

    def __init__(
        self,
        source: Source,
        document: Document,
        form: Form,
        *,
        title: Span | None,
        organ: str | None,
        year: int | None,
        form_hits: Mapping[str, int],
        preamble: tuple[Node, ...],
        sections: tuple[Section, ...],
        tables: Mapping[str, BoundTable],
        lost_row_ends: tuple[Span, ...] = (),
        unplaced: tuple[Unplaced, ...] = (),
        unplaced_tables: tuple[Unplaced, ...] = (),
        organ_from: str = "title",
        standing: Standing | None = None,
        forms: tuple[Form, ...] = (),
        options: Mapping[str, Any] | None = None,
    ) -> None:
        self.source = source
        self.document = document
        self.form = form
        self.title = title
        self.organ = organ
        self.organ_from = organ_from
        """Where the organ's name was read: title, label, text, foot, or "" where it was nowhere."""
        self.year = year
        self.form_hits = form_hits
        self.preamble = preamble
        self.sections = sections
        self.lost_row_ends = lost_row_ends
        self.unplaced = unplaced
        self.unplaced_tables = unplaced_tables
        self.forms = forms
        self.options: Mapping[str, Any] = options or {}
        self.standing = standing or Standing(title is not None or len({one.spec.key for one in sections}) >= 3)
        self.asked = Asked()
        self._tables = tables
        self._derived: dict[Callable[[Report], Any], Any] = {}
        self._prose: dict[tuple[str, ...], tuple[tuple[Line, str | None], ...]] = {}

    @property
    def path(self) -> str:
        """The file's path, relative to the audited folder."""
        return self.source.path

    @property
    def sha256(self) -> str:
        """The hash of the file as it was read."""
        return self.source.sha256

    def page(self, line: int | None) -> int | None:
        """Return the page of the original that a line came from, or None where the format has no pages."""
        return self.source.page(line)

    def doubtful(self, line: int | None) -> bool:
        """Tell whether a line was recognised from a picture and may have been read wrongly."""
        origin = self.source.origin(line)
        return origin is not None and origin.doubtful

    @property
    def recognised(self) -> bool:
        """Whether this is a report of its kind at all (OGI-P001)."""
        return self.standing.is_report

    def section(self, key: str) -> Section | None:
        """Return the section with this key, or None where the report has no such section.

        Raises:
            Unread: it was not found, but may stand in what could not be read or told apart.
        """
        found = next((section for section in self.sections if section.spec.key == key), None)
        if found is None:
            self._refuse_unplaced((key,))
            self.read_whole()
        return found

    def outline(self) -> tuple[Section, ...]:
        """Return the sections, for rules about their order and number.

        Raises:
            Unread: the title of another one stands in the text where it cannot be told to be a heading.
        """
        if self.unplaced:
            self._refuse_unplaced([unplaced.key for unplaced in self.unplaced])
        return self.sections

    def _refuse_unplaced(self, keys: Iterable[str]) -> None:
        for unplaced in self.unplaced:
            if unplaced.key in keys:
                title, line = unplaced.span.text, unplaced.span.line
                raise Unread(Message(
                    f"“{title}”在第{line}行文字之中，不能断定是标题，见 OGI-P002",
                    f"{title} stands inside line {line} and cannot be told to be a heading; see OGI-P002",
                ))  # fmt: skip

    def read_whole(self) -> None:
        """Ask before saying that something is not there.

        Raises:
            Unread: a part of the file was not read.
        """
        if self.source.unread:
            raise Unread(self.source.unread[0])

    def examined(self, items: Iterable[Q], formula: str | None = None) -> Iterator[Q]:
        """Yield the items one by one, noting each as examined; a rule's pass rests on these."""
        for item in items:
            self.asked.add(item, formula)
            yield item

    def table(self, key: str) -> BoundTable:
        """Return a table of the form.

        Raises:
            Unread: the report has no such table, numbers were lost in reading it, or rows of it may stand in a part
                of the file that was not read.
        """
        table = self._tables.get(key)
        if table is None:
            spec = self.form.table(key)
            name = spec.title if spec else Message(key, key)
            raise Unread(Message(f"未读到{name.zh}", f"{name.en} was not found"))
        if table.problems:
            name = table.spec.title
            lines = "、".join(str(problem.span.line) for problem in table.problems[:5])
            raise Unread(Message(
                f"{name.zh}读取不完整（第{lines}行），见 OGI-P002",
                f"{name.en} was not read completely (line {lines.replace('、', ', ')}); see OGI-P002",
            ))  # fmt: skip
        if table.missing:
            # The rows that it lacks may stand in what was not read.
            self.read_whole()
        return table

    def found_tables(self) -> tuple[BoundTable, ...]:
        """Return every table of the form that was found, soundly read or not, for rules about structure."""
        return tuple(self._tables.values())

    def lacks_table(self, key: str) -> bool:
        """Tell whether the report has no such table.

        Raises:
            Unread: it was not found, but its labels stand in the text, or a part of the file was not read.
        """
        if key in self._tables:
            return False
        for unplaced in self.unplaced_tables:
            if unplaced.key == key:
                spec, line = self.form.table(key), unplaced.span.line
                name = spec.title if spec else Message(key, key)
                raise Unread(Message(
                    f"{name.zh}的文字在第{line}行之中，无法还原为表格，见 OGI-P002",
                    f"the labels of {name.en} stand inside line {line} and make no table; see OGI-P002",
                ))  # fmt: skip
        self.read_whole()
        return True

    def cells(self, table: str) -> tuple[Cell, ...]:
        """Return every cell of a table's figures, noting each as examined.

        Raises:
            Unread: as `table` does.
        """
        cells = tuple(self.table(table).cells())
        self.asked.add_all(cells)
        return cells

    def odd_cells(self, table: str) -> tuple[Cell, ...]:
        """Return the cells that hold no plain count (a whole number of zero or more), noting all cells as examined.

        Raises:
            Unread: as `table` does.
        """
        bound = self.table(table)
        cells = tuple(bound.cells())
        self.asked.add_all(cells)
        if bound.odd is None:
            bound.odd = tuple([cell for cell in cells if not is_count(cell.value)])
        return bound.odd

    def cell(self, table: str, row: str, column: str) -> Cell | None:
        """Return one cell, noted as examined, or None where the report has no such row or column.

        Raises:
            Unread: as `table` does.
        """
        cell = self.table(table).cell(row, column)
        if cell is not None:
            self.asked.add(cell)
        return cell

    def prose(self, *keys: str) -> tuple[tuple[Line, str | None], ...]:
        """Return headings and paragraphs with their section's key: of the named sections, or of the whole report.

        Raises:
            Unread: a named section's title stands in the text where it cannot be told to be a heading.
        """
        found = self._prose.get(keys)
        if found is None:
            if self.unplaced:
                self._refuse_unplaced(keys)
            found = self._prose[keys] = tuple(self._lines(keys))
        return found

    def _lines(self, keys: tuple[str, ...]) -> Iterator[tuple[Line, str | None]]:
        if not keys:
            yield from ((node, None) for node in self.preamble if not isinstance(node, Table))
        for section in self.sections:
            if not keys or section.spec.key in keys:
                yield from ((line, section.spec.key) for line in section.lines)

    def derived(self, extract: Callable[[Report], T]) -> T:
        """Return what `extract` makes of this report, made once and shared by every rule that asks."""
        try:
            found: T = self._derived[extract]
        except KeyError:
            found = self._derived[extract] = extract(self)
        return found

    def label_span(self, table: BoundTable, row: Row, position: int) -> Span:
        """Return a printed label of a table with its place."""
        return Span(row.texts[position], row.lines[position], row.cols[position], table.section, table.spec.key)

    def whole(self) -> Span:
        """Return the place that stands for the report as a whole: its title, or else its first line."""
        return self.title or Span("", 1, 1)
