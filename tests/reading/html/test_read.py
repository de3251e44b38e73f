"""Web pages as government sites have them: whatever stands round the report, its text comes out the same."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from datetime import date
from html import escape

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from auditor.engine.audit import read_options
from auditor.plugins.load import load_catalogue
from auditor.reading.html.read import read
from auditor.reading.html.tree import parse
from auditor.reading.limits import Limits
from auditor.reading.reader import ReadOptions, ReadText, UnreadableError
from samples.make.as_html import STYLES, html_page
from samples.make.grid import Cell, Grid, Line, blocks

OPTIONS = read_options(load_catalogue().forms)
TITLE = "榆川县水利局2023年政府信息公开工作年度报告"
FIGURES = ["0"] * 7


def cell(text: str, columns: int = 1, rows: int = 1) -> Cell:
    return Cell(text, columns, rows)


def made_up() -> list[Line | Grid]:
    """A short report with the merged cells of the form."""
    disclosure = Grid((
        (cell("第二十条第（一）项", 4),),
        (cell("信息内容"), cell("本年制发件数"), cell("本年废止件数"), cell("现行有效件数")),
        (cell("规章"), cell("0"), cell("0"), cell("0")),
        (cell("行政规范性文件"), cell("2"), cell("1"), cell("9")),
        (cell("第二十条第（五）项", 4),),
        (cell("信息内容"), cell("本年处理决定数量", 3)),
        (cell("行政许可"), cell("31", 3)),
    ))  # fmt: skip
    requests = Grid((
        (cell("（本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和）", 3, 3), cell("申请人情况", 7)),
        (cell("自然人", 1, 2), cell("法人或其他组织", 5), cell("总计", 1, 2)),
        (cell("商业\n企业"), cell("科研\n机构"), cell("社会公益组织"), cell("法律服务机构"), cell("其他")),
        (cell("一、本年新收政府信息公开申请数量", 3), *map(cell, "3000003")),
        (cell("二、上年结转政府信息公开申请数量", 3), *map(cell, FIGURES)),
        (cell("三、本年度办理结果", 1, 4), cell("（一）予以公开", 2), *map(cell, "2000002")),
        (cell("（三）不予公开", 1, 2), cell("1.属于国家秘密"), *map(cell, "1000001")),
        (cell("2.其他法律行政法规禁止公开"), *map(cell, FIGURES)),
        (cell("（七）总计", 2), *map(cell, "3000003")),
        (cell("四、结转下年度继续办理", 3), *map(cell, FIGURES)),
    ))  # fmt: skip
    outcomes = ("结果维持", "结果纠正", "其他结果", "尚未审结", "总计")
    appeals = Grid((
        (cell("行政复议", 5), cell("行政诉讼", 10)),
        (*(cell(text, 1, 2) for text in outcomes), cell("未经复议直接起诉", 5), cell("复议后起诉", 5)),
        tuple(map(cell, outcomes * 2)),
        tuple(map(cell, ["1", "0", "0", "0", "1", *"0" * 10])),
    ))  # fmt: skip
    return [
        Line(TITLE),
        Line("根据《中华人民共和国政府信息公开条例》的规定，现公布榆川县水利局2023年政府信息公开工作年度报告。"),
        Line("一、总体情况"),
        Line("（一）主动公开。全年通过网站公开信息120条，答复群众留言15件。"),
        Line("（二）依申请公开。全年收到政府信息公开申请3件，均按期办结。"),
        Line("二、主动公开政府信息情况"),
        disclosure,
        Line("三、收到和处理政府信息公开申请情况"),
        requests,
        Line("四、政府信息公开行政复议、行政诉讼情况"),
        appeals,
        Line("五、存在的主要问题及改进情况"),
        Line("公开内容的深度还有不足。下一步将细化目录，加强培训。"),
        Line("六、其他需要报告的事项"),
        Line("本年度未收取信息处理费。"),
        Line("榆川县水利局"),
        Line("2024年1月12日"),
    ]


REPORT = made_up()
BODY = REPORT[1:]


def table(grid: Grid, row: str = "<tr>{}</tr>", each: Callable[[Cell], str] | None = None, inside: str = "{}") -> str:
    rows = "".join(row.format("".join(map(each or td, cells))) for cells in grid.rows)
    return f"<table>{inside.format(rows)}</table>"


def td(cell: Cell, wrap: str = "{}", tag: str = "td") -> str:
    text = "<br>".join(map(escape, cell.text.split("\n")))
    return f'<{tag} colspan="{cell.columns}" rowspan={cell.rows}>{wrap.format(text)}</{tag}>'


def content(pieces: Sequence[Line | Grid], p: str = "<p>{}</p>", draw: Callable[[Grid], str] = table) -> str:
    return "\n".join(p.format(escape(piece.text)) if isinstance(piece, Line) else draw(piece) for piece in pieces)


def shown(markup: str, options: ReadOptions = OPTIONS) -> ReadText:
    return read(markup.encode(), options)


def said(markup: str) -> list[Line | Grid]:
    return blocks(shown(markup).text)


def page(inner: str, head: str = "") -> str:
    return f"""<html><head><title>{TITLE}_榆川县人民政府</title>{head}</head><body>
    <div id=top><a href=/>首页</a><ul><li><a href=1>机构概况</a></li><li><a href=2>行政许可</a></li></ul></div>
    {inner}
    <div id=foot>主办：榆川县人民政府办公室 备案号：榆ICP备00000000号</div></body></html>"""


H1 = f"<h1>{TITLE}</h1>"
WORD = '<p class=MsoNormal align=center style="text-align:center;mso-pagination:widow-orphan">{}<o:p></o:p></p>'


def word_td(cell: Cell) -> str:
    text = "".join(
        WORD.format(f'<span lang=EN-US style="mso-font-kerning:\n0pt">{escape(line)}</span>')
        for line in cell.text.split("\n")
    )
    return (
        f'<td width=64 colspan={cell.columns} rowspan={cell.rows} style="border:none;padding:0cm">\n  {text}\n  </td>'
    )


def word_row(row: str) -> str:
    filler = "<![if !supportMisalignedColumns]><td style='border:none' width=0><p class=MsoNormal>&nbsp;</p></td><![endif]>"  # fmt: skip
    return f"<tr style='height:20pt'>{row}{filler}</tr>"


def in_word(grid: Grid) -> str:
    rows = "".join(word_row("".join(map(word_td, cells))) for cells in grid.rows)
    last = (
        "<![if !supportMisalignedColumns]><tr height=0>"
        + "<td width=60 style='border:none'></td>" * grid.width
        + "</tr><![endif]>"
    )
    return f"<table class=MsoNormalTable border=1>{rows}{last}</table>"


def headed(grid: Grid, split: int = 1) -> str:
    """The foot in the source before the body, as HTML 4 had it."""
    rows = ["<tr>" + "".join(map(td, cells)) + "</tr>" for cells in grid.rows]
    return f"<table><tfoot>{rows[-1]}</tfoot><thead>{''.join(rows[:split])}</thead><tbody>{''.join(rows[split:-1])}</tbody></table>"  # fmt: skip


def wrapped(text: str) -> str:
    """Source wrapped every nine characters, as Word wraps it between Chinese characters."""
    return re.sub(r"([\u4e00-\u9fff]{9})(?=[\u4e00-\u9fff])", "\\1\n", escape(text))


def in_one_table(pieces: list[Line | Grid]) -> str:
    """The whole report as one table: headings and paragraphs are rows laid across it."""
    rows = ""
    for piece in pieces:
        if isinstance(piece, Line):
            rows += f"<tr><td colspan=15>{escape(piece.text)}</td></tr>"
        else:
            rows += "".join("<tr>" + "".join(map(td, cells)) + "</tr>" for cells in piece.rows)
    return f"<table>{rows}</table>"


NESTED = '<span style="mso-spacerun:yes"><font face=仿宋><span lang=EN-US>{}</span></font></span>'

VARIANTS = {
    "a clean page": page(f"{H1}<div class=article>{content(BODY)}</div>"),
    "TRS_Editor with its styles and the title inside": page(
        f'<div class="TRS_Editor"><style>.TRS_Editor P{{color:red}}</style>{content(REPORT)}</div>'
    ),
    "UCAP-CONTENT in a layout table below a metadata table": page(
        '<table width=700 align=center><tr><td><table class="table-gov"><tr><td>索&nbsp;引&nbsp;号：</td><td>1/2024-1</td>'
        f"<td>发布日期：</td><td>2024年01月15日</td></tr><tr><td>标　　题：</td><td colspan=3>{TITLE}</td></tr></table></td></tr>"
        f'<tr><td><div id="UCAP-CONTENT">{content(REPORT)}</div></td></tr></table>'
    ),
    "jpage: title in a table cell, the text between its comments": page(
        f"<table id=article><tr><td class=title>{TITLE}</td></tr><tr><td>来源：水利局 发布日期：2024-01-15 字体：[<a href=#>大</a> 中]</td></tr>"
        f'<tr><td class="bt_content"><div id=zoom><!--ZJEG_RSS.content.begin--><meta name="ContentStart">{content(BODY)}<meta name="ContentEnd">'
        "<!--ZJEG_RSS.content.end--></div></td></tr></table>"
    ),
    "Word: Save as web page": "<html xmlns:o='urn:schemas-microsoft-com:office:office'><head><meta name=Generator content='Microsoft Word 15'>"
    "<!--[if gte mso 9]><xml><o:DocumentProperties><o:Created>2024-01-09T00:00:00Z</o:Created></o:DocumentProperties></xml><![endif]-->"
    "<style><!-- p.MsoNormal {margin:0} --></style></head><body lang=ZH-CN style='tab-interval:21.0pt'><div class=WordSection1 style='layout-grid:15.6pt'>"
    f"{content(REPORT, WORD, in_word)}</div></body></html>",
    "Word sections: the title page, the text and the wide table in elements of their own": page(
        f"<div class=WordSection1>{content(REPORT[:2], WORD)}</div><div class=WordSection2>{content(REPORT[2:7], WORD, in_word)}</div>"
        f"<div class=WordSection3>{content(REPORT[7:], WORD, in_word)}</div>"
    ),
    "source wrapped between Chinese characters": page(
        H1
        + "<div>"
        + "".join(f"<p>\n{wrapped(x.text)}\n</p>" if isinstance(x, Line) else table(x) for x in BODY)
        + "</div>"
    ),
    "WPS: every letter run in spans": page(
        f"<div>{content(REPORT, '<p class=p0>' + NESTED + '<o:p></o:p></p>', lambda g: table(g, each=lambda c: td(c, '<p class=p0>' + NESTED + '</p>')))}</div>"
    ),
    "text and tables in one element, line breaks only": page(
        f"{H1}<div class=con>{content(BODY, '&emsp;{}<br><br>')}</div>".replace("&emsp;", "")
    ),
    "xxgkAnnualReport.jsp: a cell with text and tables": f"<html><body><table width=100%><tr><td align=center><strong>{TITLE}</strong></td></tr>"
    f"<tr><td>{content(BODY, '{}<br/>')}</td></tr></table></body></html>",
    "upper case, no end tags, no quotes": page(
        "<CENTER><FONT SIZE=5>"
        + TITLE
        + "</FONT></CENTER><DIV>"
        + content(BODY, "<P>{}").replace("</td>", "").replace("</tr>", "")
        + "</DIV>"
    ),
    "a page pasted into the page, with its own ends": page(
        f"{H1}<div class=con><html><head><title>无标题文档</title></head><body>{content(BODY[:5])}</body></html>{content(BODY[5:])}</div>"
    ),
    "thead, tbody and a tfoot that comes first": page(
        H1
        + "<div>"
        + content(BODY, draw=lambda g: headed(g, 3 if len(g.rows) > 8 else 1) if len(g.rows) != 4 else table(g))
        + "</div>"
    ),
    "a form between table and rows": page(
        f"{H1}<div>{content(BODY, draw=lambda g: table(g, inside='<form action=x><tbody>{}</tbody></form>'))}</div>"
    ),
    "headings as h2, prose as divs": page(
        f"{H1}<div class=x>{content(BODY, '<div>{}</div>')}</div>".replace("<div>二、", "<h2>二、")
    ),
    "figures typed into fields": page(
        H1
        + "<div>"
        + content(
            BODY,
            draw=lambda g: table(
                g,
                each=lambda c: (
                    f'<td colspan={c.columns} rowspan={c.rows}><input type=text value="{c.text}" readonly></td>'
                    if c.text.isdigit()
                    else td(c)
                ),
            ),
        )
        + "</div>"
    ),
    "wide and narrow screens: two copies side by side": page(
        f"<div class=pc>{H1}<div>{content(BODY)}</div></div><div class=phone><h2>{TITLE}</h2><div>{content(BODY)}</div></div>"
    ),
    "a copy for printing, hidden": page(
        f'<div style="display:none" id=print>{content(REPORT)}</div>{H1}<div>{content(BODY)}</div>'
    ),
    "the title in <title> alone": page(f"<div class=con>{content(BODY)}</div>"),
    "no elements round the text: everything in body": page(
        f"<p>当前位置：<a href=/>首页</a> &gt; 年报</p>{H1}<p>发布时间：2024-01-15 浏览次数：<span>33</span></p>{content(BODY)}<p>【打印本页】【关闭窗口】</p><p>上一篇：<a href=1>无</a></p>"
    ),
    "each section in an element of its own": page(
        H1 + "<div class=main>" + "".join(f"<section>{content([piece])}</section>" for piece in BODY) + "</div>"
    ),
    "bold headings, breaks in paragraphs, entities": page(
        f"<div>{content(REPORT, '<p align=left><b><span>{}</span></b><br/></p>')}</div>".replace("、", "&#12289;")
    ),
    "related reports right below": page(
        f"{H1}<div class=con>{content(BODY)}</div><ul><li><a href=1>榆川县水利局2022年政府信息公开工作年度报告</a> 2023-01-10</li>"
        "<li><a href=2>榆川县财政局2023年政府信息公开工作年度报告</a> 2024-01-10</li></ul>"
    ),
    "share buttons and attachments inside of the content": page(
        f"<div class=con>{H1}{content(BODY)}<div class=share>分享到：<a>微博</a></div><div>扫一扫在手机打开当前页</div></div>"
    ),
    "the whole report as one table": page(f"{H1}<div>{in_one_table(BODY)}</div>"),
    "ordered list items that bring their own numbers": page(
        f"{H1}<div>{content(BODY)}</div>".replace("<p>（一）", "<ol><li>（一）").replace(
            "15件。</p>", "15件。</li></ol>"
        )
    ),
    "cells hidden by a spreadsheet where others cover them": page(
        H1
        + "<div>"
        + content(
            BODY, draw=lambda g: table(g, each=lambda c: td(c) + '<td style="display: none;"></td>' * (c.columns - 1))
        )
        + "</div>"
    ),
    "elements told to be lines of their own": page(
        f"{H1}<div>{content(BODY, '<span style=display:block>{}</span>')}</div>"
    ),
    "unknown elements of an editor": page(f"{H1}<ucapcontent><custom-body>{content(BODY)}</custom-body></ucapcontent>"),
    "scripts and comments inside of the text": page(
        f"{H1}<div>{content(BODY, '<p>{}<!-- 一、总体情况 --></p><script>document.write(1)</script>')}</div>"
    ),
    "smart tags of Word": page(
        f"{H1}<div>{content(BODY)}</div>".replace(
            "2024年1月12日", "<st1:chsdate Year='2024' w:st='on'>2024年1月12日</st1:chsdate>"
        )
    ),
    "XHTML with a declaration and closed elements": "<?xml version='1.0' encoding='utf-8'?>"
    + page(f"<script src='a.js'/><a name='top'/>{H1}<div>{content(BODY)}</div>"),
    "the content hidden until its tab is chosen": page(
        f'<ul><li>年报</li></ul><div class="tab" style="DISPLAY: none">{H1}<div>{content(BODY)}</div></div>'
    ),
    "a menu without links that names table rows": page(
        f"<ul><li onclick=x>基本情况</li><li onclick=x>行政许可</li><li onclick=x>行政处罚</li></ul>{H1}<div>{content(BODY)}</div>"
    ),
    "a table of contents before the text": page(
        H1
        + "<div>"
        + "".join(f"<p><a href='#_Toc1'>{x.text}</a></p>" for x in BODY if isinstance(x, Line) and x.text[1] == "、")
        + content(BODY, '<p><a name="_Toc1">{}</a></p>')
        + "</div>"
    ),
    "a link that was never closed": page(f"<a href=/x>返回<p></p>{H1}<div>{content(BODY)}</div>"),
    "headings as tables of one cell": page(
        H1
        + "<div>"
        + "".join(
            f"<table><tr><td>{x.text}</td></tr></table>" if isinstance(x, Line) and x.text[1] == "、" else content([x])
            for x in BODY
        )
        + "</div>"
    ),
    "organ and date in an element behind the text": page(
        f"{H1}<div><div class=con>{content(BODY[:-2])}</div></div><div><p>榆川县水利局</p><p>2024年1月12日</p></div>"
    ),
    "the preamble in an element before the text": page(
        f"{H1}<div class=pre>{content(BODY[:1])}</div><div class=con>{content(BODY[1:])}</div>"
    ),
    "figures in tables of their own inside of the cells": page(
        H1
        + "<div>"
        + content(
            BODY,
            draw=lambda g: table(
                g, each=lambda c: td(c, "<table><tr><td>{}</td></tr></table>" if c.text.isdigit() else "{}")
            ),
        )
        + "</div>"
    ),
    "each table in a table that lays it out": page(
        f"{H1}<div>{content(BODY, draw=lambda g: f'<table><tr><td>{table(g)}</td></tr></table>')}</div>"
    ),
    "the day of the visit in the page's head": page(
        f"<div>日期：2026年5月6日 星期三</div>{H1}<p>2024-01-15 10:20　榆川县水利局</p><div>{content(BODY)}</div>"
    ),
    "title on the page and in the text": page(f"{H1}<p>来源：本站</p><div>{content(REPORT)}</div>"),
    "the title in the metadata table alone": page(
        f"<table><tr><td>索引号</td><td>1</td></tr><tr><td>信息名称</td><td>{TITLE}</td></tr><tr><td>发布机构</td><td>水利局</td></tr></table>"
        f"<div>{content(BODY)}</div>"
    ).replace(f"<title>{TITLE}_", "<title>政府信息公开_"),
}


@pytest.mark.parametrize("name", VARIANTS)
def test_the_report_comes_out_whole_and_alone(name: str) -> None:
    assert said(VARIANTS[name]) == REPORT


def test_a_title_on_two_lines_outside_of_the_text_keeps_both() -> None:
    title = "<div class=artTitle><p>榆川县水利局</p><p>2023年政府信息公开工作年度报告</p></div>"
    assert said(page(f"{title}<div class=con>{content(BODY)}</div>"))[:2] == [Line(TITLE[:6]), Line(TITLE[6:])]


def test_every_line_knows_its_element_and_part() -> None:
    markup = VARIANTS["Word: Save as web page"]
    found = shown(markup)
    root = parse(markup, OPTIONS.limits)
    assert root is not None
    lines = found.text.split("\n")[:-1]
    assert len(lines) == len(found.origins)
    for line, origin in zip(lines, found.origins, strict=True):
        if not line:
            assert not origin.part
            continue
        (element,) = root.iterfind(origin.element.replace("/html[1]", "."))
        if line.strip():
            assert line.strip("\t") in "".join(map(str, element.itertext()))
    new = lines.index("\t一、本年新收政府信息公开申请数量")
    assert (found.origins[new].part, found.origins[new].span) == ((2, 4, 1), (3, 1))
    assert found.origins[new + 1].part == (2, 4, 2)


def test_a_cell_covered_from_above_points_to_the_one_that_covers_it() -> None:
    found = shown(VARIANTS["a clean page"])
    lines = found.text.split("\n")
    results = lines.index("\t三、本年度办理结果")
    denied = lines.index("\t（三）不予公开")
    assert lines[denied - 1] == "\t"
    assert found.origins[denied - 1].element == found.origins[results].element


@pytest.mark.parametrize(
    ("told", "day"),
    [
        ("<p>发布日期：2024-01-15</p>", date(2024, 1, 15)),
        ("<p>[发布时间] 2024/1/5 09:30</p>", date(2024, 1, 5)),
        ("<table><tr><th>索引号</th><td>1</td></tr><tr><th>公 开 日 期</th><td>2024年1月15日</td></tr></table>", date(2024, 1, 15)),
        ("<div><span>生成日期：</span><span>2024.01.09</span> <span>发布日期：</span><span>2024.01.15</span></div>", date(2024, 1, 15)),
        ("<div>时间：2024-01-15　来源：水利局</div>", date(2024, 1, 15)),
        ("<div>发布日期：2024-13-15</div>", None),
        ("<div>来源：水利局</div>", None),
    ],
)  # fmt: skip
def test_the_date_of_publication_is_what_the_page_displays(told: str, day: date | None) -> None:
    found = shown(page(f"{H1}{told}<div>{content(BODY)}</div>"))
    assert (found.published, blocks(found.text)) == (day, REPORT)


def test_a_date_in_the_head_of_the_page_serves_where_none_is_displayed() -> None:
    head = '<meta name="PubDate" content="2024-01-15 08:00"><meta name="ArticleTitle" content="x">'
    assert shown(page(f"{H1}<div>{content(BODY)}</div>", head)).published == date(2024, 1, 15)


def test_dates_of_related_reports_and_of_files_are_none_of_publication() -> None:
    markup = VARIANTS["related reports right below"].replace(
        "<head>", '<head><meta name="created" content="2024-05-01">'
    )
    assert shown(markup).published is None


@pytest.mark.parametrize(
    ("codec", "declared"),
    [("utf-8", "utf-8"), ("gb18030", "gb2312"), ("gb18030", "utf-8"), ("utf-8", "gb2312"), ("gb18030", ""), ("utf-8", ""),
     ("utf-16", ""), ("utf-8-sig", "gbk"), ("gb18030", "iso-8859-1"), ("big5hkscs", "big5"), ("gb18030", "no-such-code")],
)  # fmt: skip
def test_the_encoding_is_found_whatever_is_declared(codec: str, declared: str) -> None:
    markup = page(f"{H1}<div>{content(BODY)}</div>", f'<meta charset="{declared}">' if declared else "")
    if codec == "big5hkscs":
        markup = "".join(char if char.encode(codec, "ignore") else f"&#{ord(char)};" for char in markup)
    assert blocks(read(markup.encode(codec), OPTIONS).text) == REPORT


def test_characters_beyond_gbk_are_read_from_a_page_that_says_gb2312() -> None:
    markup = page(f"{H1}<div>{content(BODY)}</div>", '<meta charset="gb2312">').replace("榆川", "\U00020bb7川")
    assert "\U00020bb7川县水利局" in read(markup.encode("gb18030"), OPTIONS).text


def test_a_few_broken_bytes_are_marked_and_said() -> None:
    data = VARIANTS["a clean page"].encode().replace("留言".encode(), b"\xff\xff", 1)
    found = read(data, OPTIONS)
    assert "\ufffd" in found.text
    assert "utf-8" in found.notes[0].en


def grid_text(rows: str) -> str:
    return shown(f"<table>{rows}</table>", ReadOptions()).text


@pytest.mark.parametrize(
    ("rows", "text"),
    [
        ("<tr><td rowspan=9>a<td>1<tr><td>2", "\ta\n\t1\n\n\t\n\t2\n\n"),
        ("<tr><td rowspan=0>a<td>1<tr><td>2<tr><td>3", "\ta\n\t1\n\n\t\n\t2\n\n\t\n\t3\n\n"),
        ("<tr><td colspan=0>a<td>1<tr><td>b<td>2", "\ta\n\t1\n\n\tb\n\t2\n\n"),
        ("<tr><td colspan=99999999>a<tr><td>b<td>2", "\ta\n\n\tb\n\t2\n\n"),
        ("<tr><td colspan=x rowspan=''>a<td>1", "\ta\n\t1\n\n"),
        ("<tr><td>a<td rowspan=2>b<tr><td colspan=2>c", "\ta\n\tb\n\n\tc\n\t\n\n"),
        ("<tbody><tr><td rowspan=5>a<td>1<tbody><tr><td>b<td>2", "\ta\n\t1\n\n\tb\n\t2\n\n"),
        ("<tr><td>a<td>1<tr></tr><tr><td>b<td>&nbsp;\u3000", "\ta\n\t1\n\n\tb\n\t\n\n"),
        ("<tr><td>a<td><p>商业</p><p>&nbsp;</p><p>企业</p>", "\ta\n\t商业\n企业\n\n"),
        ("<caption>表一</caption><tr><td>a<td>\u3000\u30000", "表一\n\ta\n\t\u3000\u30000\n\n"),
        ("<tr><th>a</th><td>1<sup>2</sup></td></tr>", "\ta\n\t12\n\n"),
        ("<tr style='display:none'><td>x<td>y</tr><tr><td>a<td>1", "\ta\n\t1\n\n"),
    ],
)  # fmt: skip
def test_spans_are_counted_out_even_where_they_do_not_add_up(rows: str, text: str) -> None:
    assert grid_text(rows) == text


@pytest.mark.parametrize(
    ("markup", "text"),
    [
        ("<p>a<br>b</p>c<div>d</div>", "a\nb\nc\nd\n"),
        ("<p>\n  公开\n  信息 12\n件 a\nb\n</p>", "公开信息 12件 a b\n"),
        ("<p>一<span> </span>二&nbsp;&nbsp;三</p>", "一 二\u00a0\u00a0三\n"),
        ("<p>&nbsp;</p><p>\u3000\u3000甲</p>", "\u3000\u3000甲\n"),
        ("<ol start=3><li>甲<li>乙</ol>", "3. 甲\n4. 乙\n"),
        ("<ol style='list-style-type:cjk-ideographic'><li>甲<li><p>乙</p></ol>", "一、甲\n二、乙\n"),
        ("<ol type=a><li>甲<li value=4>乙</ol><ol><li>1.丙</ol>", "a. 甲\nd. 乙\n1.丙\n"),
        ("<ul><li>甲</ul><ol style='list-style:none'><li>乙</ol>", "甲\n乙\n"),
        ("<pre>甲\n乙</pre>丙\n丁", "甲\n乙\n丙丁\n"),
        ("<p>甲<noscript>x</noscript><template>y</template><select><option>z</select><span hidden>w</span></p>", "甲\n"),
        ("<p>甲<span style='mso-hide:all'>x</span><i style='visibility:hidden'>y</i></p>", "甲\n"),
        ("<ruby>公<rp>(</rp><rt>gōng</rt><rp>)</rp></ruby>开", "公开\n"),
        ("<p>a\tb\fc&#9;d&#10;e</p>", "a b c d e\n"),
        ("<table><tr><td>一<tr><td>二</table>", "一\n二\n"),
    ],
)  # fmt: skip
def test_lines_are_those_that_a_browser_shows(markup: str, text: str) -> None:
    assert shown(markup, ReadOptions()).text == text


def test_a_page_with_no_phrase_of_a_report_is_read_whole() -> None:
    found = shown("<body><p>关于召开会议的通知</p><p>会议于5月召开。</p></body>")
    assert found.text == "关于召开会议的通知\n会议于5月召开。\n"


def test_a_copy_is_left_out_and_said() -> None:
    notes = shown(VARIANTS["wide and narrow screens: two copies side by side"]).notes
    assert [note.zh for note in notes] == ["页面上有2份报告正文，读取第一份"]


def test_hidden_text_is_read_where_the_report_is_only_there_and_said() -> None:
    (note,) = shown(VARIANTS["the content hidden until its tab is chosen"]).notes
    assert "隐藏" in note.zh


def test_pictures_in_place_of_tables_are_said() -> None:
    pieces = [piece for piece in BODY if isinstance(piece, Line)]
    markup = page(f"{H1}<div>{content(pieces)}</div>").replace(
        "二、主动公开政府信息情况", "二、主动公开政府信息情况<img src=a.png><img src=i.gif width=16>"
    )
    (note,) = shown(markup).notes
    assert "1张图片" in note.zh


@pytest.mark.parametrize(
    ("markup", "said"),
    [
        ("<frameset cols='20%,80%'><frame src=menu.htm><frame src=body.htm></frameset>", "另一文件"),
        ("<div>年报</div><iframe src='/pdfjs/viewer.html?file=2023.pdf'></iframe>", "2023.pdf"),
        ("<div id=app></div><script src=app.js></script>", "脚本"),
        ("%PDF-1.7", "PDF"),
        ("PK\x03\x04", "ZIP"),
    ],
)
def test_what_holds_no_text_is_unreadable_and_says_why(markup: str, said: str) -> None:
    with pytest.raises(UnreadableError) as caught:
        shown(markup)
    assert said in caught.value.message.zh


@pytest.mark.parametrize("count", [210, 300, 5000])
@pytest.mark.parametrize("tag", ["div", "span", "table><tr><td", "ol><li"])
def test_elements_nested_too_deeply_are_never_cut_off_in_silence(tag: str, count: int) -> None:
    with pytest.raises(UnreadableError, match="depth"):
        shown(f"<body>{f'<{tag}>' * count}x</body>")


@pytest.mark.parametrize(
    "markup", ["<table><tr>" + "<td colspan=1000>1" * 250, "<table>" + "<tr><td rowspan=60000>1<td>2" * 900]
)
def test_cells_are_limited_with_their_spans_counted_out(markup: str) -> None:
    with pytest.raises(UnreadableError, match="cells"):
        shown(markup)


def test_a_page_larger_than_the_limit_is_not_opened() -> None:
    with pytest.raises(UnreadableError, match="megabytes"):
        read(b"<p>x</p>" * 1000, ReadOptions(limits=Limits(megabytes=0.001)))


def test_entities_are_not_expanded() -> None:
    bomb = '<!DOCTYPE html [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]><p>&b;</p>'
    assert "aaaa" not in shown(bomb, ReadOptions()).text.replace('"aaaaaaaaaa"', "")


@pytest.mark.parametrize("data", [b"", b"   ", b"<!-- -->", b"<html></html>", b"\xef\xbb\xbf"])
def test_an_empty_page_has_no_text(data: bytes) -> None:
    assert read(data, OPTIONS).text == ""


@settings(max_examples=60, deadline=None)
@given(st.binary(max_size=400))
def test_no_bytes_raise_anything_but_what_readers_may(data: bytes) -> None:
    _read_or_refuse(data)


@settings(max_examples=60, deadline=None)
@given(st.integers(0, len(STYLES) - 1), st.data())
def test_no_broken_page_raises_anything_but_what_readers_may(style: int, data: st.DataObject) -> None:
    markup = _pages()[style]
    for _ in range(data.draw(st.integers(1, 6))):
        start = data.draw(st.integers(0, len(markup)))
        end = data.draw(st.integers(start, min(len(markup), start + 400)))
        put = data.draw(st.sampled_from(["", "<table>", "</table>", "<td rowspan=3>", "<", "</div>", "\0", "<ol><li>", "&", "\t\n"]))  # fmt: skip
        markup = markup[:start] + put + markup[end:]
    _read_or_refuse(markup.encode())


def _read_or_refuse(data: bytes) -> None:
    try:
        found = read(data, OPTIONS)
    except UnreadableError:
        return
    lines = found.text.split("\n")
    assert len(lines) - 1 == len(found.origins) or not found.text
    # No blank line inside a cell, no TAB but at its beginning.
    assert all("\t" not in line[1:] for line in lines)
    assert all(line.strip() or line in ("", "\t") for line in lines)


def _pages() -> list[str]:
    text = "\n".join(piece.text for piece in REPORT if isinstance(piece, Line))
    return [html_page(text, seed) for seed in range(len(STYLES))]
