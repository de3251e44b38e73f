"""The report's own part of a page, found by the phrases of the forms."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from typing import NamedTuple

from lxml import etree

from auditor.reading.html.blocks import Container, Line, Page, Table
from auditor.reading.html.cues import Cues, Hit
from auditor.reading.html.furniture import DATE_LINE, is_about_article, is_furniture, speaks_of_site, stated_titles

# An element with fewer of the phrases is not yet the report.
_MOST = 0.9
_FEWEST = 3
_TITLE_LINES = 3
_LONGEST_TITLE = 60
_SHORT = 30
_PROSE = 30
_LINES_BEHIND = 6
_BEHIND = 12
_YEAR = re.compile(r"(?:19|20)\d{2}|二[〇○Ｏ零][〇○Ｏ零一二三四五六七八九]{2}")
# Before the organ's name has been read, a title goes on like this.
_NO_ORGAN = re.compile(r"\s*(?:关于|公布)*\s*(?:(?:19|20)\d{2}|二[〇○Ｏ零]|(?:政府|政务)信息公开|政务公开)")
_SITE = re.compile(r"\s*[_|｜]+\s*|\s+[-–—]+\s+|-{2,}|—+|(?<!\d)\s*-\s*(?!\d)|\s*[>»]+\s*")
_TITLE_CLASS = re.compile(r"title|tit\b|biaoti|bt\b|wzbt|arti", re.I)
_SECTIONS = frozenset("一二三四五六")


class Region(NamedTuple):
    """The items that make up the report."""

    items: list[Line | Table]
    before: list[Line | Table]
    """What was left out before its first section."""
    behind: list[Line | Table]
    """What stands right behind it, without links."""
    copies: int = 1
    pictures: int = 0
    found: bool = True
    """Whether any phrase was found at all."""


def report_part(page: Page, hits: Sequence[Hit], cues: Cues, root: etree._Element) -> Region:
    """Return the part of a page that holds the report, with its title; all of it where no phrase occurs."""
    certain = bool(hits)
    if not certain:
        hits = [Hit(number, cue) for number, item in enumerate(page.items) if isinstance(item, Line)
                for cue in cues.within(item.text)]  # fmt: skip
    if len({hit.cue for hit in hits}) < _FEWEST:
        return Region(page.items, page.items, [], found=False)
    start, end, copies = _element(page.containers, hits, len(page.items))
    inside = [hit.item for hit in hits if start <= hit.item < end]
    first, last = inside[0], inside[-1]
    start = _start(page.items, start, first)
    end = _end(page.items, end, last)
    head, outside = _head(page.items, start, first, cues, root if certain else None)
    pictures = sum(start < before <= end for before in page.pictures)
    behind = [item for item in page.items[end : end + _BEHIND] if isinstance(item, Table) or not item.linked]
    return Region([*head, *page.items[first:end]], outside, behind, copies, pictures)


def _element(containers: Sequence[Container], hits: Sequence[Hit], length: int) -> tuple[int, int, int]:
    """Return the smallest element that holds the report, and how many elements hold one of their own."""
    strong = [hit for hit in hits if hit.in_table or hit.ordinal]
    if len(_SECTIONS & {hit.ordinal for hit in strong}) < len(_SECTIONS):
        # Headings without numbers; a label that its table prints as well may stand in a menu.
        labels = {hit.cue for hit in hits if hit.in_table}
        strong = [hit for hit in hits if hit.in_table or hit.ordinal or hit.cue not in labels]
    places = [hit.item for hit in strong]
    wanted = {hit.cue for hit in strong}
    titles = {hit.cue for hit in strong if not hit.in_table}
    found: list[Container] = []
    for container in containers:
        low, high = bisect_left(places, container.start), bisect_left(places, container.end)
        if high - low < _MOST * len(wanted) or (found and container.start <= found[-1].start):
            continue  # too few, or around one that was found
        within = {hit.cue for hit in strong[low:high]}
        if len(within) >= _MOST * len(wanted) and titles <= within:
            found.append(container)
    if not found:
        return 0, length, 1
    return found[0].start, found[0].end, len(found)


def _start(items: Sequence[Line | Table], start: int, first: int) -> int:
    """Return where the report begins: before its element only where prose comes right before."""
    begin = start
    for number in range(start - 1, -1, -1):
        item = items[number]
        if isinstance(item, Table) or is_furniture(item) or item.heading:
            break
        if _is_prose(item):
            begin = number
    return min(begin, first)


def _end(items: Sequence[Line | Table], end: int, last: int) -> int:
    """Return where the report ends: at the page's furniture, or after prose, organ and date behind its element."""
    for number in range(last + 1, end):
        # One such line among prose, a link say, does not end the report.
        after = items[number + 1 : min(end, number + 4)]
        if is_furniture(items[number]) and not any(isinstance(item, Line) and _is_prose(item) for item in after):
            return number
    behind = end
    for number in range(end, min(len(items), end + _LINES_BEHIND)):
        item = items[number]
        if isinstance(item, Table) or is_furniture(item) or item.heading:
            break
        if _is_prose(item) or DATE_LINE.fullmatch(item.text):
            behind = number + 1
    return behind


def _is_prose(line: Line) -> bool:
    return len(line.text) >= _PROSE and "。" in line.text and not speaks_of_site(line.text)


def _is_beside(item: Line | Table) -> bool:
    """Tell whether what stands before the first section is no part of the report."""
    return is_furniture(item) or (isinstance(item, Line) and is_about_article(item))


def _head(
    items: Sequence[Line | Table], start: int, first: int, cues: Cues, root: etree._Element | None
) -> tuple[list[Line | Table], list[Line | Table]]:
    """Return what stands before the first section, beginning with the title, and what was left out there."""
    own = items[start:first]
    at = _title_at(own, cues)
    if at is None:
        outside = [*items[:start], *(item for item in own if _is_beside(item))]
        title = _title_elsewhere(items[:start], cues, root)
        return [*title, *(item for item in own if not _is_beside(item))], outside
    at -= _lines_before(own, at)
    kept = [item for number, item in enumerate(own) if number == at or (number > at and not _is_beside(item))]
    # What stands before the title inside the element is kept where it is prose.
    before = [item for item in own[:at] if isinstance(item, Line) and _is_prose(item)]
    outside = [*items[:start], *(item for item in own if item not in kept and item not in before)]
    if at == 0 and start and _NO_ORGAN.match(_text(kept[0])):
        # The line with the organ's name may stand right before the element.
        kept = [*_broken_off(items, start, kept[0]), *kept]
    return [*before, *kept], outside


def _title_at(own: Sequence[Line | Table], cues: Cues) -> int | None:
    """Return which line before the first section is the title: the first with a year, failing that the first."""
    named = [n for n, item in enumerate(own) if isinstance(item, Line) and _may_be_title(item, cues)]
    with_year = [n for n in named if _YEAR.search(_text(own[n]))]
    return next(iter([*with_year, *named]), None)


def _may_be_title(item: Line, cues: Cues) -> bool:
    text = item.text
    return (
        not item.linked
        and len(text) <= _LONGEST_TITLE
        and "。" not in text
        and "：" not in text[:8]
        and "通知" not in text
        and cues.is_on_topic(re.sub(r"\s+", "", text))
        and not is_furniture(item)
    )


def _lines_before(own: Sequence[Line | Table], at: int) -> int:
    """Count the lines right before a title line that belong to it: the organ's name, 关于."""
    if not _NO_ORGAN.match(_text(own[at])):
        return 0
    count = 0
    for item in reversed(own[max(0, at - _TITLE_LINES + 1) : at]):
        if isinstance(item, Table) or is_furniture(item) or len(item.text) > _SHORT or "。" in item.text:
            break
        count += 1
    return count


def _broken_off(items: Sequence[Line | Table], start: int, title: Line | Table) -> list[Line | Table]:
    item = items[start - 1]
    if isinstance(item, Table) or is_furniture(item) or not item.heading or len(item.text) > _SHORT:
        return []
    return [item] if item.text not in _text(title) else []


def _title_elsewhere(before: Sequence[Line | Table], cues: Cues, root: etree._Element | None) -> list[Line | Table]:
    """Return the title that stands outside of the report's element: a heading, or what the page's head says.

    Without root, where it is not certain that there is a report at all, only a title on the page with a year will do.
    """
    lines = [item for item in before if isinstance(item, Line) and _may_be_title(item, cues)]
    headings = [line for line in lines if line.heading or _has_title_class(line.element)]
    for chosen in (_with_year(headings), _with_year(lines)):
        if chosen:
            return _whole_title(before, chosen[-1])
    if root is None:
        return []
    head = next(root.iter("title", "meta"), root)
    stated = [Line(" ".join(text.split()), head) for text in (*stated_titles(root), *_page_title(root, cues))]
    # The table above an article names it, too.
    cells = [
        Line(line, cell.element)
        for table in before
        if isinstance(table, Table)
        for row in table.rows
        for cell in row
        for line in cell.lines
    ]
    named = [line for line in (*stated, *cells) if _may_be_title(line, cues)]
    if not (_with_year(named) or headings):
        return [*named[:1]]
    return [*_with_year(named)[:1]] or _whole_title(before, headings[-1])


def _with_year(lines: Sequence[Line]) -> list[Line]:
    return [line for line in lines if _YEAR.search(line.text)]


def _whole_title(before: Sequence[Line | Table], title: Line) -> list[Line | Table]:
    """Return all lines of the element in which the title stands, and what is broken off before it beside that element."""
    own = [n for n, item in enumerate(before) if item.element is title.element and not is_furniture(item)]
    parent = title.element.getparent()
    beside = [item for item in before[: own[0]] if item.element.getparent() is parent and isinstance(item, Line)]
    count = _lines_before([*beside, before[own[0]]], len(beside))
    return [*beside[len(beside) - count :], *(before[n] for n in own)]


def _has_title_class(element: etree._Element) -> bool:
    around: etree._Element | None = element
    for _ in range(2):
        if around is None:
            return False
        if _TITLE_CLASS.search(f"{around.get('class') or ''} {around.get('id') or ''}"):
            return True
        around = around.getparent()
    return False


def _page_title(root: etree._Element, cues: Cues) -> list[str]:
    """Return the part of <title> that names the report, without the names of site and column."""
    title = next(root.iter("title"), None)
    text = "" if title is None else " ".join((title.text or "").split())
    parts = [part for part in _SITE.split(text) if cues.is_on_topic(re.sub(r"\s+", "", part))]
    return sorted(parts, key=lambda part: (_YEAR.search(part) is None, -len(part)))[:1]


def _text(item: Line | Table) -> str:
    return item.text if isinstance(item, Line) else ""
