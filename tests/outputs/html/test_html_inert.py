"""Nothing that a report, a path or a plugin says does anything in the page."""

from __future__ import annotations

import json
from pathlib import Path

import lxml.html
import pytest
from hypothesis import given
from hypothesis import strategies as st

from auditor.outputs.html.inert import css_string, escape, json_block, visible
from auditor.outputs.html.pages import write_file, write_folder
from tests.outputs.html import made_up
from tests.outputs.html.conftest import Audited

HOSTILE = (
    "<script>alert(1)</script>]]>\u2028\x00\x07\x1b\u202e反\u202c{{ 7*7 }}{% raw %}<img src=x onerror=alert(1)>&lt;"
)


def test_markup_is_escaped_and_controls_are_shown() -> None:
    shown = escape(HOSTILE)
    assert "<" not in shown
    assert "\x00" not in shown
    assert "\ufffd" in shown
    assert "[U+202E]反[U+202C]" in shown
    assert "{{ 7*7 }}" in shown
    assert "&amp;lt;" in shown


@given(st.text())
def test_any_text_is_inert_and_comes_back_from_a_parser_as_shown(text: str) -> None:
    tree = lxml.html.fragment_fromstring(f'<p title="{escape(text)}">{escape(text)}</p>')
    assert len(tree) == 0
    assert set(tree.attrib) == {"title"}


@given(st.text())
def test_any_text_as_data_ends_no_script_and_comes_back(text: str) -> None:
    shown = visible(text)
    block = json_block({"text": shown})
    assert not set(block) & set("<>&\u2028\u2029\u202e")
    tree = lxml.html.document_fromstring(f'<script type="application/json">{block}</script><p>after</p>')
    assert json.loads(tree.xpath("string(//script)")) == {"text": shown}
    assert tree.xpath("string(//p)") == "after"


def test_a_css_string_cannot_be_left() -> None:
    assert css_string('"}</style>\\x') == '"\\22 \\7d \\3c \\2f style\\3e \\5c x"'


@pytest.mark.parametrize("single", [False, True])
def test_hostile_text_in_every_place_adds_no_element(audited: Audited, tmp_path: Path, single: bool) -> None:
    name = "坏<img src=x onerror=alert(1)>{{7*7}}.txt"
    run = audited({name: made_up.report(f"青川市{HOSTILE}局", overview=HOSTILE)})
    if single:
        write_file(run, tmp_path / "one.html", "zh")
        files = [tmp_path / "one.html"]
    else:
        write_folder(run, tmp_path / "pages", "zh")
        files = sorted((tmp_path / "pages").rglob("*.html"))
        assert len(files) == 2
    for file in files:
        text = file.read_text(encoding="utf-8")
        tree = lxml.html.document_fromstring(text)
        assert not tree.xpath("//img | //iframe | //object | //link | //@onerror | //@onclick")
        assert len(tree.xpath("//script")) == (4 if single or file.name == "index.html" else 3)
        assert not any(character in text for character in "\x00\x07\x1b\u202e")
        assert "49" not in "".join(tree.xpath("//small/text()"))
