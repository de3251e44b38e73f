"""What `audit` does, from top to bottom: settings, plugins, candidates, run, outputs, exit code."""

from __future__ import annotations

import datetime
import os
import tempfile
from collections.abc import Collection, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

import click

from auditor import __version__
from auditor.cli.choose import load_chosen, load_only, rule_ids
from auditor.cli.previous import earlier_reports
from auditor.cli.progress import progress
from auditor.cli.records import results
from auditor.cli.settings import UsageProblem, check_words, find_settings
from auditor.cli.write import Target, parse_targets, write_outputs
from auditor.engine.compare import Comparison, baseline_notes
from auditor.engine.decisions import Decisions, read_decisions
from auditor.engine.manifest import read_manifest
from auditor.engine.provenance import Inputs, made_with
from auditor.engine.run import Job, Outcome
from auditor.engine.run import run as run_job
from auditor.engine.scoring import DEFAULT, Chosen, read_scheme, scores
from auditor.engine.verdict import ExitCode
from auditor.model.finding import Message, Severity
from auditor.outputs.terminal import summary
from auditor.reading.office import converted
from auditor.reading.walk import find
from auditor.record.given import Given, by_path
from auditor.record.results import Results, of_run
from auditor.record.store import RunFacts, add_notes
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
    baseline: Path | None = None
    score: str | None = None
    letter_template: Path | None = None


@dataclass(frozen=True, slots=True)
class Prepared:
    """What was asked for, with the settings read and everything found."""

    job: Job
    targets: Sequence[Target]
    lang: str
    baseline: Results | None
    scheme: Chosen | None
    given: Given


def audit_paths(asked: Asked) -> int:
    """Audit what was asked for and return the exit code."""
    with prepared(asked) as ready:
        return _run(ready, asked)


@contextmanager
def prepared(asked: Asked, *, rules: Collection[str] = (), own: Sequence[Path] = ()) -> Iterator[Prepared]:
    """Give what was asked for, ready to run. It lives in a scratch folder of its own.

    `rules` are the only ones to take part, whatever was selected; `own` are further files that are not to be audited.

    Raises:
        Problem: an option, a setting or a file that cannot be used.
    """
    settings, file = find_settings(asked.config, asked.paths)
    base = file.parent if file else Path()
    decisions = asked.decisions or _beside(base, settings.decisions)
    manifest = asked.manifest or _beside(base, settings.manifest)
    previous = asked.previous or _beside(base, settings.previous)
    plugins = (*(base / name for name in settings.plugins), *asked.plugins)
    select, ignore = asked.select or settings.select, asked.ignore or settings.ignore
    load = partial(load_only, plugins, rules) if rules else partial(load_chosen, plugins, select, ignore)
    catalogue = load()
    if file is not None:
        check_words(settings.words, file, catalogue.word_lists)
    folder = asked.output or DEFAULT_FOLDER
    targets = parse_targets(asked.formats, folder, catalogue.outputs)
    score = _scheme_file(asked.score, settings.score, base)
    template = asked.letter_template or _beside(base, settings.letter_template)
    our_own = [
        path for path in (folder, decisions, manifest, file, score, template, asked.baseline, *own) if path is not None
    ]
    fail_on = asked.fail_on or settings.fail_on
    as_of = asked.now or _today()
    # Read before the run, which may replace the very record.
    baseline = results(asked.baseline) if asked.baseline else None
    scheme = read_scheme(score, rule_ids(plugins)) if asked.score or settings.score else None
    with tempfile.TemporaryDirectory(prefix="auditor-") as scratch:
        keep = asked.output is not None or any(target.folder for target in targets)
        found = find(asked.paths, catalogue.readers, our_own, settings.limits)
        found.candidates = converted(found.candidates, catalogue.readers, settings.limits, Path(scratch))
        earlier = earlier_reports(previous, catalogue.readers, settings.limits, Path(scratch)) if previous else ()
        inputs = Inputs(file, decisions, manifest, plugins, earlier)
        options = {
            "fail_on": fail_on, "exit_zero": asked.exit_zero, "settings": settings.options,
            "limits": settings.limits.model_dump(),
        }  # fmt: skip
        job = Job(
            found=found,
            catalogue=catalogue,
            load=load,
            decisions=read_decisions(decisions) if decisions else Decisions(),
            as_of=as_of,
            fail_on=Severity[fail_on.upper()],
            exit_zero=asked.exit_zero,
            workers=asked.jobs or settings.jobs or os.cpu_count() or 1,
            facts=RunFacts(__version__, as_of.isoformat(), options, made_with(__version__, inputs)),
            folder=folder if keep else Path(scratch),
            options=settings.options,
            manifest=read_manifest(manifest, catalogue.kinds) if manifest else {},
            limits=settings.limits,
            previous=earlier,
        )
        given = Given(by_path(found.candidates), settings.limits, template)
        yield Prepared(job, targets, asked.lang or settings.lang, baseline, scheme, given)


def _beside(base: Path, name: str | None) -> Path | None:
    """Return a path from the settings, which counts from their file."""
    return base / name if name else None


def _scheme_file(asked: str | None, set_: str | None, base: Path) -> Path | None:
    """Return the file of the scoring scheme, or None where it is the default one or there is none."""
    word = asked or set_
    if word is None or word == DEFAULT:
        return None
    return Path(word) if asked else base / word


def _concluded(ready: Prepared, file: Path) -> None:
    """Add to a record what is concluded from it: how it compares with a baseline, and the scores."""
    if ready.baseline is None and ready.scheme is None:
        return
    record = Run(file)
    try:
        notes: dict[str, object] = {}
        if ready.baseline is not None:
            notes["baseline"] = baseline_notes(Comparison(ready.baseline, of_run(record)))
        if ready.scheme is not None:
            notes["scores"] = scores(record, ready.scheme)
    finally:
        record.close()
    add_notes(file, notes)


def _run(ready: Prepared, asked: Asked) -> int:
    job, targets, lang = ready.job, ready.targets, ready.lang
    with progress(len(job.found.candidates), quiet=asked.quiet) as report:
        outcome = run_job(job, report)
    _concluded(ready, outcome.record)
    record = Run(outcome.record, ready.given)
    try:
        write_outputs(record, targets, lang, asked.quiet)
        outcome = _with_outputs(outcome, record)
        if not asked.formats and not asked.quiet:
            for line in summary(record, lang, verbose=asked.verbose):
                click.echo(line)
    finally:
        record.close()
    for target in targets:
        if target.folder and target.output.name == "html" and not asked.quiet:
            click.echo(f"{target.folder / 'index.html'}", err=True)
    message = outcome.verdict.message.zh if lang == "zh" else outcome.verdict.message.en
    click.echo(f"audit: {message} (exit {outcome.exit_code}: {_why(outcome, job)})", err=True)
    return outcome.exit_code


def _with_outputs(outcome: Outcome, record: Run) -> Outcome:
    """Return how a run ended whose outputs have been made, and put it down where one of them could not be."""
    if not record.given.unmade:
        return outcome
    verdict, code = record.get("verdict"), record.get("exit_code")
    add_notes(record.file, {"verdict": verdict, "exit_code": code})
    exit_code = ExitCode(code) if outcome.exit_code == 0 else outcome.verdict.exit_code
    message = Message(verdict["zh"], verdict["en"])
    said = replace(outcome.verdict, exit_code=exit_code, code=verdict["code"], message=message)
    return replace(outcome, verdict=said, exit_code=code)


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
