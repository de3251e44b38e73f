"""A file to audit, wherever it lies: in a folder or inside an archive."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath

from auditor.model.finding import Message
from auditor.model.ledger import Reason


@dataclass(frozen=True, slots=True)
class Candidate:
    """A file to audit: where it is, and how outputs call it (relative, with forward slashes)."""

    file: Path
    path: str
    inner: tuple[str, ...] = ()
    """For a file inside an archive: its name there, as `Archive.members` has it; in an archive inside that, both names."""
    converted: Path | None = None
    """The DOCX that LibreOffice made of it, for formats that are read that way."""
    refused: Message | None = None
    """Why it cannot be read, where that is known before anybody tries."""
    is_cut: bool = False
    """Whether what was converted breaks off."""
    is_document: bool = False
    """Whether its first bytes are those of a document, though it may be called text."""
    copies: tuple[Candidate, ...] = ()
    """The same report in other formats, best first."""

    @property
    def suffix(self) -> str:
        """Its extension, in small letters."""
        return PurePosixPath(self.inner[-1] if self.inner else self.file.name).suffix.lower()

    @property
    def is_plain(self) -> bool:
        """Whether it is read as text as it stands, or not at all: by nothing that could end the process."""
        if self.refused is not None:
            return True
        return self.suffix in (".txt", ".md", ".markdown") and not self.is_document


@dataclass(frozen=True, slots=True)
class Skipped:
    """A file that is no candidate, and why."""

    path: str
    reason: Reason


@dataclass(slots=True)
class Found:
    """What lies under the named paths, each in path order."""

    candidates: list[Candidate] = field(default_factory=list)
    skipped: list[Skipped] = field(default_factory=list)


def with_copies(candidates: Sequence[Candidate]) -> list[Candidate]:
    """Return candidates, each followed by the same report in other formats."""
    return [each for candidate in candidates for each in (candidate, *candidate.copies)]
