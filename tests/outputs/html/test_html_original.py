"""The page says where a line stood in the original, and shows what was hard to read."""

from __future__ import annotations

import base64
from typing import Any

import pytest

from auditor.outputs.html.draw import Drawer, Original
from auditor.outputs.html.original import Origins

DOT = base64.b64encode(b"\x89PNG\r\n\x1a\n").decode()
SOURCE: dict[str, Any] = {
    "encoding": "utf-8",
    "notes": [{"zh": "扫描件，文字由识别得到", "en": "scanned; recognised"}],
    "origins": [
        {"page": 1, "part": [3]}, {"page": 2, "part": [1, 2, 3]}, {"element": "/html/body/p[2]"},
        {"page": 2, "confidence": 0.41, "picture": DOT}, {"page": 2, "confidence": 0.99},
    ],
}  # fmt: skip


@pytest.mark.parametrize(
    ("line", "parts"),
    [
        (1, ("原件", "第1页 第3段", "page 1, paragraph 3")),
        (2, ("第2页 表格1第2行第3格", "page 2, table 1, row 2, cell 3")),
        (3, ("/html/body/p[2]",)),
    ],
)
def test_a_place_is_told_in_the_terms_of_its_format(line: int, parts: tuple[str, ...]) -> None:
    shown = Origins(SOURCE).place(line)
    assert all(part in shown for part in parts)


@pytest.mark.parametrize("line", [None, 0, 6])
def test_a_line_without_origin_has_no_place(line: int | None) -> None:
    assert Origins(SOURCE).place(line) == ""
    assert Origins({}).place(1) == ""


def test_what_was_hard_to_read_is_shown_as_scanned() -> None:
    shown = Origins(SOURCE).pictures(1, 5)
    assert shown.count("<img") == 1
    assert f'src="data:image/png;base64,{DOT}"' in shown
    assert "41%" in shown
    assert Origins(SOURCE).pictures(5, 9) == ""


def test_a_table_says_that_its_merges_are_those_of_the_original() -> None:
    rows = [[["项目", "数量"], [1, 2], 2, None], [["甲", "1"], [3, 4], 1, "a"]]
    node = {"table": "disclosure", "line": 1, "section": "disclosure", "rebuilt": False, "rows": rows}
    told = Origins({"origins": [{"part": [1, r, c]} for r in (1, 2) for c in (1, 2)]})
    document = {"title": None, "nodes": [node]}
    assert "合并均按原文件读取" in Original(document, Drawer(), "", told).html({})
    assert "按规定格式推断" in Original(document, Drawer(), "", Origins({})).html({})


def test_notes_on_the_reading_are_in_both_languages() -> None:
    assert Origins(SOURCE).notes() == (
        '<li><span lang="zh">扫描件，文字由识别得到</span><span lang="en">scanned; recognised</span></li>'
    )
