"""OGI-L812: personal data is reported without spreading it."""

from __future__ import annotations

from auditor.testing import findings, full_findings, report_text, state
from auditor_rules.language.exposed_persons import nobody_exposed

BODY, MOBILE = "99001019900307123", "13900000000"
WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
IDENTITY = BODY + "10X98765432"[sum(int(digit) * weight for digit, weight in zip(BODY, WEIGHTS, strict=True)) % 11]
SHOWN = IDENTITY[:3] + "*" * 13 + IDENTITY[-2:]


def overview(prose: str) -> str:
    return report_text(sections={"overview": prose})


def test_an_identity_number_is_an_error_and_masked() -> None:
    assert findings(nobody_exposed, overview(f"申请人（身份证号{IDENTITY}）的申请已答复。")) == [
        f"3: error 公开文本中出现居民身份证号码（{SHOWN}）"
    ]


def test_the_number_itself_is_nowhere_in_the_finding() -> None:
    (found,) = full_findings(nobody_exposed, overview(f"申请人（身份证号{IDENTITY}）的申请已答复。"))
    assert IDENTITY not in repr(found)
    assert (found.actual, found.place.col, found.place.section) == (SHOWN, 9, "overview")
    assert [quote.text for quote in found.quotes] == [SHOWN]


def test_a_card_number_is_an_error() -> None:
    (found,) = findings(nobody_exposed, overview("退费至卡号6222020123456789015。"))
    assert found == "3: error 公开文本中出现银行卡号（622**************15）"


def test_a_mobile_number_beside_an_applicant_is_a_warning() -> None:
    assert findings(nobody_exposed, overview(f"申请人王某（{MOBILE}）的申请已答复。")) == [
        "3: warning 公开文本中出现个人手机号码（139******00）"
    ]


def test_a_number_in_a_table_is_found_too() -> None:
    text = report_text(cells={"requests.new": f"{IDENTITY} 0 0 0 0 0 0"})
    (found,) = full_findings(nobody_exposed, text)
    assert (found.place.col, found.place.section) == (2, None)


def test_the_organs_own_numbers_pass() -> None:
    prose = f"咨询电话：{MOBILE}，联系人：张三，电话：{MOBILE}。报告编号{IDENTITY}，网址http://www.qinghe.example/{IDENTITY}.html。"
    assert findings(nobody_exposed, overview(prose)) == []


def test_every_line_of_the_running_text_was_looked_at() -> None:
    assert state(nobody_exposed, report_text()) == "pass"
