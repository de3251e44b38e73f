"""The commands beside the audit itself: report, text, rules."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import click

from auditor.cli.choose import load_chosen
from auditor.cli.rules import rules
from auditor.cli.settings import UsageProblem
from auditor.cli.write import parse_targets, write_outputs
from auditor.engine.audit import read_options
from auditor.reading.reader import UnreadableError
from auditor.reading.walk import Candidate, read, shown
from auditor.record.view import Run

_LANG = click.option("--lang", type=click.Choice(["zh", "en"]), default="zh", show_default=True)
_PLUGIN = click.option("--plugin", "plugins", multiple=True, type=click.Path(path_type=Path))


@click.command()
@click.argument("record", metavar="RUN", type=click.Path(path_type=Path))
@click.option("-f", "--format", "formats", multiple=True, metavar="NAME[=FILE]")
@click.option("-o", "--output", type=click.Path(path_type=Path), default=Path("reports_out"), show_default=True)
@_LANG
def report(record: Path, formats: tuple[str, ...], output: Path, lang: str) -> int:
    """Make outputs again from a run record: audit.db, or the folder that holds it."""
    run = Run(record)
    try:
        write_outputs(run, parse_targets(formats, output, load_chosen((), (), ()).outputs), lang)
    finally:
        run.close()
    return 0


@click.command()
@click.argument("file", type=click.Path(path_type=Path))
@_PLUGIN
def text(file: Path, plugins: tuple[Path, ...]) -> int:
    """Print the report text that a file is read as; line numbers of findings count in it."""
    catalogue = load_chosen(plugins, (), ())
    if not file.is_file():
        raise UsageProblem(f"{file}: no such file")
    try:
        source = read(Candidate(file, shown(file.name)), catalogue.readers, read_options(catalogue.forms))
    except UnreadableError as error:
        raise UsageProblem(f"{file}: {error.message.zh} / {error.message.en}") from error
    click.echo(source.text, nl=not source.text.endswith("\n"))
    return 0


COMMANDS: Mapping[str, click.Command] = {"report": report, "text": text, "rules": rules}
