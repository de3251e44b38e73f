"""Relation packs that are shipped: formulas over the cells of the statutory tables."""

from __future__ import annotations

from functools import cache
from importlib.resources import files

from auditor.model.rule import Rule
from auditor.plugins.pack import load_pack


@cache
def relation_rules() -> tuple[Rule, ...]:
    """Return the rules of every shipped relation pack."""
    folder = files("auditor_rules.relations")
    return (*load_pack(folder / "ties.toml"), *load_pack(folder / "sense.toml"))
