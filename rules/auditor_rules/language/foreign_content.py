"""OGI-L811: nothing in the text was put there by intruders."""

from __future__ import annotations

import re
from collections.abc import Iterator

from auditor import Message, Report, Severity, Violation, rule
from auditor_rules.language.running_text import RunningText, running_text
from auditor_rules.language.word_lists import hits, words
from auditor_rules.reading.garbled_source import refuse_damaged

_CLOSE = 4
_MARK = re.compile(r"[，。；：、\n<>]")


@rule(
    id="OGI-L811",
    title=("疑似异常外来内容", "Injected foreign content"),
    severity=Severity.WARNING,
    basis=("国办秘函〔2019〕19号：严禁出现赌博、色情等违法和不良信息", "letter [2019] No. 19: unlawful content must not appear"),
    remedy=("立即核查页面是否被篡改，删除外来内容。", "Find out at once whether the page was tampered with, and remove the content."),
)  # fmt: skip
def nothing_injected(report: Report) -> Iterator[Violation]:
    """Pages of government sites are broken into to plant advertisements of casinos and worse; a report copied from such a page
    carries them along, and page code shows that it was copied carelessly.

    The words are those of advertisements (`words.foreign_content` in the configuration adds to them). What a report says of
    raids and prevention, of entertainment venues and of lotteries passes. What comes several times is one finding.
    """
    refuse_damaged(report)
    running = report.derived(running_text)
    report.asked.add_all(running.lines)
    found: dict[str, list[tuple[int, int]]] = {}
    for start, end in _together(
        running, [(hit.start, hit.end) for hit in hits(words(report, "foreign_content"), running)]
    ):
        found.setdefault(running.text[start:end].lower(), []).append((start, end))
    for places in found.values():
        span = running.span(*places[0])
        times = f"（{len(places)}处）" if len(places) > 1 else ""
        yield Violation(
            Message(f"疑似被植入的内容：“{span.text}”{times}", f"this may have been injected: {span.text}"),
            span,
            quotes=tuple(running.around(*place) for place in places[:7]),
            actual=span.text,
            subject=f"foreign {span.text}",
        )


def _together(running: RunningText, places: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Return the places with those that overlap, or stand close together between two marks, as one: bet36体育投注."""
    found: list[tuple[int, int]] = []
    for start, end in sorted(places):
        if found and start - found[-1][1] <= _CLOSE and not _MARK.search(running.text[found[-1][1] : start]):
            first, last = found.pop()
            start, end = first, max(last, end)
        found.append((start, end))
    return found
