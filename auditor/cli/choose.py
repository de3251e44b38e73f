"""Which of the loaded rules take part: --select and --ignore."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from auditor.cli.settings import UsageProblem
from auditor.cli.write import OUTPUTS
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
    return replace(
        catalogue,
        rules=tuple(rule for rule in catalogue.rules if rule.id in left),
        sources={id: source for id, source in catalogue.sources.items() if id in left},
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
