"""The forms of annual reports, as data."""

from __future__ import annotations

from importlib.resources import files

from auditor.forms.load import load_form
from auditor.model.form import Form


def shipped_forms() -> tuple[Form, ...]:
    """Return the forms in force and the marker of those before 2019, oldest first."""
    folder = files("auditor_rules.forms")
    return tuple(load_form(folder / name) for name in ("pre2019.toml", "ogi_2019.toml", "ogi_2021.toml"))
