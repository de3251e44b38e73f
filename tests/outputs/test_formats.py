"""The outputs that the product offers: named in the help, made from a record at any time, loaded only when asked for."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from auditor.outputs.formats import OUTPUTS
from tests.outputs.busy import output
from tests.running import run

NAMES = [made.name for made in OUTPUTS]


def test_the_help_names_every_output() -> None:
    text = " ".join(run("--help").out.split())

    assert not [name for name in NAMES if name not in text.partition("Write this output instead: ")[2][:150]]


def test_no_output_is_loaded_before_it_is_asked_for() -> None:
    heavy = "{'xlsxwriter', 'jinja2', 'docxtpl', 'auditor.outputs.sarif', 'auditor.outputs.html.pages', 'auditor.outputs.xlsx'}"
    script = f"import sys, auditor.outputs.formats; print(sorted({heavy} & set(sys.modules)))"
    ran = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)

    assert ran.stdout.strip() == "[]"


@pytest.mark.parametrize("made", [made for made in OUTPUTS if made.text], ids=lambda made: made.name)
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_every_text_is_written_again_byte_for_byte(record: Path, made: object, lang: str) -> None:
    name = made.name  # type: ignore[attr-defined]
    first = output(record, name, lang).read_bytes()

    assert first == output(record, name, lang).read_bytes()
    assert first


def test_a_workbook_needs_a_file(record: Path) -> None:
    ran = run("report", record, "-f", "xlsx")

    assert (ran.code, ran.verdict) == (2, "audit: -f xlsx needs a file: -f xlsx=FILE (exit 2)")
