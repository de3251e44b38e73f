"""A report as a government's site shows it: the same text, in pages as different content systems write them."""

from __future__ import annotations

import email.policy
from collections.abc import Callable, Iterator
from email.message import EmailMessage
from html import escape
from random import Random
from typing import NamedTuple

from samples.make.grid import Cell, Grid, Line, blocks

# A table of more rows may run over a page.
_LONG = 10

Style = Callable[["_Draft"], str]


class _Draft(NamedTuple):
    rng: Random
    title: list[str]
    pieces: list[Line | Grid]
    published: str
    charset: str


def html_page(text: str, seed: int, *, charset: str = "utf-8", published: str = "") -> str:
    """A report text as a page, in a style drawn by the seed. `published` is the date that the page shows (2024-01-20)."""
    rng = Random(f"page {seed}")
    pieces = blocks(text)
    title: list[str] = []
    while pieces and isinstance(pieces[0], Line) and len(title) < 4 and len(pieces[0].text) <= 60:
        # A page has the title apart where it is one: the lines up to the one that ends in 报告 or 年报.
        title.append(pieces[0].text)
        pieces = pieces[1:]
        if title[-1].rstrip("》 \u3000\u00a0").endswith(("报告", "年报")):
            break
    else:
        pieces, title = [*map(Line, title), *pieces], []
    return STYLES[seed % len(STYLES)](_Draft(rng, title, pieces, published, charset))


def mhtml(page: str, *, charset: str = "utf-8") -> bytes:
    """A page as browsers save it with its pictures in one file."""
    whole = EmailMessage(policy=email.policy.SMTP)
    whole["From"] = "<Saved by a browser>"
    whole["MIME-Version"] = "1.0"
    whole.make_related()
    whole.add_related(
        page.encode(charset, "xmlcharrefreplace"), "text", "html", cte="quoted-printable", cid="<frame@mhtml.blink>"
    )
    part = next(whole.iter_parts())
    part.set_param("charset", charset)
    whole.add_related(b"\x89PNG\r\n\x1a\n", "image", "png", cte="base64")
    return whole.as_bytes()


def _plain(draft: _Draft) -> str:
    """A clean content system: a heading, a line of metadata, one element with the report."""
    body = "\n".join(_p(line.text) if isinstance(line, Line) else _table(line) for line in draft.pieces)
    top = f"<h1>{'<br>'.join(map(escape, draft.title))}</h1>\n{_line_of_metadata(draft)}" if draft.title else ""
    return _site(draft, f'{top}<div class="article-content" id="zoom">\n{body}\n</div>')


def _pasted(draft: _Draft) -> str:
    """Pasted from a word processor: nested spans, styles, wrapped source, o:p, the title inside."""
    lines = [_word_p(draft.rng, text, "center") for text in draft.title]
    for piece in draft.pieces:
        lines.append(_word_p(draft.rng, piece.text) if isinstance(piece, Line) else _word_table(draft.rng, piece))
    cut = len(lines) // 2
    sections = f'<div class="WordSection1">{"".join(lines[:cut])}</div>\n<div class="WordSection2">{"".join(lines[cut:])}</div>'
    return _site(
        draft,
        f'{_table_of_metadata(draft)}<div class="TRS_Editor"><style>p.MsoNormal{{margin:0}}</style>'
        f"<!--[if gte mso 9]><xml><w:WordDocument/></xml><![endif]-->{sections}</div>",
    )


def _laid_out(draft: _Draft) -> str:
    """An old site: everything in tables, attributes without quotes, upper case."""
    body = "".join(
        f"<P>&nbsp;&nbsp;&nbsp; {escape(piece.text)}</P>\n" if isinstance(piece, Line) else _table(piece, upper=True)
        for piece in draft.pieces
    )
    title = "<BR>".join(map(escape, draft.title))
    return _site(
        draft,
        "<TABLE width=980 border=0 align=center><TR><TD width=200 valign=top>"
        "<TABLE><TR><TD><A href=a.htm>信息公开指南</A></TD></TR><TR><TD><A href=b.htm>信息公开年报</A></TD></TR></TABLE></TD>"
        f"<TD><TABLE width=760><TR><TD class=title align=center><B>{title}</B></TD></TR>"
        f"<TR><TD>发布时间：{draft.published or ' '}&nbsp;&nbsp;来源：本站&nbsp;&nbsp;点击数：<SCRIPT>hits(3)</SCRIPT></TD></TR>"
        f"<TR><TD class=content>{body}</TD></TR></TABLE></TD></TR></TABLE>",
    )


def _split(draft: _Draft) -> str:
    """Long tables cut into several, as where they ran over a page; sections in elements of their own."""
    parts = []
    for piece in draft.pieces:
        if isinstance(piece, Line):
            parts.append(f"<section><p><strong>{escape(piece.text)}</strong></p></section>")
        else:
            parts += [_table(grid) for grid in _cut(piece)]
    title = "".join(f'<p style="text-align:center">{escape(text)}</p>' for text in draft.title)
    return _site(draft, f'{_table_of_metadata(draft)}<div class="bt_content"><div>{title}{"".join(parts)}</div></div>')


def _breaks(draft: _Draft) -> str:
    """Text and tables in one element, paragraphs apart by line breaks alone."""
    body = "".join(
        f"　　{escape(piece.text)}<br/>\n" if isinstance(piece, Line) else _table(piece) for piece in draft.pieces
    )
    title = "<br>".join(map(escape, draft.title))
    return _site(
        draft, f'<div id="title">{title}</div>{_line_of_metadata(draft)}<div id="UCAP-CONTENT"><p>{body}</p></div>'
    )


def _twice(draft: _Draft) -> str:
    """The same text for wide and for narrow screens; the narrow one is hidden."""
    body = "".join(_p(piece.text) if isinstance(piece, Line) else _table(piece) for piece in draft.pieces)
    title = "".join(f"<h2>{escape(text)}</h2>" for text in draft.title)
    return _site(
        draft,
        f'<div class="pc"><div class="wz">{title}{_line_of_metadata(draft)}<div class="con">{body}</div></div></div>'
        f'<div class="mobile" style="display: none"><div class="con">{title}{body}</div></div>',
    )


STYLES: tuple[Style, ...] = (_plain, _pasted, _laid_out, _split, _breaks, _twice)
"""How the pages are made; a seed takes the one at its remainder."""


def _site(draft: _Draft, content: str) -> str:
    """The page round the report: navigation, related links with other reports' titles, a footer."""
    first = next((piece.text for piece in draft.pieces if isinstance(piece, Line)), "")
    title = "".join(draft.title) or first
    meta = f'<meta name="PubDate" content="{draft.published} 09:30">' if draft.published else ""
    return f"""<!DOCTYPE html>
<html><head><meta http-equiv="Content-Type" content="text/html; charset={draft.charset}">
<title>{escape(title)}_缃阳市人民政府</title>{meta}
<script>var site = "<p>一、总体情况</p>";</script><style>.nav {{ display: block }}</style></head>
<body><div class="header"><a href="/"><img src="logo.png" alt="缃阳市人民政府"></a>
<ul class="nav"><li><a href="/">首页</a></li><li><a href="/zfxxgk/">政府信息公开</a></li><li><a href="/gk/">概况</a></li></ul>
<form action="/s"><input type="text" name="q" value="请输入关键字"><input type="submit" value="搜索"></form></div>
<div class="crumbs">当前位置：<a href="/">首页</a> &gt; <a href="/zfxxgk/">政府信息公开</a> &gt; 政府信息公开年报</div>
<div class="main">
{content}
<div class="share">【字体：<a href="#">大</a> <a href="#">中</a> <a href="#">小</a>】 【打印本页】 【关闭窗口】</div>
<div class="related"><h3>相关信息</h3><ul>
<li><a href="1.html">缃阳市财政局2018年政府信息公开工作年度报告</a><span>2019-01-22</span></li>
<li><a href="2.html">缃阳市水利局2017年政府信息公开工作年度报告</a><span>2018-01-19</span></li></ul></div></div>
<div class="footer"><p>主办单位：缃阳市人民政府办公室　ICP备案：缃ICP备00000001号</p><p>联系电话：0000-0000000</p></div>
</body></html>
"""


def _line_of_metadata(draft: _Draft) -> str:
    shown = f"<span>发布日期：{draft.published}</span>\n" if draft.published else ""
    return f'<div class="info">{shown}<span>信息来源：缃阳市人民政府办公室</span>\n<span>浏览次数：<b>12</b>次</span></div>\n'


def _table_of_metadata(draft: _Draft) -> str:
    title = escape("".join(draft.title))
    return (
        '<table class="xxgk"><tr><td>索 引 号：</td><td>000014349/2024-00012</td><td>公开日期：</td>'
        f"<td>{draft.published}</td></tr><tr><td>名　　称：</td><td colspan=3>{title}</td></tr></table>\n"
    )


def _p(text: str) -> str:
    return f"<p>{escape(text)}</p>"


def _table(grid: Grid, *, upper: bool = False) -> str:
    rows = "\n".join(f"<tr>{''.join(map(_td, row))}</tr>" for row in grid.rows)
    table = f'<table border="1" cellspacing="0"><tbody>\n{rows}\n</tbody></table>\n'
    if not upper:
        return table
    for tag in ("table", "tbody", "tr", "td"):
        table = table.replace(f"<{tag}", f"<{tag.upper()}").replace(f"</{tag}>", f"</{tag.upper()}>")
    return table.replace("</TD>", "").replace("</TR>", "")


def _spans(cell: Cell) -> str:
    columns = f' colspan="{cell.columns}"' if cell.columns > 1 else ""
    return columns + (f' rowspan="{cell.rows}"' if cell.rows > 1 else "")


def _td(cell: Cell) -> str:
    return f"<td{_spans(cell)}>{'<br/>'.join(map(escape, cell.text.split(chr(10)))) or '&nbsp;'}</td>"


def _word_p(rng: Random, text: str, align: str = "left") -> str:
    return (
        f'<p class="MsoNormal" align="{align}" style="text-indent:32.0pt;\nmso-char-indent-count:2.0;line-height:28.0pt">'
        f"{_runs(rng, text)}<o:p></o:p></p>\n"
    )


def _runs(rng: Random, text: str) -> str:
    """A text in several spans, cut anywhere, its source wrapped between Chinese characters."""
    parts = []
    while text:
        length = rng.choice((3, 8, 20, 60))
        part, text = text[:length], text[length:]
        shown = escape(part).replace("\u00a0", "&nbsp;")
        if len(part) > 10 and all("\u4e00" <= char <= "\u9fff" for char in part[4:6]):
            shown = escape(part[:5]) + "\n" + escape(part[5:]).replace("\u00a0", "&nbsp;")
        lang = "" if rng.random() < 0.5 else ' lang="EN-US"'
        parts.append(f'<span{lang} style="font-size:16.0pt;font-family:仿宋_GB2312">{shown}</span>')
    return "".join(parts)


def _word_table(rng: Random, grid: Grid) -> str:
    rows = []
    for row in grid.rows:
        cells = "".join(
            f'<td width="60"{_spans(cell)} style="width:45.0pt;border:solid windowtext 1.0pt;padding:0cm 5.4pt">\n'
            + "".join(
                f'  <p class="MsoNormal" align="center" style="margin:0cm">{_runs(rng, text) or "&nbsp;"}<o:p></o:p></p>\n'
                for text in cell.text.split("\n")
            )
            + "  </td>\n"
            for cell in row
        )
        rows.append(f'<tr style="height:20.0pt">\n{cells}</tr>\n')
    return f'<table class="MsoNormalTable" border="1" style="border-collapse:collapse">\n{"".join(rows)}</table>\n'


def _cut(grid: Grid) -> Iterator[Grid]:
    """A long table in two, at a row that nothing reaches over."""
    covered = 0
    if len(grid.rows) <= _LONG:
        yield grid
        return
    middle = len(grid.rows) // 2
    for number, row in enumerate(grid.rows):
        if number >= middle and not covered:
            yield Grid(grid.rows[:number])
            yield Grid(grid.rows[number:])
            return
        covered = max([covered, *(cell.rows for cell in row)]) - 1
    yield grid
