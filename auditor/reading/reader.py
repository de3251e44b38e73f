"""What a reader is: extensions it claims, and a function from bytes to report text."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from auditor.model.finding import Message
from auditor.model.source import Origin


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


@dataclass(frozen=True, slots=True)
class Reader:
    """One file format. `read` gets the file's bytes and raises UnreadableError for what it cannot make sense of."""

    name: str
    extensions: tuple[str, ...]
    read: Callable[[bytes], ReadText]
