"""Which cells of a row are its figures, where merged cells have left blanks before, behind or between them."""

from __future__ import annotations

from collections.abc import Sequence

from auditor.model.document import Row


def cut(row: Row, start: int, end: int) -> Row:
    """Return some of a row's cells."""
    return Row(row.texts[start:end], row.lines[start:end], row.cols[start:end])


class Figures:
    """Fits the rows of one table to their columns; one row may tell how another is to be read."""

    def __init__(self) -> None:
        self._blanks_lead: dict[int, bool] = {}

    def fit(self, row: Row, start: int, columns: Sequence[str], repeated: Sequence[str] = ()) -> tuple[int, Row] | None:
        """Return where the figures begin and as many of them as there are columns, or None where that is not certain.

        A merged label leaves blank cells before the figures, a merged head leaves them behind; where both could be,
        other rows of the same length tell. `repeated` are the columns as printed where a merged head stands in every
        cell that it covers: so may its figures.
        """
        texts, expected = row.texts[start:], len(columns)
        excess = len(texts) - expected
        if excess < 0:
            return None
        if not excess:
            return start, cut(row, start, len(row.texts))
        leads = not any(text.strip() for text in texts[:excess])
        trails = not any(text.strip() for text in texts[expected:])
        if leads and trails and any(text.strip() for text in texts):
            known = self._blanks_lead.get(len(row.texts))
            if known is None:
                return None
            leads, trails = known, not known
        elif leads != trails:
            self._blanks_lead[len(row.texts)] = leads
        if trails:
            return start, cut(row, start, start + expected)
        if leads:
            return start + excess, cut(row, start + excess, len(row.texts))
        return _each_once(row, start, columns, repeated)


def _each_once(row: Row, start: int, columns: Sequence[str], repeated: Sequence[str]) -> tuple[int, Row] | None:
    texts = row.texts[start:]
    if len(texts) != len(repeated):
        return None
    first = [n for n in range(len(texts)) if n == 0 or repeated[n] != repeated[n - 1]]
    if [repeated[n] for n in first] != [*columns]:
        return None
    if any(texts[n] != texts[n - 1] for n in range(1, len(texts)) if n not in first):
        return None
    at = [start + n for n in first]
    return start, Row(tuple(row.texts[n] for n in at), tuple(row.lines[n] for n in at), tuple(row.cols[n] for n in at))
