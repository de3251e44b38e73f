"""What a run is told: options of the command line over those of auditor.toml."""

from __future__ import annotations

import difflib
import os
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from auditor.model.finding import Message
from auditor.model.problem import Problem
from auditor.model.terms import WordListSpec
from auditor.reading.limits import Limits

FILE_NAME = "auditor.toml"
VARIABLE = "AUDITOR_CONFIG"


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


@dataclass(frozen=True, slots=True)
class Chosen:
    """The settings of a run and where they come from; `file` is None where there are none."""

    settings: Settings = field(default_factory=Settings)
    file: Path | None = None
    found: bool = False
    """They lay in the working directory, and nobody named them."""
    left_aside: Path | None = None
    """Settings there that are not used, since they may be part of what is audited."""

    @property
    def base(self) -> Path:
        """The folder that paths in them count from."""
        return self.file.parent if self.file else Path()

    @property
    def notice(self) -> Message | None:
        """What outputs say of settings that were found."""
        if not self.found or self.file is None:
            return None
        keys = "、".join(sorted(self.settings.model_fields_set)), ", ".join(sorted(self.settings.model_fields_set))
        return Message(
            f"采用了当前目录中{self.file.name}的设置（{keys[0] or '空'}）",
            f"with the settings of {self.file.name} found in the working directory ({keys[1] or 'none'})",
        )


def choose_settings(named: Path | None, paths: Sequence[Path]) -> Chosen:
    """Return the settings that were named (--config, AUDITOR_CONFIG), or those found in the working directory.

    Found ones are left aside where that directory is audited, lies in what is audited, or an audited file lies directly
    in it: the audited party must not configure its own audit. They never load code.

    Raises:
        UsageProblem: the file is not there or not valid, or was only found and names plugins.
    """
    if named is None and os.environ.get(VARIABLE):
        named = Path(os.environ[VARIABLE])
    if named is not None:
        return Chosen(_read(named), named)
    file = Path.cwd() / FILE_NAME
    if not file.is_file():
        return Chosen()
    if any(_may_bring(path) for path in paths):
        return Chosen(left_aside=file)
    settings = _read(file)
    if settings.plugins:
        raise UsageProblem(
            f"{FILE_NAME} in the working directory names plugins ({', '.join(settings.plugins)}), and nobody named {FILE_NAME}: "
            f"code is loaded only from settings that are named, so say --config {FILE_NAME} if it is yours / "
            f"当前目录中的{FILE_NAME}指定了插件，但并未指名使用该文件；确系本人设置的，请加 --config {FILE_NAME}"
        )
    return Chosen(settings, file, found=True)


def _may_bring(path: Path) -> bool:
    """Tell whether what is audited may have brought what lies in the working directory."""
    here = os.path.realpath(Path.cwd())
    real = os.path.realpath(path)
    if Path(here).is_relative_to(real):
        return True
    return not os.path.isdir(path) and here in (os.path.dirname(real), os.path.realpath(path.absolute().parent))


def _read(file: Path) -> Settings:
    try:
        return Settings.model_validate(tomllib.loads(file.read_text(encoding="utf-8-sig")))
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
