"""What `audit` does, from top to bottom: settings, plugins, candidates, run, outputs, exit code."""

from __future__ import annotations

import datetime
import os
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import click

from auditor import __version__
from auditor.cli.choose import load_chosen
from auditor.cli.previous import earlier_reports
from auditor.cli.progress import progress
from auditor.cli.settings import UsageProblem, find_settings
from auditor.cli.write import Target, parse_targets, write_outputs
from auditor.engine.decisions import Decisions, read_decisions
from auditor.engine.manifest import read_manifest
from auditor.engine.run import Job, Outcome
from auditor.engine.run import run as run_job
from auditor.engine.verdict import ExitCode
from auditor.model.finding import Severity
from auditor.outputs.terminal import summary
from auditor.reading.walk import find
from auditor.record.store import RunFacts
from auditor.record.view import Run

DEFAULT_FOLDER = Path("reports_out")


@dataclass(frozen=True, slots=True)
class Asked:
    """The command line as it was given; None and empty stand for what the settings or defaults decide."""

    paths: tuple[Path, ...]
    output: Path | None
    formats: tuple[str, ...]
    select: tuple[str, ...]
    ignore: tuple[str, ...]
    fail_on: str | None
    exit_zero: bool
    lang: str | None
    jobs: int | None
    plugins: tuple[Path, ...]
    config: Path | None
    decisions: Path | None
    manifest: Path | None
    previous: Path | None
    now: datetime.date | None
    quiet: bool
    verbose: bool


def audit_paths(asked: Asked) -> int:
    """Audit what was asked for and return the exit code."""
    settings, file = find_settings(asked.config, asked.paths)
    base = file.parent if file else Path()
    decisions = asked.decisions or _beside(base, settings.decisions)
    manifest = asked.manifest or _beside(base, settings.manifest)
    previous = asked.previous or _beside(base, settings.previous)
    plugins = (*(base / name for name in settings.plugins), *asked.plugins)
    load = partial(load_chosen, plugins, asked.select or settings.select, asked.ignore or settings.ignore)
    catalogue = load()
    folder = asked.output or DEFAULT_FOLDER
    targets = parse_targets(asked.formats, folder, catalogue.outputs)
    own = [path for path in (folder, decisions, manifest, file) if path is not None]
    fail_on = asked.fail_on or settings.fail_on
    as_of = asked.now or _today()
    with tempfile.TemporaryDirectory(prefix="auditor-") as scratch:
        keep = asked.output is not None or any(target.folder for target in targets)
        job = Job(
            found=find(asked.paths, catalogue.readers, own),
            catalogue=catalogue,
            load=load,
            decisions=read_decisions(decisions) if decisions else Decisions(),
            as_of=as_of,
            fail_on=Severity[fail_on.upper()],
            exit_zero=asked.exit_zero,
            workers=asked.jobs or settings.jobs or os.cpu_count() or 1,
            facts=RunFacts(__version__, as_of.isoformat(), {"fail_on": fail_on}),
            folder=folder if keep else Path(scratch),
            options=settings.options,
            manifest=read_manifest(manifest) if manifest else {},
            limits=settings.limits,
            previous=earlier_reports(previous, catalogue.readers, Path(scratch)) if previous else (),
        )
        return _run(job, targets, asked, asked.lang or settings.lang)


def _beside(base: Path, name: str | None) -> Path | None:
    """Return a path from the settings, which counts from their file."""
    return base / name if name else None


def _run(job: Job, targets: Sequence[Target], asked: Asked, lang: str) -> int:
    with progress(len(job.found.candidates), quiet=asked.quiet) as report:
        outcome = run_job(job, report)
    record = Run(outcome.record)
    try:
        write_outputs(record, targets, lang)
        if not asked.formats and not asked.quiet:
            for line in summary(record, lang, verbose=asked.verbose):
                click.echo(line)
    finally:
        record.close()
    for target in targets:
        if target.folder and not asked.quiet:
            click.echo(f"{target.folder / 'index.html'}", err=True)
    message = outcome.verdict.message.zh if lang == "zh" else outcome.verdict.message.en
    click.echo(f"audit: {message} (exit {outcome.exit_code}: {_why(outcome, job)})", err=True)
    return outcome.exit_code


def _why(outcome: Outcome, job: Job) -> str:
    word = job.fail_on.word
    zero = ", set to 0 by --exit-zero" if outcome.exit_code != outcome.verdict.exit_code else ""
    return {
        ExitCode.CLEAN: f"complete, nothing at or above {word}",
        ExitCode.FINDINGS: f"findings at or above {word}{zero}",
        ExitCode.INCOMPLETE: "the run is incomplete",
        ExitCode.NOTHING: "nothing to audit",
        ExitCode.INTERRUPTED: "interrupted",
    }[outcome.verdict.exit_code]


def _today() -> datetime.date:
    """Return the date of the run: the only clock that outputs ever see."""
    epoch = os.environ.get("SOURCE_DATE_EPOCH")
    if epoch is None:
        return datetime.date.today()
    if not epoch.isdigit():
        raise UsageProblem(f"SOURCE_DATE_EPOCH {epoch!r} is no number of seconds")
    return datetime.datetime.fromtimestamp(int(epoch), datetime.UTC).date()
