"""What a run is made with, as hashes and names without paths: program, plugins, settings and lists, so that it can be verified."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from importlib.metadata import EntryPoint, entry_points
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from auditor.model.problem import Problem
from auditor.reading.candidate import Candidate
from auditor.reading.walk import digest

_GROUP = "auditor"
_CODE = (".py", ".toml", ".lark")
"""What a package computes with; its templates and pages change no result."""


class InputProblem(Problem):
    """A file named for the run that cannot be read."""


@dataclass(frozen=True, slots=True)
class Inputs:
    """The files that a run is told to use, besides those it audits; None where there is none."""

    config: Path | None = None
    decisions: Path | None = None
    manifest: Path | None = None
    plugins: Sequence[Path] = ()
    previous: Sequence[Candidate] = ()
    found: bool = False
    """The settings lay in the working directory, and nobody named them."""


def made_with(version: str, inputs: Inputs) -> dict[str, Any]:
    """Return what the run record keeps for a later check.

    Raises:
        InputProblem: a file cannot be read.
    """
    files = {"config": inputs.config, "decisions": inputs.decisions, "manifest": inputs.manifest}
    try:
        return {
            "program": {"name": "auditor", "version": version, "sha256": _package(_GROUP)},
            "plugins": [*_installed(), *(_named(path) for path in inputs.plugins)],
            **{name: _file(path) if path else None for name, path in files.items()},
            **({"config": {**_file(inputs.config), "found": True}} if inputs.config and inputs.found else {}),
            "previous": _previous(inputs.previous) if inputs.previous else None,
        }
    except OSError as error:
        raise InputProblem(f"{error.filename}: {error.strerror}") from error


def _file(path: Path) -> Mapping[str, str]:
    return {"name": path.name, "sha256": hashlib.sha256(path.read_bytes()).hexdigest()}


def _installed() -> Iterator[Mapping[str, str]]:
    for entry in sorted(entry_points(group=_GROUP), key=lambda entry: entry.name):
        yield {"name": entry.name, "version": _version(entry), "sha256": _package(entry.module)}


def _version(entry: EntryPoint) -> str:
    return entry.dist.version if entry.dist else ""


def _named(path: Path) -> Mapping[str, str]:
    files = sorted(path.iterdir()) if path.is_dir() else [path]
    return {"name": path.name, "version": "", "sha256": _hashed(path, [file for file in files if file.suffix in _CODE])}


def _package(name: str) -> str:
    """Return a hash over the code of a package; of a single module over its file."""
    spec = find_spec(name)
    if spec is None or spec.origin is None:
        return ""
    origin = Path(spec.origin)
    if not spec.submodule_search_locations:
        return _hashed(origin, [origin])
    return _hashed(origin.parent, sorted(file for file in origin.parent.rglob("*") if file.suffix in _CODE))


def _hashed(root: Path, files: Iterable[Path]) -> str:
    whole = hashlib.sha256()
    for file in files:
        name = file.relative_to(root).as_posix() if file != root else file.name
        whole.update(f"{name}\0{hashlib.sha256(file.read_bytes()).hexdigest()}\n".encode())
    return whole.hexdigest()


def _previous(candidates: Sequence[Candidate]) -> Mapping[str, Any]:
    """Return a hash over the reports of earlier years, wherever they lie."""
    whole = hashlib.sha256()
    for sha256 in sorted(map(digest, candidates)):
        whole.update(f"{sha256}\n".encode())
    return {"reports": len(candidates), "sha256": whole.hexdigest()}
