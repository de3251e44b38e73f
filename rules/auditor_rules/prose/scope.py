"""Whether a statement speaks of the whole report year, and of the whole organ."""

from __future__ import annotations

import re

from auditor.forms.identity import YEAR, year_number
from auditor_rules.prose.sentences import Clause, blanked

_THIS_YEAR = re.compile(r"本年|全年|今年|年内|一年来|报告期|统计期")
_COMPARED = re.compile(
    r"(?:较|比|与|和|同)(?:上一?年度?|去年|往年)(?:同期)?(?:相比)?|同比|上一?年度?(?:的)?(?:结转|转结)"
)
_OTHER_YEAR = re.compile(r"上一?年|去年|前年|往年|历年|同期|近[两三几]年|(?<![0-9一今]年)(?<!年度)以来")
# 1月1日 and 12月31日 bound the year; any other month, quarter or half is a part of it.
_YEAR_BOUNDS = re.compile(r"(?<!\d)0?1月0?1日|12月(?:31日|底|末)")
_PART_OF_YEAR = re.compile(
    r"[\d一二三四五六七八九十]月|季度|[上下前后]半年|(?<!报告)(?<!统计)期间|平均|[日周月]均|每[年月周日天]"
)
_UNREAL = re.compile(r"确保|力争|争取|计划|拟|下一步|杜绝|避免|防止|如果|假如|一旦|凡是?|可以|应当|是否")
_PART_OF_ORGAN = re.compile(r"(?<!全)[省市县区][级直属]|(?<![我本各])部门|乡镇|镇街|县区|区县|县市")
_WHOLE_REGION = re.compile(r"全[省市县区州盟国镇乡]")
_ORGAN = re.compile(
    r"[\u4e00-\u9fff]{2,14}(局|委|厅|院|中心|办事处|街道|镇|乡|县|区|市)(?:全年|本年度?|年内|总?共|累计|合计|新|\s)*$"
)


def whole_year(clause: Clause, end: int, year: int | None) -> bool:
    """Tell whether a clause, up to `end`, speaks of the report year as a whole, as far as it and its sentence say."""
    head = blanked(_COMPARED, clause.text[:end])
    stated = [year_number(found) for found in YEAR.findall(head)]
    if year is not None and any(found != year for found in stated):
        return False
    if not stated and not _THIS_YEAR.search(head):
        before = blanked(_COMPARED, clause.before)
        earlier = YEAR.findall(before)
        if year is not None and earlier and year_number(earlier[-1]) != year:
            return False
        head = before + head
    return not (_OTHER_YEAR.search(head) or _PART_OF_YEAR.search(blanked(_YEAR_BOUNDS, head)))


def is_real(clause: Clause, end: int) -> bool:
    """Tell whether a clause, up to `end`, states a fact: no plan, no condition."""
    return _UNREAL.search(clause.text[:end]) is None and "下一步" not in clause.before


def whole_organ(subject: str, organ: str | None) -> bool:
    """Tell whether the words before a verb name the reporting organ, or nobody, rather than a part of it or others.

    A government's report also counts what its bureaus and towns received; a bureau's may mention its whole city.
    """
    if _PART_OF_ORGAN.search(subject) and not _WHOLE_REGION.search(subject):
        return False
    if organ is None:
        return True
    if not organ.endswith("人民政府"):
        return re.search("全[省市县区州盟国]", subject) is None
    named = _ORGAN.search(subject)
    if named is None or re.search("[全各我本]", named[0]):
        return True
    at = named.start(1)
    return subject[at - 1 : named.end(1)] in organ
