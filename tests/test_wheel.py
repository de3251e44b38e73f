"""The wheel installs our three packages whole, and nothing by another name."""

from __future__ import annotations

import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]


@pytest.fixture(scope="module")
def names(tmp_path_factory: pytest.TempPathFactory) -> set[str]:
    """Every file of a wheel built from this checkout."""
    target = tmp_path_factory.mktemp("wheel")
    subprocess.run(
        [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(target)],
        cwd=ROOT,
        check=True,
        capture_output=True,
    )
    (wheel,) = target.glob("*.whl")
    return set(zipfile.ZipFile(wheel).namelist())


def test_the_wheel_installs_only_our_names(names: set[str]) -> None:
    assert {name.split("/")[0] for name in names if ".dist-info" not in name} == {
        "auditor",
        "auditor_rules",
        "auditor_plugins",
    }


@pytest.mark.parametrize(
    "name",
    [
        "auditor/grammar/report.lark", "auditor/grammar/relation.lark", "auditor/py.typed",
        "auditor_rules/forms/ogi_2019.toml", "auditor_rules/forms/ogi_2021.toml", "auditor_rules/relations/ties.toml",
        "auditor_rules/py.typed", "auditor_plugins/leader_named.py", "auditor_plugins/local_ties.toml", "auditor_plugins/py.typed",
    ],
)  # fmt: skip
def test_what_is_not_code_is_in_the_wheel_too(names: set[str], name: str) -> None:
    assert name in names


def test_every_data_file_of_the_packages_is_in_the_wheel(names: set[str]) -> None:
    homes = {
        "auditor": ROOT / "auditor",
        "auditor_rules": ROOT / "rules/auditor_rules",
        "auditor_plugins": ROOT / "plugins/auditor_plugins",
    }
    wanted = {
        f"{package}/{file.relative_to(home).as_posix()}"
        for package, home in homes.items()
        for file in home.rglob("*")
        if file.is_file() and "__pycache__" not in file.parts
    }

    assert wanted <= names


def test_neither_tests_nor_samples_are_in_the_wheel(names: set[str]) -> None:
    assert not [name for name in names if "test_" in name or name.startswith(("tests/", "samples/"))]


def test_the_command_and_the_plugin_group_are_declared(names: set[str]) -> None:
    assert any(name.endswith(".dist-info/entry_points.txt") for name in names)
