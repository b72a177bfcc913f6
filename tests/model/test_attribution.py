"""Attribution: sums to the total, takes no more than there is, and tells its own uncertainty."""

import itertools
from collections.abc import Iterable

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.model.cities import activity, carrier, city, effect, means, measure, spread
from tests.model.runs import nominal
from tests.model.strategies import cities

from citypact.engine import evaluate
from citypact.engine.arrays import Floats
from citypact.model import City, Effect, attribution, compile_city, output
from citypact.model.attribution import DRAWS, EXACT, attribute
from citypact.model.boundary import counts
from citypact.model.ramp import level_input
from citypact.model.timing import takes_part

FOSSIL = ("CO2", "fossil", "1")


def travelling(*effects: Effect) -> City:
    """Cars that emit 100 kt, buses 10 and nothing else; one measure an effect."""
    ways = [means("car", 0.8, {"petrol": 1.25}), means("bus", 0.2, {"petrol": 0.5})]
    measures = [measure(f"m{index:02d}", [item], end=2021) for index, item in enumerate(effects)]
    return city([activity("travel", ways)], [carrier("petrol", {FOSSIL: 1.0})], measures)


def levels(made: City, level: float = 1.0) -> dict[str, float]:
    return {item.id: level for item in made.measures.values() if takes_part(item)}


def avoids(count: int, fraction: float = 0.1) -> list[Effect]:
    return [effect(f"e{i}", "avoid", fraction, activity="travel") for i in range(count)]


def test_two_measures_on_the_same_thing_share_what_they_cut_together() -> None:
    made = travelling(*avoids(2, 0.5))
    worth = attribute(compile_city(made), levels(made))
    total = nominal(made, 0.0)["total"][-1]
    for found in worth.values():
        assert found.alone[-1] == pytest.approx(total * 0.5)
        assert found.last[-1] == pytest.approx(total * 0.25)
        assert found.share[-1] == pytest.approx(total * 0.375)
        assert (found.share_error == 0.0).all()
        assert found.alone[0] == 0.0


@settings(max_examples=20)
@given(cities(), st.floats(0.0, 1.0))
def test_shares_sum_to_what_all_cut_together(made: City, level: float) -> None:
    program = compile_city(made)
    worth = attribute(program, levels(made, level), executor="numpy")
    cut = nominal(made, 0.0)["total"] - nominal(made, level)["total"]
    assert np.allclose(sum(found.share for found in worth.values()), cut, atol=1e-9)


@pytest.mark.parametrize("count", [EXACT, EXACT + 1, 20])
def test_sampled_shares_sum_to_the_total_and_agree_with_the_exact_ones(count: int) -> None:
    """Equal measures have equal shares, so the exact ones are known however many there are."""
    made = travelling(*avoids(count))
    worth = attribute(compile_city(made), levels(made))
    cut = nominal(made, 0.0)["total"] - nominal(made)["total"]
    assert sum(found.share for found in worth.values()) == pytest.approx(cut, abs=1e-9)
    for found in worth.values():
        distance = np.abs(found.share - cut / count)
        assert (distance <= 5.0 * found.share_error + 1e-12).all()
        assert (found.share_error[-1] == 0.0) == (count == EXACT)
        assert found.share_error[-1] < 0.05 * found.share[-1]


def test_orders_are_sampled_until_shares_are_sure(monkeypatch: pytest.MonkeyPatch) -> None:
    """Strong measures get in each other's way, so that a share depends on the order."""
    made = travelling(*avoids(14, 0.7))
    program = compile_city(made)
    whole = float((nominal(made, 0.0)["total"] - nominal(made)["total"]).max())

    def error(precision: float) -> float:
        monkeypatch.setattr(attribution, "PRECISION", precision)
        found = attribute(program, levels(made)).values()
        return max(float(each.share_error.max()) for each in found) / whole

    first = error(1.0)
    assert error(0.01) <= 0.01
    for precision in (first / 1.5, first / 3.0):
        assert precision / 2.0 < error(precision) <= precision
    monkeypatch.setattr(attribution, "MOST_PAIRS", 64)
    assert error(first / 3.0) == first


def test_the_stated_error_is_the_spread_of_shares_over_seeds() -> None:
    made = travelling(*avoids(13, 0.4))
    program = compile_city(made).select([output.TOTAL])
    runs = [attribute(program, levels(made), seed=seed)["m00"] for seed in range(1, 41)]
    spread_of_shares = np.std([found.share[-1] for found in runs])
    stated = np.mean([found.share_error[-1] for found in runs])
    assert 0.6 < stated / spread_of_shares < 1.6


def test_a_measure_that_changes_nothing_has_nothing() -> None:
    useless = effect("u", "shift", 0.0, means="car", to_means="bus")
    made = travelling(*avoids(12), useless)
    worth = attribute(compile_city(made), levels(made))
    assert (worth["m12"].share == 0.0).all()
    assert all((found.share_error == 0.0).all() for found in worth.values())
    off = attribute(compile_city(made), {**levels(made), "m03": 0.0})
    assert (off["m03"].alone == 0.0).all()
    assert off["m03"].share_band is None


def test_two_that_stand_in_for_one_another_are_not_taken_for_useless() -> None:
    """Each makes all trips by rail, which only a third measure makes clean."""
    ways = [means("car", 1.0, {"petrol": 1.0}), means("rail", 0.0, {"power": 1.0})]
    factors = [carrier("petrol", {FOSSIL: 1.0}), carrier("power", {FOSSIL: 1.0})]
    shifts = [effect(f"s{i}", "shift", 1.0, means="car", to_means="rail") for i in range(2)]
    clean = effect("c", "factor", 1.0, carrier="power")
    measures = [measure(item.id, [item], end=2021) for item in (*shifts, clean)]
    made = city([activity("travel", ways)], factors, measures)
    worth = attribute(compile_city(made), levels(made))
    for name in ("s0", "s1"):
        assert (worth[name].alone == 0.0).all()
        assert (worth[name].last == 0.0).all()
    assert [worth[name].share[-1] for name in ("c", "s0", "s1")] == pytest.approx(
        [100.0 * 2 / 3, 100.0 / 6, 100.0 / 6]
    )


def test_a_measure_that_only_costs_needs_no_lanes() -> None:
    made = city([activity("a", [means("b")])], measures=[measure("m")])
    worth = attribute(compile_city(made), levels(made), draws=10)
    assert (worth["m"].share == 0.0).all()
    assert worth["m"].share_band is None


def uncertain() -> City:
    return travelling(
        effect("a", "avoid", spread(0.3, 0.5, "effects/a"), activity="travel"),
        effect("b", "avoid", 0.2, activity="travel"),
        effect("c", "shift", spread(0.4, 0.5, "effects/c"), means="car", to_means="bus"),
    )


def test_bands_are_those_of_the_draws_themselves() -> None:
    made = uncertain()
    program = compile_city(made)
    worth = attribute(program, levels(made), draws=200, seed=3, city="x")
    numbers = np.arange(200)

    def drawn(**on: float) -> Floats:
        inputs = {level_input(name): level for name, level in on.items()}
        return evaluate(program, inputs, draw_index=numbers, seed=3, city="x")["total"]

    expected = np.quantile(drawn() - drawn(m00=1.0), [0.05, 0.5, 0.95], axis=1)
    band = worth["m00"].alone_band
    assert band is not None
    for found, line in zip((band.p05, band.p50, band.p95), expected, strict=True):
        assert found == pytest.approx(line, abs=1e-9)


def test_a_band_holds_the_nominal_value_and_is_nothing_before_the_measure() -> None:
    made = uncertain()
    worth = attribute(compile_city(made), levels(made), draws=300)
    for found in worth.values():
        for value, band in (
            (found.alone, found.alone_band),
            (found.last, found.last_band),
            (found.share, found.share_band),
        ):
            assert band is not None
            assert band.p05[-1] <= value[-1] <= band.p95[-1]
            assert band.p95[0] == 0.0


def test_bands_of_many_draws_rest_on_the_first_of_them() -> None:
    made = uncertain()
    program = compile_city(made)
    first = attribute(program, levels(made), draws=DRAWS)
    more = attribute(program, levels(made), draws=10 * DRAWS)
    for name, found in first.items():
        assert found.share_band is not None
        other = more[name].share_band
        assert other is not None
        assert (found.share_band.p95 == other.p95).all()


def sources(made: City, effects: Iterable[Effect]) -> set[str]:
    """The activities that effects act on, and all that supply them."""
    activity_of = {one.id: item for item in made.activities.values() for one in item.means}
    found: set[str] = set()
    for item in effects:
        if item.kind == "factor":
            found |= {
                one.id
                for one in made.activities.values()
                if any(use.carrier == item.carrier for way in one.means for use in way.uses)
            }
        else:
            found.add(item.activity or activity_of[item.means].id)
    waiting = list(found)
    while waiting:
        for way in made.activities[waiting.pop()].means:
            for use in way.uses:
                supplier = made.carriers[use.carrier].supplied_by
                if supplier and supplier not in found:
                    found.add(supplier)
                    waiting.append(supplier)
    return found


def emitted_by(made: City, activities: set[str], on: Iterable[str]) -> Floats:
    """What some activities emit within the main boundary under a coalition of measures."""
    main = made.inventories[made.main_inventory]
    values = nominal(made, dict.fromkeys(on, 1.0))
    total = np.zeros(len(values["total"]))
    for name, series in values.items():
        word, *rest = name.split("/")
        if word == "emitted" and rest[0] in activities and counts(main, rest[1], rest[2], rest[3]):
            total += series
    return total


@settings(max_examples=20)
@given(cities(most=3))
def test_no_measure_takes_more_than_its_source_emits(made: City) -> None:
    names = set(made.measures)
    worth = attribute(compile_city(made), levels(made), executor="numpy")
    for name, found in worth.items():
        touched = sources(made, made.measures[name].effects)
        others = names - {name}
        assert (found.alone <= emitted_by(made, touched, ()) + 1e-9).all()
        assert (found.last <= emitted_by(made, touched, others) + 1e-9).all()
        most = np.max(
            [
                emitted_by(made, touched, coalition)
                for size in range(len(others) + 1)
                for coalition in itertools.combinations(sorted(others), size)
            ],
            axis=0,
        )
        assert (found.share <= most + 1e-9).all()


def test_threads_change_no_figure() -> None:
    made = travelling(*avoids(15), effect("c", "shift", 0.4, means="car", to_means="bus"))
    program = compile_city(made)
    one, two = (attribute(program, levels(made), draws=40, threads=count) for count in (1, 2))
    for name, found in one.items():
        assert (found.share == two[name].share).all()
        assert found.share_band is not None
        other = two[name].share_band
        assert other is not None
        assert (found.share_band.p95 == other.p95).all()
