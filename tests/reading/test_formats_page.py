"""The pages on formats say what the code does, in both languages."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from auditor.reading.copies import PREFERRED
from auditor.reading.formats import READERS
from auditor.reading.kinds import OFFICE
from auditor.reading.limits import Limits

DOCS = Path(__file__).parents[2] / "docs"
PAGES = [(DOCS / name).read_text(encoding="utf-8") for name in ("formats.md", "formats.zh-CN.md")]


@pytest.mark.parametrize("page", PAGES, ids=["en", "zh"])
def test_the_table_of_limits_has_every_limit_with_its_default(page: str) -> None:
    table = page.partition("<!-- limits -->")[2].partition("<!-- /limits -->")[0]
    stated = {key: float(value) for key, value in re.findall(r"^\| `(\w+)` \| ([\d.]+) \| .+ \|$", table, re.M)}

    assert stated == Limits().model_dump()
    assert list(stated) == list(Limits.model_fields)


@pytest.mark.parametrize("page", PAGES, ids=["en", "zh"])
def test_every_extension_that_is_read_is_in_the_table_of_formats(page: str) -> None:
    table = page.partition("## ")[2].partition("### ")[0]

    assert set(re.findall(r"`(\.\w+)`", table)) == {
        *(extension for reader in READERS for extension in reader.extensions), *OFFICE, ".zip",
    }  # fmt: skip


def test_every_format_has_a_place_among_copies() -> None:
    assert set(PREFERRED) == {*(reader.name for reader in READERS), *OFFICE}


def test_both_pages_have_the_same_parts() -> None:
    marks = [re.findall(r"^(#+|\||-)(?= )", page, re.M) for page in PAGES]

    assert marks[0] == marks[1]
