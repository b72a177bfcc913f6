"""A tornado of the main target's result."""

from dataclasses import replace

import pytest
from tests.figures.cities import context_of

from citypact.figures import FigureUnavailable
from citypact.figures.tornado import tornado


@pytest.mark.parametrize("city", ["malmo", "template"])
def test_the_table_has_every_figure_that_moves_the_result(city: str) -> None:
    basis = context_of(city).basis
    assert basis is not None
    found = basis.tornado
    assert found is not None
    moved = [bar for bar in found.bars if bar.moved]
    assert len(moved) < len(found.bars), "some figures move nothing, and are left out"
    rows = tornado(context_of(city), "sv").table.rows
    assert [row[1:3] for row in rows[1:]] == [(bar.low, bar.high) for bar in moved]
    assert rows[0][1:] == (found.value, found.value, 0.0, 0.0)
    for row in rows:
        assert row[3] == float(str(row[1])) - found.value
        assert row[4] == float(str(row[2])) - found.value


def test_a_figure_is_named_by_what_it_is_about_and_its_year() -> None:
    names = [row[0] for row in tornado(context_of("malmo"), "en").table.rows]
    assert names[1] == "Delay: Carbon Capture and Storage on waste-to-energy plant"
    assert "Driver: Emissions of industry 2030" in names


def test_without_the_book_its_key_is_its_name() -> None:
    bare = replace(context_of("malmo"), book=None)
    assert tornado(bare, "en").table.rows[1][0] == "Delay: measures/act-ccs"


def test_what_is_certain_is_no_figure() -> None:
    context = context_of("template")
    assert context.basis is not None
    with pytest.raises(FigureUnavailable, match="Nothing in the city book is uncertain"):
        tornado(replace(context, basis=replace(context.basis, tornado=None)), "en")
    with pytest.raises(FigureUnavailable, match="nothing to decide on"):
        tornado(replace(context, basis=None), "en")
