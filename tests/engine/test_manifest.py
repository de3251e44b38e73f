"""The manifest: who must have reported. What it lists and nobody delivered is an entry of its own."""

from __future__ import annotations

from pathlib import Path

import pytest

from auditor.engine.manifest import ManifestError, listed_members, read_manifest
from auditor.model.across import Listed, Member
from auditor.model.finding import Span
from auditor.outputs.terminal import summary
from auditor.plugins.load import load_catalogue
from auditor.record.view import Run
from auditor.testing import report_text
from tests.running import audit, put

KINDS = ("town", "镇")
TOWN, OTHER = "青禾县石桥镇人民政府", "青禾县柳湾镇人民政府"


def manifest(folder: Path, *rows: str, header: str = "organ,year,kind,parent,published,url") -> Path:
    put(folder, {"manifest.csv": "\n".join([header, *rows]) + "\n"})
    return folder / "manifest.csv"


def delivered(folder: Path, *organs: str) -> Path:
    texts = {
        f"{n}.txt": report_text(title=f"{organ}2023年政府信息公开工作年度报告") for n, organ in enumerate(organs, 1)
    }
    return put(folder / "in", texts)


def test_a_row_is_read_by_the_names_of_its_columns(tmp_path: Path) -> None:
    file = manifest(tmp_path, f"2023, {TOWN} ,2024/1/5".replace("1/5", "01/05"), header="year,organ,published")

    assert read_manifest(file, KINDS).rows == {(TOWN, 2023): Listed(TOWN, 2023, published="2024-01-05")}


def test_names_are_read_as_titles_are(tmp_path: Path) -> None:
    (row,) = read_manifest(
        manifest(tmp_path, "青禾县　石桥镇人民政府（本级）,2023,,青禾县 人民政府,,"), KINDS
    ).rows.values()

    assert (row.organ, row.parent) == ("青禾县石桥镇人民政府(本级)", "青禾县人民政府")


def test_a_spreadsheets_file_is_read(tmp_path: Path) -> None:
    put(tmp_path, {"manifest.csv": f"organ,year\r\n{TOWN},2023\r\n,\r\n".encode("gb18030")})

    assert list(read_manifest(tmp_path / "manifest.csv", KINDS).rows) == [(TOWN, 2023)]


@pytest.mark.parametrize(
    ("rows", "header", "problem"),
    [
        ([], "organ,name", "column 'year' is missing"),
        ([",2023"], "organ,year", "manifest.csv:2: organ is empty"),
        ([f"{TOWN},23"], "organ,year", "year '23' is no year"),
        ([f"{TOWN},2023,spring"], "organ,year,published", "'spring' is no date"),
        ([f"{TOWN},2023,乡鎮"], "organ,year,kind", "manifest.csv:2: kind '乡鎮' is none of government, 政府, "),
        ([f"{TOWN},2023", f"{TOWN},2023"], "organ,year", "manifest.csv:3: 青禾县石桥镇人民政府 2023 is listed twice"),
    ],
)
def test_a_row_that_cannot_be_used_stops_the_run(tmp_path: Path, rows: list[str], header: str, problem: str) -> None:
    file = manifest(tmp_path, *rows, header=header)

    with pytest.raises(ManifestError, match=problem):
        read_manifest(file, load_catalogue().kinds)
    ran = audit("--manifest", file, delivered(tmp_path, TOWN))
    assert (ran.code, problem in ran.verdict) == (2, True)


def test_a_manifest_that_is_not_there_stops_the_run(tmp_path: Path) -> None:
    assert audit("--manifest", tmp_path / "none.csv", delivered(tmp_path, TOWN)).code == 2


def member(number: int, organ: str | None, year: int | None = 2023) -> Member:
    return Member(number, f"{number}.txt", "", organ, year, None, Span("", 1, 1))


def rows(*organs: str, year: int = 2023) -> dict[tuple[str, int], Listed]:
    return {(organ, year): Listed(organ, year) for organ in organs}


@pytest.mark.parametrize(
    ("listed", "titled", "found"),
    [
        pytest.param([TOWN], TOWN, TOWN, id="the same name"),
        pytest.param([TOWN], "石桥镇人民政府", TOWN, id="without its county"),
        pytest.param(["石桥镇人民政府"], TOWN, "石桥镇人民政府", id="with its county"),
        pytest.param([TOWN, OTHER], "石桥镇人民政府", TOWN, id="the only one of several"),
        pytest.param(["大石桥镇人民政府"], "石桥镇人民政府", None, id="a longer name"),
        pytest.param([TOWN, "白水县石桥镇人民政府"], "石桥镇人民政府", None, id="two of the name"),
        pytest.param([TOWN], None, None, id="no name"),
        pytest.param([TOWN], OTHER, None, id="another"),
    ],
)
def test_a_report_answers_the_row_of_its_name(listed: list[str], titled: str | None, found: str | None) -> None:
    row = listed_members(rows(*listed), [member(1, titled)]).get(1)

    assert (row.organ if row else None) == found


def test_a_row_with_a_report_of_its_own_is_not_another_ones(tmp_path: Path) -> None:
    found = listed_members(rows(TOWN, "白水县石桥镇人民政府"), [member(1, TOWN), member(2, "石桥镇人民政府")])

    assert {number: row.organ for number, row in found.items()} == {1: TOWN, 2: "白水县石桥镇人民政府"}


def test_another_year_is_another_row() -> None:
    assert not listed_members(rows(TOWN, year=2022), [member(1, TOWN), member(2, "石桥镇人民政府")])


def test_what_nobody_delivered_is_an_entry_without_path(tmp_path: Path) -> None:
    ran = audit("--manifest", manifest(tmp_path, f"{TOWN},2023,,,,", f"{OTHER},2023,,,,"), delivered(tmp_path, TOWN))
    there, missing = ran.json["reports"]

    assert (missing["path"], missing["organ"], missing["year"]) == (None, OTHER, 2023)
    assert missing["states"].pop("OGI-X903") == "fail"
    assert set(missing["states"].values()) == {"not_assessable"}
    assert {reason["code"] for reason in missing["reasons"].values()} == {"unknown"}
    assert there["states"]["OGI-X903"] == "pass"


def test_its_finding_says_who_is_missing(tmp_path: Path) -> None:
    ran = audit("--manifest", manifest(tmp_path, f"{OTHER},2023,,,,"), delivered(tmp_path, TOWN))
    (found,) = [found for found in ran.json["findings"] if found["rule"] == "OGI-X903"]

    assert found["message"]["zh"] == f"清单所列{OTHER}2023年度报告未提交"
    assert (found["place"]["path"], found["place"]["line"], found["severity"]) == (None, None, "warning")


def test_the_ledger_counts_the_missing(tmp_path: Path) -> None:
    ran = audit("--manifest", manifest(tmp_path, f"{OTHER},2023,,,,"), delivered(tmp_path, TOWN))
    ledger = ran.json["ledger"]
    counts = sum(number for state, number in ledger.items() if state not in ("rules", "reports"))

    assert (ledger["reports"], counts) == (2, 2 * ledger["rules"])
    assert (ran.code, "1 report not delivered" in ran.verdict) == (0, True)


def test_a_report_given_as_an_earlier_one_is_delivered(tmp_path: Path) -> None:
    put(tmp_path / "last", {"a.txt": report_text(2022, title=f"{TOWN}2022年政府信息公开工作年度报告")})
    file = manifest(tmp_path, f"{TOWN},2022,,,,", f"{TOWN},2023,,,,")
    given = audit("--manifest", file, "--previous", tmp_path / "last", delivered(tmp_path, TOWN))

    assert given.json["ledger"]["reports"] == 1
    assert audit("--manifest", file, tmp_path / "in").json["ledger"]["reports"] == 2


def test_workers_make_no_difference(tmp_path: Path) -> None:
    file = manifest(tmp_path, f"{OTHER},2023,,,,", f"{TOWN},2023,,,2024-02-20,")
    folder = delivered(tmp_path, TOWN)

    assert audit("--manifest", file, folder, "--jobs", "1").out == audit("--manifest", file, folder, "--jobs", "2").out


@pytest.mark.parametrize(
    ("listed", "titled"),
    [
        pytest.param("青禾县教育局", "青禾县教育局", id="the same name"),
        pytest.param("青禾县　教育 局", "青禾县教育局", id="with blanks"),
        pytest.param("重庆市青禾县教育局", "青禾县教育局", id="without its city"),
        pytest.param("青禾县教育局", "重庆市青禾县教育局", id="with its city"),
        pytest.param("青禾县教育局(体育局)", "青禾县教育局（体育局）", id="with full-width brackets"),
    ],
)
def test_its_date_of_publication_reaches_the_rules(tmp_path: Path, listed: str, titled: str) -> None:
    ran = audit("--manifest", manifest(tmp_path, f"{listed},2023,部门,,2024-02-20,"), delivered(tmp_path, titled))

    assert ran.states("1.txt")["OGI-D605"] == "fail"
    assert ran.json["ledger"]["reports"] == 1


def test_a_date_of_one_of_two_that_it_may_be_reaches_nothing(tmp_path: Path) -> None:
    rows = ("青禾县教育局,2023,,,2024-02-20,", "白水县教育局,2023,,,2024-02-20,")
    ran = audit("--manifest", manifest(tmp_path, *rows), delivered(tmp_path, "教育局"))

    assert ran.states("1.txt")["OGI-D605"] != "fail"


def test_a_kind_may_be_written_in_capitals(tmp_path: Path) -> None:
    (row,) = read_manifest(manifest(tmp_path, f"{TOWN},2023,Town,,,"), KINDS).rows.values()

    assert row.kind == "town"


def test_every_output_can_be_made_of_a_run_with_missing_reports(tmp_path: Path) -> None:
    file = manifest(tmp_path, f"{OTHER},2023,,,,")
    audit("--manifest", file, delivered(tmp_path, TOWN), "-f", "html", "-o", tmp_path / "out")
    record = Run(tmp_path / "out")
    try:
        lines = list(summary(record, "zh", verbose=True))
    finally:
        record.close()

    assert (tmp_path / "out/index.html").is_file()
    assert any(OTHER in line for line in lines)


@pytest.mark.parametrize(
    ("head", "row"),
    [
        ("organ,year,published", f"{TOWN},2023,2024-01-20"),
        ("Organ;YEAR;Published", f"{TOWN};2023;2024/1/20"),
        ("机关\t年度\t公布日期", f"{TOWN}\t2023年\t2024年1月20日"),
        ("机关名称,年份,发布日期", f'"{TOWN}",2023年度,45311'),
        ("*单位（全称）,报告年度,公开日期", f"{TOWN},２０２３,2024.1.20"),
        ('sep=;\n"机关";"年度";"公布时间"', f"{TOWN};2023.0;2024/1/20 0:00"),
    ],
)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_it_is_read_as_spreadsheets_save_it(tmp_path: Path, head: str, row: str, encoding: str) -> None:
    put(tmp_path, {"manifest.csv": f"{head}\r\n{row}\r\n".encode(encoding)})
    read = read_manifest(tmp_path / "manifest.csv", KINDS)

    assert read.rows == {(TOWN, 2023): Listed(TOWN, 2023, published="2024-01-20")}
    assert read.note is None


@pytest.mark.parametrize("head", ["organ,organ,year", "organ,机关,year", "机关,单位名称,年度", "organ,year,Year"])
def test_a_column_given_twice_is_refused(tmp_path: Path, head: str) -> None:
    with pytest.raises(ManifestError, match=r"manifest\.csv: column '(organ|year)' is there twice"):
        read_manifest(manifest(tmp_path, f"{TOWN},2023,2023", header=head), KINDS)


def test_columns_that_are_not_used_are_named(tmp_path: Path) -> None:
    ran = audit(
        "--manifest", manifest(tmp_path, f"{TOWN},2023,甲", header="机关,年度,联系人"), delivered(tmp_path, TOWN)
    )

    assert "manifest.csv: columns not used: 联系人" in ran.err


def test_a_workbook_is_refused(tmp_path: Path) -> None:
    put(tmp_path, {"manifest.xlsx": b"PK\x03\x04"})

    with pytest.raises(ManifestError, match=r"manifest\.xlsx: a workbook; save it as"):
        read_manifest(tmp_path / "manifest.xlsx", KINDS)
