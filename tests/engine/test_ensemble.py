"""Ensembles: what they give, what can be merged, what cannot."""

from __future__ import annotations

import math

import numpy as np
import pytest

from citypact.engine import Ensemble, Program, ProgramBuilder, Sampling, Uniform, simulate
from citypact.engine import ensemble as module
from citypact.errors import InputError


def small(factor: float = 1.0) -> Program:
    b = ProgramBuilder(first_year=2020, last_year=2021)
    p = b.parameter("p", Uniform(0.5, 0.0, 1.0))
    b.output("series", b.multiply(b.scale(p, [1.0, 2.0]), factor))
    b.output("met", b.at_most(p, 0.25), "last")
    return b.build()


def run(draws: int = 100, first_draw: int = 0, **changed: object) -> Ensemble:
    options: dict[str, object] = {"program": small(), "seed": 1, "city": "malmo"} | changed
    return simulate(draws=draws, first_draw=first_draw, **options)  # type: ignore[arg-type]  # any option, by its name


@pytest.mark.parametrize("draws", [4000, 50_000])
def test_figures_come_near_those_of_the_distribution(draws: int) -> None:
    ensemble = run(draws)
    near = 5.0 / math.sqrt(draws)
    for p in (0.05, 0.5, 0.95):
        np.testing.assert_allclose(ensemble.quantile("series", p), [p, 2.0 * p], atol=near)
    np.testing.assert_allclose(ensemble.mean("series"), [0.5, 1.0], atol=near)
    assert abs(float(ensemble.mean("met")) - 0.25) < near


@pytest.mark.parametrize("draws", [100, 5000])
def test_shapes(draws: int) -> None:
    ensemble = run(draws)
    assert ensemble.count == draws
    assert ensemble.quantile("series", 0.5).shape == (2,)
    assert ensemble.quantile("series", [0.1, 0.5, 0.9]).shape == (3, 2)
    assert ensemble.quantile("met", 0.5).shape == ()
    assert ensemble.quantile("met", [0.1, 0.9]).shape == (2,)
    assert ensemble.mean("series").shape == (2,)
    assert ensemble.mean("met").shape == ()


def test_quantiles_of_few_draws_are_exact() -> None:
    kept = run(999, quantiles="store").draws("series")
    expected = np.quantile(kept, [0.05, 0.5, 0.95], axis=1)
    np.testing.assert_allclose(run(999).quantile("series", [0.05, 0.5, 0.95]), expected, rtol=1e-14)


@pytest.mark.parametrize("draws", [100, 5000])
def test_a_zero_below_zero_is_zero(draws: int) -> None:
    """Some draws are 0 and others -0: which is the least must not depend on their order."""
    b = ProgramBuilder(first_year=2020, last_year=2020)
    b.output("zero", b.multiply(b.parameter("p", Uniform(0.0, -1.0, 1.0)), b.input("level", 0.0)))
    found = run(draws, program=b.build()).quantile("zero", [0.0, 0.5, 1.0])
    assert not np.signbit(found).any()


def test_draws_must_have_been_stored() -> None:
    with pytest.raises(InputError, match='ask for them with quantiles="store"'):
        run().draws("series")


def test_unknown_outputs_and_impossible_probabilities_are_refused() -> None:
    ensemble = run()
    for ask in (ensemble.mean, ensemble.draws, lambda name: ensemble.quantile(name, 0.5)):
        with pytest.raises(InputError, match="the program has no output 'none'"):
            ask("none")
    for probability in (-0.1, 1.1, math.nan):
        with pytest.raises(InputError, match="a probability lies between 0 and 1"):
            ensemble.quantile("series", probability)


@pytest.mark.parametrize(
    ("other", "message"),
    [
        ({"seed": 2}, "different programs, levels, seeds, cities or samplings"),
        ({"city": "lund"}, "different programs, levels, seeds, cities or samplings"),
        ({"program": small(2.0)}, "different programs, levels, seeds, cities or samplings"),
        ({"sampling": "sobol"}, "different programs, levels, seeds, cities or samplings"),
        (
            {"sampling": Sampling("latin-hypercube", 200)},
            "different programs, levels, seeds, cities or samplings",
        ),
        ({"quantiles": "store"}, "one ensemble has its draws stored, the other not"),
        ({"first_draw": 99}, "draw 99 is in both ensembles"),
    ],
)
def test_what_does_not_belong_together_is_not_merged(other: dict[str, int], message: str) -> None:
    with pytest.raises(InputError, match=message):
        run().merge(run(**({"first_draw": 100} | other)))


def test_merging_leaves_both_as_they_were() -> None:
    a, b = run(3000), run(3000, 3000)
    before = (a.mean("series").copy(), b.mean("series").copy())
    merged = a.merge(b)
    assert (a.count, b.count, merged.count) == (3000, 3000, 6000)
    assert merged.spans == ((0, 6000),)
    assert np.array_equal(a.mean("series"), before[0])
    assert np.array_equal(b.mean("series"), before[1])
    assert a.merge(b).count == 6000


def test_an_ensemble_does_not_outgrow_its_counts(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "MAXIMUM_DRAWS", 150)
    with pytest.raises(InputError, match="an ensemble has at most 150 draws"):
        run().merge(run(first_draw=100))
