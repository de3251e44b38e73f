"""OGI-T307: who was closed for an unpaid fee had been sent a fee notice."""

from __future__ import annotations

import re
from collections.abc import Iterator

from auditor import Message, Report, Severity, Span, Violation, rule
from auditor.model.document import Line
from auditor.model.finding import Quotable

# 行政事业性收费 is what the organ charges in general, 收费目录 what it may charge.
_OTHER_FEES = re.compile(r"行政事业性收费|涉企收费|教育收费|停车收费|收费(?:目录|标准|依据|项目|公示|清单)")
_FEE = re.compile(r"信息(?:公开)?处理费|处理费|收费|缴费|缴纳费用|收取[^，。；]{0,8}费")
_NOTICE = r"(?:收|缴)费(?:的)?(?:通知|告知|决定)(?:书|单|函)?"
_ISSUED = "(?:发出|发放|发送|发布|发过|下发|下达|送达|出具|开具|开出|制发|制作|寄送|寄出|作出|做出|产生|涉及|印发|发生|出现|签发|发)"
# 未按收费通知要求缴纳 and 未在收到收费通知后缴纳 deny something else.
_NOT = r"(?:尚?未(?:曾|有|再)?(?!按|依|在|于|缴|交|及时|能|收)|没有?|不存在|暂?无(?![正法故效])|零)"
_FILL = r"(?:[^，。；、,;按依缴]|依(?=申请|法))"
_NO_NOTICE = (
    re.compile(rf"{_NOT}{_FILL}{{0,20}}?{_ISSUED}{_FILL}{{0,24}}?{_NOTICE}"),
    re.compile(rf"{_NOT}{_FILL}{{0,16}}?{_NOTICE}(?!要求|规定|期限|后|的(?:要求|规定|期限))"),
    re.compile(
        rf"{_NOTICE}(?:的)?(?:数量?|件数|份数|总?计|共计?)?(?:均|都|为|是|共|：|:|\s)*(?:[0０〇零](?![\d.])|无(?![正法故效]))"
    ),
    re.compile(
        rf"{_NOTICE}[^。；;\d一二两三四五六七八九十]{{0,40}}?(?:均|都|皆)(?:为|是)?\s*(?:[0０〇零](?![\d.])|无)"
    ),
    re.compile(rf"(?<![\d.])[0０〇零]\s*[件份次张个宗][^，。；、,;\d]{{0,16}}?{_NOTICE}"),
    re.compile(rf"{_NOTICE}[^，。；、,;]{{0,6}}(?:未|没有){_ISSUED}"),
)


@rule(
    id="OGI-T307",
    title=("逾期未缴费但无收费情况", "Closed for unpaid fees, but no fee notice reported"),
    severity=Severity.WARNING,
    basis=("《政府信息公开信息处理费管理办法》（国办函〔2020〕109号）", "Measures on fees for handling information requests (letter [2020] No. 109)"),
    remedy=("核对“逾期未按收费通知要求缴纳费用”的件数，并在第六部分如实报告收费通知和收取情况。", "Check the number closed for unpaid fees, and report notices and fees in section six."),
)  # fmt: skip
def notice_before_closing(report: Report) -> Iterator[Violation]:
    """Requests are closed for an unpaid fee only after a fee notice. A report that counts such closures and says that no
    notice was issued, or says nothing of fees at all, is wrong in one of the two places.

    未收取信息处理费 alone is no contradiction: a notice that nobody paid yields nothing.
    """
    closed = report.cell("requests", "other_2", "total")
    if closed is None or not closed.value.number or closed.value.number < 0:
        return
    spoken = False
    for line, section in report.prose():
        text = line.text
        if "费" not in text:
            continue
        text = _OTHER_FEES.sub(lambda match: "　" * len(match[0]), text)
        for pattern in _NO_NOTICE:
            match = pattern.search(text)
            if match is not None:
                said = _span(line, match, section)
                report.asked.add(said)
                yield _violation(
                    closed, (closed, said), closed.text.strip(),
                    Message(f"但正文称“{said.text}”", f"but the text says {said.text}"),
                )  # fmt: skip
                return
        fee = _FEE.search(text)
        if fee is not None:
            report.asked.add(_span(line, fee, section))
            spoken = True
    if not spoken:
        report.read_whole()
        yield _violation(
            closed, (closed,), closed.text.strip(),
            Message("但全文未报告收费通知和信息处理费情况", "but the report says nothing of fee notices or fees"),
        )  # fmt: skip


def _span(line: Line, match: re.Match[str], section: str | None) -> Span:
    return Span(line.text[match.start() : match.end()], line.line, line.col + match.start(), section)


def _violation(at: Quotable, quotes: tuple[Quotable, ...], shown: str, why: Message) -> Violation:
    return Violation(
        Message(
            f"表三有{shown}件因申请人逾期未按收费通知要求缴纳费用而不再处理，{why.zh}",
            f"table 3 counts {shown} requests closed for an unpaid fee, {why.en}",
        ),
        at, quotes=quotes, subject="unpaid fees",
    )  # fmt: skip
