"""OGI-T308: outcomes that exceed their total by just what was granted in part."""

from __future__ import annotations

import pytest

from auditor.testing import full_findings, report_text, state
from auditor_rules.tables.counted_twice import granted_in_part_once

# Five requests, two granted in part: these are counted among the refused as well.
TWICE = {
    "new": "5 0 0 0 0 0 5", "granted": "3 0 0 0 0 0 3", "partial": "2 0 0 0 0 0 2",
    "denied_1": "2 0 0 0 0 0 2", "total": "5 0 0 0 0 0 5",
}  # fmt: skip


def text(**rows: str) -> str:
    return report_text(cells={f"requests.{row}": figures for row, figures in rows.items()})


def test_a_surplus_of_what_was_granted_in_part_is_a_hint() -> None:
    (found,) = full_findings(granted_in_part_once, text(**TWICE))

    assert (found.severity, found.confidence, found.place.row) == ("review", "medium", "partial")
    assert found.message.zh == (
        "办理结果各项之和比总计多2，正好等于“部分公开”总计2，可能把部分公开的申请又计入了其他结果"
    )


@pytest.mark.parametrize(
    "changes",
    [
        {"denied_1": "0 0 0 0 0 0 0"},
        {"denied_1": "3 0 0 0 0 0 3"},
        {"partial": "0 0 0 0 0 0 0", "granted": "5 0 0 0 0 0 5"},
        {"granted": "2 1 0 0 0 0 3"},
        {"denied_1": "0 0 0 0 0 0 2"},
        {"total": "9 0 0 0 0 0 9"},
        {"total": "      "},
    ],
    ids=["adds up", "another surplus", "none in part", "another column", "a row that is wrong", "too few", "blank"],
)
def test_anything_else_is_no_hint(changes: dict[str, str]) -> None:
    assert state(granted_in_part_once, text(**{**TWICE, **changes})) == "pass"


def test_only_totals_filled_in_are_enough() -> None:
    totals = {row: "      " + figures[-1] for row, figures in TWICE.items()}
    rest = dict.fromkeys(("carried_in", "carried_out"), "      0")

    assert state(granted_in_part_once, text(**totals, **rest)) == "review"
