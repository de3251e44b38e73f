"""Numbers with their units as the running text gives them, each in its clause and list."""

from __future__ import annotations

import pytest

from auditor.testing import bound, report_text
from auditor_rules.prose.quantities import Quantity, Reading, readings


def read(sentence: str) -> list[Reading]:
    report = bound(report_text(sections={"overview": sentence}))
    return [reading for reading in readings(report) if reading.sentence.section == "overview"]


def quantities(sentence: str) -> list[Quantity]:
    return [quantity for reading in read(sentence) for quantity in reading.quantities]


@pytest.mark.parametrize(
    ("text", "number", "unit"),
    [
        ("收到申请12件。", 12, "件"),
        ("收到申请１２件。", 12, "件"),
        ("收到申请 12 件。", 12, "件"),
        ("公开信息1,212条。", 1212, "条"),
        ("公开信息1，212条。", 1212, "条"),
        ("公开信息1.2万条。", 12000, "条"),
        ("收费26.55万元。", 265500, "元"),
        ("收费1.2亿元。", 120000000, "元"),
        ("收到申请十二件。", 12, "件"),
        ("收到申请一百零三件。", 103, "件"),
        ("收到申请零件。", 0, "件"),
        ("申请数量为0，均已办结。", 0, ""),
        ("申请数12件。", 12, "件"),
        ("占33.3％。", None, "%"),
        ("提高3个百分点。", 3, "个百分点"),
    ],
)
def test_numbers_are_read_in_every_script(text: str, number: int | None, unit: str) -> None:
    (quantity,) = quantities(text)
    assert quantity.unit == unit
    assert number is None or quantity.number == number


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("依照第5条办理。", id="an ordinal"),
        pytest.param("第二十条第（一）项。", id="an ordinal in words"),
        pytest.param("每3件抽查一次。", id="a ratio"),
        pytest.param("数十件申请。", id="no number"),
        pytest.param("与群众一起讨论。", id="together"),
        pytest.param("推进一件事一次办。", id="one thing at a time"),
        pytest.param("在5个工作日内答复。", id="days"),
        pytest.param("用时3个月。", id="months"),
        pytest.param("2023年1月1日至12月31日。", id="dates"),
        pytest.param("国办公开办函〔2021〕30号。", id="a document number"),
        pytest.param("电话0611-3255151。", id="a telephone number"),
        pytest.param("印发《民生实事10件》。", id="in a title"),
        pytest.param("开展“最多跑1次”改革。", id="in quotes"),
    ],
)
def test_what_counts_nothing_is_no_quantity(text: str) -> None:
    assert quantities(text) == []


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        ("公开信息300余条。", 300, 400),
        ("公开信息732余条。", 732, 742),
        ("公开信息60多条。", 60, 70),
        ("公开信息约700条。", 630, 770),
        ("公开信息近700条。", 630, 770),
        ("公开信息超过700条。", 700, 1400),
        ("公开信息逾700条。", 700, 1400),
        ("公开信息700条以上。", 700, 1400),
        ("公开信息不足700条。", 0, 700),
        ("公开信息50条左右。", 45, 55),
        ("公开信息4.14万条。", 41300, 41500),
        ("公开信息1.3万余条。", 13000, 14000),
        ("公开信息700条。", 700, 700),
    ],
)
def test_a_rounded_number_has_a_range(text: str, low: int, high: int) -> None:
    (quantity,) = quantities(text)
    assert (quantity.low, quantity.high) == (low, high)
    assert quantity.exact == (low == high)


def test_a_number_stands_in_its_clause() -> None:
    (first, second) = quantities("2023年，我局收到申请12件，均已答复，办结11件后归档。")
    assert (first.lead, first.head, first.tail) == ("2023年，", "我局收到申请", "")
    assert (second.lead, second.head, second.tail) == ("均已答复，", "办结", "后归档")


def test_a_pause_ends_a_clause_only_behind_a_number() -> None:
    (first, second) = quantities("行政许可、行政处罚共5件、行政强制2件。")
    assert (first.head, first.listed) == ("行政许可、行政处罚共", False)
    assert (second.head, second.listed) == ("行政强制", True)


def test_a_colon_before_a_number_joins_them() -> None:
    assert quantities("收到申请：12件。")[0].head == "收到申请："


def test_any_other_colon_begins_a_clause() -> None:
    assert quantities("依申请公开：收到申请12件。")[0].head == "收到申请"


def test_lists_and_brackets_are_numbered() -> None:
    found = quantities("公开300条（含转发20条），其中网站200条、微信100条，其中图文40条。")
    assert [(quantity.number, quantity.group) for quantity in found] == [
        (300, 0),
        (20, -1),
        (200, 1),
        (100, 1),
        (40, 2),
    ]


def test_a_bracket_behind_words_is_about_them() -> None:
    (now, last, rate) = quantities("收到申请22起，比2022年（31起）下降29%。")
    assert (now.head, last.head, last.group) == ("收到申请", "比2022年（", -1)
    assert rate.head.startswith("比2022年")


def test_a_bracket_behind_a_number_begins_anew() -> None:
    assert [quantity.head for quantity in quantities("收到申请15件（含上年结转2件）。")] == ["收到申请", "含上年结转"]


def test_the_rest_of_a_sentence_follows_its_last_number() -> None:
    (reading,) = read("公开信息60条，群众满意。")
    assert reading.rest(reading.quantities[-1]) == "，群众满意。"


def test_a_phrase_is_pointed_at_as_printed() -> None:
    (reading,) = read("全年，公开“青禾”信息６０条。")
    span = reading.span(2, reading.quantities[0].end)
    assert (span.text, span.line, span.col) == ("公开“青禾”信息６０条", 3, 4)
