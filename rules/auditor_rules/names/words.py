"""The word lists that the rules on organs' names share."""

from __future__ import annotations

import tomllib
from importlib.resources import files

WORDS: dict[str, str] = tomllib.loads((files("auditor_rules.names") / "words.toml").read_text(encoding="utf-8"))
