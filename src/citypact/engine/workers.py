"""Doing pieces of work side by side, in threads.

This is the seam for distribution: a piece of work is a function of what it is given, and what
it returns can be merged. Threads do because the native executor, and NumPy within an operation,
let go of the interpreter's lock.
"""

from __future__ import annotations

import operator
import os
import threading
from collections.abc import Callable, Sequence
from concurrent.futures import FIRST_EXCEPTION, Future, ThreadPoolExecutor, wait
from typing import Final, TypeAlias, TypeVar

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
    """Run ``tasks`` in up to ``threads`` threads; what they return, in the order given.

    A failure or an interruption stops the others before it is passed on.
    """
    if threads == 1 or len(tasks) == 1:
        return [task() for task in tasks]
    with ThreadPoolExecutor(threads, thread_name_prefix="citypact") as pool:
        futures = [pool.submit(task) for task in tasks]
        try:
            _await(futures, watch)
        except BaseException:
            watch.stop()
            raise
    return [future.result() for future in futures]


def _await(futures: list[Future[_T]], watch: Watch) -> None:
    """Wait for all, passing on progress; raise the first failure at once."""
    waiting: set[Future[_T]] = set(futures)
    while waiting:
        done, waiting = wait(waiting, timeout=_POLL_SECONDS, return_when=FIRST_EXCEPTION)
        watch.tell()
        for future in done:
            future.result()
