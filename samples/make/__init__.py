"""Makes sample reports: clean ones from a seed, and ones with a known defect planted in a clean one."""

from __future__ import annotations

from samples.make.catalogue import DEFECTS
from samples.make.defect import Defect, Host, PlantedSample, plant_all, planted
from samples.make.facts import Facts
from samples.make.plant import Report, Unfit
from samples.make.text import Sample, clean_report

__all__ = [
    "DEFECTS",
    "Defect",
    "Facts",
    "Host",
    "PlantedSample",
    "Report",
    "Sample",
    "Unfit",
    "clean_report",
    "plant_all",
    "planted",
]
