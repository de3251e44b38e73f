"""OGI-L812: no identity, card or private mobile number is printed."""

from __future__ import annotations

from collections.abc import Iterator

from auditor import Message, Report, Severity, Span, Violation, rule
from auditor.model.mask import mask, personal_data
from auditor_rules.language.running_text import running_text
from auditor_rules.reading.garbled_source import refuse_damaged

_NAMES = {
    "id": Message("居民身份证号码", "a resident identity number"),
    "card": Message("银行卡号", "a bank card number"),
    "mobile": Message("个人手机号码", "a private mobile number"),
}


@rule(
    id="OGI-L812",
    title=("泄露个人信息", "Personal data exposed"),
    severity=(Severity.ERROR, Severity.WARNING),
    basis=("《中华人民共和国个人信息保护法》；《政府信息公开条例》第十五条", "the law on the protection of personal information; article 15 of the regulations"),
    remedy=("立即从公开页面撤下或遮盖，并核查其他公开渠道。", "Take it off the page or mask it at once, and check where else it was published."),
)  # fmt: skip
def nobody_exposed(report: Report) -> Iterator[Violation]:
    """What is on a government's page is copied within hours; a number once exposed cannot be called back.

    Found are resident identity numbers (18 digits, with a real date and the right check digit), bank cards (16 to 19 digits,
    Luhn) and mobile numbers beside an applicant, a party or a person's name. Numbers within page addresses, file names and
    document numbers are none, nor is the number that the organ prints to be rung. Findings show the first three and last
    two characters only.
    """
    refuse_damaged(report)
    running = report.derived(running_text)
    report.asked.add_all(running.lines)
    text = report.source.text
    sections = {line.line: line.section for line in running.lines}
    for start, end, kind in personal_data(text):
        line = text.count("\n", 0, start) + 1
        shown = mask(text[start:end])
        span = Span(shown, line, start - text.rfind("\n", 0, start), sections.get(line))
        name = _NAMES[kind]
        yield Violation(
            Message(f"公开文本中出现{name.zh}（{shown}）", f"{name.en} is printed ({shown})"),
            span,
            quotes=(span,),
            actual=shown,
            severity=Severity.WARNING if kind == "mobile" else Severity.ERROR,
            subject=kind,
        )
