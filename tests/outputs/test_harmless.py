"""What an audited file holds speaks to no terminal, breaks no XML and turns no direction of writing, in any output."""

from __future__ import annotations

import json
import zipfile
from pathlib import Path

import pytest
from lxml import etree

from auditor.testing import report_text
from tests.running import Ran, put, run

BIDI = "\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
CONTROLS = "".join(map(chr, (*range(1, 9), 11, 12, *range(14, 32), *range(127, 160))))
HARMFUL = BIDI + CONTROLS
SAID = f"二是公开二是公开。\x1b]0;title\x07\x1b[31m{HARMFUL}26.4粉丝"

PLUGIN = f"""
from auditor import Message, Severity, Span, Violation, hookimpl, rule
TEXT = {SAID!r}

@rule(id="TEST-1", title=("试", "test"), severity=Severity.ERROR, basis=("据", "basis"), remedy=("改", "mend"))
def repeats(report):
    '''Says again all that it read.'''
    heading = report.section("overview").heading
    report.asked.add(heading, TEXT, (TEXT,))
    yield Violation(Message(TEXT, TEXT), heading, (Span(TEXT, 3, 1),), TEXT, TEXT, TEXT, remedy=Message(TEXT, TEXT))

@hookimpl
def provide_rules():
    return [repeats]
"""
FILES = ("csv", "junit", "markdown", "sarif", "xlsx")


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Ran]:
    folder = tmp_path_factory.mktemp("harm")
    name = f"报告{BIDI}\x1b[31m\x07.txt"
    put(folder / "in", {name: report_text(sections={"overview": SAID}), "空\u202e.txt": ""})
    put(folder, {"p.py": PLUGIN})
    files = [part for output in FILES for part in ("-f", f"{output}={folder}/run.{output}")]
    ran = run(
        "--now",
        "2024-02-01",
        "--jobs",
        "1",
        "-v",
        "--plugin",
        folder / "p.py",
        *files,
        "-f",
        "html",
        "-f",
        "letters",
        "-o",
        folder / "out",
        folder / "in",
    )
    return folder, ran


def clean(text: str) -> bool:
    return not set(text) & set(HARMFUL)


@pytest.mark.parametrize("name", ["csv", "junit", "markdown", "sarif"])
def test_no_file_holds_a_harmful_character(made: tuple[Path, Ran], name: str) -> None:
    text = (made[0] / f"run.{name}").read_bytes().decode("utf-8-sig")

    assert "二是公开" in text
    assert clean(text)


def test_what_sarif_means_is_harmless_too(made: tuple[Path, Ran]) -> None:
    assert clean(json.dumps(json.loads((made[0] / "run.sarif").read_text(encoding="utf-8")), ensure_ascii=False))
    assert "\\u001b" not in (made[0] / "run.sarif").read_text(encoding="utf-8")


def test_xml_is_well_formed(made: tuple[Path, Ran]) -> None:
    text = etree.tostring(etree.parse(made[0] / "run.junit"), encoding="unicode")

    assert clean(text)
    assert "[U+202E]" in text


@pytest.mark.parametrize("pattern", ["run.xlsx", "out/letters/*.docx"])
def test_packages_are_harmless(made: tuple[Path, Ran], pattern: str) -> None:
    (file,) = made[0].glob(pattern)
    with zipfile.ZipFile(file) as package:
        for name in package.namelist():
            if name.endswith(".xml"):
                text = package.read(name).decode()
                etree.fromstring(text.encode())
                assert clean(text), name


def test_pages_are_harmless(made: tuple[Path, Ran]) -> None:
    pages = list((made[0] / "out").rglob("*.html"))

    assert len(pages) == 2
    assert all(clean(page.read_text(encoding="utf-8")) for page in pages)


@pytest.mark.parametrize("more", [(), ("-v",)])
def test_the_terminal_is_not_spoken_to(made: tuple[Path, Ran], more: tuple[str, ...]) -> None:
    ran = run(
        "--jobs",
        "1",
        "--now",
        "2024-02-01",
        "--plugin",
        made[0] / "p.py",
        *more,
        "-o",
        made[0] / "again",
        made[0] / "in",
    )

    assert clean(ran.out + ran.err)


def test_the_report_text_is_printed_with_its_controls_shown(tmp_path: Path) -> None:
    text = f"一、总体情况\n\t格\n\n{SAID}\n　全角　空格\n"
    put(tmp_path, {"a.txt": text})
    ran = run("text", tmp_path / "a.txt")

    assert clean(ran.out)
    assert ran.out.startswith("一、总体情况\n\t格\n\n二是公开二是公开。\\x1b]0;title\\x07\\x1b[31m")
    assert "\n　全角　空格\n" in ran.out
    assert "\\u202e" in ran.out


def test_a_text_without_them_is_printed_as_it_is(tmp_path: Path) -> None:
    put(tmp_path, {"a.txt": report_text()})

    assert run("text", tmp_path / "a.txt").out == report_text()
