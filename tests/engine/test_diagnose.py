"""Relations that fail together: the wrong figure is named, and what one repair explains is one incident."""

from __future__ import annotations

from collections.abc import Mapping
from random import Random
from typing import NamedTuple

import pytest

from auditor.engine.assess import assess
from auditor.engine.decisions import Decisions
from auditor.engine.diagnose import Diagnosis, diagnose
from auditor.engine.stamp import stamp
from auditor.model.rule import Rule
from auditor.plugins.load import load_catalogue
from auditor.testing import AS_OF, bound, report_text
from auditor_rules.relations import relation_rules
from auditor_rules.tables import RULES as TABLES
from samples.make import Report as Draft
from samples.make import clean_report
from samples.make.draft import render

CATALOGUE = load_catalogue()
EVERY = tuple({rule.id: rule for rule in (*CATALOGUE.rules, *TABLES) if rule.across is None}.values())
RELATIONS = tuple(sorted(relation_rules(), key=lambda rule: rule.id))

# Twelve requests of natural persons: ten granted, two denied.
TWELVE = {
    "requests.new": "12 0 0 0 0 0 12",
    "requests.granted": "10 0 0 0 0 0 10",
    "requests.denied_1": "2 0 0 0 0 0 2",
    "requests.total": "12 0 0 0 0 0 12",
}


class Told(NamedTuple):
    """One incident as a reader sees it: the rules whose findings it has, and what is said of it."""

    rules: tuple[str, ...]
    zh: str
    en: str


def incidents(text: str, rules: tuple[Rule, ...] = RELATIONS) -> list[Told]:
    report = bound(text)
    found, together = stamp(report, [assess(rule, report) for rule in rules], Decisions(), AS_OF)
    of = {finding.fingerprint: finding.rule for finding in found}
    return [
        Told(tuple(sorted(of[finding] for finding in one.findings)), one.explanation.zh, one.explanation.en)
        for one in together
    ]


def table(changes: Mapping[str, str | int]) -> str:
    return report_text(cells={**TWELVE, **changes})


def test_one_wrong_figure_is_one_incident_that_names_it_and_what_it_should_be() -> None:
    (told,) = incidents(table({"requests.granted.natural": 13}))

    assert told.rules == ("OGI-T302", "OGI-T303")
    assert told.zh == "疑为表三“予以公开·自然人”一格由13改为10（疑为一位数字写错），所涉2项关系即全部成立"
    assert (
        told.en == "Suspected: table 3 “予以公开 / 自然人” from 13 to 10 (one digit mistyped); then both relations hold"
    )


def test_a_wrong_total_that_three_relations_share_is_one_incident() -> None:
    (told,) = incidents(table({"requests.total.natural": 11}))

    assert told.rules == ("OGI-T301", "OGI-T302", "OGI-T303")
    assert "“总计·自然人”一格由11改为12" in told.zh


@pytest.mark.parametrize(
    ("printed", "slip"),
    [
        (21, "疑为数字颠倒"),
        (1, "疑为漏写一位数字"),
        (122, "疑为重复一位数字"),
        (132, "疑为多写一位数字"),
        ("", "疑为漏填"),
    ],
)
def test_a_slip_of_the_pen_is_named(printed: int | str, slip: str) -> None:
    (told,) = incidents(table({"requests.new.natural": printed}))

    assert f"改为12（{slip}）" in told.zh


def test_two_wrong_figures_far_apart_are_two_incidents() -> None:
    told = incidents(table({"requests.granted.natural": 11, "requests.denied_2.commercial": 5}))

    assert [one.rules for one in told] == [("OGI-T302", "OGI-T303")] * 2
    assert ["由11改为10" in told[0].zh, "由5改为0" in told[1].zh] == [True, True]


def test_two_wrong_figures_of_one_row_are_said_to_have_no_single_cause() -> None:
    (told,) = incidents(table({"requests.denied_1.natural": 3, "requests.denied_1.commercial": 5}))

    assert told.zh == "没有单一改动可以同时说明这3项关系的不符，请逐项核对"
    assert told.en == "No single change explains these 3 broken relations; check the figures one by one"


def test_rows_that_only_a_change_of_two_figures_explains_are_one_incident() -> None:
    (told,) = incidents(table({"requests.granted.total": 8, "requests.unable_1.total": 2}))

    assert told.rules == ("OGI-T303", "OGI-T303")
    assert told.zh == "没有单一改动可以同时说明这2项关系的不符，请逐项核对"


def test_two_figures_that_changed_places_are_named() -> None:
    (told,) = incidents(table({"requests.granted.natural": 2, "requests.denied_1.natural": 10}))

    assert "表三“予以公开·自然人”一格（2）与表三“属于国家秘密·自然人”一格（10）互相填错，对调" in told.zh


def test_rows_moved_by_one_column_are_one_incident() -> None:
    moved = {key: f"{figures.split()[0]} {figures.split()[0]} 0 0 0 0 0" for key, figures in TWELVE.items()}
    (told,) = [one for one in incidents(report_text(cells=moved), EVERY) if "OGI-T303" in one.rules]

    assert told.rules == ("OGI-T303", "OGI-T303", "OGI-T303", "OGI-T303", "OGI-T306")
    assert told.zh == "疑为表三“本年新收”、“予以公开”、“属于国家秘密”等4行错位，各数左移一列，所涉4项关系即全部成立"


def test_of_several_repairs_the_slip_is_preferred_and_the_others_are_named() -> None:
    (told,) = incidents(report_text(cells={"appeals.review": "31 4 0 0 17"}))

    assert told.zh.endswith(
        "最可能是表四“行政复议·结果维持”一格由31改为13（疑为数字颠倒），该项关系即成立；另有同样可以说明的：表四“行政复议·总计”一格由17改为35"
    )


def test_three_repairs_at_most_are_named_and_the_rest_counted() -> None:
    (told,) = incidents(report_text(cells={"appeals.review": "5 4 6 7 20"}))

    assert told.zh.count("一格由") == 3
    assert told.zh.endswith("等5处")
    assert told.en.endswith("; and 2 more")


def test_a_printed_zero_beside_cases_leaves_one_repair() -> None:
    (told,) = incidents(report_text(cells={"appeals.review": "10 1 0 0 0"}))

    assert told.zh.endswith("两者不符。疑为表四“行政复议·总计”一格由0改为11，该项关系即成立")


def test_blocks_that_share_no_figure_are_incidents_of_their_own() -> None:
    assert (
        len(incidents(report_text(cells={"appeals.review": "10 1 0 0 0", "appeals.suit_after_review": "5 0 0 0 0"})))
        == 2
    )


def test_the_text_confirms_a_repair_and_its_finding_joins_the_incident() -> None:
    overview = "本镇稳步推进主动公开、申请、管理、平台、监督、考核、评议、责任追究。全年收到政府信息公开申请12件。"
    report = report_text(cells={**TWELVE, "requests.new.total": 15}, sections={"overview": overview})
    together = [told for told in incidents(report, EVERY) if "OGI-T303" in told.rules]

    assert [told.rules[0] for told in together] == ["OGI-C501"]
    assert "由15改为12（与正文所述一致）" in together[0].zh


def test_what_the_table_says_of_itself_shares_the_incident_of_the_same_relation() -> None:
    note = "（本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和）"
    text = table({"requests.new.natural": 15}).replace("\t申请人情况\n", f"\t{note}\n\t申请人情况\n", 1)
    (told,) = [told for told in incidents(text, EVERY) if "OGI-T301" in told.rules]

    assert told.rules == ("OGI-T301", "OGI-T303", "OGI-T310")
    assert "所涉2项关系" in told.zh


def test_a_bound_that_is_broken_has_no_single_repair_and_nothing_is_said_of_one() -> None:
    (told,) = incidents(report_text(cells={"disclosure.normative": "5 1 3"}))

    assert told.zh == "行政规范性文件：现行有效件数 3，小于本年制发件数 5 − 本年废止件数 1 = 4"


def test_a_repair_may_not_break_a_relation_that_holds() -> None:
    (told,) = incidents(table({"requests.granted": "10 0 0 0 0 0 9"}))

    assert "“予以公开·总计”一格由9改为10" in told.zh
    assert "“予以公开·自然人”" not in told.zh


def repairs(text: str) -> list[list[dict[str, str | int]]]:
    """What each incident would have changed, as the record has it."""
    report = bound(text)
    _, together = stamp(report, [assess(rule, report) for rule in RELATIONS], Decisions(), AS_OF)
    return [[dict(cell.items()) for cell in one.repairs] for one in together]  # type: ignore[misc]


def test_the_suspected_cell_is_recorded_with_its_place_and_what_it_should_say() -> None:
    text = table({"requests.granted.natural": 13})
    ((cell,),) = repairs(text)

    assert (cell["table"], cell["row"], cell["column"]) == ("requests", "granted", "natural")
    assert (cell["from"], cell["to"]) == ("13", "10")
    assert text.split("\n")[int(cell["line"]) - 1] == "\t13"
    assert cell["col"] == 2


def test_every_figure_of_moved_rows_is_recorded_and_none_that_stays_the_same() -> None:
    moved = {key: f"{figures.split()[0]} {figures.split()[0]} 0 0 0 0 0" for key, figures in TWELVE.items()}
    (cells,) = repairs(report_text(cells=moved))

    assert [(cell["column"], cell["from"], cell["to"]) for cell in cells if cell["row"] == "granted"] == [
        ("commercial", "10", "0"), ("total", "0", "10"),
    ]  # fmt: skip
    assert len(cells) == 2 * len(TWELVE)


def test_of_several_repairs_only_one_that_stands_out_is_recorded() -> None:
    ((slip,),) = repairs(report_text(cells={"appeals.review": "31 4 0 0 17"}))

    assert (slip["from"], slip["to"]) == ("31", "13")
    assert repairs(report_text(cells={"appeals.review": "5 4 6 7 20"})) == [[]]


def test_where_no_single_change_explains_it_nothing_is_suspected() -> None:
    assert repairs(table({"requests.denied_1.natural": 3, "requests.denied_1.commercial": 5})) == [[]]
    assert repairs(report_text(cells={"disclosure.normative": "5 1 3"})) == [[]]


def test_nothing_is_searched_where_every_relation_holds(monkeypatch: pytest.MonkeyPatch) -> None:
    def searched(*_: object) -> None:
        raise AssertionError

    monkeypatch.setattr("auditor.engine.diagnose._Net", searched)

    assert incidents(table({})) == []


def test_each_finding_keeps_its_own_words_and_fingerprint() -> None:
    report = bound(table({"requests.granted.natural": 13}))
    found, _ = stamp(report, [assess(rule, report) for rule in RELATIONS], Decisions(), AS_OF)

    assert len({finding.fingerprint for finding in found}) == len(found)
    assert {finding.incident for finding in found} == {found[0].incident}
    assert all("两者不符" in finding.message.zh for finding in found)


def test_the_incident_is_the_same_when_the_figure_is_another_one() -> None:
    def incident(printed: int) -> set[str]:
        report = bound(table({"requests.granted.natural": printed}))
        found, _ = stamp(report, [assess(rule, report) for rule in RELATIONS], Decisions(), AS_OF)
        return {finding.incident for finding in found}

    assert incident(13) == incident(17)


class Planted(NamedTuple):
    """A consistent sample with one cell changed: what was found, and where and what the cell was."""

    diagnosis: Diagnosis
    line: int
    before: int


def planted(seed: int, name: str) -> Planted:
    sample = clean_report(seed)
    rng = Random(seed)
    draft = Draft(sample.facts, sample.draft, rng, "wrong", seed)
    key = rng.choice(list(draft.numbers(name)))
    before = int(sample.facts.value(*key))
    turned = int(str(before)[::-1])
    wrong = turned if turned != before and rng.random() < 0.5 else before + rng.choice((1, 2, 3, 10))
    made = render(draft.value(key, wrong).draft, sample.layout.gap)
    report = bound(made.text)
    (line,) = made.lines["wrong"]
    return Planted(diagnose(report, [assess(rule, report) for rule in RELATIONS]), line, before)


def names(found: Planted) -> list[tuple[int, int]]:
    """The lines and former values that a diagnosis names, in order."""
    return [
        (repair.figures[0].line, int(repair.numbers[0])) for part in found.diagnosis.parts for repair in part.repairs
    ]


@pytest.mark.parametrize("start", range(0, 200, 50))
def test_the_one_wrong_figure_of_table_three_is_named_every_time_and_alone(start: int) -> None:
    for seed in range(start, start + 50):
        found = planted(seed, "requests")
        assert names(found) == [(found.line, found.before)], seed


def test_the_one_wrong_figure_of_table_four_is_always_among_those_named_and_first_in_one_of_five() -> None:
    found = [planted(seed, "appeals") for seed in range(120)]
    first = sum(names(one)[0] == (one.line, one.before) for one in found)

    assert all((one.line, one.before) in names(one) for one in found)
    assert first >= len(found) / 5
