"""OGI-D601: the years that a report states of itself agree."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from auditor import Message, Report, Severity, Span, Violation, rule
from auditor.forms.identity import YEAR, file_year, year_number
from auditor.model.document import Table
from auditor.model.text import Memo, holds, normalise
from auditor_rules.dates.report_year import likely_year, year_in_doubt
from auditor_rules.dates.statistical_period import periods
from auditor_rules.prose.sentences import blanked

_YEAR = r"(?<!\d)((?:19|20)\d{2}|二[〇○Ｏ零][〇○Ｏ零一二三四五六七八九]{2})年"
_PUBLISHED = re.compile(rf"(?:公布|编制|发布|形成|撰写)[^。；]{{0,30}}?{_YEAR}(?:度)?[^。；，]{{0,20}}年度报告")
_OPENING = re.compile(rf"^(?:在)?{_YEAR}(?:度)?[，,、]")
_CITED = re.compile(r"《[^》]*》")
# The report itself, named by its title: 我局编制了《…2023年政府信息公开工作年度报告》.
_ITSELF = re.compile(
    rf"(?:编制|编写|撰写|形成|制作|起草|完成|现[予将]?公布|现发布)[了出]?(?:完成)?(?:[我本]\w{{1,3}})?"
    rf"《(?P<title>[^《》]*?{_YEAR}度?[^《》]{{0,30}}公开[^《》]{{0,12}}(?:报告|年报))》"
)
# The work that it is written on: 结合2023年本镇政府信息公开工作实际，编制本报告.
_WRITTEN_ON = re.compile(
    rf"(?:结合|根据|按照|依据|总结|汇总|围绕)(?:[我本]\w{{1,3}})?{_YEAR}度?(?![^。；，]*(?:通知|要求|要点|方案|部署|规定|精神))"
    r"[^。；，]{0,30}公开(?:工作)?(?:开展|推进|落实)?(?:的)?(?:实际|情况)[^。；]{0,12}(?:编制|撰写|编写|形成|发布)[^。；]{0,8}报告"
)
# In section one a report of another year is told of (年初发布了…), unless this one is presented there.
_PRESENTS = re.compile(r"现[予将]?|本报告|特此")
_LOOKS_BACK = re.compile(r"年初|[去上前]年|上一年|往年|[及按如]时|已[经于]?|先后|同步|主动公开了?$")

_PUBLISHES = holds(re.compile(r"公布|编制|发布|形成|撰写|编写|制作|起草|完成"))


def _presented(line: str) -> Iterator[tuple[int, int, int]]:
    """Yield where a line says that this report is made or published, and for which year."""
    if not _PUBLISHES[line]:
        return
    plain = blanked(_CITED, line)
    for match in _PUBLISHED.finditer(plain):
        if not _LOOKS_BACK.search(plain[max(0, match.start() - 12) : match.start()]):
            yield match.start(), match.end(), year_number(match[1])
    for match in _WRITTEN_ON.finditer(plain):
        yield match.start(), match.end(), year_number(match[1])
    for match in _ITSELF.finditer(line):
        if not _LOOKS_BACK.search(line[max(0, match.start() - 12) : match.start()]):
            yield match.start("title") - 1, match.end(), year_number(match[2])


_PRESENTED: Memo[tuple[tuple[int, int, int], ...]] = Memo(lambda line: tuple(_presented(line)))


class Stated(NamedTuple):
    """A year that a report states as its own, where, and what that place is called."""

    year: int
    place: Message
    span: Span


def period_years(report: Report) -> tuple[int, ...]:
    """Return the years that the stated statistical periods name."""
    return tuple(year for period in report.derived(periods) for year in period.years)


def _stated(report: Report) -> Iterator[Stated]:
    """Yield the years stated by title, file name, period, preamble and first sentence, the first being the measure."""
    title = report.title
    named = YEAR.search(normalise(title.text)) if title else None
    if title is not None and named is not None:
        yield Stated(year_number(named[1]), Message("标题", "the title"), title)
    year = file_year(report.path)
    if year is not None:
        name = report.path.rsplit("/", 1)[-1]
        yield Stated(year, Message("文件名", "the file's name"), report.whole()._replace(text=name))
    for period in report.derived(periods)[:1]:
        for year in [*(year for year in period.years if year != report.year), *period.years][:1]:
            yield Stated(year, Message("统计期限", "the statistical period"), period.span)
    yield from _in_words(report)


def _in_words(report: Report) -> Iterator[Stated]:
    """Yield the years of the preamble, which may stand in section one, and of that section's first sentence."""
    overview = report.section("overview")
    first = list(overview.lines)[:3] if overview else []
    opening = [node for node in report.preamble if not isinstance(node, Table)]
    for line, section in [*((line, None) for line in opening), *((line, "overview") for line in first)]:
        for start, end, year in _PRESENTED[line.text] if section is None or _PRESENTS.search(line.text) else ():
            span = Span(line.text[start:end], line.line, line.col + start, section)
            yield Stated(year, Message("引言", "the preamble"), span)
    prose = next((line for line in first if len(line.text) > 20), None)
    begun = _OPENING.match(prose.text) if prose else None
    # A paragraph that goes on to the report's own year looks back first: 2019年，…。2020年，….
    looks_back = (
        prose is not None
        and begun is not None
        and report.year is not None
        and f"{report.year}年" in prose.text[begun.end() :]
    )
    if prose is not None and begun is not None and not looks_back:
        span = Span(begun[0].rstrip("，,、"), prose.line, prose.col, "overview")
        yield Stated(year_number(begun[1]), Message("总体情况首句", "the first sentence of section one"), span)


@rule(
    id="OGI-D601",
    title=("报告年度不一致", "Report year inconsistent"),
    severity=(Severity.ERROR, Severity.WARNING),
    basis=("国办公开办函〔2019〕60号、〔2021〕30号：按年度编制", "letters [2019] No. 60 and [2021] No. 30: one report a year"),
    remedy=("核对报告年度，统一标题、统计期限和正文中的年份。", "Settle the report's year in title, period and text."),
)  # fmt: skip
def one_year(report: Report) -> Iterator[Violation]:
    """A title of one year over the period of another is the commonest trace of last year's report copied on. The reader
    cannot tell which year the figures belong to.

    A file's name counts only where it states a year as such; titles of cited documents and reports of other years that are
    looked back on do not count. Where all else agrees against the title, the title is the suspect, and that is said once.
    """
    stated = tuple(_stated(report))
    if len(stated) < 2:
        return
    measure = stated[0]
    report.asked.add_all([each.span for each in stated])
    if year_in_doubt(report):
        yield from _title_alone(report, stated)
        return
    for other in stated[1:]:
        if other.year != measure.year:
            yield _violation(measure, other)


def _title_alone(report: Report, stated: tuple[Stated, ...]) -> Iterator[Violation]:
    title, year = stated[0], report.derived(likely_year)
    others = [each for each in stated[1:] if each.year == year]
    zh = "、".join(dict.fromkeys(each.place.zh for each in others)) or "正文"
    en = ", ".join(dict.fromkeys(each.place.en for each in others)) or "the text"
    period = any(each.place.zh == "统计期限" for each in others)
    yield Violation(
        Message(
            f"标题为{title.year}年，而{zh}均为{year}年，疑为标题年份有误",
            f"the title says {title.year}, but {en} say {year}: the title seems to be wrong",
        ),
        title.span,
        quotes=(title.span, *(each.span for each in others[:6])),
        expected=str(year),
        actual=str(title.year),
        severity=Severity.ERROR if period else Severity.WARNING,
        subject="the title",
        cause="report year",
    )


def _violation(measure: Stated, other: Stated) -> Violation:
    of_title = (measure.place.zh, other.place.zh) == ("标题", "统计期限")
    return Violation(
        Message(
            f"{measure.place.zh}为{measure.year}年，{other.place.zh}为{other.year}年",
            f"{measure.place.en} says {measure.year}, {other.place.en} says {other.year}",
        ),
        other.span,
        quotes=(measure.span, other.span),
        expected=str(measure.year),
        actual=str(other.year),
        severity=Severity.ERROR if of_title else Severity.WARNING,
        subject=other.place.en,
        cause="report year",
    )
