import numpy as np
import pytest

from citypact.choice.factors import ParameterSpace
from citypact.choice.points import latin_hypercube
from citypact.engine import Normal, Program, ProgramBuilder, Range, Triangular, Uniform
from citypact.engine.random_numbers import random_key, stream_of, uniform
from citypact.engine.sampler import Sampler
from citypact.engine.sampling import Sampling, design_of
from citypact.errors import InputError


def program() -> Program:
    """Every way of being drawn: alone, in a group, and as the only one of a group."""
    b = ProgramBuilder(first_year=2020, last_year=2021)
    parts = [
        b.parameter("normal", Normal(1.0, 0.5, 1.5)),
        b.parameter("range", Range(2.0, 1.0, 4.0)),
        b.parameter("fuel", Triangular(3.0, 2.0, 5.0), group="cars", correlation=0.5),
        b.parameter("power", Normal(4.0, 3.0, 5.0), group="cars", correlation=0.8),
        b.parameter("lonely", Uniform(0.5, 0.0, 1.0), group="one", correlation=0.3),
    ]
    b.output("sum", b.total(parts))
    return b.build()


def test_group_is_one_factor_and_a_lonely_member_its_own() -> None:
    space = ParameterSpace(program())
    assert {factor.name: factor.members for factor in space.factors} == {
        "lonely": ("lonely",),
        "normal": ("normal",),
        "range": ("range",),
        "group/cars": ("fuel", "power"),
    }
    rows = [row for factor in space.factors for row in factor.rows]
    assert sorted(rows) == list(range(5))
    assert space.columns == ("fuel", "lonely", "normal", "power", "range", "group/cars")


def test_values_are_those_of_the_engine() -> None:
    """From the engine's own uniform numbers come the engine's own draws."""
    made = program()
    space = ParameterSpace(made)
    names = [("parameter", name) for name in space.columns[:5]] + [("group", "cars")]
    streams = np.array([stream_of(*name) for name in names], dtype=np.uint64).reshape(-1, 1)
    draws, key = np.arange(1000, dtype=np.uint64), random_key(1, "")
    values = space.values(uniform(draws, streams, key))
    expected = Sampler(made.parameters).sample(draws, design_of(made.parameters, Sampling(), 1, ""))
    together = [0, 2, 3, 4]
    np.testing.assert_array_equal(values[together], expected[together])
    # The lonely one takes its own uniform as it is; its distribution is the same.
    np.testing.assert_allclose(np.sort(values[1]), np.sort(expected[1]), atol=0.06)


def test_members_of_a_group_correlate_as_stated() -> None:
    space = ParameterSpace(program())
    values = space.values(latin_hypercube(space.columns, 20000, seed=1, sample="A"))
    ranks = values.argsort(axis=1).argsort(axis=1)
    scores = np.sqrt(0.5 * 0.8)
    # Spearman's coefficient of a bivariate normal.
    expected = 6.0 / np.pi * np.arcsin(scores / 2.0)
    correlation = np.atleast_2d(np.corrcoef(ranks))
    assert correlation[0, 3] == pytest.approx(expected, abs=0.02)
    assert abs(correlation[0, 2]) < 0.03


@pytest.mark.parametrize(
    ("points", "why"),
    [
        (np.full((5, 8), 0.5), r"a row for each of 6 columns, and are not of the shape \(5, 8\)"),
        (np.full((6, 8), 1.0), "between 0 and 1, both exclusive"),
        (np.full((6, 8), np.nan), "between 0 and 1, both exclusive"),
    ],
)
def test_points_that_do_not_fit_are_refused(points: np.ndarray, why: str) -> None:
    with pytest.raises(InputError, match=why):
        ParameterSpace(program()).values(points)
