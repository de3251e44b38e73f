"""What an auditor names besides the record, for the outputs that need it; and what outputs have to tell the auditor."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from auditor.model.finding import Message
from auditor.reading.candidate import Candidate, with_copies
from auditor.reading.limits import Limits
from auditor.record.unmade import Unmade

_TOLD = 5


@dataclass(slots=True)
class Given:
    """The audited files by the paths that the record calls them, and the template of letters.

    `originals` is None where nobody named them: a record holds no paths, and two files named outright may have one name. `told` grows while outputs are written; the
    command line prints it. So does `unmade`, what could not be made: the run is incomplete for it (auditor.record.view.Run).
    """

    originals: Mapping[str, Sequence[Candidate]] | None = None
    limits: Limits = field(default_factory=Limits)
    letter_template: Path | None = None
    told: list[Message] = field(default_factory=list)
    unmade: list[Unmade] = field(default_factory=list)

    def fail(self, path: str, what: Message, why: Message) -> None:
        """Note what could not be made of one report; the first few are told one by one, all are counted in the verdict."""
        self.unmade.append(Unmade(path, what, why))
        if len(self.unmade) <= _TOLD:
            self.told.append(self.unmade[-1].told)


def by_path(candidates: Sequence[Candidate]) -> Mapping[str, Sequence[Candidate]]:
    """Return candidates and the copies among them by the paths that the record calls them."""
    found: dict[str, list[Candidate]] = {}
    for candidate in with_copies(candidates):
        found.setdefault(candidate.path, []).append(candidate)
    return found
