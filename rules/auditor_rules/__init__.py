"""The built-in rules and forms of annual reports on open government information; a plugin like any other."""

from __future__ import annotations

from collections.abc import Sequence

from auditor import Rule, hookimpl
from auditor.model.form import Form
from auditor_rules.forms import shipped_forms
from auditor_rules.relations import relation_rules

WRITTEN: tuple[Rule, ...] = ()


@hookimpl
def provide_rules() -> Sequence[Rule]:
    """Return every built-in rule."""
    return (*WRITTEN, *relation_rules())


@hookimpl
def provide_forms() -> Sequence[Form]:
    """Return the forms of annual reports."""
    return shipped_forms()
