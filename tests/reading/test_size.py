"""Text beyond any report is not audited, and costs no more than its reading."""

from __future__ import annotations

from pathlib import Path

import pytest

from auditor.reading.limits import Limits
from auditor.reading.reader import UnreadableError
from auditor.reading.size import check_text
from auditor.testing import report_text
from tests.running import audit, put


def told(text: str, **limits: int) -> str:
    with pytest.raises(UnreadableError) as error:
        check_text(text, Limits.model_validate(limits))
    return error.value.message.en


def test_each_limit_is_named() -> None:
    assert "11 characters, beyond limits.characters = 10" in told("一" * 11, characters=10)
    assert "4 lines, beyond limits.lines = 3" in told("一\n\n二\n \n三\n四\n", lines=3)
    assert "4 cells, beyond limits.cells = 3" in told("一\n\t二\n\t三\n\t四\n\t五\n", cells=3)


def test_what_reaches_a_limit_is_not_beyond_it() -> None:
    check_text("一" * 10, Limits(characters=10))
    check_text("一\n\n二\n \n三\n", Limits(lines=3))
    check_text("一\n\t二\n\t三\n\t四\n", Limits(cells=3))


def test_a_huge_text_is_unread_and_the_file_beside_it_audited(tmp_path: Path) -> None:
    put(tmp_path / "in", {"huge.txt": "一、总体情况\n" * 400_000, "whole.txt": report_text()})

    ran = audit(tmp_path / "in")

    assert ran.code == 3
    assert set(ran.states("huge.txt").values()) == {"not_assessable"}
    assert "limits.characters = 2000000" in ran.reasons("huge.txt")["OGI-S101"]["en"]
    assert "pass" in ran.states("whole.txt").values()
