import math
from collections.abc import Callable

import pytest

from citypact.book import open_book
from citypact.choice.information import Information, value_of_information
from citypact.engine import Normal, Program, ProgramBuilder, Slot
from citypact.errors import InputError
from citypact.model.compile import compiled
from citypact.model.ramp import level_input
from citypact.model.scenario import run_scenario

SCORE_95 = 1.6448536269514722
UNIT = Normal(0.0, -SCORE_95, SCORE_95)


def gap_of(write: Callable[[ProgramBuilder], Slot]) -> Program:
    """A target of 5 kt in 2021, and what ``write`` says emitted beyond it."""
    b = ProgramBuilder(first_year=2020, last_year=2021)
    b.output("allowed/t", b.constant(5.0))
    b.output("target/t", b.offset(write(b), 5.0))
    return b.build()


def two(b: ProgramBuilder) -> Slot:
    """Two figures of one weight, and one of none that is still drawn."""
    x, y, z = (b.parameter(name, UNIT) for name in "xyz")
    return b.add(b.add(x, y), b.scale(z, 1e-9))


def found(program: Program, draws: int = 32768, carbon_value: float | None = None) -> Information:
    return value_of_information(program, "t", 2021, draws=draws, carbon_value=carbon_value)


def test_closed_form_of_two_normal_figures() -> None:
    """Given x, the gap is normal about x: p = Φ(-x), which is uniform between 0 and 1."""
    answer = found(gap_of(two), carbon_value=1500.0)
    assert answer.probability == pytest.approx(0.5, abs=0.02)
    assert answer.deviation == pytest.approx(math.sqrt(2.0), rel=0.02)
    learnings = {each.parameter: each for each in answer.learnings}
    for name in "xy":
        each = learnings[name]
        assert each.variance_cut == pytest.approx(0.5, abs=0.015)
        assert each.deviation_left == pytest.approx(1.0, abs=0.03)
        assert each.probability_moved == pytest.approx(math.sqrt(1.0 / 12.0), abs=0.01)
        assert each.probability_low == pytest.approx(0.95, abs=0.02)
        assert each.probability_high == pytest.approx(0.05, abs=0.02)
        # Mean distance from the median, √(2/π)·σ, falls from σ = √2 kt to 1 kt.
        saved = math.sqrt(2.0 / math.pi) * (math.sqrt(2.0) - 1.0)
        assert each.value == pytest.approx(1.5 * saved, rel=0.06)
    idle = learnings["z"]
    assert abs(idle.variance_cut) < 4.0 * answer.noise
    assert idle.value == pytest.approx(0.0, abs=0.005)
    assert idle.probability_moved < 0.02


def test_correlated_figure_tells_of_the_other() -> None:
    """Only x is emitted, but y correlates with it by ρ in scores: it tells ρ² of it."""

    def write(b: ProgramBuilder) -> Slot:
        x, y = (b.parameter(name, UNIT, group="pair", correlation=0.7) for name in "xy")
        return b.add(x, b.scale(y, 1e-9))

    answer = found(gap_of(write))
    assert [each.parameter for each in answer.learnings] == ["x", "y"]
    assert answer.learnings[0].variance_cut == pytest.approx(1.0, abs=0.02)
    assert answer.learnings[1].variance_cut == pytest.approx(0.49, abs=0.02)


def test_noise_is_that_of_figures_that_tell_nothing() -> None:
    def write(b: ProgramBuilder) -> Slot:
        idle = [b.scale(b.parameter(f"idle-{i}", UNIT), 1e-9) for i in range(100)]
        return b.add(b.parameter("all", UNIT), b.total(idle))

    answer = found(gap_of(write), draws=2048)
    idle = [each.variance_cut for each in answer.learnings if each.parameter != "all"]
    spread = math.sqrt(sum(cut**2 for cut in idle) / len(idle))
    assert spread == pytest.approx(answer.noise, rel=0.25)
    assert abs(sum(idle) / len(idle)) < 4.0 * answer.noise / 10.0


def test_gap_that_is_certain_leaves_nothing_to_learn() -> None:
    def write(b: ProgramBuilder) -> Slot:
        x = b.parameter("x", UNIT)
        return b.offset(b.subtract(b.maximum(x, b.constant(-100.0)), x), 3.0)

    answer = found(gap_of(write), draws=512)
    assert (answer.gap, answer.probability) == pytest.approx((3.0, 0.0))
    for each in answer.learnings:
        assert (each.variance_cut, each.probability_moved, each.value) == (0.0, 0.0, None)


def test_draws_are_those_of_the_run() -> None:
    """Probability and gap of Malmö's contract are what a run with the same draws says."""
    city = open_book("malmo").city()
    result = run_scenario(city, "contract", draws=1024, seed=5, measures=False)
    target = next(each for each in result.targets if each.id == city.main_target)
    levels = {level_input(name): level for name, level in city.scenarios["contract"].levels.items()}
    program = compiled(city).program
    levels = {name: level for name, level in levels.items() if name in program.leaf_rows["input"]}
    answer = value_of_information(
        program, target.id, target.year, levels, draws=1024, seed=5, city=city.id
    )
    assert answer.probability == target.probability
    assert 0.0 < answer.probability < 1.0


@pytest.mark.parametrize(
    ("target", "year", "draws", "carbon", "why"),
    [
        ("s", 2021, 512, None, "the target 's' is not computed for the year 2021"),
        ("t", 2022, 512, None, "the target 't' is not computed for the year 2022"),
        ("t", 2021, 255, None, "needs 256 to 262,144 draws, not 255"),
        ("t", 2021, 512, 0.0, "a carbon value is greater than 0 SEK a tonne, and finite, not 0.0"),
        ("t", 2021, 512, math.inf, "and finite, not inf"),
        ("t", 2021, 512, math.nan, "and finite, not nan"),
    ],
)
def test_bad_input(target: str, year: int, draws: int, carbon: float | None, why: str) -> None:
    with pytest.raises(InputError, match=why):
        value_of_information(gap_of(two), target, year, draws=draws, carbon_value=carbon)
