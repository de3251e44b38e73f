"""What one page of a PDF shows: its characters, its ruling lines and its pictures, turned so that the text runs from left to right."""

from __future__ import annotations

import math
import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterable
from ctypes import addressof, c_double, c_float, c_int, c_uint
from dataclasses import dataclass, field
from functools import partial
from itertools import pairwise
from typing import NamedTuple

from auditor.model.finding import Message
from auditor.reading.limits import Limits
from auditor.reading.pdf import calls as pdfium
from auditor.reading.reader import UnreadableError

Box = tuple[float, float, float, float]
"""Left, bottom, right, top in points."""
Matrix = tuple[float, float, float, float, float, float]

_THICKEST = 2.0
"""A filled path with one side up to this is a rule; thicker ones are highlights and backgrounds."""
_THICKEST_BORDER = 4.5
"""A long one may be thicker: borders of 3 pixels and more."""
_DEEPEST_FORM = 12
_FAR = 1e5
"""No page is so large; what is no number is not below it either."""
_MANY_SHAPES = 200
"""Drawn characters are so many at least."""
_BLANKS = frozenset(
    "\t \u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000"
)
_NOTHING = frozenset([0x0A, 0x0D, 0xAD, 0x200B, 0x200C, 0x200D, 0x2060, 0xFEFF, 0xFFFE, 0xFFFF])
UNKNOWN = "\ufffd"
"""Stands for a character that the file gives no meaning."""
_MEANINGLESS = re.compile(f"[{UNKNOWN}\ue000-\uf8ff]")
_SENSE = re.compile(
    r"[\u3001-\u303f\u3400-\u9fff\uff00-\uffef]+|[0-9]+(?:[.,%][0-9%]*)*|[^\W\d_]{3,}|\b(?:[aI]|[A-Za-z]{2})\b"
)
_SOUND = 0.6
"""Share of a text layer that has to make sense; formulas and lists of codes have some four fifths."""
_RADICALS = dict(zip(
    "⺁⺇⺋⺎⺏⺐⺒⺓⺗⺘⺙⺟⺠⺡⺢⺣⺤⺥⺩⺪⺬⺭⺮⺯⺰⺳⺶⺷⺼⺽⺾⺿⻀⻁⻂⻄⻅⻆⻈⻉⻊⻋⻍⻎⻏⻐⻑⻒⻓⻔⻕⻖⻗⻘⻙⻚⻛⻜⻝⻠⻢⻣⻤⻥⻦⻨⻩⻬⻮⻰⻳",
    "厂几㔾兀尣尢巳幺心手攵母民氵氺灬爫爫王疋示礻竹糹纟罒羊羊肉臼艹艹艹虎衤西见角讠贝足车辶辶阝钅长镸长门阜阝雨青韦页风飞食饣马骨鬼鱼鸟麦黄齐齿龙龟",
    strict=True,
))  # fmt: skip


class Glyph(NamedTuple):
    """A character: where its base line begins and ends, and its size, in points from the page's lower left corner."""

    x0: float
    y: float
    x1: float
    size: float
    text: str


class Rule(NamedTuple):
    """A ruling line: where it lies across its direction, and from where to where it runs."""

    at: float
    start: float
    end: float


@dataclass(slots=True)
class Page:
    """What a page shows. `across` and `down` are its horizontal and vertical rules."""

    number: int
    width: float
    height: float
    glyphs: list[Glyph]
    across: list[Rule]
    down: list[Rule]
    pictures: list[Box]
    layered: bool
    """A picture of a page, with the text that character recognition laid beneath it."""
    outlined: bool
    """No text, and so many shapes that they may be drawn characters."""
    annotated: bool
    shown: Callable[[Box], Box]
    """A box on this page as the page is shown, were it to be turned otherwise than its text."""
    doubt: Callable[[Box], tuple[float | None, bytes]] | None = None
    """Where the characters were recognised: how sure those in a box are, and where not enough, its picture."""

    @property
    def characters(self) -> int:
        """How many characters it shows, blanks apart."""
        return len("".join([glyph[4] for glyph in self.glyphs]).replace(" ", "").replace("\u3000", ""))

    @property
    def is_legible(self) -> bool:
        """Whether it has characters, and its fonts say what most of them mean."""
        text = "".join([glyph[4] for glyph in self.glyphs])
        return len(_MEANINGLESS.sub("", text)) * 3 > len(text) * 2

    @property
    def is_sound(self) -> bool:
        """Whether what its text layer says makes sense: characters of a script, words and figures, and not marks at random.

        Recognition that was made for another script leaves heaps of letters and signs beneath a page.
        """
        text = "".join([glyph[4] for glyph in self.glyphs])
        makes_sense = sum(map(len, _SENSE.findall(text)))
        return self.is_legible and makes_sense > _SOUND * len("".join(text.split()))

    def covered(self) -> float:
        """Return the share of the page that its largest picture covers."""
        areas = [(x1 - x0) * (y1 - y0) for x0, y0, x1, y1 in self.pictures]
        return max(areas, default=0.0) / (self.width * self.height)


@dataclass(slots=True)
class _Drawn:
    rules: list[Box] = field(default_factory=list)
    pictures: list[Box] = field(default_factory=list)
    fills: list[Box] = field(default_factory=list)
    """Backgrounds other than white."""
    texts: int = 0
    beneath: int = 0
    """Text objects painted before the last large picture, which hides them."""
    shapes: int = 0


class DamagedPageError(Exception):
    """A page that cannot be loaded, or has no size."""


def read_page(document: int, number: int, limits: Limits) -> Page:
    """Return what the page with this number, from 1, shows. `document` is the address of the loaded document.

    Raises:
        DamagedPageError: the page is damaged.
        UnreadableError: it asks for too much.
    """
    page = pdfium.load_page(document, number - 1)
    if not page:
        raise DamagedPageError
    try:
        bounds = (c_float * 4)()
        pdfium.page_box(page, addressof(bounds))
        left, top, right, bottom = bounds
        box = (left, bottom, right, top)
        if not (right - left > 1 and top - bottom > 1):
            raise DamagedPageError
        drawn = _drawn(page, number, box, limits)
        seen, hidden, turn = _glyphs(page, drawn, box)
        turned = _Turn(box, turn)
        shown = _Turn(box, pdfium.rotation(page))
        found = _page(number, turned, shown, drawn, seen, hidden)
        found.annotated = pdfium.count_annotations(page) > 0
        return found
    finally:
        pdfium.close_page(page)


def blank_page(number: int) -> Page:
    """Return what stands for a page that cannot be read."""
    return Page(number, 595, 842, [], [], [], [], False, False, False, lambda box: box)


def _page(number: int, turned: _Turn, shown: _Turn, drawn: _Drawn, seen: list[Glyph], hidden: list[Glyph]) -> Page:
    across, down = [], []
    for box in drawn.rules:
        x0, y0, x1, y1 = turned.box(box)
        if x1 - x0 >= y1 - y0:
            across.append(Rule((y0 + y1) / 2, x0, x1))
        else:
            down.append(Rule((x0 + x1) / 2, y0, y1))
    pictures = [turned.box(box) for box in drawn.pictures]
    area = turned.width * turned.height
    large = any((x1 - x0) * (y1 - y0) > 0.5 * area for x0, y0, x1, y1 in pictures)
    layered = False
    if large and len(hidden) > len(seen) / 2:
        seen = [*seen, *hidden]
        layered = True
    elif large and drawn.texts and drawn.beneath > 0.8 * drawn.texts:
        layered = True
    width, height = turned.width, turned.height
    glyphs = [
        glyph for glyph in seen if -1 <= glyph.x0 <= width and glyph.y + glyph.size / 2 >= 0 and glyph.y <= height
    ]
    back = _shown_box(turned, shown)
    outlined = not glyphs and drawn.shapes > _MANY_SHAPES
    return Page(number, width, height, glyphs, across, down, pictures, layered, outlined, False, back)


def _shown_box(turned: _Turn, shown: _Turn) -> Callable[[Box], Box]:
    if turned.quarters == shown.quarters:
        return lambda box: box
    return lambda box: shown.box(turned.back(box))


class _Turn:
    """Turns points of a page so that text running along `quarters` quarter turns to the left runs to the right."""

    def __init__(self, box: Box, quarters: int) -> None:
        self.quarters = quarters % 4
        self.left, self.bottom, self.right, self.top = box
        size = (self.right - self.left, self.top - self.bottom)
        self.width, self.height = size if self.quarters % 2 == 0 else size[::-1]

    def point(self, x: float, y: float) -> tuple[float, float]:
        if self.quarters == 0:
            return x - self.left, y - self.bottom
        if self.quarters == 1:
            return y - self.bottom, self.right - x
        if self.quarters == 2:
            return self.right - x, self.top - y
        return self.top - y, x - self.left

    def box(self, box: Box) -> Box:
        (ax, ay), (bx, by) = self.point(box[0], box[1]), self.point(box[2], box[3])
        return min(ax, bx), min(ay, by), max(ax, bx), max(ay, by)

    def back(self, box: Box) -> Box:
        """Return the box on the unturned page that this turn makes `box` of."""
        x0, y0, x1, y1 = box
        if self.quarters == 0:
            return x0 + self.left, y0 + self.bottom, x1 + self.left, y1 + self.bottom
        if self.quarters == 1:
            return self.right - y1, x0 + self.bottom, self.right - y0, x1 + self.bottom
        if self.quarters == 2:
            return self.right - x1, self.top - y1, self.right - x0, self.top - y0
        return y0 + self.left, self.top - x1, y1 + self.left, self.top - x0


_SEEN, _FAINT, _INVISIBLE = 0, 1, 2
_Raw = tuple[int, int, float, float, float, float, str]
"""Quarter turns, how it is painted, origin, size and width on the page, and the character itself."""
_glyph: Callable[[tuple[float, float, float, float, str]], Glyph] = partial(tuple.__new__, Glyph)


def _glyphs(page: int, drawn: _Drawn, box: Box) -> tuple[list[Glyph], list[Glyph], int]:
    """Return the characters seen, those painted invisibly, and the quarter turns of the text. Slanted text is left out."""
    text = pdfium.load_text(page)
    if not text:
        return [], [], 0
    try:
        raw = _Characters(text).read()
    finally:
        pdfium.close_text(text)
    turns = Counter([each[0] for each in raw])
    quarters = max(turns, key=lambda turn: turns[turn]) if turns else 0
    turned = _Turn(box, quarters)
    seen: list[Glyph] = []
    hidden: list[Glyph] = []
    left, bottom = box[0], box[1]
    # Where text is checked against every background, their number must stay within bounds.
    fills = drawn.fills[-2000:] + drawn.pictures[-50:]
    for turn, kind, x, y, size, wide, char in raw:
        if turn != quarters:
            continue
        if kind == _FAINT and not any(
            x0 <= x + wide / 2 <= x1 and y0 <= y + size / 3 <= y1 for x0, y0, x1, y1 in fills
        ):
            continue
        if quarters:
            x, y = turned.point(x, y)
        else:
            x, y = x - left, y - bottom
        (hidden if kind == _INVISIBLE else seen).append(_glyph((x, y, x + wide, size, char)))
    return seen, hidden, quarters


class _Characters:
    """Reads the characters of a page; what a run of them has in common is looked up once."""

    def __init__(self, text: int) -> None:
        self._text = text
        self._matrix = (c_float * 6)()
        self._color = (c_uint * 4)()
        self._at_matrix = addressof(self._matrix)
        at = addressof(self._color)
        self._at_color = (at, at + 4, at + 8, at + 12)

    def read(self) -> list[_Raw]:
        text = self._text
        unicode, origin, loose_box, text_object = pdfium.unicode, pdfium.origin, pdfium.loose_box, pdfium.text_object
        x, y, box = c_double(), c_double(), (c_float * 4)()
        at_x, at_y, at_box = addressof(x), addressof(y), addressof(box)
        last = turn = kind = -1
        size = full = 0.0
        found: list[_Raw] = []
        for index in range(pdfium.count_chars(text)):
            code = unicode(text, index)
            if code in _NOTHING or (code == 0x20 and pdfium.generated(text, index)):
                continue
            here = text_object(text, index)
            if here != last or here is None:
                last = here
                turn, size, full, kind = self._style(index, here)
            if turn < 0 or not origin(text, index, at_x, at_y) or not loose_box(text, index, at_box):
                continue
            left, top, right, bottom = box
            at = x.value
            # Fonts that draw each character for themselves tell the ink's box instead of the advance.
            wide = right - at if turn == 0 else (top - bottom if turn % 2 else right - left)
            if code > 0x2E80:
                char = chr(code) if 0x2FD5 < code < 0xD800 and code != 0x3000 else _char(code)
                if not 0.9 * full < wide < 1.5 * full:
                    wide = full if wide > full else 0.9 * full
            else:
                char = _char(code)
                least = 0.45 * full if 0x30 <= code <= 0x39 else 0.2 * full
                if not wide > least:
                    wide = least
            if -_FAR < at < _FAR and -_FAR < y.value < _FAR and wide < _FAR:
                found.append((turn, kind, at, y.value, size, wide, char))
        return found

    def _style(self, index: int, here: int | None) -> tuple[int, float, float, int]:
        """Return the quarter turns, size, width of a full character and manner of painting, from a character on."""
        pdfium.char_matrix(self._text, index, self._at_matrix)
        a, b, c, d, _, _ = self._matrix
        along, up = math.hypot(a, b), math.hypot(c, d)
        size = pdfium.font_size(self._text, index)
        if not 0.5 < size * up < _FAR or not 0 < along < _FAR:
            return -1, 0.0, 0.0, _SEEN
        if abs(b) < 0.1 * along:
            turn = 0 if a > 0 else 2
        elif abs(a) < 0.1 * along:
            turn = 1 if b > 0 else 3
        else:
            return -1, 0.0, 0.0, _SEEN
        kind = _SEEN
        if here:
            mode = pdfium.render_mode(here)
            if mode == pdfium.INVISIBLE:
                kind = _INVISIBLE
            elif mode in (0, 4) and pdfium.fill_color(here, *self._at_color) and _is_white(self._color):
                kind = _FAINT
        return turn, size * up, size * along, kind


def _is_white(color: Iterable[int]) -> bool:
    red, green, blue, opaque = color
    return opaque < 8 or min(red, green, blue) >= 250


def _char(code: int) -> str:
    if code < 0x20 or code > 0x10FFFF or 0xD800 <= code <= 0xDFFF:
        return " " if code == 9 else UNKNOWN
    char = chr(code)
    if char in _BLANKS:
        return "\u3000" if char == "\u3000" else " "
    # Fonts name shapes: radicals and compatible forms stand where the ordinary character is meant.
    if 0x2E80 <= code <= 0x2FD5 or 0xF900 <= code <= 0xFAFF or 0xFB00 <= code <= 0xFB06 or 0x2F800 <= code <= 0x2FA1F:
        return _RADICALS.get(char) or unicodedata.normalize("NFKC", char)
    return char


def _drawn(page: int, number: int, box: Box, limits: Limits) -> _Drawn:
    drawn = _Drawn()
    walk = _Walk(drawn, box, number, limits)
    walk.objects(page, None, 0)
    return drawn


class _Walk:
    """Walks the objects of a page, those of forms included, and keeps what may rule a table."""

    def __init__(self, drawn: _Drawn, box: Box, number: int, limits: Limits) -> None:
        self.drawn = drawn
        self.page = box
        self.number = number
        self.limits = limits
        self._rect = (c_float * 4)()
        at = addressof(self._rect)
        self._rect_at = (at, at + 4, at + 8, at + 12)
        self._matrix = (c_float * 6)()
        self._mode = (c_int * 2)()
        self._point = (c_float * 2)()

    def objects(self, holder: int, outer: Matrix | None, depth: int) -> None:
        count, get = (
            (pdfium.count_objects, pdfium.get_object) if outer is None else (pdfium.count_in_form, pdfium.get_in_form)
        )
        object_type, drawn = pdfium.object_type, self.drawn
        for index in range(max(0, count(holder))):
            thing = get(holder, index)
            if not thing:
                continue
            kind = object_type(thing)
            if kind == pdfium.TEXT:
                drawn.texts += 1
            elif kind == pdfium.PATH:
                self._count(1)
                self._path(thing, outer)
            elif kind == pdfium.IMAGE:
                self._count(1)
                self._image(thing, outer)
            elif kind == pdfium.FORM and depth < _DEEPEST_FORM:
                self._count(1)
                pdfium.matrix(thing, addressof(self._matrix))
                own: Matrix = tuple(self._matrix)
                self.objects(thing, own if outer is None else _times(own, outer), depth + 1)

    def _count(self, shapes: int) -> None:
        self.drawn.shapes += shapes
        if self.drawn.shapes > self.limits.shapes:
            raise UnreadableError(Message(
                f"第{self.number}页图形过多，超过上限（shapes，{self.limits.shapes}个）",
                f"page {self.number} draws too many shapes (shapes: {self.limits.shapes})",
            ))  # fmt: skip

    def _bounds(self, thing: int, outer: Matrix | None) -> Box | None:
        if not pdfium.bounds(thing, *self._rect_at):
            return None
        box: Box = tuple(self._rect)
        return box if outer is None else _transformed(box, outer)

    def _image(self, thing: int, outer: Matrix | None) -> None:
        box = self._bounds(thing, outer)
        if box is None:
            return
        x0, y0, x1, y1 = box
        if _is_rule(x1 - x0, y1 - y0):
            self._rule(box)
            return
        left, bottom, right, top = self.page
        kept = max(x0, left), max(y0, bottom), min(x1, right), min(y1, top)
        wide, high = kept[2] - kept[0], kept[3] - kept[1]
        if wide > 0 and high > 0:
            self.drawn.pictures.append(kept)
            if wide * high > 0.5 * (right - left) * (top - bottom):
                self.drawn.beneath = self.drawn.texts

    def _path(self, thing: int, outer: Matrix | None) -> None:
        mode = self._mode
        at = addressof(mode)
        pdfium.draw_mode(thing, at, at + 4)
        fill, stroke = mode
        if not fill and not stroke:
            return
        segments = pdfium.count_segments(thing)
        if not stroke:
            box = self._bounds(thing, outer)
            if box is None:
                return
            if _is_rule(box[2] - box[0], box[3] - box[1]):
                self._rule(box)
                return
            if segments <= 6:
                self._fill(thing, box)
                return
        self._count(max(0, segments // 6))
        self._segments(thing, segments, outer, stroked=bool(stroke))
        if fill:
            box = self._bounds(thing, outer)
            if box is not None:
                self._fill(thing, box)

    def _fill(self, thing: int, box: Box) -> None:
        color = (c_uint * 4)()
        at = addressof(color)
        if not pdfium.fill_color(thing, at, at + 4, at + 8, at + 12) or not _is_white(color):
            self.drawn.fills.append(box)

    def _rule(self, box: Box) -> None:
        left, bottom, right, top = self.page
        x0, y0, x1, y1 = box
        # Not a number: nothing that can be seen.
        if x1 >= left and x0 <= right and y1 >= bottom and y0 <= top:
            self.drawn.rules.append((max(x0, left), max(y0, bottom), min(x1, right), min(y1, top)))

    def _segments(self, thing: int, segments: int, outer: Matrix | None, *, stroked: bool) -> None:
        pdfium.matrix(thing, addressof(self._matrix))
        own: Matrix = tuple(self._matrix)
        matrix = own if outer is None else _times(own, outer)
        if stroked:
            width = c_float()
            pdfium.stroke_width(thing, addressof(width))
            scale = math.sqrt(abs(matrix[0] * matrix[3] - matrix[1] * matrix[2]))
            if width.value * scale > _THICKEST_BORDER:
                return
        a, b, c, d, e, f = matrix
        point, at = self._point, addressof(self._point)
        run: list[tuple[float, float]] = []
        straight = True
        for index in range(segments):
            segment = pdfium.get_segment(thing, index)
            if not segment:
                continue
            kind = pdfium.segment_type(segment)
            pdfium.segment_point(segment, at, at + 4)
            x, y = point
            here = (a * x + c * y + e, b * x + d * y + f)
            if kind == pdfium.MOVE_TO:
                self._run(run, stroked=stroked, straight=straight)
                run, straight = [here], True
                continue
            if kind == pdfium.CURVE_TO:
                straight = False
            run.append(here)
            if pdfium.segment_closes(segment) and run:
                run.append(run[0])
        self._run(run, stroked=stroked, straight=straight)

    def _run(self, run: list[tuple[float, float]], *, stroked: bool, straight: bool) -> None:
        if len(run) < 2:
            return
        if not stroked:
            xs, ys = [x for x, _ in run], [y for _, y in run]
            box = (min(xs), min(ys), max(xs), max(ys))
            if straight and _is_rule(box[2] - box[0], box[3] - box[1]):
                self._rule(box)
            return
        for (ax, ay), (bx, by) in pairwise(run):
            wide, high = abs(bx - ax), abs(by - ay)
            if (wide > 1 or high > 1) and min(wide, high) < 0.5:
                self._rule((min(ax, bx), min(ay, by), max(ax, bx), max(ay, by)))


def _is_rule(wide: float, high: float) -> bool:
    thin, long = (wide, high) if wide < high else (high, wide)
    return (thin <= _THICKEST and long > _THICKEST) or (thin <= _THICKEST_BORDER and long > 6 * thin)


def _times(inner: Matrix, outer: Matrix) -> Matrix:
    a, b, c, d, e, f = inner
    g, h, i, j, k, m = outer
    return (
        a * g + b * i, a * h + b * j, c * g + d * i, c * h + d * j, e * g + f * i + k, e * h + f * j + m,
    )  # fmt: skip


def _transformed(box: Box, matrix: Matrix) -> Box:
    a, b, c, d, e, f = matrix
    x0, y0, x1, y1 = box
    corners = [(a * x + c * y + e, b * x + d * y + f) for x in (x0, x1) for y in (y0, y1)]
    xs, ys = [x for x, _ in corners], [y for _, y in corners]
    return min(xs), min(ys), max(xs), max(ys)
