"""What each operation means: formulas and closed forms."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from citypact.engine import ProgramBuilder, Slot, evaluate
from citypact.engine.arrays import Floats

FIRST, LAST = 2020, 2050
T = np.arange(LAST - FIRST + 1, dtype=np.float64)


def series(make: Callable[[ProgramBuilder], Slot]) -> Floats:
    b = ProgramBuilder(first_year=FIRST, last_year=LAST)
    b.output("out", make(b))
    return evaluate(b.build(), executor="numpy")["out"]


def pair(name: str, a: float, b: float, *, executor: str = "numpy", **row: float) -> float:
    """The operation ``name`` on two inputs, so that nothing is known when it is built."""
    builder = ProgramBuilder(first_year=FIRST, last_year=FIRST)
    operands = (builder.input("a", a), builder.input("b", b))
    arity = 1 if name in ("scale", "offset", "complement") else 2
    slot: Slot = getattr(builder, name)(*operands[:arity], **row)
    builder.output("out", slot)
    return float(evaluate(builder.build(), executor=executor)["out"][0])


finite = st.floats(-1e6, 1e6).filter(lambda x: x == 0.0 or abs(x) > 1e-200)


@given(finite, finite)
def test_arithmetic(a: float, b: float) -> None:
    assert pair("add", a, b) == a + b
    assert pair("subtract", a, b) == a - b
    assert pair("multiply", a, b) == a * b
    assert pair("damp", a, b) == a * (1.0 - b)
    assert pair("complement", a, b) == 1.0 - a
    assert pair("scale", a, b, factor=0.3) == 0.3 * a
    assert pair("offset", a, b, addend=0.3) == 0.3 + a
    assert pair("scale_add", a, b, factor=0.3) == a + 0.3 * b
    assert pair("minimum", a, b) == min(a, b)
    assert pair("maximum", a, b) == max(a, b)
    assert pair("at_most", a, b) == (1.0 if a <= b else 0.0)


@given(finite, finite)
def test_a_ratio_to_nothing_is_nothing(a: float, b: float) -> None:
    assert pair("ratio", a, b) == (a / b if b != 0.0 else 0.0)
    assert pair("ratio", a, 0.0) == 0.0
    assert pair("ratio", a, -0.0) == 0.0


def test_multiply_add_rounds_twice() -> None:
    tiny = 2.0**-53
    found = series(
        lambda b: b.multiply_add(
            b.input("a", -1.0), b.input("b", 1.0 + tiny * 2), b.input("c", 1.0 - tiny)
        )
    )
    assert found[0] == -1.0 + (1.0 + tiny * 2) * (1.0 - tiny)


def test_ramp_is_a_line_from_its_start_to_its_end() -> None:
    found = series(lambda b: b.ramp(b.input("level", 0.8), b.input("start", 2025.0), 10.0))
    assert np.array_equal(found, 0.8 * np.clip((T - 5.0) / 10.0, 0.0, 1.0))


def test_smooth_ramp_is_half_way_in_the_middle_and_level_at_its_ends() -> None:
    found = series(lambda b: b.smooth_ramp(b.input("level", 0.8), b.input("start", 2025.0), 10.0))
    assert found[5] == 0.0
    assert found[10] == 0.4
    assert found[15] == found[30] == 0.8
    assert np.all(np.diff(found) >= 0.0)


def test_a_ramp_may_start_within_a_year_and_before_the_first() -> None:
    found = series(lambda b: b.ramp(b.input("level", 1.0), b.input("start", 2019.5), 2.0))
    assert found[:3].tolist() == [0.25, 0.75, 1.0]


@given(st.floats(0.01, 1.0), st.floats(0.0, 1.0))
def test_a_stock_is_left_to_die_by_its_lifetime(rate: float, initial: float) -> None:
    found = series(lambda b: b.turn_over(b.input("share", initial), b.input("rate", rate), 1.0))
    np.testing.assert_allclose(
        found, 1.0 - (1.0 - initial) * (1.0 - rate) ** T, rtol=1e-12, atol=1e-15
    )


def test_what_is_bought_in_a_year_is_in_the_stock_that_year_and_none_in_the_first() -> None:
    bought = np.where(T == 3.0, 1.0, 0.0)
    found = series(lambda b: b.turn_over(b.input("share", 0.0), b.input("rate", 0.25), bought))
    assert found[:5].tolist() == [0.0, 0.0, 0.0, 0.25, 0.1875]


def test_accumulate_and_difference_undo_each_other() -> None:
    values = np.round(np.sin(T), 3) * 1024.0
    rounded = np.floor(values)
    found = series(lambda b: b.difference(b.accumulate(b.scale(b.input("one", 1.0), rounded))))
    assert np.array_equal(found, rounded)
    found = series(lambda b: b.accumulate(b.scale(b.input("one", 1.0), rounded)))
    assert np.array_equal(found, np.cumsum(rounded))


@pytest.mark.parametrize("years", [0, 1, 5, 30, 31, 100])
def test_delay_moves_and_fills_with_nothing(years: int) -> None:
    found = series(lambda b: b.delay(b.scale(b.input("one", 1.0), T + 1.0), years))
    expected = np.zeros(len(T))
    expected[years:] = (T + 1.0)[: max(len(T) - years, 0)]
    assert np.array_equal(found, expected)


def test_a_recurrence_never_looks_ahead() -> None:
    def all_of(b: ProgramBuilder, values: Floats) -> Slot:
        a = b.scale(b.input("one", 1.0), values)
        terms = [b.accumulate(a), b.difference(a), b.delay(a, 2), b.turn_over(a, a, a)]
        return b.total(terms)

    early = series(lambda b: all_of(b, np.where(T < 10.0, 0.5, 0.0)))
    late = series(lambda b: all_of(b, np.where(T < 10.0, 0.5, 7.0)))
    assert np.array_equal(early[:10], late[:10])
    assert not np.array_equal(early[10:], late[10:])
