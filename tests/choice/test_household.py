"""What a household pays and emits is the model's own figures, taken apart and put together."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from tests.model.cities import (
    activity,
    carrier,
    city,
    effect,
    figure,
    means,
    measure,
    perspective,
    scenario,
)
from tests.model.strategies import cities

from citypact.book import open_book
from citypact.choice.household import equity_margins, household_views, household_years
from citypact.choice.per_unit import PerUnit
from citypact.engine import Values, evaluate
from citypact.errors import InputError
from citypact.model import City, Household, HouseholdChange, HouseholdNeed
from citypact.model.boundary import is_carbon_dioxide
from citypact.model.compile import compiled
from citypact.model.ramp import level_input
from citypact.model.scenario import inputs_of

NO_CAPTURE = ("avoid", "shift", "purchase", "improve", "factor")


def run(made: City, name: str) -> Values:
    return evaluate(compiled(made).program, inputs_of(made, made.scenarios[name]))


@settings(max_examples=12)
@given(made=cities(kinds=NO_CAPTURE))
def test_through_the_chain_all_final_uses_emit_what_the_city_emits(made: City) -> None:
    values = run(made, "some")
    per_unit = PerUnit(made, values)
    final = {name for name, one in made.activities.items() if one.amount is not None}
    through = per_unit.none()
    emitted = per_unit.none()
    for name, row in values.items():
        word, *rest = name.split("/")
        if word == "use" and rest[0] in final:
            through = through + row * per_unit.emissions(rest[2])
        if word == "emitted":
            _, scope, origin, gas = rest
            if scope in ("1", "2") and not (origin == "biogenic" and is_carbon_dioxide(gas)):
                emitted = emitted + row
    np.testing.assert_allclose(through, emitted, rtol=1e-9, atol=1e-9)


@settings(max_examples=12)
@given(made=cities())
def test_what_a_means_uses_per_unit_is_the_models_use(made: City) -> None:
    values = run(made, "some")
    per_unit = PerUnit(made, values)
    for name, row in values.items():
        word, *rest = name.split("/")
        if word == "use":
            met = values[f"activity/{rest[0]}"] * values[f"share/{rest[1]}"]
            np.testing.assert_allclose(met * per_unit.use(rest[1], rest[2]), row, rtol=1e-9)


def change(to_means: str = "pump", investment: float | None = 100_000.0) -> HouseholdChange:
    invested = None if investment is None else figure(investment / 1e6, "household_changes/x")
    return HouseholdChange("swap", "boiler", to_means, invested)


def villa(*changes: HouseholdChange, rate: float | None = 0.05, tax: float | None = 0.25) -> City:
    """Homes on gas; a measure swaps boilers for pumps by 2030, another saves a tenth of the heat.

    The household needs 20 MWh; a unit of gas costs 1 SEK/kWh and emits 200 g, of power 2 and 50.
    """
    needs = (HouseholdNeed("boiler", figure(0.02, "household_needs/villa:boiler")),)
    household = Household("villa", "villa", "villa", "people", "own", needs, changes)
    return city(
        [
            activity(
                "homes",
                [means("boiler", 1.0, {"gas": 1.0}), means("pump", 0.0, {"power": 0.25})],
                payer="household",
            ),
            activity("grid", [means("plant", 1.0, {"coal": 2.0})], amount=None),
        ],
        [
            carrier("coal", {("CO2", "fossil", "1"): 0.025}),
            carrier(
                "gas",
                {("CO2", "fossil", "1"): 0.2, ("CO2", "biogenic", "1"): 0.1},
                prices={("energy", "outside"): 0.6, ("tax", "state"): 0.4},
            ),
            carrier("power", supplied_by="grid", prices={("energy", "outside"): 2.0}),
        ],
        [
            measure("swap", [effect("swap", "shift", 1.0, means="boiler", to_means="pump")]),
            measure("save", [effect("save", "avoid", 0.1, activity="homes")], end=2021),
        ],
        scenarios=[scenario("swap", {"swap": 1.0}), scenario("save", {"save": 1.0})],
        perspectives=[perspective("people", ["household"], rate=rate, value_added_tax=tax)],
        households=[household],
    )


def test_bill_investment_and_emissions_by_hand() -> None:
    made = villa(change())
    (view,) = household_views(made, "swap", made, "none")
    before, after = view.with_other, view.with_scenario
    assert before.bill["energy"][0] == pytest.approx(20_000 * 0.6)
    assert before.bill["tax"][0] == pytest.approx(20_000 * 0.4)
    assert before.bill["value-added-tax"][0] == pytest.approx(20_000 * 0.25)
    assert before.emissions[0] == pytest.approx(20_000 * 0.2 / 1000)
    # In 2030 all heat is by the pump: a quarter of the energy, at twice the price.
    assert after.running[10] == pytest.approx(20_000 * 0.25 * 2.0 * 1.25)
    assert after.emissions[10] == pytest.approx(20_000 * 0.25 * 2.0 * 0.025 / 1000)
    # Half-way half of it has moved, and half is invested by then.
    assert after.running[5] == pytest.approx((before.running[5] + after.running[10]) / 2)
    assert np.cumsum(view.invested)[5] == pytest.approx(50_000)
    assert view.invested.sum() == pytest.approx(100_000)
    assert view.net[20] == pytest.approx(20_000 * 1.25 - 20_000 * 0.25 * 2.0 * 1.25)
    assert view.cut[20] == pytest.approx(4.0 - 0.25)
    by_hand = sum(
        float(amount) / 1.05 ** int(year - 2020)
        for year, amount in zip(view.years, view.net, strict=True)
    )
    assert view.present_value == pytest.approx(by_hand)


def test_what_one_measure_has_moved_another_does_not_move_again() -> None:
    made = villa(change(), replace(change(investment=80_000.0), measure="warm"))
    warm = measure("warm", [effect("warm", "shift", 0.5, means="boiler", to_means="pump")])
    made = replace(
        made,
        measures={**made.measures, "warm": warm},
        scenarios={**made.scenarios, "both": scenario("both", {"swap": 0.6, "warm": 1.0})},
    )
    (view,) = household_views(made, "both", made, "none")
    # The first takes six tenths of the need, the second what is left of it then.
    assert view.invested[:11].sum() == pytest.approx(
        0.6 * 100_000 + float(np.maximum(np.diff(_left(0.6)), 0.0).sum()) * 80_000
    )
    assert view.with_scenario.running[10] == pytest.approx(20_000 * 0.25 * 2.0 * 1.25)


def _left(first: float) -> np.ndarray[tuple[int], np.dtype[np.float64]]:
    """Share that the second measure moves while both grow from 2020 to 2030."""
    reached = np.linspace(0.0, 1.0, 11)
    return (1.0 - first * reached) * reached


def test_what_measures_avoid_it_needs_no_more() -> None:
    made = villa()
    (view,) = household_views(made, "save", made, "none")
    assert view.saved[5] == pytest.approx(0.1 * view.with_other.running[5])
    assert view.invested.sum() == 0.0


def test_an_investment_that_nobody_knows_is_said() -> None:
    made = villa(change(investment=None))
    (view,) = household_views(made, "swap", made, "none")
    assert view.with_scenario.without_investment == ("swap",)
    assert view.invested.sum() == 0.0


def test_the_margin_of_equity_is_the_present_value_in_every_lane() -> None:
    made = villa(change())
    program = compiled(made).program
    levels = [0.0, 0.4, 1.0]
    lanes = evaluate(program, {level_input("swap"): levels})
    without = evaluate(program)
    margins = equity_margins(made, lanes, without)["villa"]
    assert margins[0] == pytest.approx(0.0, abs=1e-6)
    (view,) = household_views(made, "swap", made, "none")
    assert view.present_value is not None
    np.testing.assert_allclose(margins, np.array(levels) * view.present_value, rtol=1e-9, atol=1e-6)


def test_a_household_without_a_rate_has_no_margin() -> None:
    made = villa(change(), rate=None)
    values = run(made, "none")
    (view,) = household_views(made, "swap", made, "none")
    assert view.present_value is None
    with pytest.raises(InputError, match="have no discount rate: villa"):
        equity_margins(made, values, values)


def test_what_has_no_price_cannot_be_paid_for() -> None:
    made = villa(change())
    bare = {**made.carriers, "gas": replace(made.carriers["gas"], prices=())}
    made = replace(made, carriers=bare)
    with pytest.raises(InputError, match="the carrier gas has no price"):
        household_years(made, run(made, "none"))


def test_what_is_made_in_the_city_and_has_no_price_costs_what_its_making_takes() -> None:
    made = villa(change())
    coal = carrier("coal", prices={("energy", "outside"): 0.3})
    power = replace(made.carriers["power"], prices=())
    made = replace(made, carriers={**made.carriers, "coal": coal, "power": power})
    values = run(made, "swap")
    np.testing.assert_allclose(PerUnit(made, values).price("power")["energy"][1:], 0.6)


@pytest.mark.parametrize("name", ["template", "malmo"])
def test_households_of_the_packaged_books_have_a_finite_view(name: str) -> None:
    made = open_book(name).city()
    found = household_views(made, "contract", made, "reference")
    assert len(found) == len(made.households)
    for view in found:
        assert np.isfinite(view.net).all()
        assert (view.with_other.running > 0.0).all()
        assert (view.with_other.emissions >= 0.0).all()
