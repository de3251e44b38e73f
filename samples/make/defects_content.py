"""Defects of what a report and its sections must say: topics, results, fees, problems, the report itself."""

from __future__ import annotations

import re
from dataclasses import replace

from samples.make.defects_structure import Plant
from samples.make.draft import Para, plain
from samples.make.plant import Report

_OVERSIGHT = "监督|考核|评议|责任追究|追究责任|追责|问责|培训"
_SENTENCE = re.compile("[^。]*。|[^。]+$")
_GENERIC = (
    "各级政府部门认真落实政府信息公开要求，主动公开、依申请公开、政府信息管理、公开平台建设和监督保障各项工作稳步推进，"
    "多数部门建立了信息发布制度，部分地区还通过公开栏、广播等方式把政策送到群众身边。",
    "一些地区主动公开的渠道不断拓宽，依申请公开办理逐步规范，信息管理和网站栏目建设水平有所提高；"
    "各级政府部门加强业务培训和监督考核，公开意识普遍增强。",
)
_FORMER = (
    "本报告由概述、主动公开政府信息情况、依申请公开政府信息办理情况、收费及减免情况、行政复议和行政诉讼情况、"
    "存在的主要问题及改进措施组成。",
    "报告内容包括工作概述、政府信息主动公开情况、政府信息依申请公开情况、咨询处理情况、政府信息公开支出与收费情况、"
    "存在的主要问题及改进情况、附表。",
)


def notice(report: Report) -> Report:
    """A notice where the report should be: no title of a report, and no headings."""
    titles = report.paras(role="title")
    text = f"{report.facts.organ.name}关于开展政务公开专题培训的通知"
    report = report.swap(titles[0], report.marked(titles[0], text))
    for line in (*titles[1:], *report.paras(role="heading"), *report.paras(role="subheading")):
        report = report.swap(line)
    return report


def without_words(report: Report, words: str, *sections: str) -> Report:
    """Every sentence of some sections that holds one of the words cut out; no list may lose an item by it."""
    for section in sections:
        for para in report.paras(section):
            kept = [sentence for sentence in _SENTENCE.findall(para.text) if not re.search(words, plain(sentence))]
            if "".join(kept) == para.text or para.role == "heading":
                continue
            gone = para.text if not kept else "".join(set(_SENTENCE.findall(para.text)) - set(kept))
            report.need(not re.search("[一二三四六七八九]是|第[一二三]，", gone))
            left = (replace(para, text="".join(kept)),) if kept and kept != ["（五）"] else ()
            report = report.swap(para, *left)
    return report


def oversight_untold(report: Report) -> Report:
    """Section one without its last topic, 监督保障."""
    report = without_words(report, _OVERSIGHT, "overview")
    return report.need(not re.search(_OVERSIGHT, "".join(para.text for para in report.paras("overview"))))


def accountability_untold(report: Report) -> Report:
    """A government that reports assessment and appraisal, and nothing of accountability."""
    words = "责任追究|追究责任|追责|问责"
    for para in report.paras():
        kept = "".join(_clauses_without(para.text, words))
        if kept != para.text:
            report = report.swap(para, replace(para, text=kept))
    text = "".join(para.text for para in report.paras())
    return report.need("考核" in text and "评议" in text)


def _clauses_without(text: str, words: str) -> list[str]:
    """The text without those parts of its sentences, between 。 and ；, that hold one of the words."""
    parts = [part for part in re.findall("[^；。]*[；。]|[^；。]+$", text) if not re.search(words, part)]
    return [part[:-1] + "。" if part is parts[-1] and part.endswith("；") else part for part in parts]


def fees_untold(report: Report) -> Report:
    """Section six of a later report on other matters, without a word on fees."""
    heading, *body = (para for para in report.paras("other") if para.role != "sign")
    for para in body:
        report = report.swap(para)
    text = report.rng.choice(
        (
            "{me}{y}年办理的建议提案答复均已在{portal}公开。",
            "年度要点落实方面，{me}按期完成{a1}、{a2}等公开任务。",
        )
    ).format(**report.words)
    return report.swap(heading, heading, Para(text, "other", marks=(report.mark,)))


def former_structure(report: Report) -> Report:
    """The preamble lists the parts that reports had before 2019."""
    return report.rewrite("[^。]*总体情况、主动公开政府信息情况[^。]*。", report.rng.choice(_FORMER), role="preamble")


def generic(report: Report) -> Report:
    """Section one as one paragraph that could be about anybody."""
    heading, *body = report.paras("overview")
    report.need(not any(re.search("统计(期限|时限|周期|时间)|数据自", para.text) for para in body))
    for para in body:
        report = report.swap(para)
    return report.swap(heading, heading, Para(report.rng.choice(_GENERIC), "overview", marks=(report.mark,)))


def problems_as(*texts: str) -> Plant:
    """Section five with another text."""

    def plant(report: Report) -> Report:
        heading, *body = report.paras("problems")
        for para in body:
            report = report.swap(para)
        text = report.rng.choice(texts).format(**report.words)
        return report.swap(heading, heading, Para(text, "problems", marks=(report.mark,)))

    return plant


def overview_longer(most: int) -> Plant:
    """Section one stretched beyond the length that a place allows."""

    def plant(report: Report) -> Report:
        paras = report.paras("overview")[1:]
        length = sum(len(plain(para.text)) for para in paras)
        heading = report.paras("overview", "heading")[0]
        report.need(length <= most)
        report = report.swap(heading, report.marked(heading, heading.text))
        for area in report.facts.organ.areas:
            report = report.say(f"围绕{area}，{{me}}逐项明确公开主体、时限和方式，按季度核对更新情况，做到内容准确。")
        now = sum(len(plain(para.text)) for para in report.paras("overview")[1:])
        return report.need(now > most + 20)

    return plant
