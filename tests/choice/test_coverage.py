import math
from dataclasses import replace

import numpy as np
import pytest

from citypact.choice.band import Band
from citypact.choice.coverage import Cases, Coverage, coverage
from citypact.choice.jump import Jump
from citypact.choice.luck import luck
from citypact.choice.panel import Panel
from citypact.choice.shock import Shock
from citypact.engine.arrays import Floats

YEARS = (2015, 2020, 2023)
PLACES = 100
OFF = np.random.default_rng(6).normal(0.0, 0.05, 1000)
BAND = Band(OFF, np.ones(1000), Shock(0.02, 5.0))


def cases(errors: Floats) -> Cases:
    """Municipalities that were to stand still at 100 t and came out at 100 exp(error).

    With one error each, of both years, or two.
    """
    forecasts = np.full((PLACES, 2), 100.0)
    with np.errstate(over="ignore"):
        outcomes = forecasts * np.exp(np.broadcast_to(errors.reshape(PLACES, -1), (PLACES, 2)))
    panel = Panel(
        ("a",),
        tuple(f"{place:04}" for place in range(PLACES)),
        YEARS,
        np.concatenate([forecasts[:, :1], outcomes], axis=1)[None],
    )
    return Cases(
        panel=panel,
        to=2015,
        years=YEARS[1:],
        forecasts=forecasts,
        outcomes=outcomes,
        scored=np.ones((PLACES, 2), dtype=np.bool_),
        sectors=np.zeros((PLACES, 2), dtype=np.int64),
    )


def some_out(count: int, error: float = 5.0) -> Coverage:
    return coverage(BAND, cases(np.where(np.arange(PLACES) < count, error, 0.0)))


def test_what_is_held_is_told_and_whether_it_is_enough() -> None:
    found = [some_out(count) for count in (4, 5, 15, 16)]
    assert [round(one.held, 9) for one in found] == [0.96, 0.95, 0.85, 0.84]
    assert [one.verdict for one in found] == ["above", "within", "within", "below"]
    assert [one.outside for one in found] == [4, 5, 15, 16]
    assert found[0].luck == luck(BAND, (5.0, 8.0), BAND.ends((5.0, 8.0)), PLACES)


def test_ends_of_the_farthest_year_and_the_nation_are_told_as_factors() -> None:
    found = coverage(BAND, cases(np.full(PLACES, 0.04)))
    assert (found.low, found.high) == pytest.approx(tuple(np.exp(BAND.reach(8.0))))
    assert found.nation == pytest.approx(math.exp(0.04))
    # The same error 5 and 8 years ahead: rates of 0.008 and 0.005, the median between them.
    assert found.rarity == pytest.approx(2 * BAND.shock.below(np.array([-0.0065]))[0], rel=1e-6)


def test_no_shock_at_all_is_not_rare() -> None:
    assert some_out(0).rarity == pytest.approx(1.0)
    still = replace(BAND, shock=Shock(0.0, 5.0))
    assert coverage(still, cases(np.zeros(PLACES))).rarity == 1.0


def test_far_outside_is_twice_as_far_as_the_end_and_named_with_its_jump() -> None:
    low, high = BAND.reach(8.0)
    near, far = np.zeros((PLACES, 2)), np.zeros((PLACES, 2))
    near[0, 1], near[1, 1] = 1.99 * high, 1.99 * low
    soon = BAND.reach(5.0)[1]
    far[0, 0], far[1, 1] = 2.01 * soon, 3.0 * low
    assert (coverage(BAND, cases(near)).far, coverage(BAND, cases(near)).outside) == (0, 2)
    found = coverage(BAND, cases(far))
    assert (found.far, found.outside, found.jumped) == (2, 2, 1)
    worst, other = found.farthest
    assert (worst.place, worst.year) == ("0001", 2023)
    assert worst.end == pytest.approx(100.0 * math.exp(low))
    outcome = 100.0 * math.exp(3.0 * low)
    assert worst.jump is not None
    assert worst.jump == Jump("a", 2020, 2023, 100.0, worst.jump.after)
    assert worst.jump.after == pytest.approx(outcome)
    assert (other.place, other.year) == ("0000", 2020)
    assert other.end == pytest.approx(100.0 * math.exp(soon))
    assert other.jump is None


def test_only_the_farthest_are_named_and_all_are_counted() -> None:
    errors = np.where(np.arange(PLACES) < 30, 3.0 + np.arange(PLACES) / 10.0, 0.0)
    found = coverage(BAND, cases(errors))
    assert (found.far, found.jumped, len(found.farthest)) == (30, 30, 10)
    assert found.farthest[0].place == "0029"


def test_what_ended_is_outside_unless_the_band_reaches_down_to_nothing() -> None:
    ended = cases(np.where(np.arange(PLACES) < 10, -math.inf, 0.0))
    assert coverage(BAND, ended).held == pytest.approx(0.9)
    open_band = replace(BAND, deviations=np.where(np.arange(1000) < 100, -math.inf, OFF))
    found = coverage(open_band, ended)
    assert (found.held, found.low) == (1.0, 0.0)


def test_without_a_band_nothing_is_said() -> None:
    found = coverage(Band(OFF[:5], np.ones(5), Shock(0.02, 5.0)), cases(np.zeros(PLACES)))
    assert math.isnan(found.held)
    assert (found.verdict, found.luck, found.outside) == ("unknown", None, 0)


def test_cases_that_do_not_count_are_left_out() -> None:
    some = cases(np.where(np.arange(PLACES) < 50, 5.0, 0.0))
    none = np.zeros((PLACES, 2), dtype=np.bool_)
    half = none.copy()
    half[50:] = True
    assert coverage(BAND, replace(some, scored=half)).held == 1.0
    found = coverage(BAND, replace(some, scored=none))
    assert found.verdict == "unknown"
    assert math.isnan(found.nation)
    assert math.isnan(found.rarity)
