"""The back-test from every year that it can be made from, to show how far coverage varies."""

from __future__ import annotations

from citypact.choice.backtest import Backtest, backtest
from citypact.choice.inner import trials
from citypact.choice.panel import Panel

__all__ = ["every_origin"]


def every_origin(panel: Panel, last: int) -> dict[int, Backtest]:
    """The back-test to each stated year before ``last`` that has an inner back-test before it.

    Origins near each other share the nation's shocks, and so do all that are scored in the same
    years: what they hold is not independent.

    Raises:
        InputError: no municipality can be scored.
    """
    return {
        year: backtest(panel, year, last)
        for place, year in enumerate(panel.years)
        if year < last and trials(panel.years[: place + 1])
    }
