"""Invented organs of every kind, each with the words its reports use for itself and for those around it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from samples.make import places
from samples.make.fields import FIELDS, LOCAL, UNITS, URBAN, WIDE, Field
from samples.make.places import Place

Kind = Literal["province", "prefecture", "county", "town", "street", "bureau", "office"]
KINDS: tuple[Kind, ...] = ("province", "prefecture", "county", "town", "street", "bureau", "office")


@dataclass(frozen=True, slots=True)
class Organ:
    """`me` is how the report calls its organ (我局), `whole` its whole area or staff (全局), `level` its
    government's kind (县); `superior` issues instructions to it; `brand` is the stem of account names."""

    name: str
    kind: Kind
    slug: str
    place: str
    me: str
    whole: str
    level: str
    superior: str
    sites: tuple[str, ...]
    contact: str
    units: tuple[str, ...]
    areas: tuple[str, ...]
    brand: str
    enforcing: bool = False

    @property
    def government(self) -> bool:
        """Whether it is itself a people's government, which must report assessment results (S110)."""
        return self.kind in ("province", "prefecture", "county", "town")


def _superior(above: Place | None) -> str:
    if above is None:
        return "国务院办公厅"
    return f"{above.region}人民政府办公{'厅' if above.tail == '省' else '室'}"


def _sites(place: Place) -> tuple[str, ...]:
    """What a report may call its government's site; one report keeps to one name."""
    return (
        f"{place.region}人民政府门户网站",
        f"{place.region}政府网站",
        f"{place.tail}政府门户网站",
        f"{place.tail}政府网站",
    )


def government(kind: Kind, place: Place) -> Organ:
    """The government of a place."""
    wide = kind in ("province", "prefecture", "county")
    office = "办公厅" if kind == "province" else "办公室" if wide else "党政综合办公室"
    site_of = place if wide or place.above is None else place.above
    return Organ(
        name=f"{place.region}{'办事处' if kind == 'street' else '人民政府'}",
        kind=kind,
        slug=place.slug,
        place=place.region,
        me=f"我{place.tail}",
        whole=f"全{place.tail}",
        level=place.tail,
        superior=_superior(place.above),
        sites=_sites(site_of),
        contact=f"{place.region}{'人民政府' if wide else ''}{office}",
        units=UNITS[kind],
        areas=WIDE if wide else URBAN if kind == "street" else LOCAL,
        brand=place.stem,
    )


def _bureau(place: Place, field: Field) -> Organ:
    name = place.region + field.name
    return Organ(
        name=name,
        kind="bureau",
        slug=f"{place.slug}-{field.slug}",
        place=place.region,
        me="我局",
        whole="全局",
        level=place.tail,
        superior=_superior(place),
        sites=_sites(place),
        contact=f"{name}办公室",
        units=UNITS["bureau"],
        areas=field.areas,
        brand=place.stem + place.tail * (place.stem[-1] == field.brand[0]) + field.brand,
        enforcing=field.enforcing,
    )


def _office(place: Place) -> Organ:
    name = f"{place.region}人民政府办公室"
    return Organ(
        name=name,
        kind="office",
        slug=f"{place.slug}-zhengfuban",
        place=place.region,
        me="我办",
        whole="全办",
        level=place.tail,
        superior=_superior(place.above),
        sites=_sites(place),
        contact=name,
        units=UNITS["office"],
        areas=WIDE,
        brand=place.stem,
    )


def organ_at(kind: Kind, index: int) -> Organ:
    """The index-th organ of a kind. Neighbouring indexes never give the same organ."""
    if kind == "bureau":
        place = places.city(index // 3 % 150) if index % 3 == 0 else places.county(index * 7 % 250)
        return _bureau(place, FIELDS[index % len(FIELDS)])
    if kind == "office":
        return _office(places.county(index * 11 % 250))
    makers = {
        "province": places.province,
        "prefecture": places.city,
        "county": places.county,
        "town": places.town,
        "street": places.street,
    }
    return government(kind, makers[kind](index))


def organ_for(seed: int) -> Organ:
    """The organ of a seed: kinds as often as in real life, none twice among the first thousand seeds."""
    cycle, place = divmod(seed, len(_CYCLE))
    kind = _CYCLE[place]
    return organ_at(kind, cycle * _CYCLE.count(kind) + _CYCLE[:place].count(kind))


_CYCLE: tuple[Kind, ...] = (
    *("town", "bureau", "county", "bureau", "street", "bureau", "town", "prefecture", "bureau", "town"),
    *("bureau", "office", "town", "bureau", "county", "street", "town", "bureau", "province", "town"),
    *("bureau", "county", "town", "street", "bureau", "town", "prefecture", "bureau", "town", "bureau"),
)
ORGANS: tuple[Organ, ...] = tuple(organ_for(seed) for seed in range(2 * len(_CYCLE)))
