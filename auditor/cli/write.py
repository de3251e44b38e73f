"""Where outputs go: -f NAME[=FILE] and -o."""

from __future__ import annotations

import shutil
import sys
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import click

from auditor.cli.settings import UsageProblem
from auditor.outputs.terminal import inert
from auditor.record.output import Output
from auditor.record.view import Run


@dataclass(frozen=True, slots=True)
class Target:
    """One output and where it goes: a file, a folder, or neither for standard output."""

    output: Output
    file: Path | None = None
    folder: Path | None = None


def parse_targets(formats: Sequence[str], folder: Path, outputs: Mapping[str, Output]) -> list[Target]:
    """Return the outputs asked for with -f; without any, the HTML report in the folder.

    Raises:
        UsageProblem: an unknown name, or a format that needs a file and has none.
    """
    if not formats:
        return [Target(outputs["html"], folder=folder)]
    targets: list[Target] = []
    for word in formats:
        name, _, file = word.partition("=")
        output = outputs.get(name)
        if output is None:
            raise UsageProblem(f"-f {name}: no such output; there are {', '.join(sorted(outputs))}")
        if file:
            targets.append(Target(output, file=Path(file)))
        elif output.write_folder is not None:
            targets.append(Target(output, folder=folder))
        elif output.text:
            targets.append(Target(output))
        else:
            raise UsageProblem(f"-f {name} needs a file: -f {name}=FILE")
    return sorted(targets, key=_turn)


def _turn(target: Target) -> int:
    """Return when an output is made: first what may fail for one report, then the index and all else that tells the verdict."""
    return {"annotated": 0, "letters": 0, "html": 1}.get(target.output.name, 2)


def write_outputs(run: Run, targets: Sequence[Target], lang: str, quiet: bool = False) -> None:
    """Write every output, and print what they have to tell unless nobody wants to hear it.

    Raises:
        UsageProblem: a file or folder cannot be written; a run whose report is lost must not look well.
    """
    for target in targets:
        try:
            _write(run, target, lang)
        except OSError as error:
            where = target.file or target.folder or "standard output"
            raise UsageProblem(f"-f {target.output.name}: {where} cannot be written: {error.strerror}") from error
    for message in () if quiet else run.given.told:
        click.echo(inert(message.zh if lang == "zh" else message.en), err=True)


def _write(run: Run, target: Target, lang: str) -> None:
    if target.file is not None:
        target.output.write(run, target.file, lang)
    elif target.folder is not None and target.output.write_folder is not None:
        target.folder.mkdir(parents=True, exist_ok=True)
        target.output.write_folder(run, target.folder, lang)
    else:
        with tempfile.TemporaryDirectory(prefix="auditor-") as scratch:
            file = Path(scratch) / "output"
            target.output.write(run, file, lang)
            # Neither a large run nor the line ends of a format may suffer from going to standard output.
            with file.open(encoding="utf-8", newline="") as written:
                shutil.copyfileobj(written, sys.stdout)
