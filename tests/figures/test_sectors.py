"""Emissions by sector, and by authority."""

from dataclasses import replace

import numpy as np
import pytest
from tests.figures.cities import context_of

from citypact.figures import Context
from citypact.figures.authority import authority
from citypact.figures.figure import FigureUnavailable
from citypact.figures.palette import colour, sector_tokens
from citypact.figures.sectors import sectors


def test_sectors_lie_on_each_other_without_gap_or_overlap() -> None:
    spec = sectors(context_of("malmo"), "sv").spec(900)
    layers = spec["layer"]
    assert isinstance(layers, list)
    (areas,) = (layer for layer in layers if layer["mark"]["type"] == "area")
    by_year: dict[int, list[dict[str, float]]] = {}
    for row in areas["data"]["values"]:
        by_year.setdefault(row["year"], []).append(row)
    for rows in by_year.values():
        top = 0.0
        for row in rows:
            assert row["place_low"] == pytest.approx(top)
            assert row["place_high"] - row["place_low"] == pytest.approx(row["value"])
            top = row["place_high"]


def test_a_sector_has_the_colour_that_it_has_everywhere() -> None:
    context = context_of("malmo")
    svg = sectors(context, "sv").svg(900)
    for name, token in sector_tokens(context.city.sectors).items():
        drawn = any(context.contract.by_sector.get(name, [0])) if context.contract else False
        assert (f'fill="{colour(token, "light")}"' in svg) is drawn


def test_a_sector_that_never_emits_is_not_drawn() -> None:
    figure = sectors(context_of("malmo"), "sv")
    assert "consumption" not in [column.id for column in figure.table.columns]


def test_a_city_that_emits_nothing_says_what_to_state() -> None:
    context = context_of("template")
    assert context.contract is not None
    empty = {name: np.zeros_like(row) for name, row in context.contract.by_sector.items()}
    nothing = replace(context.contract, bands={}, by_sector=empty)
    with pytest.raises(FigureUnavailable, match=r"State what is used in activities\.csv"):
        sectors(Context(context.city, {**context.results, nothing.scenario: nothing}), "en")


def test_a_sector_below_zero_hangs_under_the_line() -> None:
    context = context_of("template")
    assert context.contract is not None
    sink = replace(
        context.contract,
        bands={},
        by_sector={**context.contract.by_sector, "supply": -np.ones(len(context.contract.years))},
    )
    below = Context(context.city, {**context.results, sink.scenario: sink})
    spec = sectors(below, "sv").spec(900)
    layers = spec["layer"]
    assert isinstance(layers, list)
    (areas,) = (layer for layer in layers if layer["mark"]["type"] == "area")
    edges = [
        (row["place_low"], row["place_high"])
        for row in areas["data"]["values"]
        if row["sector"] == "supply"
    ]
    assert set(edges) == {(-1.0, 0.0)}


def test_who_can_decide_is_ranked_and_the_shares_are_of_the_whole() -> None:
    rows = authority(context_of("malmo"), "sv").table.rows
    left = [float(row[1]) for row in rows if isinstance(row[1], float)]
    assert left == sorted(left, reverse=True)
    assert sum(float(row[2]) for row in rows if isinstance(row[2], float)) == pytest.approx(100)
