"""The score card: what findings cost, what sets them aside, and how reports are ranked."""

from __future__ import annotations

import csv
import hashlib
import tomllib
from collections.abc import Mapping
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest

from auditor.engine.identity import closing_fingerprint
from auditor.engine.scoring import Scheme
from auditor.plugins.load import load_catalogue
from auditor.record.view import Run
from auditor.testing import bound, report_text
from tests.running import Ran, audit, put, run

SELECT = "OGI-T303,OGI-T304,OGI-T305,OGI-N701"
TWO = {"requests.new": "1 0 0 0 0 0 2", "requests.carried_out": "1 0 0 0 0 0 2"}
"""Two findings of OGI-T303, errors both, each with a cause of its own."""


def town(organ: str = "青禾县水务局", cells: Mapping[str, str] | None = None) -> str:
    return report_text(title=f"{organ}2023年政府信息公开工作年度报告", cells=cells or {})


def card(folder: Path, scheme: str | None, *more: str | Path, select: str = SELECT, **reports: str | bytes) -> Any:
    """The scores of a run over such reports, with a scheme given as TOML or the default one."""
    put(folder, {f"in/{name}.txt": text for name, text in reports.items()})
    if scheme is not None:
        put(folder, {"s.toml": scheme})
    given = "default" if scheme is None else folder / "s.toml"
    ran = audit(folder / "in", "--select", select, "-o", folder / "out", "--score", given, *more)
    assert ran.code in (0, 1, 3), ran.err
    record = Run(folder / "out")
    try:
        return record.get("scores")
    finally:
        record.close()


def scores(
    folder: Path, scheme: str | None, *more: str | Path, select: str = SELECT, **reports: str | bytes
) -> list[Any]:
    return [each["score"] for each in card(folder, scheme, *more, select=select, **reports)["reports"]]


def by_eye(folder: Path, *rows: Mapping[str, str]) -> Path:
    """A decisions file."""
    columns = ("fingerprint", "evidence", "rule", "organ", "year", "verdict", "reason", "reviewer")
    with (folder / "d.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, columns)
        writer.writeheader()
        writer.writerows(rows)
    return folder / "d.csv"


def test_a_report_without_findings_has_all_points(tmp_path: Path) -> None:
    assert scores(tmp_path, None, a=town()) == ["100"]


def test_each_cause_costs_what_its_severity_costs(tmp_path: Path) -> None:
    assert scores(tmp_path, None, a=town(cells=TWO)) == ["90"]


def test_points_are_exact_decimals(tmp_path: Path) -> None:
    assert scores(tmp_path, "[points]\nerror = 0.1\n", a=town(cells=TWO)) == ["99.8"]


def test_the_longest_beginning_decides_and_leaves_the_rest_to_wider_ones(tmp_path: Path) -> None:
    scheme = '[points]\nerror = 5\n[rules."OGI-T"]\nerror = 3\n[rules."OGI-T303"]\nwarning = 1\n[rules."OGI-T3"]\nerror = 2\n'

    assert scores(tmp_path, scheme, a=town(cells=TWO)) == ["96"]


def test_a_family_costs_no_more_than_its_cap(tmp_path: Path) -> None:
    (report,) = card(tmp_path, '[points]\nerror = 5\n[caps]\n"OGI-T" = 7.5\n', a=town(cells=TWO))["reports"]

    assert (report["score"], report["lost"]) == ("92.5", [{"family": "OGI-T", "points": "7.5", "uncapped": "10"}])


def test_families_without_a_cap_of_their_own_share_the_common_one(tmp_path: Path) -> None:
    assert scores(tmp_path, "cap = 6\n[points]\nerror = 5\n", a=town(cells=TWO)) == ["94"]


def test_no_report_falls_below_the_minimum(tmp_path: Path) -> None:
    assert scores(tmp_path, "minimum = 60\n[points]\nerror = 50\n", a=town(cells=TWO)) == ["60"]


def test_the_maximum_is_where_it_begins(tmp_path: Path) -> None:
    assert scores(tmp_path, "maximum = 20\n[points]\nerror = 1\n", a=town(cells=TWO)) == ["18"]


def test_findings_of_one_cause_cost_once_unless_each_is_to_count(tmp_path: Path) -> None:
    one = {"requests.total.total": "3"}
    select = "OGI-T301,OGI-T302,OGI-T303"
    found = audit(put(tmp_path / "probe", {"a.txt": town(cells=one)}), "--select", select).json["findings"]
    assert (len(found), len({each["incident"] for each in found})) == (3, 1)

    assert scores(tmp_path / "1", "[points]\nerror = 1\n", select=select, a=town(cells=one)) == ["99"]
    each = 'count = "findings"\n[points]\nerror = 1\n'
    assert scores(tmp_path / "2", each, select=select, a=town(cells=one)) == ["97"]


def test_waived_findings_cost_nothing(tmp_path: Path) -> None:
    put(tmp_path, {"in/a.txt": town(cells=TWO)})
    first, second = audit(tmp_path / "in", "--select", SELECT).json["findings"]
    rows = [
        {"fingerprint": each["fingerprint"], "evidence": each["evidence"], "verdict": verdict}
        for each, verdict in ((first, "accepted"), (second, "confirmed"))
    ]

    assert scores(tmp_path, None, "--decisions", by_eye(tmp_path, *rows), a=town(cells=TWO)) == ["95"]


def test_findings_seen_by_eye_count(tmp_path: Path) -> None:
    row = {
        "fingerprint": "f1", "evidence": hashlib.sha256(town().encode()).hexdigest(), "rule": "MANUAL-7", "verdict": "confirmed",
        "reason": "印章缺失", "reviewer": "王",
    }  # fmt: skip
    put(tmp_path, {})
    (report,) = card(
        tmp_path, '[rules.MANUAL]\nwarning = 4\n', "--decisions", by_eye(tmp_path, row), a=town()
    )["reports"]  # fmt: skip

    assert (report["score"], report["lost"][0]["family"]) == ("96", "MANUAL")


def test_a_rule_that_a_reviewer_found_not_in_order_counts(tmp_path: Path) -> None:
    text = report_text(title="青禾县水务局2023年政府信息公开工作年度报告", without=("table:requests",))
    rule = next(rule for rule in load_catalogue().rules if rule.id == "OGI-T303")
    report = bound(text)
    row = {
        "fingerprint": closing_fingerprint(rule, report), "evidence": report.source.sha256, "rule": rule.id,
        "verdict": "checked_fail", "reason": "已看原件", "reviewer": "王",
    }  # fmt: skip
    (told,) = card(tmp_path, None, "--decisions", by_eye(tmp_path, row), select="OGI-T303,OGI-T304", a=text)["reports"]

    assert (told["score"], told["lost"][0]["family"], told["not_assessable"]) == ("95", "OGI-T", 1)


def test_what_could_not_be_assessed_costs_nothing_and_is_counted(tmp_path: Path) -> None:
    text = report_text(title="青禾县水务局2023年政府信息公开工作年度报告", without=("table:requests",))
    (report,) = card(tmp_path, None, select="OGI-T303,OGI-T304", a=text)["reports"]

    assert (report["score"], report["not_assessable"]) == ("100", 2)


def test_what_could_not_be_assessed_costs_what_the_scheme_says(tmp_path: Path) -> None:
    text = report_text(title="青禾县水务局2023年政府信息公开工作年度报告", without=("table:requests",))

    assert scores(tmp_path, "[points]\nunread = 1.5\n", select="OGI-T303,OGI-T304", a=text) == ["97"]
    assert scores(tmp_path, "[points]\nunknown = 1.5\n", select="OGI-T303,OGI-T304", a=text) == ["100"]


def test_equal_scores_share_a_rank_and_the_next_one_is_counted_on(tmp_path: Path) -> None:
    reports = {
        "a": town("青禾县水务局", TWO), "b": town("青禾县教育局"), "c": town("青禾县民政局"),
        "d": town("青禾县文化局", {"requests.new": "1 0 0 0 0 0 2"}),
    }  # fmt: skip

    assert [each["rank"] for each in card(tmp_path, None, **reports)["reports"]] == [4, 1, 1, 3]


def test_a_file_that_is_no_report_or_cannot_be_read_has_no_score(tmp_path: Path) -> None:
    told = card(tmp_path, None, "--select", "OGI-P001,OGI-T303", a=town(), b="通知", c=b"\xff\xfe\x00")["reports"]

    assert [(each["score"], each["rank"], each["why"] and each["why"]["code"]) for each in told] == [
        ("100", 1, None), (None, None, "no_report"), (None, None, "unread"),
    ]  # fmt: skip


def test_a_report_that_was_not_delivered_has_the_lowest_score(tmp_path: Path) -> None:
    put(tmp_path, {"m.csv": "organ,year\n青禾县水务局,2023\n青禾县文化局,2023\n"})
    told = card(tmp_path, None, "--select", "OGI-X903", "--manifest", tmp_path / "m.csv", a=town())["reports"]

    assert [(each["organ"], each["score"], each["rank"]) for each in told] == [
        ("青禾县水务局", "100", 1), ("青禾县文化局", "0", 2),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("scheme", "told"),
    [
        ("[points]\nerorr = 3\n", "s.toml: points.erorr: Extra inputs are not permitted; did you mean 'error'?"),
        ("maximun = 3\n", "did you mean 'maximum'?"),
        (
            '[rules."OGI-T303"]\nwarnings = 3\n',
            "rules.OGI-T303.warnings: Extra inputs are not permitted; did you mean 'warning'?",
        ),
        ('[rules."OGI-Y303"]\nwarning = 3\n', "rules.OGI-Y303: no rule is called so or begins so; did you mean 'OGI-"),
        ('[caps]\n"OGJ-T" = 3\n', "caps.OGJ-T: no rule is called so or begins so; did you mean 'OGI-T'?"),
        ("[points]\nerror = -1\n", "points.error: Input should be greater than or equal to 0"),
        ("[points]\nerror = nan\n", "points.error"),
        ("minimum = 200\n", "minimum 200 is above maximum 100"),
        ('count = "rows"\n', "count: Input should be 'incidents' or 'findings'"),
        ("points = [", "s.toml: "),
        (None, "gone.toml"),
    ],
)
def test_a_scheme_that_cannot_be_used_stops_the_run(tmp_path: Path, scheme: str | None, told: str) -> None:
    put(tmp_path, {"in/a.txt": town(), "s.toml": scheme or ""})
    ran = audit(tmp_path / "in", "--score", tmp_path / ("s.toml" if scheme else "gone.toml"))

    assert (ran.code, ran.out) == (2, "")
    assert told in ran.verdict


def test_a_scheme_may_name_rules_that_this_run_does_not_select(tmp_path: Path) -> None:
    assert scores(tmp_path, '[rules."OGI-L"]\nwarning = 1\n', select="OGI-T303", a=town()) == ["100"]


def test_the_settings_can_name_the_scheme_beside_them(tmp_path: Path) -> None:
    put(
        tmp_path,
        {
            "in/a.txt": town(cells=TWO),
            "conf/s.toml": "[points]\nerror = 1\n",
            "conf/auditor.toml": 'score = "s.toml"\n',
        },
    )
    audit(tmp_path / "in", "--select", SELECT, "-o", tmp_path / "out", "--config", tmp_path / "conf/auditor.toml")
    record = Run(tmp_path / "out")
    told = record.get("scores")
    record.close()

    assert (told["scheme"]["name"], told["reports"][0]["score"]) == ("s.toml", "98")


def test_without_a_scheme_there_is_no_score(tmp_path: Path) -> None:
    audit(put(tmp_path / "in", {"a.txt": town()}), "-o", tmp_path / "out")
    record = Run(tmp_path / "out")
    told = record.find("scores")
    record.close()

    assert told is None


def summary(folder: Path, lang: str) -> Ran:
    put(folder, {"in/a.txt": town(cells=TWO), "in/b.txt": town("青禾县教育局")})
    return run(
        folder / "in", "--select", SELECT, "-o", folder / "out", "--jobs", "1", "--now", "2024-02-01", "--score", "default",
        "--lang", lang,
    )  # fmt: skip


def test_the_summary_ranks_the_reports_and_says_what_each_lost(tmp_path: Path) -> None:
    lines = summary(tmp_path, "en").out.split("\n")
    start = lines.index("scores: Default scheme, of 100, 2 reports")

    assert lines[start + 1 : start + 3] == ["  1  100  青禾县教育局 2023", "  2   90  青禾县水务局 2023  -10 OGI-T"]


def test_the_summary_ranks_them_in_chinese(tmp_path: Path) -> None:
    assert "  2   90  青禾县水务局 2023  扣10（OGI-T）" in summary(tmp_path, "zh").out


def test_the_default_scheme_is_a_scheme_that_names_no_rule() -> None:
    text = files("auditor.engine").joinpath("scoring.toml").read_text(encoding="utf-8")
    scheme = Scheme.model_validate(tomllib.loads(text))

    assert not scheme.rules
    assert not scheme.caps


DOCS = Path(__file__).parents[2] / "docs"


@pytest.mark.parametrize(("page", "lang"), [("scoring.md", "en"), ("scoring.zh-CN.md", "zh")])
def test_the_example_of_the_page_is_what_the_program_says(tmp_path: Path, page: str, lang: str) -> None:
    default, scheme, shown = (block.split("```")[0] for block in _blocks((DOCS / page).read_text(encoding="utf-8")))
    one = {"requests.new": "1 0 0 0 0 0 2"}
    put(tmp_path, {"in/water.txt": town(cells=TWO), "in/school.txt": town("青禾县教育局", one), "s.toml": scheme})
    ran = run(
        tmp_path / "in", "--select", SELECT, "-o", tmp_path / "out", "--jobs", "1", "--now", "2024-02-01", "--score",
        tmp_path / "s.toml", "--lang", lang,
    )  # fmt: skip

    assert shown.strip("\n") in ran.out
    built_in = tomllib.loads(files("auditor.engine").joinpath("scoring.toml").read_text(encoding="utf-8"))
    assert tomllib.loads(default) == {key: value for key, value in built_in.items() if key != "title"}


def _blocks(text: str) -> list[str]:
    """The fenced blocks of a page, without their opening fence."""
    pieces = text.split("\n```")
    return [piece.partition("\n")[2] for piece in pieces[1::2]]
