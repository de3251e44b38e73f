"""Text that was saved in one encoding and read in another is damaged, whichever two they were, and nothing else is."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from auditor.plugins.load import load_catalogue
from auditor.reading.garbled import garbled
from auditor.testing import report_text
from tests.reading.growing import grows_too_fast
from tests.running import audit, put

SAMPLES = sorted((Path(__file__).parents[2] / "samples").glob("*.txt"))
MISREAD = {
    "utf-8 as gbk": ("utf-8", "gbk"),
    "utf-8 as gb18030": ("utf-8", "gb18030"),
    "utf-8 as latin-1": ("utf-8", "latin-1"),
    "utf-8 as windows-1252": ("utf-8", "cp1252"),
    "utf-8 as mac roman": ("utf-8", "mac-roman"),
    "gbk as latin-1": ("gb18030", "latin-1"),
    "gbk as windows-1252": ("gb18030", "cp1252"),
    "gbk as big5": ("gb18030", "big5hkscs"),
    "gbk as utf-8": ("gb18030", "utf-8"),
    "ascii": ("ascii", "ascii"),
}


def misread(text: str, written: str, read: str, errors: str = "replace") -> str:
    return text.encode(written, "replace").decode(read, errors)


@pytest.mark.parametrize("sample", SAMPLES, ids=lambda sample: sample.stem)
def test_a_sound_text_is_sound(sample: Path) -> None:
    assert garbled(sample.read_text(encoding="utf-8")) is None


@pytest.mark.parametrize(
    "text",
    [
        "", "The annual report was published in January. " * 40,
        "L'année dernière, les requêtes ont été traitées à l'intérieur des délais. " * 20,
        "政府資訊公開工作年度報告，依據條例編製，內容包括總體情況、主動公開情況、收到和處理申請情況。" * 20,
        "㐀㐁㐂㐃𠀀𠀁𠀂麤龘靐" * 20, "？？？？", "0 1 2 3\n" * 400,
    ],
    ids=["empty", "english", "french", "traditional", "rare", "questions", "figures"],
)  # fmt: skip
def test_other_languages_are_not_damaged(text: str) -> None:
    assert garbled(text) is None


@pytest.mark.parametrize("how", list(MISREAD))
@pytest.mark.parametrize("lost", ["\ufffd", "?", ""], ids=["sign", "question mark", "dropped"])
def test_what_was_saved_twice_is_told(how: str, lost: str) -> None:
    for sample in SAMPLES[:6]:
        text = misread(sample.read_text(encoding="utf-8"), *MISREAD[how]).replace("\ufffd", lost)
        # Of GBK read as UTF-8, nothing is left once what was lost is dropped.
        if how != "gbk as utf-8" or lost:
            assert garbled(text), sample.stem


def test_a_text_of_which_half_was_misread_is_damaged() -> None:
    text = SAMPLES[0].read_text(encoding="utf-8")
    half = len(text) // 2
    assert garbled(text[:half] + misread(text[half:], "utf-8", "gbk"))


def test_what_was_lost_and_read_once_more_is_told() -> None:
    text = misread(misread(SAMPLES[0].read_text(encoding="utf-8"), "gb18030", "utf-8"), "utf-8", "gb18030")
    assert "锟斤拷" in text
    assert "丢失" in str(garbled(text))


def test_it_says_whether_it_can_be_undone() -> None:
    whole = garbled(misread(report_text(), "utf-8", "latin-1"))
    broken = garbled(misread(report_text(), "utf-8", "gbk"))
    assert whole is not None
    assert broken is not None
    assert whole.zh == "文字编码已损坏：UTF-8文本被当作Latin-1读取后又保存，可按此反向转换还原后再审核"
    assert broken.en.endswith("UTF-8 was read as GBK and saved again; and characters were lost")


@pytest.mark.parametrize("how", ["utf-8 as gbk", "gbk as latin-1", "gbk as utf-8", "ascii"])
def test_no_rule_judges_it_and_all_give_one_reason(tmp_path: Path, how: str) -> None:
    put(tmp_path / "in", {"a.txt": misread(report_text(), *MISREAD[how]), "whole.txt": report_text()})

    ran = audit(tmp_path / "in")

    mine = [finding for finding in ran.json["findings"] if finding["place"]["path"] == "a.txt"]
    assert [(finding["rule"], finding["severity"]) for finding in mine] == [("OGI-P003", "review")]
    assert {state for rule, state in ran.states("a.txt").items() if rule != "OGI-P003"} == {"not_assessable"}
    whole = {rule.id for rule in load_catalogue().rules if rule.across is None}
    reasons = {reason["zh"] for rule, reason in ran.reasons("a.txt").items() if rule in whole}
    assert reasons == {mine[0]["message"]["zh"].partition("（")[0]}
    assert "pass" in ran.states("whole.txt").values()
    assert ran.code == 3


def test_twice_the_text_takes_no_more_than_twice_the_time() -> None:
    text = misread(report_text(), "utf-8", "gbk")

    def work(times: int) -> Callable[[], object]:
        longer = text * times
        return lambda: garbled(longer)

    assert grows_too_fast(work, 20) == ""
