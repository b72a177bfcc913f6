"""A second process, for what need not wait for the first: most machines have two cores and more."""

from __future__ import annotations

import os
import signal
from collections.abc import Callable, Iterator
from concurrent.futures import BrokenExecutor, Executor, ProcessPoolExecutor
from contextlib import contextmanager
from functools import partial
from multiprocessing import active_children, get_context, parent_process
from threading import Thread
from typing import ParamSpec, TypeVar

__all__ = ["SecondProcess", "second_process"]

_Asked = ParamSpec("_Asked")
_Found = TypeVar("_Found")


class SecondProcess:
    """Works in the order in which it is asked to."""

    def __init__(self, pool: Executor) -> None:
        """Work in the one process of ``pool``."""
        self._pool = pool

    def begin(
        self, work: Callable[_Asked, _Found], *args: _Asked.args, **kwargs: _Asked.kwargs
    ) -> Callable[[], _Found]:
        """Ask for ``work``, which can be sent there and gives something that can be sent back.

        Returns:
            What gives it, or raises what the work raises, once: it waits for what has been begun,
            and works here where it has not been yet, or where the process has died.
        """
        here = partial(work, *args, **kwargs)
        try:
            begun = self._pool.submit(here)
        except BrokenExecutor:
            return here

        def taken() -> _Found:
            if begun.cancel():
                return here()
            try:
                return begun.result()
            except BrokenExecutor:
                return here()

        return taken


@contextmanager
def second_process() -> Iterator[SecondProcess]:
    """A process that works beside this one, and ends with it however this one ends.

    What it has not begun at the end of the block is not done any more, and where the block is left
    by an exception, as at an interrupt, what it was doing is given up.
    """
    others = {each.pid for each in active_children()}
    pool = ProcessPoolExecutor(1, get_context("spawn"), _prepare)
    try:
        yield SecondProcess(pool)
    except BaseException:
        for each in active_children():
            if each.pid not in others:
                each.kill()
        raise
    finally:
        pool.shutdown(cancel_futures=True)


def _prepare() -> None:
    """Leave interrupts to the first process, and end with it even where it is killed."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    Thread(target=_end_with_the_first, daemon=True).start()


def _end_with_the_first() -> None:
    first = parent_process()
    if first is not None:
        first.join()
        os._exit(1)
