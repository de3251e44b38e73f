"""The folder and the single file: what they hold, and that the same record gives the same bytes."""

from __future__ import annotations

import base64
import hashlib
import json
import re
import sqlite3
from contextlib import closing
from pathlib import Path

import lxml.html
import pytest

from auditor.outputs.html.pages import write_file, write_folder
from auditor.outputs.html.report import page_name
from tests.outputs.html import made_up
from tests.outputs.html.conftest import FILES, Audited


def pages(folder: Path) -> dict[str, bytes]:
    return {file.relative_to(folder).as_posix(): file.read_bytes() for file in sorted(folder.rglob("*.html"))}


def text_of(element: lxml.html.HtmlElement) -> str:
    return "".join(element.itertext())


def test_the_same_record_gives_the_same_bytes(audited: Audited, tmp_path: Path) -> None:
    run = audited(FILES)
    write_folder(run, tmp_path / "a", "zh")
    write_folder(run, tmp_path / "b", "zh")
    write_file(run, tmp_path / "a.html", "en")
    write_file(run, tmp_path / "b.html", "en")
    assert pages(tmp_path / "a") == pages(tmp_path / "b")
    assert (tmp_path / "a.html").read_bytes() == (tmp_path / "b.html").read_bytes()
    for content in (*pages(tmp_path / "a").values(), (tmp_path / "a.html").read_bytes()):
        assert b"\r" not in content
        assert str(tmp_path).encode() not in content


def test_a_page_is_named_by_its_reports_path_and_stale_pages_go(audited: Audited, tmp_path: Path) -> None:
    # Rules over the run look at the other reports, too, and would say so on the page.
    alone = ("--select", "OGI-S,OGI-T301,OGI-T302,OGI-T303")
    out = tmp_path / "out"
    write_folder(audited(FILES, *alone), out, "zh")
    (out / "reports" / "notes.html").write_text("mine")
    name = f"reports/{page_name('水务局-2023.txt', None, None)}.html"
    before = pages(out)
    (out / "index-2.html").write_text("of a larger run")
    write_folder(audited({"水务局-2023.txt": FILES["水务局-2023.txt"]}, *alone), out, "zh")
    after = pages(out)
    # Which run a page belongs to is all that the other reports change in it.
    of_run = re.compile(rb'data-run="[0-9a-f]{16}"')
    assert of_run.sub(b"", before[name]) == of_run.sub(b"", after[name])
    assert before[name] != after[name]
    assert set(after) == {"index.html", name, "reports/notes.html"}


@pytest.mark.parametrize("single", [False, True])
def test_every_link_leads_somewhere_and_no_anchor_is_given_twice(
    audited: Audited, tmp_path: Path, single: bool
) -> None:
    run = audited(FILES)
    if single:
        write_file(run, tmp_path / "one.html", "zh")
        files = [tmp_path / "one.html"]
    else:
        write_folder(run, tmp_path / "out", "zh")
        files = sorted((tmp_path / "out").rglob("*.html"))
    anchors = {}
    for file in files:
        ids = lxml.html.document_fromstring(file.read_bytes()).xpath("//@id")
        assert len(ids) == len(set(ids))
        anchors[file.resolve()] = set(ids)
    links = 0
    for file in files:
        for href in lxml.html.document_fromstring(file.read_bytes()).xpath("//@href"):
            path, _, anchor = href.partition("#")
            target = (file.parent / path).resolve() if path else file.resolve()
            assert target in anchors
            assert not anchor or anchor in anchors[target]
            links += 1
    assert links > 100


def hashed(text: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"


@pytest.mark.parametrize("single", [False, True])
def test_no_page_loads_anything_and_runs_nothing_but_its_own_script(
    audited: Audited, tmp_path: Path, single: bool
) -> None:
    run = audited(FILES)
    if single:
        write_file(run, tmp_path / "one.html", "zh")
    else:
        write_folder(run, tmp_path, "zh")
    for content in pages(tmp_path).values():
        tree = lxml.html.document_fromstring(content)
        (policy,) = tree.xpath("//meta[@http-equiv='Content-Security-Policy']/@content")
        styles = " ".join(hashed(style.text) for style in tree.xpath("//style"))
        scripts = " ".join(hashed(script.text) for script in tree.xpath("//script[not(@type)]"))
        assert policy == (
            f"default-src 'none'; style-src {styles}; script-src {scripts}; img-src data:; "
            "base-uri 'none'; form-action 'none'"
        )
        assert not tree.xpath("//link | //iframe | //@style | //@src[not(starts-with(., 'data:image/png;base64,'))]")
        assert not tree.xpath("//@*[starts-with(name(), 'on')]")
        assert not re.search(rb"url\((?!#p-)|@import|https?://(?!www\.w3\.org)", content)


def test_both_languages_are_in_every_page(audited: Audited, tmp_path: Path) -> None:
    run = audited(FILES)
    for lang in ("zh", "en"):
        write_folder(run, tmp_path / lang, lang)
        for content in pages(tmp_path / lang).values():
            tree = lxml.html.document_fromstring(content)
            assert tree.xpath("//input[@checked and @name='lang']/@id") == [lang]
            words = {code: len(tree.xpath(f"//body//*[@lang='{code}']")) for code in ("zh", "en")}
            assert words["zh"] == words["en"] > 0


def test_the_index_shows_the_ledger_and_what_was_not_assessed(audited: Audited, tmp_path: Path) -> None:
    run = audited(FILES)
    write_folder(run, tmp_path, "zh")
    tree = lxml.html.parse(tmp_path / "index.html").getroot()
    numbers = [int(text) for text in tree.xpath("//dl[@class='ledger']//dd/text()")]
    assert numbers == [run.ledger[state] for state in list(run.ledger)[2:]]
    assert sum(numbers) == run.ledger["rules"] * run.ledger["reports"]
    assert run.get("verdict")["zh"] in text_of(tree.xpath("//p[starts-with(@class, 'verdict')]")[0])
    rows = tree.xpath("//table[@class='reports']/tbody/tr")
    assert len(rows) == 4
    assert len({row.xpath("string(.//small)") for row in rows}) == 4
    assert "通知.txt" in text_of(tree.xpath("//ul[@class='reasons']")[0])
    assert "封面.png" in text_of(tree)
    assert len(tree.xpath("//tr[starts-with(@id, 'rule-')]")) == run.ledger["rules"]


def test_severities_on_the_index_are_those_of_the_run(audited: Audited, tmp_path: Path) -> None:
    run = audited(FILES)
    write_folder(run, tmp_path, "zh")
    tree = lxml.html.parse(tmp_path / "index.html").getroot()
    found = [int(row.xpath("string(td[2])")) for row in tree.xpath("//table[@class='figures']/tbody/tr")]
    assert found == list(run.severities().values())


def test_a_finding_shows_what_it_rests_on_and_points_at_the_cell(audited: Audited, tmp_path: Path) -> None:
    run = audited({"水务局-2023.txt": FILES["水务局-2023.txt"]}, "--select", "OGI-T401")
    write_folder(run, tmp_path, "zh")
    tree = lxml.html.parse(next((tmp_path / "reports").iterdir())).getroot()
    (finding,) = tree.xpath("//li[starts-with(@class, 'finding')]")
    recorded = run.findings(1)[0]
    shown = text_of(finding)
    for part in ("OGI-T401", "结果维持 + 结果纠正 + 其他结果 + 尚未审结 = 总计", recorded["basis"]["zh"], recorded["remedy"]["en"],
                 recorded["fingerprint"], recorded["evidence"], "行政复议·总计"):  # fmt: skip
        assert part in shown
    (link,) = finding.xpath(".//p[@class='at']/a/@href")
    (mark,) = tree.xpath(f"//mark[@id='{link[1:]}']")
    assert (mark.text, mark.get("class"), mark.getparent().tag) == ("3", "error main", "td")
    assert mark.getnext().xpath("a/@href") == [f"#{finding.get('id')}"]
    assert len(finding.xpath(".//li[contains(@class, 'operand')]/a")) == 5


def test_waived_findings_carry_the_decision_and_are_not_counted(audited: Audited, tmp_path: Path) -> None:
    files = {"水务局-2023.txt": FILES["水务局-2023.txt"]}
    finding = audited(files, "--select", "OGI-T401").findings(1)[0]
    decisions = tmp_path / "decisions.csv"
    decisions.write_text(
        "fingerprint,evidence,verdict,reason,reviewer\n"
        f"{finding['fingerprint']},{finding['evidence']},dismissed,已核对原件,王\nffff,eeee,accepted,,\n",
        encoding="utf-8",
    )
    run = audited(files, "--select", "OGI-T401", "--decisions", decisions)
    write_folder(run, tmp_path / "out", "zh")
    page = next((tmp_path / "out" / "reports").iterdir()).read_text(encoding="utf-8")
    assert "已核对原件" in page
    assert 'class="finding error waived"' in page
    assert "已豁免1项" in page
    index = (tmp_path / "out" / "index.html").read_text(encoding="utf-8")
    assert "ffff" in index
    assert (
        '<th scope="row"><span class="tag error"><span lang="zh">错误</span><span lang="en">error</span></span></th>'
        '<td class="lead">0</td><td>0</td>' in index
    )


def test_a_rebuilt_table_says_so(audited: Audited, tmp_path: Path) -> None:
    run = audited({"档案馆-2023.txt": FILES["档案馆-2023.txt"]})
    write_folder(run, tmp_path, "zh")
    page = next((tmp_path / "reports").iterdir()).read_text(encoding="utf-8")
    assert page.count("由文字重建") == 1
    assert page.count("未作重建") == 2


def test_passed_checks_say_what_they_rest_on(audited: Audited, tmp_path: Path) -> None:
    files = {"水务局-2023.txt": made_up.report(figures={}, appeals=("0",) * 15)}
    run = audited(files, "--select", "OGI-T301,OGI-T401")
    write_folder(run, tmp_path, "zh")
    tree = lxml.html.parse(next((tmp_path / "reports").iterdir())).getroot()
    proofs = tree.xpath("//ul[@class='proofs']/li")
    assert len(proofs) == 2
    assert "核查7处" in text_of(proofs[0])
    assert proofs[0].xpath("string(code)") == "new + carried_in == total + carried_out"
    assert len(proofs[0].xpath(".//span[@class='s']/a[@class='ln']")) == 2


def test_the_page_holds_the_text_as_read_line_by_line(audited: Audited, tmp_path: Path) -> None:
    run = audited({"水务局-2023.txt": FILES["水务局-2023.txt"]}, "--select", "OGI-T401")
    write_folder(run, tmp_path, "zh")
    tree = lxml.html.parse(next((tmp_path / "reports").iterdir())).getroot()
    lines = [text_of(item).rstrip("\n") for item in tree.xpath("//details[@class='text']//li")]
    assert lines == next(run.reports()).text.rstrip("\n").split("\n")


def test_the_index_tells_where_each_organ_stands(audited: Audited, tmp_path: Path) -> None:
    run = audited(FILES, "--select", "OGI-T,OGI-P001")
    write_folder(run, tmp_path, "zh")
    tree = lxml.html.parse(tmp_path / "index.html").getroot()
    (matrix,) = tree.xpath("//table[@class='matrix']")
    assert len(matrix.xpath("./tbody/tr")) == len({row.organ or row.path for row in run.reports()})
    counted = [int(re.sub(r"\D", "", text_of(cell)) or 0) for cell in matrix.xpath("./tbody//td")]
    assert sum(counted) == sum(run.severities().values()) > 3
    signs = {cell.get("class"): cell.xpath("string(i)") for cell in matrix.xpath("./tbody//td[i]")}
    assert signs == {"error": "■", "review": "○"}
    assert [title.text for title in tree.xpath("//*[local-name()='svg']/*[local-name()='title']")] == [
        "审核台账 / Ledger", "各份报告的结果 / Reports by result", "各类规则的问题 / Findings by family of rules",
    ]  # fmt: skip


def test_a_long_run_is_listed_on_further_pages_and_whole_for_the_script(
    audited: Audited, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("auditor.outputs.html.index.ROWS_OF_A_PAGE", 3)
    write_folder(audited(FILES), tmp_path, "zh")
    first, second = (lxml.html.parse(tmp_path / name).getroot() for name in ("index.html", "index-2.html"))
    rows = [tree.xpath("//table[@id='reports']/tbody/tr") for tree in (first, second)]
    assert [len(part) for part in rows] == [3, 1]
    assert first.xpath("//nav[@id='pages']/a/@href") == ["index-2.html"]
    assert second.xpath("//nav[@id='pages']/a/@href") == ["index.html"]
    data = json.loads(first.xpath("string(//script[@id='data'])"))
    assert [row[2] for row in data["rows"]] == [row.xpath("string(.//small)") for row in rows[0] + rows[1]]
    assert [row[5:15] for row in data["rows"]] == [
        [int(cell.text) for cell in row.xpath("./td")[2:]] for row in rows[0] + rows[1]
    ]


def test_a_finding_of_no_rule_of_the_run_goes_by_its_id(audited: Audited, tmp_path: Path) -> None:
    run = audited({"水务局-2023.txt": FILES["水务局-2023.txt"]}, "--select", "OGI-T401")
    with closing(sqlite3.connect(run.file)) as db, db:
        db.execute("UPDATE finding SET rule = 'MANUAL-1', finding = replace(finding, 'OGI-T401', 'MANUAL-1')")
    write_folder(run, tmp_path, "zh")
    page = lxml.html.parse(next((tmp_path / "reports").iterdir())).getroot()
    assert "MANUAL-1" in text_of(page.xpath("//li[starts-with(@class, 'finding')]/h4")[0])
    index = lxml.html.parse(tmp_path / "index.html").getroot()
    assert "审核人补充" in text_of(index.xpath("//table[@class='matrix']/thead")[0])


def schemes() -> list[dict[str, str]]:
    """The colours of the style sheet: light, dark by choice, dark by the system, print."""
    style = (Path(__file__).parents[3] / "auditor/outputs/html/style.css").read_text(encoding="utf-8")
    blocks = re.findall(r":root[^{}]*\{([^{}]*--ground[^{}]*)\}", style)
    return [dict(re.findall(r"--([\w-]+): (#\w+)", block)) for block in blocks]


def test_dark_is_the_same_by_choice_and_by_the_system() -> None:
    light, chosen, followed, printed = schemes()
    assert chosen == followed != light
    assert chosen.keys() == light.keys() == printed.keys()


def test_pages_work_in_a_style_that_keeps_its_contrast() -> None:
    """Text colours reach 4.5 : 1 on every ground they stand on, in both schemes and in print."""
    for scheme in schemes():
        for ground in ("ground", "paper", "head"):
            for ink in ("ink", "soft", "link", "error", "warning", "review", "clear", "open", "seal"):
                assert contrast(scheme[ink], scheme[ground]) >= 4.5, (ink, ground, scheme)
        for word in ("error", "warning", "review", "open"):
            assert contrast(scheme[word], scheme[f"{word}-tint"]) >= 4.5, word
            assert contrast(scheme["ink"], scheme[f"{word}-tint"]) >= 4.5, word


def contrast(one: str, other: str) -> float:
    high, low = sorted((luminance(one), luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


def luminance(colour: str) -> float:
    digits = colour[1:] if len(colour) == 7 else "".join(c * 2 for c in colour[1:])
    parts = [int(digits[n : n + 2], 16) / 255 for n in (0, 2, 4)]
    red, green, blue = (part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
