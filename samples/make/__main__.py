"""`python -m samples.make` writes the sample folder; `--check` compares and exits 1 on a difference.

`--formats DIR` writes the samples in every format into a folder instead: DOCX, web pages, and text of every kind.
"""

from __future__ import annotations

import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

from samples.make.formats import write_formats
from samples.make.listing import make_all
from samples.make.readme import readme
from samples.make.region import REGIONS, make_regions

FOLDER = Path(__file__).resolve().parent.parent


def wanted() -> dict[str, str]:
    """File names with the text that belongs in them; those of a region stand in a folder."""
    samples, regions = list(make_all()), list(make_regions())
    files = {made.entry.file: made.text for made in samples}
    for region in regions:
        files |= region.files
    return {**files, "README.md": readme(samples, regions)}


def differences(folder: Path, files: Mapping[str, str]) -> list[str]:
    """What is missing, differs, or lies there without being a sample."""
    patterns = ("*.txt", "README.md", *(f"{region.folder}/*.*" for region in REGIONS))
    paths = [path for pattern in patterns for path in folder.glob(pattern)]
    found = {path.relative_to(folder).as_posix(): path.read_text("utf-8") for path in paths}
    changed = {name for name, text in files.items() if found.get(name) != text}
    return sorted(changed | (found.keys() - files.keys()))


def write(folder: Path, files: Mapping[str, str]) -> None:
    for name in differences(folder, files):
        if name in files:
            (folder / name).parent.mkdir(exist_ok=True)
            (folder / name).write_text(files[name], "utf-8", newline="\n")
        else:
            (folder / name).unlink()


def main(arguments: Sequence[str]) -> int:
    if len(arguments) == 2 and arguments[0] == "--formats":
        texts = {Path(name).stem: text for name, text in wanted().items() if name.endswith(".txt") and "/" not in name}
        print("\n".join(write_formats(Path(arguments[1]), texts)))
        return 0
    if list(arguments) not in ([], ["--check"]):
        print("usage: python -m samples.make [--check | --formats DIR]", file=sys.stderr)
        return 2
    files = wanted()
    changed = differences(FOLDER, files)
    if not arguments:
        write(FOLDER, files)
    for name in changed:
        print(("differs: " if arguments else "written: ") + name)
    return 1 if arguments and changed else 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
