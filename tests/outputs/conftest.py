"""What the tests of outputs share: one run in which everything happens."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from tests.outputs.busy import busy, output


@pytest.fixture(scope="session")
def record(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The record of that run."""
    return busy(tmp_path_factory.mktemp("busy"))


@pytest.fixture(scope="session")
def published(record: Path) -> Any:
    """The same run as JSON version 1, which the other outputs must agree with."""
    return json.loads(output(record, "json").read_text(encoding="utf-8"))
