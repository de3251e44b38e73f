"""Where outputs go: -f NAME[=FILE] and -o. Each is written beside its place, and all are put in place together."""

from __future__ import annotations

import shutil
import sys
import traceback
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import click

from auditor.cli.settings import UsageProblem
from auditor.model.problem import Problem
from auditor.model.stopping import held
from auditor.outputs.terminal import inert
from auditor.reading.scratch import scratch
from auditor.record.file import Draft, draft
from auditor.record.folder import OutputFolder
from auditor.record.output import Output
from auditor.record.view import Run


@dataclass(frozen=True, slots=True)
class Target:
    """One output and where it goes: a file, a folder, or neither for standard output."""

    output: Output
    file: Path | None = None
    folder: Path | None = None

    @property
    def shown(self) -> str:
        """How it is called when something is wrong with it."""
        return f"-f {self.output.name}: {self.file or self.folder or 'standard output'}"


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


@dataclass(slots=True)
class Delivery:
    """Outputs that are written and not yet in their places. One that fails costs the others nothing."""

    folder: OutputFolder | None
    _drafts: ExitStack
    _files: list[tuple[Target, Draft]] = field(default_factory=list)
    _owned: list[str] = field(default_factory=list)
    _pages_failed: bool = False
    failures: list[str] = field(default_factory=list)
    """What could not be written, and why."""
    aside: list[Path] = field(default_factory=list)
    """Where that is which did not take the place of an earlier run's."""

    def write(self, run: Run, targets: Sequence[Target], lang: str) -> None:
        """Write every output beside its place, or to standard output."""
        for target in targets:
            with self._told(target):
                self._write(run, target, lang)

    def _write(self, run: Run, target: Target, lang: str) -> None:
        if target.file is not None:
            made = self._drafts.enter_context(draft(target.file))
            target.output.write(run, made.path, lang)
            self._files.append((target, made))
        elif target.folder is not None and self.folder is not None and target.output.write_folder is not None:
            with self.folder.part() as part:
                target.output.write_folder(run, part, lang)
            self._owned += target.output.owned
        else:
            with scratch() as folder:
                file = folder / "output"
                target.output.write(run, file, lang)
                # Neither a large run nor the line ends of a format may suffer from going to standard output.
                with file.open(encoding="utf-8", newline="") as written:
                    shutil.copyfileobj(written, sys.stdout)

    def place(self, aside: str = "") -> None:
        """Put all that was written in its place; with `aside` beside it, where the run is not whole.

        A record goes in place with its pages or not at all: of two runs they would contradict each other.
        """
        with held(too_late=True):
            if self.folder is not None:
                self._place_folder(self.folder, aside)
            for target, made in self._files:
                with self._told(target):
                    where = made.place(aside)
                    self.aside += [where] if aside else []

    def _place_folder(self, folder: OutputFolder, aside: str) -> None:
        try:
            if aside or (self._pages_failed and folder.has_record):
                self.aside.append(folder.put_aside(aside or "failed"))
            else:
                folder.place(self._owned)
        except Problem as error:
            self.failures.append(str(error))

    @contextmanager
    def _told(self, target: Target) -> Iterator[None]:
        """Note what goes wrong with one output, whatever it is: the others are still written."""
        try:
            yield
            return
        except OSError as error:
            self.failures.append(f"{target.shown} cannot be written: {error.strerror or error}")
        except Problem as error:
            self.failures.append(f"-f {target.output.name}: {' '.join(str(error).splitlines())}")
        except Exception as error:
            traceback.print_exc()
            self.failures.append(f"{target.shown} cannot be written: internal error: {type(error).__name__}: {error}")
        self._pages_failed |= target.folder is not None and bool(target.output.owned)


@contextmanager
def delivery(folder: OutputFolder | None) -> Iterator[Delivery]:
    """Give what outputs are written with; what has not been put in place at the end of the block goes."""
    with ExitStack() as drafts:
        yield Delivery(folder, drafts)


def write_outputs(made: Delivery, run: Run, targets: Sequence[Target], lang: str, quiet: bool = False) -> None:
    """Write every output beside its place, and print what they have to tell unless nobody wants to hear it."""
    made.write(run, targets, lang)
    for message in () if quiet else run.given.told:
        click.echo(inert(message.zh if lang == "zh" else message.en), err=True)
