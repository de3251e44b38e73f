"""A DOCX is read as Word shows it: what is hidden, deleted or an instruction is not text, what is generated is."""

from __future__ import annotations

import pytest

from auditor.model.source import Origin
from auditor.reading.reader import UnreadableError
from tests.reading.docx.made import p, r, read_docx, tbl, tc, text_of, tr

FIELD = "<w:r><w:fldChar w:fldCharType='{}'/></w:r>"
BEGIN, MIDDLE, END = (FIELD.format(mark) for mark in ("begin", "separate", "end"))
BOX = "<w:txbxContent>{}</w:txbxContent>"
CHANGE = 'w:id="1" w:author="甲" w:date="2024-01-01T00:00:00Z"'


def instruction(text: str) -> str:
    return f"<w:r><w:instrText>{text}</w:instrText></w:r>"


def test_a_paragraph_is_a_line_with_its_number_among_all_paragraphs() -> None:
    found = read_docx(p("青禾县"), p(), tbl(tr("甲", "乙")), p("年报"))

    assert found.text == "青禾县\n\t甲\n\t乙\n\n年报\n"
    assert [origin.part for origin in found.origins] == [(1,), (1, 1, 1), (1, 1, 2), (), (5,)]


def test_blanks_and_padding_stay_as_they_are() -> None:
    assert text_of(p("　　第一 段\u00a0"), tbl(tr("　0", "0 "))) == "　　第一 段\u00a0\n\t　0\n\t0 \n\n"


def test_blanks_that_word_drops_are_dropped() -> None:
    assert text_of(p("<w:r><w:t>\n  甲 </w:t></w:r>", r("乙"))) == "甲乙\n"


@pytest.mark.parametrize("element", ["<w:br/>", "<w:cr/>", '<w:br w:type="page"/>'])
def test_a_line_break_begins_a_new_line(element: str) -> None:
    broken = p("甲", f"<w:r>{element}</w:r>", "乙")

    assert text_of(broken) == "甲\n乙\n"
    assert text_of(tbl(tr(tc(broken), "丙"))) == "\t甲\n乙\n\t丙\n\n"


def test_a_tab_never_begins_a_line_and_is_a_blank_in_a_cell() -> None:
    tab = "<w:r><w:tab/></w:r>"

    assert text_of(p(tab, "甲", tab, "乙", tab), tbl(tr(tc(p(tab, "1", tab, "2")), "3"))) == "甲\t乙\n\t 1 2\n\t3\n\n"


def test_signs_that_are_elements_are_characters() -> None:
    signs = (
        '<w:r><w:noBreakHyphen/><w:softHyphen/><w:sym w:font="Wingdings" w:char="F0FE"/><w:sym w:char="4E00"/>'
        '<w:sym w:char="D800"/><w:sym w:char="x"/></w:r>'
    )

    assert text_of(p("1", signs)) == "1-☑一\n"


def test_text_within_links_tags_controls_and_directions_is_text() -> None:
    inner = (
        "<w:hyperlink><w:r><w:t>一</w:t></w:r></w:hyperlink>"
        "<w:smartTag><w:smartTag><w:r><w:t>二</w:t></w:r></w:smartTag></w:smartTag>"
        "<w:sdt><w:sdtPr><w:alias w:val='名称'/></w:sdtPr><w:sdtContent><w:r><w:t>三</w:t></w:r></w:sdtContent></w:sdt>"
        "<w:bdo><w:dir><w:r><w:t>四</w:t></w:r></w:dir></w:bdo><w:customXml><w:r><w:t>五</w:t></w:r></w:customXml>"
        '<w:fldSimple w:instr="PAGE"><w:r><w:t>六</w:t></w:r></w:fldSimple>'
        "<m:oMathPara><m:oMath><m:r><m:t>98%</m:t></m:r></m:oMath></m:oMathPara>"
    )

    assert text_of(p(inner)) == "一二三四五六98%\n"


def test_controls_round_paragraphs_tables_rows_and_cells_are_seen_through() -> None:
    def control(content: str) -> str:
        return f"<w:sdt><w:sdtPr/><w:sdtContent>{content}</w:sdtContent></w:sdt>"

    body = control(p("甲") + tbl(control(tr(control(tc("乙")), "丙")), tr("丁", "戊")))

    found = read_docx(body)
    assert found.text == "甲\n\t乙\n\t丙\n\n\t丁\n\t戊\n\n"
    assert [origin.part for origin in found.origins if origin.part] == [
        (1,), (1, 1, 1), (1, 1, 2), (1, 2, 1), (1, 2, 2)
    ]  # fmt: skip


def test_of_a_phonetic_guide_only_the_characters_are_read() -> None:
    ruby = "<w:ruby><w:rubyPr/><w:rt><w:r><w:t>fu</w:t></w:r></w:rt><w:rubyBase><w:r><w:t>涪</w:t></w:r></w:rubyBase></w:ruby>"

    assert text_of(p("<w:r>" + ruby + "</w:r>", "陵")) == "涪陵\n"


def test_a_text_box_is_read_once_behind_its_paragraph() -> None:
    box = BOX.format(p("框内") + tbl(tr("甲", "乙")))
    drawing = f"<w:drawing><wps:txbx>{box}</wps:txbx></w:drawing>"
    legacy = f"<w:pict><v:shape><v:textbox>{box}</v:textbox></v:shape></w:pict>"
    either = f"<mc:AlternateContent><mc:Choice>{drawing}</mc:Choice><mc:Fallback>{legacy}</mc:Fallback></mc:AlternateContent>"

    found = read_docx(p(f"<w:r>{either}</w:r>", "段落"), p("后文"))
    assert found.text == "段落\n框内\n\t甲\n\t乙\n\n后文\n"
    assert [origin.part for origin in found.origins if origin.part] == [(1,), (2,), (1, 1, 1), (1, 1, 2), (8,)]
    assert text_of(p(f"<w:r>{legacy}</w:r>")) == "框内\n\t甲\n\t乙\n\n"


def test_of_a_field_the_result_is_text_and_the_instruction_is_not() -> None:
    nested = BEGIN + instruction("IF ") + BEGIN + instruction("PAGE") + MIDDLE + r("9") + END + MIDDLE + r("结果") + END

    assert text_of(p("前", nested, "后")) == "前结果后\n"


@pytest.mark.parametrize(
    ("code", "shown"),
    [
        ("eq \\o\\ac(○,3)", "③"),
        ("EQ \\* jc2 \\* hps10 \\o\\ad(\\s\\up 9(fú),涪)", "涪"),
        ("EQ \\f(1,2)", ""),
        ("PAGE", ""),
    ],
)
def test_a_character_that_a_field_draws_is_text(code: str, shown: str) -> None:
    assert text_of(p("甲", BEGIN, instruction(code), END, "乙")) == f"甲{shown}乙\n"


def test_a_field_that_never_ends_swallows_nothing() -> None:
    assert (
        text_of(p(BEGIN, instruction("PAGE"), "甲"), p("乙"), p(BEGIN, instruction("TOC"), MIDDLE, "丙")) == "乙\n丙\n"
    )


def test_a_generated_table_of_contents_is_left_out() -> None:
    listed = p(BEGIN, instruction("TOC \\o"), MIDDLE, "一、总体情况 1"), p("二、主动公开 2"), p(END)
    control = (
        '<w:sdt><w:sdtPr><w:docPartObj><w:docPartGallery w:val="Table of Contents"/></w:docPartObj></w:sdtPr>'
        f"<w:sdtContent>{p('目录')}{p('一、总体情况 1')}</w:sdtContent></w:sdt>"
    )

    assert text_of(*listed, p("一、总体情况")) == "一、总体情况\n"
    assert text_of(control, p("一、总体情况")) == "一、总体情况\n"


def test_changes_are_read_as_accepted_and_counted() -> None:
    found = read_docx(p(
        "公开", f"<w:ins {CHANGE}>{r('3')}</w:ins>",
        f"<w:del {CHANGE}><w:r><w:delText>2</w:delText></w:r></w:del>",
        f"<w:moveFrom {CHANGE}>{r('旧')}</w:moveFrom><w:moveTo {CHANGE}>{r('新')}</w:moveTo>", "件",
    ))  # fmt: skip

    assert found.text == "公开3新件\n"
    assert [note.zh for note in found.notes] == ["文件中有4处尚未接受或拒绝的修订，按全部接受后的文字审核"]


def test_a_deleted_paragraph_mark_joins_paragraphs() -> None:
    gone = f"<w:rPr><w:del {CHANGE}/></w:rPr>"

    found = read_docx(p("甲"), p("乙", properties=gone), p("丙"), p("丁"))
    assert found.text == "甲\n乙丙\n丁\n"
    assert [origin.part for origin in found.origins] == [(1,), (2,), (4,)]
    assert len(found.notes) == 1


def test_a_paragraph_deleted_whole_leaves_no_trace() -> None:
    gone = p(
        f"<w:del {CHANGE}><w:r><w:delText>旧</w:delText></w:r></w:del>", properties=f"<w:rPr><w:del {CHANGE}/></w:rPr>"
    )

    found = read_docx(p("甲"), gone, p("乙"))
    assert (found.text, found.origins) == ("甲\n乙\n", (Origin(part=(1,)), Origin(part=(3,))))


def test_deleted_rows_and_cells_are_left_out_and_still_counted() -> None:
    found = read_docx(tbl(
        tr("甲", "乙", properties=f"<w:del {CHANGE}/>"), tr(tc("丙", properties=f"<w:cellDel {CHANGE}/>"), "丁", "戊")
    ))  # fmt: skip

    assert found.text == "\t丁\n\t戊\n\n"
    assert [origin.part for origin in found.origins] == [(1, 2, 2), (1, 2, 3), ()]


def test_what_was_before_a_change_of_format_counts_for_nothing() -> None:
    before = f'<w:pPrChange {CHANGE}><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:pPrChange>'
    numbering = (
        '<w:abstractNum w:abstractNumId="1"><w:lvl w:ilvl="0"><w:lvlText w:val="%1、"/></w:lvl></w:abstractNum>'
        '<w:num w:numId="1"><w:abstractNumId w:val="1"/></w:num>'
    )

    assert text_of(p("甲", properties=before), numbering=numbering) == "甲\n"


@pytest.mark.parametrize(
    ("run", "shown"),
    [
        ("<w:vanish/>", "甲丙\n"),
        ('<w:vanish w:val="1"/>', "甲丙\n"),
        ('<w:vanish w:val="0"/>', "甲乙丙\n"),
        ('<w:rStyle w:val="Secret"/>', "甲丙\n"),
        ('<w:rStyle w:val="Derived"/>', "甲丙\n"),
        ('<w:rStyle w:val="Derived"/><w:vanish w:val="false"/>', "甲乙丙\n"),
        ('<w:rStyle w:val="Circle"/>', "甲乙丙\n"),
    ],
)
def test_hidden_text_is_left_out_and_noted(run: str, shown: str) -> None:
    styles = (
        '<w:style w:type="character" w:styleId="Secret"><w:rPr><w:vanish/></w:rPr></w:style>'
        '<w:style w:type="character" w:styleId="Derived"><w:basedOn w:val="Secret"/></w:style>'
        '<w:style w:type="character" w:styleId="Circle"><w:basedOn w:val="Circle"/></w:style>'
    )

    found = read_docx(p("甲", r("乙", run), "丙"), styles=styles)
    assert found.text == shown
    assert bool(found.notes) == ("乙" not in shown)


def test_a_hidden_paragraph_style_and_a_hidden_row_hide() -> None:
    styles = '<w:style w:type="paragraph" w:styleId="H"><w:rPr><w:vanish/></w:rPr></w:style>'
    hidden = p("旧", r("仍在", '<w:vanish w:val="0"/>'), properties='<w:pStyle w:val="H"/>')

    found = read_docx(hidden, tbl(tr("甲", "乙", properties="<w:hidden/>"), tr("丙", "丁")), styles=styles)
    assert found.text == "仍在\n\t丙\n\t丁\n\n"
    assert [note.zh for note in found.notes] == ["文件中有2处隐藏文字，未读入"]


def test_notes_stand_at_the_end_with_their_numbers_and_where_they_belong() -> None:
    def mark(kind: str, number: int, more: str = "") -> str:
        return f'<w:r><w:{kind}Reference w:id="{number}" {more}/></w:r>'

    footnotes = (
        '<w:footnote w:id="-1" w:type="separator"><w:p/></w:footnote>'
        f'<w:footnote w:id="2">{p(" 含上年结转")}{p("另见附件")}</w:footnote><w:footnote w:id="5">{p("指办件量")}</w:footnote>'
        f'<w:footnote w:id="6">{p("无人引用")}</w:footnote>'
    )
    endnotes = f'<w:endnote w:id="2">{p("资料来源")}</w:endnote>'

    found = read_docx(
        p("前文"), p("公开", mark("endnote", 2), "信息", mark("footnote", 2), "3条"), p("办理", mark("footnote", 5)),
        footnotes=footnotes, endnotes=endnotes,
    )  # fmt: skip
    assert found.text == "前文\n公开信息3条\n办理\n注1：含上年结转\n另见附件\n注2：指办件量\n尾注1：资料来源\n"
    assert [origin.part for origin in found.origins] == [(1,), (2,), (3,), (2,), (2,), (3,), (2,)]


@pytest.mark.parametrize("element", ['<w:altChunk r:id="x"/>', '<w:p><w:subDoc r:id="x"/></w:p>'])
def test_a_report_of_which_a_part_lies_in_another_file_is_not_read(element: str) -> None:
    with pytest.raises(UnreadableError, match="another file"):
        read_docx(p("甲"), element)


def test_pictures_are_noted_and_a_report_of_pictures_alone_is_not_read() -> None:
    picture = "<w:r><w:drawing><a:blip/></w:drawing></w:r>"

    found = read_docx(p("甲", picture))
    assert [note.zh for note in found.notes] == ["文件中有1张图片或嵌入对象，其中的文字未读入"]
    with pytest.raises(UnreadableError, match="only pictures: 2"):
        read_docx(p(picture), p(picture))
