"""Whether what a reader hands over is report text: what is not would break the run long after the reader has ended."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from dataclasses import replace
from typing import SupportsFloat, SupportsIndex

from auditor.model.finding import Message
from auditor.model.source import Origin
from auditor.reading.reader import ReadText, UnreadableError


def sound(read: object) -> ReadText:
    """Return what was read, its numbers plain ones: libraries hand over numbers of their own kinds, which no record holds.

    Raises:
        UnreadableError: it is no report text, or something beside the text is not what it must be.
    """
    if not isinstance(read, ReadText):
        raise _not("ReadText", read)
    if not is_text(read.text):
        raise _not("text", read.text)
    if not is_text(read.encoding):
        raise _not("encoding", read.encoding)
    for told in (read.notes, read.unread):
        if type(told) is not tuple or not all(
            isinstance(message, Message) and is_text(message.zh) and is_text(message.en) for message in told
        ):
            raise _not("notes", told)
    if read.published is not None and not isinstance(read.published, datetime.date):
        raise _not("published", read.published)
    if not isinstance(read.origins, tuple):
        raise _not("origins", read.origins)
    if not read.origins:
        return read
    return replace(read, origins=tuple(map(_origin, read.origins)))


def is_text(text: object) -> bool:
    """Tell whether this is a str that UTF-8 can write: a lone surrogate is no character."""
    if not isinstance(text, str):
        return False
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return True


def _origin(origin: object) -> Origin:
    if not isinstance(origin, Origin):
        raise _not("origins", origin)
    page, part, element, box, span, confidence, picture = (
        origin.page, origin.part, origin.element, origin.box, origin.span, origin.confidence, origin.picture,
    )  # fmt: skip
    if (
        (page is None or type(page) is int)
        and set(map(type, part)) <= {int}
        and box is None
        and set(map(type, span)) == {int}
        and confidence is None
        and type(element) is str
        and not picture
    ):
        return origin
    try:
        return Origin(
            page=None if page is None else _whole(page),
            part=tuple(map(_whole, part)),
            element=element if is_text(element) else str(element).encode("utf-8", "replace").decode(),
            box=None if box is None else _box(box),
            span=_span(span),
            confidence=None if confidence is None else _real(confidence),
            picture=bytes(picture),
        )
    except (TypeError, ValueError, OverflowError) as error:
        raise _not("origins", origin) from error


def _whole(number: SupportsIndex) -> int:
    return number.__index__()


def _real(number: SupportsFloat) -> float:
    if isinstance(number, (str, bytes)):
        raise TypeError(number)
    made = float(number)
    if made - made != 0:
        raise ValueError(number)  # neither infinite nor no number at all
    return made


def _box(box: Sequence[SupportsFloat]) -> tuple[float, float, float, float]:
    left, bottom, right, top = map(_real, box)
    return left, bottom, right, top


def _span(span: Sequence[SupportsIndex]) -> tuple[int, int]:
    columns, rows = map(_whole, span)
    if not (columns > 0 and rows > 0):
        raise ValueError(span)
    return columns, rows


def _not(what: str, value: object) -> UnreadableError:
    kind = type(value).__name__
    return UnreadableError(Message(
        f"读取模块返回的内容不符合要求（{what}：{kind}）", f"what its reader returned is not sound ({what}: {kind})"
    ))  # fmt: skip
