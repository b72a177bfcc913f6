"""What holds for every city: shares, sums, signs, and that what is not there changes nothing."""

import dataclasses
from collections.abc import Mapping

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.model.runs import level_inputs
from tests.model.strategies import KINDS, cities

from citypact.engine import Values, evaluate, simulate
from citypact.errors import InputError
from citypact.model import City, Measure, compile_city, output
from citypact.model.compile import compiled
from citypact.model.ramp import level_input
from citypact.model.timing import takes_part
from citypact.units import is_unit

DRAWS = np.arange(20)
FEW = settings(max_examples=25)


def everything(
    city: City, levels: Mapping[str, float] | None = None, *, draws: bool = False
) -> Values:
    """All outputs with every measure in full, or at the given levels; nominal or drawn."""
    program = compile_city(city)
    stated = {level_input(name): level for name, level in (levels or {}).items()}
    inputs = {name: stated.get(name, 1.0) for name in level_inputs(program)}
    return evaluate(
        program, inputs, draw_index=DRAWS if draws else None, city=city.id, executor="numpy"
    )


def without(city: City, name: str) -> City:
    measures = {key: item for key, item in city.measures.items() if key != name}
    levels = dict.fromkeys(measures, 1.0)
    scenarios = {"all": dataclasses.replace(city.scenarios["all"], levels=levels)}
    return dataclasses.replace(city, measures=measures, scenarios=scenarios)


@FEW
@given(cities())
def test_shares_sum_to_one_in_every_year_and_draw(city: City) -> None:
    values = everything(city, draws=True)
    for activity in city.activities.values():
        for name in (output.share, output.purchase):
            if name is output.purchase and activity.lifetime is None:
                continue
            shares = [values[name(means.id)] for means in activity.means]
            assert np.allclose(sum(shares), 1.0, atol=1e-9)
            assert min(share.min() for share in shares) >= -1e-12


@FEW
@given(cities())
def test_nothing_emitted_or_used_is_below_zero(city: City) -> None:
    values = everything(city, draws=True)
    for name, series in values.items():
        if name.split("/")[0] in ("emitted", "emissions", "use", "activity", "captured", "total"):
            assert series.min() >= -1e-9, name


@FEW
@given(cities(most=3), st.sampled_from([f"measure-{index}" for index in range(3)]))
def test_a_measure_at_level_zero_changes_nothing_bit_for_bit(city: City, name: str) -> None:
    name = name if name in city.measures else "measure-0"
    beside = everything(city, {name: 0.0}, draws=True)
    alone = everything(without(city, name), draws=True)
    for key, series in alone.items():
        assert (series == beside[key]).all(), key
    for key in beside.keys() - alone.keys():
        assert (beside[key] == 0.0).all(), key


@FEW
@given(cities(), st.data())
def test_the_order_of_measures_does_not_matter(city: City, data: st.DataObject) -> None:
    names = data.draw(st.permutations(list(city.measures)))
    other = dataclasses.replace(city, measures={name: city.measures[name] for name in names})
    first, second = everything(city), everything(other)
    assert first.keys() == second.keys()
    for key, series in first.items():
        assert np.allclose(series, second[key], rtol=1e-12, atol=1e-12), key


@FEW
@given(cities())
def test_money_paid_is_money_received_in_every_year_and_kind(city: City) -> None:
    values = everything(city, draws=True)
    kinds = {key.split("/")[1] for key in values if key.startswith("money/")}
    for kind in kinds:
        flows = {key: row for key, row in values.items() if key.startswith(f"money/{kind}/")}
        paid = {key.split("/")[2] for key in flows}
        received = {key.split("/")[3] for key in flows}
        by_payer = sum(
            sum(row for key, row in flows.items() if key.split("/")[2] == actor) for actor in paid
        )
        by_beneficiary = sum(
            sum(row for key, row in flows.items() if key.split("/")[3] == actor)
            for actor in received
        )
        assert np.allclose(by_payer, by_beneficiary, rtol=1e-12)
        assert np.allclose(by_payer, values[output.money_by("kind", kind)], rtol=1e-12)
    if kinds:
        payers = sum(row for key, row in values.items() if key.startswith("money-by-payer/"))
        gainers = sum(row for key, row in values.items() if key.startswith("money-by-benef"))
        assert np.allclose(payers, gainers, rtol=1e-12)


@FEW
@given(cities())
def test_sectors_and_authorities_sum_to_the_total_and_biogenic_co2_is_in_none(city: City) -> None:
    values = everything(city, draws=True)
    total = values[output.TOTAL]
    for word in ("sector/", "authority/"):
        parts = sum(row for key, row in values.items() if key.startswith(word))
        assert np.allclose(parts, total, rtol=1e-9, atol=1e-9)
    counted = sum(
        row
        for key, row in values.items()
        if key.startswith("emissions/") and not key.endswith("/biogenic/CO2")
    )
    assert np.allclose(counted, total, rtol=1e-9, atol=1e-9)


@FEW
@given(cities(kinds=KINDS))
def test_what_is_captured_and_what_is_emitted_sum_to_what_would_be_emitted(city: City) -> None:
    def plain(item: Measure) -> Measure:
        kept = tuple(one for one in item.effects if one.kind != "capture")
        return dataclasses.replace(item, effects=kept)

    other = dataclasses.replace(
        city, measures={name: plain(item) for name, item in city.measures.items()}
    )
    with_capture, uncaptured = everything(city, draws=True), everything(other, draws=True)
    for origin in ("fossil", "process", "biogenic"):
        emitted, would_be = (
            sum(
                row
                for key, row in values.items()
                if key.startswith("emitted/") and key.split("/")[3] == origin
            )
            for values in (with_capture, uncaptured)
        )
        captured = with_capture.get(output.captured(origin), np.zeros(1))
        assert np.allclose(emitted + captured, would_be, rtol=1e-9, atol=1e-9)


@FEW
@given(cities(most=2), st.integers(1, 19), st.integers(1, 3))
def test_a_draw_does_not_depend_on_how_draws_are_divided(
    city: City, cut: int, threads: int
) -> None:
    program = compile_city(city).select([output.TOTAL, "target/half"])
    levels = dict.fromkeys(level_inputs(program), 1.0)
    whole = evaluate(program, levels, draw_index=DRAWS, city=city.id, executor="numpy")
    parts = [
        evaluate(program, levels, draw_index=part, city=city.id, executor="numpy")
        for part in (DRAWS[:cut], DRAWS[cut:])
    ]
    stored = simulate(
        program, levels, draws=20, seed=0, city=city.id, threads=threads, quantiles="store"
    )
    for name in program.rows:
        joined = np.concatenate([part[name] for part in parts], axis=1)
        assert (joined == whole[name]).all()
        assert (stored.draws(name) == whole[name]).all()


@FEW
@given(cities())
def test_every_output_has_a_unit(city: City) -> None:
    for name in everything(city):
        unit = output.unit(city, name)
        assert all(is_unit(part) for part in unit.split("/")), (name, unit)


def test_units_are_those_of_what_is_counted(smallville: City) -> None:
    assert output.unit(smallville, "activity/cars") == "Mvkm/yr"
    assert output.unit(smallville, "use/cars/petrol-car/petrol") == "GWh/yr"
    assert output.unit(smallville, "total") == "kt/yr"
    assert output.unit(smallville, "target/budget") == "kt"
    assert output.unit(smallville, "allowed/down-70") == "kt/yr"
    assert output.unit(smallville, "money/energy/household/outside") == "MSEK/yr"
    with pytest.raises(InputError, match="no output is called 'weather'"):
        output.unit(smallville, "weather")


def test_the_same_city_gives_the_same_program(smallville: City) -> None:
    assert compile_city(smallville).hash == compile_city(smallville).hash
    assert compiled(smallville) is compiled(smallville)
    other = dataclasses.replace(smallville)
    assert compiled(other) is not compiled(smallville)


def test_levels_are_inputs_so_that_a_slider_changes_no_program(smallville: City) -> None:
    measures = ["capture", "clean-sales", "fewer-cars", "insulation"]
    names = [item.name for item in compile_city(smallville).inputs]
    assert names == [f"{word}/{name}" for word in ("level", "postpone") for name in measures]
    assert {item.default for item in compile_city(smallville).inputs} == {0.0}


def test_uncertain_figures_are_parameters_named_by_their_keys(smallville: City) -> None:
    names = [item.name for item in compile_city(smallville).parameters]
    assert names == ["activities/cars", "effects/sales", "measures/clean-sales#delay"]


def test_a_certain_city_and_an_uncertain_one_agree_nominally(smallville: City) -> None:
    def certain(item: Measure) -> Measure:
        effects = tuple(
            dataclasses.replace(one, fraction=dataclasses.replace(one.fraction, distribution=""))
            for one in item.effects
        )
        return dataclasses.replace(item, effects=effects, delay=None)

    other = dataclasses.replace(
        smallville, measures={name: certain(item) for name, item in smallville.measures.items()}
    )
    first, second = everything(smallville), everything(other)
    assert (first[output.TOTAL] == second[output.TOTAL]).all()


def test_a_sector_that_is_not_modelled_has_no_figure(smallville: City) -> None:
    sectors = {**smallville.sectors, "waste": dataclasses.replace(smallville.sectors["supply"])}
    values = everything(dataclasses.replace(smallville, sectors=sectors))
    assert "sector/supply" in values
    assert "sector/waste" not in values


def test_the_chain_from_heat_to_waste_is_solved_in_closed_form(smallville: City) -> None:
    computed = (item for item in smallville.measures.values() if takes_part(item))
    nothing = everything(smallville, {item.id: 0.0 for item in computed})
    heat = 800.0 * 0.7
    assert nothing["activity/plant"] == pytest.approx(heat)
    assert nothing["use/plant/burner/waste"] == pytest.approx(heat * 1.2)
    assert nothing["emissions/supply/1/fossil/CO2"] == pytest.approx(heat * 1.2 * 0.15)
    assert nothing["emissions/supply/1/biogenic/CO2"] == pytest.approx(heat * 1.2 * 0.2)
    assert nothing["emissions/buildings/1/fossil/CO2"] == pytest.approx(800 * 0.3 * 1.1 * 0.2)
    cars = 1000.0 * (0.9 * 0.6 * 0.25 + 0.1 * 0.2 * 0.05)
    boilers = 800 * 0.3 * 1.1 * 0.21
    plant = heat * (1.2 * 0.15 + 0.05 * 0.05)
    assert nothing[output.TOTAL][0] == pytest.approx(cars + boilers + plant)
