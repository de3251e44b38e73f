"""The word lists: all of them can be read, and an entry that cannot says so."""

from __future__ import annotations

import re
import tomllib
from importlib.resources import files
from typing import Any

import pytest

from auditor.engine.assess import assess
from auditor.testing import bound, report_text
from auditor_rules.language.misused_words import words_well_chosen
from auditor_rules.language.word_lists import SHIPPED, WordListError, words


def given(**lists: Any) -> Any:
    report = bound(report_text())
    report.options = {"words": lists}
    return report


@pytest.mark.parametrize("name", SHIPPED)
def test_every_shipped_list_can_be_read_and_every_pattern_compiled(name: str) -> None:
    listed = words(bound(report_text()), name)
    assert listed.words
    for word in listed:
        word.compile()


def test_no_list_lies_unread() -> None:
    folder = files("auditor_rules.language") / "words"
    assert sorted(file.name for file in folder.iterdir()) == sorted(f"{name}.toml" for name in SHIPPED)


@pytest.mark.parametrize("name", SHIPPED)
def test_no_word_is_listed_twice(name: str) -> None:
    file = files("auditor_rules.language") / "words" / f"{name}.toml"
    entries = tomllib.loads(file.read_text("utf-8"))["words"]
    texts = [entry if isinstance(entry, str) else entry.get("pattern") or entry["text"] for entry in entries]
    assert len(texts) == len(set(texts))


@pytest.mark.parametrize("name", ["misuse", "foreign_content"])
def test_an_exception_does_not_let_its_own_word_pass_everywhere(name: str) -> None:
    for word in words(bound(report_text()), name):
        if word.text and word.unless:
            assert not word.let_pass(word.text, 0, len(word.text)), word.text


def test_set_phrases_are_long_enough_to_be_known_by_their_rest() -> None:
    assert all(len(word.text) >= 7 for word in words(bound(report_text()), "set_phrases"))


def test_own_entries_come_behind_the_shipped_ones() -> None:
    shipped = words(bound(report_text()), "misuse")
    extended = words(given(misuse=["青禾云台"]), "misuse")
    assert extended.words[:-1] == shipped.words
    assert extended.words[-1].text == "青禾云台"


def test_a_list_is_made_once_for_the_same_entries() -> None:
    assert words(given(misuse=["甲乙"]), "misuse") is words(given(misuse=["甲乙"]), "misuse")


@pytest.mark.parametrize(
    ("entries", "message"),
    [
        ("青禾", "words.misuse: a list of words is needed"),
        ([{"right": "青禾"}], "words.misuse[0]: Value error, text or pattern is needed"),
        (["甲", {"text": "青禾", "wrong": "清禾"}], "words.misuse[1].wrong: Extra inputs are not permitted"),
        ([{"text": 3}], "words.misuse[0].text: Input should be a valid string"),
        ([{"text": "青禾", "unless": "("}], "words.misuse[0]: missing ), unterminated subpattern at position 0"),
        ([{"text": "青禾", "marks": "青"}], "words.misuse[0]: Value error, marks belong to a pattern without text"),
    ],
)
def test_an_entry_that_cannot_be_used_names_its_place(entries: Any, message: str) -> None:
    with pytest.raises(WordListError, match=re.escape(message)):
        words(given(misuse=entries), "misuse")


def test_a_bad_entry_makes_the_rule_an_error_and_no_pass() -> None:
    result = assess(words_well_chosen, given(misuse=[{"text": ""}]))
    assert result.state.value == "error"
    assert result.reason is not None
    assert "words.misuse[0]" in result.reason.en


def test_a_pattern_is_searched_only_where_its_characters_stand() -> None:
    listed = words(given(misuse=[{"pattern": "甲+", "marks": "甲"}]), "misuse")
    assert ["乙甲甲丙"[start:end] for _, start, end in listed.found["乙甲甲丙"]] == ["甲甲"]
    assert listed.found["乙丙"] == ()
