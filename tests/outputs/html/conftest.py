"""A run over made-up reports, and its pages."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

import pytest

from auditor.cli.main import main
from auditor.record.view import Run
from tests.outputs.html import made_up

Audited = Callable[..., Run]

FILES = {
    "水务局-2023.txt": made_up.report(),
    "南浦镇-2020.txt": made_up.report("青川市临江区南浦镇人民政府", 2020, form=2019),
    "档案馆-2023.txt": made_up.flattened(),
    "通知.txt": "关于召开会议的通知\n请各单位参加。\n",
    "封面.png": "",
}


@pytest.fixture
def audited(tmp_path: Path) -> Iterator[Audited]:
    """Audit some texts, by file name, and open the record."""
    runs: list[Run] = []

    def audit(files: Mapping[str, str], *options: str | Path) -> Run:
        folder, out = tmp_path / "in", tmp_path / f"record{len(runs)}"
        folder.mkdir(exist_ok=True)
        for old in folder.iterdir():
            old.unlink()
        for name, text in files.items():
            (folder / name).write_text(text, encoding="utf-8", newline="\n")
        json = f"json={tmp_path / 'run.json'}"
        arguments = (folder, "-o", out, "-f", json, "--now", "2024-02-01", "--jobs", "1", "-q", *options)
        code = main([str(argument) for argument in arguments])
        assert code in (0, 1, 3, 4)
        if not (out / "audit.db").is_file():
            raise AssertionError("no record was kept")
        runs.append(Run(out))
        return runs[-1]

    yield audit
    for run in runs:
        run.close()
