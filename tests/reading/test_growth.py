"""Eight times the input takes a reader about eight times the work, whatever the input is made of."""

from __future__ import annotations

import base64
import zipfile
from collections.abc import Callable
from contextlib import suppress

import pytest

from auditor.engine.audit import read_options
from auditor.plugins.load import load_catalogue
from auditor.reading.docx.read import read as read_docx
from auditor.reading.html.read import read as read_html
from auditor.reading.kinds import foreign, kind
from auditor.reading.limits import Limits
from auditor.reading.pdf import read as pdf_reader
from auditor.reading.pdf.read import read as read_pdf
from auditor.reading.reader import ReadOptions, ReadText, UnreadableError
from auditor.reading.rtf import closed, with_marks
from auditor.reading.text.markdown import read as read_markdown
from auditor.reading.text.plain import read as read_text
from tests.reading.docx.made import packed, part
from tests.reading.growing import grows_too_fast
from tests.reading.pdf.writing import Sheet, pdf

FREE = Limits(
    megabytes=1000, unpacked_megabytes=1000, ratio=1e9, members=10**7, depth=240, cells=10**8, pages=10**5, shapes=10**8,
    characters=10**9, lines=10**9,
)  # fmt: skip
OPTIONS = ReadOptions(read_options(load_catalogue().forms).cues, FREE)
Reader = Callable[[bytes, ReadOptions], ReadText]
Input = Callable[[int], bytes]


def page(body: str) -> bytes:
    return f"<html><body>{body}</body></html>".encode()


HTML: dict[str, tuple[int, Input]] = {
    "blanks": (4_000, lambda n: page("<p>一" + " " * n + "二</p>")),
    "blanks and line ends": (4_000, lambda n: page("<p>a" + " \n" * n + "b</p>")),
    "tabs": (4_000, lambda n: page("<p>一" + "\t" * n + "\n二</p>")),
    "no-break spaces": (4_000, lambda n: page("<p>" + "&nbsp;" * n + "二</p>")),
    "blanks in a cell": (4_000, lambda n: page("<table><tr><td>一" + " " * n + "\nb</td><td>1</td></tr></table>")),
    "one line": (30_000, lambda n: page("<p>" + "信息公开" * n + "</p>")),
    "lines": (1_000, lambda n: page("<p>信息公开</p>" * n)),
    "links": (1_000, lambda n: page("<li><a href=a>栏目</a></li>" * n)),
    "links in a line": (1_000, lambda n: page("<p>" + "<a href=a>栏目</a>" * n + "</p>")),
    "line breaks": (1_000, lambda n: page("<p>" + "一<br>" * n + "</p>")),
    "titles": (500, lambda n: page("<p>一、总体情况</p><p>二、主动公开政府信息情况</p>" * n)),
    "dates": (1_000, lambda n: page("<p>发布日期：2024-01-15 来源：县政府办</p>" * n)),
    "reports": (30, lambda n: page(("<p>某县2023年政府信息公开工作年度报告</p>" + "".join(f"<p>{o}、{t}</p><p>内容</p>" for o, t in zip("一二三四五六", ("总体情况", "主动公开政府信息情况", "收到和处理政府信息公开申请情况", "政府信息公开行政复议、行政诉讼情况", "存在的主要问题及改进情况", "其他需要报告的事项"), strict=True))) * n)),
    "attributes": (1_000, lambda n: page("<p " + " ".join(f"a{i}='1'" for i in range(n)) + ">一</p>")),
    "a long style": (4_000, lambda n: page("<p style='" + "display:" * n + "'>一</p>")),
    "styled": (1_000, lambda n: page("<span style='display:block'>一</span>" * n)),
    "spans": (1_000, lambda n: page("<p>" + "<span>一</span>" * n + "</p>")),
    "unclosed spans": (1_000, lambda n: page("<p><span>一</p>" * n)),
    "nested lists": (300, lambda n: page(("<ol><li>一" * 20 + "</li></ol>" * 20) * (n // 20))),
    "numbered": (1_000, lambda n: page("<ol>" + "<li>一</li>" * n + "</ol>")),
    "tables": (200, lambda n: page("<table><tr><td>甲</td><td>1</td></tr></table>" * n)),
    "tables in a table": (200, lambda n: page("<table><tr><td>" + "<table><tr><td>甲</td><td>1</td></tr></table>" * n + "</td></tr></table>")),
    "tables in tables": (10, lambda n: page(("<table><tr><td>" * 12 + "1" + "</td></tr></table>" * 12) * n)),
    "rows": (500, lambda n: page("<table>" + "<tr><td>甲</td><td>1</td></tr>" * n + "</table>")),
    "columns": (500, lambda n: page("<table><tr>" + "<td>1</td>" * n + "</tr></table>")),
    "rows spanned": (100, lambda n: page("<table>" + "<tr><td rowspan=50>1</td><td colspan=9>2</td></tr>" * n + "</table>")),
    "one cell spanning rows": (200, lambda n: page(f"<table><tr><td rowspan={n}>1</td><td>1</td></tr>" + "<tr><td>1</td></tr>" * n + "</table>")),
    "text between cells": (500, lambda n: page("<table>" + "一<tr><td>1</td><td>2</td></tr>" * n + "</table>")),
    "comments": (1_000, lambda n: page("<p>一</p><!-- a -->" * n)),
    "scripts": (1_000, lambda n: page("<p>一</p><script>1</script>" * n)),
    "open tags": (2_000, lambda n: page("<" * n)),
    "ends": (1_000, lambda n: page("<p>一</p></body></html>" * n)),
    "charsets": (1_000, lambda n: b"<meta " * n + page("<p>一</p>")),
    "entities": (2_000, lambda n: page("<p>" + "&#19968;" * n + "</p>")),
    "preformatted": (1_000, lambda n: page("<pre>" + "一\n" * n + "</pre>")),
    "pictures": (1_000, lambda n: page("<img src=a>" * n)),
    "frames": (1_000, lambda n: page("<iframe src=a></iframe>" * n)),
    "deep": (20, lambda n: page(("<div>" * 100 + "一" + "</div>" * 100) * n)),
    "header lines": (1_000, lambda n: b"X-A: b\r\n" * n + b"MIME-Version: 1.0\r\nContent-Type: text/html\r\n\r\n<p>1</p>"),
    "parts": (50, lambda n: b'MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary="b"\r\n\r\n' + b"".join(b"--b\r\nContent-Type: text/html\r\nContent-Transfer-Encoding: base64\r\n\r\n" + base64.encodebytes(b"<p>1</p>" * 50) + b"\r\n" for _ in range(n)) + b"--b--\r\n"),
}  # fmt: skip


def document(body: str) -> bytes:
    return packed({"word/document.xml": part("document", f"<w:body>{body}</w:body>")}, zipfile.ZIP_STORED)


def run(text: str) -> str:
    return f"<w:r><w:t>{text}</w:t></w:r>"


DOCX: dict[str, tuple[int, Input]] = {
    "runs": (1_000, lambda n: document(f"<w:p>{run('一') * n}</w:p>")),
    "paragraphs": (500, lambda n: document(f"<w:p>{run('一')}</w:p>" * n)),
    "one text": (30_000, lambda n: document(f"<w:p>{run('信息公开' * n)}</w:p>")),
    "blanks": (10_000, lambda n: document(f"<w:p>{run('一' + ' ' * n + '二')}</w:p>")),
    "tabs": (1_000, lambda n: document("<w:p>" + "<w:r><w:tab/></w:r>" * n + "</w:p>")),
    "breaks": (1_000, lambda n: document("<w:p>" + "<w:r><w:t>一</w:t><w:br/></w:r>" * n + "</w:p>")),
    "numbered": (500, lambda n: document(f"<w:p><w:pPr><w:numPr><w:ilvl w:val='0'/><w:numId w:val='1'/></w:numPr></w:pPr>{run('一')}</w:p>" * n)),
    "rows": (200, lambda n: document("<w:tbl>" + f"<w:tr><w:tc><w:p>{run('甲')}</w:p></w:tc><w:tc><w:p>{run('1')}</w:p></w:tc></w:tr>" * n + "</w:tbl>")),
    "columns": (200, lambda n: document("<w:tbl><w:tr>" + f"<w:tc><w:p>{run('1')}</w:p></w:tc>" * n + "</w:tr></w:tbl>")),
    "merged rows": (100, lambda n: document("<w:tbl>" + f"<w:tr><w:tc><w:tcPr><w:vMerge/></w:tcPr><w:p/></w:tc><w:tc><w:p>{run('1')}</w:p></w:tc></w:tr>" * n + "</w:tbl>")),
    "tables": (100, lambda n: document(f"<w:tbl><w:tr><w:tc><w:p>{run('1')}</w:p></w:tc></w:tr></w:tbl><w:p/>" * n)),
    "tables in a cell": (100, lambda n: document("<w:tbl><w:tr><w:tc>" + f"<w:tbl><w:tr><w:tc><w:p>{run('1')}</w:p></w:tc></w:tr></w:tbl>" * n + "<w:p/></w:tc></w:tr></w:tbl>")),
    "controls": (500, lambda n: document(f"<w:sdt><w:sdtContent><w:p>{run('一')}</w:p></w:sdtContent></w:sdt>" * n)),
    "fields": (500, lambda n: document("<w:p>" + "<w:r><w:fldChar w:fldCharType='begin'/></w:r>" * n + run("一") + "</w:p>")),
    "deleted": (500, lambda n: document(f"<w:p><w:pPr><w:rPr><w:del/></w:rPr></w:pPr>{run('一')}</w:p>" * n)),
    "bookmarks": (1_000, lambda n: document("<w:p>" + "<w:bookmarkStart/>" * n + run("一") + "</w:p>")),
    "members": (300, lambda n: packed({"word/document.xml": part("document", f"<w:body><w:p>{run('一')}</w:p></w:body>"), **{f"x/{i}": "" for i in range(n)}})),
}  # fmt: skip

LONG = "全年通过网站公布各类文件和工作动态并且及时答复了群众提出的各项咨询"


def sheets(n: int, make: Callable[[Sheet], object]) -> bytes:
    found = []
    for _ in range(n):
        sheet = Sheet()
        make(sheet)
        found.append(sheet)
    return pdf(*found)


def written(n: int, paint: Callable[[Sheet, int], object]) -> bytes:
    sheet = Sheet().text(60, 820, LONG)
    for number in range(n):
        paint(sheet, number)
    return pdf(sheet)


PDF: dict[str, tuple[int, Input]] = {
    "pages": (20, lambda n: sheets(n, lambda sheet: sheet.text(60, 700, LONG))),
    "pages with tables": (5, lambda n: sheets(n, lambda sheet: sheet.table((60, 160, 240), (800, 400, 30), (("名称", "1"), ("甲", "2"))))),
    "characters": (120, lambda n: written(n, lambda sheet, k: sheet.text(60, 800 - k * 750 / n, LONG))),
    "characters in one place": (60, lambda n: written(n, lambda sheet, _: sheet.text(60, 700, LONG))),
    "characters in one line": (60, lambda n: written(n, lambda sheet, k: sheet.text(60 + k * 400 / n, 700, LONG, 2))),
    "figures": (800, lambda n: written(n, lambda sheet, k: sheet.text(60 + k % 20 * 25, 800 - k // 20 * 700 / (n // 20 + 1), str(k % 10), 2))),
    "lines across": (800, lambda n: written(n, lambda sheet, k: sheet.line(60, 30 + k * 700 / n, 500, 30 + k * 700 / n))),
    "short lines": (800, lambda n: written(n, lambda sheet, k: sheet.line(60 + k % 40 * 10, 30 + k * 700 / n, 65 + k % 40 * 10, 30 + k * 700 / n))),
    "dashes": (800, lambda n: written(n, lambda sheet, k: sheet.line(60 + k * 400 / n, 300, 60.5 + k * 400 / n, 300))),
    "boxes": (400, lambda n: written(n, lambda sheet, k: sheet.content.append(f"{60 + k % 20 * 20} {30 + k // 20 * 700 / (n // 20 + 1)} 15 8 re S"))),
    "fills": (800, lambda n: written(n, lambda sheet, k: sheet.fill(60 + k % 20 * 20, 30 + k * 700 / n, 15, 8, 0.5))),
    "white text on fills": (30, lambda n: written(n, lambda sheet, k: sheet.fill(60, 30 + k * 700 / n, 400, 8, 0.2).text(60, 32 + k * 700 / n, LONG, 6, before="1 g"))),
    "slanted": (40, lambda n: written(n, lambda sheet, k: sheet.text(60, 800 - k * 750 / n, LONG, before="0.9 0.3 -0.3 0.9 0 0 cm"))),
    "pictures": (400, lambda n: written(n, lambda sheet, k: sheet.image(60, 30 + k * 700 / n, 100, 5))),
    "notes": (30, lambda n: pdf(Sheet(annotations=[f"<< /Type /Annot /Subtype /Text /Rect [{k % 500} 10 20 20] /Contents (a) >>" for k in range(n)]).text(60, 700, LONG))),
}  # fmt: skip

PLAIN: dict[str, tuple[int, Input]] = {
    "one line": (30_000, lambda n: ("信息公开" * n).encode()),
    "lines": (3_000, lambda n: ("信息公开工作\n" * n).encode()),
    "blanks": (10_000, lambda n: ("一" + " " * n + "\t二\n").encode()),
    "blank lines": (3_000, lambda n: ("一\n" + "\n" * n + "\t二\n").encode()),
    "lone tabs": (1_000, lambda n: ("一\n\n\t\n\n" * n).encode()),
    "cells": (1_000, lambda n: ("\t一\n" * n).encode()),
    "rows": (1_000, lambda n: ("\t一\n\t1\n\n" * n).encode()),
    "separated": (1_000, lambda n: ("一\t1\t2\n" * n).encode()),
    "wide rows": (1_000, lambda n: ("一\t" * n + "\n" + "1\t" * n + "\n").encode()),
    "bars": (500, lambda n: ("| 一 | 1 |\n" * n).encode()),
    "bars in a line": (1_000, lambda n: ("| 一 " * n + "|\n").encode()),
    "lone bars": (1_000, lambda n: ("一|二\n\n\n\n" * n).encode()),
    "grid": (200, lambda n: ("+---+---+\n| 一 | 1 |\n" * n + "+---+---+\n").encode()),
    "open grids": (300, lambda n: ("+---+---+\n一\n" * n).encode()),
    "gbk": (3_000, lambda n: ("信息公开工作\n" * n).encode("gb18030")),
    "utf-16": (3_000, lambda n: ("信息公开工作\n" * n).encode("utf-16-le")),
    "bytes": (3_000, lambda n: b"\x81\xff\x00" * n),
    "returns": (3_000, lambda n: ("信息公开\r\n" * n).encode()),
    "spaces": (1_000, lambda n: (("　" * 30) + "\n") .encode() * n),
    "headings": (1_000, lambda n: ("## 一、总体情况 ##\n" * n).encode()),
    "hashes": (3_000, lambda n: ("# a" + " #" * n + " b\n").encode()),
    "marks": (3_000, lambda n: ("*" * n + "一" + "_" * n + "\n").encode()),
    "emphasis": (1_000, lambda n: ("**一** _二_ " * n + "\n").encode()),
    "open emphasis": (1_000, lambda n: ("**一 [二](" * n + "\n").encode()),
    "quotes": (1_000, lambda n: ("> " * n + "一\n").encode()),
    "comments": (1_000, lambda n: ("<!-- 一 " * n + "\n").encode()),
    "fences": (500, lambda n: ("```\n一\n" * n).encode()),
    "rules": (1_000, lambda n: ("- " * n + "\n" + "-" * n + "\n").encode()),
    "html tables": (200, lambda n: ("<table><tr><td>一</td><td>1</td></tr></table>\n" * n).encode()),
    "open html tables": (200, lambda n: ("<table>\n" * n).encode()),
    "ruled columns": (300, lambda n: ("---- ----\n一   1\n\n" * n).encode()),
}  # fmt: skip


@pytest.mark.parametrize("what", HTML)
def test_pages(what: str) -> None:
    assert too_fast(read_html, *HTML[what]) == ""


@pytest.mark.parametrize("what", DOCX)
def test_documents(what: str) -> None:
    assert too_fast(read_docx, *DOCX[what]) == ""


@pytest.mark.parametrize("what", PDF)
def test_pdf_files(what: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pdf_reader, "is_installed", lambda: False)
    assert too_fast(read_pdf, *PDF[what]) == ""


@pytest.mark.parametrize("what", PLAIN)
@pytest.mark.parametrize("reader", [read_text, read_markdown], ids=["text", "markdown"])
def test_texts(what: str, reader: Reader) -> None:
    assert too_fast(reader, *PLAIN[what]) == ""


@pytest.mark.parametrize(
    "piece", ["{", "{a}", "\\\\", "\\'", "{\\leveltext \\'02", "{\\listtext\\pard\\plain 1", "\\u12289\\'3f", " "]
)
def test_rtf(piece: str) -> None:
    def work(times: int) -> Callable[[], object]:
        data = b"{\\rtf1{\\*\\generator LibreOffice}" + piece.encode() * times
        return lambda: (closed(data), with_marks(data))

    assert grows_too_fast(work, 3_000) == ""


@pytest.mark.parametrize("piece", ["\n", "<!-- ", "<!---->", "X-A: b\n ", "From: a\n", "<?xml ", "PK\x03\x04", " "])
@pytest.mark.parametrize("start", ["", "PK\x03\x04", "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"])
def test_what_a_file_is(piece: str, start: str) -> None:
    def work(times: int) -> Callable[[], object]:
        data = (start + piece * times).encode("latin-1")
        return lambda: (kind(".x", data), foreign(data))

    assert grows_too_fast(work, 3_000) == ""


def too_fast(reader: Reader, size: int, data: Input) -> str:
    def work(times: int) -> Callable[[], object]:
        made = data(times)

        def body() -> None:
            with suppress(UnreadableError):
                reader(made, OPTIONS)

        return body

    return grows_too_fast(work, size)
