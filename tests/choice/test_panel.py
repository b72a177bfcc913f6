import numpy as np
import pytest

from citypact.choice.panel import Panel
from citypact.errors import InputError


def panel(tonnes: list[list[list[float]]]) -> Panel:
    codes = tuple(f"{place:04}" for place in range(1, len(tonnes[0]) + 1))
    return Panel(("a", "b"), codes, (2000, 2005), np.array(tonnes))


def test_until_is_a_copy_without_later_years() -> None:
    whole = panel([[[1.0, 2.0]], [[3.0, 4.0]]])
    early = whole.until(2000)
    whole.tonnes[:] = 9.0
    assert (early.years, early.tonnes.tolist()) == ((2000,), [[[1.0]], [[3.0]]])


def test_a_total_without_a_part_is_missing() -> None:
    totals = panel([[[1.0, 2.0]], [[np.nan, 4.0]]]).totals()
    assert np.isnan(totals[0, 0])
    assert totals[0, 1] == 6.0


def test_a_sector_without_anything_above_zero_is_not_counted() -> None:
    assert panel([[[0.0, 2.0]], [[0.0, np.nan]]]).counted_sectors() == ("a",)


def test_what_does_not_fit_is_refused() -> None:
    with pytest.raises(InputError, match="must be the same"):
        panel([[[1.0, 2.0]]])
    with pytest.raises(InputError, match="infinite"):
        panel([[[1.0, np.inf]], [[3.0, 4.0]]])
    with pytest.raises(InputError, match="years must rise"):
        Panel(("a",), ("0001",), (2005, 2000), np.ones((1, 1, 2)))
    with pytest.raises(InputError, match="2001 is not among the stated years: 2000, 2005"):
        panel([[[1.0, 2.0]], [[3.0, 4.0]]]).until(2001)


def test_shares_are_those_of_the_mean_municipality_in_the_last_year() -> None:
    """Shares of 1/4 and 1/2 in the first sector; one lacks a figure, and one has nothing."""
    found = panel(
        [
            [[9.0, 1.0], [9.0, 5.0], [9.0, 1.0], [1.0, 0.0]],
            [[9.0, 3.0], [9.0, 5.0], [9.0, np.nan], [1.0, 0.0]],
        ]
    ).shares()
    assert found.tolist() == [0.375, 0.625]
    assert np.isnan(panel([[[1.0, 0.0]], [[1.0, 0.0]]]).shares()).all()
