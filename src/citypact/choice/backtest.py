"""The back-test: forecast years that are known from the years before them, and count the errors.

What is forecast sees a copy of the panel that ends with the last known year; outcomes come in only
when the forecast stands. Totals are scored in the municipalities that have every figure; a sector
that is not above zero in the last known year has no rate, is held at its level and counted apart.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from citypact.choice.coverage import Cases, Coverage, coverage
from citypact.choice.inner import Fit, fit
from citypact.choice.jump import Jump, jump
from citypact.choice.panel import Panel
from citypact.choice.reference_lines import anchored_lad_line, lad_line, last_value
from citypact.engine.arrays import Floats
from citypact.errors import InputError

__all__ = ["Backtest", "Miss", "SectorScore", "backtest"]

#: How many of the worst municipalities are listed.
WORST = 10


@dataclass(frozen=True)
class SectorScore:
    """How a sector was forecast.

    Attributes:
        sector: id.
        cases: municipalities times years that are scored: above zero when last known.
        median_ape: median of ``|forecast / outcome - 1|`` over cases with an outcome above zero.
        last_value: the same for the last value.
        coverage: what the band held.
        from_zero: cases not above zero when last known: held at their level, not scored.
        opened: those among them whose outcome was above zero.
        ended: scored cases whose outcome was zero or below: no percentage error, outside the band.
    """

    sector: str
    cases: int
    median_ape: float
    last_value: float
    coverage: Coverage
    from_zero: int
    opened: int
    ended: int


@dataclass(frozen=True)
class Miss:
    """The largest error of one municipality, and the sector behind most of it; tonnes a year.

    ``jump`` is what figures show as a reason: the sector's largest jump since last known, if any.
    """

    place: str
    year: int
    forecast: float
    outcome: float
    sector: str
    sector_last: float
    sector_forecast: float
    sector_outcome: float
    jump: Jump | None

    @property
    def ape(self) -> float:
        """``|forecast / outcome - 1|`` of the total."""
        return abs(self.forecast / self.outcome - 1.0)


@dataclass(frozen=True, eq=False)
class Backtest:
    """Errors and coverage of a forecast of known years.

    Attributes:
        fit: the forecast and its widths, made from the years up to the last known one.
        years: the years scored.
        municipalities: how many municipalities are scored in at least one year.
        cases: municipalities times years scored.
        not_scored: cases left out: a figure is missing, or a total is not above zero.
        median_ape: median of ``|forecast / outcome - 1|`` of totals, all cases.
        by_year: the same for each year.
        coverage: what the 90 % band of totals held.
        last_value: median_ape of the last value, same cases.
        lad_line: median_ape of a line of least absolute deviations, same cases.
        anchored_lad_line: median_ape of that line moved through the last value, same cases.
        sectors: each sector that was counted when last known.
        not_counted: sectors that were nowhere above zero by then: not in any total.
        worst: the municipalities with the largest errors, largest first.
    """

    fit: Fit
    years: tuple[int, ...]
    municipalities: int
    cases: int
    not_scored: int
    median_ape: float
    by_year: tuple[float, ...]
    coverage: Coverage
    last_value: float
    lad_line: float
    anchored_lad_line: float
    sectors: tuple[SectorScore, ...]
    not_counted: tuple[str, ...]
    worst: tuple[Miss, ...]


def backtest(panel: Panel, to: int, last: int) -> Backtest:
    """Forecast the stated years after ``to``, up to ``last``, from the years up to ``to``.

    Args:
        panel: the figures, outcomes included.
        to: the last year that the forecast may know; a stated year.
        last: the last year to score; later ones may be preliminary.

    Raises:
        InputError: ``to`` is not stated, no year is left to score, there are too few years to
            make bands from, or no municipality can be scored.
    """
    places = [i for i, year in enumerate(panel.years) if to < year <= last]
    fitted = fit(panel.until(to))
    if not places:
        raise InputError(f"no year after {to} and up to {last} is stated: nothing to score")
    years = tuple(panel.years[i] for i in places)
    forecasts = fitted.forecast(years)
    base = fitted.panel.totals()
    total = forecasts.sum(axis=0)
    references = (
        last_value(base, len(years)),
        lad_line(fitted.panel.years, base, years),
        anchored_lad_line(fitted.panel.years, base, years),
    )
    # The forecast stands; from here on the outcomes are looked at.
    known = panel.of_sectors(fitted.panel.sectors)
    outcomes = known.tonnes[:, :, places]
    outcome = outcomes.sum(axis=0)
    scored = (outcome > 0.0) & (base[:, -1:] > 0.0) & ~np.isnan(base.sum(axis=1, keepdims=True))
    if not scored.any():
        raise InputError("no municipality has all figures and a total above zero: nothing to score")
    errors = np.where(scored, np.abs(total / np.where(scored, outcome, 1.0) - 1.0), np.nan)
    reference_apes = [
        float(np.median(np.abs(one[scored] / outcome[scored] - 1.0))) for one in references
    ]
    # Where a sector is not stated no total is scored, and its error counts as none.
    behind = np.nan_to_num(np.abs(forecasts - outcomes)).argmax(axis=0)
    return Backtest(
        fit=fitted,
        years=years,
        municipalities=int(scored.any(axis=1).sum()),
        cases=int(scored.sum()),
        not_scored=int((~scored).sum()),
        median_ape=float(np.median(errors[scored])),
        by_year=tuple(_median(column[one]) for column, one in zip(errors.T, scored.T, strict=True)),
        coverage=coverage(fitted.total, Cases(known, to, years, total, outcome, scored, behind)),
        last_value=reference_apes[0],
        lad_line=reference_apes[1],
        anchored_lad_line=reference_apes[2],
        sectors=tuple(
            _sector(fitted, place, forecasts[place], known, years)
            for place in range(len(fitted.panel.sectors))
        ),
        not_counted=tuple(one for one in panel.sectors if one not in fitted.panel.sectors),
        worst=_worst(known, years, forecasts, outcomes, errors, behind),
    )


def _median(values: Floats) -> float:
    return float(np.median(values)) if len(values) else math.nan


def _sector(
    fitted: Fit, place: int, forecasts: Floats, known: Panel, years: Sequence[int]
) -> SectorScore:
    to = fitted.panel.years[-1]
    outcomes = known.tonnes[place][:, [known.years.index(year) for year in years]]
    last = fitted.panel.tonnes[place, :, -1:]
    stated = ~np.isnan(outcomes)
    cases = stated & (last > 0.0)
    percent = cases & (outcomes > 0.0)
    from_zero = stated & (last <= 0.0)
    held = np.broadcast_to(last, outcomes.shape)
    sectors = np.full(outcomes.shape, place)
    return SectorScore(
        sector=fitted.panel.sectors[place],
        cases=int(cases.sum()),
        median_ape=_median(np.abs(forecasts[percent] / outcomes[percent] - 1.0)),
        last_value=_median(np.abs(held[percent] / outcomes[percent] - 1.0)),
        coverage=coverage(
            fitted.sectors[place], Cases(known, to, years, forecasts, outcomes, cases, sectors)
        ),
        from_zero=int(from_zero.sum()),
        opened=int((from_zero & (outcomes > 0.0)).sum()),
        ended=int((cases & (outcomes <= 0.0)).sum()),
    )


def _worst(
    known: Panel,
    years: Sequence[int],
    forecasts: Floats,
    outcomes: Floats,
    errors: Floats,
    behind: npt.NDArray[np.int64],
) -> tuple[Miss, ...]:
    filled = np.where(np.isnan(errors), -1.0, errors)
    order = np.argsort(-filled.max(axis=1), kind="stable")[:WORST]
    found = []
    first = max(year for year in known.years if year < years[0])
    last = known.years.index(first)
    for one in order.tolist():
        year = int(filled[one].argmax())
        if filled[one, year] < 0.0:
            break
        sector = int(behind[one, year])
        found.append(
            Miss(
                place=known.places[one],
                year=years[year],
                forecast=float(forecasts[:, one, year].sum()),
                outcome=float(outcomes[:, one, year].sum()),
                sector=known.sectors[sector],
                sector_last=float(known.tonnes[sector, one, last]),
                sector_forecast=float(forecasts[sector, one, year]),
                sector_outcome=float(outcomes[sector, one, year]),
                jump=jump(known, sector, one, first, years[year]),
            )
        )
    return tuple(found)
