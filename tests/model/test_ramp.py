"""Ramps: start, end, milestones, delay and postponement (convention § 3.5, § 7.9), and what falls
due as they grow.
"""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.model.cities import activity, carrier, city, figure, flow, means, measure, path
from tests.model.runs import nominal

from citypact.engine import evaluate
from citypact.engine.arrays import Floats
from citypact.engine.executor import Executor
from citypact.engine.native_executor import NativeExecutor, instruction_sets
from citypact.engine.numpy_executor import NumpyExecutor
from citypact.errors import InputError
from citypact.model import Measure, Path, compile_city
from citypact.model.timing import stated_years

YEARS = np.arange(2020, 2051)
EXECUTORS: tuple[Executor, ...] = (
    NumpyExecutor(),
    *(NativeExecutor(name) for name in instruction_sets()),
)


def reached(item: Measure, level: float = 1.0) -> Floats:
    return nominal(city(measures=[item]), level)[f"ramp/{item.id}"]


def paid(item: Measure, level: float = 1.0) -> Floats:
    return nominal(city(measures=[item]), level)["money/investment/city/outside"]


@given(st.integers(2015, 2045), st.integers(1, 20), st.floats(0.0, 1.0))
def test_a_linear_ramp_is_a_straight_line_between_start_and_end(
    start: int, duration: int, level: float
) -> None:
    found = reached(measure("m", start=start, end=start + duration), level)
    assert found == pytest.approx(level * np.clip((YEARS - start) / duration, 0.0, 1.0))


@given(st.integers(2015, 2045), st.integers(1, 20))
def test_a_smooth_ramp_is_an_s_curve(start: int, duration: int) -> None:
    found = reached(measure("m", start=start, end=start + duration, shape="smooth"))
    u = np.clip((YEARS - start) / duration, 0.0, 1.0)
    assert found == pytest.approx(u * u * (3.0 - 2.0 * u))


def test_start_is_the_last_year_without_effect_and_end_the_first_in_full() -> None:
    found = reached(measure("m", start=2024, end=2026))
    assert found[3:7].tolist() == [0.0, 0.0, 0.5, 1.0]


@given(st.floats(0.0, 1.0), st.floats(0.0, 1.0), st.floats(0.0, 1.0))
def test_milestones_are_joined_by_straight_lines(a: float, b: float, level: float) -> None:
    stated = {2020: a, 2027: b, 2031: 0.25}
    item = measure("m", shape="milestones", milestones=path("milestones/m", stated))
    expected = level * np.interp(YEARS, list(stated), list(stated.values()))
    assert reached(item, level) == pytest.approx(expected, abs=1e-12)


def test_a_first_milestone_of_nothing_may_stand_later_than_the_base_year() -> None:
    item = measure("m", shape="milestones", milestones=path("x", {2025: 0.0, 2026: 0.5}))
    assert reached(item)[4:8].tolist() == [0.0, 0.0, 0.5, 0.5]


@pytest.mark.parametrize("shape", ["linear", "smooth", "milestones"])
def test_a_delay_moves_the_whole_ramp(shape: str) -> None:
    stated = path("milestones/m", {2020: 0.0, 2024: 0.4, 2030: 1.0})
    late = measure("m", start=2020, shape=shape, delay=(0.0, 4.0), milestones=stated)
    moved = measure(
        "m",
        start=2023,
        end=2033,
        shape=shape,
        milestones=path("milestones/m", {2023: 0.0, 2027: 0.4, 2033: 1.0}),
    )
    program = compile_city(city(measures=[late]))
    (delay,) = program.parameters
    assert (delay.name, delay.distribution.low, delay.distribution.high) == (
        "measures/m#delay",
        0.0,
        4.0,
    )
    found = evaluate(program, {"level/m": 1.0}, parameters={delay.name: 3.0})["ramp/m"]
    assert found == pytest.approx(reached(moved), abs=1e-12)


@pytest.mark.parametrize("shape", ["linear", "smooth", "milestones"])
@pytest.mark.parametrize("years", [-3, 0, 4])
@pytest.mark.parametrize("delay", [None, (2.0, 5.0)])
def test_a_postponed_ramp_is_that_of_a_measure_stated_later(
    shape: str, years: int, delay: tuple[float, float] | None
) -> None:
    """To the last bit, with its money, in every executor, on top of the delay."""
    stones = {2024: 0.0, 2026: 0.25, 2034: 1.0}
    money = [flow("build", "investment", 80.0), flow("run", "operation", 3.0, yearly=True)]

    def stated(by: int) -> Measure:
        moved = path("milestones/m", {year + by: value for year, value in stones.items()})
        return measure(
            "m",
            flows=money,
            start=2024 + by,
            end=2034 + by,
            shape=shape,
            delay=delay,
            milestones=moved,
        )

    later = city(measures=[stated(years)])
    program, expected = compile_city(city(measures=[stated(0)])), nominal(later, 0.7)
    for executor in EXECUTORS:
        found = evaluate(program, {"level/m": 0.7, "postpone/m": float(years)}, executor=executor)
        for name, series in expected.items():
            assert found[name].tobytes() == series.tobytes(), (executor.name, name)


def test_a_ramp_that_nobody_moves_is_the_stated_one() -> None:
    (moved,) = [
        item for item in compile_city(city(measures=[measure("m")])).inputs if "post" in item.name
    ]
    assert (moved.name, moved.default) == ("postpone/m", 0.0)


def test_milestones_grow_between_those_that_differ() -> None:
    points = {2020: 0.2, 2024: 0.2, 2026: 0.5, 2030: 1.0, 2040: 1.0}
    assert stated_years(
        measure("m", shape="milestones", milestones=path("milestones/m", points))
    ) == (2024, 2030)
    level = path("milestones/m", {2020: 0.2, 2030: 0.2})
    assert stated_years(measure("m", shape="milestones", milestones=level)) == (2020, 2020)
    assert stated_years(measure("m", start=2021, end=2027)) == (2021, 2027)
    points_of = (figure(0.0, "a"), figure(0.0, "b", distribution="uniform", low=0.0, high=0.1))
    unsure = Path((2020, 2030), points_of)
    assert stated_years(measure("m", shape="milestones", milestones=unsure)) == (2020, 2030)


def test_the_nominal_delay_is_the_one_nearest_to_none() -> None:
    delays = {(0.0, 4.0): 0, (-2.0, 1.0): 0, (1.0, 3.0): 1, (-3.0, -2.0): -2, (2.0, 2.0): 2}
    for delay, expected in delays.items():
        item = measure("m", start=2025, end=2030, delay=delay)
        plain = measure("m", start=2025 + expected, end=2030 + expected)
        assert (reached(item) == reached(plain)).all()


def test_a_sum_falls_due_with_the_growth_of_the_ramp() -> None:
    item = measure("m", flows=[flow("f", "investment", 100.0)], start=2022, end=2026)
    assert paid(item)[:8] == pytest.approx([0, 0, 0, 25, 25, 25, 25, 0])
    assert paid(item, 0.5).sum() == pytest.approx(50.0)


def test_what_was_reached_before_the_base_year_was_paid_before_it() -> None:
    item = measure("m", flows=[flow("f", "investment", 100.0)], start=2018, end=2022)
    assert paid(item)[:4] == pytest.approx([25, 25, 25, 0])


def test_only_growth_costs() -> None:
    stated = path("milestones/m", {2020: 0.0, 2022: 1.0, 2024: 0.5, 2025: 1.0})
    item = measure(
        "m", flows=[flow("f", "investment", 100.0)], shape="milestones", milestones=stated
    )
    assert paid(item)[:7] == pytest.approx([0, 50, 50, 0, 0, 50, 0])


def test_a_yearly_amount_follows_the_level() -> None:
    item = measure("m", flows=[flow("f", "operation", 8.0, yearly=True)], start=2020, end=2022)
    values = nominal(city(measures=[item]), 0.5)
    assert values["money/operation/city/outside"][:4] == pytest.approx([0.0, 2.0, 4.0, 4.0])


@pytest.mark.parametrize(
    ("item", "message"),
    [
        (measure("m", shape=""), "measures/m: .* needs a shape .* found shape ''"),
        (measure("m", start=None), "measures/m: .* start None, end 2030"),
        (measure("m", start=2030), "measures/m: the end 2030, .* later than the start 2030"),
        (measure("m", shape="milestones"), "measures/m: its shape is milestones, and none"),
        (measure("m", delay=(2.0, 1.0)), "measures/m: the least delay 2.0 is greater"),
        (
            measure("m", shape="milestones", milestones=path("milestones/m", {2022: 0.5})),
            "milestones/m:2022: the first milestone must stand at 2020 or earlier, or be 0",
        ),
    ],
)
def test_a_measure_without_a_course_is_refused(item: Measure, message: str) -> None:
    with pytest.raises(InputError, match=message):
        compile_city(city(measures=[item]))


def test_measures_that_take_no_part_need_no_course() -> None:
    idle = [measure("a", shape="", computable=False), measure("b", start=None, same_as="a")]
    way = means("gas", 1.0, {"gas": 1.0})
    made = city([activity("heating", [way])], [carrier("gas")], idle)
    assert compile_city(made).inputs == ()


def test_an_uncertain_milestone_is_a_parameter() -> None:
    points = (figure(0.0, "milestones/m:2020"), figure(0.5, "milestones/m:2030"))
    uncertain = figure(0.5, "milestones/m:2030", distribution="uniform", low=0.2, high=0.8)
    for last, count in ((points[1], 0), (uncertain, 1)):
        stated = Path((2020, 2030), (points[0], last))
        program = compile_city(city(measures=[measure("m", shape="milestones", milestones=stated)]))
        assert len(program.parameters) == count
