"""Kinds of reports that defects are planted in."""

from __future__ import annotations

from samples.make.defect import Host
from samples.make.organs import Kind

GOVERNMENTS: tuple[Kind, ...] = ("province", "prefecture", "county", "town")
DEPARTMENTS: tuple[Kind, ...] = ("street", "bureau", "office")
OLD, NEW = Host(years=(2019, 2020)), Host(years=(2021, 2025))
BUSY = Host(sizes=("medium", "large"))
BUSY_NEW = Host(years=(2021, 2025), sizes=("medium", "large"))
BUSY_OLD = Host(years=(2019, 2020), sizes=("medium", "large"))
EMPTY = Host(sizes=("zero",))
QUIET = Host(sizes=("zero", "small"))
