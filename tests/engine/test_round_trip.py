"""decisions.csv through spreadsheets: whatever Excel, WPS and LibreOffice do to it, the decisions still hold or it is said why not."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Sequence
from pathlib import Path

import pytest

from auditor.engine.decisions import COLUMNS
from auditor.testing import report_text
from tests.running import Ran, audit, put

CELLS = {"requests.new": "1 0 0 0 0 0 2"}
REASON = '口径不同，见"附件二"；\n已核对'


@pytest.fixture
def desk(tmp_path: Path) -> Path:
    """A folder with one report that has one finding of OGI-T303."""
    return put(tmp_path, {"in/a.txt": report_text(cells=CELLS)})


def row_of(desk: Path, **changed: str) -> dict[str, str]:
    """The row of a decision on that finding."""
    (found,) = [each for each in audit(desk / "in").json["findings"] if each["rule"] == "OGI-T303"]
    row = {
        "fingerprint": found["fingerprint"], "evidence": found["evidence"], "rule": "OGI-T303", "organ": "青禾县石桥镇人民政府",
        "year": "2023", "verdict": "dismissed", "reason": REASON, "reviewer": "王", "date": "2024-01-15", "expires": "2024-12-31",
    }  # fmt: skip
    return {**row, **changed}


def sheet(row: dict[str, str], separator: str = ",", columns: Sequence[str] = COLUMNS) -> str:
    quoted = ['"' + row.get(name, "").replace('"', '""') + '"' for name in columns]
    return separator.join(columns) + "\r\n" + separator.join(quoted) + "\r\n"


def decided(desk: Path, content: str | bytes, *more: str | Path) -> Ran:
    put(desk, {"decisions.csv": content})
    return audit(desk / "in", "--decisions", desk / "decisions.csv", *more)


def decision(ran: Ran) -> dict[str, str] | None:
    assert ran.code in (0, 1, 3), ran.err
    (found,) = [each for each in ran.json["findings"] if each["rule"] == "OGI-T303"]
    made: dict[str, str] | None = found["decision"]
    return made


HELD = {
    "verdict": "dismissed", "reason": REASON, "reviewer": "王", "date": "2024-01-15", "expires": "2024-12-31", "state": "holds",
}  # fmt: skip


@pytest.mark.parametrize("separator", [",", ";", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "gbk", "utf-16"])
def test_separator_and_encoding_do_not_matter(desk: Path, separator: str, encoding: str) -> None:
    assert decision(decided(desk, sheet(row_of(desk), separator).encode(encoding))) == HELD


def test_order_of_columns_and_further_ones_do_not_matter(desk: Path) -> None:
    columns = ("备注", *reversed(COLUMNS), "", "")

    assert decision(decided(desk, sheet(row_of(desk), columns=columns))) == HELD


def test_trailing_empty_rows_and_cells_do_not_matter(desk: Path) -> None:
    content = (
        "".join(line + ",,,\r\n" for line in sheet(row_of(desk, reason="已核对")).splitlines())
        + ",,,,,,,,,,,,\r\n" * 50
    )

    assert decision(decided(desk, content)) == {**HELD, "reason": "已核对"}


@pytest.mark.parametrize("expires", ["2024/12/31", "2024-12-31", "2024年12月31日", "45657", "2024/12/31 0:00:00"])
def test_dates_come_back_as_they_were_written(desk: Path, expires: str) -> None:
    assert decision(decided(desk, sheet(row_of(desk, expires=expires, date="2024/1/15")))) == HELD


def test_a_rewritten_date_still_expires(desk: Path) -> None:
    made = decision(decided(desk, sheet(row_of(desk, expires="45322")), "--now", "2024-02-01"))

    assert made is not None
    assert (made["state"], made["expires"]) == ("expired", "2024-01-31")


@pytest.mark.parametrize(
    ("written", "meant"), [("'=cmd|'/C calc'!A1", "=cmd|'/C calc'!A1"), ("'-1", "-1"), ("''=x", "'=x")]
)
def test_the_apostrophe_before_a_formula_is_taken_off(desk: Path, written: str, meant: str) -> None:
    made = decision(decided(desk, sheet(row_of(desk, reason=written))))

    assert made is not None
    assert made["reason"] == meant


@pytest.mark.parametrize("column", ["fingerprint", "evidence"])
@pytest.mark.parametrize("number", ["1.23E+30", "1.23456789012346E+031", "12345678901234500000000000000000"])
def test_a_rounded_fingerprint_is_refused_with_its_row_and_the_cure(desk: Path, column: str, number: str) -> None:
    ran = decided(desk, sheet(row_of(desk, **{column: number})))

    assert ran.code == 2
    assert f"decisions.csv:2: the spreadsheet made a number of the {column} and rounded it ({number})" in ran.verdict
    assert "as text" in ran.verdict
    assert "文本" in ran.verdict


def test_a_workbook_is_refused_with_the_cure(desk: Path) -> None:
    ran = decided(desk, b"PK\x03\x04rest")

    assert (ran.code, "save it as" in ran.verdict) == (2, True)


def test_a_reason_that_repeats_an_identity_number_has_it_masked(desk: Path) -> None:
    made = decision(decided(desk, sheet(row_of(desk, reason="申请人11010519491231002X已核对"))))

    assert made is not None
    assert "11010519491231002X" not in made["reason"]


office = pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")


@pytest.fixture(scope="module")
def calc(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A profile for LibreOffice, skipped where its spreadsheet is not installed."""
    folder = tmp_path_factory.mktemp("office")
    put(folder, {"probe.csv": "a\n"})
    if not _saved(folder, folder / "probe.csv", "xlsx").is_file():
        pytest.skip("LibreOffice Calc is not installed")
    return folder


CSV = "44,34,76,1,,0,false,true,false"
"""Commas, quotes, UTF-8, and numbers recognised: what a person gets who opens the file by double click."""


def _saved(profile: Path, file: Path, kind: str) -> Path:
    out = file.parent / kind
    how = [f"--infilter=CSV:{CSV}"] if file.suffix == ".csv" else []
    to = f"csv:Text - txt - csv (StarCalc):{CSV}" if kind == "csv" else kind
    command = [
        "soffice", f"-env:UserInstallation={profile.as_uri()}/profile", "--headless", *how, "--convert-to", to,
        "--outdir", str(out), str(file),
    ]  # fmt: skip
    subprocess.run(command, check=False, capture_output=True, timeout=120)
    return out / f"{file.stem}.{kind}"


@office
def test_decisions_hold_after_a_real_spreadsheet_has_saved_them(desk: Path, calc: Path) -> None:
    guarded = row_of(desk, reason="'=1+1，" + REASON)
    put(desk, {"d.csv": ("\ufeff" + sheet(guarded)).encode()})
    saved = _saved(calc, _saved(calc, desk / "d.csv", "xlsx"), "csv")

    assert decision(decided(desk, saved.read_bytes())) == {**HELD, "reason": "=1+1，" + REASON}


@office
def test_a_fingerprint_that_a_real_spreadsheet_rounds_is_noticed(desk: Path, calc: Path) -> None:
    put(desk, {"d.csv": sheet(row_of(desk, fingerprint="12345678901234567890123456789012")).replace('"', "")})
    saved = _saved(calc, _saved(calc, desk / "d.csv", "xlsx"), "csv")

    assert "rounded it" in decided(desk, saved.read_bytes()).verdict
