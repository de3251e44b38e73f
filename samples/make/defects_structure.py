"""Defects of the whole: sections, headings, title, preamble, dates and names."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace

from samples.make.draft import FIGURE, Draft, Grid, Para, plain, tag
from samples.make.plant import Report, Unfit

Plant = Callable[[Report], Report]
# Characters of account names with others of the same sound.
SAME_SOUND = dict(
    zip(
        "发布微讯之窗在线政务今日声美丽活力服号石桥湾渡岭塘水教财",
        "法部威迅芝床再现正物金曰生每利火立福好时乔弯度领堂税较才",
        strict=True,
    )
)


def section(report: Report, key: str) -> Draft:
    """The pieces of one section, its heading first."""
    body = [p for p in report.draft if (p.section == key if isinstance(p, Para) else p.table == key)]
    return tuple(piece for piece in body if not (isinstance(piece, Para) and piece.role == "sign"))


def without(key: str) -> Plant:
    """A section left out, heading and all."""

    def plant(report: Report) -> Report:
        for piece in section(report, key):
            report = report.swap(piece)
        return report

    return plant


def heading_lost(report: Report) -> Report:
    """The last heading is missing; its text runs on in section five."""
    return report.swap(report.paras("other", "heading")[0])


def emptied(key: str, text: str = "") -> Plant:
    """A section with its heading alone, or with a single word."""

    def plant(report: Report) -> Report:
        heading, *body = section(report, key)
        for piece in body:
            report = report.swap(piece)
        if not isinstance(heading, Para):
            raise Unfit(report.mark)
        if not text:
            return report.swap(heading, report.marked(heading, heading.text))
        return report.swap(heading, heading, Para(text, key, marks=(report.mark,)))

    return plant


def swapped(report: Report) -> Report:
    """Sections five and six in each other's place, each keeping its ordinal."""
    five, six = section(report, "problems"), section(report, "other")
    rest = [piece for piece in report.draft if piece not in (*five, *six)]
    at = max(index for index, piece in enumerate(rest) if isinstance(piece, Grid)) + 1
    first, second = five[0], six[0]
    if not (isinstance(first, Para) and isinstance(second, Para)):
        raise Unfit(report.mark)
    later = (report.marked(second, second.text), *six[1:], report.marked(first, first.text), *five[1:])
    return replace(report, draft=(*rest[:at], *later, *rest[at:]))


def heading(key: str, old: str, new: str) -> Plant:
    return lambda report: report.rewrite(old, new, key, "heading")


def title(old: str, new: str) -> Plant:
    """The title with a pattern replaced; all its lines are marked."""

    def plant(report: Report) -> Report:
        changed = report.rewrite(old, new, role="title")
        for line in changed.paras(role="title"):
            changed = changed if line.marks else changed.swap(line, changed.marked(line, line.text))
        return changed

    return plant


def title_year(report: Report) -> Report:
    year = report.facts.year
    return title(str(year), str(year - 1))(report.need(year not in (2019, 2021)))


PERIOD = r"[^。]*(?:统计(?:期限|时限|周期|时间)|数据自)[^。]*。"


def period_missing(report: Report) -> Report:
    """The sentence on the period cut out; its paragraph must have another one."""
    for para in report.paras():
        match = re.search(PERIOD, para.text)
        if match and para.text != match[0]:
            return report.swap(para, replace(para, text=para.text.replace(match[0], "")))
        if match and para.role == "preamble":
            return report.swap(para)
    raise Unfit(report.mark)


def period_vague(report: Report) -> Report:
    """In place of the period, words that name none."""
    vague = report.rng.choice(("报告所列数据均为全年数。", "有关数据由各科室汇总提供。"))
    for para in report.paras(role="preamble"):
        text = re.sub(PERIOD, vague, para.text, count=1)
        if text != para.text:
            return report.swap(para, replace(para, text=text))
    raise Unfit(report.mark)


def period(old: str, new: str) -> Plant:
    """The sentence on the period with another date in it. The patterns may use {y} and {last}."""

    def plant(report: Report) -> Report:
        years = {"y": report.facts.year, "last": report.facts.year - 1}

        def change(match: re.Match[str]) -> str:
            return re.sub(old.format(**years), new.format(**years), match[0], count=1)

        return report.rewrite(PERIOD, change)

    return plant


def preamble(old: str, new: str) -> Plant:
    return lambda report: report.rewrite(old, new, role="preamble")


def old_form_cited(report: Report) -> Report:
    """The superseded notice of 2019 cited as the basis of a later report."""
    return report.rewrite(
        "《国务院办公厅政府信息与政务公开办公室关于印发.*?30号）",
        "《国务院办公厅政府信息与政务公开办公室关于政府信息公开工作年度报告有关事项的通知》（国办公开办函〔2019〕60号）",
        role="preamble",
    )


def account_misspelt(report: Report) -> Report:
    """One of at least two mentions of the same account with a character of the same sound."""
    places = [para for para in report.paras() for key, _ in figures_of(para) if key == "account"]
    report.need(len(places) >= 2)
    name = next(shown for key, shown in figures_of(places[0]) if key == "account")
    letters = [at for at, letter in enumerate(name) if letter in SAME_SOUND]
    report.need(bool(letters) and len(name) >= 6)
    at = report.rng.choice(letters)
    wrong = name[:at] + SAME_SOUND[name[at]] + name[at + 1 :]
    report = report.figure("account", wrong)
    other = (
        next(para for para in report.paras() if ("account", name) in figures_of(para) and not para.marks)
        if any(("account", name) in figures_of(para) and not para.marks for para in report.paras())
        else None
    )
    return report.swap(other, report.marked(other, other.text)) if other else report


def figures_of(para: Para) -> list[tuple[str, str]]:
    return [(match[1], match[2]) for match in FIGURE.finditer(para.text)]


def sign_misspelt(report: Report) -> Report:
    """The name beneath the report lacks a character of the place."""
    signs = report.paras(role="sign")
    report.need(bool(signs))
    brand = report.facts.organ.brand
    return report.retell(signs[0], signs[0].text.replace(brand, brand[1:], 1))


def numbering(report: Report) -> Report:
    """The last bracketed heading of section one jumps by one."""
    return report.rewrite("^（五）", "（六）", "overview")


def enumeration(first_lost: bool) -> Plant:
    """A list 一是, 二是, 三是 that lost its first or its second item."""

    def plant(report: Report) -> Report:
        for para in report.paras():
            if para.section not in ("overview", "problems") or len(re.findall("[一二三]是", para.text)) < 3:
                continue
            tokens = [(match.start(), match[0]) for match in re.finditer(r"(?<=[。；：，])[一二三四五]是", para.text)]
            names = [name for _, name in tokens]
            if names[:3] != ["一是", "二是", "三是"]:
                continue
            start, end = (tokens[0][0], tokens[1][0]) if first_lost else (tokens[1][0], tokens[2][0])
            return report.retell(para, para.text[:start] + para.text[end:])
        raise Unfit(report.mark)

    return plant


def assessment_missing(report: Report) -> Report:
    """Every sentence on assessment, appraisal and accountability cut out of a government's report."""
    report.need(report.facts.organ.government)
    words = "考核|评议|责任追究|追究责任|追责|问责"
    for para in report.paras():
        kept = [sentence for sentence in re.findall("[^。]*。|[^。]+$", para.text) if not re.search(words, sentence)]
        if len("".join(kept)) != len(para.text):
            report.need(bool(kept) and "是" not in para.text[:2])
            report = report.swap(para, replace(para, text="".join(kept)))
    return report


def paragraph_repeated(key: str) -> Plant:
    """A paragraph of a section stands twice."""

    def plant(report: Report) -> Report:
        long = [
            para
            for para in report.paras(key, "body")
            if 40 < len(plain(para.text)) < 400 and not para.text.startswith("（")
        ]
        report.need(len(long) > 1)
        para = report.rng.choice(long)
        return report.swap(para, para, report.marked(para, para.text))

    return plant


def tagged_zero(key: str, new: str) -> Plant:
    """A zero statement replaced by one with a number. The new clause may hold [key:number] for a figure."""

    def plant(report: Report) -> Report:
        for para in report.paras():
            match = next((m for m in FIGURE.finditer(para.text) if m[1] == key), None)
            if match:
                told = re.sub(r"\[(\w+):(\d+)\]", lambda figure: tag(figure[1], figure[2]), new)
                return report.retell(para, para.text[: match.start()] + told + para.text[match.end() :])
        raise Unfit(report.mark)

    return plant
