"""The commands beside the audit itself: report, text, rules."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import click

from auditor.cli.choose import load_chosen
from auditor.cli.settings import UsageProblem
from auditor.cli.write import parse_targets, write_outputs
from auditor.model.rule import Rule
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
    readers = load_chosen(plugins, (), ()).readers
    if not file.is_file():
        raise UsageProblem(f"{file}: no such file")
    try:
        source = read(Candidate(file, shown(file.name)), readers)
    except UnreadableError as error:
        raise UsageProblem(f"{file}: {error.message.zh} / {error.message.en}") from error
    click.echo(source.text, nl=not source.text.endswith("\n"))
    return 0


@click.group()
def rules() -> None:
    """List and explain the rules, and write your own."""


@rules.command("list")
@_PLUGIN
@_LANG
def list_rules(plugins: tuple[Path, ...], lang: str) -> int:
    """List every rule with its severity, its title and the plugin it comes from."""
    catalogue = load_chosen(plugins, (), ())
    width = max(len(rule.id) for rule in catalogue.rules)
    for rule in catalogue.rules:
        title = rule.title.zh if lang == "zh" else rule.title.en
        click.echo(f"{rule.id:{width}}  {rule.severities[0].word:7}  {title}  [{catalogue.sources[rule.id]}]")
    return 0


@rules.command("show")
@click.argument("id")
@_PLUGIN
@_LANG
def show_rule(id: str, plugins: tuple[Path, ...], lang: str) -> int:
    """Explain one rule: what, why, on what basis, and what to do."""
    catalogue = load_chosen(plugins, (), ())
    rule = next((rule for rule in catalogue.rules if rule.id in (id, f"OGI-{id}")), None)
    if rule is None:
        raise UsageProblem(f"no rule is called {id!r}; see: audit rules list")
    click.echo("\n".join(_card(rule, catalogue.sources[rule.id], lang)))
    return 0


def _card(rule: Rule, source: str, lang: str) -> list[str]:
    zh = lang == "zh"
    words = ("级别", "依据", "处理", "来源") if zh else ("severity", "basis", "remedy", "source")
    severities = ", ".join(severity.word for severity in rule.severities)
    pick = 0 if zh else 1
    return [
        f"{rule.id}  {rule.title[pick]}",
        f"{words[0]}: {severities} ({rule.confidence.value})",
        "",
        rule.rationale,
        "",
        f"{words[1]}: {rule.basis[pick]}",
        f"{words[2]}: {rule.remedy[pick]}",
        f"{words[3]}: {source}",
    ]


COMMANDS: Mapping[str, click.Command] = {"report": report, "text": text, "rules": rules}
