"""`audit`: its options, its other commands, and what an error comes to. The audit itself is in auditing.py."""

from __future__ import annotations

import datetime
import os
import sys
import threading
import time
import traceback
from collections.abc import Sequence
from pathlib import Path
from typing import NoReturn

import click

from auditor import __version__
from auditor.cli.streams import forgiving
from auditor.model import stopping
from auditor.model.problem import Problem

_FAILED, _INTERRUPTED = 2, 130
"""Exit codes of a run that came to no verdict; those of verdicts are in auditor.engine.verdict."""
_PATIENCE = 0.5
"""Seconds that threads get to end."""


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
    help="Write this output instead: html, json, sarif, junit, csv, xlsx, markdown, letters, annotated. Repeatable.",
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
@click.option(
    "--exit-zero", is_flag=True, help="Leave findings out of account: exit 0, or 3 where the run is incomplete."
)
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
    help="Settings file.  [default: AUDITOR_CONFIG, or auditor.toml here unless it may be part of what is audited]",
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
    "--baseline",
    type=click.Path(path_type=Path),
    help="An earlier run to compare with: a run record, its folder, or JSON.",
)
@click.option("--score", metavar="FILE", help="Give each report a score: a scoring scheme, or the word default.")
@click.option(
    "--letter-template",
    type=click.Path(path_type=Path),
    help="A DOCX to make letters from instead of the one that comes with the program.",
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
    config: Path | None, decisions: Path | None, manifest: Path | None, previous: Path | None, baseline: Path | None, score: str | None,
    letter_template: Path | None, now: datetime.datetime | None, quiet: bool, verbose: bool,
) -> int:  # fmt: skip
    """Audit annual reports on open government information: files, folders, or both.

    Other commands: audit report, audit diff, audit verify, audit decisions, audit text, audit rules (each with --help).
    """
    # Everything below is imported only when there is something to audit: --help and --version should not wait for it.
    from auditor.cli.auditing import Asked, audit_paths

    asked = Asked(
        paths=paths, output=output, formats=formats, select=select, ignore=ignore, fail_on=fail_on, exit_zero=exit_zero,
        lang=lang, jobs=jobs, plugins=plugins, config=config, decisions=decisions, manifest=manifest, previous=previous,
        now=now.date() if now else None, quiet=quiet, verbose=verbose, baseline=baseline, score=score,
        letter_template=letter_template,
    )  # fmt: skip
    return audit_paths(asked)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command and return its exit code. A first word that names a command is that command."""
    with stopping.listening():
        return _run(list(sys.argv[1:] if arguments is None else arguments))


def _run(given: list[str]) -> int:
    command: click.Command = audit
    if given and given[0] in ("report", "text", "rules", "decisions", "diff", "verify"):
        from auditor.cli.commands import COMMANDS

        command = COMMANDS[given.pop(0)]
    try:
        code = command.main(given, prog_name=_name(command), standalone_mode=False)
    except click.exceptions.Exit as leave:
        return leave.exit_code
    except click.UsageError as error:
        usage = f"{error.ctx.get_usage()}\n" if error.ctx else ""
        click.echo(f"{usage}audit: {error.format_message()} (exit 2)", err=True)
        return _FAILED
    except Problem as error:
        first, _, further = str(error).partition("\n")
        if further:
            click.echo(error, err=True)
        click.echo(f"audit: {first.rstrip(':')} (exit 2)", err=True)
        return _FAILED
    except (click.Abort, KeyboardInterrupt):
        click.echo("audit: interrupted (exit 130)", err=True)
        return _INTERRUPTED
    # Python would end with 1, which says "findings": a bug of ours must not be taken for a verdict.
    except Exception as error:
        traceback.print_exc()
        click.echo(f"audit: internal error: {type(error).__name__}: {error} (exit 2)", err=True)
        return _FAILED
    return code if isinstance(code, int) else 0


def _name(command: click.Command) -> str:
    return "audit" if command is audit else f"audit {command.name}"


def run() -> None:
    """Run as the installed command."""
    with forgiving():
        code = main()
        try:
            sys.stdout.flush()
        except OSError as error:
            click.echo(f"audit: standard output cannot be written: {error.strerror} (exit 2)", err=True)
            code = _FAILED
    _end(code)


def _end(code: int) -> NoReturn:
    """End the process. Python waits for all threads, and one that reads from a worker killed in the middle of a word waits for ever."""
    others = [thread for thread in threading.enumerate() if not thread.daemon and thread is not threading.main_thread()]
    until = time.monotonic() + _PATIENCE
    for thread in others:
        thread.join(max(0.0, until - time.monotonic()))
    if any(thread.is_alive() for thread in others):
        os._exit(code)
    sys.exit(code)
