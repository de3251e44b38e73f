"""The steps that are done for one file: what goes wrong in one is told of that file, and costs no other anything."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from auditor.engine.assess import said
from auditor.engine.clock import STEP
from auditor.model.finding import Message
from auditor.model.stopping import StoppedError
from auditor.reading.reader import UnreadableError

READING = Message("读取", "reading it")
PARSING = Message("解析", "parsing it")
CONCLUDING = Message("汇总结果", "putting its results together")

T = TypeVar("T")


def guarded(doing: Message, body: Callable[[], T]) -> T:
    """Return what a step comes to. A clock that ticks (auditor.engine.clock) ends it in time.

    Raises:
        UnreadableError: anything at all went wrong, but for an interrupt that a person meant.
    """
    try:
        STEP.now = body
        done = body()
        STEP.now = None
        return done
    except BaseException as error:
        STEP.now = None
        if isinstance(error, (UnreadableError, StoppedError)):
            raise
        what = said(error)
        raise UnreadableError(
            Message(f"{doing.zh}时程序出错（{what.zh}）", f"{doing.en} failed ({what.en})")
        ) from error
