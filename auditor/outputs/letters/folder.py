"""`-f letters`: a folder of letters, one for each organ and year that has something to correct."""

from __future__ import annotations

from pathlib import Path, PurePosixPath

from auditor.engine.assess import said
from auditor.model.finding import Message
from auditor.outputs.file_names import Names
from auditor.outputs.letters.content import Letter, is_decided, letters
from auditor.outputs.letters.render import Template, TemplateProblem
from auditor.record.unmade import LETTER
from auditor.record.view import Run

FOLDER = "letters"


def write_folder(run: Run, target: Path, lang: str) -> None:
    """Write the letters into a folder of their own below the target; raises as `write`."""
    write(run, target / FOLDER, lang)


def write(run: Run, target: Path, lang: str) -> None:
    """Write the letters into a folder. They are in Chinese in either language.

    Raises:
        TemplateProblem: the template cannot be read, or asks for what there is not.
    """
    template = Template(run.given.letter_template)
    decided = is_decided(run)
    names = Names()
    target.mkdir(parents=True, exist_ok=True)
    count = 0
    broken: list[TemplateProblem] = []
    for letter in letters(run, decided=decided):
        kind = "整改通知" if decided else "核实清单"
        try:
            data = template.render(_context(letter, run.get("as_of"), decided=decided))
        except TemplateProblem as error:
            broken.append(error)
            run.given.fail(_name(letter), LETTER, said(error))
            continue
        (target / names.file((), f"{_name(letter)}-{kind}", ".docx")).write_bytes(data)
        count += 1
    if broken and not count:
        # It is the template then, and no letter in particular.
        raise broken[0]
    run.given.told.append(_told(count, decided=decided))


def _name(letter: Letter) -> str:
    if letter.organ:
        return f"{letter.organ}-{letter.year}" if letter.year else letter.organ
    # One report may stand in many folders under one name.
    return PurePosixPath(letter.paths[0]).as_posix().replace("/", "_") if letter.paths else "未知机关"


def _context(letter: Letter, as_of: str, *, decided: bool) -> dict[str, object]:
    return {
        "confirmed": decided, "organ": letter.organ or "", "year": letter.year or "", "paths": letter.paths,
        "findings": letter.findings, "count": len(letter.findings), "scores": letter.scores, "as_of": as_of,
    }  # fmt: skip


def _told(count: int, *, decided: bool) -> Message:
    if decided:
        return Message(f"整改通知{count}份", f"correction letters: {count}")
    return Message(
        f"核实清单（待确认）{count}份：本次没有审核人员的判定",
        f"lists to be verified: {count} (nobody has decided on the findings of this run)",
    )
