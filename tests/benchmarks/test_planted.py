"""The benchmark of planted defects: it counts right, and a small run of it holds the rules to what they promise."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from dataclasses import replace

import pytest

from auditor.model.finding import Message, Severity, Span, Violation
from auditor.model.report import Report
from auditor.model.rule import Check, Rule
from benchmarks.planted import __main__ as command
from benchmarks.planted.bench import Bench, examined
from benchmarks.planted.cells import figures, mutate_cells
from benchmarks.planted.detection import Tally, changed, detect
from benchmarks.planted.labels import mutate_labels
from benchmarks.planted.phrases import mutate_prose
from benchmarks.planted.quiet import FORMS, keep_quiet, mixed
from benchmarks.planted.report import aligned, grouped
from samples.make import DEFECTS, clean_report
from samples.make.facts import SIZES
from samples.make.organs import KINDS

TIES = ("OGI-T301", "OGI-T302", "OGI-T303", "OGI-T401")
ONE_ROUND = len(KINDS) * len(SIZES) * FORMS


@pytest.fixture(scope="module")
def bench() -> Bench:
    return Bench()


@pytest.fixture(scope="module")
def tallies(bench: Bench) -> list[Tally]:
    return detect(bench, 1)


def bench_of(check: Check, id: str = "OGI-T401") -> Bench:
    """A bench with a single rule that checks something else than its name says."""
    made = Bench([id])
    made.rules = tuple(replace(rule, check=check, ties=None) for rule in made.rules)
    return made


def silent(report: Report) -> Iterator[Violation]:
    report.asked.add(report.whole())
    yield from ()


def says(line: int | None = None, severity: Severity | None = None) -> Check:
    """A check that finds something wherever a total of table 4 is not 0, whatever is planted."""

    def check(report: Report) -> Iterator[Violation]:
        cell = report.cell("appeals", "review", "total")
        if cell is not None and cell.value.number:
            at = Span("", line, 1) if line else cell
            yield Violation(Message(f"共{cell.text.strip()}", "so many"), at, severity=severity)

    return check


def slips(tally: Tally) -> set[str]:
    return {slip.what for slip in tally.slips}


def planted_total(bench: Bench) -> Tally:
    (tally,) = detect(bench, 3, [DEFECTS["t401-total"]])
    assert (tally.kinds, tally.planted) == (1, 3)
    return tally


class TestTheRules:
    """What the whole benchmark measures, on a few reports."""

    def test_every_rule_has_its_defect(self, tallies: Sequence[Tally]) -> None:
        assert [tally.rule for tally in tallies if not tally.kinds] == []

    def test_every_defect_is_found_in_its_place_and_as_grave_as_it_is(self, tallies: Sequence[Tally]) -> None:
        assert [slip for tally in tallies for slip in tally.slips] == []

    def test_clean_reports_are_left_alone(self, bench: Bench) -> None:
        quiet = keep_quiet(bench, ONE_ROUND)
        assert quiet.alarms == []
        assert all(sum(states.values()) == ONE_ROUND for states in quiet.states.values())

    @pytest.mark.parametrize("id", TIES)
    def test_a_relation_hangs_on_every_cell_that_it_names_and_on_no_other(self, id: str) -> None:
        (reading,) = mutate_cells(Bench([id]), quick=True)
        assert reading.read
        assert not reading.without_effect
        assert not reading.foreign

    def test_misspelt_labels_are_noticed(self, bench: Bench) -> None:
        tables = mutate_labels(bench, quick=True)
        assert sum(labels.misspelt for labels in tables) > 100
        assert all(labels.as_spelling + labels.as_structure > labels.misspelt * 2 // 3 for labels in tables)

    def test_a_harmless_sentence_stirs_no_rule(self, bench: Bench) -> None:
        prose = mutate_prose(bench, 2)
        assert prose.sentences > 40
        assert [told for phrases in prose.rules.values() for told in phrases.stirred] == []


class TestCounting:
    """Rules that go wrong in one way each are counted so."""

    def test_what_is_not_found_is_missed(self) -> None:
        tally = planted_total(bench_of(silent))
        assert (tally.found, tally.placed, tally.graded) == (0, 0, 0)
        assert slips(tally) == {"missed"}
        assert "appeals.review.total" in tally.slips[0].told

    def test_what_is_found_elsewhere_is_out_of_place(self) -> None:
        tally = planted_total(bench_of(says(line=1)))
        assert (tally.found, tally.placed) == (3, 0)
        assert slips(tally) == {"place"}

    def test_what_is_found_less_grave_is_not_graded(self) -> None:
        tally = planted_total(bench_of(says(severity=Severity.REVIEW)))
        assert (tally.placed, tally.graded) == (3, 0)
        assert slips(tally) == {"severity"}

    def test_what_is_found_in_the_clean_report_already_is_no_find(self) -> None:
        def always(report: Report) -> Iterator[Violation]:
            yield Violation(Message("总是", "always"), report.whole())

        assert slips(planted_total(bench_of(always))) == {"missed"}

    def test_a_companion_is_counted_unless_the_defect_names_it(self) -> None:
        both = Bench(["OGI-T401", "OGI-T403"])
        both.rules = tuple(
            replace(rule, check=says(), ties=None) if rule.id == "OGI-T403" else rule for rule in both.rules
        )
        told = detect(both, 2, [DEFECTS["t401-total"]])[0]
        assert told.companions == {"OGI-T403": 2}
        named = replace(DEFECTS["t401-total"], also=("OGI-T403", "OGI-C507"))
        assert detect(both, 2, [named])[0].clear

    def test_a_crash_is_told(self) -> None:
        def broken(report: Report) -> Iterator[Violation]:
            raise RuntimeError("broken")
            yield

        tally = planted_total(bench_of(broken))
        assert slips(tally) == {"missed"}
        quiet = keep_quiet(bench_of(broken), 2)
        assert quiet.of("OGI-T401") == {"crash": 2}

    def test_a_cell_named_for_nothing_and_one_that_is_not_named_are_seen(self) -> None:
        def wrong(report: Report) -> Iterator[Violation]:
            report.cell("appeals", "review", "upheld")
            pending = report.table("appeals").cell("review", "pending")
            if pending is not None and pending.value.number != 0:
                yield Violation(Message(f"尚未审结{pending.text.strip()}", "pending"), pending)

        (reading,) = mutate_cells(bench_of(wrong), quick=True)
        assert reading.without_effect == {("appeals", "review", "upheld")}
        assert reading.foreign == {("appeals", "review", "pending")}

    def test_a_sentence_that_moves_a_rule_which_did_not_read_it_is_foreign(self) -> None:
        def counts_sentences(report: Report) -> Iterator[Violation]:
            report.asked.add(report.whole())
            yield Violation(Message(str(report.source.text.count("。")), "sentences"), report.whole())

        phrases = mutate_prose(bench_of(counts_sentences), 1).rules["OGI-T401"]
        assert phrases.read == 0
        assert len(phrases.foreign) > 10
        assert phrases.stirred

    def test_all_that_a_rule_asks_is_kept(self, bench: Bench) -> None:
        sample = clean_report(1, year=2023)
        report = bench.bound(sample.text, sample.name)
        rule = next(rule for rule in bench.rules if rule.id == "OGI-T304")
        assert len(examined(rule, report)) == 25 * 7
        assert len(figures(report)) == 10 + 25 * 7 + 15


def test_clean_reports_take_turns() -> None:
    """One round holds every kind in every size and form; the next has other years."""
    kinds = {(s.facts.kind, s.facts.size, s.facts.form) for s in map(mixed, range(ONE_ROUND))}
    assert len(kinds) == ONE_ROUND
    assert mixed(0).facts.year != mixed(ONE_ROUND).facts.year


def test_the_changed_sentence_is_shown() -> None:
    assert changed("甲说三。乙说五。丙说七。", ["甲说三。乙说四。丙说七。"]) == "乙说五。"
    assert changed("甲说三。", ["甲说三。"]) == "甲说三。"


def test_tables_are_aligned_and_cells_grouped() -> None:
    assert list(aligned([("规则", "n"), ("a", "12")], left=(0,))) == ["规则   n", "a     12"]
    keys = [("requests", "new", "total"), ("requests", "new", "natural"), ("appeals", "review", "total")]
    assert grouped(keys) == ["appeals.review (total)", "requests.new (natural, total)"]


def test_the_command_measures_and_judges_nothing(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """It prints its tables and ends as if all were well."""
    monkeypatch.setattr(sys, "argv", ["planted", "--quick", "--rule", "OGI-T401", "--seeds", "1"])
    command.main()
    out = capsys.readouterr().out
    for head in ("Planted defects", "Clean reports", "Cells", "Sentences", "Figures"):
        assert f"\n{head}" in f"\n{out}"
    assert "1 rules (0 without a planted defect); 3 defects planted, 3 found" in out


def test_a_rule_can_be_named(bench: Bench) -> None:
    assert [rule.id for rule in Bench(TIES).rules] == list(TIES)
    assert all(isinstance(rule, Rule) and rule.across is None for rule in bench.rules)
    assert set(bench.ids) >= {defect.rule for defect in DEFECTS.values()}
