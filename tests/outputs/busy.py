"""A run in which everything happens: findings, decisions of every kind, one by eye, a crash, damaged and foreign files, hostile text."""

from __future__ import annotations

from pathlib import Path

from auditor.testing import report_text
from tests.running import audit, put, run

RULES = "OGI-P001,OGI-P002,OGI-T301,OGI-T302,OGI-T303,OGI-T305,OGI-T405,OGI-N701,OGI-X903,TEST"
HOSTILE = "=cmd|'/C calc'!A1 <b>x</b> [a](http://evil.example) www.evil.example `c` @all #1 \"q\" \u202e"
SHOWN = HOSTILE.replace("\u202e", "[U+202E]")
"""The same as a file carries it: no mark that turns the direction of writing."""
PLUGIN = f'''
from auditor import Message, Severity, Violation, hookimpl, rule


@rule(id="TEST-A001", title=("会出错的规则", "Crashes"), severity=Severity.WARNING, basis=("无", "none"), remedy=("无", "none"))
def crashing(report):
    """Crashes on one report."""
    report.asked.add(report.section("overview").heading)
    if "松溪" in report.organ:
        raise ValueError("no \\x01 luck ]]>")
    yield from ()


@rule(id="TEST-A002", title=("敌意文本", "Hostile"), severity=Severity.REVIEW, basis=("无", "none"), remedy=("无", "none"))
def hostile(report):
    """Repeats what nobody should run."""
    report.asked.add(report.section("overview").heading)
    if "松溪" in report.organ:
        text = {HOSTILE!r}
        yield Violation(Message("\\x07" + text, text), report.section("overview").heading, expected="-5", actual="＝1+1", formula="@SUM(1)")


@hookimpl
def provide_rules():
    return [crashing, hostile]
'''


def title(organ: str) -> str:
    """A report's title."""
    return f"{organ}2023年政府信息公开工作年度报告"


def busy(folder: Path, *options: str | Path) -> Path:
    """Audit such a folder and return its run record."""
    files: dict[str, str | bytes] = {
        "a 报告#1.txt": report_text(
            title=title("青禾县水务局"), cells={"requests.new.total": "5", "requests.carried_in.total": "4"}
        ),
        "b.txt": report_text(title=title("青禾县松溪镇人民政府"), cells={"requests.new.total": "7"}),
        "c.txt": report_text(title=title("青禾县教育局"), without=("table:requests",)),
        "d.txt": report_text(title=title("青禾县民政局"), cells={"requests.new.total": "6"}),
        "n.txt": "通知",
        "u.txt": b"\xff\xfe\x00",
        "x.xyz": "",
        "clean.txt": report_text(),
    }
    put(folder / "in", files)
    plugin = put(folder, {"hostile.py": PLUGIN, "manifest.csv": "organ,year\n青禾县文化局,2023\n"}) / "hostile.py"
    given = ("--select", RULES, "--plugin", plugin, "--manifest", folder / "manifest.csv", *options)
    found = audit(folder / "in", *given).json["findings"]
    of: dict[str, list[dict[str, str]]] = {}
    for finding in found:
        if finding["rule"] == "OGI-T303":
            of.setdefault(finding["place"]["path"], []).append(finding)
    first, second = of["a 报告#1.txt"]
    rows = [
        "fingerprint,evidence,verdict,reason,reviewer,date,expires,rule,organ,year",
        f"{first['fingerprint']},{first['evidence']},dismissed,口径不同,王某,2024-01-05,2030-01-01",
        f"{second['fingerprint']},{second['evidence']},confirmed,,王某,2024-01-05,",
        f"{of['b.txt'][0]['fingerprint']},{'0' * 32},dismissed,=1+1,李某,2024-01-05,",
        f"{of['d.txt'][0]['fingerprint']},{of['d.txt'][0]['evidence']},accepted,暂缓,李某,2023-01-05,2023-12-31",
        f"{'f' * 32},{'0' * 32},dismissed,无处可用,李某,2024-01-05,",
        f"{'5' * 32},,confirmed,落款缺公章,王某,2024-01-05,,MANUAL-1,青禾县民政局,2023",
    ]
    put(folder, {"d.csv": "\n".join(rows) + "\n"})
    audit(folder / "in", *given, "-o", folder / "out", "--decisions", folder / "d.csv")
    return folder / "out"


def output(record: Path, name: str, lang: str = "zh") -> Path:
    """Make an output from a run record and return its file."""
    file = record.parent / f"run-{lang}.{name}"
    ran = run("report", record, "-f", f"{name}={file}", "--lang", lang)
    assert ran.code == 0, ran.err
    return file
