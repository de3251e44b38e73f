"""What a reader is: extensions it claims, and a function from bytes to report text."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from dataclasses import dataclass, field

from auditor.model.finding import Message
from auditor.model.source import Origin
from auditor.reading.limits import Limits


class UnreadableError(Exception):
    """A file that cannot be read as report text. The message is for the auditor, in both languages."""

    def __init__(self, message: Message) -> None:
        super().__init__(message.en)
        self.message = message


@dataclass(frozen=True, slots=True)
class ReadText:
    """Report text, version 1, with how it was decoded and, line by line, where it came from."""

    text: str
    encoding: str = "utf-8"
    origins: tuple[Origin, ...] = ()
    notes: tuple[Message, ...] = ()
    """What a reader of the findings must know: unaccepted changes, pages that were recognised from pictures."""
    unread: tuple[Message, ...] = ()
    """Parts of the file that were not read, such as a page that is a picture: the audit is incomplete."""
    published: datetime.date | None = None
    """The date of publication that the page itself displays, apart from the report's own text."""


@dataclass(frozen=True, slots=True)
class ReadOptions:
    """What a reader is told besides the bytes.

    `cues` are phrases of the known forms (titles of sections, labels), as data: a reader that must find the report
    inside a page looks for the part that holds most of them.
    """

    cues: tuple[str, ...] = ()
    limits: Limits = field(default_factory=Limits)


@dataclass(frozen=True, slots=True)
class Reader:
    """One file format. `read` gets the file's bytes and raises UnreadableError for what it cannot make sense of.

    It writes no blank line and no TAB inside a cell, and no TAB before a paragraph.
    """

    name: str
    extensions: tuple[str, ...]
    read: Callable[[bytes, ReadOptions], ReadText]
