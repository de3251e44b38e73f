"""What a cell says: the numbers, blanks, placeholders and texts met in real tables."""

from __future__ import annotations

import unicodedata
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from auditor.model.values import Amount, Kind, is_count, read_value, show

PADS = st.text(alphabet=" \t\xa0\u3000\u200b\ufeff", max_size=3)
UNITS = st.sampled_from(["", "件", "条", "项", "元", "万元", "亿元", "个", "件次"])
NOTES = st.sampled_from(["", "（其中修订16件）", "(含上年结转3件)", "（指2019年事项数）"])
NUMBERS = st.one_of(
    st.integers(-(10**12), 10**12),
    st.decimals(Decimal("-99999"), Decimal("99999"), places=2),
)
WIDE = str.maketrans("0123456789+-,.()", "０１２３４５６７８９＋－，．（）")


def number(raw: str) -> Amount | None:
    return read_value(raw).number


@settings(deadline=None, max_examples=200)
@given(NUMBERS, PADS, PADS)
def test_a_padded_number_is_that_number(value: Amount, before: str, after: str) -> None:
    assert number(f"{before}{value}{after}") == value


@settings(deadline=None, max_examples=200)
@given(NUMBERS, UNITS, NOTES)
def test_thousands_separators_units_and_notes_leave_the_number_alone(value: Amount, unit: str, note: str) -> None:
    read = read_value(f"{value:,}{unit}{note}")

    assert (read.number, read.unit) == (value, unit)


@settings(deadline=None, max_examples=200)
@given(NUMBERS)
def test_full_width_digits_are_digits(value: Amount) -> None:
    assert number(f"{value:+,}".translate(WIDE)) == value


@settings(deadline=None, max_examples=200)
@given(NUMBERS)
def test_a_shown_number_reads_as_the_same_number(value: Amount) -> None:
    assert number(show(value)) == value


@settings(deadline=None, max_examples=200)
@given(NUMBERS.filter(lambda value: value >= 0))
def test_a_bracketed_figure_is_the_figure(value: Amount) -> None:
    assert number(f"（{value}）") == value


@settings(deadline=None, max_examples=400)
@given(st.text(max_size=12))
def test_any_text_has_exactly_one_kind(raw: str) -> None:
    read = read_value(raw)

    assert (read.kind is Kind.NUMBER) == (read.number is not None)


@settings(deadline=None, max_examples=200)
@given(st.text(alphabet=st.characters(categories=["Zs", "Cc", "Cf"]), max_size=5))
def test_no_invisible_text_is_a_number(raw: str) -> None:
    assert read_value(raw).number is None


@pytest.mark.parametrize(
    ("raw", "value"),
    [
        ("0", 0), ("　　0", 0), (" 0", 0), ("0 ", 0), ("０", 0), ("(0)", 0), ("（0）", 0), ("1,234", 1234), ("+1", 1), ("-2", -2),
        ("－2", -2), ("−2", -2), ("251000元", 251000), ("113.96万元", Decimal("113.96")), ("18.8710", Decimal("18.8710")),
        ("5（其中修订16件）", 5), ("5(含上年结转2件)", 5), ("1 2", 12), ("60件", 60), ("00", 0),
    ],
)  # fmt: skip
def test_reads_numbers_as_people_write_them(raw: str, value: Amount) -> None:
    assert number(raw) == value


def test_a_note_is_kept_beside_the_number() -> None:
    assert read_value("5（其中修订16件）").note == "其中修订16件"


@pytest.mark.parametrize("raw", ["5①", "5②", "5²", "5 ⑩"])
def test_a_footnote_mark_is_no_digit(raw: str) -> None:
    assert number(raw) == 5


@pytest.mark.parametrize("raw", ["", " ", "　", "\xa0", "\n", "\u200b", "\ufeff"])
def test_nothing_visible_is_a_blank(raw: str) -> None:
    assert read_value(raw).kind is Kind.BLANK


@pytest.mark.parametrize("raw", ["/", "-", "—", "–", "——", "无", "不适用", "N/A", " / ", "－", "／"])
def test_a_placeholder_is_neither_blank_nor_zero(raw: str) -> None:
    assert read_value(raw).kind is Kind.PLACEHOLDER


@pytest.mark.parametrize(
    "raw",
    ["增加5", "0/0", "约5", "60余条", "1,23", "12,34,567", "1.2.3", "5件6件", "一", "1-2", "5%", "((5))", "(5", "1e5", "0x1f", "--5", "."],
)  # fmt: skip
def test_what_is_not_plainly_a_number_is_a_text(raw: str) -> None:
    assert read_value(raw).kind is Kind.TEXT


@pytest.mark.parametrize("digits", [26, 5000, 100_000])
def test_a_run_of_digits_that_nobody_counts_to_is_a_text(digits: int) -> None:
    assert read_value("9" * digits).kind is Kind.TEXT


@pytest.mark.parametrize(
    ("raw", "count"),
    [("0", True), ("12", True), ("12.0", True), ("12.5", False), ("-1", False), ("", False), ("无", False)],
)
def test_a_count_is_a_whole_number_of_zero_or_more(raw: str, count: bool) -> None:
    assert is_count(read_value(raw)) is count


@pytest.mark.parametrize(
    ("number", "shown"),
    [(0, "0"), (-3, "-3"), (Decimal("18.8710"), "18.871"), (Decimal("12.00"), "12"), (Decimal("1E+3"), "1000")],
)
def test_a_number_is_shown_as_a_reader_writes_it(number: Amount, shown: str) -> None:
    assert show(number) == shown


def test_every_decimal_digit_of_any_script_counts_as_one() -> None:
    digits = [chr(code) for code in range(0x110000) if unicodedata.category(chr(code)) == "Nd"]

    assert all(number(digit) == unicodedata.decimal(digit) for digit in digits)
