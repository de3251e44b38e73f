"""The words of words.toml, read once."""

from __future__ import annotations

import tomllib
from importlib.resources import files

_DATA: dict[str, str] = tomllib.loads((files("auditor_rules.tables.stated") / "words.toml").read_text(encoding="utf-8"))


def words(key: str) -> frozenset[str]:
    """Return one of the lists.

    Raises:
        KeyError: there is no such list.
    """
    return frozenset(_DATA[key].split())
