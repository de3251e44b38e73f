"""The README of the sample folder, in English and Chinese, from the samples themselves."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from samples.make.listing import Made
from samples.make.region import Fault, Written

_HEAD = """# Sample reports · 样例年报

Made-up annual reports on open government information. No organ, place or number is real.
`python -m samples.make` writes all files of this folder again, with the same bytes each time;
`python -m samples.make --check` tells whether they are as it would write them.

虚构的政府信息公开工作年度报告，机关、地名和数据均非真实。
`python -m samples.make` 重新生成本目录全部文件，每次结果逐字节相同；
`python -m samples.make --check` 核对现有文件是否与生成结果一致。

{clean} reports are clean, {faulty} have planted defects, {total} defects in all.
其中 {clean} 份没有问题，{faulty} 份植入了问题，共 {total} 处。

"""
_CLEAN_HEAD = """## Clean · 没有问题的报告

| File 文件 | Organ 机关 | Year 年度 | Form 格式 |
|---|---|---|---|
"""
_FAULTY_HEAD = """
## With planted defects · 植入问题的报告

| File 文件 | Organ 机关 | Year 年度 | Form 格式 | Rule 规则 | Severity 级别 | Line 行 | Defect 问题 |
|---|---|---|---|---|---|---|---|
"""
_FOOT = """
A line is given where the defect stands in the text; `–` means that something is missing, so that no line
shows it. One defect may make further rules speak up: a wrong cell breaks each sum it belongs to.

“行”为问题所在行；“–”表示内容缺失，无行可指。同一问题可能触发其他规则：一格有误，它所在的各个合计都会不符。
"""
_REGION_HEAD = """
## Regions · 成片的报告

A county with three towns over two years, with a manifest. In one folder the reports bear each other out; in the other
rules over several reports find what no single report shows: `audit samples/region --manifest samples/region/manifest.csv`.

一个县及所属三个镇连续两年的报告，附应报告机关清单。一个目录中各份报告相互衔接；另一个目录植入了单看一份报告发现不了的问题：
`audit samples/region --manifest samples/region/manifest.csv`。

| Folder 目录 | County 县 | Reports 报告 | Rule 规则 | Severity 级别 | File 文件 | Defect 问题 |
|---|---|---|---|---|---|---|
"""
_SEVERITY = {"error": "error 错误", "warning": "warning 警告", "review": "review 复核"}
_MOST = 6


def readme(samples: Sequence[Made], regions: Sequence[Written]) -> str:
    faulty = [made for made in samples if made.planted]
    clean = [made for made in samples if not made.planted]
    head = _HEAD.format(clean=len(clean), faulty=len(faulty), total=sum(len(made.planted) for made in faulty))
    tables = _CLEAN_HEAD + _rows(clean) + _FAULTY_HEAD + "".join(map(_defects, faulty)) + _FOOT
    return head + tables + _REGION_HEAD + "".join(map(_region, regions))


def _start(made: Made) -> Iterator[str]:
    facts = made.planted[-1].facts if made.planted else None
    yield f"[{made.entry.file}]({made.entry.file})"
    yield made.entry.organ.name
    yield str(made.entry.year)
    yield facts.form if facts else "2019" if made.entry.year <= 2020 else "2021"


def _rows(samples: Sequence[Made]) -> str:
    return "".join("| " + " | ".join(_start(made)) + " |\n" for made in samples)


def _defects(made: Made) -> str:
    rows = ""
    start = tuple(_start(made))
    for at, planted in enumerate(made.planted):
        defect = planted.defect
        cells = (
            *(start if at == 0 else ("",) * len(start)),
            defect.rule,
            _SEVERITY[defect.severity],
            _lines(planted.lines),
            f"{defect.what_zh}<br>{defect.what_en}",
        )
        rows += "| " + " | ".join(cells) + " |\n"
    return rows


def _lines(lines: Sequence[int]) -> str:
    if len(lines) > _MOST:
        return ", ".join(map(str, lines[:_MOST])) + f" … ({len(lines)})"
    return ", ".join(map(str, lines)) or "–"


def _region(written: Written) -> str:
    folder, files = written.region.folder, sorted(written.files)
    start = (f"[{folder}/]({folder}/)", written.county.name, str(sum(name.endswith(".txt") for name in files)))
    if not written.faults:
        return "| " + " | ".join((*start, "–", "–", "–", "–")) + " |\n"
    rows = (((*start,) if at == 0 else ("",) * len(start), fault) for at, fault in enumerate(written.faults))
    return "".join("| " + " | ".join((*cells, *_fault(fault))) + " |\n" for cells, fault in rows)


def _fault(fault: Fault) -> tuple[str, str, str, str]:
    files = "<br>".join(fault.files)
    return fault.rule, _SEVERITY[fault.severity], files, f"{fault.what_zh}<br>{fault.what_en}"
