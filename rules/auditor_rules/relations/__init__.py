"""Relation packs that are shipped: formulas over the cells of the statutory tables."""

from __future__ import annotations

from functools import cache
from importlib.resources import files

from auditor.model.report import Report
from auditor.model.rule import Rule
from auditor.model.tie import Tie
from auditor.plugins.pack import load_pack


@cache
def relation_rules() -> tuple[Rule, ...]:
    """Return the rules of every shipped relation pack."""
    folder = files("auditor_rules.relations")
    return (*load_pack(folder / "ties.toml"), *load_pack(folder / "sense.toml"))


def broken_ties(report: Report, id: str) -> tuple[Tie, ...]:
    """Return the places where one of these relations fails, whatever its blanks may be.

    Raises:
        Unread: its table was not soundly read.
        KeyError: no relation has this id.
    """
    ties = {rule.id: rule.ties for rule in relation_rules()}[id]
    return tuple(tie for tie in ties(report) if not tie.possible({})) if ties else ()
