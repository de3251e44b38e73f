"""Which of the loaded rules take part: --select and --ignore."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace
from pathlib import Path

from auditor.cli.settings import UsageProblem
from auditor.outputs.formats import OUTPUTS
from auditor.plugins.load import Catalogue, load_catalogue


def load_chosen(plugins: Sequence[Path], select: Sequence[str], ignore: Sequence[str]) -> Catalogue:
    """Return the catalogue with the chosen rules only. Works in a worker process as in the first one.

    Raises:
        PluginError: a plugin cannot be used.
        UsageProblem: an id names no rule, or no rule is left.
    """
    catalogue = load_catalogue(plugins, OUTPUTS)
    ids = [rule.id for rule in catalogue.rules]
    selected = _named(select, ids) if select else set(ids)
    left = selected - _named(ignore, ids)
    if not left:
        raise UsageProblem("no rule is left to run; loosen --select or --ignore")
    return _with_only(catalogue, left)


def load_only(plugins: Sequence[Path], ids: Collection[str]) -> Catalogue:
    """Return the catalogue with those of the rules that there are.

    Raises:
        PluginError: a plugin cannot be used.
    """
    return _with_only(load_catalogue(plugins, OUTPUTS), ids)


def rule_ids(plugins: Sequence[Path]) -> list[str]:
    """Return the ids of all rules, chosen or not."""
    return [rule.id for rule in load_catalogue(plugins).rules]


def _with_only(catalogue: Catalogue, ids: Collection[str]) -> Catalogue:
    return replace(
        catalogue,
        rules=tuple(rule for rule in catalogue.rules if rule.id in ids),
        sources={id: source for id, source in catalogue.sources.items() if id in ids},
    )


def _named(words: Sequence[str], ids: Sequence[str]) -> set[str]:
    found: set[str] = set()
    for word in (part.strip() for given in words for part in given.split(",")):
        if not word:
            continue
        matching = {id for id in ids if id == word} or {id for id in ids if id.startswith(word)}
        if not matching:
            raise UsageProblem(f"no rule is called {word!r} or begins so; see: audit rules list")
        found |= matching
    return found
