"""Every built-in rule has its page, every example on it shows what it says, and docs/rules is what the rules tell."""

from __future__ import annotations

import re
from dataclasses import replace
from importlib.resources import files
from pathlib import Path

import pytest

from auditor.engine.example import try_example
from auditor.forms.made_up import text_of
from auditor.model.ledger import State
from auditor.model.page import MadeUp, RulePage
from auditor.model.rule import Rule
from auditor.outputs import rule_pages
from auditor.plugins.load import load_catalogue
from auditor.testing import report_text
from auditor_rules.pages import PageError, pages, read_pages, with_pages

PAGES = pages()
LOADED = load_catalogue()
CATALOGUE = replace(LOADED, rules=with_pages(LOADED.rules))
RULES = {rule.id: rule for rule in CATALOGUE.rules}
DOCS = Path(__file__).parents[2] / "docs/rules"
AGAIN = "python -m auditor.outputs.rule_pages docs/rules writes them anew"


def page_of(id: str) -> tuple[Rule, RulePage]:
    rule = RULES[id]
    assert rule.page is not None
    return rule, rule.page


def test_every_rule_has_a_page() -> None:
    assert sorted(RULES.keys() - PAGES.keys()) == []


@pytest.mark.parametrize("id", PAGES)
def test_the_firing_example_gives_findings_of_this_rule(id: str) -> None:
    rule, page = page_of(id)
    assert {found.rule for found in try_example(rule, page.fires, CATALOGUE).findings} == {id}


@pytest.mark.parametrize("id", PAGES)
def test_the_silent_example_gives_none(id: str) -> None:
    rule, page = page_of(id)
    tried = try_example(rule, page.silent, CATALOGUE)
    assert tried.findings == ()
    assert State.ERROR not in tried.states
    # The first year of a run of two has no year before it: that one report may be left without an answer.
    assert set(tried.states) != {State.NOT_ASSESSABLE}


@pytest.mark.parametrize("id", PAGES)
def test_every_example_can_be_made(id: str) -> None:
    for example in (PAGES[id].fires, PAGES[id].silent):
        for made in example.reports:
            assert text_of(made, CATALOGUE.forms)


@pytest.mark.parametrize("id", PAGES)
def test_a_page_says_why_in_chinese_at_some_length(id: str) -> None:
    page = PAGES[id]
    assert 40 <= len(page.why_zh) <= 200
    assert page.fires.shown != page.silent.shown


def test_a_made_up_report_is_the_one_of_the_kit() -> None:
    cells = {"requests.new": "5 0 0 0 0 0 5", "appeals.review.total": 2}
    sections, without = {"other": "无。"}, ("requests.denied_4", "table:disclosure")
    made = MadeUp(2020, None, "引言。", sections, cells, None, without)
    kit = report_text(2020, preamble="引言。", sections=sections, cells=cells, without=without)
    assert text_of(made, CATALOGUE.forms) == kit


@pytest.mark.parametrize(
    ("made", "told"),
    [
        (MadeUp(cells={"requests.recieved.total": 1}), "requests.recieved.total"),
        (MadeUp(without=("table:fees",)), "table:fees"),
        (MadeUp(sections={"overveiw": "无。"}), "overveiw"),
        (MadeUp(replace=(("甲乙丙", ""),)), "甲乙丙"),
        (MadeUp(year=1990), "1990"),
        (MadeUp(form="ogi-1990"), "ogi-1990"),
    ],
)
def test_a_report_that_cannot_be_made_up_as_told_is_refused(made: MadeUp, told: str) -> None:
    with pytest.raises(ValueError, match=re.escape(told)):
        text_of(made, CATALOGUE.forms)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("[OGI-T301", "T.toml: "),
        ('[OGI-S101]\nwhy = "x"', "T.toml: OGI-S101 belongs into another file"),
        ('[OGI-T301]\nwhy = "x"', "T.toml: OGI-T301: limits: Field required"),
        ('[OGI-T301]\nwhy = "x"\nfires = { zh = "x", en = "x", cels = {} }', "fires.cels: Extra inputs"),
    ],
)
def test_a_page_that_cannot_be_used_is_refused_by_place(tmp_path: Path, text: str, told: str) -> None:
    (tmp_path / "T.toml").write_text(text, encoding="utf-8")
    with pytest.raises(PageError, match=re.escape(told)):
        read_pages(tmp_path / "T.toml", "T")


def test_every_file_of_pages_is_read() -> None:
    names = {
        file.name.partition(".")[0] for file in files("auditor_rules.pages").iterdir() if file.name.endswith(".toml")
    }
    assert {id.removeprefix("OGI-")[0] for id in PAGES} == names


def test_docs_has_a_page_for_each_rule_and_no_other() -> None:
    wanted = {"README.md", *(f"{rule}.md" for rule in RULES)}
    assert {file.name for file in DOCS.iterdir()} == wanted, AGAIN


@pytest.mark.parametrize("id", RULES)
def test_a_page_of_docs_is_what_the_rule_tells(id: str) -> None:
    written = (DOCS / f"{id}.md").read_text(encoding="utf-8")
    assert written == rule_pages.page(RULES[id], CATALOGUE.sources[id], CATALOGUE), AGAIN


def test_the_index_of_docs_lists_the_rules() -> None:
    assert (DOCS / "README.md").read_text(encoding="utf-8") == rule_pages.index(CATALOGUE.rules), AGAIN


def test_writing_removes_pages_of_rules_that_are_no_more(tmp_path: Path) -> None:
    (tmp_path / "OGI-Z999.md").write_text("", encoding="utf-8")
    few = replace(CATALOGUE, rules=CATALOGUE.rules[:2])
    rule_pages.write(tmp_path, few)
    assert {file.name for file in tmp_path.iterdir()} == {"README.md", *(f"{rule.id}.md" for rule in few.rules)}
