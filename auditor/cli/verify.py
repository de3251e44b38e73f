"""`audit verify`: audits again and tells whether the result is the same."""

from __future__ import annotations

import datetime
import hashlib
from pathlib import Path

import click

from auditor.cli.auditing import Asked, prepared
from auditor.cli.progress import progress
from auditor.cli.records import opened
from auditor.engine.run import run as run_job
from auditor.engine.verify import differences, outcome
from auditor.outputs.json_v1 import pieces
from auditor.outputs.terminal import inert
from auditor.record.view import Run

_FILE = click.Path(path_type=Path)


@click.command()
@click.argument("record", metavar="RUN", type=_FILE)
@click.argument("paths", nargs=-1, required=True, type=_FILE)
@click.option("--config", type=_FILE, help="The settings file that the run used.")
@click.option("--decisions", type=_FILE, help="The decisions file that the run used.")
@click.option("--manifest", type=_FILE, help="The manifest that the run used.")
@click.option("--previous", type=_FILE, help="The reports of earlier years that the run used.")
@click.option("--plugin", "plugins", multiple=True, type=_FILE, help="A plugin that the run used.")
@click.option("--jobs", type=click.IntRange(min=1), help="Worker processes.  [default: one per core]")
@click.option("--lang", type=click.Choice(["zh", "en"]), default="zh", show_default=True)
@click.option("-q", "--quiet", is_flag=True, help="Only the verdict.")
def verify(
    record: Path, paths: tuple[Path, ...], config: Path | None, decisions: Path | None, manifest: Path | None,
    previous: Path | None, plugins: tuple[Path, ...], jobs: int | None, lang: str, quiet: bool,
) -> int:  # fmt: skip
    """Audit the PATHs of a run again: with its rules, as of its date.

    A record holds no paths, so what the run was given has to be named again. Exit 0 when the result (JSON version 1) is
    the same byte for byte; exit 1 when it is not, with the input, rule, option or program that differs.
    """
    with opened(record) as old:
        options = old.get("options")
        asked = Asked(
            paths=paths, output=None, formats=("json",), select=(), ignore=(), fail_on=options["fail_on"],
            exit_zero=options.get("exit_zero", False), lang=lang, jobs=jobs, plugins=plugins, config=config,
            decisions=decisions, manifest=manifest, previous=previous,
            now=datetime.date.fromisoformat(old.get("as_of")), quiet=quiet, verbose=False, found=_found(old),
        )  # fmt: skip
        rules = [rule.id for rule in old.rules]
        with prepared(asked, rules=rules, own=[old.file.parent]) as ready:
            with progress(len(ready.job.found.candidates), quiet=quiet) as report:
                again = run_job(ready.job, report)
            new = Run(again.record)
            try:
                return _tell(old, new, lang, quiet=quiet)
            finally:
                new.close()


def _found(run: Run) -> bool:
    """Tell whether a run used settings that were found and not named, which its verdict says."""
    config = (run.find("made_with") or {}).get("config") or {}
    return bool(config.get("found"))


def _tell(old: Run, new: Run, lang: str, *, quiet: bool) -> int:
    hashes = [_hash(run) for run in (old, new)]
    same = hashes[0] == hashes[1]
    if not quiet:
        for name, sha256 in zip((("原结果", "first result"), ("本次结果", "this result")), hashes, strict=True):
            click.echo(f"{name[lang == 'en']}  sha256 {sha256}")
        told = [*differences(old, new), *([] if same else [outcome(old, new)])]
        for message in told:
            click.echo(inert(f"  {message.zh if lang == 'zh' else message.en}"))
    code = 0 if same else 1
    said = ("结果逐字节相同", "the same byte for byte") if same else ("结果不同", "different")
    click.echo(f"audit verify: {said[lang == 'en']} (exit {code})", err=True)
    return code


def _hash(run: Run) -> str:
    """Return the hash of a run's JSON version 1."""
    whole = hashlib.sha256()
    for piece in pieces(run):
        whole.update(piece.encode())
    return whole.hexdigest()
