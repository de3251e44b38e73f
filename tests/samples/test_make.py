"""The made-up reports are what they claim: clean where clean, and wrong in the one way they name."""

from __future__ import annotations

import re
from decimal import Decimal
from itertools import combinations
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from samples.make import DEFECTS, PlantedSample, Sample, clean_report, planted
from samples.make.__main__ import FOLDER, differences, main, wanted
from samples.make.draft import Para, figures
from samples.make.labels import BLOCKS, COLUMNS, OUTCOMES, disclosure_columns, outcome_rows, request_rows
from samples.make.listing import ENTRIES
from samples.make.organs import KINDS, ORGANS
from samples.make.tables import shown_number
from samples.make.wording import value_of

SEEDS = st.integers(min_value=0, max_value=100_000)
HEADINGS = (
    "一、总体情况", "二、主动公开政府信息情况", "三、收到和处理政府信息公开申请情况", "四、", "五、存在的主要问题及改进情况",
    "六、其他需要报告的事项",
)  # fmt: skip
NUMBER = re.compile(r"[+-]?\d+(\.\d+)?")


def split_rows(text: str) -> list[list[str]]:
    """Rows of cells, read from report text by its description alone."""
    rows: list[list[str]] = [[]]
    for line in text.split("\n"):
        if line.startswith("\t"):
            rows[-1].append(line[1:])
        elif line == "" or not rows[-1]:
            rows.append([])
        else:
            rows[-1][-1] += line
    return [row for row in rows if row]


def numbers(row: list[str]) -> list[Decimal]:
    cells = [cell.strip(" \u00a0\u3000") for cell in row]
    return [Decimal(cell) for cell in cells if NUMBER.fullmatch(cell)]


def number_rows(text: str) -> list[list[Decimal]]:
    return [found for found in map(numbers, split_rows(text)) if found]


def prose(sample: Sample) -> str:
    return "\n".join(line for line in sample.text.split("\n") if not line.startswith("\t"))


def part(text: str, number: int) -> str:
    """One of the six sections, without its heading."""
    lines = text.split("\n")
    starts = [next(at for at, line in enumerate(lines) if line.startswith(head)) for head in HEADINGS]
    return "\n".join(lines[starts[number - 1] + 1 : [*starts, len(lines)][number]])


def clauses(text: str) -> list[str]:
    return re.split("[，。；：！？\n]", text)


def count(shown: str) -> int:
    return int(shown.replace(",", ""))


@settings(max_examples=250, deadline=None)
@given(SEEDS)
def test_identities_tie_out(seed: int) -> None:
    """T301, T302, T303 and T401 hold in every column and row."""
    facts = clean_report(seed).facts
    table = facts.requests
    assert tuple(table) == request_rows(facts.form)
    for column in COLUMNS:
        got = {row: cells[column] for row, cells in table.items()}
        assert got["new"] + got["carried_in"] == got["total"] + got["carried_out"]
        assert sum(got[row] for row in outcome_rows(facts.form)) == got["total"]
        assert min(got.values()) >= 0
    for cells in table.values():
        assert sum(cells[column] for column in COLUMNS[:-1]) == cells["total"]
    for block in BLOCKS:
        assert sum(facts.appeals[block][outcome] for outcome in OUTCOMES[:-1]) == facts.appeals[block]["total"]


@settings(max_examples=250, deadline=None)
@given(SEEDS)
def test_numbers_are_plausible(seed: int) -> None:
    """The plausibility rules of tables two and four are silent."""
    facts = clean_report(seed).facts
    rows = facts.disclosure
    documents = (rows["regulations"], rows["normative"])
    if facts.form == "2021":
        assert all(cells["valid"] >= cells["made"] - cells["repealed"] for cells in documents)
        assert 0 <= rows["fee"]["amount"] <= 100_000
    else:
        assert all(cells["total_disclosed"] >= cells["disclosed"] >= cells["made"] for cells in documents)
        assert (rows["procurement"]["count"] == 0) == (rows["procurement"]["amount"] == 0)
        items = [rows[row] for row in ("licence", "other_services", "penalty", "coercion")]
        assert all(cells["previous"] + cells["change"] >= 0 for cells in items)
        alike = [cells for cells in items if cells["decisions"] == cells["previous"] + cells["change"] > 0]
        assert len(alike) < 2
    assert facts.kind in ("province", "prefecture") or not any(rows["regulations"].values())
    assert not facts.organ.enforcing or any(any(cells.values()) for cells in rows.values())
    assert facts.appeals["review"]["total"] >= facts.appeals["suit_after_review"]["total"]


@settings(max_examples=200, deadline=None)
@given(SEEDS)
def test_text_parses_back(seed: int) -> None:
    """An independent reader gets the very numbers out of the text, in the order of the form."""
    sample = clean_report(seed)
    facts = sample.facts
    disclosure = [
        [facts.disclosure[row][column] for column in columns] for row, columns in disclosure_columns(facts.form).items()
    ]
    requests = [[facts.requests[row][column] for column in COLUMNS] for row in request_rows(facts.form)]
    appeals = [[facts.appeals[block][outcome] for block in BLOCKS for outcome in OUTCOMES]]
    assert number_rows(sample.text) == [*disclosure, *requests, *appeals]
    assert len(requests) == (23 if facts.form == "2019" else 25)


@settings(max_examples=100, deadline=None)
@given(SEEDS)
def test_table_lines_follow_the_format(seed: int) -> None:
    """Six headings in order, tables between them, no TAB and no private-use character elsewhere."""
    text = clean_report(seed).text
    for number in (1, 5, 6):
        assert "\t" not in part(text, number)
        assert part(text, number).strip()
    for number in (2, 3, 4):
        assert part(text, number).startswith("\t")
    assert not re.search("[\ue000-\uf8ff\r{}\\[\\]|]", text)
    assert text.endswith("\n")
    assert not text.startswith("\n")


@settings(max_examples=250, deadline=None)
@given(SEEDS)
def test_every_figure_is_the_facts(seed: int) -> None:
    """Each figure that the text shows is the number it stands for; percentages are rounded from theirs."""
    sample = clean_report(seed)
    bases = {
        "rate:granted": ("granted", "total"),
        "rate:open": ("open_results", "total"),
        "rate:trend": ("change", "last"),
    }
    for para in sample.draft:
        for key, shown in figures(para.text) if isinstance(para, Para) else ():
            if key in bases:
                over, under = (Decimal(value_of(sample.facts, name)) for name in bases[key])
                given_rate = Decimal(shown.rstrip("%"))
                exponent = given_rate.as_tuple().exponent
                assert isinstance(exponent, int)
                assert abs(given_rate - over * 100 / under) <= Decimal(5).scaleb(exponent - 1)
            elif not key.startswith(("zero:", "account")):
                assert shown.replace(",", "") == shown_number(value_of(sample.facts, key))


@settings(max_examples=300, deadline=None)
@given(SEEDS)
def test_prose_agrees_with_the_tables(seed: int) -> None:
    """Requests, carried cases, answers, reviews and lawsuits, found in the text as a reader would."""
    sample = clean_report(seed)
    facts = sample.facts
    total = {row: cells["total"] for row, cells in facts.requests.items()}
    suits = facts.appeals["suit_direct"]["total"] + facts.appeals["suit_after_review"]["total"]
    reviews = facts.appeals["review"]["total"]
    expected = (
        (r"(?:收到|受理|新收|接到).*申请\D*?([\d,]+)(?:件|条|宗)", total["new"]),
        (r"上年度?结转\D*([\d,]+)", total["carried_in"]),
        (r"结转下一?年\D*([\d,]+)", total["carried_out"]),
        (r"(?:办结|答复)\D*([\d,]+)[件宗]", total["total"]),
        (r"行政复议([\d,]+)", reviews),
        (r"行政诉讼([\d,]+)", suits),
    )
    for clause in clauses(prose(sample)):
        if re.search("留言|12345|咨询|来信", clause):
            continue
        for pattern, value in expected:
            for shown in re.findall(pattern, clause):
                assert count(shown) == value, clause
        if re.search("(未收到|没有收到).*申请", clause) and "当面" not in clause:
            assert total["new"] == 0
        if re.search("未发生|没有发生|没有因", clause):
            assert not ("复议" in clause and reviews)
            assert not ("诉讼" in clause and suits)


@settings(max_examples=300, deadline=None)
@given(SEEDS)
def test_parts_add_up(seed: int) -> None:
    """The parts of an 其中 list never exceed their total, and reach it where there are several."""
    for sentence in re.split("[。；\n]", prose(clean_report(seed))):
        head, mark, tail = sentence.partition("其中")
        if mark:
            shown, unit = re.findall(r"([\d,]+)([件条宗篇])", head)[-1]
            parts = [count(part) for part, other in re.findall(r"([\d,]+)([件条宗篇])", tail) if other == unit]
            assert parts
            assert sum(parts) == count(shown) or (len(parts) == 1 and parts[0] <= count(shown)), sentence


@settings(max_examples=300, deadline=None)
@given(SEEDS)
def test_sections_say_what_they_must(seed: int) -> None:
    """Topics, problems and measures, fees, the period, and for governments the results of assessment."""
    sample = clean_report(seed)
    text, year = prose(sample), sample.facts.year
    overview, problems, other = part(sample.text, 1), part(sample.text, 5), part(sample.text, 6)
    for topic in (
        "主动公开",
        "申请",
        "信息管理|审查|规范性文件",
        "平台|网站|公众号|栏目",
        "监督|考核|评议|责任追究|培训",
    ):
        assert re.search(topic, overview)
    assert re.search("问题|不足|不够|有待|欠", problems)
    assert re.search("改进|措施|下一步|将|加强", problems)
    assert year <= 2020 or "信息处理费" in other
    if sample.facts.organ.government:
        assert all(re.search(word, text) for word in ("考核", "评议", "责任追究|追责|问责"))
    assert re.search("统计(期限|时限|周期|时间)|数据自", text)
    assert re.search(f"{year}年1月1日.{{0,4}}(至|到|，至|起).{{0,7}}12月31日", text)
    for found in re.finditer(r"(\d{4})年", text):
        assert int(found[1]) in (year, year + 1)
    assert ("〔2019〕60号" in text) <= (year <= 2020)
    assert ("〔2021〕30号" in text) <= (year >= 2021)


@settings(max_examples=300, deadline=None)
@given(SEEDS)
def test_language_is_clean(seed: int) -> None:
    """Marks are paired and single, sentences end, nothing stands twice, no word is on the list of misuses."""
    sample = clean_report(seed)
    text = prose(sample)
    for opening, closing in ("“”", "《》", "（）", "〈〉", "〔〕"):
        assert re.sub(f"[^{opening}{closing}]", "", text) == (opening + closing) * text.count(opening)
    assert not re.search("[，。；：、][，。；：、]", text)
    assert not re.search(r"[\u4e00-\u9fff][,;:!?()][\u4e00-\u9fff]", text)
    assert not re.search(r"([\u4e00-\u9fff]{2,6})\1|([\u4e00-\u9fff]{4,})、\2", text)
    assert not re.search("截至目前|截止|至今|近期|其它|帐号|余[件条]|××|XX|部分地区|一些地区|多数部门", text)
    paras = [para for para in sample.draft if isinstance(para, Para)]
    assert all(para.text.endswith("。") for para in paras if para.role in ("body", "preamble"))
    assert not any(para.text.endswith(tuple("。，、；：")) for para in paras if para.role.endswith("heading"))
    long = [para.text for para in paras if para.role == "body" and len(para.text) > 14]
    assert len(long) == len(set(long))


@settings(max_examples=300, deadline=None)
@given(SEEDS)
def test_enumerations_are_whole(seed: int) -> None:
    """一是, 二是 and bracketed headings count without a gap, and no list has a single item."""
    text = clean_report(seed).text
    for number in (1, 5):
        lines = part(text, number).split("\n")
        heads = [line[1] for line in lines if re.match("（[一二三四五六七八九]）", line)]
        assert "".join(heads) == "一二三四五六七八九"[: len(heads)]
        for block in re.split(r"\n(?=（)", part(text, number)):
            found = re.findall("(?:^|(?<=[。；：，\n]))([一二三四五六七八九])是", block)
            lists = re.findall("一[^一]*", "".join(found))
            assert "".join(lists) == "".join(found)
            assert all(run == "一二三四五六七八九"[: len(run)] and len(run) > 1 for run in lists)


def test_same_seed_same_bytes() -> None:
    """A seed gives one text, whatever was made before it; other seeds give others."""
    first = [clean_report(seed).text for seed in range(40)]
    assert [clean_report(seed).text for seed in reversed(range(40))] == first[::-1]
    assert len(set(first)) == len(first)


def test_sections_five_differ() -> None:
    """No two of sixty reports share most of section five."""

    def shingles(text: str) -> set[str]:
        kept = "".join(re.findall("[\u4e00-\u9fff]", part(text, 5)))
        return {kept[at : at + 5] for at in range(len(kept) - 4)}

    sets = [shingles(clean_report(seed).text) for seed in range(60)]
    assert max(len(one & two) / len(one | two) for one, two in combinations(sets, 2)) < 0.5


def test_wishes_are_met() -> None:
    """Year, size and kind come out as asked for, and the form follows the year."""
    for kind in KINDS:
        sample = clean_report(3, year=2020, size="small", kind=kind)
        assert (sample.facts.kind, sample.facts.year, sample.facts.form) == (kind, 2020, "2019")
        assert 0 < sample.facts.requests["new"]["total"] <= 12
    assert clean_report(5, year=2021, size="zero").facts.requests["new"]["total"] == 0
    with pytest.raises(ValueError, match="no such kind"):
        clean_report(1, kind="ministry")  # type: ignore[arg-type]


def test_organs_cover_all_kinds() -> None:
    """At least forty invented organs, none twice."""
    assert len({organ.name for organ in ORGANS}) == len(ORGANS) >= 40
    assert {organ.kind for organ in ORGANS} == set(KINDS)


@pytest.fixture(scope="module", params=sorted(DEFECTS))
def plants(request: pytest.FixtureRequest) -> list[PlantedSample]:
    return [planted(seed, DEFECTS[request.param]) for seed in range(4)]


def test_defects_change_the_report_where_they_say(plants: list[PlantedSample]) -> None:
    """Each lies in a line that exists, and its cells are cells of the form."""
    for plant in plants:
        assert re.fullmatch("OGI-[A-Z][0-9]{3}", plant.rule)
        assert plant.severity in ("error", "warning", "review")
        lines = plant.text.split("\n")
        assert all(1 <= line <= len(lines) for line in plant.lines)
        for table, row, column in plant.cells:
            assert column in plant.facts.table(table)[row]
        if plant.cells:
            assert any(lines[line - 1].startswith("\t") for line in plant.lines)


def test_defects_are_small(plants: list[PlantedSample]) -> None:
    """A defect leaves the report whole: it still begins with the organ and is the same again when made again."""
    for seed, plant in enumerate(plants):
        assert plant.facts.organ.place in plant.text
        assert planted(seed, plant.defect) == plant


@pytest.mark.parametrize(
    ("defect", "broken"),
    [
        ("t301-carried", {"T301", "T303"}),
        ("t302-outcome", {"T302", "T303"}),
        ("t302-total", {"T301", "T302", "T303"}),
        ("t303-row", {"T302", "T303"}),
        ("t305-slash", set()),
        ("t401-total", {"T401"}),
        ("t401-outcome", {"T401"}),
        ("c501-received", set()),
    ],
)
def test_defects_break_the_identities_they_name(defect: str, broken: set[str]) -> None:
    """What a reader of the table finds broken is what the defect and its companions name, and nothing else."""
    for seed in range(12):
        assert identities(planted(seed, DEFECTS[defect])) == broken


def identities(plant: PlantedSample) -> set[str]:
    table, found = plant.facts.requests, set()
    for column in COLUMNS:
        got = {row: cells[column] for row, cells in table.items()}
        if got["new"] + got["carried_in"] != got["total"] + got["carried_out"]:
            found.add("T301")
        if sum(got[row] for row in outcome_rows(plant.facts.form)) != got["total"]:
            found.add("T302")
    if any(sum(cells[column] for column in COLUMNS[:-1]) != cells["total"] for cells in table.values()):
        found.add("T303")
    blocks = plant.facts.appeals.values()
    if any(sum(cells[outcome] for outcome in OUTCOMES[:-1]) != cells["total"] for cells in blocks):
        found.add("T401")
    return found


def test_the_folder_is_up_to_date(capsys: pytest.CaptureFixture[str]) -> None:
    """The files beside the maker are those it would write, and the command says so."""
    assert differences(FOLDER, wanted()) == []
    assert main(["--check"]) == 0
    assert main(["--nonsense"]) == 2
    assert "usage" in capsys.readouterr().err


def test_the_readme_lists_every_sample() -> None:
    """Names, years and rules of all samples stand in the README; names are plain and unique."""
    text = (FOLDER / "README.md").read_text("utf-8")
    names = [entry.file for entry in ENTRIES]
    assert len(names) == len(set(names)) >= 16
    for entry in ENTRIES:
        assert re.fullmatch(r"[a-z-]+-20\d\d\.txt", entry.file)
        assert entry.file in text
        assert all(DEFECTS[name].rule in text for name in entry.defects)
    assert sum(not entry.defects for entry in ENTRIES) >= 5


def test_the_samples_are_written_in_every_format(tmp_path: Path) -> None:
    assert main(["--formats", str(tmp_path)]) == 0
    folders = {folder.name: sorted(file.stem for file in folder.iterdir()) for folder in tmp_path.iterdir()}
    names = sorted(file.stem for file in FOLDER.glob("*.txt"))

    assert {"docx", "html", "mhtml", "gb18030", "markdown_pandoc"} <= folders.keys()
    assert all(found == names for found in folders.values())
