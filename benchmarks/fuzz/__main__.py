"""Feed a reader broken files until the time is over; exit 1 where it did anything but read them or say why not."""

from __future__ import annotations

import argparse
import multiprocessing
import sys
import tempfile
import time
import traceback
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from functools import partial
from multiprocessing.connection import Connection
from pathlib import Path

from auditor.engine.audit import read_options
from auditor.plugins.load import load_catalogue
from auditor.reading.guard import within
from auditor.reading.limits import Limits
from auditor.reading.reader import Reader, ReadOptions, ReadText, UnreadableError
from auditor.reading.walk import find, read
from benchmarks.fuzz.material import material
from benchmarks.fuzz.mutate import mutated

LIMITS = Limits(seconds=10, memory_megabytes=1000)
SILENT_SECONDS = 60


def main() -> int:
    """Run and print what came of it: a line of figures, and the seed of the first input for each way to break."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.fuzz", description=__doc__)
    parser.add_argument("reader", choices=["docx", "html", "pdf", "plain", "markdown", "archive"])
    parser.add_argument("--seconds", type=float, default=60)
    parser.add_argument("--seed", type=int, default=0, help="the first input; the others count on from it")
    parser.add_argument("--save", type=Path, help="write the input of this --seed here, and stop")
    asked = parser.parse_args()
    whole = material(asked.reader)
    if asked.save:
        asked.save.write_bytes(mutated(whole, asked.seed))
        return 0
    outcomes, broken = _tried(asked.reader, whole, asked.seed, asked.seconds)
    print(
        f"{asked.reader}: {sum(outcomes.values())} inputs, "
        + ", ".join(f"{n} {what}" for what, n in sorted(outcomes.items()))
    )
    for what, seed in broken.items():
        print(f"  --seed {seed}: {what}")
    return int(bool(broken))


def _tried(reader: str, whole: Sequence[bytes], seed: int, seconds: float) -> tuple[Counter[str], dict[str, int]]:
    """Try inputs in a process of their own, which is started anew when one ends it or halts it."""
    outcomes: Counter[str] = Counter()
    broken: dict[str, int] = {}
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        here, there = multiprocessing.Pipe(duplex=False)
        process = multiprocessing.Process(target=_worker, args=(there, reader, whole, seed))
        process.start()
        there.close()
        while time.monotonic() < until:
            try:
                outcome, what = (
                    here.recv() if here.poll(SILENT_SECONDS) else ("halted", "it neither ends nor is stopped")
                )
            except EOFError:
                process.join()
                outcome, what = "crashed", f"the process ended with {process.exitcode}"
            outcomes[outcome] += 1
            if what:
                broken.setdefault(what, seed)
            seed += 1
            if outcome in ("halted", "crashed"):
                break
        process.kill()
        process.join()
    return outcomes, broken


def _worker(pipe: Connection, reader: str, whole: Sequence[bytes], seed: int) -> None:
    read_one = _reading(reader)
    while True:
        pipe.send(_outcome(read_one, mutated(whole, seed)))
        seed += 1


def _reading(reader: str) -> Callable[[bytes], ReadText]:
    catalogue = load_catalogue()
    options = read_options(catalogue.forms, LIMITS)
    if reader == "archive":
        return lambda data: _archive(data, catalogue.readers, options)
    chosen = next(each for each in catalogue.readers.values() if each.name == reader)
    return lambda data: chosen.read(data, options)


def _archive(data: bytes, readers: Mapping[str, Reader], options: ReadOptions) -> ReadText:
    """Read all that an archive holds; what is unreadable in it is told as text."""
    texts = []
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder, "a.zip")
        file.write_bytes(data)
        for candidate in find([file], readers, limits=options.limits).candidates:
            try:
                texts.append(f"{candidate.path}\n{read(candidate, readers, options).text}")
            except UnreadableError as error:
                if " failed (" in error.message.en:
                    raise RuntimeError(error.message.en) from error
                texts.append(f"{candidate.path}: {error.message.en}")
        if list(Path(folder).iterdir()) != [file]:
            raise RuntimeError("something was written to the disk")
    return ReadText("\n".join(texts))


def _outcome(read_one: Callable[[bytes], ReadText], data: bytes) -> tuple[str, str]:
    """Return how a read ended, and what is wrong with that."""
    try:
        first, second = (within(LIMITS, partial(read_one, data)) for _ in range(2))
    except UnreadableError as error:
        stopped = any(f"limits.{name}" in error.message.en for name in ("seconds", "memory_megabytes"))
        return ("stopped", error.message.en) if stopped else ("unreadable", "")
    except Exception as error:
        last = traceback.extract_tb(error.__traceback__)[-1]
        return "broke", f"{type(error).__name__} in {Path(last.filename).name}:{last.lineno}: {error}"[:200]
    if first != second:
        return "differed", "two reads of it differ"
    lines = first.text.count("\n")
    if first.origins and len(first.origins) != lines + (not first.text.endswith("\n")):
        return "misplaced", "its origins are not one per line"
    return "read", ""


if __name__ == "__main__":
    sys.exit(main())
