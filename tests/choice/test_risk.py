import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from citypact.choice.milp import Programme, solve
from citypact.choice.risk import Risk, needed, probable, tail_mean, tail_weights
from citypact.engine.arrays import Floats
from citypact.errors import InputError

SOME = arrays(np.float64, st.integers(1, 30), elements=st.floats(-1e3, 1e3))
LEVELS = st.floats(0.0, 0.99)


@given(values=SOME, level=LEVELS)
def test_tail_is_never_below_the_mean_nor_above_the_worst(values: Floats, level: float) -> None:
    found = float(tail_mean(values[:, None], level)[0])
    assert values.mean() - 1e-9 <= found <= values.max() + 1e-9


@given(values=SOME, levels=st.tuples(LEVELS, LEVELS))
def test_a_higher_level_is_a_worse_tail(values: Floats, levels: tuple[float, float]) -> None:
    low, high = sorted(levels)
    assert tail_mean(values[:, None], low)[0] <= tail_mean(values[:, None], high)[0] + 1e-9


@given(values=SOME)
def test_level_zero_is_the_mean(values: Floats) -> None:
    assert tail_mean(values[:, None], 0.0)[0] == pytest.approx(values.mean(), abs=1e-9)


@given(values=SOME, level=LEVELS)
def test_tail_is_the_least_over_eta(values: Floats, level: float) -> None:
    """Rockafellar and Uryasev (2000): it is piecewise linear, so a value is among its least."""
    size = (1.0 - level) * len(values)
    beyond = np.maximum(values[None] - values[:, None], 0.0).sum(axis=1)
    least = float((values + beyond / size).min())
    assert tail_mean(values[:, None], level)[0] == pytest.approx(least, abs=1e-8)


@given(values=SOME, level=LEVELS)
def test_tail_is_the_answer_of_its_linear_programme(values: Floats, level: float) -> None:
    count = len(values)
    programme = Programme(
        cost=np.concatenate([[1.0], np.full(count, 1.0 / ((1.0 - level) * count))]),
        matrix=np.hstack([np.full((count, 1), -1.0), -np.eye(count)]),
        limit=-values,
        lower=np.concatenate([[-np.inf], np.zeros(count)]),
        upper=np.full(count + 1, np.inf),
        whole=np.zeros(count + 1, dtype=bool),
    )
    bound = solve(programme, seconds=10.0).bound
    assert tail_mean(values[:, None], level)[0] == pytest.approx(bound, abs=1e-5)


@given(values=SOME, level=LEVELS)
def test_weights_are_what_the_tail_is_the_mean_of(values: Floats, level: float) -> None:
    weights = tail_weights(values, level)
    assert weights.sum() == pytest.approx(1.0)
    assert weights.min() >= 0.0
    assert weights @ values == pytest.approx(tail_mean(values[:, None], level)[0], abs=1e-9)


@given(values=SOME, probability=st.floats(0.01, 1.0))
def test_what_is_kept_is_kept_in_so_many_draws(values: Floats, probability: float) -> None:
    """Moved so that what the risk says is 0, the target is met as often as asked."""
    risk = Risk(probability)
    moved = values - risk.of(values[:, None])[0]
    assert probable(moved, 0.0) >= probability - 1e-9
    assert risk.weights(values) @ values == risk.of(values[:, None])[0]


@given(draws=st.integers(1, 20_000), probability=st.floats(1e-6, 1.0))
def test_needed_draws_are_the_least_that_are_enough(draws: int, probability: float) -> None:
    count = needed(probability, draws)
    assert 1 <= count <= draws
    assert count / draws >= probability - 1e-9
    assert count == 1 or (count - 1) / draws < probability


@pytest.mark.parametrize(
    ("given", "why"),
    [
        ({"level": 95.0}, "above 0 and at most 1, such as 0.95; found 95"),
        ({"level": 0.0}, "above 0 and at most 1"),
        ({"level": 1.0, "measure": "tail"}, "the level of the tail is a fraction from 0 to below"),
        ({"level": 0.9, "cost_level": 90.0}, "the level of the tail of the cost is a fraction"),
        ({"level": 0.9, "draws": 0}, "takes 1 to 20,000 draws; found 0"),
        ({"level": 0.9, "seed": -1}, "not negative; found -1"),
        ({"level": 0.9, "measure": "luck"}, "one of probability, tail"),
        ({"level": float("nan")}, "found nan"),
    ],
)
def test_numbers_out_of_range_are_told(given: dict[str, object], why: str) -> None:
    with pytest.raises(InputError, match=why):
        Risk(**given)  # type: ignore[arg-type]  # wrong on purpose


def test_all_that_is_wrong_is_told_at_once() -> None:
    with pytest.raises(InputError) as caught:
        Risk(95.0, cost_level=-1.0, draws=0)
    assert str(caught.value).count("found") == 3
