"""What is no report costs the record one line, and what is published of it is whole all the same."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest

from auditor.record.view import Run
from auditor.testing import report_text
from tests.running import Ran, audit, put, run

FILES: dict[str, str | bytes] = {
    "a.txt": report_text(), "empty.txt": "", "notice.txt": "通知\n请报送。\n", "broken.txt": b"\xff\xfe\x00",
}  # fmt: skip
TOWN = "青禾县柳河镇人民政府"


@pytest.fixture(scope="module")
def ran(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Ran]:
    folder = tmp_path_factory.mktemp("rest")
    put(folder / "in", FILES)
    put(folder, {"m.csv": f"organ,year\n{TOWN},2023\n"})
    return folder, audit(folder / "in", "-o", folder / "out", "--manifest", folder / "m.csv", "-f", "html")


def test_every_rule_has_its_state_and_its_reason_in_json(ran: tuple[Path, Ran]) -> None:
    rules = set(ran[1].json["tool"]["rules"])
    for report in ran[1].json["reports"]:
        assert set(report["states"]) == rules
        assert set(report["reasons"]) >= {rule for rule, state in report["states"].items() if state == "not_assessable"}


def test_the_ledger_counts_them(ran: tuple[Path, Ran]) -> None:
    ledger = ran[1].json["ledger"]
    states = [state for report in ran[1].json["reports"] for state in report["states"].values()]

    assert {state: states.count(state) for state in set(states)} == {state: ledger[state] for state in set(states)}
    assert len(states) == ledger["rules"] * ledger["reports"]


def test_the_reason_is_that_of_the_file_in_every_rule(ran: tuple[Path, Ran]) -> None:
    reasons = {name: {reason["en"] for reason in ran[1].reasons(name).values()} for name in FILES if name != "a.txt"}

    assert reasons["empty.txt"] == reasons["notice.txt"] == {"not an annual report; see OGI-P001"}
    assert len(reasons["broken.txt"]) == 1
    assert not any("annual report" in reason for reason in reasons["broken.txt"])


def test_a_row_of_the_record_is_short(ran: tuple[Path, Ran]) -> None:
    with sqlite3.connect(ran[0] / "out" / "audit.db") as db:
        sizes = dict(db.execute("SELECT path, length(result) FROM report"))
    db.close()

    assert all(sizes[name] < 700 for name in ("", "empty.txt", "notice.txt", "broken.txt"))
    assert sizes["a.txt"] > 10_000


def test_the_index_has_a_line_with_the_reason_and_no_page(ran: tuple[Path, Ran]) -> None:
    index = (ran[0] / "out" / "index.html").read_text(encoding="utf-8")
    pages = "".join(page.read_text(encoding="utf-8") for page in (ran[0] / "out" / "reports").iterdir())

    for name in ("empty.txt", "notice.txt", "broken.txt"):
        assert f'<small lang="zh-CN">{name}</small>' in index
        assert f'data-path="{name}"' not in pages
    assert 'data-path="a.txt"' in pages
    assert TOWN in pages  # who did not deliver has a finding to decide on
    assert "未见年报标题" in index


def test_thousands_of_them_share_one_reason_in_the_index(tmp_path: Path) -> None:
    put(tmp_path / "in", {"a.txt": report_text(), **{f"{n}.txt": "" for n in range(300)}})
    audit(tmp_path / "in", "-o", tmp_path / "out", "-f", "html")
    script = (tmp_path / "out" / "index.html").read_text(encoding="utf-8").partition('id="data">')[2]

    assert script.count("未见年报标题") == 1
    assert len(list((tmp_path / "out" / "reports").iterdir())) == 1


def test_a_reviewer_may_still_add_what_he_saw(tmp_path: Path) -> None:
    put(tmp_path / "in", FILES)
    sha256 = next(r["sha256"] for r in audit(tmp_path / "in").json["reports"] if r["path"] == "broken.txt")
    put(
        tmp_path,
        {
            "d.csv": f"fingerprint,evidence,verdict,reason,reviewer,rule\n{'5' * 32},{sha256},confirmed,扫描件缺页,王某,MANUAL-1\n"
        },
    )
    run(
        "--now", "2024-02-01", "--jobs", "1", "--decisions", tmp_path / "d.csv", "-o", tmp_path / "out", tmp_path / "in"
    )

    assert len(list((tmp_path / "out" / "reports").iterdir())) == 2


def test_records_without_a_rest_are_read_as_they_are(ran: tuple[Path, Ran], tmp_path: Path) -> None:
    """As an older program wrote them: each rule with its own state."""
    made = Run(ran[0] / "out")
    whole = {row.number: row.result_json.decode() for row in made.reports()}
    made.close()
    (tmp_path / "audit.db").write_bytes((ran[0] / "out" / "audit.db").read_bytes())
    with sqlite3.connect(tmp_path / "audit.db") as db:
        db.executemany(
            "UPDATE report SET result = ? WHERE number = ?", [(text, number) for number, text in whole.items()]
        )
        db.execute("UPDATE run SET value = '2' WHERE key = 'schema_version'")
    db.close()

    assert run("report", tmp_path, "-f", "json").json == ran[1].json
