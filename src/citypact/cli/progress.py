"""How far a long piece of work has come, on standard error.

In a terminal a bar moves; elsewhere, as in a log, each step is one line when it begins and
one when it is done, and nothing is written in between.
"""

from __future__ import annotations

import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Protocol

import click

if TYPE_CHECKING:
    from rich.progress import Progress as Bars

__all__ = ["Advance", "Late", "Progress", "long_run", "patient", "shown"]

#: A run of fewer draws is over before a bar could be read.
MANY_DRAWS = 100_000

#: Seconds after which a person wants to know that something happens.
PATIENCE = 2.0

#: Called with how much is done and how much there is, in the same unit.
Advance = Callable[[int, int], None]


class Progress(Protocol):
    """What a verb tells of its work."""

    @contextmanager
    def step(self, label: str) -> Iterator[Advance]:
        """Say that ``label`` begins, give a way to tell how far it is, and say that it is done."""


class Lines:
    """Plain lines: for a log, a pipe, or a person with a screen reader."""

    @contextmanager
    def step(self, label: str) -> Iterator[Advance]:
        """Write the label, and it again with the seconds that it took."""
        click.echo(f"{label} …", err=True)
        begun = time.perf_counter()
        yield _say_nothing
        click.echo(f"{label}: {time.perf_counter() - begun:.1f} s", err=True)


class Terminal:
    """A bar for each step, with its time."""

    def __init__(self, bars: Bars) -> None:
        """Draw on ``bars``."""
        self.bars = bars

    @contextmanager
    def step(self, label: str) -> Iterator[Advance]:
        """Draw a bar that moves to and fro until the work says how far it is."""
        task = self.bars.add_task(label, total=None)

        def advance(done: int, total: int) -> None:
            self.bars.update(task, completed=done, total=total)

        yield advance
        self.bars.update(task, completed=1, total=1)
        self.bars.stop_task(task)


def _say_nothing(done: int, total: int) -> None:
    """What a log is told between the beginning and the end of a step."""


class Late:
    """A bar that is drawn once the work has taken a while."""

    def __init__(self, label: str, bars: Callable[[], Bars]) -> None:
        """Draw ``label`` and a bar on what ``bars`` makes."""
        self.label = label
        self.make = bars
        self.lock = threading.Lock()
        self.bars: Bars | None = None
        self.over = False
        self.known: tuple[int, int | None] = (0, None)

    def advance(self, done: int, total: int) -> None:
        """Say how far the work is, whether the bar is there yet or not."""
        with self.lock:
            self.known = (done, total)
            if self.bars is not None:
                self.bars.update(self.bars.task_ids[0], completed=done, total=total)

    def show(self) -> None:
        """Draw the bar, unless the work is over."""
        with self.lock:
            if self.over:
                return
            self.bars = self.make()
            done, total = self.known
            self.bars.add_task(self.label, completed=done, total=total)
            self.bars.start()

    def stop(self) -> None:
        """Say that the work is over."""
        with self.lock:
            self.over = True
            if self.bars is not None:
                self.bars.stop()


@contextmanager
def patient(label: str) -> Iterator[Advance]:
    """Show how far a piece of work is once it has taken two seconds and a person looks on."""
    if not sys.stderr.isatty():
        yield _say_nothing
        return
    late = Late(label, lambda: _bars(transient=True))
    timer = threading.Timer(PATIENCE, late.show)
    timer.daemon = True
    timer.start()
    try:
        yield late.advance
    finally:
        timer.cancel()
        late.stop()


def _bars(*, transient: bool = False) -> Bars:
    # Imported where a terminal is there to draw in: it costs a tenth of a second.
    from rich import console, progress

    columns = (
        progress.TextColumn("{task.description}"),
        progress.BarColumn(),
        progress.TimeElapsedColumn(),
    )
    return progress.Progress(*columns, console=console.Console(stderr=True), transient=transient)


@contextmanager
def shown() -> Iterator[Progress]:
    """Show progress in the way that standard error can."""
    if not sys.stderr.isatty():
        yield Lines()
        return
    with _bars() as bars:
        yield Terminal(bars)


@contextmanager
def long_run(draws: int) -> Iterator[Advance | None]:
    """Show how far a single run is where that takes a while and a person looks on."""
    if draws < MANY_DRAWS or not sys.stderr.isatty():
        yield None
        return
    with shown() as progress, progress.step(f"{draws:,} draws") as advance:
        yield advance
