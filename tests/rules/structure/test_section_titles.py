"""OGI-S102: the sections bear the form's own titles."""

from __future__ import annotations

import pytest

from auditor.testing import findings, full_findings, report_text, state
from auditor_rules.structure.section_titles import titles_canonical


def titled(old: str, new: str, year: int = 2023) -> str:
    return report_text(year).replace(f"\n{old}\n", f"\n{new}\n")


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("一、总体情况", "一、工作概述"),
        ("一、总体情况", "一、概述"),
        ("五、存在的主要问题及改进情况", "五、存在的主要问题和改进措施"),
        ("六、其他需要报告的事项", "六、其他需要汇报事项"),
        ("三、收到和处理政府信息公开申请情况", "三、收到和处理政府信息公开情况"),
        ("四、政府信息公开行政复议、行政诉讼情况", "四、政府信息公开行政复议和行政诉讼情况"),
        ("五、存在的主要问题及改进情况", "五、存在的主要问题及改进的情况"),
    ],
)
def test_a_variant_is_for_review(old: str, new: str) -> None:
    (found,) = full_findings(titles_canonical, titled(old, new))
    assert (found.severity, found.quotes[0].text) == ("review", new)


def test_one_finding_lists_all_variants() -> None:
    text = titled("一、总体情况", "一、概述").replace("六、其他需要报告的事项", "六、其他事项")
    assert findings(titles_canonical, text) == [
        "2: review 部分标题“概述”、“其他事项”与规定标题不同，应为“总体情况”、“其他需要报告的事项”"
    ]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("四、政府信息公开行政复议、行政诉讼情况", "四、因政府信息公开工作被申请行政复议、提起行政诉讼情况"),
        ("二、主动公开政府信息情况", "二、行政机关主动公开政府信息情况"),
        ("六、其他需要报告的事项", "六、其它需要报告的事项"),
        ("一、总体情况", "一 、总体情况、"),
        ("一、总体情况", "总体情况"),
    ],
)
def test_official_wordings_and_other_marks_are_let_pass(old: str, new: str) -> None:
    assert state(titles_canonical, titled(old, new)) == "pass"
