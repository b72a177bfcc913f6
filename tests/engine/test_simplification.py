"""Simplifying changes the list, never the result."""

from __future__ import annotations

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.engine.random_programs import numbers

from citypact.engine import TABLE, Operation, Program, ProgramBuilder, Slot, evaluate

NAMES = "abc"


def built(
    operation: Operation, operands: list[float], *, known: tuple[bool, ...], delay: int
) -> Program:
    """One operation on constants where ``known``, on inputs of the same value elsewhere."""
    b = ProgramBuilder(first_year=2020, last_year=2024)
    slots: list[Slot | float] = [
        value if is_known else b.input(name, value)
        for name, value, is_known in zip(NAMES, operands, known, strict=True)
    ]
    arity = len(operation.operands)
    row = np.array([0.5, 1.0, 2.0, 0.25, 3.0]) if operation.row == "table" else None
    years = delay if operation.row == "years" else 0
    b.output("out", b.apply(operation, *slots[:arity], row=row, years=years))
    return b.build()


@given(
    st.sampled_from(TABLE),
    st.lists(numbers, min_size=3, max_size=3),
    st.tuples(st.booleans(), st.booleans(), st.booleans()),
    st.integers(0, 6),
)
@settings(max_examples=500)
def test_a_constant_operand_changes_no_value(
    operation: Operation, operands: list[float], known: tuple[bool, ...], delay: int
) -> None:
    plain = built(operation, operands, known=(False,) * 3, delay=delay)
    simple = built(operation, operands, known=known, delay=delay)
    # Equal as numbers: only the sign of a zero may differ.
    assert np.array_equal(evaluate(plain)["out"], evaluate(simple)["out"])


def listing(b: ProgramBuilder, slot: Slot) -> list[str]:
    b.output("out", slot)
    names = {operation.code: operation.name for operation in TABLE}
    return [names[code] for code in b.build().operations[:, 0].tolist()]


def test_operations_on_tables_alone_become_a_table() -> None:
    b = ProgramBuilder(first_year=2020, last_year=2022)
    slot = b.accumulate(b.multiply([1.0, 2.0, 3.0], b.ramp(0.5, 2019.0, 4.0)))
    assert listing(b, slot) == ["constant"]


def test_neutral_elements_go() -> None:
    b = ProgramBuilder(first_year=2020, last_year=2022)
    a = b.input("a", 2.0)
    slot = b.delay(b.subtract(b.add(b.multiply(1.0, a), 0.0), 0.0), 0)
    assert slot == a
    assert listing(b, slot) == []


def test_a_constant_operand_is_read_from_a_row() -> None:
    b = ProgramBuilder(first_year=2020, last_year=2022)
    a, other = b.input("a", 2.0), b.input("other", 3.0)
    slot = b.damp(b.multiply_add(b.subtract(1.0, a), other, 2.0), 0.25)
    assert sorted(listing(b, slot)) == ["complement", "scale", "scale_add"]


def test_the_same_operation_is_made_once() -> None:
    b = ProgramBuilder(first_year=2020, last_year=2022)
    a, other = b.input("a", 2.0), b.input("other", 3.0)
    assert b.ratio(a, other) == b.ratio(a, other)
    assert b.scale(a, [1.0, 2.0, 3.0]) == b.multiply(a, np.array([1.0, 2.0, 3.0]))
    assert b.ratio(a, other) != b.ratio(other, a)
