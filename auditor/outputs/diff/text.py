"""The comparison of two runs for the terminal."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from auditor.engine.compare import Comparison
from auditor.model.finding import Message
from auditor.outputs.diff.sections import Cell, about, sections
from auditor.outputs.terminal import inert

SHOWN = 20
"""Rows of a section listed at most, unless all are asked for; the counts are always exact."""

_WORDS = {
    "zh": {"same": "两次运行的结果相同", "more": "  ……另有{}项，用 -v 或 -f html=文件 查看", "run": "{}  {}（程序版本{}）"},
    "en": {
        "same": "both runs came to the same", "more": "  ... and {} more; see them with -v or -f html=FILE",
        "run": "{}  {} (program version {})",
    },
}  # fmt: skip


def lines(comparison: Comparison, names: Sequence[str], lang: str, *, verbose: bool) -> Iterator[str]:
    """Yield what differs. `names` are what the two runs were called on the command line."""
    words = _WORDS[lang]
    for name, results in zip(names, (comparison.old, comparison.new), strict=True):
        yield inert(words["run"].format(name, *about(results)))
    told = sections(comparison)
    if not told:
        yield words["same"]
    for section in told:
        yield f"{_said(section.title, lang)}: {len(section.rows)}"
        shown = section.rows if verbose else section.rows[:SHOWN]
        for row in shown:
            yield inert("  " + "  ".join(text for cell in row if (text := _said(cell, lang))))
        if len(shown) < len(section.rows):
            yield words["more"].format(len(section.rows) - len(shown))


def _said(cell: Cell, lang: str) -> str:
    if isinstance(cell, Message):
        return cell.zh if lang == "zh" else cell.en
    return cell
