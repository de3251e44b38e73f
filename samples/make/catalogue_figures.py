"""Defects of figures in the running text, which repeat those of the tables or each other."""

from __future__ import annotations

from samples.make import defects_structure as structure
from samples.make import defects_text as text
from samples.make.defect import Defect, Host
from samples.make.hosts import BUSY, BUSY_NEW, BUSY_OLD, EMPTY

_PARTS = ("OGI-C509", "OGI-C510", "OGI-C511", "OGI-C512")
_ONE_REQUEST = tuple(
    (("requests", row, column), 1) for row in ("new", "granted", "total") for column in ("natural", "total")
)
_ONE_REVIEW = ((("appeals", "review", "upheld"), 1), (("appeals", "review", "total"), 1))
_TWO_DOCUMENTS = tuple(
    (("disclosure", "normative", column), 2) for column in ("made", "valid", "disclosed", "total_disclosed")
)

# fmt: off
FIGURES = (
    Defect("c501-received", "OGI-C501", "warning", "正文收到申请数与表三不一致",
           "the text gives another number of requests", text.received, also=("OGI-C512", "OGI-C514", *_PARTS)),
    Defect("c502-carried-in", "OGI-C502", "warning", "正文上年结转数与表三不一致",
           "the text gives another number carried in", text.told("carried_in", "上年(度)?结转"), BUSY,
           also=("OGI-C501",)),
    Defect("c502-carried-out", "OGI-C502", "warning", "正文结转下年度数与表三不一致",
           "the text gives another number carried out", text.told("carried_out", "结转(至)?下"), BUSY),
    Defect("c503-answered", "OGI-C503", "warning", "正文办结数与表三不一致", "the text gives another number of answers",
           text.told("total", "办结|答复"), BUSY, also=_PARTS),
    Defect("c504-made", "OGI-C504", "warning", "正文规范性文件数与表二不一致",
           "the text gives another number of documents made",
           text.told("docs_made", "(制发|印发|制定|公布|出台).*规范性文件"), BUSY, also=_PARTS),
    Defect("c505-penalty", "OGI-C505", "warning", "正文行政处罚数与表二不一致",
           "the text gives another number of penalties", text.told("penalty", "行政处罚"), BUSY_NEW),
    Defect("c507-reviews", "OGI-C507", "warning", "正文行政复议数与表四不一致",
           "the text gives another number of reviews", text.told("reviews", "行政复议"), BUSY, also=_PARTS),
    Defect("c508-granted", "OGI-C508", "warning", "正文予以公开数与表三不一致", "the text gives another number granted",
           text.told("granted", "予以公开$"), BUSY, also=_PARTS),
    Defect("c509-parts", "OGI-C509", "warning", "其中各项之和大于合计", "parts that add up to more than their total",
           text.part_changed(7, 2)),
    Defect("c510-parts", "OGI-C510", "review", "其中各项之和小于合计", "parts that add up to less than their total",
           text.part_changed(-5, 3)),
    Defect("c511-share", "OGI-C511", "warning", "占比计算错误", "a percentage that is not that of its numbers",
           text.rate("rate:granted"), BUSY),
    Defect("c512-trend", "OGI-C512", "review", "同比幅度计算错误", "a rate of change that is not that of its numbers",
           text.rate("rate:trend"), BUSY),
    Defect("c514-none-told", "OGI-C514", "error", "称未收到申请而表三有数", "no request in the text, one in the table",
           text.table_speaks(*_ONE_REQUEST, key="zero:new"), EMPTY, also=("OGI-C501",)),
    Defect("c514-some-told", "OGI-C514", "error", "称收到申请而表三为零", "requests in the text, none in the table",
           structure.tagged_zero("zero:new", "本年度收到政府信息公开申请[new:3]件"), EMPTY, also=("OGI-C501",)),
    Defect("c514-appeals", "OGI-C514", "error", "称未发生复议诉讼而表四有数", "no review in the text, one in the table",
           text.table_speaks(*_ONE_REVIEW, key="zero:appeals"), Host(sizes=("zero", "small")), also=("OGI-C507",)),
    Defect("c514-documents", "OGI-C514", "error", "称未制发规范性文件而表二有数",
           "no document in the text, some in the table", text.table_speaks(*_TWO_DOCUMENTS, key="zero:docs"),
           Host(sizes=("zero", "small")), also=("OGI-C504",)),
    Defect("c501-literal", "OGI-C501", "error", "正文“本年新收”与表三不一致", "the text gives another number for 本年新收",
           text.received_literally, BUSY, also=("OGI-C512", *_PARTS)),
    Defect("c503-total", "OGI-C503", "warning", "正文办结数偏大", "the text closes far more requests than the table",
           text.told("total", "办结", (17, 40, 126)), BUSY, also=_PARTS),
    Defect("c504-valid", "OGI-C504", "warning", "正文现行有效件数与表二不一致", "the text gives another number in force",
           text.told("docs_valid", "现行有效"), BUSY_NEW, also=_PARTS),
    Defect("c504-repealed", "OGI-C504", "warning", "正文废止件数与表二不一致", "the text gives another number repealed",
           text.told("docs_repealed", "废止"), BUSY_NEW),
    Defect("c504-disclosed", "OGI-C504", "warning", "正文新公开件数与表二不一致", "the text gives another number disclosed",
           text.told("docs_disclosed", "公开规范性文件"), BUSY_OLD),
    Defect("c504-rules", "OGI-C504", "warning", "正文规章件数与表二不一致", "the text gives another number of rules",
           text.told("rules_made", "规章"), Host(sizes=("medium", "large"), kinds=("province", "prefecture"))),
    Defect("c505-licence", "OGI-C505", "warning", "正文行政许可数与表二不一致", "the text gives another number of licences",
           text.told("licence", "行政许可"), BUSY),
    Defect("c505-coercion", "OGI-C505", "warning", "正文行政强制数与表二不一致", "the text gives another number of coercive measures",
           text.told("coercion", "行政强制"), BUSY),
    Defect("c506-amount", "OGI-C506", "warning", "正文收费金额与表二不一致", "the text gives another amount of fees",
           text.fees_told(1, "万元"), BUSY_NEW),
    Defect("c506-unit", "OGI-C506", "warning", "正文收费金额单位错误", "the text gives the fees in yuan, ten times too high",
           text.fees_told(100_000, "元"), BUSY_NEW),
    Defect("c507-suits", "OGI-C507", "warning", "正文行政诉讼数与表四不一致", "the text gives another number of lawsuits",
           text.told("suits", "行政诉讼"), BUSY, also=_PARTS),
    Defect("c507-direct", "OGI-C507", "warning", "正文直接起诉数与表四不一致", "the text gives another number of direct suits",
           text.told("direct", "直接起诉"), BUSY, also=_PARTS),
    Defect("c507-upheld", "OGI-C507", "warning", "正文复议维持数与表四不一致", "the text gives another number of reviews upheld",
           text.told("review_upheld", "维持"), BUSY, also=_PARTS),
    Defect("c508-partial", "OGI-C508", "warning", "正文部分公开数与表三不一致", "the text gives another number granted in part",
           text.told("partial", "部分公开$"), BUSY, also=_PARTS),
    Defect("c508-unable", "OGI-C508", "warning", "正文无法提供数与表三不一致", "the text gives another number not available",
           text.told("unable", "无法提供"), BUSY, also=_PARTS),
    Defect("c508-open", "OGI-C508", "warning", "正文公开和部分公开数与表三不一致", "the text gives another number granted or in part",
           text.told("open_results", "部分公开"), BUSY, also=_PARTS),
    Defect("c509-applicants", "OGI-C509", "warning", "申请人各项之和大于申请总数", "applicants that add up to more than the requests",
           text.told("natural", "^其中", (2, 5, 30)), BUSY, also=("OGI-C501",)),
    Defect("c511-open", "OGI-C511", "warning", "公开占比计算错误", "a share of those granted that is not that of its numbers",
           text.rate("rate:open"), BUSY),
    Defect("c512-change", "OGI-C512", "review", "增减数计算错误", "a change that is not that of its numbers",
           text.change_alone, BUSY),
    Defect("c513-total", "OGI-C513", "warning", "主动公开总数前后不一", "two totals of what was made public",
           text.told_again("posts", r"(?:^|。)(?:全年|本年度|\d{4}年度?)(?:累计|共)?主动公开政府(信息)[\d,]+条",
                           "全年共主动公开政府信息{number}条，公开质量稳步提升。", "{y}年累计主动公开信息{number}条，群众反响良好。")),
    Defect("c513-site", "OGI-C513", "warning", "网站发布数前后不一", "two numbers of what the site published",
           text.told_again("site", r"(?:^|。)网站公开(信息)[\d,]+条", "全年网站公开信息{number}条，访问量稳中有升。",
                           "年内，网站公开信息{number}条，内容更加充实。")),
)
# fmt: on
