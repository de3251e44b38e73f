"""Made-up reports of invented organs, with figures that do not tie out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

NOTE = "（本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和）"
HEADS = (
    (NOTE, "申请人情况"),
    ("", "自然人", "法人或其他组织", "总计"),
    ("", "", "商业\n企业", "科研\n机构", "社会公益组织", "法律服务机构", "其他", ""),
)
OUTCOMES = ("结果维持", "结果纠正", "其他结果", "尚未审结", "总计")
APPEAL_HEADS = (
    ("行政复议", "行政诉讼"),
    (*OUTCOMES, "未经复议直接起诉", "复议后起诉"),
    ("", "", "", "", "", *OUTCOMES, *OUTCOMES),
)
GROUPS = {
    "denied": ("（三）\n不予\n公开", (
        "1.属于国家秘密", "2.其他法律行政法规禁止公开", "3.危及“三安全一稳定”", "4.保护第三方合法权益",
        "5.属于三类内部事务信息", "6.属于四类过程性信息", "7.属于行政执法案卷", "8.属于行政查询事项")),
    "unable": ("（四）\n无法\n提供", (
        "1.本机关不掌握相关政府信息", "2.没有现成信息需要另行制作", "3.补正后申请内容仍不明确")),
    "not_processed": ("（五）\n不予\n处理", (
        "1.信访举报投诉类申请", "2.重复申请", "3.要求提供公开出版物", "4.无正当理由大量反复申请",
        "5.要求行政机关确认或重新出具已获取信息")),
    "other": ("（六）\n其他\n处理", (
        "1.申请人无正当理由逾期不补正、行政机关不再处理其政府信息公开申请",
        "2.申请人逾期未按收费通知要求缴纳费用、行政机关不再处理其政府信息公开申请", "3.其他")),
}  # fmt: skip
ZEROS = ("0",) * 7

Row = Sequence[str]
Figures = Mapping[str, Row]


def disclosure(form: int) -> list[Row]:
    """Table 2 of a form."""
    if form == 2021:
        return [
            ("第二十条第（一）项",), ("信息内容", "本年制发件数", "本年废止件数", "现行有效件数"),
            ("规章", "0", "0", "0"), ("行政规范性文件", "5", "1", "23"),
            ("第二十条第（五）项",), ("信息内容", "本年处理决定数量"), ("行政许可", "418"),
            ("第二十条第（六）项",), ("信息内容", "本年处理决定数量"), ("行政处罚", "37"), ("行政强制", "0"),
            ("第二十条第（八）项",), ("信息内容", "本年收费金额（单位：万元）"), ("行政事业性收费", "12.60"),
        ]  # fmt: skip
    return [
        ("第二十条第（一）项",), ("信息内容", "本年新制作数量", "本年新公开数量", "对外公开总数量"),
        ("规章", "0", "0", "0"), ("规范性文件", "2", "2", "9"),
        ("第二十条第（五）项",), ("信息内容", "上一年项目数量", "本年增/减", "处理决定数量"),
        ("行政许可", "30", "+1", "211"), ("其他对外管理服务事项", "12", "0", "86"),
        ("第二十条第（六）项",), ("信息内容", "上一年项目数量", "本年增/减", "处理决定数量"),
        ("行政处罚", "44", "-2", "7"), ("行政强制", "3", "0", "0"),
        ("第二十条第（八）项",), ("信息内容", "上一年项目数量", "本年增/减"), ("行政事业性收费", "1", "0"),
        ("第二十条第（九）项",), ("信息内容", "采购项目数量", "采购总金额"), ("政府集中采购", "3", "251000元"),
    ]  # fmt: skip


def requests(form: int, figures: Figures) -> list[Row]:
    """Table 3 of a form; rows that are not given hold zeros."""
    rows: list[Row] = [*HEADS]
    rows.append(("一、本年新收政府信息公开申请数量", *figures.get("new", ZEROS)))
    rows.append(("二、上年结转政府信息公开申请数量", *figures.get("carried_in", ZEROS)))
    rows.append(("三、本年度办理结果", "（一）予以公开", *figures.get("granted", ZEROS)))
    partial = "（二）部分公开（区分处理的，只计这一情形，不计其他情形）"
    rows.append(("", partial, *figures.get("partial", ZEROS)))
    for key, (label, items) in GROUPS.items():
        if key == "other" and form == 2019:
            rows.append(("", "（六）其他处理", *figures.get("other", ZEROS)))
            continue
        for n, item in enumerate(items, 1):
            rows.append(("", label if n == 1 else "", item, *figures.get(f"{key}_{n}", ZEROS)))
    rows.append(("", "（七）总计", *figures.get("total", ZEROS)))
    rows.append(("四、结转下年度继续办理", *figures.get("carried_out", ZEROS)))
    return rows


def table(rows: Sequence[Row]) -> str:
    """Report text of a table."""
    return "".join("".join(f"\t{cell}\n" for cell in row) + "\n" for row in rows) + "\n"


FIGURES: Figures = {
    "new": ("14", "3", "0", "1", "0", "0", "18"),
    "carried_in": ("1", "0", "0", "0", "0", "0", "1"),
    "granted": ("7", "1", "0", "1", "0", "0", "9"),
    "partial": ("2", "0", "0", "0", "0", "0", "2"),
    "denied_5": ("1", "0", "0", "0", "0", "0", "1"),
    "unable_1": ("3", "2", "0", "0", "0", "0", "6"),
    "total": ("13", "3", "0", "1", "0", "0", "17"),
    "carried_out": ("1", "0", "0", "0", "0", "0", "1"),
}
"""The row total of unable_1 and the natural column do not tie out."""

APPEALS: Row = ("1", "0", "0", "1", "3", "0", "0", "0", "0", "0", "2", "0", "0", "0", "2")
"""The total of the reviews is 3, their outcomes are 2."""


def report(
    organ: str = "青川市临江区水务局", year: int = 2023, *, form: int = 2021, figures: Figures = FIGURES,
    appeals: Row = APPEALS, overview: str = "", rows: Sequence[Row] | None = None,
) -> str:  # fmt: skip
    """A whole report text."""
    return f"""{organ}
{year}年政府信息公开工作年度报告

一、总体情况
{year}年，我局认真贯彻《中华人民共和国政府信息公开条例》，统筹推进政务公开各项工作，现将有关情况报告如下。
（一）主动公开
全年通过区政府门户网站公开各类信息326条，“临江水韵”微信公众号发布信息148条，内容涵盖防汛抗旱、水利工程、节约用水等方面。{overview}
（二）依申请公开
全年收到政府信息公开申请18件，上年结转1件，均依法依规办理；截至目前，未发生信息处理费。
（三）政府信息管理
严格执行“先审查、后公开”制度，动态调整主动公开目录，清理失效文件1件。
（四）平台建设
做好政府网站信息公开专栏维护，“临江水云”微信公众号运行平稳。
（五）监督保障
组织培训2次，将政务公开纳入年度考核，未发生责任追究情形。

二、主动公开政府信息情况
{table(disclosure(form))}
三、收到和处理政府信息公开申请情况
{table(requests(form, figures) if rows is None else rows)}
四、政府信息公开行政复议、行政诉讼情况
{table([*APPEAL_HEADS, appeals])}
五、存在的主要问题及改进情况
一是公开内容不够贴近群众需求，二是业务培训覆盖面有待扩大。下一步，我局将围绕民生水利细化公开事项，并按季度组织培训。

六、其他需要报告的事项
本年度未发出收费通知，未收取信息处理费。
"""


def flattened(organ: str = "青川市临江区档案馆") -> str:
    """A report whose third table has lost its cells: each is a paragraph of its own."""
    rows = [[cell.replace("\n", "") for cell in row if cell] for row in requests(2021, FIGURES)]
    text = report(organ, rows=[("占位",)])
    return text.replace("\t占位\n\n\n", "\n".join("\n".join(row) for row in rows) + "\n")
