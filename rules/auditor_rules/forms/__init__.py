"""The forms of annual reports, as data."""

from __future__ import annotations

import tomllib
from dataclasses import replace
from importlib.resources import files

from auditor.forms.load import load_evidence, load_form
from auditor.model.form import Form


def shipped_forms() -> tuple[Form, ...]:
    """Return the forms in force and the marker of those before 2019, oldest first; they are known by the same evidence."""
    folder = files("auditor_rules.forms")
    organs = tomllib.loads((files("auditor_rules.organs") / "organs.toml").read_text(encoding="utf-8"))
    evidence = load_evidence(folder / "evidence.toml", tuple(organs["in_text"]["cut"].split()))
    forms = (load_form(folder / name) for name in ("pre2019.toml", "ogi_2019.toml", "ogi_2021.toml"))
    return tuple(replace(form, evidence=evidence) for form in forms)
