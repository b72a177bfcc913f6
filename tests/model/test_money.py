"""Money: from payer to beneficiary (convention § 1.6); missing is not zero (§ 1.1)."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from tests.model.cities import activity, carrier, city, flow, means, measure
from tests.model.runs import nominal
from tests.model.strategies import BASE, LAST, cities

from citypact.choice.asset import asset_costs, residual_value
from citypact.model import Asset, City
from citypact.model.compile import assemble


def paying(payer: str = "household") -> City:
    """Homes that buy heat of a plant, which buys gas."""
    return city(
        [
            activity("homes", [means("home", 1.0, {"heat": 1.0})], payer=payer),
            activity("plant", [means("burner", 1.0, {"gas": 1.2})], amount=None, payer="utility"),
        ],
        [
            carrier("heat", supplied_by="plant", prices={("energy", "utility"): 0.9}),
            carrier("gas", prices={("energy", "outside"): 0.3, ("tax", "state"): 0.2}),
        ],
        [
            measure(
                "pipes",
                flows=[
                    flow("dig", "investment", 50.0, payer="utility"),
                    flow("grant", "subsidy", 10.0, payer="state", beneficiary="utility"),
                    flow("care", "operation", 2.0, yearly=True, payer="utility"),
                    flow("health", "co-benefit", 3.0, yearly=True, beneficiary="household"),
                ],
                end=2021,
            )
        ],
    )


def test_purchases_are_use_times_price_part_by_part_from_payer_to_beneficiary() -> None:
    values = nominal(paying())
    flows = {key: row[0] for key, row in values.items() if key.startswith("money/")}
    assert flows["money/energy/household/utility"] == pytest.approx(90.0)
    assert flows["money/energy/utility/outside"] == pytest.approx(36.0)
    assert flows["money/tax/utility/state"] == pytest.approx(24.0)


def test_sums_by_kind_payer_and_beneficiary_agree() -> None:
    values = nominal(paying())
    assert values["money-by-kind/energy"][0] == pytest.approx(126.0)
    assert values["money-by-payer/utility"][0] == pytest.approx(60.0)
    assert values["money-by-payer/utility"][1] == pytest.approx(60.0 + 50.0 + 2.0)
    assert values["money-by-beneficiary/utility"][1] == pytest.approx(90.0 + 10.0)


def test_societys_view_leaves_out_transfers_and_what_the_city_sells_itself() -> None:
    society = nominal(paying())["society"]
    assert society[0] == pytest.approx(36.0)
    assert society[1] == pytest.approx(36.0 + 50.0 + 2.0 - 3.0)
    assert society[2] == pytest.approx(36.0 + 2.0 - 3.0)


def test_without_any_money_there_is_no_figure_of_it() -> None:
    values = nominal(city([activity("a", [means("b", 1.0, {"c": 1.0})])], [carrier("c")]))
    assert not [name for name in values if "money" in name or name == "society"]


def test_what_nobody_pays_for_is_left_out_with_a_warning_that_names_it() -> None:
    made = assemble(paying(payer=""))
    assert [each.sentence for each in made.left_out] == [
        "What these activities buy is not counted, as no payer is stated: homes"
    ]
    assert "money/energy/utility/outside" in made.terms
    assert "money/energy/household/utility" not in made.terms


def test_what_has_no_price_is_left_out_with_a_warning_that_names_it() -> None:
    made = assemble(
        city(
            [activity("homes", [means("home", 1.0, {"gas": 1, "km": 1})], payer="household")],
            [carrier("gas"), carrier("km", kind="service")],
        )
    )
    assert [each.sentence for each in made.left_out] == [
        "What is bought of these carriers is not counted, as no price is stated: gas"
    ]


def test_a_measure_pays_what_is_stated_even_where_its_savings_are_not_known() -> None:
    known = flow("dig", "investment", 50.0)
    made = city(
        [activity("homes", [means("home", 1.0, {"gas": 1.0})])],
        [carrier("gas")],
        [
            measure("unknown", flows=[known], computable=False, end=2025),
            measure("echo", flows=[flow("again", "investment", 50.0)], same_as="unknown"),
        ],
    )
    values = nominal(made, {"unknown": 1.0})
    assert values["money-by-kind/investment"].sum() == pytest.approx(50.0)


def test_money_without_a_start_and_an_end_is_left_out_with_a_warning_that_names_it() -> None:
    made = assemble(
        city(
            [activity("homes", [means("home", 1.0, {"gas": 1.0})], payer="household")],
            [carrier("gas", prices={("energy", "outside"): 0.3})],
            [
                measure(
                    "undated", flows=[flow("dig", "investment", 5.0)], computable=False, end=None
                )
            ],
        )
    )
    assert [each.sentence for each in made.left_out] == [
        "The money of these measures is not counted, as no start and end are stated: undated"
    ]


def lasting(asset: Asset, *, start: int = 2020, last_year: int = 2032) -> City:
    """A pipe of 100 MSEK, bought in the year after ``start``."""
    return city(
        measures=[
            measure(
                "pipes",
                flows=[flow("dig", "investment", 100.0, asset=asset)],
                start=start,
                end=start + 1,
            )
        ],
        last_year=last_year,
    )


def test_what_lasts_is_bought_again_and_has_a_value_left_at_the_end() -> None:
    """As an asset bought once a lifetime costs (method-economics, section 4)."""
    values = nominal(lasting(Asset(5)), {"pipes": 1.0})
    costs = asset_costs(100.0, 5, 2021, 2032)
    np.testing.assert_allclose(values["society"], [0.0, *costs.values()], atol=1e-9)
    assert np.flatnonzero(values["money-by-kind/investment"]).tolist() == [1]
    assert np.flatnonzero(values["money-by-kind/replacement"]).tolist() == [6, 11]


def test_without_a_lifetime_it_is_bought_once_and_leaves_nothing() -> None:
    values = nominal(lasting(Asset()), {"pipes": 1.0})
    assert "money-by-kind/replacement" not in values
    assert values["society"].sum() == pytest.approx(100.0)


def test_a_cost_falls_from_the_year_that_it_is_stated_for() -> None:
    values = nominal(lasting(Asset(5, 0.1, 2021)), {"pipes": 1.0})
    assert values["money-by-kind/investment"][1] == pytest.approx(100.0)
    assert values["money-by-kind/replacement"][6] == pytest.approx(100.0 * 0.9**5)
    left = residual_value(100.0 * 0.9**10, 5, 2031, 2032)
    assert values["society"][-1] == pytest.approx(-left)


@given(made=cities())
def test_in_all_society_pays_for_the_years_that_an_asset_serves(made: City) -> None:
    """Undiscounted and without learning, each year of service costs a lifetime's part."""
    for one in made.measures.values():
        for paid in one.flows:
            life = paid.asset.lifetime
            if life is None or paid.asset.cost_year is not None:
                continue
            only = replace(one, effects=(), flows=(paid,), computable=False, delay=None)
            bare = city(measures=[only], base_year=BASE, last_year=LAST)
            values = nominal(bare, {one.id: 1.0})
            growth = np.array(values["money-by-kind/investment"]) / max(paid.amount.value, 1e-300)
            served = np.cumsum(growth).sum()
            expected = paid.amount.value * served / life
            assert values["society"].sum() == pytest.approx(expected, rel=1e-9, abs=1e-9)
