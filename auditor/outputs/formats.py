"""The outputs of the product. A module is imported when its output is asked for, so that nobody waits for the others."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from importlib import import_module
from pathlib import Path
from typing import Any

from auditor.record.output import Output
from auditor.record.view import Run


def _call(module: str, function: str, run: Run, target: Path, lang: str) -> None:
    write: Any = getattr(import_module(f"auditor.outputs.{module}"), function)
    write(run, target, lang)


def _of(module: str, function: str = "write") -> Callable[[Run, Path, str], None]:
    return partial(_call, module, function)


OUTPUTS = (
    Output(
        "html",
        text=False,
        write=_of("html.pages", "write_file"),
        write_folder=_of("html.pages", "write_folder"),
        owned=(r"reports/[0-9a-f]{12}(-\d+)?\.html", r"index-\d+\.html"),
    ),
    Output("json", text=True, write=_of("json_v1")),
    Output("sarif", text=True, write=_of("sarif")),
    Output("junit", text=True, write=_of("junit")),
    Output("csv", text=True, write=_of("csv_table")),
    Output("xlsx", text=False, write=_of("xlsx")),
    Output("markdown", text=True, write=_of("markdown")),
    Output("letters", text=False, write=_of("letters.folder"), write_folder=_of("letters.folder", "write_folder")),
    Output(
        "annotated", text=False, write=_of("annotated.folder"), write_folder=_of("annotated.folder", "write_folder")
    ),
)
"""Name, kind and module of each; plugins add theirs."""
