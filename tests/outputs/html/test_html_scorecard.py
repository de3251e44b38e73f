"""Scores and ranks stand on the index and, with what was lost, on each report's page; without a scheme nowhere."""

from __future__ import annotations

from pathlib import Path

import lxml.html

from auditor.outputs.html.pages import write_folder
from tests.outputs.html.conftest import FILES, Audited
from tests.outputs.html.test_html_baseline import zh


def test_without_scores_there_is_no_column_for_them(audited: Audited, tmp_path: Path) -> None:
    write_folder(audited(FILES), tmp_path, "zh")
    index = lxml.html.parse(tmp_path / "index.html").getroot()
    assert "评分" not in zh(index.xpath("//table[@id='reports']/thead")[0])
    for file in (tmp_path / "reports").iterdir():
        assert not lxml.html.parse(file).getroot().xpath("//details[@class='score']")


def test_scores_and_ranks_are_those_of_the_run(audited: Audited, tmp_path: Path) -> None:
    run = audited(FILES, "--score", "default")
    write_folder(run, tmp_path, "zh")
    index = lxml.html.parse(tmp_path / "index.html").getroot()
    heads = [zh(head) for head in index.xpath("//table[@id='reports']/thead/tr[2]/th")]
    shown = {
        row.xpath("string(.//small)"): tuple(zh(row.xpath("./*")[heads.index(word)]) for word in ("评分", "名次"))
        for row in index.xpath("//table[@id='reports']/tbody/tr")
    }
    scores = run.get("scores")["reports"]
    assert shown == {
        each["path"]: (each["score"] or "—", "—" if each["rank"] is None else str(each["rank"])) for each in scores
    }
    assert shown["通知.txt"] == ("—", "—")
    assert "默认评分方案" in zh(index)
    assert all(len(row.xpath("./*")) == len(heads) for row in index.xpath("//table[@id='reports']/tbody/tr"))


def test_the_page_tells_what_was_lost_and_why_there_is_no_score(audited: Audited, tmp_path: Path) -> None:
    run = audited(FILES, "--score", "default")
    write_folder(run, tmp_path, "zh")
    found = {}
    for file in (tmp_path / "reports").iterdir():
        tree = lxml.html.parse(file).getroot()
        (score,) = tree.xpath("//details[@class='score' and not(@open)]")
        found[tree.xpath("string(//article/@data-path)")] = score
    for each in run.get("scores")["reports"]:
        score = found[each["path"]]
        assert f"评分{each['score'] or '—'}" in zh(score[0])
        items = [zh(item) for item in score.xpath("./ul/li")]
        if each["why"]:
            assert items == [each["why"]["zh"]]
        else:
            assert all(item.startswith(f"−{lost['points']}") for item, lost in zip(items, each["lost"], strict=True))
            assert all(lost["family"] in item for item, lost in zip(items, each["lost"], strict=True))
