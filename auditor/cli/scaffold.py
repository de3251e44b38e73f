"""What `audit rules new` writes: a plugin of one rule that works, and its test."""

from __future__ import annotations

PLUGIN = '''"""ACME-X000: section one speaks of training."""

from collections.abc import Iterator

from auditor import Message, Report, Rule, Severity, Violation, hookimpl, rule
from auditor.model.page import Example, MadeUp, RulePage

PAGE = RulePage(
    why_zh="本市考核细则要求每年组织一次培训，并在年报中写明。",
    limits=Message("只看有没有提到培训，不看培训了什么。", "It asks whether training is mentioned, not what was taught."),
    fires=Example(
        Message("总体情况没有提到培训。", "The overview does not mention training."),
        (MadeUp(sections={"overview": "本镇健全工作机制。"}),),
    ),
    silent=Example(
        Message("写明了培训次数。", "It says how often there was training."),
        (MadeUp(sections={"overview": "本镇全年组织业务培训2次。"}),),
    ),
)


@rule(
    id="ACME-X000",
    title=("总体情况未提及培训", "Overview does not mention training"),
    severity=Severity.REVIEW,
    basis=("本市政务公开考核细则", "the city's own scoring sheet"),
    remedy=("补充全年培训情况。", "Add what training was given."),
    page=PAGE,
)
def my_rule(report: Report) -> Iterator[Violation]:
    """Our city asks every organ to train its staff once a year, and to say so in the report."""
    section = report.section("overview")
    if section is None:
        return
    report.asked.add(section.heading)
    if not any("培训" in line.text for line in section.lines):
        yield Violation(Message("未提及培训", "training is not mentioned"), section.heading)


@hookimpl
def provide_rules() -> list[Rule]:
    """Return the rules of this file."""
    return [my_rule]
'''

TEST = '''"""ACME-X000: section one speaks of training."""

from auditor.testing import findings, report_text, state
from my_rule import my_rule


def test_an_overview_without_training_is_for_review() -> None:
    assert findings(my_rule, report_text(sections={"overview": "本镇健全工作机制。"})) == ["2: review 未提及培训"]


def test_training_passes() -> None:
    assert state(my_rule, report_text(sections={"overview": "全年组织业务培训2次。"})) == "pass"
'''
