"""OGI-L807: numbers of documents are printed as 国办函〔2020〕109号."""

from __future__ import annotations

import re
from collections.abc import Iterator

from auditor import Confidence, Message, Report, Severity, Violation, rule
from auditor.model.text import Memo
from auditor_rules.language.running_text import running_text
from auditor_rules.reading.garbled_source import refuse_damaged

_YEAR = r"\s*(?P<year>(?:19|20)?\d{2})\s*"
# A court's case number, (2020)渝01行终123号, has its letters behind the year and nothing before it.
_NUMBER = re.compile(
    rf"(?P<open>[〔（(\[【〈<﹝［]){_YEAR}(?P<close>[〕）)\]】〉>﹞］])\s*第?\s*(?P<number>\d{{1,5}})(?P<more>\s*(?:[、，和及至\-—]\s*\d{{1,5}}\s*)*)(?P<hao>号(?![楼院线路门店])|)"
)
_LOST = re.compile(r"(?P<year>20\d{2})\s?第?(?P<number>\d{1,4})\s?号")
# 〔2025〕一43号: a stroke or a mark between the bracket and the number.
_STRAY = re.compile(rf"〔{_YEAR}〕\s*(?P<stray>[一—–\-－_·.．、，,:：Xx×*])\s*(?P<number>\d{{1,5}})\s*号")
_HOLDS: Memo[bool] = Memo(lambda line: any(p.search(line) for p in (_NUMBER, _LOST, _STRAY)))
_ISSUER = re.compile(r"[\u4e00-\u9fffA-Za-z]{1,11}[发函字规通办令电文议批复]\s?$")
_BEFORE = re.compile(r"[\u4e00-\u9fffA-Za-z]{1,12}\s?$")
_NO_ISSUER = re.compile(r"(?:备案|安备|许可|专利|标准|图|表|附件|修订|版|第|编号|约)$")


@rule(
    id="OGI-L807",
    title=("文号格式错误", "Document number format"),
    severity=Severity.REVIEW,
    confidence=Confidence.MEDIUM,
    basis=("《党政机关公文格式》（GB/T 9704—2012）7.2.5：年份用六角括号“〔〕”括入，顺序号后加“号”字", "GB/T 9704-2012, 7.2.5: the year stands in 〔〕, and 号 follows the number"),
    remedy=("按原文件核对发文字号，写作“国办函〔2020〕109号”的样式。", "Check the number against the document and print it like 国办函〔2020〕109号."),
)  # fmt: skip
def numbers_in_form(report: Report) -> Iterator[Violation]:
    """A document is found by its number. With other brackets, without 号 or with the brackets lost, 国办函2020109号 can be
    read in two ways.

    Looked at are numbers behind an issuer's letters. Case numbers of courts, （2020）渝01行终123号, and years in brackets
    that no number follows are something else.
    """
    refuse_damaged(report)
    running = report.derived(running_text)
    text = running.text
    places = list(running.where(_HOLDS))
    for match in (match for place in places for match in _NUMBER.finditer(text, *place)):
        before = _BEFORE.search(text, max(0, match.start() - 12), match.start())
        if before is None or _NO_ISSUER.search(before[0]):
            continue
        brackets = match["open"] + match["close"]
        right = brackets == "〔〕"
        if not right and (not match["hao"] or len(match["year"]) == 2):
            continue
        start = before.start()
        report.asked.add(running.span(start, match.end()))
        said = []
        if not right:
            said.append((f"年份应用“〔〕”，写作“{brackets}”", f"the year stands in {brackets}, not in 〔〕"))
        if len(match["year"]) == 2:
            said.append(("年份应写全四位", "the year lacks its first two digits"))
        if not match["hao"]:
            said.append(("缺少“号”字", "号 is missing"))
        if said:
            year = match["year"] if len(match["year"]) == 4 else f"20{match['year']}"
            proper = f"〔{year}〕{match['number']}{match['more'].strip()}号"
            yield _violation(report, start, match, said, text[start : match.start()] + proper)
    for match in (match for place in places for match in _STRAY.finditer(text, *place)):
        before = _BEFORE.search(text, max(0, match.start() - 12), match.start())
        if before is None:
            continue
        report.asked.add(running.span(before.start(), match.end()))
        said = [(f"顺序号前多“{match['stray']}”", f"a stray {match['stray']} stands before the number")]
        proper = f"{text[before.start() : match.start()]}〔{match['year']}〕{match['number']}号"
        yield _violation(report, before.start(), match, said, proper)
    for match in (match for place in places for match in _LOST.finditer(text, *place)):
        issuer = _ISSUER.search(text, max(0, match.start() - 12), match.start())
        if issuer is None or _NO_ISSUER.search(issuer[0].rstrip()):
            continue
        report.asked.add(running.span(issuer.start(), match.end()))
        said = [("年份和顺序号之间缺少“〔〕”", "the brackets around the year are lost")]
        proper = f"{issuer[0].rstrip()}〔{match['year']}〕{match['number']}号"
        yield _violation(report, issuer.start(), match, said, proper)


def _violation(report: Report, start: int, match: re.Match[str], said: list[tuple[str, str]], proper: str) -> Violation:
    span = report.derived(running_text).span(start, match.end())
    zh = "，".join(part for part, _ in said)
    en = "; ".join(part for _, part in said)
    return Violation(
        Message(f"发文字号“{span.text}”{zh}", f"{span.text}: {en}"),
        span,
        quotes=(span,),
        expected=proper,
        actual=span.text,
        subject="document number",
    )
