"""A county with three towns over two years: reports that bear each other out, and the same kind of region with faults."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from random import Random

from samples.make import places
from samples.make.counts import draw_counts, draw_fees
from samples.make.draft import render
from samples.make.facts import Facts, Number, make_facts
from samples.make.labels import BLOCKS, COLUMNS
from samples.make.organs import Organ, government
from samples.make.plant import Unfit
from samples.make.prose import Prose, make_prose
from samples.make.tables import Layout
from samples.make.text import compose

_APPLICANTS = COLUMNS[:-1]


@dataclass(frozen=True, slots=True)
class Region:
    """One region: its folder, the first of its two years, its county, and whether faults are planted."""

    folder: str
    year: int
    county: int
    towns: tuple[int, int, int, int]
    """The last one has reported for neither year, and the manifest of a region with faults lists it for the first."""
    faulty: bool


REGIONS = (
    Region("region", 2023, 90, (301, 340, 377, 402), faulty=True),
    Region("region-clean", 2021, 93, (318, 352, 389, 411), faulty=False),
)


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong in the region with faults: the rule that says so, and the files in which it does."""

    rule: str
    severity: str
    files: tuple[str, ...]
    what_zh: str
    what_en: str


@dataclass(frozen=True, slots=True)
class Written:
    """The files of one region by their path, and what is wrong in them."""

    region: Region
    county: Organ
    files: dict[str, str]
    faults: tuple[Fault, ...]


def make_regions() -> Iterator[Written]:
    yield from (_make(region) for region in REGIONS)


def _make(region: Region) -> Written:
    """The first region whose towns can carry over what they must."""
    place = places.county(region.county)
    county = government("county", replace(place, tail="县"))
    towns = [
        government("town", replace(places.town(index), tail="镇", above=replace(place, tail="县")))
        for index in region.towns
    ]
    for seed in range(region.county, region.county + 400_000, 1000):
        try:
            reports = _reports(region, county, towns[:3], seed)
        except Unfit:
            continue
        return _written(region, county, towns, reports, seed)
    raise LookupError(f"no region {region.folder}")


Reports = dict[tuple[str, int], tuple[Facts, Prose]]


def _reports(region: Region, county: Organ, towns: Sequence[Organ], seed: int) -> Reports:
    one, two, three = towns
    first, second = region.year, region.year + 1
    before = {town: _linked(town, first, None, seed) for town in towns}
    if region.faulty:
        before[three] = replace(before[two], organ=three, counts=before[three].counts | _asked(before[two]))
    now = {town: _linked(town, second, before[town], seed) for town in towns}
    if region.faulty:
        # What one got from the year before was never handed over, another's stock grew by itself.
        lost = _changed(before[one], ("requests", "carried_out", "natural", 2), ("requests", "carried_out", "total", 2))
        now[one] = _linked(one, second, lost, seed)
        now[two] = _changed(now[two], ("disclosure", "normative", "valid", 3))
        now[three] = now[three].with_value("disclosure", "licence", "decisions", 480)
    # The county sums up what the towns should have reported.
    honest = [_linked(town, second, before[town], seed) for town in towns]
    last = _summed(county, first, list(before.values()), None, seed)
    everything = (*before.values(), *now.values(), last, _summed(county, second, honest, last, seed))
    reports = {(facts.organ.name, facts.year): (facts, _prose(facts, seed)) for facts in everything}
    if region.faulty:
        _copy_problems(reports, (two.name, second), (three.name, second))
        _copy_problems(reports, (one.name, first), (one.name, second))
    return reports


def _prose(facts: Facts, seed: int) -> Prose:
    return make_prose(facts, Random(f"prose {facts.organ.slug} {facts.year} {seed}"))


def _copy_problems(reports: Reports, source: tuple[str, int], target: tuple[str, int]) -> None:
    facts, prose = reports[target]
    problems = reports[source][1].sections["problems"]
    reports[target] = (facts, replace(prose, sections={**prose.sections, "problems": problems}))


def _linked(organ: Organ, year: int, before: Facts | None, seed: int) -> Facts:
    """A town's year: what was carried out is carried in, documents in force follow, pending cases end.

    Raises:
        Unfit: the drawn numbers leave no room for that.
    """
    rng = Random(f"region {organ.slug} {year} {seed}")
    facts = make_facts(rng, organ, year, "2021", "medium")
    requests = {row: dict(cells) for row, cells in facts.requests.items()}
    appeals = {block: dict(cells) for block, cells in facts.appeals.items()}
    disclosure = {row: dict(cells) for row, cells in facts.disclosure.items()}
    for column in _APPLICANTS:
        requests["granted"][column] += requests["other_2"][column]
        requests["other_2"][column] = 0
        carried_in = before.requests["carried_out"][column] if before else requests["carried_in"][column]
        new = requests["total"][column] + requests["carried_out"][column] - carried_in
        if new < 0:
            raise Unfit
        requests["carried_in"][column], requests["new"][column] = carried_in, new
    for row in requests.values():
        row["total"] = sum(row[column] for column in _APPLICANTS)
    if before:
        for block in BLOCKS:
            if before.appeals[block]["pending"] and not appeals[block]["total"]:
                appeals[block]["upheld"] = appeals[block]["total"] = before.appeals[block]["pending"]
        normative = disclosure["normative"]
        normative["valid"] = before.disclosure["normative"]["valid"] + normative["made"] - normative["repealed"]
    return _told(replace(facts, requests=requests, appeals=appeals, disclosure=disclosure), before, rng)


def _summed(organ: Organ, year: int, parts: Sequence[Facts], before: Facts | None, seed: int) -> Facts:
    """A county's year: requests, cases and documents are the sums of its towns', the rest is its own."""
    rng = Random(f"region {organ.slug} {year} {seed}")
    facts = make_facts(rng, organ, year, "2021", "medium")
    disclosure = {**facts.disclosure, **_sum([part.disclosure for part in parts], ("regulations", "normative"))}
    requests, appeals = (
        _sum([part.table(name) for part in parts], tuple(facts.table(name))) for name in ("requests", "appeals")
    )
    return _told(replace(facts, requests=requests, appeals=appeals, disclosure=disclosure), before, rng)


def _sum(tables: Sequence[object], rows: Sequence[str]) -> dict[str, dict[str, Number]]:
    known = [table for table in tables if isinstance(table, dict)]
    return {row: {column: sum(table[row][column] for table in known) for column in known[0][row]} for row in rows}


def _told(facts: Facts, before: Facts | None, rng: Random) -> Facts:
    """Draw anew what only the prose gives: it must fit the numbers of the tables."""
    new = int(facts.requests["new"]["total"])
    counts = draw_counts(rng, facts.organ, facts.size, new) | draw_fees(rng, facts.form, "small", 0)
    if before:
        counts["last"] = int(before.requests["new"]["total"])
    if counts["last"] == new or not new or not counts["last"]:
        raise Unfit
    return replace(facts, counts=counts)


def _asked(facts: Facts) -> dict[str, int]:
    return {key: facts.counts[key] for key in ("web", "mail", "visit", "last")}


def _changed(facts: Facts, *changes: tuple[str, str, str, int]) -> Facts:
    for table, row, column, by in changes:
        facts = facts.with_value(table, row, column, facts.value(table, row, column) + by)
    return facts


def _written(region: Region, county: Organ, towns: Sequence[Organ], reports: Reports, seed: int) -> Written:
    one, two, three, gone = towns
    first, second = region.year, region.year + 1
    texts = {f"{facts.organ.slug}-{facts.year}": _text(facts, prose, seed) for facts, prose in reports.values()}
    listed = [(organ, year) for year in (first, second) for organ in (county, *towns[:3])]
    faults: tuple[Fault, ...] = ()
    if region.faulty:
        listed.append((gone, first))
        facts, _ = reports[(county.name, first)]
        again = f"{county.slug}-{first}-2"
        other = _changed(facts, ("disclosure", "licence", "decisions", 9))
        texts[again] = _text(other, _prose(other, seed), seed)
        faults = _faults(county, (one, two, three), (first, second), again)
    rows = [f"{organ.name},{year},{_kind(organ)},{'' if organ is county else county.name},," for organ, year in listed]
    manifest = "\n".join(["organ,year,kind,parent,published,url", *rows]) + "\n"
    files = {f"{region.folder}/{name}.txt": text for name, text in texts.items()}
    return Written(region, county, {**files, f"{region.folder}/manifest.csv": manifest}, faults)


def _kind(organ: Organ) -> str:
    return "县" if organ.kind == "county" else "镇"


def _text(facts: Facts, prose: Prose, seed: int) -> str:
    own = f"{facts.organ.slug} {facts.year} {seed}"
    layout = Layout.drawn(Random(f"layout {own}"))
    return render(compose(facts, prose, layout, seed), layout.gap).text


def _faults(county: Organ, towns: tuple[Organ, Organ, Organ], years: tuple[int, int], again: str) -> tuple[Fault, ...]:
    one, two, three = (town.slug for town in towns)
    first, second = years
    return (
        Fault("OGI-C515", "warning", (f"{one}-{second}.txt",), "上年结转与上年报告的结转下年度不符", "carried in is not what was carried out"),
        Fault("OGI-C516", "review", (f"{two}-{second}.txt",), "现行有效件数与上年存量不衔接", "documents in force do not follow from last year's"),
        Fault("OGI-C517", "review", (f"{three}-{second}.txt",), "行政许可决定数一年内剧增", "licences multiplied in a year"),
        Fault("OGI-C518", "warning", (f"{county.slug}-{second}.txt",), "县汇总数与各镇合计不符", "the county's figures are not the sums of its towns'"),
        Fault("OGI-X901", "warning", (f"{two}-{second}.txt", f"{three}-{second}.txt"), "两镇第五部分雷同", "two towns share section five"),
        Fault("OGI-X902", "warning", (f"{one}-{second}.txt",), "第五部分照抄上年", "section five is last year's"),
        Fault("OGI-X903", "warning", ("manifest.csv",), "清单所列一镇未提交报告", "a town on the manifest has not reported"),
        Fault("OGI-X904", "warning", (f"{county.slug}-{first}.txt", f"{again}.txt"), "同一年度两份报告数据不同", "two versions of one report"),
        Fault("OGI-X905", "warning", (f"{two}-{first}.txt", f"{three}-{first}.txt"), "两镇表二、表三完全相同", "two towns share tables two and three"),
    )  # fmt: skip
