"""Writes small PDF files by hand, so that a test says exactly what is painted where."""

from __future__ import annotations

import hashlib
import zlib
from collections.abc import Sequence
from dataclasses import dataclass, field

_PADDING = bytes.fromhex("28BF4E5E4E758A4164004E56FFFA01082E2E00B6D0683E802F0CA9FE6453697A")


@dataclass
class Sheet:
    """A page under construction: operators are appended as they are called."""

    width: float = 595
    height: float = 842
    rotate: int = 0
    content: list[str] = field(default_factory=list)
    annotations: list[str] = field(default_factory=list)
    form: str = ""
    picture: bytes = b""
    """Grey pixels, one byte each, `picture_size` wide and high."""
    picture_size: tuple[int, int] = (0, 0)

    def text(self, x: float, y: float, text: str, size: float = 12, *, mode: int = 0, before: str = "") -> Sheet:
        """Paint a text: `before` are operators for it alone."""
        shown = text.encode("utf-16-be").hex()
        self.content.append(f"q {before} BT /F {size} Tf {mode} Tr 1 0 0 1 {x} {y} Tm <{shown}> Tj ET Q")
        return self

    def line(self, x0: float, y0: float, x1: float, y1: float, width: float = 0.5) -> Sheet:
        self.content.append(f"{width} w {x0} {y0} m {x1} {y1} l S")
        return self

    def fill(self, x: float, y: float, width: float, height: float, grey: float = 0) -> Sheet:
        self.content.append(f"q {grey} g {x} {y} {width} {height} re f Q")
        return self

    def image(self, x: float, y: float, width: float, height: float) -> Sheet:
        self.content.append(f"q {width} 0 0 {height} {x} {y} cm /I Do Q")
        return self

    def table(self, xs: Sequence[float], ys: Sequence[float], rows: Sequence[Sequence[str]], size: float = 10) -> Sheet:
        """Rule a full grid and write a text into each of its cells; LF goes to the cell's next line."""
        for y in ys:
            self.line(xs[0], y, xs[-1], y)
        for x in xs:
            self.line(x, ys[0], x, ys[-1])
        return self.cells(xs, ys, rows, size)

    def cells(self, xs: Sequence[float], ys: Sequence[float], rows: Sequence[Sequence[str]], size: float = 10) -> Sheet:
        for row, y in zip(rows, ys, strict=False):
            for text, x in zip(row, xs, strict=False):
                for number, line in enumerate(text.split("\n")):
                    if line:
                        self.text(x + 4, y - 4 - size * (1 + 1.3 * number), line, size)
        return self


def pdf(*sheets: Sheet, password: str | None = None, fields: bool = False) -> bytes:
    """Return sheets as a PDF. With a password it is encrypted, with "" so that anybody can open it."""
    objects: dict[int, tuple[str, bytes | None]] = {}
    kids = []
    font = (
        "<< /Type /Font /Subtype /Type0 /BaseFont /STSong-Light /Encoding /UniGB-UCS2-H /DescendantFonts [ << /Type"
        " /Font /Subtype /CIDFontType0 /BaseFont /STSong-Light /CIDSystemInfo << /Registry (Adobe) /Ordering (GB1)"
        " /Supplement 2 >> /DW 1000 /W [1 95 500] /FontDescriptor << /Type /FontDescriptor /FontName /STSong-Light"
        " /Flags 6 /FontBBox [-25 -254 1000 880] /ItalicAngle 0 /Ascent 880 /Descent -120 /CapHeight 880 /StemV 93 >>"
        " >> ] >>"
    )
    objects[3] = (font, None)
    number = 10
    every: list[int] = []
    for sheet in sheets:
        page, content, form, picture = number, number + 1, number + 2, number + 3
        number += 4
        kids.append(f"{page} 0 R")
        notes = []
        for annotation in sheet.annotations:
            objects[number] = (annotation, None)
            notes.append(f"{number} 0 R")
            every.append(number)
            number += 1
        inside = "/XObject << "
        if sheet.form:
            objects[form] = (
                "<< /Type /XObject /Subtype /Form /BBox [-1000 -1000 2000 2000] /Resources << /Font << /F 3 0 R >> >>",
                sheet.form.encode(),
            )
            inside += f"/X {form} 0 R "
        if sheet.picture:
            wide, high = sheet.picture_size
            objects[picture] = (
                f"<< /Type /XObject /Subtype /Image /Width {wide} /Height {high} /ColorSpace /DeviceGray"
                " /BitsPerComponent 8 /Filter /FlateDecode",
                zlib.compress(sheet.picture),
            )
            inside += f"/I {picture} 0 R "
        objects[page] = (
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 {sheet.width} {sheet.height}] /Rotate {sheet.rotate}"
            f" /Contents {content} 0 R /Resources << /Font << /F 3 0 R >> {inside}>> >>"
            f" /Annots [{' '.join(notes)}] >>",
            None,
        )
        objects[content] = ("<<", "\n".join(sheet.content).encode())
    acro = f" /AcroForm << /Fields [{' '.join(f'{n} 0 R' for n in every)}] /DA (/F 10 Tf) >>" if fields else ""
    objects[1] = (f"<< /Type /Catalog /Pages 2 0 R{acro} >>", None)
    objects[2] = (f"<< /Type /Pages /Kids [{' '.join(kids)}] /Count {len(kids)} >>", None)
    return _file(objects, password)


def _file(objects: dict[int, tuple[str, bytes | None]], password: str | None) -> bytes:
    key = b""
    trailer = ""
    if password is not None:
        owner = _rc4(hashlib.md5(_padded("owner"), usedforsecurity=False).digest()[:5], _padded(password))
        allowed = (-44).to_bytes(4, "little", signed=True)
        key = hashlib.md5(_padded(password) + owner + allowed + b"0" * 16, usedforsecurity=False).digest()[:5]
        user = _rc4(key, _PADDING)
        objects[4] = (f"<< /Filter /Standard /V 1 /R 2 /O <{owner.hex()}> /U <{user.hex()}> /P -44 >>", None)
        trailer = f" /Encrypt 4 0 R /ID [<{(b'0' * 16).hex()}> <{(b'0' * 16).hex()}>]"
    out = bytearray(b"%PDF-1.5\n")
    places = {}
    for number, (head, stream) in sorted(objects.items()):
        places[number] = len(out)
        out += f"{number} 0 obj\n".encode()
        if stream is None:
            out += head.encode()
        else:
            if key:
                salted = key + number.to_bytes(3, "little") + b"\0\0"
                stream = _rc4(hashlib.md5(salted, usedforsecurity=False).digest()[:10], stream)
            out += f"{head} /Length {len(stream)} >>\nstream\n".encode() + stream + b"\nendstream"
        out += b"\nendobj\n"
    start = len(out)
    last = max(places)
    out += f"xref\n0 {last + 1}\n0000000000 65535 f \n".encode()
    for number in range(1, last + 1):
        used = number in places
        out += f"{places.get(number, 0):010} {0 if used else 65535:05} {'n' if used else 'f'} \n".encode()
    out += f"trailer << /Size {last + 1} /Root 1 0 R{trailer} >>\nstartxref\n{start}\n%%EOF\n".encode()
    return bytes(out)


def _padded(password: str) -> bytes:
    return (password.encode("utf-8") + _PADDING)[:32]


def _rc4(key: bytes, data: bytes) -> bytes:
    state = list(range(256))
    j = 0
    for i in range(256):
        j = (j + state[i] + key[i % len(key)]) % 256
        state[i], state[j] = state[j], state[i]
    out = bytearray()
    i = j = 0
    for byte in data:
        i = (i + 1) % 256
        j = (j + state[i]) % 256
        state[i], state[j] = state[j], state[i]
        out.append(byte ^ state[(state[i] + state[j]) % 256])
    return bytes(out)
