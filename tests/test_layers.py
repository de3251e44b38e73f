"""The house keeps its layers: imports point left, one layer prints, one opens audited files."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
PACKAGE = ROOT / "auditor"
FILES = sorted(PACKAGE.rglob("*.py"))

LAYERS = {
    "model": 0,
    "reading": 1, "grammar": 1, "forms": 1, "plugins": 1,
    "engine": 2, "record": 2,
    "outputs": 3,
    "cli": 4,
}  # fmt: skip
"""How far right each part stands; an import may only point left, or stay in its layer."""

ALLOWED = {("plugins", "auditor.record.output")}
"""A plugin hands over outputs, so the hooks must know what one is."""

KIT = PACKAGE / "testing.py"
"""The kit for rule authors stands outside the layers: nothing in the product may lean on it."""


def part(module: str) -> str | None:
    """The part of the package that a module belongs to; None for the package itself, which re-exports the rule API."""
    names = module.split(".")
    return names[1] if names[0] == "auditor" and len(names) > 1 else None


def name_of(file: Path) -> str:
    return ".".join(file.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__")


def imports(file: Path) -> Iterator[str]:
    """Every module a file imports, anywhere in it."""
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{file}: relative import"
            module = node.module or ""
            yield module
            # `from auditor import engine` is an import of auditor.engine.
            yield from (
                f"{module}.{alias.name}" for alias in node.names if module == "auditor" and alias.name in LAYERS
            )


def calls(file: Path) -> Iterator[str]:
    """The name of everything a file calls."""
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Call):
            if isinstance(node.func, ast.Name):
                yield node.func.id
            elif isinstance(node.func, ast.Attribute):
                yield node.func.attr


def test_there_is_something_to_look_at() -> None:
    assert {part(name_of(file)) for file in FILES} >= LAYERS.keys()


@pytest.mark.parametrize("file", FILES, ids=name_of)
def test_imports_point_left(file: Path) -> None:
    own = part(name_of(file))
    if file == KIT or own is None:
        return
    for module in imports(file):
        other = part(module)
        if other is not None and (own, module) not in ALLOWED:
            assert other in LAYERS, f"{name_of(file)} imports {module}"
            assert LAYERS[other] <= LAYERS[own], f"{name_of(file)} imports {module}"


def test_the_package_itself_offers_the_model_and_nothing_else() -> None:
    assert {part(module) for module in imports(PACKAGE / "__init__.py")} <= {None, "model"}


@pytest.mark.parametrize("file", FILES, ids=name_of)
def test_the_engine_knows_no_plugin(file: Path) -> None:
    assert not [module for module in imports(file) if module.split(".")[0] in ("auditor_rules", "auditor_plugins")]


@pytest.mark.parametrize("file", FILES, ids=name_of)
def test_nothing_leans_on_the_test_kit(file: Path) -> None:
    assert "auditor.testing" not in set(imports(file))


@pytest.mark.parametrize("file", [file for file in FILES if part(name_of(file)) != "cli"], ids=name_of)
def test_only_the_command_line_prints(file: Path) -> None:
    assert not {"print", "echo", "secho", "print_exc"} & set(calls(file))
    source = file.read_text(encoding="utf-8")
    assert "sys.stdout" not in source
    assert "sys.stderr" not in source
    assert "click" not in {module.split(".")[0] for module in imports(file)}


OPENING = {"open", "read_bytes", "read_text", "scandir", "listdir", "iterdir", "glob", "rglob", "walk", "stat"}
READ_FOR_THEIR_OWN = {
    "auditor.engine.decisions": "the reviewers' decisions",
    "auditor.engine.manifest": "the manifest that the auditor names",
    "auditor.engine.provenance": "the program, plugins and settings, to tell one version from another",
    "auditor.engine.scoring": "the scoring scheme",
    "auditor.plugins.load": "folders of plugins that the auditor names",
    "auditor.plugins.pack": "relation packs",
    "auditor.forms.load": "forms",
    "auditor.record.file": "what is being written",
    "auditor.record.folder": "the output folder",
    "auditor.record.store": "the run record",
    "auditor.record.results": "a run to compare with",
    "auditor.record.view": "the run record",
}
"""Files that are opened outside reading, none of them audited."""


@pytest.mark.parametrize(
    "file",
    [
        file
        for file in FILES
        if part(name_of(file)) not in ("reading", "outputs", "cli") and name_of(file) not in READ_FOR_THEIR_OWN
    ],
    ids=name_of,
)
def test_only_reading_opens_audited_files(file: Path) -> None:
    assert not OPENING & set(calls(file))


@pytest.mark.parametrize("file", [file for file in FILES if part(name_of(file)) in ("outputs", "cli")], ids=name_of)
def test_outputs_and_command_line_leave_audited_files_to_reading(file: Path) -> None:
    assert not {"scandir", "listdir", "rglob", "walk", "stat", "read_bytes"} & set(calls(file))


@pytest.mark.parametrize("file", [file for file in FILES if part(name_of(file)) not in ("cli",)], ids=name_of)
def test_nothing_but_the_command_line_reads_a_clock(file: Path) -> None:
    assert not {"today", "now", "utcnow", "time", "monotonic", "localtime"} & set(calls(file))
