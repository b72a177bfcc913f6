"""A scenario under a person's hand gives the very figures of a run."""

from __future__ import annotations

import dataclasses
import math
from collections.abc import Mapping

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from citypact.book import open_book
from citypact.errors import InputError
from citypact.model import City, Figures, Result, Session, output, run_scenario


def with_levels(
    city: City, scenario: str, levels: Mapping[str, float], postponed: Mapping[str, int]
) -> City:
    """The city with a scenario's levels and starts replaced."""
    known = city.scenarios[scenario]
    changed = dataclasses.replace(
        known,
        levels={**known.levels, **levels},
        postponed={**known.postponed, **postponed},
    )
    return dataclasses.replace(city, scenarios={**city.scenarios, scenario: changed})


def assert_same(figures: Figures, result: Result) -> None:
    """Every figure that both tell, bit for bit."""
    assert figures.values[output.TOTAL].tobytes() == result.total.tobytes()
    for name, series in result.by_sector.items():
        assert figures.values[output.sector(name)].tobytes() == series.tobytes()
    for name, series in result.by_authority.items():
        assert figures.values[output.authority(name)].tobytes() == series.tobytes()
    assert figures.bands.keys() == result.bands.keys()
    for name, band in result.bands.items():
        for percentile in ("p05", "p50", "p95"):
            found = getattr(figures.bands[name], percentile)
            assert found.tobytes() == getattr(band, percentile).tobytes(), (name, percentile)
    assert figures.targets == result.targets
    assert (figures.years == result.years).all()


@given(
    st.lists(
        st.tuples(st.sampled_from(["level", "postpone"]), st.integers(0, 9), st.floats(0.0, 1.0)),
        min_size=1,
        max_size=3,
    ),
    st.sampled_from(["random", "sobol", "latin-hypercube"]),
)
@settings(max_examples=15)
def test_each_position_gives_the_figures_of_a_run(
    smallville: City, moves: list[tuple[str, int, float]], sampling: str
) -> None:
    session = Session(smallville, "half", draws=70, seed=3, sampling=sampling)
    names = sorted(session.levels)
    levels: dict[str, float] = {}
    postponed: dict[str, int] = {}
    for kind, place, size in moves:
        measure = names[place % len(names)]
        if kind == "level":
            levels[measure] = size
            session.set_level(measure, size)
        else:
            levels.setdefault(measure, session.levels[measure])
            postponed[measure] = round(4.0 * size)
            session.postpone(measure, postponed[measure])
    city = with_levels(smallville, "half", levels, postponed)
    drawn = run_scenario(city, "half", draws=70, seed=3, sampling=sampling, measures=False)
    assert_same(session.figures(band=True), drawn)
    assert_same(session.figures(), run_scenario(city, "half", measures=False))


def test_malmo_answers_as_it_is_run() -> None:
    city = open_book("malmo").city()
    session = Session(city, "contract", draws=200)
    moved = sorted(name for name, level in session.levels.items() if level > 0.0)[:3]
    for measure in moved:
        session.set_level(measure, 0.25)
    changed = with_levels(city, "contract", dict.fromkeys(moved, 0.25), {})
    expected = run_scenario(changed, "contract", draws=200, measures=False)
    assert_same(session.figures(band=True), expected)
    assert [session.levels[name] for name in moved] == [0.25] * 3


def test_a_measure_of_no_scenario_can_be_moved_too(smallville: City) -> None:
    session = Session(smallville, "none", draws=1)
    before = session.figures().values["total"]
    for name in session.levels:
        session.set_level(name, 1.0)
    after = session.figures().values["total"]
    np.testing.assert_array_equal(after, run_scenario(smallville, "all", measures=False).total)
    assert after[-1] < before[-1]


@pytest.mark.parametrize("level", [-0.1, 1.1, math.nan, math.inf])
def test_a_level_out_of_range_is_refused(smallville: City, level: float) -> None:
    session = Session(smallville, "half", draws=1)
    measure = next(iter(session.levels))
    before = session.levels
    with pytest.raises(InputError, match=f"measures/{measure}: a level lies between 0 and 1"):
        session.set_level(measure, level)
    assert session.levels == before


def test_what_cannot_be_moved_is_refused(smallville: City) -> None:
    session = Session(smallville, "half", draws=1)
    measure = next(iter(session.levels))
    with pytest.raises(InputError, match=f"no measure '{measure}x'; did you mean '{measure}'"):
        session.set_level(f"{measure}x", 0.5)
    with pytest.raises(InputError, match=r"is postponed by whole years, 1\.5 is not whole"):
        session.postpone(measure, 1.5)  # type: ignore[arg-type]  # what the type refuses is refused at run time
    with pytest.raises(InputError, match="postponed by whole years, nan is not whole"):
        session.postpone(measure, math.nan)  # type: ignore[arg-type]  # likewise
    with pytest.raises(InputError, match="and the model's years are 2020 to 2050"):
        session.postpone(measure, 100)
    known = dataclasses.replace(smallville.measures["capture"], earliest=2026)
    measures = {**smallville.measures, "capture": known}
    other = Session(dataclasses.replace(smallville, measures=measures), "half", draws=1)
    other.postpone("capture", -1)
    with pytest.raises(
        InputError, match="in 2025, and the earliest start that is possible is 2026"
    ):
        other.postpone("capture", -2)
    fixed = [name for name in smallville.measures if name not in session.levels]
    assert fixed
    with pytest.raises(InputError, match="it is not computed, so there is nothing to move"):
        session.set_level(fixed[0], 0.5)
