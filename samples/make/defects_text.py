"""Defects of the running text: figures that differ from the tables, and slips of language."""

from __future__ import annotations

import re
from collections.abc import Callable

from samples.make.draft import FIGURE, Key, Para, plain
from samples.make.plant import Report, Unfit

Plant = Callable[[Report], Report]


def told(key: str, clause: str = "", changes: tuple[int, ...] = (1, 2, 3, 10)) -> Plant:
    """A figure of the running text too high, where its clause fits the pattern."""

    def plant(report: Report) -> Report:
        return report.count(key, report.rng.choice(changes), clause)

    return plant


def received(report: Report) -> Report:
    """Another number of requests received, not by chance the number with those carried in."""
    carried = report.facts.value("requests", "carried_in", "total")
    change = report.rng.choice([number for number in (1, 2, 3, 9, 10) if number != carried])
    return report.count("new", change, "(收到|受理|新收|接到).*申请")


def part_changed(change: int, least_parts: int) -> Plant:
    """The last part of an 其中 list that ends its sentence moved, so that the parts miss their total."""

    def plant(report: Report) -> Report:
        for para in report.paras("overview"):
            for sentence in re.finditer("[^。；]*其中[^。；]*(?=[。；])", para.text):
                whole = sentence[0]
                parts = list(FIGURE.finditer(whole, whole.index("其中")))
                if len(parts) < least_parts or "占" in whole or len(parts[-1][2]) < 2 or not parts[-1][2].isdigit():
                    continue
                if parts[-1][1] not in (
                    "wechat",
                    "weibo",
                    "kind_1",
                    "kind_2",
                    "kind_3",
                    "charts",
                    "films",
                    "words",
                ):
                    continue
                new = str(int(parts[-1][2]) + change)
                at = sentence.start() + parts[-1].start(2)
                return report.retell(para, para.text[:at] + new + para.text[at + len(parts[-1][2]) :])
        raise Unfit(report.mark)

    return plant


def rate(key: str) -> Plant:
    """A percentage off by several points."""

    def plant(report: Report) -> Report:
        for para in report.paras():
            for found, shown in ((match[1], match[2]) for match in FIGURE.finditer(para.text)):
                if found == key:
                    whole, _, rest = shown.rstrip("%").partition(".")
                    return report.figure(key, f"{(int(whole) + 7) % 98}{'.' * bool(rest)}{rest}%")
        raise Unfit(report.mark)

    return plant


def table_speaks(*cells: tuple[Key, int], key: str) -> Plant:
    """Cells raised though a zero statement stands in the text; its paragraph is marked with them."""

    def plant(report: Report) -> Report:
        para = next((para for para in report.paras() if any(m[1] == key for m in FIGURE.finditer(para.text))), None)
        if para is None:
            raise Unfit(report.mark)
        report = report.swap(para, report.marked(para, para.text))
        for cell, change in cells:
            if cell[2] in report.facts.table(cell[0])[cell[1]]:
                report = report.value(cell, report.facts.value(*cell) + change)
        return report

    return plant


def open_period(report: Report) -> Report:
    """截至目前 in place of the year in the sentence on requests."""
    for key in ("new", "zero:new"):
        for para in report.paras("overview"):
            match = next((m for m in FIGURE.finditer(para.text) if m[1] == key), None)
            if match is None:
                continue
            start = para.text.rfind("。", 0, match.start()) + 1
            end = match.end()
            clause = re.sub(
                "全年|本年度，?|报告期内，|一年来，|年内|截至12月31日，",
                "截至目前，",
                para.text[start:end],
                count=1,
            )
            if clause != para.text[start:end]:
                return report.retell(para, para.text[:start] + clause + para.text[end:])
    raise Unfit(report.mark)


def body_year(report: Report) -> Report:
    """Last year's number in a statement on this year's work."""
    year = report.facts.year
    for para in report.paras("overview", "body")[1:]:
        for match in re.finditer(f"(?<=。){year}年(度)?[^。，；]*(公开|收到|受理|办理|发布)", para.text):
            if not re.search("上年|结转|同比|报告|通知", match[0]):
                at = match.start()
                return report.retell(para, para.text[:at] + str(year - 1) + para.text[at + 4 :])
    raise Unfit(report.mark)


def slip(pattern: str, new: str, section: str = "", role: str = "body") -> Plant:
    """One place of the running text spoilt."""
    return lambda report: report.rewrite(pattern, new, section, role)


def replaced_character(report: Report) -> Report:
    """A character of section one that did not survive a conversion."""
    long = [para for para in report.paras("overview", "body") if len(plain(para.text)) > 40]
    para = report.rng.choice(long)
    at = para.text.index("。") - 2
    return report.retell(para, para.text[:at] + "\ufffd" + para.text[at + 1 :])


def more_than(report: Report) -> Report:
    """余 after an exact number."""
    for para in report.paras("overview"):
        match = re.search(f"{FIGURE.pattern}(?=条，其中)", para.text)
        if match and match[2][-1] != "0":
            return report.retell(para, para.text[: match.end()] + "余" + para.text[match.end() :])
    raise Unfit(report.mark)


def identity_number(report: Report) -> Report:
    """A made-up resident identity number with a true check digit; no district has that code."""
    rng = report.rng
    born = f"{rng.randint(1955, 1999)}{rng.randint(10, 12)}{rng.randint(10, 28)}"
    body = f"9900{rng.randint(10, 99)}{born}{rng.randint(100, 999)}"
    weights = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
    check = "10X98765432"[sum(int(digit) * weight for digit, weight in zip(body, weights, strict=True)) % 11]
    text = f"申请人（身份证号{body}{check}）的申请已当面说明办理情况。"
    para: Para = next(
        para for para in report.paras("overview", "body") if "申请" in para.text and para.text.endswith("。")
    )
    return report.retell(para, para.text + text)


def placeholder(report: Report) -> Report:
    """A name that was to be filled in: ×× before the organ's own word for itself."""
    me = report.facts.organ.me
    return report.rewrite(f"(?<=[。，])我{me[1:]}", f"××{me[1:]}", role="body")
