"""OGI-D607, OGI-D608, OGI-D609: the notices that a report rests on are those of its year, and named as they are."""

from __future__ import annotations

import pytest

from auditor.testing import findings, report_text, state
from auditor_rules.dates.cited_notices import format_in_force, instruction_of_the_year, number_of_its_title

OLD = "《国务院办公厅政府信息与政务公开办公室关于政府信息公开工作年度报告有关事项的通知》"
NEW = "《国务院办公厅政府信息与政务公开办公室关于印发〈中华人民共和国政府信息公开工作年度报告格式〉的通知》"
OLD_NUMBER, NEW_NUMBER = "（国办公开办函〔2019〕60号）", "（国办公开办函〔2021〕30号）"


def preamble(text: str, year: int = 2023) -> str:
    return report_text(year, preamble=text)


def test_last_years_instruction_is_a_warning() -> None:
    text = preamble("根据《关于做好2022年度政府信息公开工作年度报告编制工作的通知》要求，编制本报告。")
    assert findings(instruction_of_the_year, text) == ["2: warning 所引通知为2022年度的，本报告为2023年度"]


@pytest.mark.parametrize(
    "cited",
    [
        "《青禾县人民政府办公室关于做好2022年政府信息公开年度报告编制发布工作的通知》",
        "《关于做好2022年政府信息公开工作年度报告有关工作的通知》",
        "县政府办公室关于做好2022年度政府信息公开年报编制工作的通知",
        "《关于开展2022年度政府信息公开工作年度报告编制工作的函》",
        "《关于认真做好二〇二二年度政府信息公开工作年度报告编制工作的通知》",
        "《关于报送2022年度政府信息公开工作报告的通知》",
        "县政务公开办《关于做好全县2022年度政府信息公开工作年度报告编制和公布工作的通知》",
        "《关于做好2021年度政府信息公开工作年度报告编制工作的通知》",
    ],
)
def test_instructions_of_other_years_are_found(cited: str) -> None:
    assert len(findings(instruction_of_the_year, preamble(f"根据条例和{cited}要求，编制本报告。"))) == 1


def test_an_unfilled_year_is_found() -> None:
    text = preamble("本报告根据往年全省政务公开工作要点的要求编制。")
    assert findings(instruction_of_the_year, text) == ["2: warning 依据文件写作“往年”，未写明2023年度的文件"]


@pytest.mark.parametrize(
    "text",
    [
        "根据《关于做好2023年度政府信息公开工作年度报告编制工作的通知》要求，编制本报告。",
        "根据《2022年政务公开工作要点》要求开展工作。",
        "转发《关于做好2022年防汛工作的通知》并公开。",
        "与往年相比，公开数量增加，编制本报告的通知已转发。",
        f"根据{NEW}{NEW_NUMBER}编制。",
    ],
)
def test_other_documents_are_no_instruction(text: str) -> None:
    assert findings(instruction_of_the_year, preamble(text)) == []


def test_the_superseded_letter_is_a_warning_from_2021_on() -> None:
    assert findings(format_in_force, preamble(f"根据{OLD}{OLD_NUMBER}要求编制。")) == [
        "2: warning 引用了已被国办公开办函〔2021〕30号替代的“国办公开办函〔2019〕60号”"
    ]


@pytest.mark.parametrize(
    "text",
    [
        "按照国办公开办函[2019]60号的格式编制。",
        "按照国办公开办函(2019)60号文件规定编制。",
        "按照《中华人民共和国政府信息公开工作年度报告格式（试行）》编制。",
        "按照国办公开办函〔2016〕201号要求编制年度报告。",
        f"根据条例和{OLD}编制。",
        "按照年度报告格式要求（〔2019〕60号）编制。",
        "依据国办公开办函﹝2019﹞60号编制。",
        "根据国务院办公厅政府信息与政务公开办公室《关于政府信息公开工作年度报告有关事项的通知》编制。",
    ],
)
def test_ways_of_citing_the_old_format_are_found(text: str) -> None:
    assert len(findings(format_in_force, preamble(text))) == 1


@pytest.mark.parametrize(
    "text",
    [
        f"根据{NEW}{NEW_NUMBER}编制。",
        f"根据{OLD}{OLD_NUMBER}和{NEW}{NEW_NUMBER}编制。",
        "根据青政办发〔2019〕60号文件公开目录，编制年度报告。",
        "根据青公开办〔2019〕60号文件，公开年度报告。",
        "根据《江海省人民政府办公厅关于政府信息公开工作年度报告有关事项的通知》编制。",
        "根据条例要求编制。",
    ],
)
def test_the_letter_in_force_and_other_organs_numbers_are_let_pass(text: str) -> None:
    assert findings(format_in_force, preamble(text)) == []


def test_the_old_letter_was_in_force_in_2020() -> None:
    assert state(format_in_force, preamble(f"根据{OLD}{OLD_NUMBER}要求编制。", 2020)) == "not_applicable"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (f"根据{OLD}{NEW_NUMBER}编制。", "〔2019〕60号"),
        (f"根据{NEW}{OLD_NUMBER}编制。", "〔2021〕30号"),
        (f"根据{OLD}（国办公开办函[2021]30号）编制。", "〔2019〕60号"),
        (
            "根据《国务院办公厅关于印发政府信息公开工作年度报告格式的通知》（国办公开办函〔2019〕60号）编制。",
            "〔2021〕30号",
        ),
        ("按照关于政府信息公开工作年度报告有关事项的通知（国办公开办函〔2021〕30号）编制。", "〔2019〕60号"),
    ],
)
def test_a_title_with_the_other_letters_number_is_found(text: str, expected: str) -> None:
    (found,) = findings(number_of_its_title, preamble(text))
    assert found.startswith("2: warning 文件名称与文号")
    assert found.endswith(f"应为{expected}")


@pytest.mark.parametrize(
    "text",
    [
        f"根据{OLD}{OLD_NUMBER}编制。",
        f"根据{NEW}{NEW_NUMBER}编制。",
        f"根据{OLD}{OLD_NUMBER}、{NEW}{NEW_NUMBER}编制。",
        f"根据{NEW}{NEW_NUMBER}、{OLD}{OLD_NUMBER}编制。",
        f"根据{OLD}，参照{NEW}{NEW_NUMBER}编制。",
    ],
)
def test_titles_with_their_own_numbers_are_let_pass(text: str) -> None:
    assert findings(number_of_its_title, preamble(text)) == []


@pytest.mark.parametrize(
    ("number", "right"),
    [
        ("国办公开函〔2021〕30号", "国办公开办函〔2021〕30号"),
        ("国办公办函〔2021〕30号", "国办公开办函〔2021〕30号"),
        ("国公开办函〔2019〕60号", "国办公开办函〔2019〕60号"),
        ("国办政务公开办函[2021]30号", "国办公开办函〔2021〕30号"),
    ],
)
def test_wrong_letters_before_a_known_number_are_a_warning(number: str, right: str) -> None:
    title = OLD if "2019" in number else NEW
    expected = [f"2: warning 发文字号“{number}”有误，应为“{right}”"]
    assert findings(number_of_its_title, preamble(f"根据{title}（{number}）编制。")) == expected
    assert findings(number_of_its_title, preamble(f"按照{number}要求编制年度报告。")) == expected


@pytest.mark.parametrize(
    "title",
    [
        "《国务院办公厅政府信息与政务公开办公室关于工作年度报告有关事项的通知》",
        "《国务院办公厅政府信息与政务公开办公室关于年度报告有关事项的通知》",
        "《关于信息公开年度报告有关事项的通知》",
    ],
)
def test_a_shortened_title_before_its_number_is_a_warning(title: str) -> None:
    (found,) = findings(number_of_its_title, preamble(f"根据{title}{OLD_NUMBER}编制。"))
    assert found.startswith(f"2: warning {title}名称不完整，国办公开办函〔2019〕60号为《关于政府信息公开工作年度报告")


def test_a_shortened_title_with_the_other_letters_number_is_one_finding() -> None:
    title = "《国务院办公厅政府信息与政务公开办公室关于工作年度报告有关事项的通知》"
    (found,) = findings(number_of_its_title, preamble(f"根据{title}{NEW_NUMBER}编制。"))
    assert found.startswith("2: warning 文件名称与文号〔2021〕30号不匹配")


def test_a_number_that_no_letter_bears_does_not_match_its_title() -> None:
    (found,) = findings(number_of_its_title, preamble(f"根据{NEW}（国办公开办函〔2021〕3号）编制。"))
    assert found == "2: warning 文件名称与文号〔2021〕3号不匹配，应为〔2021〕30号"


@pytest.mark.parametrize(
    "text",
    [
        "根据《关于政府信息公开工作年度报告有关事项的通知》（国办公开办函〔2019〕60号）编制。",
        "根据《国务院办公厅政府信息与政务公开办公室关于印发〈政府信息公开工作年度报告格式〉的通知》（国办公开办函〔2021〕30号）编制。",
        "根据国务院办公厅关于政府信息公开工作年度报告有关事项的通知（国办公开办函〔2019〕60号）编制。",
        "根据《县政务公开办关于年度报告有关事项的通知》（青公开办〔2023〕7号）编制。",
        "按照国办函〔2021〕30号、国办发〔2021〕30号要求公开年度报告。",
    ],
)
def test_accepted_titles_and_other_offices_numbers_are_let_pass(text: str) -> None:
    assert findings(number_of_its_title, preamble(text)) == []


def test_a_maimed_citation_of_the_old_letter_is_superseded_all_the_same() -> None:
    assert findings(format_in_force, preamble("按照国办公开函〔2019〕60号要求编制。")) == [
        "2: warning 引用了已被国办公开办函〔2021〕30号替代的“国办公开函〔2019〕60号”"
    ]


@pytest.mark.parametrize(
    ("text", "right"),
    [
        ("根据《中华人民共和国政府信息公开条例》（国务院令第771号）编制。", "国务院令第711号"),
        ("根据《政府信息公开条例》（国务院第117号令）编制。", "国务院令第711号"),
        ("根据《中华人民共和国政府信息公开条例》（国务院令第492号）编制。", "国务院令第711号"),
        ("根据《政府信息公开信息处理费管理办法》（国办函〔2020〕190号）收费。", "国办函〔2020〕109号"),
    ],
)
def test_a_document_with_another_number_is_a_warning(text: str, right: str) -> None:
    (found,) = findings(number_of_its_title, preamble(text))
    assert found.startswith("2: warning ")
    assert found.endswith(f"文号有误，应为{right}")


@pytest.mark.parametrize(
    "text",
    [
        "根据《中华人民共和国政府信息公开条例》（国务院令第711号）编制。",
        "根据《政府信息公开条例》（中华人民共和国国务院令 第711号，以下简称《条例》）编制。",
        "根据《政府信息公开信息处理费管理办法》（国办函〔2020〕109号）收费。",
        "根据《政府信息公开条例》和《青禾县政府信息公开办法》（县政府令第12号）编制。",
    ],
)
def test_documents_with_their_own_numbers_pass(text: str) -> None:
    assert findings(number_of_its_title, preamble(text)) == []
