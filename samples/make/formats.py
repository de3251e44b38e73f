"""The samples in every format that is written here: one folder per format, to try the program on."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path

from samples.make.as_docx import docx_bytes
from samples.make.as_html import html_page, mhtml
from samples.make.as_text import VARIANTS, extension

_STYLE = 1
"""A page that was pasted from Word."""

FORMATS: Mapping[str, tuple[str, Callable[[str], bytes]]] = {
    "docx": (".docx", partial(docx_bytes, numbered=True)),
    "html": (".html", lambda text: html_page(text, _STYLE).encode()),
    "html_gb18030": (".html", lambda text: html_page(text, _STYLE, charset="gb18030").encode("gb18030")),
    "mhtml": (".mht", lambda text: mhtml(html_page(text, _STYLE))),
    **{name: (extension(name), save) for name, save in VARIANTS.items()},
}
"""By name: the extension, and what makes a file's bytes of a report text."""


def write_formats(folder: Path, texts: Mapping[str, str]) -> list[str]:
    """Write each text in every format into a folder of the format's name; return the names of the folders."""
    for name, (suffix, save) in FORMATS.items():
        (folder / name).mkdir(parents=True, exist_ok=True)
        for stem, text in texts.items():
            (folder / name / f"{stem}{suffix}").write_bytes(save(text))
    return list(FORMATS)
