"""The PDF reader: what is painted on pages comes out as report text."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from auditor.model.source import Origin
from auditor.reading.limits import Limits
from auditor.reading.pdf import ocr as pdf_ocr
from auditor.reading.pdf import read as reader
from auditor.reading.pdf.read import read
from auditor.reading.reader import ReadOptions, ReadText, UnreadableError
from tests.reading.pdf.writing import Sheet, pdf


@pytest.fixture(autouse=True, scope="module")
def _nothing_is_recognised() -> Iterator[None]:
    """Read as where the extra is not installed."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(reader, "is_installed", lambda: False)
        yield


XS = (60, 160, 240, 320)
YS = (700, 670, 640, 610)
ROWS = (("名称", "上年", "本年"), ("甲类", "12", "7"), ("乙类", "0", "345"))


def text_of(*sheets: Sheet, cues: tuple[str, ...] = ()) -> str:
    return read(pdf(*sheets), ReadOptions(cues)).text


def table(*rows: tuple[str, ...]) -> str:
    """Return rows as report text has them."""
    return "".join("".join(f"\t{cell}\n" for cell in row) + "\n" for row in rows) + "\n"


def prose(*lines: str, top: float = 760) -> Sheet:
    """Return a page with one line below the other; those that do not begin with a blank stand at the left margin."""
    sheet = Sheet()
    for number, line in enumerate(lines):
        indent = len(line) - len(line.lstrip("　"))
        sheet.text(60 + 12 * indent, top - 22 * number, line.lstrip("　"))
    return sheet


FULL = "全年通过网站公布各类文件和工作动态并且及时答复了群众提出的各项咨询与建议同时"  # 39 characters fill a line


def test_a_ruled_grid_is_a_table() -> None:
    assert text_of(Sheet().table(XS, YS, ROWS)) == table(*ROWS)


def test_what_stands_around_a_table_keeps_its_place() -> None:
    sheet = Sheet().text(60, 720, "一、前面").table(XS, YS, ROWS).text(60, 580, "二、后面")
    assert text_of(sheet) == "一、前面\n" + table(*ROWS) + "二、后面\n"


def test_thin_filled_rectangles_are_rules() -> None:
    sheet = Sheet().cells(XS, YS, ROWS)
    for y in YS:
        sheet.fill(XS[0], y, 260, 0.7)
    for x in XS:
        sheet.fill(x, YS[-1], 0.7, 90)
    assert text_of(sheet) == table(*ROWS)


def test_stroked_boxes_around_each_cell_are_rules() -> None:
    sheet = Sheet().cells(XS, YS, ROWS)
    for top, bottom in pairwise(YS):
        for left, right in pairwise(XS):
            sheet.content.append(f"{left + 1} {bottom + 1} {right - left - 2} {top - bottom - 2} re S")
    assert text_of(sheet) == table(*ROWS)


def test_dashed_pieces_are_one_rule() -> None:
    sheet = Sheet().cells(XS, YS, ROWS)
    for x in XS:
        sheet.line(x, YS[0], x, YS[-1])
    for y in YS:
        for start in range(60, 320, 5):
            sheet.line(start, y, start + 3, y)
    assert text_of(sheet) == table(*ROWS)


def test_a_highlight_is_no_rule() -> None:
    sheet = Sheet().table(XS, YS, ROWS)
    sheet.fill(64, 644, 60, 14, 0.8).fill(60, 620, 260, 8, 0.9)
    assert text_of(sheet) == table(*ROWS)


def test_double_borders_are_one() -> None:
    sheet = Sheet().table(XS, YS, ROWS)
    for y in YS:
        sheet.line(XS[0], y + 2, XS[-1], y + 2)
    for x in XS:
        sheet.line(x + 2, YS[0], x + 2, YS[-1])
    assert text_of(sheet) == table(*ROWS)


def test_a_frame_around_the_page_is_no_table() -> None:
    sheet = prose("　　这一页四周有框。").table((30, 560), (810, 30), ())
    assert text_of(sheet) == "这一页四周有框。\n"


def test_a_table_in_a_form_is_moved_by_its_matrix() -> None:
    drawn = Sheet().table((0, 100, 200), (60, 30, 0), (("甲", "1"), ("乙", "2")))
    sheet = Sheet(form="\n".join(drawn.content))
    sheet.content.append("q 2 0 0 2 50 300 cm /X Do Q")
    origins = read(pdf(sheet), ReadOptions()).origins
    assert text_of(sheet) == table(("甲", "1"), ("乙", "2"))
    assert origins[0].box == (58, 388, 78, 410)


def test_merged_cells_are_written_as_report_text_has_them() -> None:
    sheet = Sheet().cells(
        (60, 160, 240, 320), (700, 670, 640), (("合并行", "跨两列", ""), ("", "1", "2"), ("末行", "", "3"))
    )
    for y in (700, 610):
        sheet.line(60, y, 320, y)
    sheet.line(160, 670, 320, 670).line(60, 640, 320, 640)
    for x in (60, 160, 320):
        sheet.line(x, 700, x, 610)
    sheet.line(240, 670, 240, 610)
    found = read(pdf(sheet), ReadOptions())
    assert found.text == table(("合并行", "跨两列"), ("", "1", "2"), ("末行", "", "3"))
    assert [origin.span for origin in found.origins[:2]] == [(1, 2), (2, 1)]


def test_every_line_has_one_origin() -> None:
    found = read(pdf(Sheet().text(60, 720, "标题").table(XS, YS, ROWS)), ReadOptions())
    assert len(found.origins) == found.text.count("\n")
    assert found.origins[0] == Origin(1, (1,), box=(60, 717.6, 84, 730.8))
    assert found.origins[2] == Origin(1, (1, 1, 2), box=(164, 684, 184, 695))
    assert found.origins[9].part == (1, 3, 1)


def test_an_underline_from_side_to_side_divides_no_row() -> None:
    assert text_of(Sheet().table(XS, YS, ROWS).line(62, 653, 130, 653)) == table(*ROWS)


def test_a_label_that_its_cell_breaks_is_joined() -> None:
    sheet = Sheet().table((60, 120, 200), (700, 640), (("没有现成\n信息需要\n另行制作", "0"),))
    assert text_of(sheet) == table(("没有现成信息需要另行制作", "0"))


def test_lines_that_somebody_broke_stay_lines() -> None:
    sheet = Sheet().table((60, 220, 300), (700, 640), (("首行\n次行", "0"),))
    assert text_of(sheet) == "\t首行\n次行\n\t0\n\n\n"


def test_a_figure_wider_than_its_column_stays_one_figure() -> None:
    sheet = Sheet().table((60, 90, 120, 200), (700, 670), (("1", "", "2"),))
    sheet.text(86, 680, "123456", 10)
    assert text_of(sheet) == table(("1", "123456", "2"))


def test_figures_of_neighbouring_cells_are_never_joined() -> None:
    xs = tuple(60 + 14 * n for n in range(8))
    sheet = Sheet().table(xs, (700, 680), ((),))
    for n in range(7):
        sheet.text(61 + 14 * n, 685, f"1{n}", 11)
    assert text_of(sheet) == table(tuple(f"1{n}" for n in range(7)))


def test_a_figure_without_room_goes_on_below() -> None:
    assert text_of(Sheet().table((60, 90, 120), (700, 660), (("1234\n5", "7"),))) == table(("12345", "7"))


class TestPageBreaks:
    """Tables that run over them."""

    @staticmethod
    def halves(
        above: tuple[tuple[str, ...], ...], below: tuple[tuple[str, ...], ...], cues: tuple[str, ...] = ()
    ) -> str:
        first = Sheet().table(XS, [30 + 30 * n for n in range(len(above), -1, -1)], above)
        second = Sheet().table(XS, [800 - 30 * n for n in range(len(below) + 1)], below)
        return text_of(first, second, cues=cues)

    def test_both_halves_are_one_table(self) -> None:
        assert self.halves(ROWS, (("丙类", "1", "2"),)) == table(*ROWS, ("丙类", "1", "2"))

    def test_a_head_that_is_printed_again_is_dropped(self) -> None:
        assert self.halves(ROWS, (ROWS[0], ("丙类", "1", "2"))) == table(*ROWS, ("丙类", "1", "2"))

    def test_a_torn_row_is_made_whole(self) -> None:
        found = self.halves((ROWS[0], ("区分处理的只计这一", "8", "9")), (("情形", "", ""), ("丙类", "1", "2")))
        assert found == table(ROWS[0], ("区分处理的只计这一情形", "8", "9"), ("丙类", "1", "2"))

    def test_figures_that_came_over_alone_belong_to_the_label(self) -> None:
        assert self.halves((ROWS[0], ("甲类", "", "")), (("", "8", "9"),)) == table(ROWS[0], ("甲类", "8", "9"))

    def test_two_rows_stay_two(self) -> None:
        above, below = (ROWS[0], ("甲类", "", "")), (("乙类", "8", "9"),)
        assert self.halves(above, below) == table(*above, *below)

    def test_a_known_label_begins_a_row(self) -> None:
        above, below = (("甲", "1", "2"), ("这是一个填满的标签", "3", "4")), (("丙类", "", ""),)
        assert self.halves(above, below, cues=("丙类",)) == table(*above, *below)

    def test_rows_without_a_bottom_rule_are_closed(self) -> None:
        sheet = Sheet().cells(XS, YS, ROWS)
        for y in YS[:-1]:
            sheet.line(XS[0], y, XS[-1], y)
        for x in XS:
            sheet.line(x, YS[0], x, YS[-1])
        assert text_of(sheet) == table(*ROWS)

    def test_a_merged_label_comes_back_empty(self) -> None:
        first = Sheet().cells((60, 120, 200), (90, 60), (("组别", "甲", "1"), ("", "乙", "2")))
        second = Sheet().cells((60, 120, 200), (800, 770), (("", "丙", "3"), ("其他", "丁", "4")))
        for sheet, (top, middle, bottom), start in ((first, (90, 60, 30), 120), (second, (800, 770, 740), 60)):
            sheet.line(60, top, 280, top).line(start, middle, 280, middle).line(60, bottom, 280, bottom)
            for x in (60, 120, 200, 280):
                sheet.line(x, top, x, bottom)
        found = read(pdf(first, second), ReadOptions())
        assert found.text == table(("组别", "甲", "1"), ("", "乙", "2"), ("", "丙", "3"), ("其他", "丁", "4"))
        assert found.origins[0].span == (1, 3)

    def test_a_merged_label_that_hangs_into_the_next_row_is_lifted(self) -> None:
        first = Sheet().cells((60, 110, 200), (90, 60), (("其他处", "甲", "1"), ("", "丁", "4")))
        first.line(60, 90, 300, 90).line(110, 60, 300, 60).line(60, 30, 300, 30)
        for x in (60, 110, 200, 300):
            first.line(x, 90, x, 30)
        second = Sheet().table((60, 110, 200, 300), (800, 770), (("", "乙", "2"),))
        second.line(60, 740, 300, 740).line(60, 770, 60, 740).line(200, 770, 200, 740).line(300, 770, 300, 740)
        second.text(64, 760, "理", 9).text(70, 745, "（七）总计", 9).text(204, 745, "3")
        assert text_of(first, second) == table(
            ("其他处理", "甲", "1"), ("", "丁", "4"), ("", "乙", "2"), ("（七）总计", "3")
        )  # fmt: skip

    def test_another_table_is_another(self) -> None:
        first = Sheet().table(XS, (90, 60, 30), ROWS[:2])
        second = Sheet().table((60, 200, 500), (800, 770), (("别的", "9"),))
        assert text_of(first, second) == table(*ROWS[:2]) + table(("别的", "9"))

    def test_a_heading_between_keeps_tables_apart(self) -> None:
        first = Sheet().table(XS, (90, 60), ROWS[:1]).text(64, 40, "三、另一张表")
        second = Sheet().table(XS, (800, 770), ROWS[1:2])
        assert text_of(first, second) == table(*ROWS[:1]) + "三、另一张表\n" + table(*ROWS[1:2])

    def test_text_that_hangs_out_of_a_table_belongs_to_its_last_row(self) -> None:
        first = Sheet().table((60, 110, 300), (90, 60), (("自然人情", "0"),)).text(64, 46, "况", 10)
        second = Sheet().table((60, 110, 300), (800, 770), (("乙", "1"),))
        assert text_of(first, second) == table(("自然人情况", "0"), ("乙", "1"))


class TestParagraphs:
    """Lines of running text."""

    def test_lines_that_fill_the_width_go_on(self) -> None:
        assert text_of(prose("　　" + FULL[2:], FULL, "到此为止。", "　　另起一段。")) == (
            FULL[2:] + FULL + "到此为止。\n另起一段。\n"
        )

    def test_a_paragraph_goes_on_over_the_page(self) -> None:
        assert text_of(prose("　　" + FULL[2:], FULL), prose("到此为止。")) == FULL[2:] + FULL + "到此为止。\n"

    def test_a_marker_begins_a_paragraph_where_nothing_is_indented(self) -> None:
        lines = ("一、总体情况", FULL, "二、其他情况", FULL, "到此为止。")
        assert text_of(prose(*lines)) == f"一、总体情况\n{FULL}\n二、其他情况\n{FULL}到此为止。\n"

    def test_a_short_line_ends_a_paragraph(self) -> None:
        assert text_of(prose("　　" + FULL[2:], "没有写完", "又是一行。")) == FULL[2:] + "没有写完\n又是一行。\n"

    def test_a_title_of_three_lines_stays_three_lines(self) -> None:
        sheet = Sheet()
        for n, line in enumerate(("某某县人民政府", "2023年政府信息公开", "工作年度报告")):
            sheet.text(200, 760 - 30 * n, line, 20)
        assert text_of(sheet) == "某某县人民政府\n2023年政府信息公开\n工作年度报告\n"

    @pytest.mark.parametrize("number", ["- {} -", "— {} —", "第{}页 共3页", "{}/3", "{}", "·{}·"])
    def test_page_numbers_are_left_out(self, number: str) -> None:
        pages = [prose(f"　　第{n}段。").text(290, 40, number.format(n)) for n in (1, 2, 3)]
        assert text_of(*pages) == "第1段。\n第2段。\n第3段。\n"

    def test_running_heads_are_left_out(self) -> None:
        pages = [prose(f"　　第{n}段。").text(400, 815, f"某局年度报告 {n}", 9) for n in (1, 2)]
        assert text_of(*pages) == "第1段。\n第2段。\n"

    def test_a_figure_at_the_foot_of_a_page_is_no_page_number(self) -> None:
        assert text_of(prose("　　段落。").text(300, 60, "37")) == "段落。\n37\n"

    def test_what_stretches_a_line_is_no_blank(self) -> None:
        sheet = Sheet().text(60, 700, "电话")
        for n, char in enumerate("邮编：100000"):
            sheet.text(60 + 17 * n if n < 3 else 111 + 6 * (n - 3), 660, char)
        assert text_of(sheet) == "电话\n邮编：100000\n"

    def test_bold_type_painted_twice_is_read_once(self) -> None:
        assert text_of(Sheet().text(60, 700, "粗体100").text(60.4, 700, "粗体100")) == "粗体100\n"

    def test_characters_are_ordered_by_where_they_stand(self) -> None:
        assert text_of(Sheet().text(96, 700, "在后").text(60, 700, "写在前")) == "写在前在后\n"

    def test_radicals_are_read_as_characters(self) -> None:
        assert text_of(Sheet().text(60, 700, "⼯作⼈员")) == "工作人员\n"

    def test_white_and_slanted_text_is_not_seen(self) -> None:
        sheet = Sheet().text(60, 700, "可见").text(60, 600, "白字", before="1 g")
        sheet.content.append(f"BT /F 40 Tf 0.7 0.7 -0.7 0.7 200 300 Tm <{'水印'.encode('utf-16-be').hex()}> Tj ET")
        assert text_of(sheet) == "可见\n"

    def test_white_text_on_a_dark_ground_is_read(self) -> None:
        assert text_of(Sheet().fill(50, 690, 200, 30).text(60, 700, "白字黑底", before="1 g")) == "白字黑底\n"

    def test_invisible_text_over_visible_text_is_left_out(self) -> None:
        assert text_of(Sheet().text(60, 700, "可见的文字").text(60, 600, "看不见", mode=3)) == "可见的文字\n"


@pytest.mark.parametrize("quarters", [1, 2, 3])
def test_a_turned_page_is_read_as_it_is_shown(quarters: int) -> None:
    """The content is turned against the page, so that what is shown stands upright."""
    matrix = {1: "0 1 -1 0 595 0", 2: "-1 0 0 -1 595 842", 3: "0 -1 1 0 0 842"}[quarters]
    sheet = Sheet(rotate=90 * quarters)
    sheet.content.append(f"{matrix} cm")
    sheet.text(60, 570, "一、转页").table((60, 160, 240, 320), (550, 520, 490, 460), ROWS)
    found = read(pdf(sheet), ReadOptions())
    assert found.text == "一、转页\n" + table(*ROWS)
    left, bottom, right, top = found.origins[1].box or (0, 0, 0, 0)
    assert 60 < left < right < 160
    assert 520 < bottom < top < 550


def test_a_table_without_any_rule_is_found_by_its_figures() -> None:
    sheet = Sheet().text(60, 760, "二、公开情况")
    sheet.text(60, 730, "内容").text(200, 730, "上年").text(300, 730, "本年")
    sheet.text(60, 700, "甲类文件").text(210, 700, "12").text(310, 700, "7")
    sheet.text(60, 680, "乙类的文件和").text(210, 672, "0").text(310, 672, "345").text(60, 664, "其他材料")
    sheet.text(60, 630, "三、申请情况")
    assert text_of(sheet) == "二、公开情况\n" + table(
        ("内容", "上年", "本年"), ("甲类文件", "12", "7"), ("乙类的文件和其他材料", "0", "345")
    ) + "三、申请情况\n"  # fmt: skip


def test_a_figure_missing_in_a_row_without_rules_is_an_empty_cell() -> None:
    sheet = Sheet()
    for row, figures in enumerate(("123", "1 3")):
        sheet.text(60, 700 - 30 * row, f"第{'一二'[row]}行")
        for column, figure in enumerate(figures):
            if figure != " ":
                sheet.text(200 + 60 * column, 700 - 30 * row, figure)
    assert text_of(sheet) == table(("第一行", "1", "2", "3"), ("第二行", "1", "", "3"))


def test_figures_half_a_line_lower_belong_to_the_row() -> None:
    sheet = Sheet()
    for row in range(2):
        y = 700 - 30 * row
        sheet.text(60, y, f"第{'一二'[row]}行").text(200, y, "1").text(260, y - 7, "2").text(320, y, "3")
    assert text_of(sheet) == table(("第一行", "1", "2", "3"), ("第二行", "1", "2", "3"))


def test_crowded_figures_are_all_kept() -> None:
    sheet = Sheet().text(60, 700, "甲").text(200, 700, "11").text(200, 694, "22").text(260, 688, "33")
    found = text_of(sheet)
    assert all(found.count(figure) == 1 for figure in ("11", "22", "33"))


def test_the_title_of_a_table_without_rules_may_end_the_page_before() -> None:
    first = prose("　　" + FULL[2:], "到此为止。").text(270, 40, "第一部分")
    second = Sheet().text(60, 780, "甲类").text(300, 780, "1").text(500, 780, "2")
    second.text(60, 750, "乙类").text(300, 750, "3").text(500, 750, "4")
    assert text_of(first, second) == f"{FULL[2:]}到此为止。\n" + table(
        ("第一部分",), ("甲类", "1", "2"), ("乙类", "3", "4")
    )  # fmt: skip


def test_filled_fields_are_read_where_they_stand() -> None:
    sheet = Sheet().table((60, 160, 260), (700, 670), (("受理数", ""),))
    value = "㈠37件".encode("utf-16-be").hex()
    sheet.annotations.append(
        "<< /Type /Annot /Subtype /Widget /FT /Tx /T (a) /F 4 /Rect [164 674 256 696] /DA (/F 10 Tf)"
        f" /V <FEFF{value}> >>"
    )
    assert read(pdf(sheet, fields=True), ReadOptions()).text == table(("受理数", "㈠37件"))


def test_a_comment_on_the_page_is_not_read() -> None:
    sheet = Sheet().text(60, 700, "正文")
    sheet.annotations.append("<< /Type /Annot /Subtype /Text /Rect [100 100 120 120] /Contents (wrong!) >>")
    assert text_of(sheet) == "正文\n"


class TestUnreadable:
    """What cannot be read says why."""

    @staticmethod
    def why(data: bytes, limits: Limits | None = None) -> str:
        with pytest.raises(UnreadableError) as caught:
            read(data, ReadOptions(limits=limits or Limits()))
        assert caught.value.message.zh
        return caught.value.message.en

    def test_a_password_is_needed(self) -> None:
        assert "password" in self.why(pdf(prose("密文"), password=FULL[:4]))

    def test_an_empty_password_is_none(self) -> None:
        assert read(pdf(prose("　　人人可读。"), password=""), ReadOptions()).text == "人人可读。\n"

    @pytest.mark.parametrize("data", [b"", b"%PDF-1.7\n", b"\0" * 500, pdf(Sheet())[:200]])
    def test_damaged(self, data: bytes) -> None:
        assert "damaged" in self.why(data)

    def test_no_pages(self) -> None:
        assert "damaged" in self.why(pdf())

    def test_no_text(self) -> None:
        assert "no text" in self.why(pdf(Sheet().line(0, 0, 100, 100)))

    def test_a_scan_says_what_to_install(self) -> None:
        sheet = Sheet(picture=b"\xff" * 100, picture_size=(10, 10)).image(0, 0, 595, 842)
        assert 'pip install "auditor[ocr]"' in self.why(pdf(sheet))

    def test_too_many_pages(self) -> None:
        assert "pages: 2" in self.why(pdf(Sheet(), Sheet(), Sheet()), Limits(pages=2))

    def test_too_many_shapes(self) -> None:
        sheet = Sheet()
        for n in range(30):
            sheet.line(n, 0, n, 9)
        assert "shapes: 20" in self.why(pdf(sheet), Limits(shapes=20))

    def test_too_many_cells(self) -> None:
        assert "cells: 5" in self.why(pdf(Sheet().table(XS, YS, ROWS)), Limits(cells=5))

    def test_too_large(self) -> None:
        assert "megabytes: 0.001" in self.why(pdf(Sheet().table(XS, YS, ROWS)), Limits(megabytes=0.001))


class TestBreakingOff:
    """A file without its end, or with a damaged page among others, is read as far as it goes and says so."""

    SHEETS = (prose("　　第一页有文字，说的是全年的情况。"), prose("　　第二页也有文字。"), prose("　　第三页。"))

    def test_a_file_without_its_end_is_unread_from_there_on(self) -> None:
        # What was changed stands behind the file as it was before.
        data = pdf(*self.SHEETS) + b"\n50 0 obj\n<< /Type /Page /Parent 2 0 R /Contents 51 0 R >>\nendobj\n51 0 ob"
        found = read(data, ReadOptions())
        assert "第一页有文字" in found.text
        assert ["末尾缺失" in told.zh for told in found.unread] == [True]

    def test_a_file_of_which_nothing_is_found_without_its_end_is_damaged(self) -> None:
        data = pdf(*self.SHEETS)
        with pytest.raises(UnreadableError) as error:
            read(data[: data.index(b"xref\n0")], ReadOptions())
        assert "损坏" in error.value.message.zh

    def test_text_behind_the_end_is_nothing(self) -> None:
        assert read(pdf(*self.SHEETS) + b"\r\n<!-- counted -->", ReadOptions()).unread == ()

    def test_a_damaged_page_is_named_and_the_others_are_read(self) -> None:
        data = pdf(*self.SHEETS)
        second = data.index(b"/Type /Page /", data.index(b"/Type /Page /") + 1)
        found = read(data[:second] + data[second:].replace(b"/Type /Page /", b"/Type /Past /", 1), ReadOptions())
        assert "第一页" in found.text
        assert "第三页" in found.text
        assert ["第2页已损坏" in told.zh for told in found.unread] == [True]


class TestPictures:
    """What a picture holds is never passed over in silence."""

    @staticmethod
    def found(sheet: Sheet) -> ReadText:
        return read(pdf(prose("　　第一页有文字。"), sheet), ReadOptions())

    def test_a_scanned_page_among_others_is_named(self) -> None:
        sheet = Sheet(picture=b"\xff" * 100, picture_size=(10, 10)).image(0, 0, 595, 842)
        found = self.found(sheet)
        assert found.text == "第一页有文字。\n"
        assert ["第2页是图片" in note.zh and "page 2" in note.en for note in (*found.notes, *found.unread)] == [True]

    def test_a_picture_large_enough_for_a_table_is_named(self) -> None:
        sheet = prose("　　下面的图片里可能有一张表格，这里没有读出来，所以要说明。").image(60, 300, 400, 200)
        sheet.picture, sheet.picture_size = b"\xff" * 100, (10, 10)
        assert ["第2页" in note.zh for note in self.found(sheet).notes] == [True]

    def test_a_seal_is_not(self) -> None:
        sheet = prose("　　这一页只有一个印章图片，没有别的内容，不必说明。").image(400, 300, 100, 100)
        sheet.picture, sheet.picture_size = b"\xff" * 100, (10, 10)
        assert self.found(sheet).notes == ()

    def test_the_text_beneath_a_scan_is_read_with_a_note(self) -> None:
        sheet = Sheet(picture=b"\xff" * 100, picture_size=(10, 10)).image(0, 0, 595, 842)
        sheet.text(60, 700, "识别出来的这一行文字", mode=3)
        found = self.found(sheet)
        assert found.text == "第一页有文字。\n识别出来的这一行文字\n"
        assert ["扫描" in note.zh for note in found.notes] == [True]


@pytest.mark.skipif(not pdf_ocr.is_installed(), reason="the extra auditor[ocr] is not installed")
def test_a_scanned_table_is_recognised_cell_by_cell(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reader, "is_installed", lambda: True)
    import pypdfium2  # type: ignore[import-untyped]

    rows = (("12", "0", "345"), ("7", "18", "90"))
    drawn = pypdfium2.PdfDocument(pdf(Sheet(300, 200).table((40, 120, 180, 260), (160, 120, 80), rows, 14)))
    grey = drawn[0].render(scale=3, grayscale=True).to_numpy()
    sheet = Sheet(300, 200, picture=grey.tobytes(), picture_size=(grey.shape[1], grey.shape[0]))
    found = read(pdf(sheet.image(0, 0, 300, 200)), ReadOptions())
    assert found.text == table(*rows)
    assert found.origins[0].confidence is not None
    assert found.origins[0].confidence > 0.5
    assert "识别" in found.notes[0].zh


WHOLE = pdf(
    prose("　　" + FULL[2:], FULL, "到此为止。").table(XS, (90, 60, 30), ROWS[:2]),
    Sheet(form="0 0 m 10 10 l S").table(XS, (800, 770), ROWS[2:]),
)


@settings(max_examples=150, deadline=None)
@given(st.lists(st.tuples(st.integers(0, len(WHOLE) - 1), st.integers(0, 255)), min_size=1, max_size=12))
def test_changed_bytes_are_read_or_refused(changes: list[tuple[int, int]]) -> None:
    data = bytearray(WHOLE)
    for at, byte in changes:
        data[at] = byte
    _read_or_refuse(bytes(data))


@settings(max_examples=60, deadline=None)
@given(st.integers(0, len(WHOLE)), st.integers(0, len(WHOLE)))
def test_lost_bytes_are_read_or_refused(first: int, second: int) -> None:
    _read_or_refuse(WHOLE[: min(first, second)] + WHOLE[max(first, second) :])


def _read_or_refuse(data: bytes) -> None:
    try:
        found = read(data, ReadOptions())
    except UnreadableError:
        return
    assert len(found.origins) == found.text.count("\n")
    assert read(data, ReadOptions()).text == found.text
