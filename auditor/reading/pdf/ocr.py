"""Pages that are pictures: the extra `auditor[ocr]` recognises their characters; rules are found in the picture.

Rules first, then every cell by itself: that keeps figures in their cells, and a lone 0 is not overlooked.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Sequence
from functools import cache
from importlib import import_module
from importlib.util import find_spec
from typing import Any, NamedTuple, Protocol, SupportsIndex, cast

import pypdfium2  # type: ignore[import-untyped]

from auditor.model.source import SURE
from auditor.reading.limits import Limits
from auditor.reading.pdf.grid import Grid, grids
from auditor.reading.pdf.lines import is_wide
from auditor.reading.pdf.page import Box, Glyph, Page, Rule

_DPI = 200
_SCALE = _DPI / 72
_LONGEST_SIDE = 6000
"""Pixels of a page that is recognised."""
_RULED_SIDE = 2400
"""Pixels of one in which rules are looked for: an A4 page at 200 dots per inch. Some scans give a point to every dot."""
_SHORTEST_RULE = 24
"""Points; strokes of characters are shorter."""
_WIDEST_STACK = 24
"""Points; wider cells have lines of more than one character."""
_SKEWED = 0.15
"""Degrees from which a page is turned upright."""
_LOOKALIKES = str.maketrans("OoQDIl|〇○", "000011100")
_OPENING, _CLOSING = frozenset("（《〈“‘「"), frozenset("。，、；：》）”’」")
_FIGURES = frozenset("0123456789.,OoQDIl|〇○")

_NARROW_MARK = re.compile(r"(?<=[\u2e80-\uffef])[(),:;?!]|[(),:;?!](?=[\u2e80-\uffef])")
"""Which of its two widths a mark has, recognition cannot tell: between Chinese characters it is the full one."""


class _Array(Protocol):
    """A numpy array, of pixels (height × width × 3) or of what was found among them.

    It cannot be gone through, and its items are arrays again: numpy's numbers look like ours and are none that the
    record can hold. They come out by `tolist` alone.
    """

    @property
    def shape(self) -> tuple[int, ...]: ...
    @property
    def size(self) -> int: ...
    def __getitem__(self, at: SupportsIndex | slice | tuple[slice, ...]) -> _Array: ...
    def __gt__(self, least: int) -> _Array: ...
    def any(self, axis: int) -> _Array: ...
    def nonzero(self) -> tuple[_Array, ...]: ...
    def tobytes(self) -> bytes: ...
    def tolist(self) -> Any: ...


_Corners = list[list[float]]
"""Where a line of text stands in a picture: its four corners, in pixels, the first two those above."""


class _Found(NamedTuple):
    """A recognised line: its place in pixels, and what it says."""

    left: int
    top: int
    right: int
    bottom: int
    text: str
    score: float


def is_installed() -> bool:
    """Tell whether the extra is there."""
    return find_spec("rapidocr") is not None and find_spec("onnxruntime") is not None


def recognise(document: pypdfium2.PdfDocument, number: int, limits: Limits) -> Page:
    """Return what the picture of a page says, as `read_page` returns what a page's text says."""
    page = document[number - 1]
    try:
        width, height = page.get_size()
        scale = min(_SCALE, _LONGEST_SIDE / max(width, height))
        image = _pixels(page, scale)
    finally:
        page.close()
    image, boxes = _upright(image)
    high, wide = image.shape[0], image.shape[1]
    across, down = _rules(image, scale, high)
    found = _recognised(image, boxes, grids(across, down, limits), scale, high)
    heights = sorted(line.bottom - line.top for line in found if len(line.text) > 15)
    usual = heights[len(heights) // 2] if heights else 0
    glyphs = [glyph for line in found for glyph in _glyphs(line, usual, scale, high)]
    recognised = _Recognised(image, found, scale)
    return Page(
        number, wide / scale, high / scale, glyphs, across, down, [],
        layered=False, outlined=False, annotated=False, shown=lambda box: box, doubt=recognised.doubt,
    )  # fmt: skip


class _Recognised:
    def __init__(self, image: _Array, found: Sequence[_Found], scale: float) -> None:
        self._image, self._found, self._scale = image, found, scale

    def doubt(self, box: Box) -> tuple[float | None, bytes]:
        """Return how sure the characters in a box are, and where that is not enough, the box as a PNG picture."""
        cv2 = import_module("cv2")
        high, wide = self._image.shape[0], self._image.shape[1]
        left, right = box[0] * self._scale, box[2] * self._scale
        top, bottom = high - box[3] * self._scale, high - box[1] * self._scale
        scores = [
            line.score
            for line in self._found
            if left <= (line.left + line.right) / 2 <= right and top <= (line.top + line.bottom) / 2 <= bottom
        ]
        if not scores:
            return None, b""
        score = round(min(scores), 3)
        if score >= SURE:
            return score, b""
        crop = self._image[max(0, int(top)) : min(high, int(bottom) + 1), max(0, int(left)) : min(wide, int(right) + 1)]
        if not crop.size:
            return score, b""
        picture: _Array = cv2.imencode(".png", crop)[1]
        return score, picture.tobytes()


@cache
def _engine() -> Any:
    # Narrow crops are not padded to the width of a sentence.
    return import_module("rapidocr").RapidOCR(
        params={"Global.log_level": "error", "Global.text_score": 0.0, "Rec.rec_img_shape": [3, 48, 96]}
    )


def _pixels(page: pypdfium2.PdfPage, scale: float) -> _Array:
    return cast(_Array, page.render(scale=scale).to_numpy()[:, :, :3].copy())


def _boxes(image: _Array) -> list[_Corners]:
    boxes: _Array | None = _engine()(image, use_det=True, use_cls=False, use_rec=False).boxes
    return [] if boxes is None else cast(list[_Corners], boxes.tolist())


def _upright(image: _Array) -> tuple[_Array, list[_Corners]]:
    """Return the page turned so that its lines are level, with the places of its lines."""
    cv2, numpy = import_module("cv2"), import_module("numpy")
    boxes = _boxes(image)
    tall = sum(1 for box in boxes if _span(box, 1) > 1.8 * _span(box, 0))
    if boxes and tall > 0.6 * len(boxes):
        turned = [numpy.ascontiguousarray(numpy.rot90(image, turns)) for turns in (1, 3)]
        image = max(turned, key=_sense)
        boxes = _boxes(image)
    angles = sorted(
        math.degrees(math.atan2(box[1][1] - box[0][1], box[1][0] - box[0][0]))
        for box in boxes
        if _span(box, 0) > 6 * _span(box, 1)
    )
    angle = angles[len(angles) // 2] if angles else 0.0
    if _SKEWED < abs(angle) < 15:
        high, wide = image.shape[:2]
        turn = cv2.getRotationMatrix2D((wide / 2, high / 2), angle, 1.0)
        image = cv2.warpAffine(image, turn, (wide, high), borderValue=(255, 255, 255), flags=cv2.INTER_CUBIC)
        boxes = _boxes(image)
    return image, boxes


def _span(box: _Corners, axis: int) -> float:
    return max(point[axis] for point in box) - min(point[axis] for point in box)


def _sense(image: _Array) -> float:
    """Return how well the first lines of a page are recognised: upside down they make no sense."""
    crops = [_crop(image, box) for box in _boxes(image)[:8]]
    return sum(score for _, score in _read([crop for crop in crops if crop.size]))


def _crop(image: _Array, box: _Corners) -> _Array:
    left, top, right, bottom = _around(box)
    return image[top:bottom, left:right]


def _around(box: _Corners) -> tuple[int, int, int, int]:
    """Return the upright pixels that hold a line: left, top, right, bottom."""
    left, top = (max(0, int(min(point[axis] for point in box))) for axis in (0, 1))
    right, bottom = (int(max(point[axis] for point in box)) + 1 for axis in (0, 1))
    return left, top, right, bottom


def _read(crops: Sequence[_Array]) -> Iterator[tuple[str, float]]:
    for crop in crops:
        said = _engine()(crop, use_det=False, use_cls=False, use_rec=True)
        yield (said.txts[0], float(said.scores[0])) if said.txts else ("", 0.0)


def _dark(image: _Array) -> _Array:
    """Return which pixels are ink, as 255 and 0."""
    cv2 = import_module("cv2")
    grey = cv2.cvtColor(image, cv2.COLOR_BGR2GRAY)
    _, dark = cv2.threshold(grey, 0, 255, cv2.THRESH_BINARY_INV | cv2.THRESH_OTSU)
    return cast(_Array, dark)


def rules(document: pypdfium2.PdfDocument, number: int) -> tuple[list[Rule], list[Rule]]:
    """Return the horizontal and the vertical lines in the picture of a page, in points."""
    page = document[number - 1]
    try:
        scale = min(_SCALE, _RULED_SIDE / max(page.get_size()))
        image = _pixels(page, scale)
    finally:
        page.close()
    return _rules(image, scale, image.shape[0])


def _rules(image: _Array, scale: float, high: int) -> tuple[list[Rule], list[Rule]]:
    """Return the horizontal and the vertical lines of a picture, in points."""
    cv2 = import_module("cv2")
    dark = _dark(image)
    length = max(12, int(_SHORTEST_RULE * scale))
    found: list[list[Rule]] = []
    for size, gap in (((length, 1), (3, 1)), ((1, length), (1, 3))):
        closed = cv2.morphologyEx(dark, cv2.MORPH_CLOSE, cv2.getStructuringElement(cv2.MORPH_RECT, gap))
        lines = cv2.morphologyEx(closed, cv2.MORPH_OPEN, cv2.getStructuringElement(cv2.MORPH_RECT, size))
        rules = []
        for left, top, wide, tall in _places(lines):
            if min(wide, tall) > 4.5 * scale:
                continue  # a dark area
            if size[0] > 1:
                rules.append(Rule((high - top - tall / 2) / scale, left / scale, (left + wide) / scale))
            else:
                rules.append(Rule((left + wide / 2) / scale, (high - top - tall) / scale, (high - top) / scale))
        found.append(rules)
    return found[0], found[1]


def _places(lines: _Array) -> list[tuple[int, int, int, int]]:
    """Return where the areas of ink are, in pixels: left, top, width, height. The first one is the paper."""
    stats: _Array = import_module("cv2").connectedComponentsWithStats(lines)[2]
    return [(left, top, wide, tall) for left, top, wide, tall, _ in stats[1:].tolist()]


def _recognised(
    image: _Array, boxes: Sequence[_Corners], tables: Sequence[Grid], scale: float, high: int
) -> list[_Found]:
    places: list[tuple[int, int, int, int]] = []
    cells = 0
    dark = _dark(image)
    for grid in tables:
        for area in grid.areas:
            left, bottom, right, top = grid.area_box(area)
            cell = int(left * scale), int(high - top * scale), int(right * scale), int(high - bottom * scale)
            places += _lines_in(dark, cell, scale)
    cells = len(places)
    for box in boxes:
        left, top, right, bottom = _around(box)
        x, y = (left + right) / 2 / scale, (high - (top + bottom) / 2) / scale
        if not any(grid.at(x, y) is not None for grid in tables):
            places.append((left, top, right, bottom))
    crops = [image[top:bottom, left:right] for left, top, right, bottom in places]
    found = []
    for number, (place, (text, score)) in enumerate(zip(places, _read(crops), strict=True)):
        text = text.strip()
        if number < cells and text and _FIGURES.issuperset(text) and not text.isdigit():
            mended = text.translate(_LOOKALIKES)
            text, score = mended, score if mended == text else min(score, 0.8)
        if text:
            found.append(_Found(*place, _NARROW_MARK.sub(_full, text), score))
    return found


def _full(mark: re.Match[str]) -> str:
    return chr(ord(mark[0]) + 0xFEE0)


def _lines_in(dark: _Array, cell: tuple[int, int, int, int], scale: float) -> list[tuple[int, int, int, int]]:
    """Return the places of the lines of text in a cell: runs of pixel rows with ink, trimmed left and right."""
    inset = max(2, round(1.6 * scale))
    left, top, right, bottom = cell[0] + inset, cell[1] + inset, cell[2] - inset, cell[3] - inset
    if right - left < 4 or bottom - top < 4:
        return []
    ink = dark[top:bottom, left:right] > 0
    runs: list[list[int]] = []
    for at, filled in enumerate(ink.any(axis=1).tolist()):
        if filled and runs and at == runs[-1][1] + 1:
            runs[-1][1] = at
        elif filled:
            runs.append([at, at])
    columns = _filled(ink)
    wide = columns[-1] - columns[0] + 1 if columns else 0
    # Parts of one character (二, 三) stand nearer than two lines; in a narrow cell characters stand above each other.
    stacked = wide < _WIDEST_STACK * scale and len(runs) > 1 and runs[-1][1] - runs[0][0] > 1.8 * wide
    runs = _joined(runs, round(2.2 * scale), round(1.15 * wide) if stacked else bottom - top)
    places = []
    for first, last in runs:
        columns = _filled(ink[first : last + 1])
        if last - first < 2.5 * scale and columns[-1] - columns[0] < 2.5 * scale:
            continue  # a speck
        pad = round(1.5 * scale)
        places.append((
            max(cell[0] + 1, left + columns[0] - pad), max(cell[1] + 1, top + first - pad),
            min(cell[2] - 1, left + columns[-1] + pad), min(cell[3] - 1, top + last + pad),
        ))  # fmt: skip
    return places


def _filled(ink: _Array) -> list[int]:
    """Return the columns of pixels with ink."""
    found: list[int] = ink.any(axis=0).nonzero()[0].tolist()
    return found


def _joined(runs: list[list[int]], nearest: int, highest: int) -> list[list[int]]:
    """Join runs of pixel rows that are near, as long as together they are no higher than a line may be."""
    found: list[list[int]] = []
    for first, last in runs:
        if found and first - found[-1][1] <= nearest and last - found[-1][0] <= highest:
            found[-1][1] = last
        else:
            found.append([first, last])
    return found


def _glyphs(line: _Found, usual: int, scale: float, high: int) -> list[Glyph]:
    """Spread a line's characters over its width. `usual` is the height of running text, to which lines are evened out."""
    tall = line.bottom - line.top
    if abs(tall - usual) < 0.3 * usual:
        tall = usual
    left, right = line.left / scale, line.right / scale
    bottom, size = (high - line.bottom) / scale, 0.8 * tall / scale
    # Half of a mark is blank, which the place of the ink leaves out.
    if line.text[0] in _OPENING:
        left -= size / 2
    if line.text[-1] in _CLOSING:
        right += size / 2
    widths = [1.0 if is_wide(char) else 0.5 for char in line.text]
    unit = (right - left) / sum(widths)
    found, x = [], left
    for char, wide in zip(line.text, widths, strict=True):
        found.append(Glyph(x, bottom + 0.15 * size, x + wide * unit, size, char))
        x += wide * unit
    return found
