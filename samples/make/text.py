"""Facts and prose put together: a draft in the order of a report, and its text."""

from __future__ import annotations

from dataclasses import dataclass, field
from random import Random

from samples.make.counts import Form, Size
from samples.make.draft import Draft, render
from samples.make.facts import Facts, form_of, make_facts
from samples.make.organs import KINDS, Kind, Organ, organ_at, organ_for
from samples.make.prose import Prose, make_prose
from samples.make.tables import Layout, make_grids


@dataclass(frozen=True, slots=True)
class Sample:
    """A report without a fault. `name` is its file name without suffix; defects are planted in `draft`."""

    facts: Facts
    text: str
    name: str
    draft: Draft = field(repr=False)
    layout: Layout = field(repr=False)


def clean_report(seed: int, *, year: int | None = None, size: Size | None = None, kind: Kind | None = None) -> Sample:
    """The report of a seed, the same each time. What is not given is drawn; each seed has its organ."""
    if kind is not None and kind not in KINDS:
        raise ValueError(f"no such kind of organ: {kind}")
    rng = Random(f"report {seed}")
    organ = organ_for(seed) if kind is None else organ_at(kind, seed)
    any_year = rng.randint(2019, 2025)
    year = any_year if year is None else year
    likely = rng.choice(_LIKELY[organ.kind])
    return make_sample(organ, year, form_of(year), size or likely, seed)


def make_sample(organ: Organ, year: int, form: Form, size: Size, seed: int) -> Sample:
    """A report as told; a form that is not the year's makes the defect S106."""
    facts = make_facts(Random(f"facts {seed}"), organ, year, form, size)
    prose = make_prose(facts, Random(f"prose {seed}"))
    layout = Layout.drawn(Random(f"layout {seed}"))
    draft = compose(facts, prose, layout, seed)
    return Sample(facts, render(draft, layout.gap).text, f"{organ.slug}-{year}", draft, layout)


def compose(facts: Facts, prose: Prose, layout: Layout, seed: int) -> Draft:
    grids = make_grids(facts, layout, Random(f"cells {seed}"))
    pieces: Draft = (*prose.title, *prose.preamble)
    for key, paras in prose.sections.items():
        pieces += paras
        if key in grids:
            pieces += (grids[key],)
    return (*pieces, *prose.sign)


_LIKELY: dict[Kind, tuple[Size, ...]] = {
    "province": ("large",),
    "prefecture": ("large", "medium"),
    "county": ("medium", "medium", "large"),
    "town": ("zero", "zero", "small", "small", "medium"),
    "street": ("zero", "small", "medium"),
    "bureau": ("zero", "small", "small", "medium"),
    "office": ("zero", "small", "medium"),
}
