"""Defects of the running text: figures that differ from the tables, and slips of language."""

from __future__ import annotations

import re
from collections.abc import Callable
from decimal import Decimal

from samples.make.draft import FIGURE, Key, Para, figure_of, figures, plain, tag
from samples.make.plant import Report, Unfit

Plant = Callable[[Report], Report]


def told(key: str, clause: str = "", changes: tuple[int, ...] = (1, 2, 3, 10)) -> Plant:
    """A figure of the running text too high, where its clause fits the pattern."""

    def plant(report: Report) -> Report:
        return report.count(key, report.rng.choice(changes), clause)

    return plant


def received(report: Report) -> Report:
    """Another number of requests received, not by chance the number with those carried in, and not as 本年新收."""
    carried = report.facts.value("requests", "carried_in", "total")
    change = report.rng.choice([number for number in (1, 2, 3, 9, 10) if number != carried])
    return report.count("new", change, "^(?!.*本年度?新收).*(收到|受理|新收|接到).*申请")


def part_changed(change: int, least_parts: int) -> Plant:
    """The last part of an 其中 list that ends its sentence moved, so that the parts miss their total."""

    def plant(report: Report) -> Report:
        for para in report.paras("overview"):
            for sentence in re.finditer("[^。；]*其中[^。；]*(?=[。；])", para.text):
                whole = sentence[0]
                parts = [part for part in FIGURE.finditer(whole, whole.index("其中")) if part[2].isdigit()]
                if len(parts) < least_parts or "占" in whole or len(parts[-1][2]) < 2:
                    continue
                # Parts that come to less say nothing unless their list ends the sentence.
                if change < 0 and len(whole) > parts[-1].end() + 1:
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


def received_literally(report: Report) -> Report:
    """Another number of requests in a clause that uses the table's own words, 本年新收."""
    carried = report.facts.value("requests", "carried_in", "total")
    change = report.rng.choice([number for number in (2, 4, 7, 11) if number != carried])
    return report.count("new", change, "本年新收")


def fees_told(factor: int, unit: str) -> Plant:
    """The fees of the text in another unit, or another amount."""

    def plant(report: Report) -> Report:
        def change(match: re.Match[str]) -> str:
            amount = Decimal(match[2].replace(",", ""))
            told = (amount * factor).normalize() if factor != 1 else amount + 3
            return f"{tag(match[1], f'{told:f}')}{unit}"

        report.need("fees" in report.keys)
        return report.rewrite(f"{figure_of('fees')}万元", change, "overview")

    return plant


def told_again(key: str, pattern: str, *sentences: str) -> Plant:
    """A figure given once more with another value; the sentences may use {number} and the words of a report."""

    def plant(report: Report) -> Report:
        text = "".join(plain(para.text) for para in report.paras("overview"))
        found = re.search(pattern, text)
        shown = next((shown for para in report.paras("overview") for k, shown in figures(para.text) if k == key), "")
        report.need(found is not None and shown != "")
        number = int(shown.replace(",", "")) + report.rng.choice((3, 8, 20, 110))
        again = report.rng.choice(sentences)
        return report.say(again.replace("{number}", str(number)).replace("{found}", found[1] if found else ""))

    return plant


def change_alone(report: Report) -> Report:
    """By how many the requests rose or fell, given without a percentage, off by some."""
    alone = "rate:trend" not in report.keys and not report.facts.value("requests", "carried_in", "total")
    return told("change", "增加|减少")(report.need(alone))
