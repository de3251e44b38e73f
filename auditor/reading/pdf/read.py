"""PDF files: ruling lines to tables, the characters between them to paragraphs, both over page breaks."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from ctypes import c_void_p, cast
from dataclasses import dataclass, field, replace

import pypdfium2  # type: ignore[import-untyped]
import pypdfium2.raw as raw  # type: ignore[import-untyped]

from auditor.model.finding import Message
from auditor.model.source import Origin
from auditor.model.text import label_key
from auditor.reading.limits import Limits
from auditor.reading.pdf.fields import filled_in
from auditor.reading.pdf.furniture import without_furniture
from auditor.reading.pdf.grid import Grid, grids, widen
from auditor.reading.pdf.lines import Line, lines
from auditor.reading.pdf.loose import loose_tables, titled
from auditor.reading.pdf.ocr import is_installed, recognise, rules
from auditor.reading.pdf.page import DamagedPageError, Page, Rule, blank_page, read_page
from auditor.reading.pdf.paragraphs import margins, paragraphs
from auditor.reading.pdf.stitch import absorb, fits, stitch
from auditor.reading.pdf.table import Piece, Placed, Table, fill_grid
from auditor.reading.reader import ReadOptions, ReadText, UnreadableError


def read(data: bytes, options: ReadOptions) -> ReadText:
    """Return a PDF's text and tables as report text.

    Pages that are pictures are recognised where the extra is installed. Where it is not, a file with text on other
    pages is read as far as it goes, and the pages that are not are told as unread: no audit of it is complete.

    Raises:
        UnreadableError: it needs a password, is damaged, asks for more than the limits, or holds no text.
    """
    if len(data) > options.limits.megabytes * 2**20:
        raise UnreadableError(Message(
            f"文件大小超过上限（megabytes，{options.limits.megabytes:g}MB）",
            f"the file is too large (megabytes: {options.limits.megabytes:g})",
        ))  # fmt: skip
    document = _opened(data)
    try:
        pages, notes, unread = _pages(document, options.limits, _is_cut(data))
    finally:
        document.close()
    return replace(_written(_sheets(pages, options.limits), pages, options, notes), unread=unread)


def _opened(data: bytes) -> pypdfium2.PdfDocument:
    try:
        return pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        if error.err_code == raw.FPDF_ERR_PASSWORD:
            raise UnreadableError(
                Message("PDF已加密，需要密码才能打开", "the PDF is encrypted and needs a password")
            ) from error
        if error.err_code == raw.FPDF_ERR_SECURITY:
            raise UnreadableError(
                Message("PDF采用了不支持的加密方式", "the PDF is encrypted in a way that is not supported")
            ) from error
        raise UnreadableError(_DAMAGED) from error


_DAMAGED = Message("不是有效的PDF文件或文件已损坏", "not a PDF, or a damaged one")


def _is_cut(data: bytes) -> bool:
    """Tell whether a file lacks its end: objects stand behind the last mark of one, or there is none.

    What is found without the table at the end need not be all.
    """
    end = data.rfind(b"%%EOF")
    return end < 0 or b" obj" in data[end:]


def _pages(
    document: pypdfium2.PdfDocument, limits: Limits, is_cut: bool
) -> tuple[list[Page], list[Message], tuple[Message, ...]]:
    """Return the pages, what must be said of them, and what of them was not read."""
    count = len(document)
    if count > limits.pages:
        raise UnreadableError(Message(
            f"页数{count}超过上限（pages，{limits.pages}页）", f"it has {count} pages (pages: {limits.pages})"
        ))  # fmt: skip
    address = cast(document.raw, c_void_p).value or 0
    damaged: list[int] = []
    pages: list[Page] = []
    for number in range(1, count + 1):
        try:
            pages.append(read_page(address, number, limits))
        except DamagedPageError:
            pages.append(blank_page(number))
            damaged.append(number)
    for page in pages:
        if page.annotated:
            page.glyphs += filled_in(document, page)
    blind = [page.number for page in pages if _is_blind(page)]
    legible = any(page.characters and page.number not in blind for page in pages)
    notes: list[Message] = []
    if blind and is_installed():
        for number in blind:
            pages[number - 1] = recognise(document, number, limits)
        notes.append(Message(
            f"第{_listed(blind)}页是图片，文字由程序识别，可能有误",
            f"page {_listed(blind)}: recognised from a picture, may hold mistakes",
        ))  # fmt: skip
        blind = [number for number in blind if not pages[number - 1].characters]
        legible = legible or any(page.characters for page in pages)
    for page in pages:
        if page.layered and not page.across and is_installed():
            page.across, page.down = rules(document, page.number)
    if not legible:
        raise UnreadableError(_DAMAGED if damaged or is_cut else _no_text(pages))
    return pages, notes + _notes(pages, blind), _unread(blind, damaged, is_cut)


def _is_blind(page: Page) -> bool:
    """Tell whether a page shows something, and its text does not say what."""
    characters = page.characters
    if page.layered:
        # The layer is taken where it is sound, and the picture not recognised once more.
        return not page.is_sound or (characters < _FEW and is_installed())
    if characters < _FEW and (page.covered() > _LARGE or page.outlined):
        return True
    return bool(characters) and not page.is_legible


_FEW = 25
"""Characters on a page that is otherwise a picture: its number, a stamp."""
_LARGE = 0.2
"""Share of a page from which a picture may hold text or a table."""
_INSTALL = 'pip install "auditor[ocr]"'


def _no_text(pages: Sequence[Page]) -> Message:
    if any(page.characters for page in pages):
        return Message(
            f"PDF的字体没有文字编码，无法取得文字；安装识别组件后可读（{_INSTALL}）",
            f"the PDF's fonts do not say what their characters mean; recognition can be installed ({_INSTALL})",
        )
    if any(page.pictures or page.outlined for page in pages) and not is_installed():
        return Message(
            f"PDF是扫描图片，没有文字；安装识别组件后可读（{_INSTALL}）",
            f"the PDF is a scan without text; recognition can be installed ({_INSTALL})",
        )
    return Message("PDF中没有文字", "the PDF holds no text")


def _notes(pages: Sequence[Page], blind: Sequence[int]) -> list[Message]:
    notes = []
    layered = [page.number for page in pages if page.layered]
    if layered:
        notes.append(Message(
            f"第{_listed(layered)}页是扫描图片，文字取自文件自带的识别结果，可能有误",
            f"page {_listed(layered)}: a scan; its text is what recognition software left in the file, may hold mistakes",
        ))  # fmt: skip
    pictured = [page.number for page in pages if page.number not in blind and not page.layered and _has_picture(page)]
    if pictured:
        notes.append(Message(
            f"第{_listed(pictured)}页有较大图片，其中如有文字或表格，未读出",
            f"page {_listed(pictured)}: holds a large picture; text or a table in it was not read",
        ))  # fmt: skip
    return notes


def _unread(blind: Sequence[int], damaged: Sequence[int], is_cut: bool) -> tuple[Message, ...]:
    # A file gives one reason: where its end is missing, pages are damaged for that.
    if is_cut:
        return (
            Message(
                "PDF文件不完整，末尾缺失，其后的内容未读到", "the PDF lacks its end, and what stood there was not read"
            ),
        )
    if damaged:
        told = Message(
            f"第{_listed(damaged)}页已损坏，其中内容未经审核",
            f"page {_listed(damaged)} is damaged; what it holds was not audited",
        )
        return (told,)
    if not blind:
        return ()
    told = Message(
        f"第{_listed(blind)}页是图片，未读出文字，其中内容未经审核；安装识别组件后可读（{_INSTALL}）",
        f"page {_listed(blind)}: a picture that was not read; what it holds was not audited (recognition: {_INSTALL})",
    )  # fmt: skip
    return (told,)


def _listed(numbers: Sequence[int]) -> str:
    return "、".join(map(str, numbers))


def _has_picture(page: Page) -> bool:
    """Tell whether a picture is large enough for a table and no text stands on it."""
    for x0, y0, x1, y1 in page.pictures:
        if x1 - x0 > 0.35 * page.width and y1 - y0 > 50:
            upon = sum(1 for glyph in page.glyphs if x0 <= glyph.x0 <= x1 and y0 <= glyph.y <= y1)
            if upon < 10:
                return True
    return False


_Item = Table | Placed


@dataclass(slots=True)
class _Sheet:
    """A page's tables and lines."""

    page: Page
    rules: list[Rule] = field(default_factory=list)
    """Horizontal rules outside its grids."""
    tables: list[Table] = field(default_factory=list)
    lines: list[Line] = field(default_factory=list)

    def items(self) -> list[_Item]:
        """Return both as they follow each other down the page."""
        ranked: list[tuple[float, int, _Item]] = [(-table.top, 0, table) for table in self.tables]
        ranked += [(-line.y - line.size, 1, Placed(self.page.number, line)) for line in self.lines]
        return [item for _, _, item in sorted(ranked, key=lambda each: each[:2])]


_TALLEST_BOX = 120
"""A single box higher than this frames running text."""
_EDGE = 0.25
"""Share of a page's height, at its top and foot, where a table must stand to run over the page break."""


def _sheets(pages: Sequence[Page], limits: Limits) -> list[_Sheet]:
    sheets = []
    before: Grid | None = None
    for page in pages:
        found = [
            grid
            for grid in grids(page.across, page.down, limits)
            if len(grid.areas) > 1 or grid.ys[0] - grid.ys[-1] <= _TALLEST_BOX
        ]
        if found and before is not None and found[0].ys[0] > (1 - _EDGE) * page.height:
            widen(found[0], before)
        low = min(found, key=lambda grid: grid.ys[-1], default=None)
        before = low if low is not None and low.ys[-1] < _EDGE * page.height else None
        sheet = _Sheet(page)
        glyphs = page.glyphs
        for grid in found:
            table, glyphs = fill_grid(grid, glyphs, page.number)
            sheet.tables.append(table)
        sheet.lines = lines(glyphs)
        sheet.rules = [rule for rule in page.across if not any(_inside(rule, grid) for grid in found)]
        sheets.append(sheet)
    return sheets


def _inside(rule: Rule, grid: Grid) -> bool:
    left, bottom, right, top = grid.box
    return bottom - 1 <= rule.at <= top + 1 and rule.start < right and rule.end > left


def _flow(sheets: Sequence[_Sheet], known: Collection[str]) -> list[_Item]:
    """Return the tables and lines of all pages in order; tables that run over a page break are whole."""
    flow: list[_Item] = []
    for sheet in sheets:
        items = sheet.items()
        if items and isinstance(items[0], Table):
            items[0] = first = _whole(flow, items[0], known)
            if flow and isinstance(flow[-1], Placed) and titled(first, flow[-1], known):
                flow.pop()
        flow += items
    return flow


def _whole(flow: list[_Item], item: Table, known: Collection[str]) -> Table:
    """Return a table at the top of a page together with what of it ends the flow, which is taken out there."""
    at = next((n for n in range(len(flow) - 1, -1, -1) if isinstance(flow[n], Table)), None)
    if at is None:
        return item
    first = flow[at]
    behind = [placed for placed in flow[at + 1 :] if isinstance(placed, Placed)]
    if not isinstance(first, Table) or not fits(first, item) or not absorb(first, behind):
        return item
    del flow[at:]
    return stitch(first, item, known)


def _written(sheets: Sequence[_Sheet], pages: Sequence[Page], options: ReadOptions, notes: list[Message]) -> ReadText:
    kept = without_furniture([(sheet.page.height, sheet.lines) for sheet in sheets])
    for sheet, found in zip(sheets, kept, strict=True):
        sheet.lines = found
    by_width: dict[int, list[Line]] = {}
    for sheet in sheets:
        by_width.setdefault(round(sheet.page.width), []).extend(sheet.lines)
    each = {width: margins(found, width) for width, found in by_width.items()}
    at = {sheet.page.number: each[round(sheet.page.width)] for sheet in sheets}
    known = frozenset(label_key(cue) for cue in options.cues)
    for sheet in sheets:
        loose, sheet.lines = loose_tables(sheet.lines, sheet.rules, sheet.page.number, known)
        sheet.tables += loose
    writer = _Writer(pages)
    run: list[Placed] = []
    for item in _flow(sheets, known):
        if isinstance(item, Table) and not item.one_column:
            writer.prose(paragraphs(run, at))
            writer.table(item)
            run = []
        else:
            run += item.placed() if isinstance(item, Table) else [item]
    writer.prose(paragraphs(run, at))
    return ReadText("".join(f"{line}\n" for line in writer.lines), "pdf", tuple(writer.origins), tuple(notes))


class _Writer:
    """Writes report text, and for each of its lines where that stood."""

    def __init__(self, pages: Sequence[Page]) -> None:
        self.lines: list[str] = []
        self.origins: list[Origin] = []
        self._pages = pages
        self._paragraphs = self._tables = 0

    def prose(self, pieces: Sequence[Piece]) -> None:
        for piece in pieces:
            self._paragraphs += 1
            self._line(piece.text, piece, (self._paragraphs,))

    def table(self, table: Table) -> None:
        self._tables += 1
        for r, row in enumerate(table.rows, start=1):
            for c, cell in enumerate(row, start=1):
                part = (self._tables, r, c)
                blank = Piece("", cell.page, cell.box)
                for number, piece in enumerate(cell.pieces or [blank]):
                    if number:
                        self._line(piece.text, piece, part)
                    else:
                        self._line("\t" + piece.text, piece, part, (cell.columns, cell.rows))
            self._blank(row[-1].page if row else table.page)
        self._blank(table.rows[-1][-1].page)

    def _line(self, text: str, piece: Piece, part: tuple[int, ...], span: tuple[int, int] = (1, 1)) -> None:
        self.lines.append(text)
        page = self._pages[piece.page - 1]
        confidence, picture = page.doubt(piece.box) if page.doubt and text.strip() else (None, b"")
        left, bottom, right, top = page.shown(piece.box)
        box = (round(left, 2), round(bottom, 2), round(right, 2), round(top, 2))
        self.origins.append(Origin(piece.page, part, box=box, span=span, confidence=confidence, picture=picture))

    def _blank(self, page: int) -> None:
        self.lines.append("")
        self.origins.append(Origin(page))
