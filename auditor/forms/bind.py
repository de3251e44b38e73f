"""Document to Report: the form is detected, sections are cut, tables are placed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from itertools import chain

from auditor.forms.evidence import KindIndex, prose
from auditor.forms.headings import SectionIndex
from auditor.forms.identity import Identity, IdentityIndex
from auditor.forms.labels import LabelIndex
from auditor.forms.rebuild import is_flattened, rebuild
from auditor.forms.sections import Outline, cut, printed
from auditor.forms.tables import TableBinder, holds
from auditor.grammar.parse import parse
from auditor.model.document import Document, Node, Paragraph, Row, Table
from auditor.model.finding import Span
from auditor.model.form import Form
from auditor.model.report import BoundTable, Report, Section, Unplaced
from auditor.model.source import Source
from auditor.model.text import Memo, full_key

# So much of a line is shown where it holds the labels of a table that could not be placed.
_SHOWN = 60


class FormIndex:
    """A form made ready for looking things up."""

    def __init__(self, form: Form) -> None:
        self.form = form
        self.sections = SectionIndex(form)
        self.labels = {table.key: LabelIndex(table) for table in form.tables}
        self.tables = {table.section: self.labels[table.key] for table in form.tables}


class Binder:
    """The forms of a run, made ready once; binds one document after another."""

    def __init__(self, forms: Sequence[Form]) -> None:
        if not forms:
            raise ValueError("at least one form is needed")
        self.forms = tuple(sorted(forms, key=lambda form: (form.first_year, form.id)))
        self._indexes = {form.id: FormIndex(form) for form in self.forms}
        # The newest form's titles cut the text before the form is known; forms with the same titles share that cut.
        self._newest = self._indexes[self.forms[-1].id]
        # The forms of one kind are known by the same evidence.
        evidence = next((form.evidence for form in reversed(self.forms) if form.evidence is not None), None)
        self._identity = IdentityIndex(evidence) if evidence is not None else None
        self._kind = KindIndex(evidence, self._identity.titles) if evidence and self._identity else None
        self._exclusive: Memo[tuple[tuple[str, str], ...]] = Memo(self._exclusive_labels)
        self._same_titles = {form.id for form in self.forms if form.sections == self._newest.form.sections}

    def read(self, source: Source) -> Report:
        """Parse a file's report text and bind it."""
        return self.bind(source, parse(source.text))

    def bind(self, source: Source, document: Document) -> Report:
        """Return the report that a document is, with whatever could not be placed kept and listed."""
        outline = cut(document, self._newest.sections, self._newest.tables)
        head, body = prose(outline.preamble), prose(chain.from_iterable(part.nodes for part in outline.sections))
        nobody = Identity(None, None, None, "")
        identity = self._identity.identify(head, body, source.path, source.text) if self._identity else nobody
        hits = self._form_hits(outline)
        form = self._form(hits, identity.year)
        index = self._indexes[form.id]
        if form.id not in self._same_titles:
            outline = cut(document, index.sections, index.tables)
        outline, tables = _place_tables(outline, index)
        standing = None
        if self._kind is not None:
            standing = self._kind.weigh(identity.title, head, body, outline.sections, tables.values(), source.text)
        return Report(
            source,
            document,
            form,
            title=identity.title.span if identity.title is not None else None,
            organ=identity.organ,
            year=identity.year,
            form_hits=hits,
            preamble=outline.preamble,
            sections=outline.sections,
            tables=tables,
            lost_row_ends=outline.lost_row_ends,
            unplaced=outline.unplaced,
            unplaced_tables=tuple(_unplaced_tables(outline, index, tables)),
            organ_from=identity.organ_from,
            standing=standing,
            forms=self.forms,
        )

    def _form_hits(self, outline: Outline) -> Counter[str]:
        """Count for each form the labels that only it has."""
        tables = [node for node in _nodes(outline) if isinstance(node, Table)]
        if tables:
            printed = {text for table in tables for row in table.rows for text in row.texts}
        else:
            printed = {node.text for node in _nodes(outline) if not isinstance(node, Table)}
        exclusive = self._exclusive
        return Counter(form for form, _ in {hit for text in printed for hit in exclusive[text]})

    def _exclusive_labels(self, text: str) -> tuple[tuple[str, str], ...]:
        key = full_key(text[:400])
        return tuple((form.id, label) for form in self.forms for label in form.exclusive if full_key(label) in key)

    def _form(self, hits: Counter[str], year: int | None) -> Form:
        """Choose the form whose labels are printed; where none are, the one prescribed for the year."""
        prescribed = [form for form in self.forms if year is not None and form.prescribed_for(year)]
        by_year = prescribed[-1] if prescribed else self.forms[-1]
        return max(self.forms, key=lambda form: (hits[form.id], form is by_year))


def _nodes(outline: Outline) -> list[Node]:
    return [*outline.preamble, *chain.from_iterable(section.nodes for section in outline.sections)]


def _place_tables(outline: Outline, index: FormIndex) -> tuple[Outline, dict[str, BoundTable]]:
    """Bind the form's tables, first where they belong, then wherever their labels stand."""
    taken: set[int] = set()
    bound: dict[str, BoundTable] = {}
    sections = list(outline.sections)
    for spec in index.form.tables:
        labels = index.labels[spec.key]
        others = [other for key, other in index.labels.items() if key != spec.key]
        home = [number for number, section in enumerate(sections) if section.spec.key == spec.section]
        away = [number for number, section in enumerate(sections) if section.spec.key != spec.section]
        for candidates in (home, away):
            table = _bind_in(sections, candidates, labels, others, taken)
            if table is not None:
                bound[spec.key] = table
                break
        else:
            for number in home:
                section = sections[number]
                found = rebuild(section.nodes, labels)
                if found is not None:
                    before, flat, after = found
                    sections[number] = _with_nodes(section, (*before, flat, *after))
                    taken.add(id(flat))
                    binder = TableBinder(labels, section.spec.key, flat.line, rebuilt=True)
                    bound[spec.key] = binder.bind(flat.rows)
                    break
    sections = [_with_nodes(section, _prose_again(section.nodes, taken)) for section in sections]
    preamble = _prose_again(outline.preamble, taken)
    return outline._replace(preamble=preamble, sections=tuple(sections)), bound


def _unplaced_tables(outline: Outline, index: FormIndex, bound: Mapping[str, BoundTable]) -> Iterator[Unplaced]:
    """Yield the tables that were not found although their labels stand one behind another in the text."""
    for key, labels in index.labels.items():
        if key in bound:
            continue
        homes = [section.nodes for section in outline.sections if section.spec.key == labels.spec.section]
        texts = [cell for nodes in homes or [tuple(_nodes(outline))] for node in nodes for cell in printed(node)]
        at = labels.first_in_a_row([text for text, _, _ in texts])
        if at is not None:
            text, line, col = texts[at]
            yield Unplaced(key, Span(text[:_SHOWN], line, col, labels.spec.section, key))


def _bind_in(
    sections: list[Section],
    candidates: Sequence[int],
    labels: LabelIndex,
    others: Sequence[LabelIndex],
    taken: set[int],
) -> BoundTable | None:
    """Bind the tables of some sections that print this table's labels: one table may come in several pieces."""
    for number in candidates:
        section = sections[number]
        if all(is_flattened(node) for node in section.nodes if isinstance(node, Table)):
            continue  # TABs between paragraphs make no cells
        rows: list[Row] = []
        pieces: dict[int, Table] = {}
        titles: set[int] = set()
        for position, node in enumerate(section.nodes):
            if not isinstance(node, Table) or id(node) in taken:
                continue
            # A piece without labels right behind one with labels is the rest of it.
            begins = holds(node.rows, labels, 1)
            goes_on = bool(rows) and any(len(row.texts) > 1 for row in node.rows)
            if (begins or goes_on) and not (rows and _is_another(node, labels, others)):
                above = _titles_above(section.nodes, position, labels)
                piece = Table((*above, *node.rows), above[0].lines[0]) if above else node
                titles.update(range(position - len(above), position))
                rows += piece.rows
                pieces[position] = piece
        if rows and holds(rows, labels, labels.spec.minimum_labels):
            taken.update(map(id, pieces.values()))
            if titles:
                nodes = tuple(pieces.get(at, node) for at, node in enumerate(section.nodes) if at not in titles)
                sections[number] = _with_nodes(section, nodes)
            line = next(iter(pieces.values())).line
            return TableBinder(labels, section.spec.key, line, rebuilt=False).bind(rows)
    return None


def _titles_above(nodes: Sequence[Node], position: int, labels: LabelIndex) -> tuple[Row, ...]:
    """Return the titles of the form's blocks that stand right above a table as paragraphs, each as a row of it."""
    rows: list[Row] = []
    while position and not isinstance(line := nodes[position - 1], Table):
        hit = labels.hits[line.text]
        if hit is None or not hit.title:
            break
        rows.insert(0, Row((line.text,), (line.line,), (line.col,)))
        position -= 1
    return tuple(rows)


def _is_another(node: Table, labels: LabelIndex, others: Sequence[LabelIndex]) -> bool:
    """Tell whether a table that stands behind one table of the form is itself another one of them."""
    if holds(node.rows, labels, labels.spec.minimum_labels):
        return False
    return any(holds(node.rows, other, other.spec.minimum_labels) for other in others)


def _with_nodes(section: Section, nodes: tuple[Node, ...]) -> Section:
    if nodes is section.nodes:
        return section
    return Section(section.spec, section.heading, section.ordinal, section.title, section.exact, nodes)


def _prose_again(nodes: tuple[Node, ...], taken: set[int]) -> tuple[Node, ...]:
    """Turn a TAB-led line that no label of the form fits back into a paragraph."""
    if not any(isinstance(node, Table) and id(node) not in taken for node in nodes):
        return nodes
    again: list[Node] = []
    for node in nodes:
        if isinstance(node, Table) and id(node) not in taken and all(len(row.texts) == 1 for row in node.rows):
            for row in node.rows:
                text = row.texts[0]
                for offset, line in enumerate(text.split("\n")):
                    stripped = line.strip()
                    if stripped:
                        start = row.cols[0] if offset == 0 else 1
                        indent = len(line) - len(line.lstrip())
                        again.append(Paragraph(stripped, row.lines[0] + offset, start + indent))
        else:
            again.append(node)
    return tuple(again)
