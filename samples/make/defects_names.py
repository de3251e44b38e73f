"""Defects of names: of the organ and its superiors, of columns and addresses."""

from __future__ import annotations

import re
from collections.abc import Callable

from samples.make.organs import Organ, organ_at
from samples.make.plant import Report, Unfit

Plant = Callable[[Report], Report]


def other_organ(report: Report) -> Organ:
    """Another organ of the same kind whose place's name has no character of this one's."""
    own = report.facts.organ
    first = report.rng.randrange(500)
    for index in range(first, first + 200):
        other = organ_at(own.kind, index)
        if other.level == own.level and not set(other.brand) & set(own.brand):
            return other
    raise Unfit(report.mark)


def foreign_subject(report: Report) -> Report:
    """A sentence on the work of another organ of the same kind."""
    other = other_organ(report).name
    return report.say(
        f"{other}主动公开政府信息，做到应公开尽公开。", f"{other}认真办理信息公开申请，均在法定期限内答复。"
    )


def foreign_self(report: Report) -> Report:
    """我镇 in a bureau's report, 我局 in a town's: a sentence that was written elsewhere."""
    own = report.facts.organ.me
    wrong = "我局" if own in ("我镇", "我乡", "我街道") else "我镇"
    return report.rewrite(f"(?<=[。，]){own}(?=[\u4e00-\u9fff])", wrong, role="body")


def introduced_as_other(report: Report) -> Report:
    """Another organ's name in the introduction."""
    return report.rewrite(
        re.escape(report.facts.organ.name) + r"(?=\d{4}年)", other_organ(report).name, role="preamble"
    )


def office_of_no_county(report: Report) -> Report:
    """A county's office called 办公厅, which only provinces have."""
    return report.rewrite("(?<=[县区]人民政府办公)室", "厅")


def superior_of_other_rank(report: Report) -> Report:
    """县政府办公室 in the report of a district's organ."""
    report.need(report.facts.organ.level == "区")
    return report.say("{me}按照县政府办公室要求完善了公开目录。", "有关情况已按期报送县政府办公室汇总。")


def two_columns(report: Report) -> Report:
    """A column of the site named twice, the second time with a character of the same sound."""
    right, wrong = report.rng.choice(
        (("惠民政策解读", "惠民政测解读"), ("重点领域公开", "重点邻域公开"), ("办事指南汇编", "办事指难汇编"))
    )
    return report.say(
        f"网站新开设“{right}”栏目，集中发布有关内容，“{wrong}”栏目由专人每周更新。",
        f"{{me}}在网站首页设置“{right}”专栏；年末对“{wrong}”专栏进行了一次内容清理。",
    )


def two_categories(report: Report) -> Report:
    """A category counted under two names."""
    right, wrong = report.rng.choice((("机构职能", "机构智能"), ("规划计划", "规化计划"), ("人事信息", "人士信息")))
    first, second = report.rng.randint(3, 60), report.rng.randint(3, 60)
    return report.say(
        f"从栏目更新看，{right}类{first}条，财政资金类{second}条；经复核，{wrong}类{first}条全部有效。",
        f"年内维护{right}类信息{first}条，其中{wrong}类信息{first}条均注明了来源。",
    )


def address_misspelt(report: Report) -> Report:
    """The site's address a second time, with one letter more."""
    place = report.facts.organ.slug.split("-")[0]
    wrong = place[: len(place) // 2] + report.rng.choice("aeiou") + place[len(place) // 2 :]
    shown = "".join(para.text for para in report.paras(role="preamble"))
    report.need(f"www.{place}.example" in shown and len(place) >= 5)
    return report.say(f"更多公开信息可登录{{portal}}（http://www.{wrong}.example/）查询。", section="other")


def address_broken(report: Report) -> Report:
    """A full-width mark inside the site's address."""
    return report.rewrite(r"(?<=www)\.(?=[a-z]+\.example)", "。", role="preamble")
