"""OGI-D607, OGI-D608, OGI-D609: the notices that a report rests on are those of its year, and named as they are."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise
from typing import NamedTuple

from auditor import Message, Report, Severity, Span, Violation, rule
from auditor.model.document import Line
from auditor.model.text import Memo
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
_SHUT = r"\s*[〕﹞\]］)）】]?\s*"
_NEW_NUMBER, _OLD_NUMBER = rf"2021{_SHUT}第?30\s*号", rf"2019{_SHUT}第?60\s*号|2016{_SHUT}第?201\s*号"
_NEW_TITLE, _OLD_TITLE = r"报告格式[〉》”]?的?通知", r"关于政府信息公开工作年度报告有关事项的通知"
_TRIAL = r"报告格式[》〉]?\s*[（(]\s*试行\s*[)）]"
_CITED = re.compile(f"{_NEW_NUMBER}|{_OLD_NUMBER}|{_TRIAL}|{_NEW_TITLE}|{_OLD_TITLE}")
# The letters of the State Council's office for disclosure; 青政办函 and the like are other organs' documents.
_LETTERS = re.compile(r"(?:国办公开办函?|(?<![\u4e00-\u9fff])公开办函)\s*[〔﹝\[［(（【]?\s*$")
_NO_LETTERS = re.compile(r"(?<![\u4e00-\u9fff])[〔﹝\[［(（【]\s*$")
_ISSUED_ABOVE = re.compile(r"国务院办公厅[^《》]{0,30}《?$")
_ANNUAL = re.compile(r"年度报告|年报|格式")
_DIRECTLY = re.compile(r"[》〉”]*\s*[（(]?[^《》。，；〔\[［\d]{0,12}[〔﹝\[［(（【]?\s*")


_MAY_CITE: Memo[bool] = Memo(lambda text: _CITED.search(text) is not None)


class Citation(NamedTuple):
    """A letter on the form as cited: by number or title, which of the two (or a form on trial), and where."""

    what: str
    span: Span
    start: int
    end: int
    line: Line


def citations(report: Report) -> tuple[Citation, ...]:
    """Return where the prose cites the letters that issued the forms, in reading order."""
    return tuple(
        citation for line, section in report.prose() if _MAY_CITE[line.text] for citation in _in_line(line, section)
    )


def _in_line(line: Line, section: str | None) -> Iterator[Citation]:
    for match in _CITED.finditer(line.text):
        what = _what(match[0])
        before = line.text[max(0, match.start() - 40) : match.start()]
        start = match.start()
        if what.endswith("number"):
            letters = _LETTERS.search(before)
            if letters is None and not (_NO_LETTERS.search(before) and _ANNUAL.search(line.text)):
                continue
            start -= len(letters[0]) if letters else 0
        span = Span(line.text[start : match.end()], line.line, line.col + start, section)
        yield Citation(what, span, match.start(), match.end(), line)


def _what(text: str) -> str:
    if text[0] == "2":
        return "new_number" if text.startswith("2021") else "old_number"
    if text[0] == "关":
        return "old_title"
    return "trial" if "试行" in text else "new_title"


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
    cited = report.derived(citations)
    report.asked.add_all([citation.span for citation in cited])
    if any(citation.what == "new_number" for citation in cited):
        return
    old = [citation for what in ("old_number", "trial", "old_title") for citation in cited if citation.what == what]
    for citation in old:
        # Local notices bear that title, too.
        if citation.what == "old_title" and not _ISSUED_ABOVE.search(citation.line.text[: citation.start]):
            continue
        span = citation.span
        yield Violation(
            Message(f"引用了已被国办公开办函〔2021〕30号替代的“{span.text}”", f"{span.text} was superseded by letter [2021] No. 30"),
            span, quotes=(span,), expected="国办公开办函〔2021〕30号", actual=span.text, subject="format", cause="letter cited",
        )  # fmt: skip
        return


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

    Compared is a title with the number that follows it directly; two documents in one sentence each keep their own.
    """
    cited = report.derived(citations)
    report.asked.add_all([citation.span for citation in cited])
    for title, number in pairwise(cited):
        pair = (title.what, number.what)
        if pair not in (("old_title", "new_number"), ("new_title", "old_number")) or title.line is not number.line:
            continue
        if not _DIRECTLY.fullmatch(title.line.text, title.end, number.start):
            continue
        expected, actual = (
            ("〔2019〕60号", "〔2021〕30号") if title.what == "old_title" else ("〔2021〕30号", "〔2019〕60号")
        )
        yield Violation(
            Message(f"文件名称与文号{actual}不匹配，应为{expected}", f"the title is that of {expected}, not of {actual}"),
            title.span, quotes=(title.span, number.span), expected=expected, actual=actual, subject="number", cause="letter cited",
        )  # fmt: skip
