import numpy as np

from citypact.choice.backtest import backtest
from citypact.choice.origins import every_origin
from citypact.choice.panel import Panel

YEARS = (1990, 2000, 2005, 2010, 2015, 2016, 2020, 2023, 2024)


def test_each_year_with_a_past_and_a_future_is_an_origin() -> None:
    rng = np.random.default_rng(4)
    tonnes = 100.0 * np.exp(np.cumsum(rng.normal(0.0, 0.1, (2, 30, len(YEARS))), axis=2))
    panel = Panel(("a", "b"), tuple(f"{one:04}" for one in range(30)), YEARS, tonnes)
    found = every_origin(panel, 2023)
    assert list(found) == [2005, 2010, 2015, 2016, 2020]
    for to, one in found.items():
        assert one.years == tuple(year for year in YEARS if to < year <= 2023)
        alone = backtest(panel, to, 2023)
        assert (one.median_ape, one.coverage) == (alone.median_ape, alone.coverage)
