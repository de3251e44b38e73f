"""`audit decisions`: what can be done with reviewers' decision files."""

from __future__ import annotations

from pathlib import Path

import click

from auditor.cli.settings import UsageProblem
from auditor.engine.decisions import Decision, read_rows, written
from auditor.engine.merge import Disagreement, merge
from auditor.record.file import draft

_WORDS = {
    "zh": {
        "conflict": "{rule} {organ} {year}（{fingerprint}）：", "voice": "  {verdict}，{reviewer}，{date}，{file}：{reason}",
        "taken": "  采用：{verdict}，{reviewer}，{date}", "left": "  未写入", "none": "（未填）",
        "end": "{files}个文件合并为{rows}行，互相矛盾{conflicts}处，其中{open}处未解决",
    },
    "en": {
        "conflict": "{rule} {organ} {year} ({fingerprint}):", "voice": "  {verdict}, {reviewer}, {date}, {file}: {reason}",
        "taken": "  taken: {verdict}, {reviewer}, {date}", "left": "  not written", "none": "-",
        "end": "{files} files joined into {rows} rows; conflicts: {conflicts}, of which open: {open}",
    },
}  # fmt: skip


@click.group()
def decisions() -> None:
    """Work with reviewers' decision files."""


@decisions.command("merge")
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("-o", "--output", type=click.Path(path_type=Path), help="File to write.  [default: standard output]")
@click.option("--prefer", type=click.Choice(["latest"]), help="Settle conflicts: the decision of the latest date.")
@click.option("--lang", type=click.Choice(["zh", "en"]), default="zh", show_default=True)
def merge_files(files: tuple[Path, ...], output: Path | None, prefer: str | None, lang: str) -> int:
    """Join several reviewers' decisions into one file.

    Where they decided otherwise on the same finding, both are listed and neither is written; exit 1 while one such
    conflict is open.
    """
    if len(files) < 2:
        raise UsageProblem("decisions merge: name two files at least")
    merged = merge([(str(file), read_rows(file)) for file in files], prefer_latest=prefer == "latest")
    text = written(merged.rows)
    if output is None:
        click.echo(text, nl=False)
    else:
        try:
            with draft(output) as made:
                made.path.write_text(text, encoding="utf-8", newline="")
                made.place()
        except OSError as error:
            raise UsageProblem(f"{output} cannot be written: {error.strerror}") from error
    words = _WORDS[lang]
    for disagreement in merged.disagreements:
        _tell(disagreement, words)
    code = 1 if merged.open else 0
    end = words["end"].format(
        files=len(files), rows=len(merged.rows), conflicts=len(merged.disagreements), open=merged.open
    )
    click.echo(f"audit decisions merge: {end} (exit {code})", err=True)
    return code


def _tell(disagreement: Disagreement, words: dict[str, str]) -> None:
    first = disagreement.voices[0].row
    click.echo(_named(words["conflict"], first), err=True)
    for voice in disagreement.voices:
        row = voice.row
        told = {"verdict": row.verdict, "reviewer": row.reviewer, "date": row.date, "reason": row.reason}
        line = words["voice"].format(
            file=voice.file, **{key: _inert(text) or words["none"] for key, text in told.items()}
        )
        click.echo(line, err=True)
    taken = disagreement.taken
    if taken is None:
        click.echo(words["left"], err=True)
    else:
        click.echo(
            words["taken"].format(verdict=taken.verdict, reviewer=_inert(taken.reviewer), date=taken.date), err=True
        )


def _named(template: str, row: Decision) -> str:
    told = {"rule": row.rule, "organ": row.organ, "year": row.year, "fingerprint": row.fingerprint}
    return " ".join(template.format(**{key: _inert(text) for key, text in told.items()}).split())


def _inert(text: str) -> str:
    """Return a cell without what would move the cursor or colour the terminal."""
    return "".join(char if char.isprintable() else " " for char in text)
