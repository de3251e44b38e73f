"""Relation packs that are shipped: formulas over the cells of the statutory tables."""

from __future__ import annotations

from importlib.resources import files

from auditor.model.rule import Rule
from auditor.plugins.pack import load_pack


def relation_rules() -> tuple[Rule, ...]:
    """Return the rules of every shipped relation pack."""
    return load_pack(files("auditor_rules.relations") / "ties.toml")
