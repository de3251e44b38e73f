"""A read that takes too long or too much is given up, and the process goes on as it was."""

from __future__ import annotations

import multiprocessing
import os
import resource
import signal
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import pytest

from auditor.reading.guard import within
from auditor.reading.limits import Limits
from auditor.reading.reader import Reader, ReadOptions, ReadText, UnreadableError
from auditor.reading.walk import Candidate, read
from tests.running import put


def told(body: Callable[[], object], **limits: float) -> str:
    with pytest.raises(UnreadableError) as error:
        within(Limits.model_validate(limits), body)
    return error.value.message.en


def spin() -> None:
    while True:
        pass


def spin_and_swallow() -> None:
    while True:
        with suppress(Exception):
            spin()


class Loud:
    """Its end takes long, and what is raised there Python drops."""

    def __del__(self) -> None:
        spin()


def fall(depth: int = 0) -> int:
    return fall(depth + 1) + 1


@pytest.mark.parametrize("body", [spin, spin_and_swallow, lambda: time.sleep(60)])
def test_what_takes_too_long_is_given_up(body: Callable[[], object]) -> None:
    assert told(body, seconds=0.1) == "reading it takes too long (limits.seconds = 0.1)"


def work(seconds: float) -> None:
    end = time.process_time() + seconds
    while time.process_time() < end:
        pass


def test_it_is_the_work_that_counts_and_not_the_clock() -> None:
    def busy_machine() -> str:
        # Other programs have the processor for most of the time.
        for _ in range(20):
            time.sleep(0.05)
            work(0.005)
        return "read"

    assert within(Limits(seconds=0.3), busy_machine) == "read"


def test_a_process_that_was_halted_and_goes_on_is_left_alone() -> None:
    process = multiprocessing.get_context("fork").Process(target=read_a_while)
    process.start()
    time.sleep(0.2)
    os.kill(process.pid or 0, signal.SIGSTOP)
    time.sleep(1)
    os.kill(process.pid or 0, signal.SIGCONT)
    process.join(30)

    assert process.exitcode == 0


def read_slowly() -> None:
    for _ in range(60):
        time.sleep(0.01)
        work(0.002)


def read_a_while() -> None:
    within(Limits(seconds=0.5), read_slowly)


@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
def test_an_alarm_that_is_lost_rings_again() -> None:
    def body() -> None:
        Loud()
        spin()

    assert "too long" in told(body, seconds=0.1)


def test_what_takes_too_much_memory_is_given_up() -> None:
    assert told(lambda: bytearray(300 * 2**20), memory_megabytes=100) == (
        "reading it takes too much memory (limits.memory_megabytes = 100)"
    )


def test_what_takes_less_is_not() -> None:
    assert len(within(Limits(memory_megabytes=400), lambda: bytearray(100 * 2**20))) == 100 * 2**20


def test_what_nests_too_deeply_is_given_up() -> None:
    assert told(fall) == "its contents are nested too deeply"


@pytest.mark.parametrize("body", [lambda: None, spin, fall])
def test_afterwards_everything_is_as_before(body: Callable[[], object]) -> None:
    def state() -> tuple[object, ...]:
        alarms = [signal.getsignal(signal.SIGALRM), signal.getsignal(signal.SIGPROF)]
        timers = [signal.getitimer(signal.ITIMER_REAL), signal.getitimer(signal.ITIMER_PROF)]
        limits = (resource.RLIMIT_AS, resource.RLIMIT_CPU, resource.RLIMIT_CORE)
        return alarms, timers, [resource.getrlimit(limit) for limit in limits]

    before = state()
    with suppress(UnreadableError):
        within(Limits(seconds=0.1), body)

    assert state() == before


def test_a_lower_limit_of_the_machine_stays() -> None:
    before = resource.getrlimit(resource.RLIMIT_AS)
    used = int(Path("/proc/self/statm").read_text().split()[0]) * resource.getpagesize()
    resource.setrlimit(resource.RLIMIT_AS, (used + 50 * 2**20, before[1]))
    try:
        assert "too much memory" in told(lambda: bytearray(200 * 2**20), memory_megabytes=1000)
    finally:
        resource.setrlimit(resource.RLIMIT_AS, before)


def test_in_another_thread_it_does_nothing() -> None:
    ended = []

    def body() -> None:
        within(Limits(seconds=0.01), lambda: time.sleep(0.1))
        ended.append(True)

    thread = threading.Thread(target=body)
    thread.start()
    thread.join()

    assert ended == [True]


def test_an_interrupt_is_none_of_its_business() -> None:
    def body() -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        within(Limits(), body)


def test_native_code_that_hangs_in_a_worker_is_ended_with_it() -> None:
    process = multiprocessing.get_context("fork").Process(target=hang_deaf)
    process.start()
    process.join(60)

    assert process.exitcode == -signal.SIGXCPU


def test_a_worker_that_comes_to_its_end_is_left_alone() -> None:
    process = multiprocessing.get_context("fork").Process(target=end_in_time)
    process.start()
    process.join(30)

    assert process.exitcode == 0


def end_in_time() -> None:
    within(Limits(seconds=0.2), lambda: None)
    work(1.5)


def hang_deaf() -> None:
    # As native code is: it hears no alarm.
    signal.pthread_sigmask(signal.SIG_BLOCK, [signal.SIGALRM, signal.SIGPROF])
    within(Limits(seconds=0.2), spin)


@pytest.mark.parametrize(
    ("body", "reason"),
    [
        (spin, "takes too long"),
        (lambda: bytearray(300 * 2**20), "too much memory"),
        (fall, "nested too deeply"),
        (lambda: exit(0), "reader x failed (SystemExit: 0)"),
        (lambda: {}["page\x1b"], "reader x failed (KeyError: 'page\\x1b')"),
    ],
)
def test_every_reader_runs_inside_it(tmp_path: Path, body: Callable[[], object], reason: str) -> None:
    def broken(data: bytes, options: ReadOptions) -> ReadText:
        body()
        return ReadText("")

    put(tmp_path, {"a.x": "x"})
    options = ReadOptions(limits=Limits(seconds=0.2, memory_megabytes=100))

    with pytest.raises(UnreadableError) as error:
        read(Candidate(tmp_path / "a.x", "a.x"), {".x": Reader("x", (".x",), broken)}, options)
    assert reason in error.value.message.en


def test_an_alarm_at_any_step_is_caught() -> None:
    # It rings no sooner than the kernel's clock has ticked: reads a little longer each meet it at every step.
    ended = []
    for step in range(600):
        try:
            within(Limits(seconds=1e-6), lambda step=step: work(step * 2e-5), small=True)  # type: ignore[misc]
            ended.append("in time")
        except UnreadableError:
            ended.append("too long")

    assert set(ended) == {"in time", "too long"}
    assert signal.getitimer(signal.ITIMER_REAL) == (0.0, 0.0)
    assert signal.getitimer(signal.ITIMER_PROF) == (0.0, 0.0)
