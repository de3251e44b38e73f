"""The official labels of the three statutory tables in the order of the two forms, with their keys."""

from __future__ import annotations

COLUMNS = ("natural", "commercial", "research", "public_benefit", "legal_service", "other", "total")
BLOCKS = ("review", "suit_direct", "suit_after_review")
OUTCOMES = ("upheld", "corrected", "other", "pending", "total")

# Table two: block title, header labels, rows of (key, label), column keys.
Block = tuple[str, tuple[str, ...], tuple[tuple[str, str], ...], tuple[str, ...]]
DISCLOSURE: dict[str, tuple[Block, ...]] = {
    "2021": (
        (
            "第二十条第（一）项",
            ("信息内容", "本年制发件数", "本年废止件数", "现行有效件数"),
            (("regulations", "规章"), ("normative", "行政规范性文件")),
            ("made", "repealed", "valid"),
        ),
        ("第二十条第（五）项", ("信息内容", "本年处理决定数量"), (("licence", "行政许可"),), ("decisions",)),
        (
            "第二十条第（六）项",
            ("信息内容", "本年处理决定数量"),
            (("penalty", "行政处罚"), ("coercion", "行政强制")),
            ("decisions",),
        ),
        (
            "第二十条第（八）项",
            ("信息内容", "本年收费金额（单位：万元）"),
            (("fee", "行政事业性收费"),),
            ("amount",),
        ),
    ),
    "2019": (
        (
            "第二十条第（一）项",
            ("信息内容", "本年新制作数量", "本年新公开数量", "对外公开总数量"),
            (("regulations", "规章"), ("normative", "规范性文件")),
            ("made", "disclosed", "total_disclosed"),
        ),
        (
            "第二十条第（五）项",
            ("信息内容", "上一年项目数量", "本年增/减", "处理决定数量"),
            (("licence", "行政许可"), ("other_services", "其他对外管理服务事项")),
            ("previous", "change", "decisions"),
        ),
        (
            "第二十条第（六）项",
            ("信息内容", "上一年项目数量", "本年增/减", "处理决定数量"),
            (("penalty", "行政处罚"), ("coercion", "行政强制")),
            ("previous", "change", "decisions"),
        ),
        (
            "第二十条第（八）项",
            ("信息内容", "上一年项目数量", "本年增/减"),
            (("fee", "行政事业性收费"),),
            ("previous", "change"),
        ),
        (
            "第二十条第（九）项",
            ("信息内容", "采购项目数量", "采购总金额"),
            (("procurement", "政府集中采购"),),
            ("count", "amount"),
        ),
    ),
}

NOTE = "（本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和）"
APPLICANTS = "申请人情况"
PERSONS = ("自然人", "法人或其他组织", "总计")
ORGANISATIONS = ("商业企业", "科研机构", "社会公益组织", "法律服务机构", "其他")
NEW = "一、本年新收政府信息公开申请数量"
CARRIED_IN = "二、上年结转政府信息公开申请数量"
RESULTS = "三、本年度办理结果"
CARRIED_OUT = "四、结转下年度继续办理"
SINGLE = (
    ("granted", "（一）予以公开"),
    ("partial", "（二）部分公开（区分处理的，只计这一情形，不计其他情形）"),
)
TOTAL = "（七）总计"
OTHER = "（六）其他处理"
GROUPS: tuple[tuple[str, str, tuple[str, ...]], ...] = (
    (
        "denied",
        "（三）不予公开",
        (
            "1.属于国家秘密",
            "2.其他法律行政法规禁止公开",
            "3.危及“三安全一稳定”",
            "4.保护第三方合法权益",
            "5.属于三类内部事务信息",
            "6.属于四类过程性信息",
            "7.属于行政执法案卷",
            "8.属于行政查询事项",
        ),
    ),
    (
        "unable",
        "（四）无法提供",
        ("1.本机关不掌握相关政府信息", "2.没有现成信息需要另行制作", "3.补正后申请内容仍不明确"),
    ),
    (
        "not_processed",
        "（五）不予处理",
        (
            "1.信访举报投诉类申请",
            "2.重复申请",
            "3.要求提供公开出版物",
            "4.无正当理由大量反复申请",
            "5.要求行政机关确认或重新出具已获取信息",
        ),
    ),
)
OTHERS = (
    "1.申请人无正当理由逾期不补正、行政机关不再处理其政府信息公开申请",
    "2.申请人逾期未按收费通知要求缴纳费用、行政机关不再处理其政府信息公开申请",
    "3.其他",
)
REVIEW, SUIT = "行政复议", "行政诉讼"
SUITS = ("未经复议直接起诉", "复议后起诉")
OUTCOME_LABELS = ("结果维持", "结果纠正", "其他结果", "尚未审结", "总计")
# Where the narrow second column of table three breaks a label over several lines.
BREAKS = {
    "商业企业": ("商业", "企业"),
    "科研机构": ("科研", "机构"),
    "（三）不予公开": ("（三）", "不予", "公开"),
    "（四）无法提供": ("（四）", "无法", "提供"),
    "（五）不予处理": ("（五）", "不予", "处理"),
    "（六）其他处理": ("（六）", "其他", "处理"),
    "社会公益组织": ("社会公益", "组织"),
    "法律服务机构": ("法律服务", "机构"),
}


def disclosure_columns(form: str) -> dict[str, tuple[str, ...]]:
    """Row keys of table two with their column keys."""
    return {key: columns for _, _, rows, columns in DISCLOSURE[form] for key, _ in rows}


def outcome_rows(form: str) -> tuple[str, ...]:
    """Keys of the rows that add up to （七）总计."""
    grouped = [f"{key}_{number}" for key, _, labels in GROUPS for number in range(1, len(labels) + 1)]
    others = ("other",) if form == "2019" else ("other_1", "other_2", "other_3")
    return ("granted", "partial", *grouped, *others)


def request_rows(form: str) -> tuple[str, ...]:
    """Keys of all data rows of table three, in the order of the form."""
    return ("new", "carried_in", *outcome_rows(form), "total", "carried_out")
