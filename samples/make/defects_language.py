"""Defects of language: numbers without a unit, half-finished lists, marks, leftovers and what should not be public."""

from __future__ import annotations

import re
from collections.abc import Callable

from samples.make.draft import FIGURE
from samples.make.plant import Report, Unfit

Plant = Callable[[Report], Report]
_ITEM = re.compile("[一二三四五六七八九]是")


def said(*sentences: str, section: str = "overview") -> Plant:
    """One sentence too many. It may use the slots of Report.words."""
    return lambda report: report.say(*sentences, section=section)


def single_item(report: Report) -> Report:
    """A list of one, in a section that counts nothing else off."""
    report.need(not any(_ITEM.search(para.text) for para in report.paras("overview")))
    return report.say(
        "在日常管理中，一是坚持谁起草谁校对，差错率明显降低。", "{me}注重工作细节，一是发布前逐字核对，确保表述准确。"
    )


def rest_lost(report: Report) -> Report:
    """A list of two of which the second item is gone."""
    for para in report.paras("overview", "body"):
        tokens = list(_ITEM.finditer(para.text))
        if [match[0] for match in tokens] != ["一是", "二是"]:
            continue
        end = para.text.find("。", tokens[1].start())
        kept = para.text[: tokens[1].start()].rstrip("；。，") + para.text[end:]
        return report.retell(para, kept)
    raise Unfit(report.mark)


def no_unit(report: Report) -> Report:
    """A count behind 公开信息 without its measure word."""
    return report.rewrite(rf"((?:公开|发布)(?:政府|各类)?信息{FIGURE.pattern})条(?=，)", r"\1", "overview")


def stray_comma(report: Report) -> Report:
    """A comma between what is counted and its count."""
    return report.rewrite(
        rf"((?:公开|发布)(?:政府|各类)?信息)({FIGURE.pattern}条)(?=，)", r"\1，\2", "overview"
    )  # fmt: skip


def many_more(report: Report) -> Report:
    """多 after an exact number."""
    number = report.rng.randint(3, 19) * 10 + report.rng.randint(1, 9)
    return report.say(f"{{me}}向窗口发放公开指南{number}多份。", f"组织人员走访群众{number}多户，宣传公开渠道。")


def about_exactly(report: Report) -> Report:
    """约 before two decimals."""
    length = f"{report.rng.randint(12, 90)}.{report.rng.randint(1, 9)}{report.rng.randint(1, 9)}"
    return report.say(f"公开的农村道路养护里程约{length}公里。", f"在公示栏公布整治河道约{length}公里的进度。")


def card_number(report: Report) -> Report:
    """A made-up bank card number that satisfies the check; no bank has the range that begins with 6000."""
    body = "6000" + "".join(report.rng.choice("0123456789") for _ in range(14))
    doubled = [int(digit) * 2 if at % 2 else int(digit) for at, digit in enumerate(body)]
    check = -sum(digit - 9 * (digit > 9) for digit in doubled) % 10
    return report.say(f"补贴资金已发放至申请人账户（{body}{check}）。", f"退还款项汇入卡号{body}{check}。")


def mobile_number(report: Report) -> Report:
    """The mobile number of an applicant; the range is not in use."""
    number = f"1400{report.rng.randint(1000000, 9999999)}"
    return report.say(f"申请人罗某（手机{number}）的申请已办结。", f"已电话告知申请人沈某{number}补正要求。")


def section_without_stop(report: Report) -> Report:
    """The last sentence of section one without its full stop."""
    last = report.paras("overview", "body")[-1]
    report.need(last.text.endswith("。") and len(last.text) > 60)
    return report.retell(last, last.text[:-1])


def list_doubled(report: Report) -> Report:
    """A phrase that stands twice in a list."""
    one, two = report.rng.sample(("财政收支情况", "重大项目进展", "民生资金使用", "招标采购结果"), 2)
    return report.say(f"公开内容包括{two}、{one}、{one}等。", f"年内重点公示了{one}、{one}和{two}。")
