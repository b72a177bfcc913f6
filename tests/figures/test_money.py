"""What the contract costs beyond decided policy."""

from dataclasses import replace

import numpy as np
import pytest
from tests.figures.cities import context_of

from citypact.figures import Context, FigureUnavailable
from citypact.figures.money import money


@pytest.mark.parametrize("city", ["malmo", "template"])
def test_it_is_the_difference_of_the_two_runs_by_kind_and_payer(city: str) -> None:
    context = context_of(city)
    contract, reference = context.contract, context.reference
    assert contract is not None
    assert reference is not None
    count = context.place(contract, context.year_shown(contract)) + 1
    expected = sum(
        sign * float(np.sum(values[:count]))
        for sign, result in ((1, contract), (-1, reference))
        for values in result.money.values()
    )
    rest = "Övriga"
    rows = [row for row in money(context, "sv").table.rows if not str(row[0]).startswith(rest)]
    totals = [float(row[1]) for row in rows if isinstance(row[1], float)]
    assert sum(totals) == pytest.approx(expected, rel=1e-9, abs=1e-6)
    for row in rows:
        assert sum(float(cell) for cell in row[2:] if isinstance(cell, float)) == row[1]


def test_a_table_with_others_sums_them() -> None:
    rows = money(context_of("malmo"), "sv").table.rows
    assert str(rows[-1][0]).startswith("Övriga")
    assert len(rows) > 11


def test_two_runs_that_cost_the_same_are_no_figure() -> None:
    context = context_of("template")
    contract, reference = context.contract, context.reference
    assert contract is not None
    assert reference is not None
    alike = replace(contract, money=reference.money)
    with pytest.raises(FigureUnavailable, match=r"flows\.csv"):
        money(Context(context.city, {**context.results, contract.scenario: alike}), "sv")


def test_it_needs_both_runs() -> None:
    context = context_of("template")
    city = context.city
    only = {city.contract: context.results[city.contract]}
    with pytest.raises(FigureUnavailable, match="Neither the reference"):
        money(Context(city, only), "en")
    with pytest.raises(FigureUnavailable, match="no contract scenario"):
        money(Context(replace(city, contract=""), context.results), "en")
