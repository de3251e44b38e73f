"""The hooks a plugin may implement. Each only hands over values; the engine runs them."""

from __future__ import annotations

from collections.abc import Sequence

import pluggy

from auditor.model.form import Form
from auditor.model.rule import Rule
from auditor.model.terms import Terms
from auditor.reading.reader import Reader
from auditor.record.output import Output

PROJECT = "auditor"
hookspec = pluggy.HookspecMarker(PROJECT)


@hookspec
def provide_rules() -> Sequence[Rule]:  # type: ignore[empty-body]
    """Return the rules this plugin adds.

    Called once per run. Order does not matter: the engine sorts by id. An id that another plugin has taken
    stops the run.
    """


@hookspec
def provide_forms() -> Sequence[Form]:  # type: ignore[empty-body]
    """Return the forms of reports this plugin knows. An id that another plugin has taken stops the run."""


@hookspec
def provide_readers() -> Sequence[Reader]:  # type: ignore[empty-body]
    """Return readers for further file formats. An extension that another reader claims stops the run."""


@hookspec
def provide_outputs() -> Sequence[Output]:  # type: ignore[empty-body]
    """Return further outputs of `-f NAME`. A name that another plugin has taken stops the run."""


@hookspec
def provide_terms() -> Sequence[Terms]:  # type: ignore[empty-body]
    """Return which word lists of the configuration and which kinds of organ in a manifest this plugin's rules read.

    A list or kind that no plugin reads stops the run. Several plugins may read the same ones.
    """
