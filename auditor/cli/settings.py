"""What a run is told: options of the command line over those of auditor.toml."""

from __future__ import annotations

import difflib
import tomllib
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from auditor.model.problem import Problem
from auditor.model.terms import WordListSpec
from auditor.reading.limits import Limits

FILE_NAME = "auditor.toml"


class UsageProblem(Problem):
    """Something the user asked for that cannot be done; exit 2. The text says what and how to mend it."""


class Settings(BaseModel):
    """The keys of auditor.toml. Paths in it are relative to the file. Options on the command line win."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    plugins: tuple[str, ...] = ()
    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    fail_on: Literal["error", "warning", "review"] = "error"
    lang: Literal["zh", "en"] = "zh"
    jobs: int | None = Field(default=None, ge=1)
    decisions: str | None = None
    manifest: str | None = None
    previous: str | None = None
    score: str | None = None
    """A scoring scheme, or "default" for the one that comes with the program."""
    letter_template: str | None = None
    """A DOCX to make letters from instead of the one that comes with the program."""
    overview_max: int | None = Field(default=None, ge=1)
    """Longest overview in characters, where a local notice sets one (OGI-S115); off otherwise."""
    words: dict[str, tuple[dict[str, Any] | str, ...]] = {}
    """Further entries for the word lists of the rules on language and names, by list name."""

    limits: Limits = Limits()
    """How much one file may ask for before it is given up as not assessable."""

    @property
    def options(self) -> dict[str, Any]:
        """What rules may ask of the settings."""
        set_ = {"overview_max": self.overview_max, "words": self.words}
        return {key: value for key, value in set_.items() if value}


def find_settings(named: Path | None, paths: Sequence[Path]) -> tuple[Settings, Path | None]:
    """Return the settings and the file they came from.

    auditor.toml of the working directory is used only when that does not lie inside an audited path: the
    audited party must not configure its own audit.

    Raises:
        UsageProblem: the file is not there or not valid.
    """
    file = named
    if file is None:
        here = Path.cwd().resolve()
        inside = any(here.is_relative_to(path.resolve()) for path in paths)
        file = here / FILE_NAME
        if inside or not file.is_file():
            return Settings(), None
    try:
        return Settings.model_validate(tomllib.loads(file.read_text(encoding="utf-8"))), file
    except OSError as error:
        raise UsageProblem(f"{file}: {error.strerror}") from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise UsageProblem(f"{file.name}: {error}") from error
    except ValidationError as error:
        first = error.errors()[0]
        key = ".".join(str(part) for part in first["loc"])
        near = difflib.get_close_matches(key, Settings.model_fields, n=1)
        hint = f"; did you mean {near[0]!r}?" if near and first["type"] == "extra_forbidden" else ""
        raise UsageProblem(f"{file.name}: {key}: {first['msg']}{hint}") from error


def check_words(words: Mapping[str, Sequence[Any]], file: Path, known: Sequence[WordListSpec]) -> None:
    """Refuse entries that no rule reads, or that cannot be read.

    Raises:
        UsageProblem: names the file, the list and the entry.
    """
    names = sorted({listed.name for listed in known})
    for name, entries in words.items():
        if name not in names:
            near = difflib.get_close_matches(name, names, n=1)
            hint = f"did you mean {near[0]!r}?" if near else f"there are {', '.join(names)}"
            raise UsageProblem(f"{file.name}: words.{name}: no rule reads such a list; {hint}")
        for listed in known:
            try:
                if listed.name == name:
                    listed.read(entries)
            except ValueError as error:
                raise UsageProblem(f"{file.name}: {error}") from error
