"""Names of files made out of what reports say: no name leads elsewhere, none is lost to another."""

from __future__ import annotations

import pytest

from auditor.outputs.file_names import Names, safe


@pytest.mark.parametrize(
    ("name", "file"),
    [
        ("青禾县水务局-2023", "青禾县水务局-2023"),
        ("../../etc/passwd", "_.._etc_passwd"),
        ("a:b*c?\x00\u202e", "a_b_c___"),
        ("CON", "_CON"),
        ("…. ", "…"),
        ("", "_"),
    ],
)
def test_a_name_is_made_safe(name: str, file: str) -> None:
    assert safe(name) == file


def test_a_long_name_is_cut_between_characters() -> None:
    name = safe("县" * 300)

    assert len(name.encode()) <= 180
    assert set(name) == {"县"}


def test_two_files_never_get_one_name_whatever_the_case() -> None:
    names = Names(["LIST.docx"])

    assert [str(names.file(("a",), "x", ".docx")) for _ in range(2)] == ["a/x.docx", "a/x-2.docx"]
    assert str(names.file(("A",), "X", ".docx")) == "A/X-3.docx"
    assert str(names.file((), "list", ".docx")) == "list-2.docx"
