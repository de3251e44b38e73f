"""A report with a defect being planted: small edits that leave a mark where the defect comes to stand."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from random import Random

from samples.make.draft import FIGURE, Cell, Draft, Grid, Key, Para, Piece, figures, plain, tag
from samples.make.facts import Facts, Number
from samples.make.tables import shown_number

_HALF = str.maketrans({"(": "（", ")": "）", "\n": ""})


class Unfit(Exception):
    """This report has no place for that defect."""


@dataclass(frozen=True, slots=True)
class Report:
    """What a defect works on; each edit gives a new Report, or raises Unfit with nothing to change."""

    facts: Facts
    draft: Draft
    rng: Random
    mark: str
    seed: int

    @property
    def keys(self) -> set[str]:
        """Keys of all figures in the running text."""
        return {key for piece in self.draft if isinstance(piece, Para) for key, _ in figures(piece.text)}

    def need(self, fits: bool) -> Report:
        if not fits:
            raise Unfit(self.mark)
        return self

    def paras(self, section: str = "", role: str = "") -> list[Para]:
        return [
            piece
            for piece in self.draft
            if isinstance(piece, Para) and section in ("", piece.section) and role in ("", piece.role)
        ]

    def grid(self, table: str) -> Grid:
        return next(piece for piece in self.draft if isinstance(piece, Grid) and piece.table == table)

    def swap(self, old: Piece, *new: Piece) -> Report:
        """The piece replaced by others, or dropped."""
        at = next(index for index, piece in enumerate(self.draft) if piece is old)
        return replace(self, draft=(*self.draft[:at], *new, *self.draft[at + 1 :]))

    def marked(self, para: Para, text: str) -> Para:
        return replace(para, text=text, marks=(*para.marks, self.mark))

    def retell(self, para: Para, text: str) -> Report:
        """The paragraph with another text, marked."""
        return self.need(text != para.text).swap(para, self.marked(para, text))

    def rewrite(
        self, pattern: str, new: str | Callable[[re.Match[str]], str], section: str = "", role: str = ""
    ) -> Report:
        """The first match of a pattern in the running text replaced, in the first paragraph that has one."""
        for para in self.paras(section, role):
            if re.search(pattern, para.text):
                return self.retell(para, re.sub(pattern, new, para.text, count=1))
        raise Unfit(self.mark)

    def say(self, *sentences: str, section: str = "overview") -> Report:
        """One of some sentences, with the organ's words in it, put behind the last paragraph of a section."""
        text = self.rng.choice(sentences).format(**self.words)
        paras = [para for para in self.paras(section, "body") if para.text.endswith("。")]
        self.need(bool(paras))
        return self.retell(paras[-1], paras[-1].text + text)

    @property
    def words(self) -> dict[str, str]:
        """What a planted sentence may call the organ, its year and its matters."""
        organ, year = self.facts.organ, self.facts.year
        a1, a2 = self.rng.sample(organ.areas, 2)
        own = {"me": organ.me, "organ": organ.name, "portal": organ.sites[0], "a1": a1, "a2": a2}
        return {**own, "y": str(year), "last": str(year - 1), "next": str(year + 1)}

    def figure(self, key: str, shown: str, clause: str = "") -> Report:
        """A figure of the running text shown as something else, where its clause before it matches."""
        for para in self.paras():
            for match in FIGURE.finditer(para.text):
                before = re.split("[，。；：]", plain(para.text[: match.start()]))[-1]
                if match[1] == key and re.search(clause, before):
                    text = para.text[: match.start()] + tag(key, shown) + para.text[match.end() :]
                    return self.retell(para, text)
        raise Unfit(self.mark)

    def count(self, key: str, change: int, clause: str = "") -> Report:
        """A figure of the running text moved by a number, written in the same way as before."""
        for para in self.paras():
            for found, shown in figures(para.text):
                if found == key:
                    value = int(shown.replace(",", "")) + change
                    return self.figure(key, f"{value:,}" if "," in shown else str(value), clause)
        raise Unfit(self.mark)

    def value(self, key: Key, value: Number) -> Report:
        """A cell with another number, in the facts and in the table."""
        return replace(self, facts=self.facts.with_value(*key, value)).cell(key, shown_number(value))

    def cell(self, key: Key, text: str) -> Report:
        """What a cell shows, in the table alone."""
        grid = self.grid(key[0])

        def change(cell: Cell) -> Cell:
            return replace(cell, text=text, marks=(*cell.marks, self.mark)) if cell.key == key else cell

        return self.swap(grid, grid.edited(change))

    def label(self, table: str, old: str, new: str) -> Report:
        """A fixed label with another wording; only the first cell with that label."""
        grid = self.grid(table)
        cell = next((cell for row in grid.rows for cell in row if cell.text.translate(_HALF) == old), None)
        if cell is None:
            raise Unfit(self.mark)
        changed = replace(cell, text=new, marks=(*cell.marks, self.mark))
        return self.swap(grid, grid.edited(lambda other: changed if other is cell else other))

    def numbers(self, table: str) -> dict[Key, Number]:
        return {
            (table, row, column): value
            for row, cells in self.facts.table(table).items()
            for column, value in cells.items()
        }

    def zeros(self, table: str, least: int) -> list[Key]:
        """Some cells that hold 0, in the order of the table."""
        keys = [key for key, value in self.numbers(table).items() if value == 0]
        self.need(len(keys) >= least)
        chosen = set(self.rng.sample(keys, self.rng.randint(least, min(len(keys), least + 4))))
        return [key for key in keys if key in chosen]
