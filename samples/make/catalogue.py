"""Every defect by id. A new one is one entry in a list, and a function where no existing one fits."""

from __future__ import annotations

from samples.make.catalogue_figures import FIGURES
from samples.make.catalogue_structure import READING, STRUCTURE
from samples.make.catalogue_tables import TABLES
from samples.make.catalogue_wording import WORDING
from samples.make.defect import Defect

DEFECTS: dict[str, Defect] = {defect.id: defect for defect in (*READING, *STRUCTURE, *TABLES, *FIGURES, *WORDING)}
