"""`audit diff`: how two runs differ."""

from __future__ import annotations

from pathlib import Path

import click

from auditor.cli.records import results
from auditor.cli.settings import UsageProblem
from auditor.engine.compare import Comparison
from auditor.outputs.diff.text import lines
from auditor.record.file import draft


@click.command()
@click.argument("before", metavar="A", type=click.Path(path_type=Path))
@click.argument("after", metavar="B", type=click.Path(path_type=Path))
@click.option("-f", "--format", "formats", multiple=True, metavar="html=FILE", help="Write a page as well.")
@click.option("--lang", type=click.Choice(["zh", "en"]), default="zh", show_default=True)
@click.option("-v", "--verbose", is_flag=True, help="List every difference.")
def diff(before: Path, after: Path, formats: tuple[str, ...], lang: str, verbose: bool) -> int:
    """Tell how two runs differ: reports, findings with their figures, states, verdict and rules.

    A and B are run records (audit.db), their folders, or JSON files of runs. Exit 0 when they came to the same, 1 when not.
    """
    pages = [_page(word) for word in formats]
    comparison = Comparison(results(before), results(after))
    names = (str(before), str(after))
    for line in lines(comparison, names, lang, verbose=verbose):
        click.echo(line)
    for page in pages:
        # Jinja2 is loaded only when a page is made.
        from auditor.outputs.diff.page import write

        try:
            with draft(page) as made:
                write(comparison, [path.name for path in (before, after)], made.path, lang)
                made.place()
        except OSError as error:
            raise UsageProblem(f"-f html: {page} cannot be written: {error.strerror}") from error
    code = 0 if comparison.same() else 1
    said = ("结果相同", "the same") if code == 0 else ("结果不同", "different")
    click.echo(f"audit diff: {said[0] if lang == 'zh' else said[1]} (exit {code})", err=True)
    return code


def _page(word: str) -> Path:
    name, _, file = word.partition("=")
    if name != "html":
        raise UsageProblem(f"-f {name}: no such output; diff writes html")
    if not file:
        raise UsageProblem("-f html needs a file: -f html=FILE")
    return Path(file)
