"""Work in threads: order, failures, interruptions, and threads that stay."""

from __future__ import annotations

import os
import threading
from collections.abc import Callable
from functools import partial

import pytest

from citypact.engine.workers import StoppedError, Watch, work


def tasks(count: int) -> list[Callable[[], int]]:
    return [partial(pow, number, 2) for number in range(count)]


@pytest.mark.parametrize("threads", [1, 2, 7, 1000])
@pytest.mark.parametrize("count", [0, 1, 5, 100])
def test_results_come_in_the_order_of_the_tasks(threads: int, count: int) -> None:
    found = work(tasks(count), threads, Watch(count, None))
    assert found == [number * number for number in range(count)]


def test_as_many_tasks_run_at_once_as_there_are_threads() -> None:
    """Each waits for the others: with fewer threads none would end."""
    together = threading.Barrier(4, timeout=60)
    work([together.wait] * 4, 4, Watch(4, None))


def test_who_asks_works_too() -> None:
    together = threading.Barrier(2, timeout=60)

    def who() -> int:
        together.wait()
        return threading.get_ident()

    assert threading.get_ident() in work([who, who], 2, Watch(2, None))


def test_threads_stay_for_the_next_piece() -> None:
    for _ in range(20):
        work([threading.Barrier(3, timeout=60).wait] * 3, 3, Watch(3, None))
        alive = threading.active_count()
        work([threading.Barrier(3, timeout=60).wait] * 3, 3, Watch(3, None))
        assert threading.active_count() <= alive + 1  # the last may not be at rest yet


def test_the_first_failure_is_passed_on_and_ends_the_rest() -> None:
    watch = Watch(2, None)
    failed = threading.Event()

    def fail() -> None:
        failed.set()
        message = "spoilt"
        raise KeyError(message)

    def endless() -> None:
        assert failed.wait(60)
        while True:
            watch.advance(0)

    with pytest.raises(KeyError, match="spoilt"):
        work([fail, endless], 2, watch)
    with pytest.raises(StoppedError):
        watch.advance(1)


def test_an_interruption_ends_the_rest() -> None:
    owner = threading.get_ident()
    others: list[str] = []
    together = threading.Barrier(2, timeout=60)

    def task() -> None:
        together.wait()
        if threading.get_ident() == owner:
            raise KeyboardInterrupt
        try:
            while True:
                watch.advance(0)
        except StoppedError:
            others.append("ended")
            raise

    watch = Watch(2, None)
    with pytest.raises(KeyboardInterrupt):
        work([task, task], 2, watch)
    assert others == ["ended"]


def test_work_within_work_ends() -> None:
    def outer() -> list[int]:
        return work(tasks(3), 4, Watch(3, None))

    assert work([outer] * 8, 4, Watch(8, None)) == [[0, 1, 4]] * 8


def test_a_process_that_is_forked_off_works() -> None:
    work(tasks(8), 4, Watch(8, None))
    child = os.fork()
    if child == 0:
        together = threading.Barrier(2, timeout=20)
        try:
            work([together.wait] * 2, 2, Watch(2, None))
        except BaseException:  # noqa: BLE001  whatever it is, the parent is told
            os._exit(1)
        os._exit(0)
    assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 0
