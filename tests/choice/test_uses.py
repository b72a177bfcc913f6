"""What measures cost is the money of the result less what is bought of carriers."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from tests.model.cities import activity, carrier, city, figure, flow, means, measure
from tests.model.strategies import cities

from citypact.book import open_book
from citypact.choice.uses import USES, measure_flows, uses_of_funds
from citypact.engine.arrays import Floats
from citypact.errors import InputError
from citypact.model import Actor, City, Path, Result, run_scenario


def without_flows(made: City) -> City:
    """The same city whose measures cost nothing: its money is what is bought of carriers."""
    bare = {name: replace(one, flows=()) for name, one in made.measures.items()}
    return replace(made, measures=bare)


def assert_they_add_up(made: City, scenario: str) -> Result:
    result = run_scenario(made, scenario, measures=False)
    bought = run_scenario(without_flows(made), scenario, measures=False).money
    sums: dict[tuple[str, str, str], Floats] = {key: row.copy() for key, row in bought.items()}
    for one in measure_flows(made, result):
        key = (one.kind, one.payer, one.beneficiary)
        sums[key] = sums.get(key, np.zeros(len(result.years))) + one.amount
    for key, row in result.money.items():
        # A flow of a measure that the scenario leaves out stands in the result as zero.
        np.testing.assert_allclose(sums.get(key, 0.0 * row), row, rtol=1e-9, atol=1e-9)
    assert sums.keys() <= result.money.keys()
    return result


@given(made=cities())
def test_flow_by_flow_they_add_up_to_the_money_of_the_result(made: City) -> None:
    assert_they_add_up(made, "some")


@pytest.mark.parametrize("name", ["template", "malmo"])
def test_they_add_up_in_every_scenario_of_the_packaged_books(name: str) -> None:
    book = open_book(name)
    for row in book.tables["scenarios"].rows:
        assert_they_add_up(book.city(row.text("background")), row.key)


@pytest.mark.parametrize("shape", ["linear", "smooth", "milestones"])
@pytest.mark.parametrize("delay", [None, (1.0, 3.0)])
def test_what_was_reached_before_the_first_year_is_not_paid_again(
    shape: str, delay: tuple[float, float] | None
) -> None:
    made = one_measure(shape=shape, delay=delay, start=2015)
    result = assert_they_add_up(made, "all")
    (paid,) = measure_flows(made, result)
    assert 0.0 < paid.amount[0] < paid.amount.sum() < 80.0


@pytest.mark.parametrize("shape", ["linear", "smooth", "milestones"])
def test_they_add_up_where_a_measure_is_postponed(shape: str) -> None:
    """Money that was paid before the first year falls due within the years, once it is moved."""
    made = one_measure(shape=shape, start=2020)
    scenario = replace(made.scenarios["all"], postponed={"dig": 4})
    moved = replace(made, scenarios={**made.scenarios, "all": scenario})
    (paid,) = measure_flows(moved, assert_they_add_up(moved, "all"))
    assert paid.amount[:5].sum() == 0.0
    assert paid.amount.sum() == pytest.approx(80.0)


def one_measure(
    *, shape: str = "linear", delay: tuple[float, float] | None = None, start: int = 2020
) -> City:
    stones = Path(
        (start, start + 10), (figure(0.0, "milestones/dig:0"), figure(1.0, "milestones/dig:1"))
    )
    return city(
        [activity("homes", [means("home", 1.0, {"gas": 1.0})], payer="household")],
        [carrier("gas", prices={("energy", "outside"): 0.5})],
        [
            measure(
                "dig",
                flows=[flow("dig-build", "investment", 80.0)],
                shape=shape,
                delay=delay,
                start=start,
                end=start + 10,
                milestones=stones if shape == "milestones" else None,
            )
        ],
    )


def test_a_sum_is_paid_once_in_all_and_a_yearly_amount_every_year() -> None:
    made = one_measure()
    care = flow("dig-care", "operation", 2.0, yearly=True)
    dig = made.measures["dig"]
    made = replace(made, measures={"dig": replace(dig, flows=(*dig.flows, care))})
    uses = uses_of_funds(made, run_scenario(made, "all", measures=False))
    assert uses.by("kind")["investment"].sum() == pytest.approx(80.0)
    assert uses.by("kind")["operation"][-1] == pytest.approx(2.0)


@given(made=cities())
def test_every_way_of_parting_them_has_the_same_sum(made: City) -> None:
    uses = uses_of_funds(made, run_scenario(made, "some", measures=False))
    for part in ("measure", "area", "payer", "kind", "in_city_budget"):
        parts = sum(uses.by(part).values(), np.zeros(len(uses.years)))
        np.testing.assert_allclose(parts, uses.total, rtol=1e-12)
    assert {one.kind for one in uses.flows} <= set(USES)
    assert not {one.kind for one in uses.beside} & set(USES)


@pytest.mark.parametrize(
    ("authority", "budget"),
    [
        ("board", "city"),
        ("municipal company", "city"),
        ("region", "outside"),
        ("state", "outside"),
        ("business", "outside"),
        ("household", "outside"),
    ],
)
def test_boards_and_companies_of_the_city_are_its_budget(authority: str, budget: str) -> None:
    made = one_measure()
    actors = {**made.actors, "city": Actor("city", "stad", "city", authority)}
    made = replace(made, actors=actors)
    uses = uses_of_funds(made, run_scenario(made, "all", measures=False))
    assert list(uses.by("in_city_budget")) == [budget]


def test_a_plan_ends_in_its_last_year() -> None:
    made = one_measure()
    result = run_scenario(made, "all", measures=False)
    uses = uses_of_funds(made, result, 2025)
    assert uses.years.tolist() == list(range(2020, 2026))
    assert uses.total.sum() == pytest.approx(40.0)
    with pytest.raises(InputError, match="choose one of 2020 to 2050"):
        uses_of_funds(made, result, 2051)


def test_money_without_years_is_named_and_in_no_sum() -> None:
    made = one_measure()
    dig = replace(made.measures["dig"], computable=False, end=None)
    made = replace(made, measures={"dig": dig})
    uses = uses_of_funds(made, run_scenario(made, "all", measures=False))
    assert uses.undated == ("dig",)
    assert uses.flows == ()


def test_a_repeated_measure_is_counted_where_it_is_repeated() -> None:
    made = one_measure()
    echo = replace(made.measures["dig"], id="echo", same_as="dig")
    everything = replace(made.scenarios["all"], levels={"dig": 1.0, "echo": 1.0})
    made = replace(made, measures={**made.measures, "echo": echo}, scenarios={"all": everything})
    uses = uses_of_funds(made, run_scenario(made, "all", measures=False))
    assert list(uses.by("measure")) == ["dig"]
    assert uses.undated == ()


def test_a_result_of_another_book_is_refused() -> None:
    made = one_measure()
    result = run_scenario(made, "all", measures=False)
    with pytest.raises(InputError, match="another book"):
        measure_flows(replace(made, book_hash="1" * 64), result)
