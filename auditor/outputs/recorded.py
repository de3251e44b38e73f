"""What outputs ask of recorded findings: whether one is set aside, how it compares with a baseline, its text for a file."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

from auditor.record.view import Run

Json = Mapping[str, Any]

_ILLEGAL = re.compile("[^\t\n\r\x20-\x7e\xa0-\ud7ff\ue000-\ufdcf\ufdf0-\ufffd\U00010000-\U0010ffff]")

_BIDI = re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")


def waived(finding: Json) -> bool:
    """Tell whether a decision that holds sets the finding aside."""
    decision = finding["decision"]
    return bool(decision) and decision["state"] == "holds" and decision["verdict"] in ("dismissed", "accepted")


def baseline(run: Run) -> Mapping[str, str]:
    """Return how findings compare with a baseline, by fingerprint; empty where the run was not compared with one."""
    compared: Mapping[str, Mapping[str, str]] = run.find("baseline") or {}
    return compared.get("states", {})


def absent(run: Run) -> Sequence[Json]:
    """Return the findings of the baseline that are gone."""
    compared: Mapping[str, Sequence[Json]] = run.find("baseline") or {}
    return compared.get("absent", ())


def legal(text: str) -> str:
    """Return text without the characters that XML forbids: controls, lone surrogates, non-characters.

    What would show a reader another text than the file holds, the marks that turn its direction, is written out.
    """
    return text if text.isprintable() else _BIDI.sub(_written, _ILLEGAL.sub("", text))


def _written(found: re.Match[str]) -> str:
    return f"[U+{ord(found[0]):04X}]"


def harmless(value: Any) -> Any:
    """Return a JSON value with every text of it made legal."""
    match value:
        case str():
            return legal(value)
        case list() | tuple():
            return [harmless(each) for each in value]
        case dict():
            return {harmless(key): harmless(each) for key, each in value.items()}
        case _:
            return value
