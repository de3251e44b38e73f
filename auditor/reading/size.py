"""How much text there may be: what is beyond it is no report, and would cost parsing and every rule far more than reading."""

from __future__ import annotations

from auditor.model.finding import Message
from auditor.reading.limits import Limits
from auditor.reading.reader import UnreadableError


def check_text(text: str, limits: Limits) -> None:
    """Let report text pass that is within the limits of its length.

    Raises:
        UnreadableError: it is not; the message names the limit.
    """
    if len(text) > limits.characters:
        raise _beyond("字符数", "characters", len(text), limits.characters)
    # Most texts have fewer characters than lines are allowed, and need not be looked at.
    if len(text) <= min(limits.lines, limits.cells):
        return
    if text.count("\n") >= limits.lines:
        lines = sum(1 for line in text.split("\n") if line and not line.isspace())
        if lines > limits.lines:
            raise _beyond("行数", "lines", lines, limits.lines)
    cells = text.count("\n\t")
    if cells > limits.cells:
        raise _beyond("单元格数", "cells", cells, limits.cells)


def _beyond(zh: str, name: str, count: int, limit: int) -> UnreadableError:
    return UnreadableError(Message(
        f"{zh}{count}超过上限（limits.{name} = {limit}），不会是一份年度报告",
        f"{count} {name}, beyond limits.{name} = {limit}: no annual report is that long",
    ))  # fmt: skip
