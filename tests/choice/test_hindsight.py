"""Forecasts of one municipality, before and after what came."""

import math
from dataclasses import replace

import numpy as np
import pytest
from tests.figures.cities import panel_of, seen

from citypact.choice.fan import fan
from citypact.choice.hindsight import hindsight
from citypact.choice.inner import fit
from citypact.errors import InputError


def test_the_earlier_forecast_knows_nothing_of_what_came() -> None:
    panel = panel_of()
    spoiled = panel.tonnes.copy()
    spoiled[:, :, 5:] *= 100.0
    other = hindsight(replace(panel, tonnes=spoiled), "1007", to=2015, last=2023, until=2030)
    assert other.made == seen().made
    assert other.outcomes != seen().outcomes
    assert other.inside == 0


def test_both_are_fans_of_the_same_rule() -> None:
    panel = panel_of()
    found = seen()
    assert found.made == fan(fit(panel.until(2015)), "1007", range(2016, 2024))
    assert found.ahead == fan(fit(panel.until(2023)), "1007", range(2024, 2031))


def test_outcomes_are_the_totals_that_came_and_are_counted_in_the_band() -> None:
    panel, found = panel_of(), seen()
    totals = dict(zip(panel.years, panel.totals()[7], strict=True))
    assert found.outcomes == {year: totals[year] for year in range(2016, 2024)}
    inside = [
        low <= found.outcomes[year] <= high
        for year, low, high in zip(found.made.years, found.made.p05, found.made.p95, strict=True)
    ]
    assert found.inside == sum(inside)


def test_a_sector_that_was_not_counted_then_is_in_neither() -> None:
    panel = panel_of()
    ships = np.zeros_like(panel.tonnes[:1])
    ships[:, :, -1] = 1e6
    more = replace(
        panel,
        sectors=(*panel.sectors, "shipping"),
        tonnes=np.concatenate([panel.tonnes, ships]),
    )
    assert hindsight(more, "1007", to=2015, last=2023, until=2030) == seen()


def test_a_missing_outcome_is_left_out() -> None:
    panel = panel_of()
    gap = panel.tonnes.copy()
    gap[0, 7, panel.years.index(2019)] = math.nan
    found = hindsight(replace(panel, tonnes=gap), "1007", to=2015, last=2023, until=2030)
    assert sorted(found.outcomes) == [2016, 2017, 2018, 2020, 2021, 2022, 2023]


def test_years_that_do_not_rise_are_refused() -> None:
    with pytest.raises(InputError, match="forecasts from 2015 and 2023 until 2020: the years"):
        hindsight(panel_of(), "1007", to=2015, last=2023, until=2020)
