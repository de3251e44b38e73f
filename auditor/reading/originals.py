"""Audited files opened once more, to make a marked copy of them: only where they are what was audited."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass

from auditor.reading.candidate import Candidate
from auditor.reading.content import content
from auditor.reading.guard import within
from auditor.reading.kinds import kind
from auditor.reading.limits import Limits

_READ_AS = {".docm": ".docx"}


@dataclass(frozen=True, slots=True)
class Original:
    """A file as it was audited. `format` is the extension that fits its contents; `data` the DOCX where it was converted."""

    data: bytes
    sha256: str
    format: str
    converted: bool


def original(candidate: Candidate, limits: Limits) -> Original:
    """Return an audited file, and what LibreOffice made of it where it was read that way.

    Raises:
        UnreadableError: it cannot be opened, or is beyond a limit.
    """
    return within(limits, lambda: _opened(candidate, limits))


def _opened(candidate: Candidate, limits: Limits) -> Original:
    data = content(candidate, limits)
    sha256 = hashlib.sha256(data).hexdigest()
    if candidate.converted:
        return Original(content(Candidate(candidate.converted, ""), limits), sha256, ".docx", converted=True)
    suffix = kind(candidate.suffix, data)
    return Original(data, sha256, _READ_AS.get(suffix, suffix), converted=False)
