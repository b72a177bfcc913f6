"""Wedges between the reference path and the contract."""

from dataclasses import replace
from itertools import pairwise

import numpy as np
import pytest
from tests.figures.cities import context_of

from citypact.choice.wedges import Wedges
from citypact.figures import Context, FigureUnavailable
from citypact.figures.canvas import Spec
from citypact.figures.wedges import wedges


def wedges_in(spec: Spec) -> list[list[dict[str, float]]]:
    """The rows of each area, from the top down."""
    assert isinstance(spec["layer"], list)
    return [layer["data"]["values"] for layer in spec["layer"] if layer["mark"]["type"] == "area"]


@pytest.mark.parametrize("city", ["malmo", "template"])
def test_they_fill_the_room_between_the_two_paths(city: str) -> None:
    context = context_of(city)
    assert context.basis is not None
    found = context.basis.wedges
    assert found is not None
    areas = wedges_in(wedges(context, "sv").spec(900))
    for place, row in enumerate(areas[0]):
        column = [each[place] for each in areas]
        assert column[0]["place_high"] == pytest.approx(found.reference[place])
        assert column[-1]["place_low"] == pytest.approx(found.scenario[place])
        for above, below in pairwise(column):
            assert above["place_low"] == pytest.approx(below["place_high"])
        assert row["year"] == found.years[place]


def invented(**measures: list[float]) -> Context:
    """The invented city with wedges of our own, in kt over its years."""
    context = context_of("template")
    assert context.basis is not None
    known = context.basis.wedges
    assert known is not None
    rows = {
        name.replace("_", "-"): np.array((row * 31)[: len(known.years)])
        for name, row in measures.items()
    }
    reference = np.full(len(known.years), 100.0)
    own = Wedges(known.years, reference, reference - sum(rows.values()), rows)
    return replace(context, basis=replace(context.basis, wedges=own))


def test_what_a_measure_adds_stands_above_the_reference_path() -> None:
    areas = wedges_in(wedges(invented(cycling=[30.0], heat_pumps=[-10.0]), "sv").spec(900))
    cut, added = (row[0] for row in areas)
    assert (cut["place_low"], cut["place_high"]) == (80.0, 110.0)
    assert (added["place_low"], added["place_high"]) == (100.0, 110.0)


def test_small_ones_are_drawn_as_one_and_the_table_has_them_all() -> None:
    figure = wedges(
        invented(cycling=[50.0], heat_pumps=[0.1], denser_city=[0.2], less_plastic=[0.3]), "en"
    )
    assert len(wedges_in(figure.spec(900))) == 2
    titles = [row[0] for row in figure.table.rows]
    assert "3 other measures" in titles
    assert len(titles) > 2 + 4 + 1
    assert "3 other measures: −0.6\N{NO-BREAK SPACE}kt." in figure.description


def test_a_single_small_one_keeps_its_name() -> None:
    figure = wedges(invented(cycling=[50.0], heat_pumps=[0.1]), "en")
    assert len(wedges_in(figure.spec(900))) == 2
    assert "other measures" not in figure.description


def test_areas_are_summed_in_the_table() -> None:
    context = context_of("malmo")
    city = context.city
    assert context.basis is not None
    found = context.basis.wedges
    assert found is not None
    rows = {row[0]: row[2:] for row in wedges(context, "en").table.rows}
    areas: dict[str, list[np.ndarray]] = {}
    for name, series in found.measures.items():
        areas.setdefault(city.measures[name].area, []).append(series)
    assert max(map(len, areas.values())) > 1
    for area, parts in areas.items():
        total = rows[f"{city.areas[area].title_en}, all measures"]
        np.testing.assert_allclose(np.array(total, dtype=float), sum(parts), rtol=1e-12)


def test_without_reference_contract_or_effect_it_says_what_to_do() -> None:
    context = context_of("template")
    assert context.basis is not None
    with pytest.raises(FigureUnavailable, match="Neither the reference"):
        wedges(replace(context, basis=replace(context.basis, wedges=None)), "en")
    with pytest.raises(FigureUnavailable, match="nothing to decide on"):
        wedges(replace(context, basis=None), "en")
    with pytest.raises(FigureUnavailable, match=r"measures\.csv"):
        wedges(invented(), "en")
