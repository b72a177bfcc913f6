"""Random numbers: the generator's published answers, independence of order, correlation."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.engine.random_programs import DISTRIBUTIONS, same_bits

from citypact.engine import Normal, Uniform
from citypact.engine.arrays import Floats, Words
from citypact.engine.names import Parameter
from citypact.engine.random_numbers import philox, random_key, stream_of, uniform
from citypact.engine.sampler import Sampler
from citypact.engine.sampling import Sampling, design_of
from citypact.errors import InputError

KEY = random_key(7, "malmo")


def word(value: int) -> Words:
    return np.array([value], dtype=np.uint64)


# Known answers that come with Random123 (Salmon et al. 2011), philox 4x32 with 10 rounds.
@pytest.mark.parametrize(
    ("counter", "key", "expected"),
    [
        ((0, 0, 0, 0), (0, 0), (0x6627E8D5, 0xE169C58D, 0xBC57AC4C, 0x9B00DBD8)),
        (
            (0xFFFFFFFF,) * 4,
            (0xFFFFFFFF,) * 2,
            (0x408F276D, 0x41C83B0E, 0xA20BC7C6, 0x6D5451FD),
        ),
        (
            (0x243F6A88, 0x85A308D3, 0x13198A2E, 0x03707344),
            (0xA4093822, 0x299F31D0),
            (0xD16CFE09, 0x94FDCCEB, 0x5001E420, 0x24126EA1),
        ),
    ],
)
def test_philox_gives_the_published_answers(
    counter: tuple[int, int, int, int], key: tuple[int, int], expected: tuple[int, ...]
) -> None:
    a, b, c, d = counter
    found = philox((word(a), word(b), word(c), word(d)), key)
    assert tuple(int(w[0]) for w in found) == expected


def sample(
    parameters: list[Parameter], first: int, count: int, seed: int = 7, city: str = "malmo"
) -> Floats:
    design = design_of(tuple(parameters), Sampling(), seed, city)
    return Sampler(parameters).sample(np.arange(first, first + count, dtype=np.uint64), design)


def parameters(group: str = "", correlation: float = 0.0) -> list[Parameter]:
    return [
        Parameter(f"{chosen.name}{group}", chosen, group, correlation) for chosen in DISTRIBUTIONS
    ]


@given(st.integers(0, 2**62), st.integers(1, 50))
def test_a_draw_does_not_depend_on_those_beside_it(first: int, count: int) -> None:
    chosen = parameters("g", 0.5)
    together = sample(chosen, first, count)
    alone = np.concatenate([sample(chosen, first + i, 1) for i in range(count)], axis=1)
    assert same_bits(together, alone)


def test_a_parameter_keeps_its_draws_when_others_come_and_go() -> None:
    every = sample(parameters(), 0, 100)
    for i, parameter in enumerate(parameters()):
        assert same_bits(sample([parameter], 0, 100)[0], every[i])


def test_seed_city_and_name_each_change_the_draws() -> None:
    base = [Parameter("a", Uniform(0.5, 0.0, 1.0))]
    expected = sample(base, 0, 4)
    assert not np.array_equal(sample(base, 0, 4, seed=8), expected)
    assert not np.array_equal(sample(base, 0, 4, city="lund"), expected)
    assert not np.array_equal(sample([Parameter("b", base[0].distribution)], 0, 4), expected)


def correlation(a: Floats, b: Floats) -> float:
    return float(np.mean((a - a.mean()) * (b - b.mean())) / (a.std() * b.std()))


def test_uniform_numbers_are_even_and_never_reach_the_ends() -> None:
    streams = np.array([[stream_of("parameter", str(i))] for i in range(8)], dtype=np.uint64)
    u = uniform(np.arange(50_000, dtype=np.uint64), streams, KEY)
    assert u.min() > 0.0
    assert u.max() < 1.0
    counts = np.apply_along_axis(lambda row: np.histogram(row, 50, (0.0, 1.0))[0], 1, u)
    chi_squared = ((counts - 1000.0) ** 2 / 1000.0).sum(axis=1)
    assert chi_squared.max() < 98.0  # 49 degrees of freedom: exceeded once in 30,000 times
    assert np.abs(np.corrcoef(u) - np.eye(8)).max() < 0.02


def test_drawn_values_have_the_quantiles_of_their_distribution() -> None:
    for group, rho in (("", 0.0), ("g", 0.5)):
        values = np.sort(sample(parameters(group, rho), 0, 20_000), axis=1)
        for row, chosen in zip(values, DISTRIBUTIONS, strict=True):
            for p in (0.05, 0.5, 0.95):
                rank = np.searchsorted(row, float(chosen.quantile(p))) / len(row)
                assert abs(rank - p) < 5.0 * math.sqrt(p * (1.0 - p) / len(row)), (chosen, p)


@pytest.mark.parametrize(("rho", "other"), [(0.0, 0.0), (0.3, 0.3), (0.9, 0.4), (1.0, 1.0)])
def test_the_correlation_asked_for_is_reached(rho: float, other: float) -> None:
    pair = [
        Parameter("a", Normal(0.0, -1.0, 1.0), "g" if rho else "", rho),
        Parameter("b", Normal(0.0, -1.0, 1.0), "g" if other else "", other),
    ]
    found = correlation(*sample(pair, 0, 40_000))
    assert abs(found - math.sqrt(rho * other)) < 0.02


def test_bounded_distributions_correlate_too() -> None:
    pair = [Parameter(name, Uniform(0.5, 0.0, 1.0), "g", 0.6) for name in "ab"]
    found = correlation(*sample(pair, 0, 40_000))
    expected = 6.0 / math.pi * math.asin(0.6 / 2.0)  # rank correlation of a Gaussian copula
    assert abs(found - expected) < 0.02


@pytest.mark.parametrize("seed", [-1, 1.5, "a", None])
def test_a_seed_is_a_whole_number(seed: object) -> None:
    with pytest.raises(InputError, match="a seed is a whole number"):
        random_key(seed, "")  # type: ignore[arg-type]  # what the type refuses is refused at run time
