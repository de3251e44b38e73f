"""A file as read: its report text, where each line came from, and the file's own hash."""

from __future__ import annotations

import datetime
from dataclasses import dataclass

from auditor.model.finding import Message

SURE = 0.9
"""From this confidence on, what character recognition read is taken as read."""


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a line of report text stood in the original; what the format does not have is None or empty."""

    page: int | None = None
    """From 1."""
    part: tuple[int, ...] = ()
    """(n,) for the n-th paragraph of the original, (t, r, c) for a cell: n-th table, its row and cell. All from 1."""
    element: str = ""
    """The element's path in a web page, as XPath."""
    box: tuple[float, float, float, float] | None = None
    """Left, bottom, right, top on the page, in points from its lower left corner."""
    span: tuple[int, int] = (1, 1)
    """How many columns and rows a cell covers; on its first line only."""
    confidence: float | None = None
    """How sure character recognition was, 0 to 1; None where the characters stand in the file."""
    picture: bytes = b""
    """A PNG of the place as scanned, where the confidence is low."""

    @property
    def doubtful(self) -> bool:
        """Whether character recognition may have read it wrongly."""
        return self.confidence is not None and self.confidence < SURE


@dataclass(frozen=True, slots=True)
class Source:
    """One audited file. `origins` holds one entry per line of the text, or nothing for plain text files."""

    path: str
    """Relative to the audited folder, with forward slashes."""
    sha256: str
    text: str
    encoding: str = "utf-8"
    origins: tuple[Origin, ...] = ()
    notes: tuple[Message, ...] = ()
    """What a reader of the findings must know of how the file was read."""
    unread: tuple[Message, ...] = ()
    """Parts of the file that were not read."""
    published: datetime.date | None = None
    """The date of publication that the page itself displays."""
    damaged: Message | None = None
    """Why nothing that the text says can be held against anybody: its characters are not what was written."""

    def page(self, line: int | None) -> int | None:
        """Return the page a line of the report text came from, or None where the format has no pages."""
        origin = self.origin(line)
        return origin.page if origin else None

    def origin(self, line: int | None) -> Origin | None:
        """Return where a line of the report text stood in the original, or None where that is not known."""
        if line is None or not 0 < line <= len(self.origins):
            return None
        return self.origins[line - 1]
