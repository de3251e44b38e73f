"""Personal data in a text, and the text with it masked. Audits must not spread what a report should not have printed."""

from __future__ import annotations

import re
from calendar import monthrange
from functools import lru_cache
from typing import NamedTuple


class Exposed(NamedTuple):
    """One piece of personal data: its place in the text, and "id", "card" or "mobile"."""

    start: int
    end: int
    kind: str


# A run of digits as printed, possibly in groups of four as on a bank card; what it is, is decided afterwards.
_RUN = re.compile(r"\d{4}(?>\d{7,28}[XxＸｘ]?|(?:[ \-]\d{4}){3}(?:[ \-]\d{1,3})?)")
_CARD = re.compile(r"[3-6]|955[89]")
_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_CHECKS = "10X98765432"
_NEAR = 30
# Addresses of pages and files hold long numbers of every kind.
_ADDRESS = re.compile(r"://|www\.|@|_|=|\.[A-Za-z]{2,}|[A-Za-z][^\s]*/|/[^\s]*[A-Za-z]")
_TOKEN_BEFORE = re.compile(r"[!-~]{1,200}\Z")
_TOKEN_BEHIND = re.compile(r"[!-~]{0,200}")
_DOCUMENT_BEFORE = re.compile(
    r"(?:〔\d{4}〕第?|编号|编码|文号|案号|备案|单号|批次|代码|标识码|许可证|流水|受理号|条码|专户|(?:收款|缴款|对公)[^，。；\n]{0,12})[^，。；\d\n]{0,6}\Z"
)
_DOCUMENT_BEHIND = re.compile(r"\s*号(?!码)")

_SURNAMES = (
    "王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘于蒋蔡余杜叶程苏魏吕丁任沈姚卢姜崔钟谭陆汪"
    "范金石廖贾夏韦付方白邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔向汤"
)
_PARTY = re.compile(
    r"申请人|当事人|原告|被告|第三人|举报人|投诉人|信访人|反映人|来电人|来访人|被征收人|业主|户主|村民|居民|市民|群众"
)
# Numbers that are printed so that people can ring the organ.
_PUBLIC = re.compile(
    r"(?:咨询|监督|举报|投诉|服务|受理|办公|值班|值守|热线|联络|对外|公开|业务|查询|预约|报名|报警|求助|应急|传真)(?:电话|热线|号码|方式|手机)"
    r"|联系人|负责人|经办人|责任人|联络员|工作人员|承办人|值班|拨打|致电|来电|可联系|请联系|欢迎|办公室|公开办|热线"
    r"|[监联信网管协]\S{0,2}员|主任|局长|镇长|乡长|科长|书记|股长|站长|所长|处长|领导|专员"
)
_CALLED = r"[（(，,、：:\s]{0,2}(?:的|其)?(?:本人)?(?:联系)?(?:手机|电话|方式)?(?:号码|号)?(?:为|是)?[（(：:\s]{0,2}\Z"
_CLAUSE = re.compile(r"[。；！？\n]")
_PERSON = re.compile(
    rf"(?:(?<![\u4e00-\u9fff])|{_PARTY.pattern})[（(：:\s]?(?P<name>[{_SURNAMES}](?:某某?|[\u4e00-\u9fff]{{1,2}}))(?:先生|女士|同志)?{_CALLED}"
)
_PARTY_CALLED = re.compile(
    rf"(?:{_PARTY.pattern})(?:[{_SURNAMES}](?:某某?|[*×]{{1,2}}|[\u4e00-\u9fff]{{1,2}}?))?(?:先生|女士)?{_CALLED}"
)
# Words that begin with a surname and stand before numbers.
_NO_NAME = frozenset(
    [
        "方式",
        "方面",
        "白天",
        "高峰",
        "金额",
        "程序",
        "任务",
        "万元",
        "石桥",
        "田间",
        "江北",
        "江南",
        "龙头",
        "马路",
        "夏季",
        "秋季",
        "常务",
        "武装",
        "向阳",
        "雷锋",
        "余额",
        "段落",
        "史志",
        "毛重",
        "何时",
        "何处",
        "许可",
        "任何",
        "于是",
        "江苏",
        "余下",
        "金融",
        "严禁",
        "严格",
        "方便",
        "方案",
        "高度",
        "高效",
        "史料",
        "石化",
        "马上",
        "熊猫",
        "孔子",
        "钟点",
        "丁香",
        "龙门",
        "林业",
        "林场",
        "叶片",
        "夏令",
        "白班",
        "万户",
        "万人",
        "万条",
        "钱款",
        "计划",
        "韩国",
        "陆续",
        "田野",
        "程度",
        "任期",
        "贺信",
        "江海",
        "江河",
        "水利",
        "汤池",
        "莫大",
    ]
)


@lru_cache(maxsize=4)
def personal_data(text: str) -> tuple[Exposed, ...]:
    """Return the personal data in a text: valid resident id numbers, bank cards, and mobile numbers beside a person.

    Nothing inside an address, file name or document number counts, and no number printed for the public to ring.
    """
    found = []
    for match in _RUN.finditer(text):
        start, end = match.span()
        kind = _kind(match[0])
        if kind is None or _touched(text, start, end):
            continue
        if _in_address(text, start, end) or _in_document_number(text, start, end):
            continue
        if kind != "mobile" or _beside_person(text, start, end):
            found.append(Exposed(start, end, kind))
    return tuple(found)


def masked(text: str) -> str:
    """Return the text with personal data masked; it keeps its length, so places in it stay valid."""
    exposed = personal_data(text)
    if not exposed:
        return text
    parts, last = [], 0
    for start, end, _ in exposed:
        parts += [text[last:start], mask(text[start:end])]
        last = end
    return "".join([*parts, text[last:]])


def mask(value: str) -> str:
    """Return a number with all but its first three and last two characters replaced."""
    return value[:3] + "*" * (len(value) - 5) + value[-2:] if len(value) > 5 else "*" * len(value)


def _kind(run: str) -> str | None:
    plain = run.replace(" ", "").replace("-", "").upper().replace("Ｘ", "X")
    if len(plain) == 18 and _is_id(plain):
        return "id"
    if not plain.isdecimal():
        return None
    digits = [int(digit) for digit in plain]
    if len(digits) == 11:
        return "mobile" if digits[0] == 1 and digits[1] >= 3 else None
    return "card" if 16 <= len(digits) <= 19 and _CARD.match("".join(map(str, digits))) and _luhn(digits) else None


def _is_id(plain: str) -> bool:
    if not plain[:17].isdecimal() or plain[0] == "0":
        return False
    digits = [int(digit) for digit in plain[:17]]
    year, month, day = (int(plain[start:end]) for start, end in ((6, 10), (10, 12), (12, 14)))
    if not (1900 <= year <= 2099 and 1 <= month <= 12 and 1 <= day <= monthrange(year, month)[1]):
        return False
    check = _CHECKS[sum(digit * weight for digit, weight in zip(digits, _WEIGHTS, strict=True)) % 11]
    last = plain[17]
    return check == "X" if last == "X" else last.isdecimal() and check == str(int(last))


def _luhn(digits: list[int]) -> bool:
    doubled = (2 * digit - 9 * (digit > 4) for digit in digits[-2::-2])
    return (sum(digits[-1::-2]) + sum(doubled)) % 10 == 0 and len(set(digits)) > 2


def _touched(text: str, start: int, end: int) -> bool:
    """Tell whether a letter, digit, point or star stands right beside: then this is a piece of something longer."""
    before, behind = text[start - 1 : start], text[end : end + 1]
    return any(
        char.isdecimal() or (char.isascii() and char.isalpha()) or char in "*＊_" for char in before + behind
    ) or (behind in (".", "．") and text[end + 1 : end + 2].isdecimal())


def _in_address(text: str, start: int, end: int) -> bool:
    before = _TOKEN_BEFORE.search(text, max(0, start - 200), start)
    behind = _TOKEN_BEHIND.match(text, end)
    token = (before[0] if before else "") + text[start:end] + (behind[0] if behind else "")
    return _ADDRESS.search(token) is not None


def _in_document_number(text: str, start: int, end: int) -> bool:
    before = text[max(0, start - _NEAR) : start]
    return _DOCUMENT_BEFORE.search(before) is not None or _DOCUMENT_BEHIND.match(text, end) is not None


def _beside_person(text: str, start: int, end: int) -> bool:
    sentence = _CLAUSE.split(text[max(0, start - _NEAR) : start])[-1]
    if _PARTY_CALLED.search(sentence):
        return True
    if _PUBLIC.search(sentence):
        return False
    person = _PERSON.search(sentence)
    if person is not None and person["name"] not in _NO_NAME and person["name"][:2] not in _NO_NAME:
        return True
    behind = _CLAUSE.split(text[end : end + _NEAR])[0]
    return re.match(rf"[）)，,、\s]{{0,2}}(?:机主|号主|系|为|是)?(?:{_PARTY.pattern})(?:的|本人)", behind) is not None
