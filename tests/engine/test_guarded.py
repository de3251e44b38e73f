"""Each step that is done for a file is broken for one of three: its entry says so, and the others come out byte for byte the same."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from auditor.engine.audit import Auditor
from auditor.model.report import Report
from auditor.model.source import Origin, Source
from auditor.outputs.annotated import docx_comments
from auditor.outputs.html.report import ReportPages
from auditor.outputs.letters import content as letter_content
from auditor.outputs.letters.render import Template, TemplateProblem
from auditor.reading import walk
from auditor.reading.candidate import Candidate
from auditor.reading.reader import ReadText
from auditor.testing import report_text
from samples.make.as_docx import docx_bytes
from tests.running import Ran, audit, put, run

NAMES = ("a.txt", "b.txt", "c.txt")
BAD = "b.txt"


def titled(town: str, **given: Any) -> str:
    return report_text(title=f"青禾县{town}镇人民政府2023年政府信息公开工作年度报告", **given)


TEXTS = {
    "a.txt": titled("石桥", cells={"requests.new.total": "5"}),
    "b.txt": titled("柳河", cells={"requests.new.total": "6"}),
    "c.txt": titled("双河", cells={"requests.new.total": "7"}),
}
Whole = dict[str, tuple[Any, bytes]]
"""What is published of each file: its part of the JSON with its findings, and its page."""


def audited(folder: Path, *options: str | Path) -> tuple[Ran, Whole]:
    """Audit the three, and return what is published of each."""
    put(folder / "in", TEXTS)
    out = folder / "out"
    ran = run(
        "--now",
        "2024-02-01",
        "--jobs",
        "1",
        "--lang",
        "en",
        "-f",
        "html",
        "-f",
        f"json={folder / 'run.json'}",
        "-o",
        out,
        *options,
        folder / "in",
    )
    told = json.loads((folder / "run.json").read_text(encoding="utf-8"))
    pages = {}
    for file in (out / "reports").iterdir():
        page = file.read_bytes()
        pages[next(name for name in NAMES if f'data-path="{name}"'.encode() in page)] = page
    return ran, {
        report["path"]: (
            [report, [finding for finding in told["findings"] if finding["place"]["path"] == report["path"]]],
            pages.get(report["path"], b""),
        )
        for report in told["reports"]
    }


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Whole:
    """The three with nothing broken."""
    return audited(tmp_path_factory.mktemp("whole"))[1]


def reading(monkeypatch: pytest.MonkeyPatch, returns: Any) -> None:
    """Let the reader return something else, or raise it, for the one file."""
    real = walk.sound

    def odd(read: ReadText) -> ReadText:
        if "柳河" not in read.text:
            return real(read)
        if isinstance(returns, BaseException):
            raise returns
        return real(returns(read) if callable(returns) else returns)

    monkeypatch.setattr(walk, "sound", odd)


NONSENSE: dict[str, Any] = {
    "nothing": None,
    "text that is no text": ReadText(7),  # type: ignore[arg-type]
    "a lone surrogate": ReadText("报告\ud800"),
    "origins that are none": lambda read: ReadText(read.text, origins=("p1",)),
    "a list of origins": lambda read: ReadText(read.text, origins=[Origin()]),
    "a page that is no number": lambda read: ReadText(read.text, origins=(Origin(page="1"),)),  # type: ignore[arg-type]
    "a box of two": lambda read: ReadText(read.text, origins=(Origin(box=(1.0, 2.0)),)),  # type: ignore[arg-type]
    "a part that was not read": lambda read: ReadText(read.text, unread=("page 3",)),  # type: ignore[arg-type]
    "a date that is none": lambda read: ReadText(read.text, published="2024-01-05"),  # type: ignore[arg-type]
    "an exception": ValueError("no luck"),
    "sys.exit": SystemExit(1),
    "GeneratorExit": GeneratorExit(),
    "KeyboardInterrupt": KeyboardInterrupt(),
    "no memory": MemoryError(),
    "recursion": RecursionError(),
}


@pytest.mark.parametrize("returns", NONSENSE.values(), ids=NONSENSE)
def test_a_reader_that_returns_nonsense_costs_its_file(
    whole: Whole, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, returns: Any
) -> None:
    reading(monkeypatch, returns)
    ran, found = audited(tmp_path)

    assert {name: found[name] for name in NAMES if name != BAD} == {name: whole[name] for name in NAMES if name != BAD}
    report = found[BAD][0][0]
    assert set(report["states"].values()) == {"not_assessable"}
    assert len({reason["en"] for reason in report["reasons"].values()}) == 1
    assert "annual report" not in report["reasons"]["OGI-X904"]["en"]
    assert "1 file not read completely" in ran.verdict


def test_numbers_of_libraries_are_made_plain(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    numpy = pytest.importorskip("numpy")
    line = Origin(
        numpy.int64(3), (numpy.int32(1),), "", (numpy.float32(1), 2, 3, 4), (numpy.int8(1), 1), numpy.float64(0.5)
    )
    reading(monkeypatch, lambda read: ReadText(read.text, origins=(line,) * (read.text.count("\n") + 1)))
    _, found = audited(tmp_path)

    assert found[BAD][0][1][0]["place"]["page"] == 3


def only(real: Callable[..., Any], broken: Callable[[Any], bool]) -> Callable[..., Any]:
    """A function that raises where one of its arguments is of the one file."""

    def made(*given: Any, **named: Any) -> Any:
        if any(broken(each) for each in given):
            raise TypeError("no luck")
        return real(*given, **named)

    return made


def is_bad(value: Any) -> bool:
    return isinstance(value, (Source, Report)) and value.path == BAD


STEPS = {
    "parsing": ("auditor.forms.bind.Binder.read", "parsing it failed (TypeError: no luck)"),
    "facts": ("auditor.engine.audit._facts", "putting its results together failed (TypeError: no luck)"),
    "findings": ("auditor.engine.audit.stamp", "putting its results together failed (TypeError: no luck)"),
    "the document": ("auditor.engine.audit._document", "putting its results together failed (TypeError: no luck)"),
    "origins": ("auditor.record.origins.written", "putting its results together failed (TypeError: no luck)"),
}


@pytest.mark.parametrize(("step", "told"), STEPS.values(), ids=STEPS)
def test_a_step_that_fails_costs_its_file(
    whole: Whole, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, step: str, told: str
) -> None:
    owner, _, name = step.rpartition(".")
    real = getattr(pytest.importorskip(owner) if owner.rpartition(".")[2].islower() else _class(owner), name)
    monkeypatch.setattr(step, only(real, is_bad))
    ran, found = audited(tmp_path)

    assert {name: found[name] for name in NAMES if name != BAD} == {name: whole[name] for name in NAMES if name != BAD}
    assert {reason["en"] for reason in found[BAD][0][0]["reasons"].values()} == {told}
    assert "1 file not read completely" in ran.verdict


def _class(path: str) -> Any:
    module, _, name = path.rpartition(".")
    return getattr(pytest.importorskip(module), name)


def test_a_page_that_cannot_be_drawn_says_so_and_lists_the_findings(
    whole: Whole, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = ReportPages.draw
    monkeypatch.setattr(ReportPages, "draw", only(real, lambda value: getattr(value, "path", "") == BAD))
    ran, found = audited(tmp_path, "--ignore", "OGI-T303")
    plain, page = found[BAD][0][1], found[BAD][1].decode()
    index = (tmp_path / "out" / "index.html").read_text(encoding="utf-8")

    assert "本页未能绘出" in page
    assert "TypeError: no luck" in page
    assert all(finding["fingerprint"] in page for finding in plain)
    assert found["a.txt"][1].count(b"\n") > 50
    assert "1 page could not be made" in ran.verdict
    assert "1 page could not be made" in index


def test_a_page_that_cannot_be_drawn_makes_the_run_incomplete_and_the_record_says_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    clean = titled("柳河")
    put(tmp_path / "in", {"a.txt": titled("石桥"), "b.txt": clean})
    monkeypatch.setattr(ReportPages, "draw", only(ReportPages.draw, lambda value: getattr(value, "path", "") == BAD))
    ran = run(
        "--now",
        "2024-02-01",
        "--jobs",
        "1",
        "--lang",
        "en",
        "-f",
        "json",
        "-f",
        "html",
        "-o",
        tmp_path / "out",
        tmp_path / "in",
    )
    again = run("report", tmp_path / "out", "-f", "json", "--lang", "en")
    drawn = run("report", tmp_path / "out", "-o", tmp_path / "again", "--lang", "en")

    assert (ran.code, ran.json["exit_code"], ran.json["verdict"]["code"]) == (3, 3, "incomplete")
    assert again.json == ran.json
    assert ran.json["verdict"]["en"].startswith("incomplete: 1 page could not be made; ")
    assert (again.code, drawn.code) == (0, 3)
    assert drawn.err.count("1 page could not be made") == 1


def test_the_pages_of_the_others_are_the_same_whatever_one_cannot_be_drawn_for(
    whole: Whole, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ReportPages, "draw", only(ReportPages.draw, lambda value: getattr(value, "path", "") == BAD))
    _, found = audited(tmp_path)

    assert {name: found[name] for name in NAMES if name != BAD} == {name: whole[name] for name in NAMES if name != BAD}
    assert found[BAD][0] == whole[BAD][0]


def test_a_letter_that_cannot_be_made_costs_the_others_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    real = Template.render

    def broken(self: Template, context: dict[str, object]) -> bytes:
        if "柳河" in str(context["organ"]):
            raise TemplateProblem("template.docx: no luck")
        return real(self, context)  # type: ignore[arg-type]

    monkeypatch.setattr(Template, "render", broken)
    ran, _ = audited(tmp_path, "-f", "letters")

    assert sorted(file.name[3:5] for file in (tmp_path / "out" / "letters").iterdir()) == ["双河", "石桥"]
    assert "no luck" in ran.err
    assert "1 letter could not be made" in ran.verdict


def test_what_a_letter_tells_of_one_report_may_fail(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(
        letter_content, "_finding", only(letter_content._finding, lambda value: getattr(value, "path", "") == BAD)
    )
    ran, _ = audited(tmp_path, "-f", "letters")

    assert len(list((tmp_path / "out" / "letters").iterdir())) == 2
    assert "1 letter could not be made" in ran.verdict


def test_a_template_that_no_letter_can_be_made_from_is_a_problem(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(self: Template, context: dict[str, object]) -> bytes:
        raise TemplateProblem("template.docx: no luck")

    monkeypatch.setattr(Template, "render", broken)
    put(tmp_path / "in", TEXTS)

    assert run("--jobs", "1", "-f", "letters", "-o", tmp_path / "out", tmp_path / "in").code == 2


def test_a_copy_that_cannot_be_annotated_costs_the_others_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    put(tmp_path / "in", {f"{name[0]}.docx": docx_bytes(text) for name, text in TEXTS.items()})
    real = docx_comments.annotated
    calls = iter(range(3))

    def broken(*given: Any) -> Any:
        if next(calls) == 1:
            raise TypeError("no luck")
        return real(*given)

    monkeypatch.setattr(docx_comments, "annotated", broken)
    ran = run(
        "--now", "2024-02-01", "--jobs", "1", "--lang", "en", "-f", "annotated", "-o", tmp_path / "out", tmp_path / "in"
    )
    listed = (tmp_path / "out" / "annotated" / "annotated.txt").read_text(encoding="utf-8")

    assert sorted(file.name for file in (tmp_path / "out" / "annotated").iterdir()) == [
        "a.docx",
        "annotated.txt",
        "c.docx",
    ]
    assert "cannot be annotated (TypeError: no luck)" in listed
    assert "1 annotated copy could not be made" in ran.verdict


KEEPING = '''
from auditor import Message, Severity, hookimpl, run_rule

def kept(report):
    {statement}

@run_rule(id="TEST-1", title=("试", "test"), severity=Severity.ERROR, basis=("据", "basis"), remedy=("改", "mend"), keep=(kept,))
def compares(across):
    """So that there is a reason."""
    for member in across.reports():
        assert member.keeps(kept) == 1
        across.examine(member, member.whole)
    yield from ()

@hookimpl
def provide_rules():
    return [compares]
'''


@pytest.mark.parametrize("jobs", ["1", "2"])
@pytest.mark.parametrize(
    "bad",
    [
        "raise_(ValueError('no luck'))",
        "raise_(KeyboardInterrupt())",
        "(lambda: 1)",
        "(n for n in ())",
        "open('/dev/null')",
    ],
)
def test_what_cannot_be_kept_is_an_error_of_its_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, bad: str, jobs: str
) -> None:
    statement = f"return {bad} if {BAD!r} in report.path else 1"
    raising = "\ndef raise_(error):\n    raise error\n"
    put(tmp_path, {"mine.py": KEEPING.format(statement=statement) + raising})
    put(tmp_path / "in", TEXTS)
    ran = audit("--plugin", tmp_path / "mine.py", "--jobs", jobs, tmp_path / "in")

    assert [ran.states(name)["TEST-1"] for name in NAMES] == ["pass", "error", "pass"]
    assert f"kept on {BAD}" in ran.reasons(BAD)["TEST-1"]["en"]


TIES = '''
from auditor import Message, Severity, Violation, hookimpl, rule
from auditor.model.tie import Figure, Operand, Tie

FIGURE = Figure(9, 1, 4, "4", "requests", "new", "total", "新收", "总计")

def ties(report, near=None):
    {statement}

@rule(id="TEST-1", title=("试", "test"), severity=Severity.ERROR, basis=("据", "basis"), remedy=("改", "mend"), ties=ties)
def relates(report):
    """So that there is a reason."""
    report.asked.add(report.whole())
    yield from ()

@hookimpl
def provide_rules():
    return [relates]
'''


@pytest.mark.parametrize(
    "bad",
    ["yield 'a = b'", "yield Tie((Operand(1, None),), '==')", "yield Tie((), '==')", "raise KeyboardInterrupt", "return 5", "yield Tie((Operand(1, FIGURE._replace(line='9')),), '==')"],
)  # fmt: skip
def test_relations_that_are_none_are_an_error_of_their_rule(whole: Whole, tmp_path: Path, bad: str) -> None:
    statement = f"if report.path == {BAD!r}:\n        {bad}\n    yield from ()"
    put(tmp_path, {"mine.py": TIES.format(statement=statement if bad != "return 5" else "return 5")})
    put(tmp_path / "in", TEXTS)
    ran = audit("--plugin", tmp_path / "mine.py", tmp_path / "in")

    assert ran.states(BAD)["TEST-1"] == "error"
    assert {**ran.states(BAD), "TEST-1": ""} == {**whole[BAD][0][0]["states"], "TEST-1": ""}
    assert len([f for f in ran.json["findings"] if f["place"]["path"] == BAD]) == len(whole[BAD][0][1])


def test_a_file_that_goes_away_is_unread(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    auditor = Auditor(
        _class("auditor.plugins.load.load_catalogue")(),
        _class("auditor.engine.decisions.Decisions")(),
        _class("datetime.date")(2024, 2, 1),
    )
    entry = auditor.audit(Candidate(tmp_path / "gone.txt", "gone.txt"))

    assert (entry.is_report, entry.sha256) == (None, "")
