"""Records and results that a person names: looked at, whole, before anything is made from them."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from auditor.record.results import Results, of_run, read_results
from auditor.record.store import RecordError
from auditor.record.view import Run

_JSON = ".json"


@contextmanager
def opened(path: Path) -> Iterator[Run]:
    """Give a run record, named itself or by its folder.

    Raises:
        RecordError: there is none, it is damaged, or it changes while it is read.
    """
    # Pydantic is loaded only where there is something to check.
    from auditor.outputs.record_shape import check

    run = Run(path)
    try:
        check(run)
        yield run
    except sqlite3.Error as error:
        raise RecordError(f"{run.file}: a damaged run record ({error}) / 审核记录已损坏") from error
    finally:
        run.close()


def results(path: Path) -> Results:
    """Return the results of a run record or of a JSON version 1 file.

    Raises:
        RecordError: there is neither, or it is damaged.
    """
    if path.suffix.lower() == _JSON:
        from auditor.outputs.record_shape import check_published

        found = read_results(path)
        check_published(path)
        return found
    with opened(path) as run:
        return of_run(run)
