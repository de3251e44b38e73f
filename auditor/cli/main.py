"""`audit`: reads as the whole program. Plugins, candidates, run, outputs, exit code."""

from __future__ import annotations

import datetime
import os
import sys
import tempfile
import traceback
from collections.abc import Sequence
from functools import partial
from pathlib import Path

import click

from auditor import __version__
from auditor.cli.choose import load_chosen
from auditor.cli.previous import earlier_reports
from auditor.cli.progress import progress
from auditor.cli.settings import Settings, UsageProblem, find_settings
from auditor.cli.write import Target, parse_targets, write_outputs
from auditor.engine.decisions import DecisionError, Decisions, read_decisions
from auditor.engine.manifest import ManifestError, read_manifest
from auditor.engine.run import Job, Outcome
from auditor.engine.run import run as run_job
from auditor.engine.verdict import ExitCode
from auditor.model.finding import Severity
from auditor.outputs.terminal import summary
from auditor.plugins.load import PluginError
from auditor.reading.walk import PathError, find
from auditor.record.store import RecordError, RunFacts
from auditor.record.view import Run

DEFAULT_FOLDER = Path("reports_out")
_EXPECTED = (UsageProblem, PluginError, PathError, DecisionError, ManifestError, RecordError)


@click.command(name="audit", context_settings={"help_option_names": ["-h", "--help"]})
@click.argument("paths", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path),
    help="Folder for the HTML report and the run record.  [default: reports_out]",
)
@click.option(
    "-f",
    "--format",
    "formats",
    multiple=True,
    metavar="NAME[=FILE]",
    help="Write this output instead: html, json. Repeatable.",
)
@click.option(
    "--select", multiple=True, metavar="IDS", help="Only these rules: ids or beginnings of ids, comma-separated."
)
@click.option("--ignore", multiple=True, metavar="IDS", help="Not these rules.")
@click.option(
    "--fail-on",
    type=click.Choice(["error", "warning", "review"]),
    help="Exit 1 from this severity on.  [default: error]",
)
@click.option("--exit-zero", is_flag=True, help="Exit 0 instead of 1.")
@click.option(
    "--lang",
    type=click.Choice(["zh", "en"]),
    help="Language of the terminal and opening language of pages.  [default: zh]",
)
@click.option("--jobs", type=click.IntRange(min=1), help="Worker processes.  [default: one per core]")
@click.option(
    "--plugin",
    "plugins",
    multiple=True,
    type=click.Path(path_type=Path),
    help="A Python file, a relation pack (.toml), or a folder of them.",
)
@click.option(
    "--config",
    type=click.Path(path_type=Path),
    help="Settings file.  [default: auditor.toml here, unless here is audited]",
)
@click.option("--decisions", type=click.Path(path_type=Path), help="Reviewers' decisions (decisions.csv).")
@click.option(
    "--manifest",
    type=click.Path(path_type=Path),
    help="Who must have reported (CSV: organ, year, kind, parent, published, url).",
)
@click.option(
    "--previous",
    type=click.Path(path_type=Path),
    help="Reports of earlier years to compare with: a folder or a run record.",
)
@click.option(
    "--now",
    type=click.DateTime(["%Y-%m-%d"]),
    help="The date the run is made as of.  [default: today, or SOURCE_DATE_EPOCH]",
)
@click.option("-q", "--quiet", is_flag=True, help="Only the verdict.")
@click.option("-v", "--verbose", is_flag=True, help="List every finding and every reason.")
@click.version_option(__version__, prog_name="auditor")
def audit(
    paths: tuple[Path, ...], output: Path | None, formats: tuple[str, ...], select: tuple[str, ...], ignore: tuple[str, ...],
    fail_on: str | None, exit_zero: bool, lang: str | None, jobs: int | None, plugins: tuple[Path, ...],
    config: Path | None, decisions: Path | None, manifest: Path | None, previous: Path | None, now: datetime.datetime | None, quiet: bool, verbose: bool,
) -> int:  # fmt: skip
    """Audit annual reports on open government information: files, folders, or both.

    Other commands: audit report, audit text, audit rules (each with --help).
    """
    settings, file = find_settings(config, paths)
    base = file.parent if file else Path()
    load = partial(
        load_chosen,
        (*(base / name for name in settings.plugins), *plugins),
        select or settings.select,
        ignore or settings.ignore,
    )
    catalogue = load()
    lang = lang or settings.lang
    decided = decisions or (base / settings.decisions if settings.decisions else None)
    manifest = manifest or (base / settings.manifest if settings.manifest else None)
    previous = previous or (base / settings.previous if settings.previous else None)
    targets = parse_targets(formats, output or DEFAULT_FOLDER, catalogue.outputs)
    folder = output or DEFAULT_FOLDER
    own = [path for path in (folder, decided, manifest, file) if path is not None]
    with tempfile.TemporaryDirectory(prefix="auditor-") as scratch:
        keep = output is not None or any(target.folder for target in targets)
        job = Job(
            found=find(paths, catalogue.readers, own),
            catalogue=catalogue,
            load=load,
            decisions=read_decisions(decided) if decided else Decisions(),
            as_of=now.date() if now else _today(),
            fail_on=Severity[(fail_on or settings.fail_on).upper()],
            exit_zero=exit_zero,
            workers=jobs or settings.jobs or os.cpu_count() or 1,
            facts=_facts(settings, fail_on, now),
            folder=folder if keep else Path(scratch),
            options=settings.options,
            manifest=read_manifest(manifest) if manifest else {},
            previous=earlier_reports(previous, catalogue.readers, Path(scratch)) if previous else (),
        )
        return _run(job, targets, lang, shown=not formats and not quiet, verbose=verbose, quiet=quiet)


def _run(job: Job, targets: Sequence[Target], lang: str, *, shown: bool, verbose: bool, quiet: bool) -> int:
    with progress(len(job.found.candidates), quiet=quiet) as report:
        outcome = run_job(job, report)
    record = Run(outcome.record)
    try:
        write_outputs(record, targets, lang)
        if shown:
            for line in summary(record, lang, verbose=verbose):
                click.echo(line)
    finally:
        record.close()
    for target in targets:
        if target.folder and not quiet:
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


def _facts(settings: Settings, fail_on: str | None, now: datetime.datetime | None) -> RunFacts:
    options = {"fail_on": fail_on or settings.fail_on}
    return RunFacts(__version__, (now.date() if now else _today()).isoformat(), options)


def _today() -> datetime.date:
    """Return the date of the run: the only clock that outputs ever see."""
    epoch = os.environ.get("SOURCE_DATE_EPOCH")
    if epoch is None:
        return datetime.date.today()
    if not epoch.isdigit():
        raise UsageProblem(f"SOURCE_DATE_EPOCH {epoch!r} is no number of seconds")
    return datetime.datetime.fromtimestamp(int(epoch), datetime.UTC).date()


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command and return its exit code. A first word that names a command is that command."""
    given = list(sys.argv[1:] if arguments is None else arguments)
    command: click.Command = audit
    if given and given[0] in ("report", "text", "rules"):
        from auditor.cli.commands import COMMANDS

        command = COMMANDS[given.pop(0)]
    try:
        code = command.main(given, prog_name=_name(command), standalone_mode=False)
    except click.exceptions.Exit as leave:
        return leave.exit_code
    except click.UsageError as error:
        usage = f"{error.ctx.get_usage()}\n" if error.ctx else ""
        click.echo(f"{usage}audit: {error.format_message()} (exit 2)", err=True)
        return ExitCode.FAILED
    except _EXPECTED as error:
        first, _, further = str(error).partition("\n")
        if further:
            click.echo(error, err=True)
        click.echo(f"audit: {first.rstrip(':')} (exit 2)", err=True)
        return ExitCode.FAILED
    except (click.Abort, KeyboardInterrupt):
        click.echo("audit: interrupted (exit 130)", err=True)
        return ExitCode.INTERRUPTED
    # Python would end with 1, which says "findings": a bug of ours must not be taken for a verdict.
    except Exception as error:
        traceback.print_exc()
        click.echo(f"audit: internal error: {type(error).__name__}: {error} (exit 2)", err=True)
        return ExitCode.FAILED
    return code if isinstance(code, int) else ExitCode.CLEAN


def _name(command: click.Command) -> str:
    return "audit" if command is audit else f"audit {command.name}"


def run() -> None:
    """Run as the installed command."""
    sys.exit(main())
