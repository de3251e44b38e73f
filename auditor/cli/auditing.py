"""What `audit` does, from top to bottom: settings, plugins, candidates, run, outputs, exit code."""

from __future__ import annotations

import datetime
import os
from collections.abc import Collection, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

import click

from auditor import __version__
from auditor.cli.choose import load_chosen, load_only, rule_ids
from auditor.cli.previous import earlier_reports
from auditor.cli.progress import progress
from auditor.cli.records import results
from auditor.cli.settings import Chosen, UsageProblem, check_words, choose_settings
from auditor.cli.write import Delivery, Target, delivery, parse_targets, write_outputs
from auditor.engine.compare import Comparison, baseline_notes
from auditor.engine.decisions import Decisions, read_decisions
from auditor.engine.manifest import read_manifest
from auditor.engine.provenance import Inputs, made_with
from auditor.engine.run import Job, Outcome
from auditor.engine.run import run as run_job
from auditor.engine.scoring import DEFAULT, read_scheme, scores
from auditor.engine.scoring import Chosen as Scheme
from auditor.engine.verdict import ExitCode
from auditor.model.finding import Message, Severity
from auditor.model.stopping import held
from auditor.outputs.terminal import inert, summary
from auditor.reading.office import converted
from auditor.reading.scratch import clear, scratch
from auditor.reading.walk import find
from auditor.record.folder import OutputFolder
from auditor.record.given import Given, by_path
from auditor.record.results import Results, of_run
from auditor.record.store import FILE_NAME, RunFacts, add_notes
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
    found: bool | None = None
    """Whether settings count as found and not named, where that is known: a run is verified as it was made."""


@dataclass(frozen=True, slots=True)
class Prepared:
    """What was asked for, with the settings read and everything found. `folder` is None where nothing goes there."""

    job: Job
    targets: Sequence[Target]
    lang: str
    baseline: Results | None
    scheme: Scheme | None
    given: Given
    folder: OutputFolder | None


def audit_paths(asked: Asked) -> int:
    """Audit what was asked for and return the exit code."""
    with prepared(asked) as ready, delivery(ready.folder) as made:
        try:
            return _run(ready, made, asked)
        except KeyboardInterrupt:
            _keep_record(ready, made)
            raise


@contextmanager
def prepared(asked: Asked, *, rules: Collection[str] = (), own: Sequence[Path] = ()) -> Iterator[Prepared]:
    """Give what was asked for, ready to run. It lives in a scratch folder of its own, or in the output folder.

    `rules` are the only ones to take part, whatever was selected; `own` are further files that are not to be audited.

    Raises:
        Problem: an option, a setting or a file that cannot be used.
    """
    chosen = choose_settings(asked.config, asked.paths)
    if asked.found is not None:
        chosen = replace(chosen, found=asked.found)
    _announce(chosen, asked)
    settings, base = chosen.settings, chosen.base
    decisions = asked.decisions or _beside(base, settings.decisions)
    manifest = asked.manifest or _beside(base, settings.manifest)
    previous = asked.previous or _beside(base, settings.previous)
    plugins = (*(base / name for name in settings.plugins), *asked.plugins)
    select, ignore = asked.select or settings.select, asked.ignore or settings.ignore
    load = partial(load_only, plugins, rules) if rules else partial(load_chosen, plugins, select, ignore)
    catalogue = load()
    if chosen.file is not None:
        check_words(settings.words, chosen.file, catalogue.word_lists)
    folder = asked.output or DEFAULT_FOLDER
    targets = parse_targets(asked.formats, folder, catalogue.outputs)
    score = _scheme_file(asked.score, settings.score, base)
    template = asked.letter_template or _beside(base, settings.letter_template)
    our_own = [
        path
        for path in (folder, decisions, manifest, chosen.file, score, template, asked.baseline, *own)
        if path is not None
    ]
    fail_on = asked.fail_on or settings.fail_on
    as_of = asked.now or _today()
    # Read before the run, which may replace the very record.
    baseline = results(asked.baseline) if asked.baseline else None
    scheme = read_scheme(score, rule_ids(plugins)) if asked.score or settings.score else None
    listed = read_manifest(manifest, catalogue.kinds) if manifest else None
    with ExitStack() as stack:
        scratch_folder = stack.enter_context(scratch())
        keep = asked.output is not None or any(target.folder for target in targets)
        output = stack.enter_context(OutputFolder(folder)) if keep else None
        for target in targets:
            if target.file is not None:
                clear(target.file.parent)
        if output is not None:
            our_own += output.owns
        unseen = (output.lock,) if output else ()
        found = find(asked.paths, catalogue.readers, our_own, settings.limits, unseen)
        found.candidates = converted(found.candidates, catalogue.readers, settings.limits, scratch_folder)
        earlier = earlier_reports(previous, catalogue.readers, settings.limits, scratch_folder) if previous else ()
        inputs = Inputs(chosen.file, decisions, manifest, plugins, earlier, found=chosen.found)
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
            folder=output.draft if output else scratch_folder,
            options=settings.options,
            manifest=listed.rows if listed else {},
            limits=settings.limits,
            previous=earlier,
            notice=chosen.notice,
        )
        lang = asked.lang or settings.lang
        if listed and listed.note and not asked.quiet:
            _say(listed.note, lang)
        given = Given(by_path(found.candidates), settings.limits, template)
        yield Prepared(job, targets, lang, baseline, scheme, given, output)


def _announce(chosen: Chosen, asked: Asked) -> None:
    """Say before anything else where settings come from that nobody named, or that there are some which are not used."""
    lang = asked.lang or chosen.settings.lang
    if chosen.notice is not None:
        _say(chosen.notice, lang)
    elif chosen.left_aside is not None and not asked.quiet:
        name = chosen.left_aside.name
        _say(Message(
            f"当前目录中的{name}可能来自被审核的材料，未采用；确系本人设置的，请加 --config {name}",
            f"{name} in the working directory may be part of what is audited and is not used; if it is yours, say --config {name}",
        ), lang)  # fmt: skip


def _say(message: Message, lang: str) -> None:
    click.echo(inert(f"audit: {message.zh if lang == 'zh' else message.en}"), err=True)


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


def _run(ready: Prepared, made: Delivery, asked: Asked) -> int:
    job, targets, lang = ready.job, ready.targets, ready.lang
    with progress(len(job.found.candidates), quiet=asked.quiet) as report:
        outcome = run_job(job, report)
    aside = _aside(outcome)
    record_file = outcome.record
    if aside and ready.folder is not None:
        # First of all: what comes after takes its time, and whoever stops a run may not wait for it.
        record_file = ready.folder.put_aside(aside) / FILE_NAME
    else:
        _concluded(ready, record_file)
    record = Run(record_file, ready.given)
    try:
        write_outputs(made, record, targets, lang, asked.quiet)
        outcome = _with_outputs(outcome, record)
        if not asked.formats and not asked.quiet:
            for line in summary(record, lang, verbose=asked.verbose):
                click.echo(line)
    finally:
        record.close()
    made.place(aside)
    _tell_places(ready, made, asked)
    if outcome.failure is not None:
        raise outcome.failure
    message = outcome.verdict.message.zh if lang == "zh" else outcome.verdict.message.en
    failed = "".join(f"{'；' if lang == 'zh' else '; '}{inert(failure)}" for failure in made.failures)
    if failed and outcome.exit_code != ExitCode.INTERRUPTED:
        click.echo(f"audit: {message}{failed} (exit 2)", err=True)
        return int(ExitCode.FAILED)
    click.echo(f"audit: {message}{failed} (exit {outcome.exit_code}: {_why(outcome, job)})", err=True)
    return outcome.exit_code


def _with_outputs(outcome: Outcome, record: Run) -> Outcome:
    """Return how a run ended whose outputs have been made, and put it down where one of them could not be."""
    if not record.given.unmade or _aside(outcome):
        return outcome
    verdict, code = record.get("verdict"), record.get("exit_code")
    add_notes(record.file, {"verdict": verdict, "exit_code": code})
    message = Message(verdict["zh"], verdict["en"])
    said = replace(outcome.verdict, exit_code=ExitCode(code), code=verdict["code"], message=message)
    return replace(outcome, verdict=said)


def _aside(outcome: Outcome) -> str:
    """Return the word for a run that is not whole and so replaces nothing."""
    if outcome.failure is not None:
        return "failed"
    return "interrupted" if outcome.verdict.exit_code == ExitCode.INTERRUPTED else ""


def _tell_places(ready: Prepared, made: Delivery, asked: Asked) -> None:
    """Say where things are: what lies aside, which replaced nothing, always; the pages unless nobody wants to hear it."""
    _tell_aside(ready, made)
    folder = ready.folder
    if folder is None or made.aside or asked.quiet:
        return
    if any(target.folder and target.output.name == "html" for target in ready.targets):
        click.echo(f"{folder.path / 'index.html'}", err=True)
    elif (folder.path / "index.html").exists():
        _say(Message(
            f"{folder.path} 中的页面属于以前的审核，可用 audit report 重新生成",
            f"the pages in {folder.path} are of an earlier run; audit report makes them anew",
        ), ready.lang)  # fmt: skip


def _tell_aside(ready: Prepared, made: Delivery) -> None:
    for place in dict.fromkeys(made.aside):
        _say(Message(
            f"未完成的部分保存在 {place}，原有的完整结果未改动", f"what was done is in {place}; what was complete before is as it was"
        ), ready.lang)  # fmt: skip


def _keep_record(ready: Prepared, made: Delivery) -> None:
    """Keep the record of a run that was stopped after it was written; its outputs can be made of it."""
    folder = ready.folder
    if folder is None or made.aside or not folder.has_record:
        return
    with held(too_late=True):
        folder.drop_outputs()
        made.aside.append(folder.put_aside("interrupted"))
    _tell_aside(ready, made)


def _why(outcome: Outcome, job: Job) -> str:
    word = job.fail_on.word
    findings = f"findings at or above {word}"
    forgiven = f"{findings}, set to 0 by --exit-zero" if outcome.verdict.forgiven else ""
    return {
        ExitCode.CLEAN: forgiven or f"complete, nothing at or above {word}",
        ExitCode.FINDINGS: findings,
        ExitCode.INCOMPLETE: "the run is incomplete"
        + (f"; {findings} are left aside by --exit-zero" if forgiven else ""),
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
