import numpy as np

from citypact.choice.jump import Jump, jump
from citypact.choice.panel import Panel

YEARS = (2015, 2020, 2021, 2022)


def of(*rows: tuple[float, ...]) -> Panel:
    places = tuple(f"{place:04}" for place in range(len(rows)))
    return Panel(("a",), places, YEARS, np.array([rows]))


def test_a_plant_that_closes_and_one_that_opens_are_found() -> None:
    panel = of((8, 8, 1, 1), (8, 8, 8, 40), (8, 8, 8, 8), (0, 0, 3, 3), (8, 8, 0, 0), (8, 8, 8, 8))
    found = [jump(panel, 0, place, 2015, 2022) for place in range(5)]
    assert found[0] == Jump("a", 2020, 2021, 8.0, 1.0)
    assert found[1] == Jump("a", 2021, 2022, 8.0, 40.0)
    assert found[2] is None
    assert [one.change for one in found if one] == ["closed", "opened", "opened", "closed"]


def test_what_all_share_is_no_jump() -> None:
    panel = of((9, 3, 3, 3), (6, 2, 2, 2), (3, 1, 1, 1), (9, 1, 1, 1))
    assert jump(panel, 0, 0, 2015, 2022) is None
    assert jump(panel, 0, 3, 2015, 2022) == Jump("a", 2015, 2020, 9.0, 1.0)


def test_what_stays_while_the_others_change_is_no_jump() -> None:
    panel = of((9, 3, 3, 3), (6, 2, 2, 2), (3, 1, 1, 1), (9, 9, 9, 9))
    assert jump(panel, 0, 3, 2015, 2022) is None


def test_it_is_more_than_twofold() -> None:
    def jumps(after: float) -> bool:
        panel = of((1, 1, 1, after), (1, 1, 1, 1), (1, 1, 1, 1))
        return jump(panel, 0, 0, 2015, 2022) is not None

    assert [jumps(one) for one in (1.99, 2.01, 0.51, 0.49)] == [False, True, False, True]


def test_only_years_asked_for_are_looked_at_and_missing_ones_tell_nothing() -> None:
    panel = of((9, 1, 1, 1), (1, 1, 1, 1), (1, 1, 1, 1), (1, np.nan, 9, 9))
    assert jump(panel, 0, 0, 2020, 2022) is None
    assert jump(panel, 0, 3, 2015, 2022) is None
