"""A form file is read strictly: what is wrong with it is said, with the file's name."""

from __future__ import annotations

from pathlib import Path

import pytest

from auditor.forms.bind import Binder
from auditor.forms.load import FormError, load_form
from auditor.model.source import Source

FORM = """
id = "memo-1"
name = { zh = "备忘录", en = "memo" }
basis = { zh = "某通知", en = "some letter" }
first_year = 2000
exclusive = ["件数合计"]

[[sections]]
key = "overview"
ordinal = "一"
title = "基本情况"

[[tables]]
key = "counts"
section = "overview"
title = { zh = "表一", en = "table 1" }
minimum_labels = 1

[[tables.blocks]]
rows = [{ key = "letters", label = "来信" }, { key = "calls", label = "来电" }]
[tables.blocks.columns]
number = "件数合计"
"""


def form_file(folder: Path, text: str) -> Path:
    file = folder / "memo.toml"
    file.write_text(text, encoding="utf-8")
    return file


def test_a_form_of_ones_own_binds_reports_of_its_kind(tmp_path: Path) -> None:
    binder = Binder([load_form(form_file(tmp_path, FORM))])
    report = binder.read(Source("a.txt", "", "备忘\n一、基本情况\n\t项目\n\t件数合计\n\n\t来信\n\t3\n\n\t来电\n\t4\n"))
    cell = report.cell("counts", "calls", "number")
    assert cell is not None

    assert cell.value.number == 4


@pytest.mark.parametrize(
    ("change", "told"),
    [
        (("first_year", "frist_year"), "frist_year"),
        (('title = "基本情况"', ""), "title"),
        (("minimum_labels = 1", 'minimum_labels = "many"'), "minimum_labels"),
        (('key = "letters"', 'kee = "letters"'), "kee"),
        (("first_year = 2000", "first_year = 2000\nfirst_year = 2001"), "memo.toml"),
        (("[[tables.blocks]]", "[[tables.blocs]]"), "blocs"),
    ],
)
def test_a_broken_form_is_refused_by_name_and_place(tmp_path: Path, change: tuple[str, str], told: str) -> None:
    with pytest.raises(FormError, match=r"memo\.toml") as error:
        load_form(form_file(tmp_path, FORM.replace(*change)))

    assert told in str(error.value)


def test_a_binder_needs_a_form() -> None:
    with pytest.raises(ValueError, match="at least one form"):
        Binder([])
