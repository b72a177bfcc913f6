"""Scenarios: what takes part and what does not (convention § 7.2, § 7.4, § 7.6, § 7.9)."""

import dataclasses
import json

import numpy as np
import pytest
from tests.model.cities import activity, carrier, city, figure, flow, means, measure, scenario

from citypact.engine import SAMPLINGS
from citypact.errors import InputError
from citypact.model import City, run_scenario
from citypact.model.left_out import LeftOut
from citypact.model.quantity import Quantity


def test_a_run_is_what_it_says_it_is(smallville: City) -> None:
    result = run_scenario(smallville, "all")
    assert (result.city_id, result.scenario, result.unit) == ("smallville", "all", "kt")
    assert result.years.tolist() == list(range(2020, 2051))
    assert (result.draws, result.seed, result.measure_draws) == (0, 1, 0)
    assert len(result.program_hash) == 64
    assert dict(result.bands) == {}
    assert result.population is not None
    assert result.population[[0, -1]].tolist() == [100_000.0, 130_000.0]
    assert set(result.captured) == {"fossil", "biogenic"}


def test_a_scenario_takes_the_levels_it_states(smallville: City) -> None:
    result = run_scenario(smallville, "half")
    assert result.ramp["fewer-cars"][-1] == 0.5
    assert result.ramp["capture"][-1] == 1.0
    assert result.ramp["insulation"][-1] == 0.0


def test_a_measure_that_is_not_computable_is_left_out_and_said(smallville: City) -> None:
    result = run_scenario(smallville, "half")
    assert "What these measures save is not yet computable: talk" in result.warnings
    talk = {found.id: found for found in result.measures}["talk"]
    assert not talk.computable
    assert talk.reason == "no figure says what it does"
    assert np.isnan(talk.share).all()


def test_a_measure_that_repeats_another_is_counted_there(smallville: City) -> None:
    result = run_scenario(smallville, "all")
    said = "These measures repeat another and are counted there: echo (as capture)"
    assert said in result.warnings
    assert LeftOut("repeats", ("echo",), ("capture",)) in result.left_out
    assert "echo" not in result.ramp


def test_every_measure_of_the_scenario_is_told_of_and_no_other(smallville: City) -> None:
    found = [effect.id for effect in run_scenario(smallville, "half").measures]
    assert found == ["capture", "fewer-cars", "talk"]
    assert run_scenario(smallville, "half", measures=False).measures == ()


def test_shares_sum_to_what_the_scenario_cuts(smallville: City) -> None:
    result, reference = run_scenario(smallville, "all"), run_scenario(smallville, "none")
    cut = sum(effect.share for effect in result.measures if effect.computable)
    assert cut == pytest.approx(reference.total - result.total, abs=1e-9)


def test_draws_give_bands_and_probabilities(smallville: City) -> None:
    result = run_scenario(smallville, "all", draws=300)
    assert {"total", "sector/transport", "authority/board", "money-by-kind/energy"} <= set(
        result.bands
    )
    assert not [name for name in result.bands if name.startswith(("met", "emitted", "use"))]
    band = result.bands["total"]
    assert (band.p05 <= band.p50).all()
    assert (band.p50 <= band.p95).all()
    assert band.p05[5] < result.total[5] < band.p95[5]
    for found in result.targets:
        assert (found.probability is not None) == found.computable
    assert result.measure_draws == 256


def test_the_same_seed_gives_the_same_result_on_any_number_of_threads(smallville: City) -> None:
    first, second, other = (
        run_scenario(smallville, "all", draws=100, seed=seed, threads=threads)
        for seed, threads in ((5, 1), (5, 2), (6, 1))
    )
    assert json.dumps(first.to_json()) == json.dumps(second.to_json())
    assert (first.bands["total"].p95 != other.bands["total"].p95).any()


@pytest.mark.parametrize("sampling", ["latin-hypercube", "sobol"])
def test_a_sampling_moves_the_draws_and_keeps_the_rest(smallville: City, sampling: str) -> None:
    drawn = run_scenario(smallville, "all", draws=1024, sampling=sampling)
    chance = run_scenario(smallville, "all", draws=1024)
    assert (drawn.sampling, chance.sampling) == (sampling, "random")
    assert (drawn.total == chance.total).all()
    band, other = drawn.bands["total"], chance.bands["total"]
    assert (band.p95[1:] != other.p95[1:]).any()
    np.testing.assert_allclose(band.p50, other.p50, rtol=0.05)
    assert any(
        (one.share_band.p95 != two.share_band.p95).any()
        for one, two in zip(drawn.measures, chance.measures, strict=True)
        if one.share_band and two.share_band
    )
    again = run_scenario(smallville, "all", draws=1024, sampling=sampling, executor="numpy")
    assert json.dumps(drawn.to_json()) == json.dumps(again.to_json())


def test_any_number_of_draws_gives_bands(smallville: City) -> None:
    """Past 4,096 draws histograms take the place of draws; what they say hardly moves."""
    few, many = (run_scenario(smallville, "all", draws=n, measures=False) for n in (4096, 12_000))
    span = few.bands["total"].p95 - few.bands["total"].p05
    for percentile in ("p05", "p50", "p95"):
        moved = getattr(many.bands["total"], percentile) - getattr(few.bands["total"], percentile)
        assert (np.abs(moved) <= 0.1 * span).all()


def test_every_draw_is_stored_where_it_is_asked_for(smallville: City) -> None:
    stored = run_scenario(smallville, "all", draws=5000, measures=False, store=True)
    assert stored.ensemble is not None
    kept = stored.ensemble.draws("total")
    assert kept.shape == (len(stored.years), 5000)
    np.testing.assert_allclose(
        stored.bands["total"].p95, np.quantile(kept, 0.95, axis=1), rtol=1e-12
    )
    streamed = run_scenario(smallville, "all", draws=5000, measures=False)
    assert streamed.ensemble is None
    span = kept.max(axis=1) - kept.min(axis=1)
    off = np.abs(streamed.bands["total"].p95 - stored.bands["total"].p95)
    assert (off <= span / 512.0).all()
    assert [each.probability for each in stored.targets] == [
        each.probability for each in streamed.targets
    ]


@pytest.mark.parametrize("sampling", SAMPLINGS)
@pytest.mark.parametrize("rho", [0.0, 0.7])
def test_what_is_of_one_group_moves_together_in_a_result(sampling: str, rho: float) -> None:
    """Two needs of a group, each with emissions of its own."""
    group = "growth" if rho else ""

    def amount(key: str) -> Quantity:
        return figure(
            100.0, key, distribution="normal", low=80.0, high=120.0, group=group, correlation=rho
        )

    boiler = means("boiler", 1.0, {"gas": 1.0})
    made = city(
        [
            activity("trips", [means("car", 1.0, {"gas": 1.0})], amount=amount("a")),
            activity("homes", [boiler], amount=amount("b"), sector="buildings"),
        ],
        [carrier("gas", {("CO2", "fossil", "1"): 0.2})],
        scenarios=[scenario("none", {})],
    )
    result = run_scenario(made, "none", draws=8192, sampling=sampling, store=True)
    assert result.ensemble is not None
    one, other = (result.ensemble.draws(f"sector/{each}")[0] for each in ("transport", "buildings"))
    assert abs(np.atleast_2d(np.corrcoef(one, other))[0, 1] - rho) < 0.05


def test_a_sampling_that_there_is_not_is_refused(smallville: City) -> None:
    with pytest.raises(InputError, match="random, latin-hypercube or sobol, not 'halton'"):
        run_scenario(smallville, "all", sampling="halton")


def test_scenarios_are_drawn_alike_so_that_they_can_be_compared(smallville: City) -> None:
    """In the base year no measure acts, so all draws of two scenarios agree."""
    first, second = (run_scenario(smallville, name, draws=100) for name in ("all", "none"))
    assert first.bands["total"].p95[0] == second.bands["total"].p95[0]


def test_progress_is_told(smallville: City) -> None:
    told: list[tuple[int, int]] = []
    run_scenario(smallville, "all", draws=50, progress=lambda done, of: told.append((done, of)))
    assert told[-1] == (50, 50)


@pytest.mark.parametrize(
    ("name", "draws", "seed", "message"),
    [
        ("gone", 0, 1, "has no scenario 'gone'; it has all, none, half"),
        ("all", -1, 1, "draws and seed are not negative, found draws -1 and seed 1"),
        ("all", 0, -2, "draws and seed are not negative, found draws 0 and seed -2"),
    ],
)
def test_what_cannot_be_run_is_refused(
    smallville: City, name: str, draws: int, seed: int, message: str
) -> None:
    with pytest.raises(InputError, match=message):
        run_scenario(smallville, name, draws=draws, seed=seed)


def test_a_scenario_runs_on_its_own_background_only(smallville: City) -> None:
    abroad = scenario("abroad", {}, background="warmer")
    made = dataclasses.replace(smallville, scenarios={**smallville.scenarios, "abroad": abroad})
    with pytest.raises(InputError, match="'abroad' stands on the background 'warmer', and the"):
        run_scenario(made, "abroad")
    assert run_scenario(dataclasses.replace(made, background="warmer"), "abroad").total[0] > 0.0


def test_a_measure_that_only_pays_has_no_figure_of_what_it_saves() -> None:
    made = city(
        [activity("homes", [means("home", 1.0, {"gas": 1.0})])],
        [carrier("gas")],
        [measure("unknown", flows=[flow("dig", "investment", 50.0)], computable=False)],
        scenarios=[scenario("all", {"unknown": 1.0})],
    )
    result = run_scenario(made, "all")
    (found,) = result.measures
    assert not found.computable
    assert np.isnan(found.share).all()
    assert result.money_by("kind")["investment"].sum() == pytest.approx(50.0)


def test_a_postponed_measure_is_worth_what_one_stated_later_is(smallville: City) -> None:
    """The whole result, with draws, is that of a city whose measure is stated three years later."""
    postponed = scenario_of(smallville, "all", {"fewer-cars": 3})
    stated = smallville.measures["fewer-cars"]
    assert stated.start is not None
    assert stated.end is not None
    later = dataclasses.replace(stated, start=stated.start + 3, end=stated.end + 3)
    moved = dataclasses.replace(smallville, measures={**smallville.measures, "fewer-cars": later})
    found, expected = run_scenario(postponed, "all", draws=50), run_scenario(moved, "all", draws=50)
    assert json.dumps(found.to_json()) == json.dumps(expected.to_json())
    assert found.to_json() != run_scenario(smallville, "all", draws=50).to_json()


def scenario_of(city: City, name: str, postponed: dict[str, int]) -> City:
    """The city, with measures of a scenario postponed."""
    changed = dataclasses.replace(city.scenarios[name], postponed=postponed)
    return dataclasses.replace(city, scenarios={**city.scenarios, name: changed})


@pytest.mark.parametrize(
    ("postponed", "message"),
    [
        ({"fewer-cars": 40}, r"scenario_measures/all:fewer-cars: moved by \+40 years"),
        ({"clean-sales": 1, "gone": 1}, "all:gone: it is postponed and not in the scenario"),
    ],
)
def test_what_cannot_be_postponed_is_refused(
    smallville: City, postponed: dict[str, int], message: str
) -> None:
    with pytest.raises(InputError, match=message):
        run_scenario(scenario_of(smallville, "all", postponed), "all")


def test_a_measure_without_years_cannot_be_postponed() -> None:
    made = city(
        [activity("homes", [means("home", 1.0, {"gas": 1.0})])],
        [carrier("gas")],
        [measure("talk", computable=False, start=None)],
    )
    with pytest.raises(InputError, match="all:talk: it is postponed, and no years are stated"):
        run_scenario(scenario_of(made, "all", {"talk": 1}), "all")
