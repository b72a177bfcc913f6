"""Hindsight: what a forecast of one municipality would have said, what came, and what it says now.

The same rule is followed twice: with figures up to an earlier year, so that later ones show how
good its bands are here, and with all that are final, for the years to come.
"""

from __future__ import annotations

from dataclasses import dataclass

from citypact.choice.fan import Fan, fan
from citypact.choice.inner import fit
from citypact.choice.panel import Panel
from citypact.errors import InputError

__all__ = ["Hindsight", "hindsight"]


@dataclass(frozen=True)
class Hindsight:
    """A forecast that is known to be right or wrong, and one that is not. Tonnes CO2e a year.

    Attributes:
        made: the forecast from figures up to its last known year.
        outcomes: what came after that, by year.
        ahead: the forecast from all final figures, of the same sectors.
    """

    made: Fan
    outcomes: dict[int, float]
    ahead: Fan

    @property
    def inside(self) -> int:
        """How many outcomes lie in the band that was told before them."""
        place = {year: index for index, year in enumerate(self.made.years)}
        return sum(
            self.made.p05[place[year]] <= value <= self.made.p95[place[year]]
            for year, value in self.outcomes.items()
        )


def hindsight(panel: Panel, place: str, *, to: int, last: int, until: int) -> Hindsight:
    """Forecast a municipality from figures up to ``to``, and again from figures up to ``last``.

    Args:
        panel: figures of all municipalities, later ones included.
        place: code of the municipality.
        to: the last year that the earlier forecast may know.
        last: the last final year: the later forecast knows it.
        until: the last year that is forecast.

    Raises:
        InputError: the years do not follow each other, one is not stated, or the municipality
            cannot be forecast.
    """
    if not to < last < until:
        message = f"forecasts from {to} and {last} until {until}: the years must rise"
        raise InputError(message)
    earlier = fit(panel.until(to))
    # Sectors that were not counted then are in neither forecast, so that both are of one thing.
    known = panel.of_sectors(earlier.panel.sectors).until(last)
    made = fan(earlier, place, range(to + 1, last + 1))
    row = known.totals()[known.places.index(place)]
    return Hindsight(
        made=made,
        outcomes={
            year: float(value)
            for year, value in zip(known.years, row, strict=True)
            if year > to and value == value  # noqa: PLR0124  a missing figure is not a number
        },
        ahead=fan(fit(known), place, range(last + 1, until + 1)),
    )
