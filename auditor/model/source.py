"""A file as read: its report text, where each line came from, and the file's own hash."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a line of report text stood in the original; what the format does not have is None."""

    page: int | None = None
    part: str = ""
    """The paragraph, cell or element of the original, in the words of its format."""


@dataclass(frozen=True, slots=True)
class Source:
    """One audited file. `origins` holds one entry per line of the text, or nothing for plain text files."""

    path: str
    """Relative to the audited folder, with forward slashes."""
    sha256: str
    text: str
    encoding: str = "utf-8"
    origins: tuple[Origin, ...] = ()

    def page(self, line: int | None) -> int | None:
        """Return the page a line of the report text came from, or None where the format has no pages."""
        if line is None or not 0 < line <= len(self.origins):
            return None
        return self.origins[line - 1].page
