"""Money: from payer to beneficiary (convention § 1.6); missing is not zero (§ 1.1)."""

import pytest
from tests.model.cities import activity, carrier, city, flow, means, measure
from tests.model.runs import nominal

from citypact.model import City
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
