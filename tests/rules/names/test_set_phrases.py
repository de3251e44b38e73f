"""OGI-N707: set phrases whole, and other wordings that are right."""

from __future__ import annotations

import time

import pytest

from auditor.engine.assess import assess
from auditor.testing import bound, findings, full_findings, report_text, state
from auditor_rules.language.word_lists import words
from auditor_rules.names.set_phrases import phrases_whole

PHRASES = [word.text for word in words(bound(report_text()), "set_phrases")]


def overview(prose: str) -> str:
    return report_text(sections={"overview": prose})


def said(prose: str) -> list[str]:
    return findings(phrases_whole, overview(prose))


def test_a_phrase_with_a_character_missing_is_an_error() -> None:
    assert said("以习近平新时代中国特社会主义思想为指导。") == [
        "3: error 固定表述“习近平新时代中国特色社会主义思想”写作“习近平新时代中国特社会主义思想”"
    ]


def test_the_finding_points_to_the_whole_phrase_as_printed() -> None:
    (found,) = full_findings(phrases_whole, overview("牢记“不忘初心、牢记史命”。"))
    assert (found.place.col, found.actual, found.expected) == (4, "不忘初心、牢记史命", "不忘初心牢记使命")


def test_a_phrase_broken_over_two_lines_is_read_as_one() -> None:
    (found,) = full_findings(phrases_whole, overview("以习近平新时代中国特\n会主义思想为指导。"))
    assert (found.place.line, found.actual) == (3, "习近平新时代中国特会主义思想")


@pytest.mark.parametrize("phrase", PHRASES)
def test_every_phrase_of_the_list_passes_as_it_stands(phrase: str) -> None:
    assert said(f"坚持{phrase}，做好公开。") == []


@pytest.mark.parametrize("phrase", PHRASES)
def test_every_phrase_with_a_wrong_character_is_found(phrase: str) -> None:
    at = len(phrase) // 2
    printed = f"{phrase[:at]}囧{phrase[at + 1 :]}"
    assert [found.actual for found in full_findings(phrases_whole, overview(f"坚持{printed}，做好公开。"))] == [printed]


@pytest.mark.parametrize("phrase", PHRASES)
def test_every_phrase_with_two_wrong_characters_is_found(phrase: str) -> None:
    printed = f"{phrase[0]}囧{phrase[2:-2]}囧{phrase[-1]}"
    assert [found.actual for found in full_findings(phrases_whole, overview(f"坚持{printed}，做好公开。"))] == [printed]


@pytest.mark.parametrize(
    ("prose", "actual"),
    [
        ("以习近平同志为核的党中央", "习近平同志为核的党中央"),
        ("中华人名共和国", "中华人名共和国"),
        ("中华人民人民共和国", "中华人民人民共和国"),
        ("坚持公开为常态、不公开为列外", "公开为常态、不公开为列外"),
        ("学习习近平法制思想", "习近平法制思想"),
        ("全心全意为人名服务", "全心全意为人名服务"),
        ("全面建设社会主意现代化国家", "全面建设社会主意现代化国家"),
        ("增强“四个意思”、坚定“四个自信”、做到“两个维护”", "增强“四个意思”、坚定“四个自信”、做到“两个维护"),
        ("中国特色社主义", "中国特色社主义"),
        ("习近平新时代 中国特色社会注意思想", "习近平新时代中国特色社会注意思想"),
    ],
)
def test_slips_as_they_come_are_found(prose: str, actual: str) -> None:
    (found,) = full_findings(phrases_whole, overview(f"{prose}，做好公开。"))
    assert (found.severity, found.actual is not None and actual in found.actual) == ("error", True)


@pytest.mark.parametrize(
    "prose",
    [
        "走中国特色社会主义法治道路，完善中国特色社会主义法律体系、中国特色社会主义理论体系。",
        "实现中华民族的伟大复兴，建设有中国特色的社会主义。",
        "学习习近平经济思想、习近平生态文明思想、习近平总书记系列重要讲话精神、习近平总书记重要指示精神。",
        "人民群众对美好生活的向往，以人民为中心的思想。",
        "中国共产党盂县委员会、中国共产党第十九次全国代表大会、中国共产党中央军事委员会。",
        "坚决做到“两个维护”，增强“四个意识”、坚定“四个自信”、坚决做到“两个维护”。",
        "马克思主义、人类卫生健康共同体、国家治理体系与治理能力现代化。",
        "坚持以公开为常态、不公开为例外，公开是原则、不公开是例外。",
        "决策公开、执行公开、管理公开、服务公开和结果公开。",
        "知情权、参与权、监督权；知情权、参与权、表达权和监督权；知情权、表达权、参与权、监督权。",
        "让权力在阳光下规范运行，把权力关进制度笼子。",
        "最高人民法院、最高人民检察院、香港特区、广西自治区。",
        "党要管党、全面从严治党，意识形态责任制，党风廉政建设主体责任制。",
        "全面建成小康社会，全面建成社会主义现代化强国，全过程民主。",
        "国务院办公厅，党的二十大，党的十九届六中全会。",
        "不忘初心、勇担使命，全心全意为患者服务，习近平新时代中国特色社会主义经济思想。",
        "习近平总书记视察青禾重要讲话精神，社会主义经济建设，中国的社会主义事业，中华民族伟大振兴。",
        "在抢险中，人民解放军官兵到场；全国会员代表大会、党的第二十次全国代表大会。",
    ],
)
def test_other_accepted_wordings_pass(prose: str) -> None:
    assert said(prose) == []


def test_of_phrases_within_one_another_only_the_longest_is_told() -> None:
    assert len(said("以习近平新时代中国特涩社会主义思想为指导。")) == 1


def test_a_phrase_does_not_reach_over_a_full_stop() -> None:
    assert said("不忘初心。牢记使命。") == []


def test_the_auditors_own_phrases_are_known_too() -> None:
    report = bound(overview("践行青禾精神敢为人仙勇争先。"))
    report.options = {"words": {"set_phrases": ["青禾精神敢为人先勇争先"]}}
    (found,) = assess(phrases_whole, report).violations
    assert found.expected == "青禾精神敢为人先勇争先"


def test_a_report_without_set_phrases_is_no_subject() -> None:
    assert state(phrases_whole, report_text(sections={"overview": "做好公开。"})) == "not_applicable"


def test_a_text_of_beginnings_takes_no_longer_than_its_length() -> None:
    took = []
    for times in (200, 800):
        report = bound(overview("中华人民中华人民共和" * times))
        start = time.perf_counter()
        assess(phrases_whole, report)
        took.append(time.perf_counter() - start)
    assert took[1] < 12 * took[0] + 0.05


@pytest.mark.parametrize(
    ("prose", "severity"),
    [
        ("始终做到公开是常态、公开是例外", "error"),
        ("坚持公开为例外、不公开为常态", "warning"),
        ("坚持不公开为常态、公开为例外", "warning"),
        ("落实自治德治法治相结合", "warning"),
        ("贯彻协调创新绿色开放共享的理念", "warning"),
        ("坚持公开为常态、以不公开为例外", "review"),
        ("坚持公开就是常态、而不公开是例外", "review"),
        ("以习近平同志为核心党中央", "review"),
        ("走中国特色的新社会主义", "review"),
        ("中华人民人民共和国", "error"),
        ("建设习近平新时代中国特色社会主义思想幸福青禾", "review"),
    ],
)
def test_how_grave_a_slip_is(prose: str, severity: str) -> None:
    (found,) = full_findings(phrases_whole, overview(f"{prose}，做好公开。"))
    assert found.severity == severity


@pytest.mark.parametrize(
    "prose",
    [
        "公开是常态、不公开是例外",
        "建设习近平新时代中国特色社会主义思想学习阵地和宣讲队伍",
        "打造习近平文化思想主题教室",
        "表达权、参与权、知情权、监督权",
        "推进决策公开、执行公开、结果公开、管理公开、服务公开",
    ],
)
def test_the_copula_and_halls_of_study_make_no_slip(prose: str) -> None:
    assert said(f"{prose}。") == []
