"""Loads plugins and collects what they hand over. Whatever is wrong with one stops the run and names it."""

from __future__ import annotations

import difflib
import hashlib
import importlib.util
import sys
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from importlib.metadata import entry_points
from pathlib import Path
from types import ModuleType, SimpleNamespace
from typing import Any, TypeVar

import pluggy

from auditor import hookimpl
from auditor.model.form import Form
from auditor.model.problem import Problem
from auditor.model.rule import Rule
from auditor.model.terms import Terms, WordListSpec
from auditor.plugins import hookspecs
from auditor.plugins.pack import PackError, load_pack
from auditor.reading.formats import READERS
from auditor.reading.reader import Reader
from auditor.record.output import Output

T = TypeVar("T")


class PluginError(Problem):
    """A plugin that cannot be used; the text names it. Fewer rules than expected must not look like a clean audit."""


@dataclass(frozen=True, slots=True)
class Catalogue:
    """Everything the plugins of a run hand over; `sources` says which plugin each rule came from."""

    rules: tuple[Rule, ...]
    sources: Mapping[str, str]
    forms: tuple[Form, ...]
    readers: Mapping[str, Reader]
    outputs: Mapping[str, Output]
    word_lists: tuple[WordListSpec, ...] = ()
    kinds: tuple[str, ...] = ()


def load_catalogue(named: Sequence[Path] = (), outputs: Sequence[Output] = ()) -> Catalogue:
    """Return what the installed plugins and those named by the auditor hand over.

    `named` are Python files, relation packs (.toml), or folders of both. `outputs` are the product's own.

    Raises:
        PluginError: a plugin fails to load, implements no such hook, or hands over a name already taken.
    """
    manager = pluggy.PluginManager(hookspecs.PROJECT)
    manager.add_hookspecs(hookspecs)
    for entry in sorted(entry_points(group=hookspecs.PROJECT), key=lambda entry: entry.name):
        _register(manager, entry.name, entry.load)
    for path in named:
        for file in _plugin_files(path):
            # Two plugins may be called checks.py; their folders tell them apart.
            name = f"{file.resolve().parent.name}/{file.name}" if manager.has_plugin(file.name) else file.name
            _register(manager, name, partial(_load_file, file))
    return _collect(manager, outputs)


def _register(manager: pluggy.PluginManager, name: str, load: Callable[[], object]) -> None:
    # A plugin that fails to load would silently mean fewer rules, so any failure stops the run.
    try:
        plugin = load()
        _check_names(manager, name, plugin)
        manager.register(plugin, name)
        manager.check_pending()
    except PluginError:
        raise
    except (Exception, SystemExit) as error:
        raise PluginError(f"plugin {name!r} cannot be loaded: {type(error).__name__}: {error}") from error
    if not manager.get_hookcallers(plugin):
        raise PluginError(f"plugin {name!r} implements no hook; there are {', '.join(_hooks())}")


def _check_names(manager: pluggy.PluginManager, name: str, plugin: object) -> None:
    """Refuse a hook that would never be called: misspelt, or without its mark."""
    for attribute in dir(plugin):
        if not attribute.startswith("provide_"):
            continue
        if attribute not in _hooks():
            near = difflib.get_close_matches(attribute, _hooks(), n=1, cutoff=0)[0]
            raise PluginError(f"plugin {name!r} has {attribute!r}, which is no hook; did you mean {near!r}?")
        if manager.parse_hookimpl_opts(plugin, attribute) is None:
            raise PluginError(f"plugin {name!r}: {attribute} is not marked with @hookimpl")


def _hooks() -> list[str]:
    return [attribute for attribute in dir(hookspecs) if attribute.startswith("provide_")]


def _plugin_files(path: Path) -> Iterable[Path]:
    if path.is_file():
        return [path]
    if not path.is_dir():
        raise PluginError(f"plugin {str(path)!r}: no such file or folder")
    files = sorted(
        file for file in path.iterdir() if file.suffix in (".py", ".toml") and not file.name.startswith(("_", "."))
    )
    if not files:
        raise PluginError(f"plugin folder {path.name!r} holds no .py or .toml file")
    return files


def _load_file(file: Path) -> object:
    if file.suffix == ".toml":
        rules = load_pack(file)
        return SimpleNamespace(provide_rules=hookimpl(lambda: rules))
    return _load_module(file)


def _load_module(file: Path) -> ModuleType:
    # A name of its own for each file, so that two plugins called checks.py do not replace each other.
    name = f"auditor_plugin_{file.stem}_{hashlib.sha256(str(file.resolve()).encode()).hexdigest()[:8]}"
    spec = importlib.util.spec_from_file_location(name, file)
    if spec is None or spec.loader is None:
        raise PackError(f"{file.name}: neither a Python file nor a relation pack")
    module = importlib.util.module_from_spec(spec)
    sys.modules[name] = module
    spec.loader.exec_module(module)
    return module


def _collect(manager: pluggy.PluginManager, outputs: Sequence[Output]) -> Catalogue:
    rules: dict[str, tuple[Rule, str]] = {}
    forms: dict[str, tuple[Form, str]] = {}
    readers: dict[str, tuple[Reader, str]] = {
        extension: (reader, "auditor") for reader in READERS for extension in reader.extensions
    }
    made: dict[str, tuple[Output, str]] = {output.name: (output, "auditor") for output in outputs}
    terms: list[Terms] = []
    for name, plugin in sorted(manager.list_name_plugin()):
        for rule in _handed_over(plugin, name, "provide_rules", Rule):
            _add(rules, rule.id, rule, name, "rule")
        for form in _handed_over(plugin, name, "provide_forms", Form):
            _add(forms, form.id, form, name, "form")
        for reader in _handed_over(plugin, name, "provide_readers", Reader):
            for extension in reader.extensions:
                _add(readers, extension.lower(), reader, name, "reader for")
        for output in _handed_over(plugin, name, "provide_outputs", Output):
            _add(made, output.name, output, name, "output")
        terms += _handed_over(plugin, name, "provide_terms", Terms)
    known = tuple(form for form, _ in forms.values())
    for rule, name in rules.values():
        _check_forms(rule, name, forms)
        _check_needs(rule, name, known)
    if not rules or not known:
        raise PluginError("no plugin hands over rules and forms; is the package installed whole?")
    return Catalogue(
        rules=tuple(rule for _, (rule, _) in sorted(rules.items())),
        sources={id: name for id, (_, name) in sorted(rules.items())},
        forms=known,
        readers={extension: reader for extension, (reader, _) in readers.items()},
        outputs={key: output for key, (output, _) in made.items()},
        word_lists=tuple(listed for each in terms for listed in each.word_lists),
        kinds=tuple(dict.fromkeys(kind for each in terms for kind in each.kinds)),
    )


def _handed_over(plugin: Any, name: str, hook: str, kind: type[T]) -> Sequence[T]:
    """Call one plugin's hook by itself, so that its failure is known by its name."""
    implementation = getattr(plugin, hook, None)
    if implementation is None:
        return ()
    try:
        values = tuple(implementation())
    except (Exception, SystemExit) as error:
        raise PluginError(f"plugin {name!r}: {hook} failed: {type(error).__name__}: {error}") from error
    for value in values:
        if not isinstance(value, kind):
            raise PluginError(f"plugin {name!r}: {hook} handed over {value!r}, which is no {kind.__name__}")
    return values


def _add(taken: dict[str, tuple[T, str]], key: str, value: T, plugin: str, kind: str) -> None:
    if key in taken:
        raise PluginError(f"{kind} {key} is given twice: by plugin {taken[key][1]!r} and by plugin {plugin!r}")
    taken[key] = (value, plugin)


def _check_forms(rule: Rule, plugin: str, forms: Mapping[str, object]) -> None:
    """Refuse a rule for a form that nobody knows: it would apply to nothing and always look clean."""
    for form in rule.forms:
        if form not in forms:
            raise PluginError(
                f"plugin {plugin!r}: rule {rule.id}: no form is called {form!r}; there are {', '.join(sorted(forms))}"
            )


def _check_needs(rule: Rule, plugin: str, forms: Sequence[Form]) -> None:
    """Refuse a relation over cells that no form has: it would never fire and always look clean."""
    for table, axis, name in rule.needs:
        keys = {
            key
            for form in forms
            for spec in form.tables
            if spec.key == table
            for block in spec.blocks
            for key in ([row.key for row in block.rows] if axis == "row" else [column.key for column in block.columns])
        }
        if not any(key.startswith(name[:-1]) if name.endswith("*") else key == name for key in keys):
            raise PluginError(f"plugin {plugin!r}: rule {rule.id}: table {table!r} of no form has a {axis} {name!r}")
