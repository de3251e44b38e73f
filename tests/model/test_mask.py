"""Personal data is found, and masked without moving anything."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from auditor.model.mask import mask, masked, personal_data

MOBILE = "13900000000"


def check_digit(body: str) -> str:
    weights = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
    return "10X98765432"[sum(int(digit) * weight for digit, weight in zip(body, weights, strict=True)) % 11]


def identity(body: str = "99001019900307123") -> str:
    return body + check_digit(body)


def card(length: int = 19, start: str = "622202") -> str:
    body = start + "0123456789012345"[: length - 1 - len(start)]
    doubled = [int(d) * (2 - n % 2) for n, d in enumerate(reversed(body))]
    return body + str(-sum(d - 9 * (d > 9) for d in doubled) % 10)


def kinds(text: str) -> list[str]:
    return [found.kind for found in personal_data(text)]


def test_a_valid_identity_number_is_found_where_it_stands() -> None:
    text = f"申请人身份证号{identity()}。"
    (found,) = personal_data(text)
    assert (found.kind, text[found.start : found.end]) == ("id", identity())


@pytest.mark.parametrize("length", [16, 17, 18, 19])
def test_a_bank_card_of_sixteen_to_nineteen_digits_is_found(length: int) -> None:
    assert kinds(f"卡号{card(length)}，") == ["card"]


def test_a_card_printed_in_groups_of_four_is_found() -> None:
    digits = card()
    assert kinds("卡号" + " ".join(digits[at : at + 4] for at in range(0, 19, 4))) == ["card"]


@pytest.mark.parametrize(
    "text",
    [
        f"申请人张三（{MOBILE}）",
        f"申请人电话{MOBILE}",
        f"当事人李某某，手机号：{MOBILE}",
        f"村民王二（电话：{MOBILE}）来电反映。",
        f"，赵四{MOBILE}",
        f"信访人周某某的联系电话为{MOBILE}",
    ],
)
def test_a_mobile_number_beside_a_person_is_found(text: str) -> None:
    assert kinds(text) == ["mobile"]


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(identity()[:-1] + ("0" if identity()[-1] != "0" else "1"), id="a wrong check digit"),
        pytest.param(identity("99001019901307123"), id="a month that does not exist"),
        pytest.param(identity("99001019900231123"), id="a day that does not exist"),
        pytest.param(f"A{identity()}", id="part of a longer code"),
        pytest.param(f"{identity()}7", id="followed by another digit"),
        pytest.param(f"https://www.qinghe.example/art/{identity()}.html", id="in a page address"),
        pytest.param(f"附件{identity()}.pdf", id="in a file name"),
        pytest.param(f"许可编号{identity()}", id="a licence number"),
        pytest.param(f"京公网安备{identity()}号", id="a document number"),
        pytest.param(f"统一社会信用代码{identity()}", id="an organ's code"),
        pytest.param(card()[:-1] + str((int(card()[-1]) + 1) % 10), id="a card that fails Luhn"),
        pytest.param("0000000000000000", id="zeros"),
        pytest.param("20230101123456789", id="a time stamp"),
        pytest.param(f"咨询电话：{MOBILE}", id="the organ's own number"),
        pytest.param(f"联系人：张三，电话：{MOBILE}", id="its contact"),
        pytest.param(f"公众可拨打{MOBILE}咨询", id="a number to ring"),
        pytest.param(f"申请人可拨打电话{MOBILE}查询进度", id="a number for applicants to ring"),
        pytest.param(f"监督电话（白天）{MOBILE}", id="a word that begins like a name"),
        pytest.param(f"全年公开信息{MOBILE}条", id="a count"),
        pytest.param("110***********1234", id="masked already"),
    ],
)
def test_other_numbers_are_let_pass(text: str) -> None:
    assert personal_data(text) == ()


def test_the_masked_text_keeps_its_length_and_everything_else() -> None:
    text = f"第1行\n申请人{identity()}的申请3件。"
    shown = masked(text)
    assert shown == f"第1行\n申请人990{'*' * 13}{identity()[-2:]}的申请3件。"
    assert len(shown) == len(text)


def test_a_text_without_personal_data_is_left_as_it_is() -> None:
    text = "本年度收到申请3件。"
    assert masked(text) is text


def test_the_first_three_and_last_two_characters_stay() -> None:
    assert mask(MOBILE) == "139******00"


def test_a_short_value_is_masked_whole() -> None:
    assert mask("12345") == "*****"


@given(st.text(alphabet="0123456789X 张申请人（，。/.\n-某", max_size=120))
def test_masking_again_changes_nothing(text: str) -> None:
    shown = masked(text)
    assert len(shown) == len(text)
    assert masked(shown) == shown


def test_a_text_of_digits_takes_no_longer_than_its_length() -> None:
    took = []
    for length in (20_000, 80_000):
        text = "1234 5678 9012 3456 " * (length // 20)
        start = time.perf_counter()
        personal_data(text)
        took.append(time.perf_counter() - start)
    assert took[1] < 16 * took[0] + 0.05
