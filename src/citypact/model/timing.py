"""When a measure acts, as it is stated: its years, and what is wrong with moving them.

Nothing here computes: who only asks this of a measure need not have the engine.
"""

from __future__ import annotations

import itertools
import math
from collections.abc import Sequence

from citypact.errors import InputError
from citypact.model.city import Measure
from citypact.said import NOTHING, Said

__all__ = [
    "has_ramp",
    "is_timed",
    "postponement_fault",
    "stated_years",
    "takes_part",
    "years_of_growth",
]


def takes_part(measure: Measure) -> bool:
    """Say whether a measure is computed: computable, and not a repetition of another."""
    return measure.computable and not measure.same_as


def is_timed(measure: Measure) -> bool:
    """Say whether it is stated when a measure begins, when it is in full effect, and how."""
    if measure.shape == "milestones":
        return measure.milestones is not None
    return bool(measure.shape) and measure.start is not None and measure.end is not None


def has_ramp(measure: Measure) -> bool:
    """Say whether a measure is followed over time: computed, or at least paid for.

    What a measure costs may be known where what it saves is not: then it pays, and saves
    nothing that anybody could count.
    """
    pays = bool(measure.flows) and not measure.same_as and is_timed(measure)
    return takes_part(measure) or pays


def stated_years(measure: Measure) -> tuple[int, int]:
    """The last year before a measure grows and the first in which it grows no more, as stated.

    Raises:
        InputError: it is not stated when the measure begins, or when it ends.
    """
    if measure.milestones is not None and measure.shape == "milestones":
        points = measure.milestones.points
        levels = [math.nan if point.distribution else point.value for point in points]
        return years_of_growth(measure.milestones.years, levels)
    if measure.start is None or measure.end is None:
        message = f"measures/{measure.id}: it is not stated when the measure begins and ends"
        raise InputError(message)
    return measure.start, measure.end


def years_of_growth(years: Sequence[int], levels: Sequence[float]) -> tuple[int, int]:
    """The last year before milestones first differ, and the first after which they do not.

    Args:
        years: of the milestones, ascending.
        levels: of them; not a number where the level is uncertain.
    """
    # Not a number differs from everything, also from itself.
    grows = [place for place, (a, b) in enumerate(itertools.pairwise(levels)) if a != b]
    return (years[grows[0]], years[grows[-1] + 1]) if grows else (years[0], years[0])


def postponement_fault(
    stated: tuple[int, int],
    years: float,
    first_year: int,
    last_year: int,
    earliest: int | None = None,
) -> Said:
    """What is wrong with moving a ramp by ``years``; empty where nothing is.

    Args:
        stated: as :func:`stated_years` gives it.
        years: later if above zero, earlier if below; 0 is never wrong.
        first_year: of the model; a moved ramp does not begin before it.
        last_year: of the model; a moved ramp does not end after it.
        earliest: start that is possible, as the measure states it; None where it does not.
    """
    if years == 0:
        return NOTHING
    if not float(years).is_integer():
        return Said("a measure is postponed by whole years, %(years)g is not whole", years=years)
    start, end = (year + int(years) for year in stated)
    if start < first_year or end > last_year:
        return Said(
            "moved by %(years)s years the measure would grow from %(start)s to %(end)s, "
            "and the model's years are %(first_year)s to %(last_year)s",
            years=f"{int(years):+d}",
            start=start,
            end=end,
            first_year=first_year,
            last_year=last_year,
        )
    if earliest is not None and start < earliest:
        return Said(
            "moved by %(years)s years the measure would start in %(start)s, and the earliest "
            "start that is possible is %(earliest)s",
            years=f"{int(years):+d}",
            start=start,
            earliest=earliest,
        )
    return NOTHING
