"""Numbers that Word generates stand in the text as Word shows them."""

from __future__ import annotations

import pytest

from auditor.reading.docx.numerals import numeral
from tests.reading.docx.made import p, read_docx, tbl, tc, text_of, tr


def lvl(at: int, form: str, text: str, more: str = "", start: int = 1) -> str:
    return f'<w:lvl w:ilvl="{at}"><w:start w:val="{start}"/><w:numFmt w:val="{form}"/>{more}<w:lvlText w:val="{text}"/></w:lvl>'


def abstract(name: int, *levels: str, more: str = "") -> str:
    return f'<w:abstractNum w:abstractNumId="{name}">{"".join(levels)}{more}</w:abstractNum>'


def num(name: int, of: int, more: str = "") -> str:
    return f'<w:num w:numId="{name}"><w:abstractNumId w:val="{of}"/>{more}</w:num>'


def item(text: str, level: int = 0, number: int = 1) -> str:
    return p(text, properties=f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{number}"/></w:numPr>')


REPORT = abstract(
    0,
    lvl(0, "chineseCountingThousand", "%1、"),
    lvl(1, "chineseCountingThousand", "（%2）"),
    lvl(2, "decimal", "%3."),
    lvl(3, "decimalEnclosedCircle", "%4"),
) + num(1, 0)


def test_levels_count_each_and_begin_anew_below_a_higher_one() -> None:
    body = [item("甲"), item("乙", 1), item("丙", 1), item("丁", 2), item("戊", 3), item("己"), item("庚", 1)]

    assert text_of(*body, numbering=REPORT) == "一、甲\n（一）乙\n（二）丙\n1. 丁\n①戊\n二、己\n（一）庚\n"


@pytest.mark.parametrize(
    ("form", "shown"),
    [
        ("chineseCounting", "一 十 十二 二十 三十一 一百零一"),
        ("chineseCountingThousand", "一 十 十二 二十 三十一 一百零一"),
        ("japaneseCounting", "一 十 十二 二十 三十一 一百零一"),
        ("taiwaneseCountingThousand", "一 十 十二 二十 三十一 一百零一"),
        ("ideographDigital", "一 一〇 一二 二〇 三一 一〇一"),
        ("chineseLegalSimplified", "壹 壹拾 壹拾贰 贰拾 叁拾壹 壹佰零壹"),
        ("decimal", "1 10 12 20 31 101"),
        ("decimalZero", "01 10 12 20 31 101"),
        ("decimalFullWidth", "１ １０ １２ ２０ ３１ １０１"),
        ("decimalEnclosedCircle", "① ⑩ ⑫ ⑳ 31 101"),
        ("decimalEnclosedParen", "⑴ ⑽ ⑿ ⒇ 31 101"),
        ("ideographTraditional", "甲 癸 12 20 31 101"),
        ("upperLetter", "A J L T EE WWWW"),
        ("lowerRoman", "i x xii xx xxxi ci"),
        ("upperRoman", "I X XII XX XXXI CI"),
        ("ordinal", "1st 10th 12th 20th 31st 101st"),
        ("none", "     "),
        ("unheard of", "1 10 12 20 31 101"),
    ],
)
def test_numerals_are_written_as_word_writes_them(form: str, shown: str) -> None:
    assert " ".join(numeral(number, form) for number in (1, 10, 12, 20, 31, 101)) == shown


def test_numerals_beyond_what_word_writes_are_decimal() -> None:
    forms = ("upperRoman", "lowerLetter", "chineseCounting", "ideographZodiac")
    assert {numeral(10**9, form) for form in forms} == {str(10**9)}
    assert numeral(1010, "chineseCountingThousand") == "一千零一十"
    assert numeral(0, "upperRoman") == "0"


@pytest.mark.parametrize(
    ("more", "label"), [("", "1. "), ('<w:suff w:val="space"/>', "1. "), ('<w:suff w:val="nothing"/>', "1.")]
)
def test_the_gap_behind_a_number(more: str, label: str) -> None:
    numbering = abstract(0, lvl(0, "decimal", "%1.", more)) + num(1, 0)
    assert text_of(item("甲"), numbering=numbering) == f"{label}甲\n"


def test_numbers_of_higher_levels_can_be_shown_and_shown_as_decimal() -> None:
    levels = (
        lvl(0, "chineseCounting", "%1、"),
        lvl(1, "decimal", "%1.%2"),
        lvl(2, "decimal", "%1.%2.%3", "<w:isLgl/>"),
    )
    numbering = abstract(0, *levels) + num(1, 0)

    assert text_of(item("甲"), item("乙", 1), item("丙", 2), numbering=numbering) == "一、甲\n一.1 乙\n1.1.1 丙\n"
    # A level left out counts as begun.
    assert text_of(item("丙", 2), item("乙", 1), item("甲"), numbering=numbering) == "1.1.1 丙\n一.2 乙\n二、甲\n"


def test_lists_of_one_kind_count_on_unless_one_says_where_it_begins() -> None:
    again = '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride>'
    numbering = abstract(0, lvl(0, "decimal", "%1、")) + num(1, 0) + num(2, 0) + num(3, 0, again)

    body = [item("甲"), item("乙", number=2), item("丙", number=3), item("丁", number=3), item("戊", number=1)]
    assert text_of(*body, numbering=numbering) == "1、甲\n2、乙\n1、丙\n2、丁\n3、戊\n"


def test_a_list_can_have_a_level_of_its_own() -> None:
    own = f'<w:lvlOverride w:ilvl="0">{lvl(0, "upperLetter", "%1)", start=3)}</w:lvlOverride>'
    numbering = abstract(0, lvl(0, "decimal", "%1、")) + num(1, 0, own)

    assert text_of(item("甲"), item("乙"), numbering=numbering) == "C) 甲\nD) 乙\n"


@pytest.mark.parametrize(
    ("restart", "last"), [("", "1"), ('<w:lvlRestart w:val="0"/>', "2"), ('<w:lvlRestart w:val="1"/>', "1")]
)
def test_a_level_can_count_on_below_a_higher_one(restart: str, last: str) -> None:
    numbering = abstract(0, lvl(0, "decimal", "%1、"), lvl(1, "decimal", "%2)", restart)) + num(1, 0)

    assert text_of(item("甲"), item("乙", 1), item("丙"), item("丁", 1), numbering=numbering).endswith(
        f"\n{last}) 丁\n"
    )


def test_styles_number_and_a_paragraph_can_decline() -> None:
    styles = (
        '<w:style w:type="paragraph" w:default="1" w:styleId="a"/>'
        '<w:style w:type="paragraph" w:styleId="1"><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
        '<w:style w:type="paragraph" w:styleId="Mine"><w:basedOn w:val="1"/></w:style>'
        '<w:style w:type="paragraph" w:styleId="2"><w:basedOn w:val="a"/><w:pPr><w:numPr><w:ilvl w:val="1"/>'
        '<w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
    )
    tied = abstract(
        0,
        lvl(0, "chineseCounting", "%1、", '<w:pStyle w:val="1"/>'),
        lvl(1, "chineseCounting", "（%2）", '<w:pStyle w:val="2"/>'),
    ) + num(1, 0)

    def styled(text: str, style: str, more: str = "") -> str:
        return p(text, properties=f'<w:pStyle w:val="{style}"/>{more}')

    body = [
        styled("甲", "1"), styled("乙", "Mine"), styled("丙", "2"), p("丁"), styled("戊", "nobody's"),
        styled("己", "1", '<w:numPr><w:numId w:val="0"/></w:numPr>'), styled("庚", "1"),
    ]  # fmt: skip
    assert text_of(*body, numbering=tied, styles=styles) == "一、甲\n二、乙\n（一）丙\n丁\n戊\n己\n三、庚\n"


def test_a_list_can_leave_its_levels_to_a_numbering_style() -> None:
    styles = (
        '<w:style w:type="numbering" w:styleId="L"><w:pPr><w:numPr><w:numId w:val="7"/></w:numPr></w:pPr></w:style>'
    )
    numbering = (
        abstract(0, more='<w:numStyleLink w:val="L"/>')
        + abstract(5, lvl(0, "chineseCounting", "%1、"))
        + num(1, 0)
        + num(7, 5)
    )

    assert text_of(item("甲"), item("乙", number=7), numbering=numbering, styles=styles) == "一、甲\n二、乙\n"


def test_cells_are_numbered_and_empty_paragraphs_too() -> None:
    numbering = abstract(0, lvl(0, "decimal", "%1")) + num(1, 0)

    assert (
        text_of(tbl(tr(tc(item("")), "甲"), tr(tc(item("")), "乙")), numbering=numbering)
        == "\t1 \n\t甲\n\n\t2 \n\t乙\n\n"
    )


def test_a_paragraph_deleted_whole_is_not_counted() -> None:
    gone = (
        '<w:p><w:pPr><w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr><w:rPr><w:del/></w:rPr></w:pPr>'
        "<w:del><w:r><w:delText>旧</w:delText></w:r></w:del></w:p>"
    )
    assert text_of(item("甲"), gone, item("乙"), numbering=REPORT) == "一、甲\n二、乙\n"


def test_bullets_are_signs_and_a_hidden_number_is_none() -> None:
    bullet = abstract(0, lvl(0, "bullet", "\uf06c"), lvl(1, "bullet", "\uf0ff"), lvl(2, "bullet", "")) + num(1, 0)
    hidden = abstract(0, lvl(0, "decimal", "%1、", "<w:rPr><w:vanish/></w:rPr>"), lvl(1, "decimal", "%1.%2")) + num(
        1, 0
    )

    assert text_of(item("甲"), item("乙", 1), item("丙", 2), numbering=bullet) == "● 甲\n• 乙\n丙\n"
    assert text_of(item("甲"), item("乙", 1), numbering=hidden) == "甲\n1.1 乙\n"


def test_a_list_that_is_not_there_numbers_nothing() -> None:
    assert text_of(item("甲", number=9), item("乙", level=8), item("丙", level=99), numbering=REPORT) == "甲\n乙\n丙\n"
    assert text_of(item("甲")) == "甲\n"


def test_a_format_of_later_word_has_one_of_earlier_beside_it() -> None:
    level = (
        '<w:lvl w:ilvl="0"><w:start w:val="1"/><mc:AlternateContent><mc:Choice Requires="w14"><w:numFmt w:val="custom" '
        'w:format="001"/></mc:Choice><mc:Fallback><w:numFmt w:val="upperRoman"/></mc:Fallback></mc:AlternateContent>'
        '<w:lvlText w:val="%1、"/></w:lvl>'
    )
    found = read_docx(item("甲"), numbering=abstract(0, level) + num(1, 0))
    assert found.text == "I、甲\n"
