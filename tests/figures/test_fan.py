"""The trend, beside what came."""

from dataclasses import replace

import pytest
from tests.figures.cities import context_of, seen

from citypact.figures import FigureUnavailable
from citypact.figures.fan import fan


def test_the_table_has_what_is_known_and_what_both_forecasts_say_in_kt() -> None:
    rows = {row[0]: row[1:] for row in fan(context_of("malmo"), "en").table.rows}
    found = seen()
    assert list(rows) == [1990, 2000, 2005, 2010, *range(2015, 2031)]
    for place, year in enumerate(found.made.years):
        assert rows[year][0] == found.outcomes[year] / 1000.0
        assert rows[year][1:4] == tuple(
            row[place] / 1000.0 for row in (found.made.p50, found.made.p05, found.made.p95)
        )
    assert rows[2030][0] is None
    assert rows[2030][4] == found.ahead.p50[-1] / 1000.0
    assert rows[2015][1] == rows[2015][0], "a forecast begins at the last figure that it knew"


def test_it_says_how_many_outcomes_lay_in_the_band() -> None:
    figure = fan(context_of("malmo"), "en")
    assert figure.title == f"The trend: of 8 years after 2015, {seen().inside} fell into the band"
    assert "book" in figure.origin


def test_without_the_statistics_it_says_how_to_give_them() -> None:
    context = context_of("malmo")
    assert context.basis is not None
    with pytest.raises(FigureUnavailable, match="citypact demo --smhi FILE"):
        fan(replace(context, basis=replace(context.basis, hindsight=None)), "en")
    with pytest.raises(FigureUnavailable, match="--smhi"):
        fan(replace(context, basis=None), "sv")
