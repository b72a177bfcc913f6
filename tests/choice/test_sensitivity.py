import numpy as np
import pytest

from citypact.choice.factors import ParameterSpace
from citypact.choice.points import latin_hypercube
from citypact.choice.sensitivity import sensitivity
from citypact.engine import Normal, Program, ProgramBuilder, Uniform
from citypact.engine.sobol_sequence import sobol_points
from citypact.errors import InputError


def normal(deviation: float) -> Normal:
    """Around 10, with a standard deviation."""
    return Normal(
        10.0, 10.0 - 1.6448536269514722 * deviation, 10.0 + 1.6448536269514722 * deviation
    )


def additive(*names: str) -> Program:
    """A sum whose parts have variance 1, 4, 9 … in the order of the alphabet; the last is apart."""
    b = ProgramBuilder(first_year=2020, last_year=2022)
    slots = {name: b.parameter(name, normal(sorted(names).index(name) + 1.0)) for name in names}
    level = b.input("level", default=1.0)
    *parts, apart = (slots[name] for name in sorted(names))
    b.output("sum", b.multiply(b.total(parts), level))
    b.output("apart", apart, reduce="last")
    return b.build()


def test_additive_program_has_first_equal_total() -> None:
    found = sensitivity(additive("a", "b", "c", "z"), samples=4096)
    assert [factor.name for factor in found.factors] == ["a", "b", "c", "z"]
    parts = np.array([1.0, 4.0, 9.0, 0.0]) / 14.0
    for year in (2020, 2022):
        first, total = found.of("sum", year)
        np.testing.assert_allclose(first.value, parts, atol=0.03)
        np.testing.assert_allclose(total.value, parts, atol=0.03)
    first, total = found.of("apart")
    np.testing.assert_array_equal(first.value[:3], 0.0)
    np.testing.assert_array_equal(total.value[:3], 0.0)
    assert (first.value[3], total.value[3]) == pytest.approx((1.0, 1.0), abs=0.05)


def test_product_has_interaction() -> None:
    """x · y of uniforms between 0 and 1: each alone 3/7 of the variance, together 1/7."""
    b = ProgramBuilder(first_year=2020, last_year=2020)
    x, y = (b.parameter(name, Uniform(0.5, 0.0, 1.0)) for name in "xy")
    b.output("product", b.multiply(x, y))
    first, total = sensitivity(b.build(), samples=8192).of("product", 2020)
    np.testing.assert_allclose(first.value, 3 / 7, atol=0.03)
    np.testing.assert_allclose(total.value, 4 / 7, atol=0.03)


def test_group_has_the_variance_of_its_members_together() -> None:
    b = ProgramBuilder(first_year=2020, last_year=2020)
    x, y = (b.parameter(name, normal(1.0), group="pair", correlation=0.6) for name in "xy")
    z = b.parameter("z", normal(1.0))
    b.output("sum", b.total([x, y, z]))
    found = sensitivity(b.build(), samples=8192)
    assert [factor.name for factor in found.factors] == ["z", "group/pair"]
    first, total = found.of("sum", 2020)
    pair = 2 + 2 * 0.6
    expected = np.array([1.0, pair]) / (1.0 + pair)
    np.testing.assert_allclose(first.value, expected, atol=0.03)
    np.testing.assert_allclose(total.value, expected, atol=0.03)


def test_order_in_which_parameters_are_declared_changes_nothing() -> None:
    one = sensitivity(additive("a", "b", "c", "z"), samples=300)
    other = sensitivity(additive("z", "c", "b", "a"), samples=300)
    np.testing.assert_array_equal(one.indices.first.value, other.indices.first.value)
    np.testing.assert_array_equal(one.indices.total.error, other.indices.total.error)


def test_levels_are_taken() -> None:
    program = additive("a", "b", "c")
    found = sensitivity(program, {"level": 3.0}, samples=64)
    usual = sensitivity(program, samples=64)
    np.testing.assert_allclose(found.indices.variance[1:], 9.0 * usual.indices.variance[1:])


def test_points_of_ones_own_take_the_place_of_the_usual_ones() -> None:
    program = additive("a", "b", "c")
    columns = ParameterSpace(program).columns
    halves = np.split(sobol_points(2 * len(columns), 256, seed=1), 2)
    given = sensitivity(program, points=(halves[0], halves[1]))
    usual = sensitivity(program, samples=256)
    np.testing.assert_array_equal(given.indices.first.value, usual.indices.first.value)
    latin = [latin_hypercube(columns, 256, seed=1, sample=sample) for sample in "AB"]
    other = sensitivity(program, points=(latin[0], latin[1]))
    assert not np.array_equal(other.indices.first.value, usual.indices.first.value)
    np.testing.assert_allclose(other.indices.total.value, usual.indices.total.value, atol=0.15)


def test_executors_agree() -> None:
    program = additive("a", "b", "c")
    one = sensitivity(program, samples=64, executor="numpy", threads=1)
    other = sensitivity(program, samples=64)
    np.testing.assert_array_equal(one.indices.total.value, other.indices.total.value)


def test_certain_program_is_refused() -> None:
    b = ProgramBuilder(first_year=2020, last_year=2020)
    b.output("level", b.input("level", default=1.0))
    with pytest.raises(InputError, match="there is no variance to divide"):
        sensitivity(b.build())


@pytest.mark.parametrize("samples", [15, 2**17 + 1])
def test_number_of_samples_out_of_range(samples: int) -> None:
    with pytest.raises(InputError, match="indices need 16 to 131,072 samples"):
        sensitivity(additive("a", "b"), samples=samples)


@pytest.mark.parametrize(
    ("name", "year", "why"),
    [
        ("smu", 2020, "the program has no output 'smu'"),
        ("sum", 2023, "'sum' is yearly, from 2020 to 2022; found the year 2023"),
        ("sum", None, "'sum' is yearly, from 2020 to 2022; found the year None"),
    ],
)
def test_output_or_year_that_is_not_there(name: str, year: int | None, why: str) -> None:
    found = sensitivity(additive("a", "b"), samples=16)
    with pytest.raises(InputError, match=why):
        found.of(name, year)
