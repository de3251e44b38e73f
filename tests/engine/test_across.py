"""Rules over the whole run: every report gets its state, a rule's crash stays its own, and clusters are one incident."""

from __future__ import annotations

import csv
import io
from pathlib import Path
from typing import Any

import pytest

from auditor.engine import workers as engine
from auditor.engine.decisions import COLUMNS
from auditor.engine.identity import closing_fingerprint
from auditor.plugins.load import load_catalogue
from auditor.testing import bound, report_text
from tests.running import Ran, audit, put, run

PLUGIN = '''
from auditor import Message, Peer, Severity, Span, Violation, hookimpl, run_rule

def title(report):
    return report.title

@run_rule(
    id="TEST-1", title=("试", "test"), severity=(Severity.WARNING, Severity.REVIEW), basis=("据", "basis"),
    remedy=("改", "mend"), keep=(title,),
)
def compares(across):
    """So that there is a reason."""
    reports = list(across.reports())
    for member in reports:
        across.examine(member, member.whole)
{statement}

@hookimpl
def provide_rules():
    return [compares]
'''
TOWNS = {"a.txt": "石桥", "b.txt": "柳湾", "c.txt": "清溪"}
PAIR = """\
    for member, other in zip(reports[:2], reversed(reports[:2])):
        yield Peer(member, Violation(Message("同", "same"), member.keeps(title), cause="pair"), ((other, other.whole),))
"""


def titled(town: str, year: int = 2023, **given: Any) -> str:
    return report_text(year, title=f"青禾县{town}镇人民政府{year}年政府信息公开工作年度报告", **given)


def towns(folder: Path) -> Path:
    return put(folder, {name: titled(town) for name, town in TOWNS.items()})


class Desk:
    """A folder with three reports and a plugin with one rule over the run."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        towns(folder / "in")

    def audit(self, statement: str, *options: str | Path) -> Ran:
        put(self.folder, {"mine.py": PLUGIN.format(statement=statement)})
        return audit("--plugin", self.folder / "mine.py", self.folder / "in", *options)

    def decided(self, statement: str, *rows: dict[str, str], options: tuple[str, ...] = ()) -> Ran:
        out = io.StringIO()
        writer = csv.DictWriter(out, COLUMNS)
        writer.writeheader()
        writer.writerows(rows)
        put(self.folder, {"decisions.csv": out.getvalue()})
        return self.audit(statement, "--decisions", self.folder / "decisions.csv", *options)


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return Desk(tmp_path)


def of(ran: Ran, rule: str = "TEST-1") -> list[Any]:
    return [found for found in ran.json["findings"] if found["rule"] == rule]


def states(ran: Ran, rule: str = "TEST-1") -> dict[str, str]:
    return {report["path"]: report["states"][rule] for report in ran.json["reports"]}


def adds_up(ran: Ran) -> bool:
    ledger = ran.json["ledger"]
    counted = [state for report in ran.json["reports"] for state in report["states"].values()]
    kinds = ("pass", "fail", "review", "not_applicable", "not_assessable", "error", "waived")
    return len(counted) == ledger["rules"] * ledger["reports"] and all(
        counted.count(kind) == ledger[kind] for kind in kinds
    )


def test_every_report_has_its_state_and_what_was_examined(desk: Desk) -> None:
    ran = desk.audit(PAIR)

    assert states(ran) == {"a.txt": "fail", "b.txt": "fail", "c.txt": "pass"}
    assert [report["checks"]["TEST-1"]["count"] for report in ran.json["reports"]] == [1, 1, 1]
    assert adds_up(ran)


def test_a_finding_names_its_peers_places(desk: Desk) -> None:
    first = of(desk.audit(PAIR))[0]

    assert (first["place"]["path"], [place["path"] for place in first["related"]]) == ("a.txt", ["b.txt"])


def test_a_cluster_is_one_incident(desk: Desk) -> None:
    ran = desk.audit(PAIR)
    findings = of(ran)
    (incident,) = [one for one in ran.json["incidents"] if findings[0]["fingerprint"] in one["findings"]]

    assert findings[0]["incident"] == findings[1]["incident"] == incident["id"]
    assert incident["findings"] == [found["fingerprint"] for found in findings]
    assert incident["explanation"]["en"] == "same (2 reports share this cause)"


def test_findings_without_a_cause_are_incidents_of_their_own(desk: Desk) -> None:
    ran = desk.audit(PAIR.replace(', cause="pair"', ""))

    assert len({found["incident"] for found in of(ran)}) == 2


def test_a_rule_that_never_looked_is_not_applicable(desk: Desk) -> None:
    ran = desk.audit("    across.asked.clear()\n    yield from ()")

    assert set(states(ran).values()) == {"not_applicable"}


def test_what_cannot_be_told_is_unknown_and_leaves_the_run_complete(desk: Desk) -> None:
    ran = desk.audit("    across.cannot_tell(reports[0], Message('缺', 'missing'))\n    yield from ()")

    assert states(ran)["a.txt"] == "not_assessable"
    assert ran.reasons("a.txt")["TEST-1"] == {"code": "unknown", "zh": "缺", "en": "missing"}
    assert ran.code == 0


def test_what_was_not_read_leaves_the_run_incomplete(desk: Desk) -> None:
    ran = desk.audit("    across.unread(reports[0], Message('失', 'lost'))\n    yield from ()")

    assert ran.reasons("a.txt")["TEST-1"]["code"] == "unread"
    assert (ran.code, "1 file not read completely" in ran.verdict) == (3, True)


@pytest.mark.parametrize(
    "statement",
    [
        pytest.param("    raise ValueError('no luck')\n    yield", id="an exception"),
        pytest.param("    raise SystemExit(0)\n    yield", id="sys.exit"),
        pytest.param("    raise KeyboardInterrupt\n    yield", id="an interrupt that nobody meant"),
        pytest.param("    raise GeneratorExit\n    yield", id="GeneratorExit"),
        pytest.param("    yield Peer(None, Violation(Message('同', 'same'), reports[0].whole))", id="no Member"),
        pytest.param(PAIR.replace("cause=", "ties=('=',), cause="), id="ties that are none"),
        pytest.param(PAIR.replace("cause=", "subject=7, cause="), id="a subject that is no text"),
        pytest.param(
            "    across.examine(reports[0], reports[0].whole, 5)\n    yield from ()", id="a formula that is no text"
        ),
        pytest.param("    across.unread(reports[0], ('失', 7))\n    yield from ()", id="a reason that is no text"),
        pytest.param(PAIR + "    raise ValueError('no luck')", id="after some findings"),
        pytest.param("    yield 'a finding'", id="no Peer"),
        pytest.param("    yield Peer(reports[0], Message('同', 'same'))", id="no Violation"),
        pytest.param(PAIR + PAIR.rstrip(), id="two findings for one report"),
        pytest.param(PAIR.replace("other.whole", "None"), id="related that is no place"),
        pytest.param(PAIR.replace("cause=", "severity=Severity.ERROR, cause="), id="an undeclared severity"),
        pytest.param("    across.examine(reports[0], None)\n    yield from ()", id="examined that is no place"),
        pytest.param(
            "    from dataclasses import replace\n"
            "    yield Peer(replace(reports[0], number=-1), Violation(Message('同', 'same'), reports[0].whole))",
            id="a report that is not audited",
        ),
    ],
)
def test_a_crash_is_an_error_on_every_report_and_nothing_else(desk: Desk, statement: str) -> None:
    ran = desk.audit(statement)
    quiet = audit(desk.folder / "in")

    assert set(states(ran).values()) == {"error"}
    assert (ran.code, ran.json["ledger"]["error"], of(ran)) == (3, 3, [])
    assert {**quiet.states("b.txt"), "TEST-1": "error"} == ran.states("b.txt")
    assert adds_up(ran)


def test_the_reason_of_a_crash_names_the_rule(desk: Desk) -> None:
    reason = desk.audit("    raise ValueError('no luck')\n    yield").reasons("c.txt")["TEST-1"]

    assert (reason["code"], reason["en"]) == ("error", "rule TEST-1 crashed on the run, ValueError: no luck")


def test_a_file_that_is_no_report_is_unread(desk: Desk) -> None:
    put(desk.folder / "in", {"notice.txt": "通知\n请报送。\n", "broken.txt": b"\xff\xfe\x00"})
    ran = desk.audit(PAIR)

    assert (states(ran)["notice.txt"], states(ran)["broken.txt"]) == ("not_assessable", "not_assessable")
    assert ran.reasons("notice.txt")["TEST-1"]["code"] == "unread"
    assert adds_up(ran)


def test_one_worker_or_two_say_the_same(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(engine, "CHUNK", 1)
    put(desk.folder / "in", {f"{n}.txt": titled("双河", 2016 + n) for n in range(3, 8)})

    assert desk.audit(PAIR, "--jobs", "1").out == desk.audit(PAIR, "--jobs", "2").out


def test_an_interrupt_leaves_the_reports_uncompared(desk: Desk) -> None:
    ran = desk.audit("    import signal; signal.raise_signal(signal.SIGINT)\n    yield")

    assert (ran.code, set(states(ran).values())) == (130, {"not_assessable"})
    assert "interrupted" in ran.reasons("a.txt")["TEST-1"]["en"]
    assert adds_up(ran)


def decision(found: Any, verdict: str, **more: str) -> dict[str, str]:
    return {"fingerprint": found["fingerprint"], "evidence": found["evidence"], "verdict": verdict, **more}


def test_a_dismissed_finding_is_waived_on_its_report_alone(desk: Desk) -> None:
    first = of(desk.audit(PAIR))[0]
    ran = desk.decided(PAIR, decision(first, "dismissed"))

    assert states(ran) == {"a.txt": "waived", "b.txt": "fail", "c.txt": "pass"}
    assert adds_up(ran)


def test_a_decision_on_other_evidence_reopens_the_finding(desk: Desk) -> None:
    first = of(desk.audit(PAIR))[0]
    ran = desk.decided(
        PAIR, {**decision(first, "dismissed"), "evidence": "other"}, options=("-o", str(desk.folder / "out"))
    )

    assert states(ran)["a.txt"] == "fail"
    assert of(ran)[0]["decision"]["state"] == "changed"


@pytest.mark.parametrize(("verdict", "state"), [("checked_ok", "pass"), ("checked_fail", "fail")])
def test_a_reviewer_may_close_what_could_not_be_assessed(desk: Desk, verdict: str, state: str) -> None:
    statement = "    across.unread(reports[0], Message('失', 'lost'))\n    yield from ()"
    sha256 = desk.audit(statement).json["reports"][0]["sha256"]
    rule = next(rule for rule in load_catalogue([desk.folder / "mine.py"]).rules if rule.id == "TEST-1")
    row = {
        "fingerprint": closing_fingerprint(rule, bound(titled("石桥"))), "evidence": sha256, "verdict": verdict,
        "reason": "已翻阅", "reviewer": "王",
    }  # fmt: skip
    ran = desk.decided(statement, row)

    assert (states(ran)["a.txt"], ran.code) == (state, 0)
    reopened = desk.decided(statement, {**row, "evidence": "another file's"})
    assert (states(reopened)["a.txt"], reopened.code) == ("not_assessable", 3)


def test_two_reports_of_one_organ_have_findings_of_their_own(desk: Desk) -> None:
    put(desk.folder / "in", {"b.txt": titled("石桥")})

    assert len({found["fingerprint"] for found in of(desk.audit(PAIR))}) == 2


CARRIED_OUT = {"requests.new": "2 0 0 0 0 0 2", "requests.carried_out": "2 0 0 0 0 0 2"}


@pytest.fixture
def years(tmp_path: Path) -> Path:
    put(tmp_path / "last", {"2022.txt": titled("石桥", 2022, cells=CARRIED_OUT)})
    put(tmp_path / "in", {"2023.txt": titled("石桥", 2023)})
    return tmp_path


def test_last_years_reports_may_be_given_as_a_folder(years: Path) -> None:
    alone = audit(years / "in")
    ran = audit("--previous", years / "last", years / "in")

    assert states(alone, "OGI-C515") == {"2023.txt": "not_assessable"}
    assert states(ran, "OGI-C515") == {"2023.txt": "fail"}
    assert of(ran, "OGI-C515")[0]["related"][0]["path"] == "2022.txt"


def test_last_years_reports_may_be_given_as_the_record_of_a_run(years: Path) -> None:
    run("-o", years / "out", "--now", "2023-02-01", "--jobs", "1", years / "last")

    for given in (years / "out", years / "out/audit.db"):
        ran = audit("--previous", given, years / "in")
        assert states(ran, "OGI-C515") == {"2023.txt": "fail"}
        assert of(ran, "OGI-C515")[0]["related"][0]["path"] == "2022.txt"


def test_earlier_reports_are_in_no_ledger(years: Path) -> None:
    ran = audit("--previous", years / "last", years / "in")

    assert (ran.json["ledger"]["reports"], [report["path"] for report in ran.json["reports"]]) == (1, ["2023.txt"])
    assert {found["place"]["path"] for found in ran.json["findings"]} <= {"2023.txt"}
    assert adds_up(ran)


def test_an_earlier_report_that_cannot_be_read_is_one_that_was_not_given(years: Path) -> None:
    put(years / "last", {"2022.txt": b"\xff\xfe\x00"})

    assert states(audit("--previous", years / "last", years / "in"), "OGI-C515") == {"2023.txt": "not_assessable"}


def test_an_earlier_path_that_is_not_there_is_a_usage_problem(years: Path) -> None:
    assert audit("--previous", years / "nowhere", years / "in").code == 2
