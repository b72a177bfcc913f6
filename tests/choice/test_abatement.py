"""Cost of abatement: in closed form, and never a ranking that fewer tonnes would win."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.choice.flows import FIRST_YEAR

from citypact.choice.abatement import (
    AbatementCurve,
    MeasureAbatement,
    abatement_curve,
    levelised_cost_of_abatement,
    ranked_by_cost_per_tonne,
    ranked_by_net_value,
)
from citypact.choice.discounting import annuity, net_present_value
from citypact.errors import InputError

tonnes = st.floats(-50.0, 500.0)
costs = st.floats(-1e4, 1e4)
measures = st.lists(st.tuples(tonnes, costs), max_size=12).map(
    lambda drawn: [MeasureAbatement(f"m{n}", *pair) for n, pair in enumerate(drawn)]
)


@given(st.floats(1.0, 1e4), st.floats(0.1, 500.0), st.floats(0.0, 0.2), st.integers(1, 40))
def test_for_level_abatement_it_is_the_annual_cost_a_tonne(
    investment: float, abated: float, rate: float, years: int
) -> None:
    """``annuity(I) / E``, in MSEK/kt, is thousands of SEK a tonne."""
    paid = dict.fromkeys(range(FIRST_YEAR, FIRST_YEAR + years + 1), 0.0)
    paid[FIRST_YEAR] = investment
    abatement = {FIRST_YEAR + year: abated for year in range(1, years + 1)}
    found = levelised_cost_of_abatement(paid, abatement, rate, FIRST_YEAR)
    expected = 1000.0 * annuity(investment, rate, years) / abated
    assert math.isclose(found, expected, rel_tol=1e-9)


@given(st.floats(0.0, 0.2), st.integers(-20, 20))
def test_at_that_price_a_measure_is_worth_nothing_and_the_base_year_does_not_matter(
    rate: float, shift: int
) -> None:
    paid = {2025: 100.0, 2026: 5.0, 2027: 5.0}
    abated = {2026: 3.0, 2027: 4.0}
    price = levelised_cost_of_abatement(paid, abated, rate, 2025)
    net = {year: price / 1000.0 * abated.get(year, 0.0) - cost for year, cost in paid.items()}
    assert math.isclose(net_present_value(net, rate, 2025), 0.0, abs_tol=1e-9)
    moved = levelised_cost_of_abatement(paid, abated, rate, 2025 + shift)
    assert math.isclose(moved, price, rel_tol=1e-9)


def test_a_measure_that_pays_for_itself_has_no_cost_per_tonne() -> None:
    with pytest.raises(InputError, match=r"net cost is -40 MSEK.*net value, 40 MSEK.* 5 kt"):
        levelised_cost_of_abatement({2025: -40.0}, {2025: 5.0}, 0.035, 2025)
    assert MeasureAbatement("pays", 5.0, -40.0).cost_per_tonne is None


@pytest.mark.parametrize("abated", [0.0, -5.0])
def test_what_abates_nothing_has_no_cost_per_tonne(abated: float) -> None:
    with pytest.raises(InputError, match=f"the discounted abatement is {abated:g} kt"):
        levelised_cost_of_abatement({2025: 40.0}, {2025: abated}, 0.035, 2025)
    assert MeasureAbatement("idle", abated, 40.0).cost_per_tonne is None


def test_what_costs_nothing_costs_nothing_a_tonne() -> None:
    free = MeasureAbatement("free", 5.0, 0.0)
    assert free.cost_per_tonne == 0.0
    assert [step.measure for step in abatement_curve([free], "last-in").costly] == [free]


def test_measures_of_negative_cost_are_not_ranked_by_cost_per_tonne() -> None:
    given_measures = [
        MeasureAbatement("dear", 10.0, 30.0),
        MeasureAbatement("much", 100.0, -50.0),
        MeasureAbatement("little", 1.0, -50.0),
        MeasureAbatement("worse", -2.0, 5.0),
    ]
    with pytest.raises(InputError) as refused:
        ranked_by_cost_per_tonne(given_measures)
    assert str(refused.value) == (
        "measures cannot be ranked by cost per tonne; these pay for themselves: little (-50 "
        "MSEK), much (-50 MSEK). Rank them by net value (ranked_by_net_value), where fewer tonnes "
        "cannot place a measure higher; these abate nothing: worse (-2 kt). Leave them out, and "
        "show their cost"
    )


@given(costs, costs, st.floats(0.1, 500.0), st.floats(0.1, 500.0))
def test_tonnes_cannot_change_the_rank_of_what_pays_for_itself(
    first: float, second: float, few: float, many: float
) -> None:
    pair = [MeasureAbatement("a", few, first), MeasureAbatement("b", many, second)]
    swapped = [MeasureAbatement("a", many, first), MeasureAbatement("b", few, second)]
    ranked = [measure.id for measure in ranked_by_net_value(pair)]
    assert ranked == [measure.id for measure in ranked_by_net_value(swapped)]


def steps_of(curve: AbatementCurve) -> list[tuple[str, float, float]]:
    return [(s.measure.id, s.start, s.end) for s in (*curve.saving, *curve.costly)]


@given(measures)
def test_every_measure_is_on_the_curve_or_beside_it_once(
    given_measures: list[MeasureAbatement],
) -> None:
    curve = abatement_curve(given_measures, "last-in")
    shown = [step.measure for step in (*curve.saving, *curve.costly)] + list(curve.beside)
    assert sorted(shown, key=lambda m: m.id) == sorted(given_measures, key=lambda m: m.id)
    assert all(measure.abatement <= 0.0 for measure in curve.beside)


@given(measures)
def test_the_curve_rises_and_leaves_no_gap(given_measures: list[MeasureAbatement]) -> None:
    curve = abatement_curve(given_measures, "fair-share")
    values = [step.measure.net_value for step in curve.saving]
    assert all(value > 0.0 for value in values)
    assert values == sorted(values, reverse=True)
    prices = [step.measure.cost_per_tonne or 0.0 for step in curve.costly]
    assert prices == sorted(prices)
    at = 0.0
    for _, start, end in steps_of(curve):
        assert start == at
        at = end
    abated = math.fsum(m.abatement for m in given_measures if m.abatement > 0.0)
    assert math.isclose(at, abated, rel_tol=1e-12)


def test_a_curve_names_its_basis_and_whether_it_sums() -> None:
    assert abatement_curve([], "fair-share").sums_to_plan
    assert not abatement_curve([], "last-in").sums_to_plan


def test_measures_alone_are_no_basis() -> None:
    with pytest.raises(InputError, match="is 'alone'; allowed: last-in, fair-share"):
        abatement_curve([], "alone")  # type: ignore[arg-type]  # what the check is for


def test_a_measure_is_on_a_curve_once() -> None:
    twice = [MeasureAbatement("one", 1.0, 1.0), MeasureAbatement("one", 2.0, 1.0)]
    with pytest.raises(InputError, match="measures given twice: one"):
        abatement_curve(twice, "last-in")


def test_a_figure_that_is_no_number_is_refused() -> None:
    with pytest.raises(InputError, match="the abatement of one is nan"):
        MeasureAbatement("one", math.nan, 1.0)
    with pytest.raises(InputError, match="the net cost of one is inf"):
        MeasureAbatement("one", 1.0, math.inf)


def test_a_million_for_a_thousand_tonnes_is_a_thousand_kronor_a_tonne() -> None:
    assert MeasureAbatement("one", 2.0, 3.0).cost_per_tonne == 1500.0
    assert levelised_cost_of_abatement({2025: 3.0}, {2025: 2.0}, 0.035, 2025) == 1500.0
    assert levelised_cost_of_abatement({2025: 0.0}, {2025: 2.0}, 0.035, 2025) == 0.0
