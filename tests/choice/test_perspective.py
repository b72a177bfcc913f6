"""Money is moved, never made: what the actors see sums to what society uses up."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from tests.model.cities import (
    activity,
    carrier,
    city,
    effect,
    flow,
    impact,
    impact_rate,
    means,
    measure,
    perspective,
)
from tests.model.strategies import ACTORS, cities

from citypact.book import open_book
from citypact.choice.perspective import OTHERS, Views, usual_reference, views
from citypact.choice.purchases import purchases
from citypact.engine.arrays import Floats
from citypact.errors import InputError
from citypact.model import Actor, Asset, City, run_scenario
from citypact.model.money import TRANSFERS


def seen(made: City, scenario: str = "all", against: str = "none") -> Views:
    results = [run_scenario(made, name, measures=False) for name in (scenario, against)]
    return views(made, results[0], made, results[1])


def by_actor(made: City) -> City:
    return replace(
        made, perspectives={f"see-{one}": perspective(f"see-{one}", [one]) for one in made.actors}
    )


def close(found: Floats, expected: Floats) -> None:
    np.testing.assert_allclose(found, expected, rtol=1e-9, atol=1e-7)


@settings(max_examples=12)
@given(made=cities())
def test_undiscounted_the_actors_sum_to_societys_resources(made: City) -> None:
    for one in (made, by_actor(made)):
        found = seen(one, "some")
        summed = sum((view.yearly for view in found.actors), np.zeros(len(found.years)))
        close(summed, found.society.resources)


@settings(max_examples=12)
@given(made=cities())
def test_societys_resources_are_the_models_cost_that_plans_are_chosen_by(made: City) -> None:
    found = seen(made, "some")
    some, none = (run_scenario(made, name, measures=False) for name in ("some", "none"))
    assert some.society is not None
    assert none.society is not None
    close(found.society.resources, none.society - some.society)


@settings(max_examples=12)
@given(made=cities())
def test_transfers_sum_to_zero_over_the_actors_and_society_has_none(made: City) -> None:
    found = seen(by_actor(made), "some")
    for kind in TRANSFERS:
        rows = [view.lines[kind] for view in found.actors if kind in view.lines]
        close(sum(rows, np.zeros(len(found.years))), np.zeros(len(found.years)))
        assert kind not in found.society.lines


@settings(max_examples=12)
@given(made=cities())
def test_however_the_actors_are_grouped_their_sum_is_the_same(made: City) -> None:
    pairs = {"a": perspective("a", ACTORS[:2]), "b": perspective("b", ACTORS[2:])}
    grouped, alone = seen(replace(made, perspectives=pairs), "some"), seen(by_actor(made), "some")
    for name in ("a", "b"):
        group = next(view for view in grouped.actors if view.id == name)
        members = [view for view in alone.actors if set(view.actors) <= set(group.actors)]
        close(group.yearly, sum((one.yearly for one in members), np.zeros(len(group.years))))


@settings(max_examples=12)
@given(made=cities())
def test_purchases_and_flows_are_all_the_money_of_the_result(made: City) -> None:
    result = run_scenario(made, "none", measures=False)
    sums: dict[tuple[str, str, str], Floats] = {}
    for one in purchases(made, result):
        key = (one.kind, one.payer, one.beneficiary)
        sums[key] = sums.get(key, np.zeros(len(result.years))) + one.amount
    for key, row in result.money.items():
        close(sums.get(key, 0.0 * row), row)


def pipes() -> City:
    """Homes on gas move to heat of a plant on wood; pipes of 100 MSEK last 20 of the 31 years."""
    authorities = {"household": "household", "outside": "business", "utility": "municipal company"}
    made = city(
        [
            activity(
                "homes",
                [means("boiler", 1.0, {"gas": 1.0}), means("pipe", 0.0, {"heat": 1.0})],
                amount=100.0,
                payer="household",
            ),
            activity("plant", [means("furnace", 1.0, {"wood": 1.0})], amount=None, payer="utility"),
        ],
        [
            carrier(
                "gas",
                {("CO2", "fossil", "1"): 0.2},
                prices={("energy", "outside"): 0.5, ("tax", "state"): 0.3},
            ),
            carrier("heat", supplied_by="plant", prices={("energy", "utility"): 0.7}),
            carrier("wood", prices={("energy", "outside"): 0.2}),
        ],
        [
            measure(
                "dig",
                [effect("move", "shift", 1.0, means="boiler", to_means="pipe")],
                [
                    flow("pipes", "investment", 100.0, asset=Asset(20)),
                    flow("grant", "subsidy", 40.0, payer="state", beneficiary="city"),
                ],
                end=2021,
            )
        ],
        impacts=[
            impact("soot", [impact_rate("soot", 0.1, carrier="gas")], value=0.5),
            impact("gas", kind="carbon", unit="t", bearer="", value=0.002),
            impact("hush", [impact_rate("hush", 1.0, activity="homes")], kind="noise"),
            impact(
                "jobs",
                [impact_rate("jobs", 0.5, spending="investment")],
                kind="jobs",
                sense="gain",
                unit="job",
                bearer="",
            ),
        ],
        perspectives=[
            perspective("everybody", rate=0.03, tax_factor=1.3),
            perspective("town", ["city"], rate=0.02),
            perspective("people", ["household"], rate=0.05),
            perspective("treasury", ["state"]),
        ],
    )
    actors = {
        name: replace(one, authority=authorities.get(name, "board"))
        for name, one in made.actors.items()
    }
    return replace(made, actors=actors)


def test_who_pays_and_who_gains_by_hand() -> None:
    found = seen(pipes())
    view = {one.id: one for one in found.actors}
    year, last = 1, -1

    # The town pays the pipes, gets the grant, buys the pipes again and has half of them left.
    assert view["town"].lines["investment"][year] == -100.0
    assert view["town"].lines["subsidy"][year] == 40.0
    assert view["town"].lines["replacement"][21] == -100.0
    assert view["town"].lines["residual"][last] == pytest.approx(100.0 * 10 / 20)
    # People save gas with its tax, pay for heat, and breathe less soot.
    assert view["people"].lines["energy"][year] == pytest.approx(50.0 - 70.0)
    assert view["people"].lines["tax"][year] == pytest.approx(30.0)
    assert view["people"].lines["impact/soot"][year] == pytest.approx(0.1 * 100.0 * 0.5)
    # The treasury loses the tax and pays the grant.
    assert set(view["treasury"].lines) == {"tax", "subsidy"}
    assert view["treasury"].lines["tax"][year] == pytest.approx(-30.0)
    # The utility and those outside belong to no perspective: sold less what it took to deliver.
    others = view[OTHERS]
    assert set(others.actors) == {"utility", "outside"}
    assert others.yearly[5] == pytest.approx(70.0 - 20.0)
    # Society: no transfers; gas saved and wood burned; a town's krona costs 1.30.
    lines = found.society.lines
    assert lines["energy"][year] == pytest.approx(50.0 - 20.0)
    assert lines["tax-factor"][year] == pytest.approx(-0.3 * 100.0)
    assert lines["carbon-value"][year] == pytest.approx(0.2 * 100.0 * 1000 * 0.002)
    assert set(lines) == {
        "investment",
        "replacement",
        "residual",
        "energy",
        "impact/soot",
        "tax-factor",
        "carbon-value",
    }


def test_each_view_is_discounted_at_its_own_rate() -> None:
    found = seen(pipes())
    view = {one.id: one for one in found.actors}
    by_hand = sum(
        float(amount) / 1.05 ** int(year - 2020)
        for year, amount in zip(found.years, view["people"].yearly, strict=True)
    )
    assert view["people"].present_value == pytest.approx(by_hand)
    assert view["treasury"].present_value is None
    assert found.without_rate == ("treasury", OTHERS)


def test_what_is_not_known_is_said() -> None:
    made = pipes()
    dig = made.measures["dig"]
    bare = replace(dig, flows=(replace(dig.flows[0], asset=Asset()),))
    free = replace(dig, id="free", flows=())
    everything = replace(made.scenarios["all"], levels={"dig": 1.0, "free": 0.5})
    made = replace(
        made,
        measures={"dig": bare, "free": free},
        scenarios={**made.scenarios, "all": everything},
    )
    found = seen(made)
    assert found.not_valued == ("hush",)
    assert found.without_lifetime == ("dig",)
    assert found.without_cost == ("free",)
    assert found.impacts["jobs"].sum() == pytest.approx(50.0)
    assert "impact/jobs" not in found.society.lines


def test_companies_of_the_city_are_not_paid_by_taxes() -> None:
    made = pipes()
    company = Actor("city", "bolag", "company", "municipal company")
    found = seen(replace(made, actors={**made.actors, "city": company}))
    assert "tax-factor" not in found.society.lines


def test_a_scenario_against_itself_differs_in_nothing() -> None:
    found = seen(pipes(), "all", "all")
    assert not found.society.lines
    assert not any(view.lines for view in found.actors)


def test_two_books_are_not_compared() -> None:
    made = pipes()
    result = run_scenario(made, "all", measures=False)
    other = replace(made, book_hash="1" * 64)
    with pytest.raises(InputError, match="different books"):
        views(made, result, other, run_scenario(other, "none", measures=False))


def test_a_scenario_is_compared_with_the_reference_on_its_own_background() -> None:
    made = open_book("malmo").city()
    assert usual_reference(made, "contract") == "reference"
    assert usual_reference(made, "contract-weakened") == "reference-weakened"
    assert usual_reference(made, "combined") == "reference-weakened"


@pytest.mark.parametrize("name", ["template", "malmo"])
def test_in_the_packaged_books_the_actors_sum_to_society(name: str) -> None:
    book = open_book(name)
    for row in book.tables["scenarios"].rows:
        made = book.city(row.text("background"))
        reference = usual_reference(made, row.key)
        other = book.city(made.scenarios[reference].background)
        found = views(
            made,
            run_scenario(made, row.key, measures=False),
            other,
            run_scenario(other, reference, measures=False),
        )
        summed = sum((view.yearly for view in found.actors), np.zeros(len(found.years)))
        close(summed, found.society.resources)
