"""Pages that are pictures, through the command: no scan ends a run, and its cells are read as what they are."""

from __future__ import annotations

import json
import shutil
import subprocess
import time
from pathlib import Path

import pypdfium2  # type: ignore[import-untyped]
import pytest

from auditor.model.source import Origin
from auditor.reading.pdf import ocr
from auditor.reading.pdf import read as reader
from auditor.reading.pdf.read import read
from auditor.reading.reader import ReadOptions, UnreadableError
from samples.make.as_docx import docx_bytes
from tests.reading.pdf.writing import Sheet, pdf
from tests.running import ON, Ran, put, run

installed = pytest.mark.skipif(not ocr.is_installed(), reason="the extra auditor[ocr] is not installed")
SOFFICE = shutil.which("soffice")
SAMPLE = Path(__file__).parents[3] / "samples" / "xiangzhou-2024.txt"

XS = (40, 160, 230, 300, 370)
YS = (260, 230, 200, 170, 140)
ROWS = (("1", "12", "0", "345"), ("7", "0", "90", "1280"), ("18", "", "6", "0"), ("2024", "31", "5", "77"))
"""A row with a blank in it, and figures of every length."""


def pictures(data: bytes, dpi: int, layer: tuple[tuple[float, float, str], ...] = (), points: float = 1) -> bytes:
    """The pages of a PDF as pictures, with an invisible layer of text; `points` makes them that many times larger."""
    sheets = []
    document = pypdfium2.PdfDocument(data)
    for page in document:
        grey = page.render(scale=dpi / 72, grayscale=True).to_numpy()
        wide, high = (points * size for size in page.get_size())
        sheet = Sheet(wide, high, picture=grey.tobytes(), picture_size=(grey.shape[1], grey.shape[0]))
        sheet.image(0, 0, wide, high)
        for x, y, text in layer:
            sheet.text(points * x, points * y, text, 12 * points, mode=3)
        sheets.append(sheet)
    return pdf(*sheets)


def audited(tmp_path: Path, name: str, data: bytes) -> Ran:
    """A run with the page and JSON, beside a good report."""
    put(tmp_path / "in", {name: data, "whole.txt": SAMPLE.read_text(encoding="utf-8")})
    ran = run("-f", "json", "-f", "html", "-o", tmp_path / "out", "--now", ON, "--jobs", "1", tmp_path / "in")
    assert ran.code in (0, 1, 3), ran.err
    assert (tmp_path / "out" / "index.html").is_file()
    assert "pass" in ran.states("whole.txt").values()
    return ran


@installed
@pytest.mark.parametrize("dpi", [110, 150, 200, 300])
def test_a_scanned_table_is_recorded_and_drawn(tmp_path: Path, dpi: int) -> None:
    scan = pictures(pdf(Sheet(420, 300).table(XS, YS, ROWS, 12)), dpi)

    ran = audited(tmp_path, "scan.pdf", scan)

    assert "scan.pdf" in [report["path"] for report in ran.json["reports"]]
    text = run("text", tmp_path / "in" / "scan.pdf").out
    cells = [line[1:] for line in text.split("\n") if line.startswith("\t")]
    assert cells == [cell for row in ROWS for cell in row]


@installed
@pytest.mark.skipif(SOFFICE is None, reason="LibreOffice is not installed")
@pytest.mark.parametrize("dpi", [130, 200])
def test_every_cell_of_a_scanned_report_is_what_its_text_says(tmp_path: Path, dpi: int) -> None:
    folder = put(tmp_path / "made", {"report.docx": docx_bytes(SAMPLE.read_text(encoding="utf-8"))})
    subprocess.run(
        [SOFFICE or "", f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}", "--headless", "--convert-to", "pdf", "--outdir", folder, folder / "report.docx"],
        check=True, capture_output=True, timeout=120,
    )  # fmt: skip

    ran = audited(tmp_path, "scan.pdf", pictures((folder / "report.pdf").read_bytes(), dpi))

    facts = {report["path"]: report["facts"] for report in ran.json["reports"]}
    assert len(facts["whole.txt"]) > 100
    assert facts["scan.pdf"] == facts["whole.txt"]


@installed
def test_what_was_found_in_a_picture_is_plain_numbers() -> None:
    found = read(pictures(pdf(Sheet(420, 300).table(XS, YS, ROWS, 12)), 150), ReadOptions())

    def plain(origin: Origin) -> bool:
        numbers = [*(origin.box or ()), *([] if origin.confidence is None else [origin.confidence])]
        return all(type(number) is float for number in numbers)

    assert all(map(plain, found.origins))
    json.dumps([origin.box for origin in found.origins])


LAYER = (
    (40, 280, "本机关全年收到的申请都已在期限内答复，没有结转下年度继续办理的。"),
    *((XS[c] + 4, YS[r] - 16, cell) for r, row in enumerate(ROWS) for c, cell in enumerate(row) if cell),
)
GARBLED = (
    (40, 280, "ffi ,A.f1 TiE{ ßä|~ ¤¬ }{ fl;; ^~ «¬ ´` }]{ ;.:, ~~ ¦| ·"),
    *((XS[0], YS[r] - 16, "|: ¦ { ; ~ fl, ^") for r in range(len(ROWS))),
)


class _RecognisedError(Exception):
    """A page was taken for a picture."""


@pytest.fixture
def _told(monkeypatch: pytest.MonkeyPatch) -> None:
    """Recognition, as where it is installed, that tells of itself instead of being done."""

    def recognise(*_: object) -> None:
        raise _RecognisedError

    monkeypatch.setattr(reader, "is_installed", lambda: True)
    monkeypatch.setattr(reader, "recognise", recognise)
    monkeypatch.setattr(reader, "rules", lambda *_: ([], []))


DRAWN = pdf(Sheet(420, 300).table(XS, YS, ROWS, 12))
ENGLISH = (
    (40, 280, "The annual report shall be published by the end of January each year,"),
    (40, 262, "and state the number of requests (12) that were received and answered."),
)


@pytest.mark.usefixtures("_told")
@pytest.mark.parametrize("layer", [LAYER, ENGLISH], ids=["chinese", "english"])
def test_a_scan_with_a_sound_layer_of_text_is_not_recognised_again(layer: tuple[tuple[float, float, str], ...]) -> None:
    assert layer[0][2][:3] in read(pictures(DRAWN, 100, layer), ReadOptions()).text


@pytest.mark.usefixtures("_told")
@pytest.mark.parametrize("layer", [GARBLED, LAYER[:0], ((40, 20, "— 3 —"),)], ids=["garbled", "none", "its number"])
def test_a_scan_whose_layer_makes_no_sense_is_recognised(layer: tuple[tuple[float, float, str], ...]) -> None:
    with pytest.raises(_RecognisedError):
        read(pictures(DRAWN, 100, layer), ReadOptions())


@pytest.mark.usefixtures("_told")
def test_text_that_is_painted_on_a_full_page_picture_is_not_recognised() -> None:
    sheet = Sheet(420, 300, picture=b"\xf0" * 100, picture_size=(10, 10)).image(0, 0, 420, 300)
    for x, y, text in LAYER:
        sheet.text(x, y, text)

    assert "没有结转" in read(pdf(sheet), ReadOptions()).text


def test_without_the_extra_a_layer_that_makes_no_sense_is_no_text(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reader, "is_installed", lambda: False)

    with pytest.raises(UnreadableError):
        read(pictures(DRAWN, 100, GARBLED), ReadOptions())


@installed
def test_rules_of_a_scan_that_gives_a_point_to_every_dot_are_found_soon() -> None:
    data = pictures(DRAWN, 200, LAYER, points=12)  # 5,040 points wide
    before = time.process_time()

    found = read(data, ReadOptions())

    assert time.process_time() - before < 3
    assert [line[1:] for line in found.text.split("\n") if line.startswith("\t")] == [c for row in ROWS for c in row]
