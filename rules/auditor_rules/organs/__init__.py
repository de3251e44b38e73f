"""Knowledge of organs: of which kind and level one is, and what it may do, as far as its name tells."""

from __future__ import annotations

from auditor_rules.organs.organ import Kind, Organ, kind_of, organ_of
from auditor_rules.organs.places import MUNICIPALITIES, Level, Place, split_places

__all__ = ["MUNICIPALITIES", "Kind", "Level", "Organ", "Place", "kind_of", "organ_of", "split_places"]
