"""What holds of every built-in rule: it is shipped, it explains itself, and it is tested."""

from __future__ import annotations

import importlib
import pkgutil
import tomllib
from importlib.resources import files
from pathlib import Path

import pytest

import auditor_rules
from auditor.model.rule import Rule
from auditor_rules import provide_rules
from auditor_rules.relations import relation_rules

RULES = tuple(provide_rules())
TESTS = sorted(Path(__file__).parent.rglob("test_*.py"))


def rules_in(module: str) -> list[Rule]:
    return [value for value in vars(importlib.import_module(module)).values() if isinstance(value, Rule)]


MODULES = [
    module.name
    for module in pkgutil.walk_packages(auditor_rules.__path__, "auditor_rules.")
    if not module.ispkg and rules_in(module.name)
]


def test_ids_are_unique() -> None:
    ids = [rule.id for rule in RULES]
    assert sorted(ids) == sorted(set(ids))


@pytest.mark.parametrize("name", MODULES)
def test_every_rule_of_a_module_is_shipped(name: str) -> None:
    assert all(rule in RULES for rule in rules_in(name))


PAGES = {rule.id for rule in provide_rules() if rule.page is not None}


def test_every_pack_is_shipped() -> None:
    packs = [file for file in files("auditor_rules.relations").iterdir() if file.name.endswith(".toml")]
    ids = [entry["id"] for pack in packs for entry in tomllib.loads(pack.read_text("utf-8"))["relations"]]
    assert sorted(ids) == sorted(rule.id for rule in relation_rules())


@pytest.mark.parametrize("name", MODULES)
def test_every_module_has_its_tests(name: str) -> None:
    """A file of tests, or for the least the examples on its rules' pages, which test_pages.py runs."""
    pages = [rule.id in PAGES for rule in rules_in(name)]
    assert f"test_{name.rpartition('.')[2]}.py" in [file.name for file in TESTS] or (pages and all(pages))


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_a_rule_has_title_basis_and_remedy_in_both_languages(rule: Rule) -> None:
    assert all(text.strip() for message in (rule.title, rule.basis, rule.remedy) for text in message)


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_a_rule_says_why_it_exists(rule: Rule) -> None:
    assert len(rule.rationale) >= 60


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_a_rule_names_its_severities_once_each(rule: Rule) -> None:
    assert rule.severities
    assert len(set(rule.severities)) == len(rule.severities)


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_a_rule_occurs_in_some_test(rule: Rule) -> None:
    assert rule.id in PAGES or any(rule.id in file.read_text("utf-8") for file in TESTS if file != Path(__file__))
