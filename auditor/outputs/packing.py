"""Packs the parts of a document so that the same parts give the same bytes, whenever and wherever."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable

_DATE = (1980, 1, 1, 0, 0, 0)


def packed(members: Iterable[tuple[str, bytes]]) -> bytes:
    """Return members as a ZIP archive, in the order given and without dates."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, data in members:
            info = zipfile.ZipInfo(name, _DATE)
            info.compress_type = zipfile.ZIP_DEFLATED
            # Which system packed it is no business of the result.
            info.create_system = 0
            archive.writestr(info, data)
    return out.getvalue()
