"""Defects of dates and of the notices that a report rests on."""

from __future__ import annotations

import re
from collections.abc import Callable

from samples.make.plant import Report

Plant = Callable[[Report], Report]


def signed(months: tuple[int, int], years_on: int) -> Plant:
    """The date beneath the report with another month, so many years after the report's own."""

    def plant(report: Report) -> Report:
        signs = report.paras(role="sign")
        report.need(len(signs) == 2)
        month, day = report.rng.randint(*months), report.rng.randint(1, 28)
        return report.retell(signs[1], f"{report.facts.year + years_on}年{month}月{day}日")

    return plant


def instruction_of_last_year(report: Report) -> Report:
    """The instruction on how to write the report cited with the year before."""
    last = report.facts.year - 1
    return report.rewrite(r"(?<=关于做好)\d{4}", str(last), role="preamble")


def period_backwards(report: Report) -> Report:
    """A period in the text that ends before it begins."""
    begins, ends = report.rng.choice((("9月15日", "3月31日"), ("11月1日", "10月20日"), ("6月30日", "6月2日")))
    year = report.facts.year
    return report.say(
        f"{year}年{begins}至{year}年{ends}，{{me}}开展信息发布情况自查。",
        f"专项检查自{year}年{begins}起至{year}年{ends}止，对发现的问题逐项整改。",
    )


def later_year(report: Report) -> Report:
    """The coming year in a statement on work that is done."""
    year = report.facts.year
    for para in report.paras("overview", "body")[1:]:
        for match in re.finditer(f"(?<=。){year}年(度)?[^。，；]*(公开|收到|受理|办理|发布)", para.text):
            if not re.search("上年|结转|同比|报告|通知", match[0]):
                at = match.start()
                return report.retell(para, f"{para.text[:at]}{year + 1}{para.text[at + 4 :]}")
    return report.need(False)
