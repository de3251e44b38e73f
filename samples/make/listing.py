"""Which sample reports there are, and the files they come to."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from samples.make.catalogue import DEFECTS
from samples.make.counts import Size
from samples.make.defect import PlantedSample, plant_all
from samples.make.facts import form_of
from samples.make.organs import Kind, Organ, organ_at
from samples.make.plant import Unfit
from samples.make.text import make_sample


@dataclass(frozen=True, slots=True)
class Entry:
    """One sample: the organ by kind and index, and the defects by id."""

    kind: Kind
    index: int
    year: int
    size: Size
    defects: tuple[str, ...] = ()

    @property
    def organ(self) -> Organ:
        return organ_at(self.kind, self.index)

    @property
    def file(self) -> str:
        return f"{self.organ.slug}-{self.year}.txt"


@dataclass(frozen=True, slots=True)
class Made:
    """The text of one sample and where its defects stand."""

    entry: Entry
    text: str
    planted: tuple[PlantedSample, ...]


ENTRIES = (
    Entry("town", 3, 2019, "zero"),
    Entry("town", 11, 2023, "zero"),
    Entry("bureau", 2, 2022, "small"),
    Entry("county", 5, 2024, "medium"),
    Entry("prefecture", 0, 2023, "large"),
    Entry("street", 6, 2021, "small"),
    Entry("office", 4, 2025, "medium"),
    Entry("province", 1, 2022, "large"),
    Entry("town", 20, 2020, "zero", ("l801-starts-two", "d604-open")),
    Entry("town", 31, 2022, "small", ("s106-old-form",)),
    Entry("town", 46, 2024, "zero", ("c514-some-told", "s111-none")),
    Entry("street", 13, 2023, "zero", ("t305-slash", "d602-missing")),
    Entry("bureau", 9, 2021, "medium", ("t302-outcome", "c502-carried-in")),
    Entry("bureau", 15, 2023, "medium", ("n701-account", "d603-end")),
    Entry("bureau", 22, 2020, "small", ("s107-extra", "c514-appeals")),
    Entry("bureau", 37, 2024, "medium", ("t303-row", "s108-three-kinds")),
    Entry("bureau", 40, 2019, "medium", ("s104-dash", "t301-carried")),
    Entry("county", 8, 2022, "medium", ("t401-total", "s110-none")),
    Entry("county", 17, 2020, "large", ("c508-granted", "t203-total", "s108-law")),
    Entry("county", 26, 2025, "medium", ("c509-parts", "l801-jump")),
    Entry("prefecture", 4, 2024, "large", ("t302-total", "d601-title")),
    Entry("prefecture", 9, 2021, "medium", ("t202-valid", "d609-number")),
    Entry("office", 7, 2023, "small", ("s104-twice", "s113-five", "l813-name")),
    Entry("province", 3, 2024, "large", ("c511-share", "t402-blank")),
    Entry("town", 58, 2021, "small", ("s107-request-row", "p003-replacement")),
    Entry("street", 21, 2020, "zero", ("s117-other", "t403-text")),
)


def make(entry: Entry) -> Made:
    """The first report of that organ and year which has a place for all the defects."""
    chosen = [DEFECTS[name] for name in entry.defects]
    for seed in range(entry.index, entry.index + 400_000, 1000):
        sample = make_sample(entry.organ, entry.year, form_of(entry.year), entry.size, seed)
        try:
            _, text, planted = plant_all(sample, chosen, seed)
        except Unfit:
            continue
        return Made(entry, text, tuple(planted))
    raise LookupError(f"no report can carry {', '.join(entry.defects)}")


def make_all() -> Iterator[Made]:
    yield from (make(entry) for entry in ENTRIES)
