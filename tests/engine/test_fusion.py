"""Joining two operations into one: which, when not, and the same bits."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.engine.random_programs import same_bits

import citypact.engine.layout
from citypact.engine import Program, ProgramBuilder, Slot, evaluate
from citypact.engine.operation import BY_CODE


def builder() -> tuple[ProgramBuilder, list[Slot]]:
    b = ProgramBuilder(first_year=2020, last_year=2022)
    return b, [b.input(name, float(place)) for place, name in enumerate("abcde")]


def names(program: Program) -> list[str]:
    return [BY_CODE[code].name for code in program.operations[:, 0].tolist()]


def test_a_sum_of_many_is_taken_three_by_three() -> None:
    b, slots = builder()
    b.output("out", b.total(slots))
    assert names(b.build()) == ["add_three", "add_three"]


def test_products_and_sums_with_a_product_are_joined_whichever_comes_first() -> None:
    b, (a, c, d, e, _) = builder()
    b.output("left", b.multiply(b.multiply(a, c), d))
    b.output("right", b.multiply(e, b.multiply(c, d)))
    b.output("sum left", b.add(b.multiply(a, d), e))
    b.output("sum right", b.add(c, b.multiply(a, e)))
    assert sorted(names(b.build())) == ["multiply_add"] * 2 + ["multiply_three"] * 2


def test_what_is_read_twice_or_handed_out_stays() -> None:
    b, (a, c, d, e, _) = builder()
    twice, out = b.add(a, c), b.add(d, e)
    b.output("one", b.add(twice, d))
    b.output("two", b.add(twice, e))
    b.output("three", b.add(out, a))
    b.output("four", out)
    b.output("five", b.add(b.multiply(a, c), b.multiply(a, c)))  # one product, read twice
    assert names(b.build()).count("add") == 6


@given(st.integers(0, 2**32))
def test_joining_changes_no_bit(seed: int) -> None:
    random = np.random.default_rng(seed)
    b, slots = builder()
    for _ in range(40):
        first, second = (slots[place] for place in random.integers(0, len(slots), size=2))
        slots.append(b.add(first, second) if random.integers(2) else b.multiply(first, second))
    for number, slot in enumerate(slots[-3:]):
        b.output(f"output {number}", slot)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(citypact.engine.layout, "fused", lambda graph: graph)
        apart = b.build()
    program = b.build()
    assert len(program.operations) <= len(apart.operations)
    assert program.flop == apart.flop
    levels = random.normal(size=(5, 20))
    for executor in ("native", "numpy"):
        found = evaluate(program, levels, executor=executor)
        assert same_bits(found.array, evaluate(apart, levels, executor="numpy").array)
