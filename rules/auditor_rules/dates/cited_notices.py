"""OGI-D607, OGI-D608, OGI-D609: the notices that a report rests on are those of its year, and named as they are."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from auditor import Message, Report, Severity, Span, Violation, rule
from auditor_rules.dates.cited_letters import (
    BY_KEY,
    LETTERS,
    Cited,
    Number,
    Title,
    cited_letters,
    misnumbered,
    title_key,
)
from auditor_rules.prose.dates import dates

# 关于做好 2023年 度政府信息公开工作年度报告编制工作的通知: what stands before and behind the year.
_TO_DO = re.compile(r"(?:关于)?(?:认真|切实|扎实)?(?:做好|开展|报送|编制|加强|组织)[^《》。，,；;]{0,12}$")
_INSTRUCTION = re.compile(
    r"[^《》。；;]{0,40}?(?:年度报告|年报|信息公开(?:工作)?报告)[^《》。；;]{0,20}?(?:通知|函|方案|提示|要求|公告)"
)
_BEFORE_YEAR = 24
_EARLIER = re.compile(
    r"(?:根据|按照|依据|依照|参照)[^。，,；;]{0,12}?往年[^。，,；;]{0,30}?(?:要点|通知|文件|方案|要求)"
)
_ISSUED_ABOVE = re.compile(r"国务院办公厅[^《》]{0,30}《?$")
# What may stand between a title and the number that belongs to it.
_DIRECTLY = re.compile(r"[》〉”]*\s*[（(]?[^《》。，；〔\[［\d]{0,12}")
_FAR = 60
_LOST_LETTERS = 3
"""A title that lost more characters than this is no slip of the pen (OGI-N705), but another name."""


@rule(
    id="OGI-D607",
    title=("依据文件年度不符", "Instruction cited for another year"),
    severity=Severity.WARNING,
    basis=("年度报告应依据当年的编制通知", "a report rests on the instruction for its own year"),
    remedy=(
        "核对所引通知的年度，更正名称和文号。",
        "Check which year's notice applies and correct its name and number.",
    ),
)
def instruction_of_the_year(report: Report) -> Iterator[Violation]:
    """Each year the superior organ issues a notice on how to write the reports. Last year's notice in this year's report
    shows that the introduction was copied on.

    Compared is the year in the name of a notice on annual reports (关于做好2023年……年度报告编制……的通知) with the
    report's. 往年 where a year should stand was never filled in.
    """
    year = report.year
    if year is None:
        return
    for date in report.derived(dates):
        if date.year is None or date.month is not None:
            continue
        to_do = _TO_DO.search(date.before[-_BEFORE_YEAR:])
        rest = _INSTRUCTION.match(date.line.text, date.end) if to_do else None
        if to_do is None or rest is None:
            continue
        start = date.start - len(to_do[0])
        span = Span(date.line.text[start : rest.end()], date.line.line, date.line.col + start, date.section)
        report.asked.add(span)
        if date.year != year:
            yield Violation(
                Message(f"所引通知为{date.year}年度的，本报告为{year}年度", f"the notice cited is for {date.year}, the report for {year}"),
                span, quotes=(span,), expected=str(year), actual=str(date.year), subject="instruction", cause="report year",
            )  # fmt: skip
    if "往年" in report.source.text:
        yield from _unfilled(report, year)


def _unfilled(report: Report, year: int) -> Iterator[Violation]:
    for line, section in report.prose():
        for match in _EARLIER.finditer(line.text):
            span = Span(match[0], line.line, line.col + match.start(), section)
            yield Violation(
                Message(f"依据文件写作“往年”，未写明{year}年度的文件", "the basis is given as that of 往年, without a year"),
                span, quotes=(span,), expected=str(year), actual="往年", subject="instruction",
            )  # fmt: skip


@rule(
    id="OGI-D608",
    title=("引用已被替代的格式文件", "Superseded format cited"),
    severity=Severity.WARNING,
    basis=("国办公开办函〔2021〕30号：自2021年度报告起施行新格式", "letter [2021] No. 30: its form applies from the report for 2021 on"),
    remedy=("依据改为国办公开办函〔2021〕30号。", "Cite letter [2021] No. 30."),
    first_year=2021,
)  # fmt: skip
def format_in_force(report: Report) -> Iterator[Violation]:
    """From the report for 2021 on the form of letter [2021] No. 30 has taken the place of 〔2019〕60号 and of the forms on
    trial before it. A report that names the old one as its basis was copied on or uses the old form.

    A report that cites the letter in force as well is let pass; numbers of other organs' documents are not these.
    """
    cited = [(each, one) for each in report.derived(cited_letters) for one in each.found]
    report.asked.add_all([each.span(one) for each, one in cited])
    if any(isinstance(one, Number) and one.key == "new" for _, one in cited):
        return
    old = [
        (each, one)
        for kind, key in _SUPERSEDED
        for each, one in cited
        if isinstance(one, kind) and one.key == key and (key == "trial" or kind is Number or _from_above(each, one))
    ]
    for each, one in old[:1]:
        span = each.span(one)
        yield Violation(
            Message(f"引用了已被国办公开办函〔2021〕30号替代的“{span.text}”", f"{span.text} was superseded by letter [2021] No. 30"),
            span, quotes=(span,), expected="国办公开办函〔2021〕30号", actual=span.text, subject="format", cause="letter cited",
        )  # fmt: skip


_SUPERSEDED = ((Number, "old"), (Number, "trial"), (Title, "trial"), (Title, "old"))
"""What shows that a superseded form is meant, the surest first."""


def _from_above(cited: Cited, title: Number | Title) -> bool:
    """Tell whether a title that local notices bear, too, is that of the State Council's office."""
    own = isinstance(title, Title) and "国务院办公厅" in title.whole
    return own or _ISSUED_ABOVE.search(cited.line.text, max(0, title.start - _FAR), title.start) is not None


@rule(
    id="OGI-D609",
    title=("文件名与文号不匹配", "Title and number mismatch"),
    severity=Severity.WARNING,
    basis=("国办公开办函〔2019〕60号、〔2021〕30号", "letters [2019] No. 60 and [2021] No. 30"),
    remedy=("核对文件名称与文号，成对更正。", "Check the document's title against its number and correct the pair."),
)
def number_of_its_title(report: Report) -> Iterator[Violation]:
    """The two letters on the form are easily mixed up: “关于政府信息公开工作年度报告有关事项的通知” is 〔2019〕60号, the one that
    issues the 格式 is 〔2021〕30号. One's title with the other's number names no document at all.

    Compared is a title with the number that follows it directly; two documents in one sentence each keep their own. The
    letters of the number (国办公开函 for 国办公开办函) and a title that lost words (关于工作年度报告有关事项的通知) are
    looked at as well, for either names a document that nobody issued; so are 条例（国务院令第711号） and 信息处理费管理办法.
    """
    for document, span in report.derived(misnumbered):
        report.asked.add(span)
        yield Violation(
            Message(f"“{span.text}”文号有误，应为{document.shown}", f"{span.text}: the number should be {document.shown}"),
            span, quotes=(span,), expected=document.shown, actual=span.text, subject="document number",
        )  # fmt: skip
    for each in report.derived(cited_letters):
        report.asked.add_all([each.span(one) for one in each.found])
        named: set[int] = set()
        for title, number in pairwise(each.found):
            if isinstance(title, Title) and isinstance(number, Number) and _belongs(each, title, number):
                named.add(number.start)
                yield from _pair(each, title, number)
        for number in each.found:
            if isinstance(number, Number) and number.start not in named and number.key:
                yield from _letters(each, number)


def _belongs(each: Cited, title: Title, number: Number) -> bool:
    if title.key == "trial" or not _DIRECTLY.fullmatch(each.line.text, title.end, number.start):
        return False
    return title.key == "new" or bool(number.issuer) or number.key is not None


def _pair(each: Cited, title: Title, number: Number) -> Iterator[Violation]:
    letter = BY_KEY[title.key]
    at, beside = each.span(title), each.span(number)
    if number.key != title.key:
        actual = re.sub(r".*?(?=[〔﹝\[［(（【]?\s*20\d\d)", "", beside.text, count=1)
        yield Violation(
            Message(f"文件名称与文号{_shown(actual)}不匹配，应为{letter.short}", f"the title is that of {letter.short}, not of {_shown(actual)}"),
            at, quotes=(at, beside), expected=letter.short, actual=_shown(actual), subject="number", cause="letter cited",
        )  # fmt: skip
        return
    yield from _letters(each, number)
    key = title_key(title.whole)
    # Without its issuer, and without the name of the state, it is the same title; a citation in words has no 《.
    if not title.whole.startswith("《") and "《" not in title.whole:
        return
    lost = min(len(letter.title) - len(key), len(letter.title.replace("中华人民共和国", "")) - len(key))
    if lost > _LOST_LETTERS and key.startswith("关于") and _skips(key, letter.title):
        whole = Span(title.whole, at.line, (at.col or 1) - title.whole.index(at.text), at.section)
        yield Violation(
            Message(f"{whole.text}名称不完整，{LETTERS}{letter.short}为《{letter.title}》", f"{whole.text} is shortened: letter {letter.short} is 《{letter.title}》"),
            whole, quotes=(whole, beside), expected=f"《{letter.title}》", actual=whole.text, subject="title", cause="letter cited",
        )  # fmt: skip


def _letters(each: Cited, number: Number) -> Iterator[Violation]:
    """Yield what is wrong with the letters of a number that one of the documents bears."""
    if number.key is None or not number.issuer or number.issuer in (LETTERS, "公开办函"):
        return
    span = each.span(number)
    right = LETTERS + BY_KEY[number.key].short
    yield Violation(
        Message(f"发文字号“{span.text}”有误，应为“{right}”", f"{span.text} should be {right}"),
        span, quotes=(span,), expected=right, actual=span.text, subject="letters of the number", cause="letter cited",
    )  # fmt: skip


def _shown(number: str) -> str:
    """Return a number as printed, its brackets unified."""
    return re.sub(r"[〔﹝\[［(（【]?\s*(20\d\d)\s*[〕﹞\]］)）】]?", r"〔\1〕", number)


def _skips(short: str, long: str) -> bool:
    """Tell whether the short title's characters come in the long one in this order."""
    rest = iter(long)
    return all(char in rest for char in short)
