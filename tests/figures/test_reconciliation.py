"""Why two figures for the same city differ."""

from dataclasses import replace

import pytest
from tests.figures.cities import context_of

from citypact.errors import InputError
from citypact.figures import Context, FigureUnavailable
from citypact.figures.reconciliation import distance, reconciliation, sides
from citypact.model.reconciliation import reconcile


def test_the_parts_sum_to_the_difference_in_every_row() -> None:
    context = context_of("malmo")
    for figure in (distance(context, "sv"), reconciliation(context, "sv")):
        for _, a, b, difference, *parts, _reasons in figure.table.rows:
            numbers = [part for part in parts if isinstance(part, float | int)]
            assert len(numbers) == 4
            first, second = (x if isinstance(x, float | int) else 0.0 for x in (a, b))
            assert difference == pytest.approx(first - second)
            assert sum(numbers) == pytest.approx(first - second)


def test_the_usual_pair_is_the_main_inventory_and_one_of_another_boundary() -> None:
    figure = reconciliation(context_of("malmo"), "sv")
    assert figure.table.columns[1].title == "Miljöbarometerns territoriella serie 2020"
    assert "GPC BASIC 2022" in figure.table.columns[2].title
    total = figure.table.rows[0]
    assert total[1] == pytest.approx(963.0)
    assert total[2] == pytest.approx(1414.832, abs=0.01)


def test_any_two_sides_can_be_held_against_each_other() -> None:
    context = context_of("malmo")
    offered = sides(context)
    assert offered[0] is None
    assert ("gpc-2022", 2022) in offered
    figure = reconciliation(context, "en", a=("smhi-2026-06", 2020), b=("barometer", 2020))
    found = reconcile(context.city, ("smhi-2026-06", 2020), ("barometer", 2020))
    assert figure.table.rows[0][3] == found.total.difference


def test_why_a_difference_is_not_split_stands_in_the_picture() -> None:
    svg = distance(context_of("malmo"), "sv").svg(900)
    reasons = {str(row[-1]) for row in distance(context_of("malmo"), "sv").table.rows if row[-1]}
    assert reasons
    assert any(reason.split(";")[0] in svg for reason in reasons)


def test_a_side_against_itself_is_refused() -> None:
    side = ("barometer", 2020)
    with pytest.raises(InputError, match="jämförs med sig själv"):
        reconciliation(context_of("malmo"), "sv", a=side, b=side)


def test_an_inventory_that_there_is_not_is_refused() -> None:
    with pytest.raises(InputError, match="has no inventory 'moon'"):
        reconciliation(context_of("malmo"), "sv", a=("moon", 2020), b=("barometer", 2020))


def test_without_something_to_compare_with_it_says_what_to_add() -> None:
    context = context_of("template")
    with pytest.raises(FigureUnavailable, match="bara en inventering"):
        reconciliation(context, "sv")
    main = replace(context.inventory, rows=())
    bare = replace(context.city, inventories={main.id: main})
    with pytest.raises(FigureUnavailable, match="basåret 2020"):
        distance(Context(bare, context.results), "sv")
