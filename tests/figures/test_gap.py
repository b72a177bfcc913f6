"""Now, decided, promised and the target."""

from dataclasses import replace

import pytest
from tests.figures.cities import context_of

from citypact.figures import Context, FigureUnavailable
from citypact.figures.gap import gap


def test_the_gap_is_the_median_less_what_the_target_allows() -> None:
    context = context_of("malmo")
    assert context.contract is not None
    outcome = next(o for o in context.contract.targets if o.id == context.city.main_target)
    standing = context.standing(context.contract)
    assert standing is not None
    assert standing.value == outcome.median
    assert standing.gap == outcome.gap
    figure = gap(context, "sv")
    columns = [column.id for column in figure.table.columns]
    promised = figure.table.rows[-2]
    assert promised[columns.index("value")] == outcome.median
    assert promised[columns.index("gap")] == outcome.gap
    assert promised[columns.index("probability")] == outcome.probability


def test_now_is_the_latest_published_total_and_nothing_else() -> None:
    context = context_of("malmo")
    figure = gap(context, "sv")
    assert figure.table.rows[0][:3] == (
        context.city.inventories[context.city.main_inventory].title_sv,
        2020,
        963.0,
    )


def test_the_title_says_whether_the_promises_suffice() -> None:
    context = context_of("template")
    assert context.contract is not None
    assert "över målet" in gap(context, "sv").title
    outcomes = tuple(
        replace(outcome, median=1.0, result=1.0) for outcome in context.contract.targets
    )
    met = replace(context.contract, targets=outcomes)
    better = Context(context.city, {**context.results, met.scenario: met})
    assert gap(better, "sv").title.startswith("Löftena når målet")


def test_without_a_target_it_says_what_to_add() -> None:
    context = context_of("template")
    aimless = Context(replace(context.city, main_target=""), context.results)
    with pytest.raises(FigureUnavailable, match=r"inget huvudmål .* targets\.csv"):
        gap(aimless, "sv")


def test_a_target_that_cannot_be_computed_is_no_gap_of_zero() -> None:
    context = context_of("template")
    assert context.contract is not None
    outcomes = tuple(
        replace(outcome, computable=False, value=None, result=None, median=None, gap=None)
        for outcome in context.contract.targets
    )
    results = {name: replace(result, targets=outcomes) for name, result in context.results.items()}
    with pytest.raises(FigureUnavailable):
        gap(Context(context.city, results), "sv")
