"""The commands beside the audit itself: report and text, and where the others are."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import ExitStack
from pathlib import Path

import click

from auditor.cli.choose import load_chosen
from auditor.cli.decisions import decisions
from auditor.cli.diff import diff
from auditor.cli.quality import rule_quality
from auditor.cli.records import opened
from auditor.cli.rules import rules
from auditor.cli.settings import UsageProblem
from auditor.cli.verify import verify
from auditor.cli.write import delivery, parse_targets, write_outputs
from auditor.engine.audit import read_options
from auditor.engine.verdict import ExitCode
from auditor.outputs.terminal import inert, inert_text
from auditor.reading.candidate import Candidate, with_copies
from auditor.reading.limits import Limits
from auditor.reading.office import converted
from auditor.reading.reader import Reader, UnreadableError
from auditor.reading.scratch import scratch
from auditor.reading.walk import find, read, shown
from auditor.record.folder import OutputFolder
from auditor.record.given import Given, by_path

_LANG = click.option("--lang", type=click.Choice(["zh", "en"]), default="zh", show_default=True)
_PLUGIN = click.option("--plugin", "plugins", multiple=True, type=click.Path(path_type=Path))


@click.command()
@click.argument("record", metavar="RUN", type=click.Path(path_type=Path))
@click.option("-f", "--format", "formats", multiple=True, metavar="NAME[=FILE]")
@click.option("-o", "--output", type=click.Path(path_type=Path), default=Path("reports_out"), show_default=True)
@click.option(
    "--originals",
    multiple=True,
    metavar="PATH",
    type=click.Path(path_type=Path),
    help="What was audited, named as it was then; for annotated.",
)
@click.option("--letter-template", type=click.Path(path_type=Path), help="A DOCX to make letters from.")
@_LANG
def report(
    record: Path, formats: tuple[str, ...], output: Path, originals: tuple[Path, ...], letter_template: Path | None, lang: str
) -> int:  # fmt: skip
    """Make outputs again from a run record: audit.db, or the folder that holds it."""
    catalogue = load_chosen((), (), ())
    targets = parse_targets(formats, output, catalogue.outputs)
    with ExitStack() as stack:
        # Held before the record is opened: it may lie there, and be half put in place by a run that was killed.
        into_folder = any(target.folder for target in targets)
        folder = stack.enter_context(OutputFolder(output)) if into_folder else None
        run = stack.enter_context(opened(record))
        limits = Limits.model_validate(run.get("options").get("limits", {}))
        run.given = Given(limits=limits, letter_template=letter_template)
        if originals:
            unseen = (folder.lock,) if folder else ()
            found = find(originals, catalogue.readers, (run.file.parent, output), limits, unseen).candidates
            made_of = converted(found, catalogue.readers, limits, stack.enter_context(scratch()))
            run.given.originals = by_path(made_of)
        made = stack.enter_context(delivery(folder))
        write_outputs(made, run, targets, lang)
        made.place()
        unmade = bool(run.given.unmade)
        verdict = run.get("verdict")
    if made.failures:
        raise UsageProblem("; ".join(made.failures))
    if unmade:
        click.echo(inert(f"audit report: {verdict['zh' if lang == 'zh' else 'en']} (exit 3)"), err=True)
        return int(ExitCode.INCOMPLETE)
    return 0


@click.command()
@click.argument("file", type=click.Path(path_type=Path))
@_PLUGIN
def text(file: Path, plugins: tuple[Path, ...]) -> int:
    """Print the report text that a file is read as; line numbers of findings count in it.

    A file inside an archive is named as outputs name it: reports.zip/inner/report.docx.
    """
    catalogue = load_chosen(plugins, (), ())
    options = read_options(catalogue.forms)
    with scratch() as folder:
        named = [_named(file, catalogue.readers)]
        (candidate,) = converted(named, catalogue.readers, options.limits, folder)
        try:
            source = read(candidate, catalogue.readers, options)
        except UnreadableError as error:
            raise UsageProblem(inert(f"{file}: {error.message.zh} / {error.message.en}")) from error
    click.echo(inert_text(source.text), nl=not source.text.endswith("\n"))
    return 0


def _named(file: Path, readers: Mapping[str, Reader]) -> Candidate:
    """Return a file, or a file inside an archive, as a candidate."""
    if file.is_file():
        inside = find([file], readers).candidates
        if [candidate.file for candidate in inside] == [file] and not inside[0].inner:
            return inside[0]
        raise UsageProblem(f"{file}: an archive; name a file inside: {', '.join(c.path for c in inside[:5]) or 'none'}")
    archive = next((parent for parent in file.parents if parent.is_file()), None)
    if archive is not None:
        path = f"{shown(archive.name)}/{file.relative_to(archive).as_posix()}"
        for candidate in with_copies(find([archive], readers).candidates):
            if candidate.path == path:
                return candidate
    raise UsageProblem(f"{file}: no such file")


rules.add_command(rule_quality)

COMMANDS: Mapping[str, click.Command] = {
    "report": report, "text": text, "rules": rules, "decisions": decisions, "diff": diff, "verify": verify,
}  # fmt: skip
