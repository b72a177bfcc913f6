"""The front of cost and emissions, and the two paths."""

from collections.abc import Callable
from dataclasses import replace

import pytest
from tests.figures.cities import context_of

from citypact.figures import Context, Figure, FigureUnavailable
from citypact.figures.front import front
from citypact.figures.plans import plans


@pytest.mark.parametrize("city", ["malmo", "template"])
def test_the_table_has_every_plan_the_two_that_are_named_and_the_target(city: str) -> None:
    basis = context_of(city).basis
    assert basis is not None
    found = basis.comparison
    assert found is not None
    rows = front(context_of(city), "en").table.rows
    points = [(each.emissions, each.cost) for each in found.front.points]
    assert [row[1:3] for row in rows[: len(points)]] == points
    named = [(side.emissions, side.cost) for side in (found.contract, found.computed)]
    assert [row[1:3] for row in rows[len(points) : -1]] == named
    assert rows[-1][1:] == (found.front.allowed, None, None)
    assert rows[-2][3] == sum(level > 0.0 for level in found.plan.levels.values())


def test_its_title_says_whether_the_target_is_reached() -> None:
    assert "can be reached at a" in front(context_of("malmo"), "en").title
    assert "No plan reaches the target of 61" in front(context_of("template"), "en").title


def test_the_paths_are_those_of_the_three_results() -> None:
    context = context_of("malmo")
    assert context.basis is not None
    found = context.basis.comparison
    assert found is not None
    assert context.reference is not None
    for place, row in enumerate(plans(context, "sv").table.rows):
        assert row[1:4] == (
            context.reference.total[place],
            found.contract.result.total[place],
            found.computed.result.total[place],
        )
        assert (row[4] is not None) is (row[0] == 2030)


def test_without_a_reference_path_two_are_drawn() -> None:
    context = context_of("template")
    alone = {name: r for name, r in context.results.items() if name != context.city.reference}
    assert len(plans(replace(context, results=alone), "en").table.columns) == 4


@pytest.mark.parametrize("figure", [front, plans])
def test_where_no_plan_could_be_sought_it_says_what_the_book_needs(
    figure: Callable[[Context, str], Figure],
) -> None:
    context = context_of("template")
    assert context.basis is not None
    with pytest.raises(FigureUnavailable, match="needs a main target"):
        figure(replace(context, basis=replace(context.basis, comparison=None)), "en")
    with pytest.raises(FigureUnavailable, match="nothing to decide on"):
        figure(replace(context, basis=None), "en")
