"""Reviewers' decisions: joined while the evidence is the same, reopened when it is not, and never lost in silence."""

from __future__ import annotations

import csv
import datetime
import io
from pathlib import Path
from typing import Any

import pytest

from auditor.engine.decisions import COLUMNS, DecisionError, Decisions, read_decisions, unmatched
from auditor.engine.identity import closing_fingerprint
from auditor.outputs.terminal import summary
from auditor.plugins.load import load_catalogue
from auditor.record.view import Run
from auditor.testing import bound, report_text
from tests.running import Ran, audit, put

CELLS = {"requests.new": "1 0 0 0 0 0 2", "requests.carried_out": "1 0 0 0 0 0 2"}
WRONG = report_text(cells=CELLS)
"""Breaks OGI-T303 in two rows and nothing else."""


def table(*rows: dict[str, str], columns: tuple[str, ...] = COLUMNS) -> str:
    out = io.StringIO()
    writer = csv.DictWriter(out, columns, extrasaction="ignore")
    writer.writeheader()
    writer.writerows(rows)
    return out.getvalue()


def finding(ran: Ran, number: int = 0) -> Any:
    found = [finding for finding in ran.json["findings"] if finding["rule"] == "OGI-T303"]
    return found[number]


def on(found: Any, verdict: str, **more: str) -> dict[str, str]:
    """The row of a decision on a finding."""
    return {
        "fingerprint": found["fingerprint"], "evidence": found["evidence"], "verdict": verdict, "rule": found["rule"],
        "reason": "已核对", "reviewer": "王", "date": "2024-01-15", **more,
    }  # fmt: skip


class Desk:
    """A folder with one report and the decisions on it."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        put(folder, {"in/a.txt": WRONG})

    def audit(self, *options: str | Path) -> Ran:
        return audit(self.folder / "in", *options)

    def decided(self, *rows: dict[str, str] | str | bytes, now: str = "2024-02-01") -> Ran:
        """Audit with decisions, given as rows or as the whole file."""
        whole = (
            rows[0]
            if rows and isinstance(rows[0], (str, bytes))
            else table(*[row for row in rows if isinstance(row, dict)])
        )
        put(self.folder, {"decisions.csv": whole})
        return self.audit("--decisions", self.folder / "decisions.csv", "--now", now)

    def notes(self, *rows: dict[str, str], now: str = "2024-02-01") -> str:
        """What the summary says of decisions that no longer count."""
        self.decided(*rows)
        self.audit("--decisions", self.folder / "decisions.csv", "--now", now, "-o", self.folder / "out")
        record = Run(self.folder / "out")
        lines = [line for line in summary(record, "en") if line.startswith("decision ")]
        record.close()
        return "\n".join(lines)


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return Desk(tmp_path)


@pytest.mark.parametrize("verdict", ["dismissed", "accepted"])
def test_findings_dismissed_or_accepted_are_waived(desk: Desk, verdict: str) -> None:
    first = desk.audit()
    ran = desk.decided(on(finding(first), verdict), on(finding(first, 1), verdict))

    assert (ran.states("a.txt")["OGI-T303"], ran.json["ledger"]["waived"], ran.code) == ("waived", 1, 0)


def test_a_waived_finding_is_still_listed_with_its_decision(desk: Desk) -> None:
    ran = desk.decided(on(finding(desk.audit()), "dismissed"))

    assert finding(ran)["decision"] == {
        "verdict": "dismissed", "reason": "已核对", "reviewer": "王", "date": "2024-01-15", "expires": "", "state": "holds",
    }  # fmt: skip


def test_the_worst_of_what_is_not_waived_counts(desk: Desk) -> None:
    ran = desk.decided(on(finding(desk.audit()), "dismissed"))

    assert (ran.states("a.txt")["OGI-T303"], ran.code) == ("fail", 1)


def test_a_confirmed_finding_stays(desk: Desk) -> None:
    first = desk.audit()
    ran = desk.decided(on(finding(first), "confirmed"), on(finding(first, 1), "confirmed"))

    assert (ran.states("a.txt")["OGI-T303"], ran.code) == ("fail", 1)


def test_a_changed_figure_reopens_the_finding_and_says_so(desk: Desk) -> None:
    row = on(finding(desk.audit()), "dismissed")
    put(desk.folder, {"in/a.txt": report_text(cells={**CELLS, "requests.new": "1 0 0 0 0 0 3"})})

    assert finding(desk.decided(row))["decision"]["state"] == "changed"
    assert desk.notes(row).endswith("changed since reviewed: reopened")


def test_an_edit_elsewhere_leaves_the_decision_in_force(desk: Desk) -> None:
    row = on(finding(desk.audit()), "dismissed")
    put(desk.folder, {"in/a.txt": report_text(cells=CELLS, preamble="现公布如下。")})

    assert finding(desk.decided(row))["decision"]["state"] == "holds"


def test_a_renamed_file_leaves_the_decision_in_force(desk: Desk) -> None:
    row = on(finding(desk.audit()), "dismissed")
    (desk.folder / "in/a.txt").rename(desk.folder / "in/b.txt")

    assert finding(desk.decided(row))["decision"]["state"] == "holds"


@pytest.mark.parametrize(
    ("now", "state"), [("2024-01-30", "holds"), ("2024-01-31", "holds"), ("2024-02-01", "expired")]
)  # fmt: skip
def test_a_decision_holds_to_the_end_of_the_day_it_expires(desk: Desk, now: str, state: str) -> None:
    row = on(finding(desk.audit()), "dismissed", expires="2024-01-31")

    assert finding(desk.decided(row, now=now))["decision"]["state"] == state


def test_an_expired_decision_is_reported(desk: Desk) -> None:
    row = on(finding(desk.audit()), "dismissed", expires="2023-12-31")

    assert desk.notes(row).endswith("the decision has expired")


def test_a_decision_that_fits_nothing_is_reported(desk: Desk) -> None:
    row = on(finding(desk.audit()), "dismissed", fingerprint="0" * 32)

    assert desk.notes(row) == f"decision {'0' * 32} OGI-T303: fits nothing in this run"


@pytest.mark.parametrize("date", ["2024-03-31", "2024/3/31", "2024.3.31", "2024年3月31日", "2024-03-31 00:00:00"])
def test_dates_are_read_as_spreadsheets_rewrite_them(tmp_path: Path, date: str) -> None:
    row = {"fingerprint": "f", "evidence": "e", "verdict": "dismissed", "expires": date}
    (decision,) = read(tmp_path, table(row)).rows.values()

    assert (decision.state("e", datetime.date(2024, 3, 31)), decision.state("e", datetime.date(2024, 4, 1))) == (
        "holds",
        "expired",
    )


def read(folder: Path, content: str | bytes) -> Decisions:
    return read_decisions(put(folder, {"decisions.csv": content}) / "decisions.csv")


ROW = {"fingerprint": "f1", "evidence": "e1", "verdict": "dismissed", "reason": "已核对，无误", "reviewer": "王"}


@pytest.mark.parametrize(
    "content",
    [
        table(ROW),
        "\ufeff" + table(ROW),
        table(ROW).replace("\r\n", "\n"),
        table(ROW, columns=COLUMNS[::-1]),
        table(ROW, columns=(*COLUMNS, "备注")),
        table(ROW, columns=("verdict", "evidence", "fingerprint", "reason", "reviewer")),
        table(ROW) + ",,,,,,,,,\r\n\r\n",
        table(ROW).replace("fingerprint", " fingerprint "),
        table(ROW).encode("gb18030"),
        b"\xff\xfe" + table(ROW).encode("utf-16-le"),
    ],
)
def test_a_file_that_a_spreadsheet_has_saved_reads_the_same(tmp_path: Path, content: str | bytes) -> None:
    (decision,) = read(tmp_path, content).rows.values()

    assert (decision.fingerprint, decision.evidence, decision.verdict, decision.reason) == (
        "f1",
        "e1",
        "dismissed",
        "已核对，无误",
    )


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (table({**ROW, "verdict": "dismised"}), "decisions.csv:2: verdict 'dismised' is none of confirmed, dismissed"),
        (table({**ROW, "fingerprint": ""}), "decisions.csv:2: fingerprint is empty"),
        (table({**ROW, "expires": "soon"}), "decisions.csv:2: expires 'soon' is no date"),
        (table({**ROW, "expires": "2024-02-30"}), "expires '2024-02-30' is no date"),
        (table({**ROW, "verdict": "checked_ok", "reason": ""}), "checked_ok needs a reason and a reviewer"),
        (table({**ROW, "verdict": "checked_fail", "reviewer": ""}), "checked_fail needs a reason and a reviewer"),
        (table(ROW, columns=("fingerprint", "verdict")), "column 'evidence' is missing"),
        ("", "column 'fingerprint' is missing"),
        ("fingerprint,evidence,verdict\n" + "x" * 200_000 + ",e,confirmed\n", "field larger than field limit"),
        (b"\xff\xff\xff", "decisions.csv: cannot be decoded"),
    ],
)
def test_a_file_that_cannot_be_used_is_refused_with_its_row(tmp_path: Path, content: str | bytes, told: str) -> None:
    with pytest.raises(DecisionError) as error:
        read(tmp_path, content)

    assert told in str(error.value)


def test_two_verdicts_on_the_same_evidence_count_both_as_none_and_are_reported(desk: Desk) -> None:
    rows = (on(finding(desk.audit()), "dismissed"), on(finding(desk.audit()), "confirmed", reviewer="李"))

    assert finding(desk.decided(*rows))["decision"] is None
    assert desk.notes(*rows).endswith("decided in two ways, neither counts: dismissed (王), confirmed (李)")


@pytest.mark.parametrize("first", [0, 1])
def test_of_decisions_on_other_evidence_the_latest_counts_in_any_order(desk: Desk, first: int) -> None:
    found = finding(desk.audit())
    rows = [
        on(found, "dismissed", evidence="0" * 32, date="2023-05-01"),
        on(found, "confirmed", date="2024-01-15"),
    ]
    ran = desk.decided(rows[first], rows[1 - first])

    assert (finding(ran)["decision"]["verdict"], finding(ran)["decision"]["state"]) == ("confirmed", "holds")


def test_what_no_longer_counts_is_in_the_record_with_its_kind(desk: Desk) -> None:
    found, other = finding(desk.audit()), finding(desk.audit(), 1)
    put(desk.folder, {"d.csv": table(
        on(found, "dismissed", evidence="0" * 32),
        on(other, "dismissed", expires="2020-01-01"),
        on(found, "dismissed", fingerprint="e" * 32),
        on(found, "dismissed", fingerprint="d" * 32),
        on(found, "accepted", fingerprint="d" * 32),
    )})  # fmt: skip
    desk.audit("--decisions", desk.folder / "d.csv", "-o", desk.folder / "out")
    record = Run(desk.folder / "out")
    codes = sorted(note["code"] for note in record.get("decisions"))
    record.close()

    assert codes == ["changed", "conflicting", "expired", "unmatched"]


def test_a_bad_verdict_stops_the_run(desk: Desk) -> None:
    ran = desk.decided(on(finding(desk.audit()), "dismised"))

    assert (ran.code, ran.out, "verdict 'dismised'" in ran.verdict) == (2, "", True)


def test_a_decisions_file_that_is_not_there_stops_the_run(desk: Desk) -> None:
    ran = desk.audit("--decisions", desk.folder / "gone.csv")

    assert (ran.code, "gone.csv" in ran.verdict) == (2, True)


def test_the_decisions_file_is_never_written(desk: Desk) -> None:
    content = table(on(finding(desk.audit()), "dismissed", fingerprint="0" * 32))
    desk.decided(content)

    assert (desk.folder / "decisions.csv").read_bytes() == content.encode()


# Made up, with a right check digit.
ID = "11010519491231002X"


def test_every_row_given_is_in_the_record_in_the_order_of_the_file(tmp_path: Path) -> None:
    rows = [
        {"fingerprint": "f" * 32, "evidence": "2", "verdict": "dismissed", "reason": f"申请人身份证号{ID}，已核对"},
        {"fingerprint": "e" * 32, "evidence": "1", "verdict": "accepted", "reviewer": "王", "expires": "2030/1/31"},
        {"fingerprint": "f" * 32, "evidence": "1", "verdict": "confirmed", "date": "2020-01-01"},
    ]
    put(tmp_path, {"in/a.txt": report_text(), "decisions.csv": table(*rows)})
    audit(tmp_path / "in", "-o", tmp_path / "out", "--decisions", tmp_path / "decisions.csv")
    record = Run(tmp_path / "out")
    given = record.get("given_decisions")
    record.close()

    assert [(row["fingerprint"], row["evidence"], row["verdict"]) for row in given] == [
        (row["fingerprint"], row["evidence"], row["verdict"]) for row in rows
    ]
    assert all(tuple(row) == COLUMNS for row in given)
    assert ID not in given[0]["reason"]
    assert "已核对" in given[0]["reason"]


def test_unmatched_decisions_keep_the_order_of_the_file(tmp_path: Path) -> None:
    rows = [{**ROW, "fingerprint": name} for name in ("z", "a", "m")]

    assert [decision.fingerprint for decision in unmatched(read(tmp_path, table(*rows)), ["a"])] == ["z", "m"]


UNREAD = report_text(without=("table:requests",))


def by_eye(desk: Desk, verdict: str, **more: str) -> dict[str, str]:
    """The decision of a reviewer who looked at what could not be assessed."""
    put(desk.folder, {"in/a.txt": UNREAD})
    report = bound(UNREAD)
    rule = next(rule for rule in load_catalogue().rules if rule.id == "OGI-T303")
    return {
        "fingerprint": closing_fingerprint(rule, report), "evidence": report.source.sha256, "verdict": verdict,
        "rule": rule.id, "reason": "已看原件", "reviewer": "王", **more,
    }  # fmt: skip


@pytest.mark.parametrize(("verdict", "state"), [("checked_ok", "pass"), ("checked_fail", "fail")])
def test_what_could_not_be_assessed_can_be_closed_by_eye(desk: Desk, verdict: str, state: str) -> None:
    assert desk.decided(by_eye(desk, verdict)).states("a.txt")["OGI-T303"] == state


def test_an_eye_decision_on_another_file_reopens_and_says_so(desk: Desk) -> None:
    row = by_eye(desk, "checked_ok", evidence="0" * 64)

    assert desk.decided(row).states("a.txt")["OGI-T303"] == "not_assessable"
    assert desk.notes(row).endswith("changed since reviewed: reopened")


def test_an_eye_decision_leaves_other_rules_unread(desk: Desk) -> None:
    assert desk.decided(by_eye(desk, "checked_ok")).states("a.txt")["OGI-T301"] == "not_assessable"


def test_a_finding_seen_by_eye_is_added(desk: Desk) -> None:
    row = {
        "fingerprint": "m1",
        "evidence": "e",
        "rule": "MANUAL-1",
        "verdict": "confirmed",
        "organ": "青禾县石桥镇人民政府",
        "year": "2023",
        "reason": "印章缺失",
        "reviewer": "王",
    }

    assert "MANUAL-1" in [finding["rule"] for finding in desk.decided(row).json["findings"]]
