"""Ramps: how far a measure has come, year by year.

A *ramp* is 0 before a measure begins and its level when it is in full effect. The level, and
the years by which the ramp is moved, are inputs of the program, so that a scenario or a slider
changes no program.
"""

from __future__ import annotations

from dataclasses import dataclass

from citypact.engine.distribution import Uniform
from citypact.errors import InputError
from citypact.model.city import City, Measure
from citypact.model.term import Sheet, Term
from citypact.model.timing import has_ramp

__all__ = [
    "Ramp",
    "level_input",
    "postpone_input",
    "ramps",
]


@dataclass(frozen=True, slots=True)
class Ramp:
    """A measure's ramp.

    Attributes:
        reached: how far it has come in each year, 0 to its level.
        growth: how much of that was added in the year, never negative; what had been reached
            the year before the first is not in it.
    """

    reached: Term
    growth: Term


def level_input(measure: str) -> str:
    """Name of the program's input that says how far the measure goes, 0 to 1."""
    return f"level/{measure}"


def postpone_input(measure: str) -> str:
    """Name of the program's input that says by how many years the measure comes later."""
    return f"postpone/{measure}"


def ramps(sheet: Sheet, city: City) -> dict[str, Ramp]:
    """Return the ramp of every measure that is computed or paid for, by its id.

    Raises:
        InputError: a measure says neither when it begins and ends nor how it grows.
    """
    return {
        measure.id: _ramp(sheet, measure) for measure in city.measures.values() if has_ramp(measure)
    }


def _ramp(sheet: Sheet, measure: Measure) -> Ramp:
    key = f"measures/{measure.id}"
    level = Term(None, sheet.builder.input(level_input(measure.id), default=0.0), (key,))
    postponed = Term(None, sheet.builder.input(postpone_input(measure.id), default=0.0), (key,))
    delay = sheet.add(_delay(sheet, measure, key), postponed)
    if measure.shape == "milestones":
        reached = sheet.multiply(_milestones(sheet, measure, delay), level)
        later = sheet.add(delay, sheet.number(1.0))
        before = sheet.multiply(_milestones(sheet, measure, later), level)
        return Ramp(reached, sheet.positive(sheet.subtract(reached, before)))
    if measure.shape not in ("linear", "smooth") or measure.start is None or measure.end is None:
        message = (
            f"{key}: a measure that is computed needs a shape (linear, smooth or milestones), and "
            f"a start and an end unless the shape is milestones; found shape {measure.shape!r}, "
            f"start {measure.start}, end {measure.end}"
        )
        raise InputError(message)
    if measure.end <= measure.start:
        message = (
            f"{key}: the end {measure.end}, the first year with full effect, must be later than "
            f"the start {measure.start}, the last year without effect"
        )
        raise InputError(message)
    grow = sheet.builder.ramp if measure.shape == "linear" else sheet.builder.smooth_ramp
    duration = float(measure.end - measure.start)
    start = sheet.add(delay, sheet.number(float(measure.start)))
    year_later = sheet.add(delay, sheet.number(float(measure.start + 1)))
    reached = Term(None, grow(level.operand, start.operand, duration), (level, start))
    # A ramp that begins a year later stands where this one stood the year before.
    before = Term(None, grow(level.operand, year_later.operand, duration), (level, start))
    return Ramp(reached, sheet.subtract(reached, before))


def _delay(sheet: Sheet, measure: Measure, key: str) -> Term:
    """Years by which the start slips: a parameter, evenly likely within its range.

    Its nominal value is the one nearest to no delay.
    """
    if measure.delay is None:
        return sheet.number(0.0)
    low, high = measure.delay
    if low > high:
        message = f"{key}: the least delay {low} is greater than the greatest delay {high}"
        raise InputError(message)
    nominal = min(max(0.0, low), high)
    if low == high:
        return sheet.number(nominal, key)
    slot = sheet.builder.parameter(f"{key}#delay", Uniform(nominal, low, high))
    return Term(None, slot, (key,))


def _milestones(sheet: Sheet, measure: Measure, delay: Term) -> Term:
    """``y₀ + Σ (yᵢ₊₁ - yᵢ) · clip((t - xᵢ - delay) / (xᵢ₊₁ - xᵢ), 0, 1)``.

    The same straight lines as a path, in a form in which a delay moves all of them.
    """
    path, first_year = measure.milestones, int(sheet.years[0])
    if path is None:
        message = f"measures/{measure.id}: its shape is milestones, and none is stated"
        raise InputError(message)
    first = path.points[0]
    if path.years[0] > first_year and (first.value != 0.0 or first.distribution):
        message = (
            f"{first.key}: the first milestone must stand at {first_year} or earlier, or be 0; "
            f"found {first.value} in {path.years[0]}"
        )
        raise InputError(message)
    levels = [sheet.quantity(point) for point in path.points]
    total = levels[0]
    for index, (year, following) in enumerate(zip(path.years, path.years[1:], strict=False)):
        rise = sheet.subtract(levels[index + 1], levels[index])
        start = sheet.add(delay, sheet.number(float(year)))
        slot = sheet.builder.ramp(rise.operand, start.operand, float(following - year))
        total = sheet.add(total, Term(None, slot, (rise, start)))
    return total
