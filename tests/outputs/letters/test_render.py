"""Templates: the auditor's own are used, and a broken one is refused by name and place."""

from __future__ import annotations

import io
from pathlib import Path

import docx
import pytest

from auditor.outputs.letters.default_template import made
from auditor.outputs.letters.render import Template, TemplateProblem
from auditor.testing import report_text
from tests.running import ON, put, run

CONTEXT = {
    "confirmed": True, "organ": "青禾县水务局", "year": 2023, "paths": ["a.txt"], "findings": [], "count": 0, "scores": [],
    "as_of": ON,
}  # fmt: skip


def template(folder: Path, *paragraphs: str) -> Path:
    document = docx.Document()
    for text in paragraphs:
        document.add_paragraph(text)
    file = folder / "own.docx"
    document.save(str(file))
    return file


def text(letter: bytes) -> str:
    return "\n".join(paragraph.text for paragraph in docx.Document(io.BytesIO(letter)).paragraphs)


def test_the_template_is_what_its_script_makes() -> None:
    file = Path(__file__).parents[3] / "auditor/outputs/letters/template.docx"

    assert file.read_bytes() == made()


def test_the_page_is_that_of_the_standard() -> None:
    section = docx.Document(io.BytesIO(Template(None).render(CONTEXT))).sections[0]
    margins = (section.top_margin, section.bottom_margin, section.left_margin, section.right_margin)

    assert [round(margin.mm) for margin in margins if margin is not None] == [37, 35, 28, 26]
    assert (round(section.page_width.mm), round(section.page_height.mm)) == (210, 297)  # type: ignore[union-attr]


def test_a_template_of_the_auditor_is_filled(tmp_path: Path) -> None:
    own = template(tmp_path, "致{{ organ }}：", "{% for path in paths %}{{ path }}{% endfor %}")

    assert text(Template(own).render(CONTEXT)) == "致青禾县水务局：\na.txt"


@pytest.mark.parametrize(
    ("paragraph", "told"),
    [
        ("{{ organ", "own.docx: “{{ organ"),
        ("{% if organ %}无尽", "own.docx: "),
        ("{{ nobody }}", "own.docx: paragraph 1 / 第1段: 'nobody' is undefined"),
        ("{{ organ.__class__.__mro__ }}", "own.docx: paragraph 1 / 第1段: access to attribute '__class__'"),
        ("{{ paths.append(1) }}", "own.docx: paragraph 1 / 第1段: "),
        ("{{ 1 / 0 }}", "own.docx: ZeroDivisionError"),
        ("{% include '/etc/passwd' %}", "own.docx: "),
    ],
)
def test_a_broken_template_is_refused_by_name_and_place(tmp_path: Path, paragraph: str, told: str) -> None:
    own = template(tmp_path, paragraph)

    with pytest.raises(TemplateProblem) as refused:
        Template(own).render(CONTEXT)

    assert str(refused.value).startswith(told)


@pytest.mark.parametrize(("data", "told"), [(b"PK\x03\x04", "no DOCX"), (b"", "no DOCX"), (None, "No such file")])
def test_what_is_no_template_is_refused(tmp_path: Path, data: bytes | None, told: str) -> None:
    file = tmp_path / "own.docx"
    if data is not None:
        file.write_bytes(data)

    with pytest.raises(TemplateProblem, match=told):
        Template(file)


def test_the_command_takes_a_template_from_the_command_line_or_the_settings(tmp_path: Path) -> None:
    folder = put(tmp_path / "in", {"a.txt": report_text(cells={"requests.new.total": "5"})})
    own = template(tmp_path, "致{{ organ }}：共{{ count }}项")
    put(tmp_path, {"auditor.toml": 'letter_template = "own.docx"\n'})
    select = ("--select", "OGI-T303", "--now", ON, "--jobs", "1")
    run("-f", "letters", "-o", tmp_path / "1", "--letter-template", own, *select, folder)
    run("-f", "letters", "-o", tmp_path / "2", "--config", tmp_path / "auditor.toml", *select, folder)
    run("report", tmp_path / "1", "-f", "letters", "-o", tmp_path / "3", "--letter-template", own)
    told = [text(file.read_bytes()) for number in "123" for file in (tmp_path / number / "letters").iterdir()]

    assert len(told) == 3
    assert all(each.endswith("：共1项") for each in told)


def test_a_broken_template_ends_the_run_with_exit_2(tmp_path: Path) -> None:
    folder = put(tmp_path / "in", {"a.txt": report_text(cells={"requests.new.total": "5"})})
    own = template(tmp_path, "{{ nobody }}")
    ran = run("-f", "letters", "-o", tmp_path / "1", "--letter-template", own, "--now", ON, "--jobs", "1", folder)

    assert ran.code == 2
    assert ran.verdict.endswith("；-f letters: own.docx: paragraph 1 / 第1段: 'nobody' is undefined (exit 2)")
