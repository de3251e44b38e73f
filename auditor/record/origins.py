"""How a file was read, as the record keeps it: where each line stood in the original, notes, the date displayed."""

from __future__ import annotations

import base64
from collections.abc import Mapping, Sequence
from typing import Any

import orjson

from auditor.model.source import Origin, Source


def written(source: Source) -> bytes:
    """Return as JSON what outputs may tell of how a file was read: encoding, notes, date displayed, origins of lines.

    An origin is an object that holds only what is known: page, part, element, box, span, confidence, picture (base64).
    """
    told: dict[str, Any] = {"encoding": source.encoding}
    if source.notes:
        told["notes"] = [note._asdict() for note in source.notes]
    if source.published:
        told["published"] = source.published.isoformat()
    if source.origins:
        told["origins"] = [_known(origin) for origin in source.origins]
    return orjson.dumps(told)


def _known(origin: Origin) -> dict[str, Any]:
    known: dict[str, Any] = {
        "page": origin.page,
        "part": origin.part or None,
        "element": origin.element or None,
        "box": origin.box,
        "span": origin.span if origin.span != (1, 1) else None,
        "confidence": origin.confidence,
        "picture": base64.b64encode(origin.picture).decode() if origin.picture else None,
    }
    return {key: value for key, value in known.items() if value is not None}


def read(told: Mapping[str, Any]) -> Sequence[Origin]:
    """Return the origins of a report's lines; none where its format has none."""
    return [
        Origin(
            page=known.get("page"),
            part=tuple(known.get("part", ())),
            element=known.get("element", ""),
            box=tuple(known["box"]) if "box" in known else None,
            span=tuple(known.get("span", (1, 1))),
            confidence=known.get("confidence"),
            picture=base64.b64decode(known.get("picture", "")),
        )
        for known in told.get("origins", ())
    ]
