"""Doing pieces of work side by side, in threads.

This is the seam for distribution: a piece of work is a function of what it is given, and what
it returns can be merged. Threads do because the native executor, and NumPy within an operation,
let go of the interpreter's lock. The threads stay for the next piece, and whoever asks works too.
"""

from __future__ import annotations

import operator
import os
import threading
from collections.abc import Callable, Sequence
from concurrent.futures import Future, ThreadPoolExecutor, wait
from functools import lru_cache
from typing import Final, Generic, TypeAlias, TypeVar

from citypact.errors import CitypactError, InputError

__all__ = [
    "Progress",
    "StoppedError",
    "Watch",
    "default_threads",
    "threads_from",
    "whole_number",
    "work",
]

_T = TypeVar("_T")
#: Called with how much is done, and how much there is to do.
Progress: TypeAlias = Callable[[int, int], None]

_POLL_SECONDS: Final = 0.05
#: More threads than this help nobody; a piece of work that finds none is done by who asks.
_MOST_THREADS: Final = 256


class StoppedError(CitypactError):
    """Work was given up because another piece of it failed or was interrupted."""


class Watch:
    """What workers and the one who waits for them share."""

    def __init__(self, total: int, progress: Progress | None) -> None:
        """Expect ``total`` units of work; tell ``progress``, in the thread that waits."""
        self._total = total
        self._progress = progress
        self._done = 0
        self._told = 0
        self._lock = threading.Lock()
        self._stopped = threading.Event()
        self._owner = threading.get_ident()

    def advance(self, amount: int) -> None:
        """Say that ``amount`` more is done.

        Raises:
            StoppedError: the work has been given up.
        """
        with self._lock:
            self._done += amount
        if threading.get_ident() == self._owner:
            self.tell()
        if self._stopped.is_set():
            message = "the work was stopped"
            raise StoppedError(message)

    def tell(self) -> None:
        """Pass on the progress, if there is any since the last time."""
        if self._progress is not None and self._done != self._told:
            self._told = self._done
            self._progress(self._told, self._total)

    def stop(self) -> None:
        """Let every worker end at its next :meth:`advance`."""
        self._stopped.set()


def default_threads() -> int:
    """How many processors this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def threads_from(threads: int | None) -> int:
    """How many threads are meant: as many as there are processors if None.

    Raises:
        InputError: it is no whole number of at least 1.
    """
    return default_threads() if threads is None else whole_number("threads", threads, 1)


def whole_number(what: str, value: int, least: int) -> int:
    """Return ``value`` if it is a whole number of at least ``least``; ``what`` is in the message.

    Raises:
        InputError: it is not.
    """
    try:
        number = operator.index(value)
    except TypeError:
        message = f"{what} must be a whole number, not {value!r}"
        raise InputError(message) from None
    if number < least:
        message = f"{what} must be at least {least}, not {number}"
        raise InputError(message)
    return number


def work(tasks: Sequence[Callable[[], _T]], threads: int, watch: Watch) -> list[_T]:
    """Run ``tasks`` in up to ``threads`` threads, this one among them; results in the order given.

    A failure or an interruption stops the others before it is passed on.
    """
    shared = _Shared(tasks, watch)
    helpers = min(threads, len(tasks)) - 1
    futures = [_pool().submit(shared.run) for _ in range(helpers)]
    try:
        shared.run()
        _await(futures, watch)
    except BaseException:
        shared.give_up()
        wait([future for future in futures if not future.cancel()])
        raise
    return shared.results()


def _await(futures: Sequence[Future[None]], watch: Watch) -> None:
    """Wait for those that have begun, passing on progress; nothing is left for the others."""
    waiting = {future for future in futures if not future.cancel()}
    while waiting:
        _, waiting = wait(waiting, timeout=_POLL_SECONDS)
        watch.tell()


class _Shared(Generic[_T]):
    """Tasks that several threads take one by one."""

    def __init__(self, tasks: Sequence[Callable[[], _T]], watch: Watch) -> None:
        self._tasks = tasks
        self._watch = watch
        self._lock = threading.Lock()
        self._next = 0
        self._found: dict[int, _T] = {}
        self._failure: BaseException | None = None

    def run(self) -> None:
        """Run one task after the other until none is left, or one has failed anywhere."""
        while self._failure is None:
            with self._lock:
                number = self._next
                self._next += 1
            if number >= len(self._tasks):
                return
            try:
                self._found[number] = self._tasks[number]()
            except Exception as failure:  # noqa: BLE001  passed on by results()
                self._fail(failure)

    def give_up(self) -> None:
        """Let no more tasks be taken, and those that still run end soon."""
        self._next = len(self._tasks)
        self._watch.stop()

    def _fail(self, failure: Exception) -> None:
        with self._lock:
            if self._failure is None:
                self._failure = failure
        self.give_up()

    def results(self) -> list[_T]:
        """What the tasks returned; raises the first failure if there was one."""
        if self._failure is not None:
            raise self._failure
        return [self._found[number] for number in range(len(self._tasks))]


@lru_cache(maxsize=1)
def _pool() -> ThreadPoolExecutor:
    return ThreadPoolExecutor(_MOST_THREADS, thread_name_prefix="citypact")


# A process that is forked off has the pool, but not its threads.
if hasattr(os, "register_at_fork"):
    os.register_at_fork(after_in_child=_pool.cache_clear)
