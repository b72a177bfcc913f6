"""Laying out: nothing unneeded, registers used again, what all draws share done before the rest."""

from __future__ import annotations

from hypothesis import given
from tests.engine.random_programs import programs, raw, same_bits

from citypact.engine import Normal, Program, ProgramBuilder, evaluate
from citypact.engine.names import UNPLACED
from citypact.engine.operation import BY_CODE


def builder() -> ProgramBuilder:
    return ProgramBuilder(first_year=2020, last_year=2030)


def test_what_no_output_needs_is_left_out() -> None:
    b = builder()
    a = b.input("a", 1.0)
    b.add(a, b.parameter("unused", Normal(1.0, 0.0, 2.0)))
    unused = b.input("unused", 2.0)
    b.multiply(unused, 17.0)
    b.output("out", a)
    program = b.build()
    assert len(program.operations) == 0
    assert program.tables.shape == (0, 11)
    assert program.parameters == ()
    assert [item.register for item in program.inputs] == [0, UNPLACED]


def test_what_no_parameter_reaches_is_done_before_the_rest() -> None:
    b = builder()
    a, p = b.input("a", 1.0), b.parameter("p", Normal(1.0, 0.0, 2.0))
    drawn = b.multiply(a, p)
    b.output("out", b.subtract(drawn, b.accumulate(b.offset(a, 2.0))))
    program = b.build()
    names = [BY_CODE[code].name for code in program.operations[:, 0].tolist()]
    assert names == ["offset", "accumulate", "multiply", "subtract"]
    assert program.shared == 2


def test_what_all_draws_read_is_never_overwritten() -> None:
    b = builder()
    shared = b.accumulate(b.input("a", 1.0))
    total = b.multiply(b.parameter("p", Normal(1.0, 0.0, 2.0)), shared)
    for _ in range(5):
        total = b.accumulate(total)
    b.output("out", total)
    program = b.build()
    kept = program.operations[0, 1]
    assert kept not in program.operations[1:, 1]


def test_a_result_by_year_is_not_put_where_its_operand_has_no_years() -> None:
    b = builder()
    same = b.complement(b.input("a", 1.0))
    b.output("out", b.accumulate(same))
    program = b.build()
    first, second = program.operations.tolist()
    assert second[1] != first[1]


def test_registers_are_used_again() -> None:
    b = builder()
    slot = b.add(b.input("a", 1.0), b.years())
    for i in range(100):
        slot = b.ratio(b.scale(slot, float(i + 2)), b.offset(slot, 3.0))
    b.output("out", slot)
    program = b.build()
    assert len(program.operations) > 300
    assert program.registers <= 5


def test_a_deep_program_is_laid_out() -> None:
    b = builder()
    slot = b.input("a", 1.0)
    for i in range(5000):
        slot = b.offset(slot, float(i + 1))
    b.output("out", slot, "last")
    assert float(evaluate(b.build())["out"]) == 1.0 + 5000.0 * 5001.0 / 2.0


def grown(*, backwards: bool) -> Program:
    b = builder()
    names = sorted("abcdef", reverse=backwards)
    inputs = {name: b.input(name, 1.0) for name in names}
    spread = {name: b.parameter(name, Normal(1.0, 0.0, 2.0)) for name in reversed(names)}
    for name in names:
        b.output(name, b.scale(b.multiply(inputs[name], spread[name]), [float(ord(name))] * 11))
    return b.build()


def test_the_list_does_not_depend_on_the_order_of_growing() -> None:
    assert grown(backwards=False).to_bytes() == grown(backwards=True).to_bytes()


@given(programs())
def test_laying_out_again_gives_the_same_program(program: Program) -> None:
    assert program.select(list(program.rows)) == program


@given(programs())
def test_an_output_is_the_same_without_the_others(program: Program) -> None:
    whole = raw(program)
    for name, rows in program.rows.items():
        alone = program.select([name])
        assert len(alone.operations) <= len(program.operations)
        assert same_bits(raw(alone), whole[rows])
