"""What spreadsheets make of a CSV table when they save it, and how it is read all the same."""

from __future__ import annotations

import datetime

import pytest

from auditor.engine.spreadsheet import Row, TableError, date, guarded, rounded, table, text_of, year

COLUMNS = ("id", "word", "note")


def cells(text: str) -> list[dict[str, str]]:
    return [dict(row.cells) for row in table(text, COLUMNS, ("id",)).rows]


@pytest.mark.parametrize(
    "text",
    [
        "2024-01-31", "2024-1-31", "2024/1/31", "2024.1.31", "2024年1月31日", "2024年1月31日 星期三", "2024-01-31 00:00:00",
        "2024-01-31T00:00:00", "2024/1/31 0:00", "45322", "45322.0", "45322.5", "２０２４-１-３１",
    ],
)  # fmt: skip
def test_a_date_is_read_however_it_was_rewritten(text: str) -> None:
    assert date(text) == datetime.date(2024, 1, 31)


@pytest.mark.parametrize(
    "text", ["", "soon", "2024-02-30", "31/1/2024", "1/31/24", "24-1-31", "2024", "99999", "00001"]
)
def test_what_could_be_several_dates_is_none(text: str) -> None:
    assert date(text) is None


@pytest.mark.parametrize(
    "text", ["1.23E+30", "1.23456789012346E+031", "1,23E+30", "1E+30", "1.2e30", "12345678901234500000000000000000"]
)
def test_a_fingerprint_that_became_a_number_is_noticed(text: str) -> None:
    assert rounded(text)


@pytest.mark.parametrize(
    "text",
    ["1" * 32, "0" * 64, "1e" + "3" * 30, "b06d9c1955494fcabe612ec550a0ecc3", "12345678901234567890123456789012", "f1"],
)
def test_a_fingerprint_of_digits_is_left_alone(text: str) -> None:
    assert not rounded(text)


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("2023", "2023"),
        ("2023.0", "2023"),
        ("2023年", "2023"),
        ("2023年度", "2023"),
        ("２０２３ 年", "2023"),
        ("二〇二三", "二〇二三"),
    ],
)
def test_a_year_loses_what_was_added(text: str, meant: str) -> None:
    assert year(text) == meant


@pytest.mark.parametrize("separator", [",", ";", "\t"])
def test_any_separator_is_understood(separator: str) -> None:
    assert (
        cells(separator.join(COLUMNS) + "\n" + separator.join(("1", "a,b;c" if separator == "\t" else "a", "x")))[0][
            "id"
        ]
        == "1"
    )


def test_commas_in_a_cell_do_not_make_them_the_separator() -> None:
    assert cells("id;note;word\n1;a,b,c,d;x\n") == [{"id": "1", "word": "x", "note": "a,b,c,d"}]


def test_excels_own_line_about_the_separator_is_no_head() -> None:
    assert table("sep=;\nid;word\n1;a\n", COLUMNS, ("id",)).rows == [Row(3, {"id": "1", "word": "a", "note": ""})]


def test_empty_rows_and_columns_are_left_out_and_rows_keep_their_number() -> None:
    rows = table(",,,\nid,word,,\n,,,\n1,a,,\n ,,,\n", COLUMNS, ("id",)).rows

    assert rows == [Row(4, {"id": "1", "word": "a", "note": ""})]


def test_a_short_row_has_empty_cells() -> None:
    assert cells("id,word,note\n1\n") == [{"id": "1", "word": "", "note": ""}]


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@x", "\tx", "'=1", "'quoted'"])
def test_what_is_guarded_is_read_back_as_it_was(text: str) -> None:
    assert guarded(text).startswith("'")
    assert cells(f'id,note\n1,"{guarded(text)}"\n')[0]["note"] == text


def test_an_apostrophe_before_anything_else_is_part_of_the_text() -> None:
    assert cells("id,note\n1,'tis\n")[0]["note"] == "'tis"


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("", "column 'id' is missing"),
        ("word\nx\n", "column 'id' is missing"),
        ("id,ID\n1,2\n", r"column 'id' is there twice \(ID\)"),
        ("id,word\n1," + "x" * 200_000, "2: field larger than field limit"),
    ],
)
def test_a_text_that_is_no_such_table_is_refused(text: str, told: str) -> None:
    with pytest.raises(TableError, match=told):
        cells(text)


HEADS = {"id": ("编号",), "word": ("词 语", "字")}


@pytest.mark.parametrize(
    "head", ["编号,词语", "ID;WORD", "ＩＤ\t字", '"编号";"词 语"', " Id ,Word", '*编号,"词\n语（必填）"']
)
def test_heads_are_known_by_other_words_in_any_case_and_width(head: str) -> None:
    separator = next(mark for mark in "\t;," if mark in head)

    assert table(f"{head}\n1{separator}a\n", COLUMNS, ("id",), HEADS).rows[0].cells == {
        "id": "1",
        "word": "a",
        "note": "",
    }


def test_a_column_by_two_of_its_words_is_there_twice() -> None:
    with pytest.raises(TableError, match=r"column 'word' is there twice \(字\)"):
        table("编号,word,字\n1,2,3\n", COLUMNS, ("id",), HEADS)


def test_columns_that_nobody_asked_for_are_named() -> None:
    assert table("id, 备注,,Remark\n1,a,,b\n", COLUMNS, ("id",), HEADS).unknown == ("备注", "Remark")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16", "utf-16-le", "utf-16-be"])
def test_any_encoding_that_spreadsheets_save_is_read(encoding: str) -> None:
    text = "编号,词语\r\n1,青禾县人民政府办公室\r\n"

    assert (
        table(text_of(text.encode(encoding)), COLUMNS, ("id",), HEADS).rows[0].cells["word"] == "青禾县人民政府办公室"
    )


@pytest.mark.parametrize("data", [b"PK\x03\x04rest", b"\xd0\xcf\x11\xe0rest"])
def test_a_workbook_is_told_to_be_one(data: bytes) -> None:
    with pytest.raises(TableError, match="save it as"):
        text_of(data)
