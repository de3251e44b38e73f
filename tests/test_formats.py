"""The samples say the same in every format: what is found in a text is found in whatever it was saved as."""

from __future__ import annotations

import re
import shutil
import subprocess
from collections.abc import Callable, Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from samples.make.as_docx import docx_bytes
from samples.make.as_html import STYLES, html_page, mhtml
from samples.make.as_text import VARIANTS, extension
from tests.running import audit, put

SAMPLES = Path(__file__).parents[1] / "samples"
ON = ("--now", "2026-03-01")
SOME = {
    "cheyunhe-2021",
    "daishikang-2023",
    "liyuan-2024",
    "longshui-yibao-2020",
    "xiangzhou-2024",
    "xiuchang-2020",
    "yunze-2023",
}
"""Samples of both forms for the many kinds of text; one of them has blank cells."""
LOSSY = {"flat", "cell_per_paragraph", "untabbed", "pipes_one_per_line", "blanks"}
"""Kinds of text in which nothing tells where an empty cell stood."""
SOFFICE = shutil.which("soffice")


@cache
def texts() -> Mapping[str, str]:
    return {file.stem: file.read_text(encoding="utf-8") for file in sorted(SAMPLES.glob("*.txt"))}


def told(folder: Path) -> Mapping[str, Any]:
    """What each report comes to, without the lines where it stands."""
    result = audit(folder, *ON).json
    found: dict[str, Any] = {
        Path(report["path"]).stem: {"states": report["states"], "facts": report["facts"], "findings": []}
        for report in result["reports"]
    }
    for finding in result["findings"]:
        place = finding["place"]
        message = re.sub(r"第[\d、]+行", "第N行", finding["message"]["zh"])
        what = (finding["rule"], finding["severity"], message, place["table"], place["row"], place["column"])
        found[Path(place["path"]).stem]["findings"].append(what)
    for report in found.values():
        report["findings"].sort(key=str)
    return found


@pytest.fixture(scope="module")
def wanted(tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, Any]:
    return told(put(tmp_path_factory.mktemp("text"), {f"{name}.txt": text for name, text in texts().items()}))


@pytest.fixture(scope="module")
def wanted_of_some(tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, Any]:
    return told(put(tmp_path_factory.mktemp("some"), {f"{name}.txt": texts()[name] for name in SOME}))


def blank(report: Any) -> bool:
    """Whether the report has cells without a figure."""
    return any(each[0] in ("OGI-T207", "OGI-T305", "OGI-T402") for each in report["findings"])


def is_unread(report: Any) -> bool:
    return bool(report["states"]["OGI-P002"] == "review")


def saved(folder: Path, extension: str, save: Callable[[str], bytes]) -> Path:
    put(folder, {f"{name}{extension}": save(text) for name, text in texts().items()})
    return folder


def differing(found: Mapping[str, Any], wanted: Mapping[str, Any]) -> Iterator[tuple[str, str, Any, Any]]:
    """What differs: the sample, what it is about, and both sides."""
    for name, report in wanted.items():
        mine = found.get(name, {"states": {}, "facts": {}, "findings": []})
        for part in ("facts", "states"):
            for key in report[part]:
                if mine[part].get(key) != report[part][key]:
                    yield name, key, mine[part].get(key), report[part][key]
        if mine["findings"] != report["findings"]:
            theirs = [each for each in report["findings"] if each not in mine["findings"]]
            yield name, "findings", [each for each in mine["findings"] if each not in report["findings"]], theirs


@pytest.mark.parametrize("numbered", [False, True], ids=["typed ordinals", "generated ordinals"])
def test_as_docx(tmp_path: Path, wanted: Mapping[str, Any], numbered: bool) -> None:
    folder = saved(tmp_path, ".docx", lambda text: docx_bytes(text, numbered=numbered))

    assert list(differing(told(folder), wanted)) == []


@pytest.mark.parametrize("charset", ["utf-8", "gb18030"])
@pytest.mark.parametrize("style", range(len(STYLES)))
def test_as_a_web_page(tmp_path: Path, wanted: Mapping[str, Any], charset: str, style: int) -> None:
    folder = saved(tmp_path, ".html", lambda text: html_page(text, style, charset=charset).encode(charset))

    assert list(differing(told(folder), wanted)) == []


def test_as_a_web_archive(tmp_path: Path, wanted: Mapping[str, Any]) -> None:
    folder = saved(tmp_path, ".mht", lambda text: mhtml(html_page(text, 3)))

    assert list(differing(told(folder), wanted)) == []


@pytest.mark.parametrize("variant", VARIANTS)
def test_as_text_of_any_kind(tmp_path: Path, wanted_of_some: Mapping[str, Any], variant: str) -> None:
    save = VARIANTS[variant]
    put(tmp_path, {f"{name}{extension(variant)}": save(texts()[name]) for name in SOME})
    found = told(tmp_path)
    # Where an empty cell stood may be lost; then the table is unread, and nothing is held against anybody.
    lost = {name for name in SOME if variant in LOSSY and blank(wanted_of_some[name]) and is_unread(found[name])}
    read = {name: report for name, report in wanted_of_some.items() if name not in lost}

    assert list(differing(found, read)) == []
    assert [
        each
        for name in lost
        for each in found[name]["findings"]
        if each not in wanted_of_some[name]["findings"] and each[0] != "OGI-P002"
    ] == []


def test_in_an_archive(tmp_path: Path, wanted: Mapping[str, Any]) -> None:
    folder = saved(tmp_path / "in", ".txt", str.encode)
    shutil.make_archive(str(tmp_path / "packed" / "all"), "zip", folder)

    assert list(differing(told(tmp_path / "packed"), wanted)) == []


@pytest.mark.skipif(SOFFICE is None, reason="LibreOffice is not installed")
@pytest.mark.parametrize("format", ["doc", "odt", "pdf"])
def test_as_an_office_makes_it(tmp_path: Path, wanted: Mapping[str, Any], format: str) -> None:
    folder = saved(tmp_path / "docx", ".docx", docx_bytes)
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    command = [str(SOFFICE), profile, "--headless", "--convert-to", format, "--outdir", str(tmp_path / format)]
    subprocess.run([*command, *map(str, sorted(folder.iterdir()))], check=True, capture_output=True, timeout=300)

    assert list(differing(told(tmp_path / format), wanted)) == []
