from dataclasses import replace

import numpy as np
import pytest

from citypact.choice.band import Band
from citypact.choice.luck import Luck, luck
from citypact.choice.shock import Shock

OFF = np.random.default_rng(2).normal(0.0, 0.05, 1000)
BAND = Band(OFF, np.ones(1000), Shock(0.02, 5.0))


def of(band: Band, horizons: tuple[float, ...], places: int) -> Luck | None:
    return luck(band, horizons, band.ends(horizons), places)


def test_a_right_band_holds_nine_of_ten_over_worlds() -> None:
    found = of(BAND, (5, 6, 7, 8), 290)
    assert found is not None
    assert found.mean == pytest.approx(0.9, abs=0.01)
    assert 0.0 < found.low < found.mean < found.high <= 1.0
    assert of(BAND, (5, 6, 7, 8), 290) == found


def test_without_a_shock_that_all_share_it_is_within_the_aim_and_with_a_large_one_seldom() -> None:
    still, tossed = (of(replace(BAND, shock=Shock(scale, 5.0)), (5,), 2000) for scale in (0.0, 0.2))
    assert still is not None
    assert tossed is not None
    assert still.chance == 1.0
    assert tossed.chance < 0.1
    assert tossed.mean == pytest.approx(0.9, abs=0.02)


def test_few_municipalities_are_luck_as_well() -> None:
    still = replace(BAND, shock=Shock(0.0, 5.0))
    few, many = of(still, (5,), 10), of(still, (5,), 1000)
    assert few is not None
    assert many is not None
    assert few.chance < many.chance


def test_deviations_are_drawn_by_weight() -> None:
    """What has next to no weight never comes."""
    off = np.array([*OFF, *[10.0] * 1000])
    band = Band(off, np.repeat([1.0, 1e-9], 1000), Shock(0.0, 5.0))
    assert band.reach(5.0)[1] < 1.0
    found = of(band, (5,), 290)
    assert found is not None
    assert found.mean == pytest.approx(0.9, abs=0.01)


def test_without_a_band_or_municipalities_there_is_none() -> None:
    assert of(Band(OFF[:5], np.ones(5), Shock(0.1, 5.0)), (5,), 290) is None
    assert of(BAND, (5,), 0) is None
