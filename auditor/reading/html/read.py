"""Web pages, as sites show them and as browsers and word processors save them: the report's part as report text."""

from __future__ import annotations

import re

from lxml import etree

from auditor.model.finding import Message
from auditor.model.source import Origin
from auditor.reading.breaking_off import broken_off
from auditor.reading.html.blocks import Line, Page, Table, blocks
from auditor.reading.html.cues import Cues, Hit, cues_of
from auditor.reading.html.decode import decode
from auditor.reading.html.ending import breaks_off
from auditor.reading.html.furniture import shown_date
from auditor.reading.html.region import report_part
from auditor.reading.html.tree import Paths, parse
from auditor.reading.reader import ReadOptions, ReadText, UnreadableError

_MIME = re.compile(rb"\s*(?:[\w-]+:[^\n]*\n(?:[ \t][^\n]*\n)*){0,30}?mime-version:", re.I)
# A report prints more of the phrases than this; a page that shows fewer may hide the rest, or hold it in a frame.
_FEW = 5
_DOCUMENTS = re.compile(r"\.(?:pdf|docx?|wps|ofd)(?:$|[?#&])", re.I)


def read(data: bytes, options: ReadOptions) -> ReadText:
    """Return the report on a web page as report text, with the date of publication that the page shows.

    Raises:
        UnreadableError: it is no page, too large or too deeply nested, or the report lies in another file.
    """
    if len(data) > options.limits.megabytes * 1_000_000:
        limit = options.limits.megabytes
        raise UnreadableError(Message(f"文件大于{limit:g}MB（limits.megabytes）", f"larger than {limit:g} MB (limits.megabytes)"))  # fmt: skip
    if _MIME.match(data[:20_000]):
        from auditor.reading.html.mhtml import read_parts

        return read_parts(data, options)
    return read_page(data, options)


def read_page(data: bytes, options: ReadOptions, declared: str | None = None) -> ReadText:
    """Return the report on a page; `declared` is the encoding that was stated outside of it.

    Raises:
        UnreadableError: see `read`.
    """
    markup, encoding, broken = decode(data, declared)
    root = parse(markup, options.limits)
    if root is None:
        return ReadText("", encoding)
    cues = cues_of(options.cues)
    notes: list[Message] = []
    if broken:
        notes.append(Message(f"有字节不能按{encoding}解码", f"some bytes could not be decoded as {encoding}"))
    page, hits = _shown(root, options, cues, notes)
    region = report_part(page, hits, cues, root)
    if not region.found or len({hit.cue for hit in hits}) < _FEW:
        _look_elsewhere(root, page, notes)
    elif region.copies > 1:
        notes.append(Message(
            f"页面上有{region.copies}份报告正文，读取第一份", f"the page holds {region.copies} copies of a report; the first one was read"
        ))  # fmt: skip
    if region.pictures and not any(isinstance(item, Table) for item in region.items):
        notes.append(Message(
            f"正文没有表格，有{region.pictures}张图片，图片内容未读取", f"the report has no table but {region.pictures} pictures, which were not read"
        ))  # fmt: skip
    text, origins = _written(region.items)
    published = shown_date(region.before, region.behind, root)
    read = ReadText(text, encoding, origins, tuple(notes), published=published)
    return broken_off(read) if breaks_off(markup) else read


def _shown(root: etree._Element, options: ReadOptions, cues: Cues, notes: list[Message]) -> tuple[Page, list[Hit]]:
    """Return what the page shows, or also what it hides where the report is only there."""
    body = next(root.iter("body"), root)
    page = blocks(body, options.limits, cues.is_title)
    hits = cues.find(page.items)
    if len({hit.cue for hit in hits}) < _FEW and options.cues:
        whole = blocks(body, options.limits, cues.is_title, hidden=True)
        more = cues.find(whole.items)
        if len({hit.cue for hit in more}) >= _FEW:
            notes.append(Message(
                "报告正文在页面中设为隐藏，已一并读取", "the page keeps the report hidden; it was read all the same"
            ))  # fmt: skip
            return whole, more
    return page, hits


def _look_elsewhere(root: etree._Element, page: Page, notes: list[Message]) -> None:
    """Say where the report may be, on a page that does not hold it.

    Raises:
        UnreadableError: the page shows another file, or nothing before its scripts have run.
    """
    framed = [
        source
        for element in root.iter("frame", "iframe", "embed", "object")
        if (source := element.get("src") or element.get("data")) and not source.startswith(("about:", "javascript:"))
    ]
    frameset = next(root.iter("frameset"), None) is not None
    documents = [source for source in framed if _DOCUMENTS.search(source)]
    if framed and (frameset or documents or not page.items):
        name = (documents or framed)[0][-120:]
        raise UnreadableError(Message(f"报告正文在另一文件中（{name}），请审核该文件", f"the report lies in another file ({name}); audit that one"))  # fmt: skip
    if not page.items and next(root.iter("script"), None) is not None:
        raise UnreadableError(Message(
            "页面内容由脚本载入，文件中没有正文；请在浏览器中打开后另存", "the page is filled by scripts and the file holds no text; save it from a browser"
        ))  # fmt: skip
    for element in root.iter("a"):
        target = element.get("href") or ""
        if _DOCUMENTS.search(target):
            notes.append(Message(f"页面附有文件 {target[-120:]}，未读取", f"the page links to {target[-120:]}, which was not read"))  # fmt: skip
            return


def _written(items: list[Line | Table]) -> tuple[str, tuple[Origin, ...]]:
    """Return items as report text, and where each line came from."""
    path = Paths().path
    lines: list[str] = []
    origins: list[Origin] = []
    paragraphs = tables = 0
    in_table = False
    nowhere = Origin()
    for item in items:
        if isinstance(item, Line):
            paragraphs += 1
            lines.append(item.text)
            origins.append(Origin(part=(paragraphs,), element=path(item.element)))
            in_table = False
            continue
        tables += 1
        for number, row in enumerate(item.rows, 1):
            if in_table and number == 1:
                lines.append("")
                origins.append(nowhere)
            for place, cell in enumerate(row, 1):
                part, element = (tables, number, place), path(cell.element)
                first, *further = cell.lines or ("",)
                lines.append("\t" + first)
                origins.append(Origin(part=part, element=element, span=cell.span))
                for line in further:
                    lines.append(line)
                    origins.append(Origin(part=part, element=element))
            lines.append("")
            origins.append(nowhere)
            in_table = True
    return "\n".join(lines) + "\n" if lines else "", tuple(origins)
