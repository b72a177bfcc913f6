import json
from dataclasses import replace
from typing import Any, get_args

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.choice.portfolios import NAMES, asked, town

from citypact.book import open_book
from citypact.choice.abatement import abatement_curve
from citypact.choice.linearisation import outlook
from citypact.choice.next_best import next_best
from citypact.choice.next_measure import Criterion
from citypact.errors import InputError
from citypact.model.city import City, Scenario

CRITERIA: tuple[Criterion, ...] = get_args(Criterion)


def with_scenario(city: City, levels: dict[str, float], **moved: int) -> City:
    scenario = Scenario("here", "här", "here", "exploration", "", levels, moved)
    return replace(city, scenarios={**city.scenarios, "here": scenario})


def test_a_measure_is_worth_what_it_adds_to_the_others() -> None:
    """Bus in full leaves 50 kt; of those cycle takes 0.4, and walk 0.3."""
    found = next_best(with_scenario(town(), {"bus": 1.0}), "here", by="tonnes")
    assert found.result == pytest.approx(50.0)
    assert found.allowed == 60.0
    assert {each.id: each.cut for each in found.listed} == {
        "cycle": pytest.approx(20.0),
        "walk": pytest.approx(15.0),
    }
    assert [each.id for each in found.listed] == ["cycle", "walk"]


def test_a_measure_half_way_can_go_the_rest() -> None:
    found = next_best(with_scenario(town(), {"bus": 0.5}), "here", by="tonnes")
    bus = next(each for each in found.listed if each.id == "bus")
    assert bus.level == 0.5
    assert bus.cut == pytest.approx(25.0)
    # Half of the investment has been made.
    assert bus.spending["city"] == pytest.approx(150.0)


@pytest.mark.parametrize("by", CRITERIA)
@given(
    saved=st.tuples(*[st.floats(0.05, 0.6)] * 3),
    cost=st.tuples(*[st.floats(-300.0, 500.0)] * 3),
    level=st.floats(0.0, 1.0),
)
@settings(max_examples=10)
def test_sequence_is_the_first_of_each_list_and_adds_up(
    by: Criterion, saved: tuple[float, ...], cost: tuple[float, ...], level: float
) -> None:
    """Each step is taken from the list at the levels reached; all together are the model's."""
    city = with_scenario(town(saved, cost), {"bus": level})
    payer = "city" if by == "per-krona" else ""
    found = next_best(city, "here", by=by, payer=payer)
    levels, before = {"bus": level}, found.result
    for step in found.sequence:
        there = next_best(with_scenario(city, dict(levels)), "here", by=by, payer=payer)
        assert there.listed[0].id == step.measure.id
        assert step.measure.cut == pytest.approx(before - step.result, abs=1e-9)
        levels[step.measure.id] = 1.0
        before = step.result
        assert step.target_met == (step.result <= 60.0)
    if not found.sequence:
        return
    seen = outlook(asked(city))
    ends = seen.figures(_columns({"bus": level}, levels))
    assert found.sequence[-1].net_cost == pytest.approx(ends.cost[1] - ends.cost[0], abs=1e-6)


def _columns(*plans: dict[str, float]) -> Any:  # noqa: ANN401  an array of numpy's own type
    return np.array([[plan.get(name, 0.0) for plan in plans] for name in NAMES])


def test_by_net_value_it_ends_where_nothing_gains() -> None:
    """Walk saves petrol of 0.01 MSEK a GWh and no more: no measure pays for itself."""
    assert next_best(with_scenario(town(), {}), "here").sequence == ()
    gaining = next_best(with_scenario(town(cost=(-300.0, 200.0, 60.0)), {}), "here")
    assert [step.measure.id for step in gaining.sequence] == ["bus"]


@given(cost=st.tuples(*[st.floats(-300.0, 500.0)] * 3))
def test_by_cost_per_tonne_is_the_order_of_the_abatement_curve(cost: tuple[float, ...]) -> None:
    city = with_scenario(town((0.5, 0.0, 0.3), cost), {})
    found = next_best(city, "here", by="cost-per-tonne")
    every = [each.abatement for each in (*found.listed, *found.beside)]
    curve = abatement_curve(every, "last-in")
    steps = [step.measure.id for step in (*curve.saving, *curve.costly)]
    assert [each.id for each in found.listed] == steps
    assert [each.id for each in found.beside] == ["cycle"]
    for each in found.listed:
        assert (each.abatement.cost_per_tonne is None) == (each.abatement.net_cost < 0.0)


def test_a_payers_krona_is_asked_of_what_the_payer_pays() -> None:
    city = with_scenario(town(), {})
    found = next_best(city, "here", by="per-krona", payer="city")
    assert {each.id for each in found.listed} == {"bus", "cycle"}
    assert [each.id for each in found.beside] == ["walk"]
    bus = next(each for each in found.listed if each.id == "bus")
    # 50 kt in the target's year for 300 MSEK: 0.17 kg for each krona.
    assert bus.per_krona("city") == pytest.approx(50.0 / 300.0)
    ratios = [each.per_krona("city") or 0.0 for each in found.listed]
    assert ratios == sorted(ratios, reverse=True)


def test_measures_in_full_leave_an_empty_list() -> None:
    found = next_best(with_scenario(town(), dict.fromkeys(NAMES, 1.0)), "here")
    assert (found.listed, found.beside, found.sequence) == ((), (), ())


def test_measures_to_choose_among_can_be_named() -> None:
    found = next_best(with_scenario(town(), {}), "here", by="tonnes", measures=["walk"])
    assert [each.id for each in found.listed] == ["walk"]
    assert [step.measure.id for step in found.sequence] == ["walk"]


def test_a_scenario_that_postpones_is_asked_as_it_is() -> None:
    """Postponed by five years, bus has come half way in the target's year."""
    city = with_scenario(town(), {"bus": 1.0}, bus=5)
    assert next_best(city, "here", by="tonnes").result == pytest.approx(75.0)


def test_bad_input_is_told_all_at_once() -> None:
    with pytest.raises(InputError) as caught:
        next_best(
            town(),
            "none",
            by="luck",  # type: ignore[arg-type]  # wrong on purpose
            payer="nobody",
            target="other",
            measures=["tram"],
            discount_rate=35.0,
        )
    told = str(caught.value)
    for part in (
        "no criterion 'luck'; there are: net-value, cost-per-tonne, tonnes, per-krona",
        "no payer 'nobody'; there are: city,",
        "no target 'other'; there are: main",
        "no measure 'tram'",
        "such as 0.035, from 0 to 0.25; found 35",
    ):
        assert part in told
    with pytest.raises(InputError, match="name a payer"):
        next_best(town(), "none", by="per-krona")
    with pytest.raises(InputError, match="has no scenario 'nowhere'"):
        next_best(town(), "nowhere")


def test_json_is_json() -> None:
    found = next_best(with_scenario(town(), {}), "here", by="per-krona", payer="city")
    said = json.loads(json.dumps(found.to_json(), allow_nan=False))
    assert [each["id"] for each in said["listed"]] == [each.id for each in found.listed]
    assert said["beside"][0]["per_krona"] is None
    assert said["sequence"][-1]["target_met_after"]


def test_malmo_beyond_its_contract() -> None:
    """The contract is in full; what is left are the explored measures, none with a stated cost."""
    city = open_book("malmo").city()
    found = next_best(city, "contract", by="tonnes")
    assert found.listed
    assert not any(each.id in city.scenarios["contract"].levels for each in found.listed)
    assert all(each.level == 0.0 for each in found.listed)
    assert found.sequence[-1].result < found.result
