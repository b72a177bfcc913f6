"""``citypact bench``: how soon figures answer while a person moves a measure."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from functools import partial

from citypact.cli.bench_subject import MILLISECONDS, Figure, Subject
from citypact.cli.measurement import Samples, slow_calls, timed
from citypact.model.attribution import attribute
from citypact.model.scenario import levels_of
from citypact.model.session import Session
from citypact.model.timing import takes_part

__all__ = ["interaction_figures"]

DRAWS = 1024
#: Positions of a slider in one sample, of which the slowest twentieth is left out.
MOVES = 1000
MOVES_WITH_BAND = 100
#: Where each measure is moved to, in turns.
POSITIONS = (0.0, 0.25, 0.5, 0.75, 1.0)


def interaction_figures(subject: Subject) -> Iterator[Figure]:
    """Every figure of moving a measure, and of what each measure is worth."""
    yield Figure(
        "slider_ms_p95",
        "one level moved: all headline figures, 95 in 100 within, ms",
        partial(_moved, subject, MOVES, band=False),
    )
    yield Figure(
        "band_1024_ms_p95",
        "the same with bands of 1,024 draws, ms",
        partial(_moved, subject, MOVES_WITH_BAND, band=True),
    )
    yield Figure(
        "attribution_ms",
        "all measures alone, last in and their fair share, ms",
        partial(_attribution, subject),
    )


def _moved(subject: Subject, moves: int, *, band: bool) -> Samples:
    """From a level that is set to the figures, warm, in process, in milliseconds."""
    session = Session(subject.city, subject.scenario, draws=DRAWS)
    position = itertools.cycle(itertools.product(POSITIONS, session.levels))

    def move() -> None:
        level, measure = next(position)
        session.set_level(measure, level)
        session.figures(band=band)

    return slow_calls(move, calls=moves, samples=subject.samples).scaled(MILLISECONDS)


def _attribution(subject: Subject) -> Samples:
    """What each measure of the scenario is worth, in all three ways, in milliseconds."""
    city = subject.city
    levels, _ = levels_of(city, city.scenarios[subject.scenario])
    computed = {name: level for name, level in levels.items() if takes_part(city.measures[name])}
    seconds = timed(lambda: attribute(subject.program, computed), samples=subject.samples)
    return seconds.scaled(MILLISECONDS)
