"""`audit decisions merge`: two reviewers' files become one, and what they disagree on is told and left out."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from pathlib import Path

import pytest

from auditor.engine.decisions import COLUMNS
from tests.running import Ran, put, run

ROW = {
    "fingerprint": "f1", "evidence": "e1", "rule": "OGI-T303", "organ": "青禾县水务局", "year": "2023", "verdict": "dismissed",
    "reason": "口径不同", "reviewer": "王", "date": "2024-01-15", "expires": "",
}  # fmt: skip


def row(**changed: str) -> dict[str, str]:
    return {**ROW, **changed}


def sheet(rows: Sequence[dict[str, str]]) -> str:
    out = io.StringIO()
    writer = csv.DictWriter(out, COLUMNS)
    writer.writeheader()
    writer.writerows(rows)
    return out.getvalue()


def merged(folder: Path, *files: Sequence[dict[str, str]], more: Sequence[str] = ()) -> Ran:
    put(folder, {f"{n}.csv": sheet(rows) for n, rows in enumerate(files)})
    return run("decisions", "merge", *(folder / f"{n}.csv" for n in range(len(files))), "--lang", "en", *more)


def rows(ran: Ran) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(ran.out.lstrip("\ufeff"), newline="")))


def test_rows_of_both_are_written_in_one_order(tmp_path: Path) -> None:
    one, other = [row(fingerprint="f3")], [row(fingerprint="f2"), row(fingerprint="f1", rule="OGI-A1")]

    first, second = merged(tmp_path, one, other), merged(tmp_path, other, one)

    assert (first.code, first.out) == (0, second.out)
    assert [each["fingerprint"] for each in rows(first)] == ["f1", "f2", "f3"]


def test_a_row_that_both_have_is_written_once(tmp_path: Path) -> None:
    assert rows(merged(tmp_path, [ROW], [ROW])) == [ROW]


def test_two_who_agree_keep_their_reasons(tmp_path: Path) -> None:
    ran = merged(tmp_path, [ROW], [row(reviewer="李", reason="同意")])

    assert ran.code == 0
    assert {each["reviewer"] for each in rows(ran)} == {"王", "李"}


def test_a_conflict_is_listed_with_both_and_not_written(tmp_path: Path) -> None:
    ran = merged(tmp_path, [ROW, row(fingerprint="f2")], [row(verdict="confirmed", reviewer="李", reason="确有错误")])

    assert ran.code == 1
    assert [each["fingerprint"] for each in rows(ran)] == ["f2"]
    for told in (
        "OGI-T303 青禾县水务局 2023 (f1)",
        "dismissed, 王, 2024-01-15",
        "口径不同",
        "confirmed, 李",
        "确有错误",
        "1.csv",
    ):
        assert told in ran.err
    assert ran.verdict.endswith("conflicts: 1, of which open: 1 (exit 1)")


def test_other_evidence_is_history_and_no_conflict(tmp_path: Path) -> None:
    ran = merged(tmp_path, [ROW], [row(verdict="confirmed", evidence="e2")])

    assert (ran.code, len(rows(ran))) == (0, 2)


def test_the_latest_is_taken_when_asked_for(tmp_path: Path) -> None:
    ran = merged(
        tmp_path, [ROW], [row(verdict="confirmed", reviewer="李", date="2024/1/16")], more=["--prefer", "latest"]
    )

    assert ran.code == 0
    assert [(each["verdict"], each["date"]) for each in rows(ran)] == [("confirmed", "2024-01-16")]
    assert "taken: confirmed, 李, 2024-01-16" in ran.err


@pytest.mark.parametrize("date", ["2024-01-15", ""])
def test_dates_that_do_not_tell_leave_the_conflict_open(tmp_path: Path, date: str) -> None:
    ran = merged(tmp_path, [row(date=date)], [row(verdict="confirmed", date=date)], more=["--prefer", "latest"])

    assert (ran.code, rows(ran)) == (1, [])


def test_the_file_is_written_as_spreadsheets_expect_and_computes_nothing(tmp_path: Path) -> None:
    out = tmp_path / "all.csv"
    ran = merged(tmp_path, [row(reason="'=1+1")], [row(fingerprint="f2", reason="+86")], more=["-o", str(out)])

    assert (ran.code, ran.out) == (0, "")
    data = out.read_bytes()
    assert data.startswith(b"\xef\xbb\xbf")
    assert data.count(b"\r\n") == data.count(b"\n") == 3
    text = data.decode("utf-8-sig")
    assert ",'=1+1," in text
    assert ",'+86," in text


def test_what_was_merged_can_be_merged_again(tmp_path: Path) -> None:
    first = merged(tmp_path, [row(reason="'=1+1")], [row(fingerprint="f2")])
    put(tmp_path, {"all.csv": first.out})
    again = run("decisions", "merge", tmp_path / "all.csv", tmp_path / "1.csv")

    assert again.out == first.out


@pytest.mark.parametrize("arguments", [["1.csv"], ["1.csv", "gone.csv"], []])
def test_usage_errors_end_with_2(tmp_path: Path, arguments: list[str]) -> None:
    put(tmp_path, {"1.csv": sheet([ROW])})

    ran = run("decisions", "merge", *(tmp_path / name for name in arguments))

    assert (ran.code, ran.out) == (2, "")


def test_hostile_text_does_not_reach_the_terminal(tmp_path: Path) -> None:
    ran = merged(tmp_path, [row(reason="\x1b[31m坏")], [row(verdict="confirmed")])

    assert "\x1b" not in ran.err
