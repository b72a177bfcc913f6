"""Programs as data: hash, bytes, selection, listing; and what is refused when read."""

from __future__ import annotations

import dataclasses
import pickle
import subprocess
import sys
from collections.abc import Callable

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.engine.random_programs import every_operation, programs, raw, same_bits
from tests.processes import environment

from citypact.engine import Normal, Program, ProgramBuilder, ProgramError, evaluate
from citypact.engine.layout import Layout
from citypact.engine.names import Input, Output, Parameter


@given(programs())
def test_bytes_hold_everything(program: Program) -> None:
    again = Program.from_bytes(program.to_bytes())
    assert again == program
    assert again.hash == program.hash
    assert again.to_bytes() == program.to_bytes()
    assert same_bits(raw(again), raw(program))


def test_the_hash_is_the_same_in_another_process() -> None:
    code = "from tests.engine.random_programs import every_operation;print(every_operation().hash)"
    for seed in ("0", "1"):
        found = subprocess.run(
            [sys.executable, "-c", code],
            check=True,
            capture_output=True,
            text=True,
            env=environment(PYTHONHASHSEED=seed, CITYPACT_EXECUTOR="numpy"),
        )
        assert found.stdout.strip() == every_operation().hash


def small(*, factor: float = 2.0, name: str = "out", year: int = 2020) -> Program:
    b = ProgramBuilder(first_year=year, last_year=year + 2)
    b.output(name, b.scale(b.accumulate(b.input("a", 1.0)), factor))
    return b.build()


def test_the_hash_tells_programs_apart() -> None:
    hashes = {small().hash, small(factor=3.0).hash, small(name="o").hash, small(year=2021).hash}
    assert len(hashes) == 4
    assert small() == small()
    assert len({small(), small(), small(year=2021)}) == 2


def test_a_program_goes_to_another_process() -> None:
    assert pickle.loads(pickle.dumps(small())) == small()  # noqa: S301  what was made just before


def test_a_program_cannot_be_changed() -> None:
    program = small()
    with pytest.raises(ValueError, match="read-only"):
        program.tables[0, 0] = 7.0
    with pytest.raises(ValueError, match="read-only"):
        program.operations[0, 0] = 7


def test_flop_counts_what_is_done_once_only_once() -> None:
    b = ProgramBuilder(first_year=2020, last_year=2029)
    a = b.input("a", 1.0)
    b.output("out", b.multiply_add(b.years(), b.complement(a), a))
    assert small().flop == 3 * (1 + 1)
    assert b.build().flop == 1 + 1 + 10 * 1


def test_selecting_keeps_inputs_and_refuses_unknown_names() -> None:
    b = ProgramBuilder(first_year=2020, last_year=2022)
    b.output("one", b.input("a", 1.0))
    b.output("two", b.input("b", 2.0))
    program = b.build()
    chosen = program.select(["two"])
    assert program.select(["two"]) is chosen, "what never changes is made once"
    assert list(chosen.rows) == ["two"]
    assert evaluate(chosen, {"a": 5.0, "b": 6.0})["two"].tolist() == [6.0, 6.0, 6.0]
    with pytest.raises(ProgramError, match="the program has no output 'three'"):
        program.select(["one", "three"])


def test_outputs_that_give_the_same_share_their_rows() -> None:
    b = ProgramBuilder(first_year=2020, last_year=2022)
    a = b.input("a", 1.0)
    for name, reduce in (("one", "yearly"), ("sum", "sum"), ("two", "yearly")):
        b.output(name, b.add(a, a), reduce)
    program = b.build()
    assert program.rows == {"one": slice(0, 3), "sum": slice(3, 4), "two": slice(0, 3)}
    assert program.quantities == 4
    assert [output.name for output in program.series] == ["one", "sum"]
    for executor in ("native", "numpy"):
        values = evaluate(program, {"a": 2.0}, executor=executor)
        assert values["one"].tolist() == values["two"].tolist() == [4.0, 4.0, 4.0]
        assert float(values["sum"]) == 12.0


def test_a_listing_says_everything() -> None:
    b = ProgramBuilder(first_year=2020, last_year=2022)
    price = b.parameter("price", Normal(1.0, 0.5, 1.5), group="prices", correlation=0.5)
    b.input("unused", 0.0)
    b.output("out", b.delay(b.scale(price, [1.0, 2.0, 3.0]), 1), "sum")
    assert b.build().describe().splitlines() == [
        "2020 to 2022: 2 operations, 1 rows, 2 registers",
        "unused = input 'unused' (default 0.0)",
        "r0 = parameter 'price' (normal 1.0, 0.5 to 1.5) in group 'prices', correlation 0.5",
        "for every draw:",
        "  r1 = scale r0 [1.0 … 3.0]",
        "  r1 = delay r1 1 years",
        "output 'out' = r1 (sum)",
    ]


@given(st.data())
def test_altered_bytes_are_refused_or_still_sound(data: st.DataObject) -> None:
    """Whatever one byte is changed to, reading fails cleanly or gives a program that runs."""
    original = every_operation(last_year=2022).to_bytes()
    place = data.draw(st.integers(0, len(original) - 1))
    altered = bytearray(original)
    altered[place] = data.draw(st.integers(0, 255).filter(lambda byte: byte != original[place]))
    try:
        program = Program.from_bytes(bytes(altered))
    except ProgramError:
        return
    assert same_bits(raw(program, executor="native"), raw(program, executor="numpy"))


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"citypact program 3\n",
        small().to_bytes()[:-1],
        small().to_bytes() + b"\0",
        small().to_bytes()[:60],
        small().to_bytes().replace(b"2020", b"NaN,"),
        small().to_bytes().replace(b'"shared":2', b'"shared":-'),
        small().to_bytes().replace(b'["a",1.0,0]', b'["a",1.00,]'),
    ],
)
def test_what_is_no_program_is_refused(data: bytes) -> None:
    with pytest.raises(ProgramError):
        Program.from_bytes(data)


def with_operations(*rows: tuple[int, ...]) -> Callable[[Layout], Layout]:
    operations = np.array(rows, dtype=np.int32)
    return lambda layout: dataclasses.replace(layout, operations=operations, shared=0)


# The sound layout: input in r0; r1 = accumulate r0; r1 = scale r1 [row 0].
UNSOUND: list[tuple[Callable[[Layout], Layout], str]] = [
    (with_operations((99, 1, 0, 0, 0, 0)), "operation 0: there is no operation of this code"),
    (with_operations((-1, 1, 0, 0, 0, 0)), "operation 0: there is no operation of this code"),
    (with_operations((17, 2, 0, 0, 0, 0)), "operation 0: the register does not exist"),
    (with_operations((17, 1, 1, 0, 0, 0)), "operation 0: it reads what was never written"),
    (with_operations((17, 1, -1, 0, 0, 0)), "operation 0: it reads what was never written"),
    (with_operations((17, 1, 0, 1, 0, 0)), "operation 0: it has more operands than it takes"),
    (with_operations((17, 1, 0, 0, 0, 1)), "operation 0: it takes no row"),
    (with_operations((5, 1, 0, 0, 0, 1)), "operation 0: its row does not exist"),
    (with_operations((5, 1, 0, 0, 0, -1)), "operation 0: its row does not exist"),
    (with_operations((18, 1, 0, 0, 0, 0)), "operation 0: its number of years is out of range"),
    (with_operations((18, 1, 0, 0, 0, 3)), "operation 0: its number of years is out of range"),
    (
        with_operations((17, 1, 0, 0, 0, 0), (17, 0, 1, 0, 0, 0)),
        "a value that every draw reads is overwritten by a draw",
    ),
    (
        with_operations((17, 0, 0, 0, 0, 0)),
        "operation 0: it writes by year where it reads what is the same in every year",
    ),
    (
        lambda lay: dataclasses.replace(lay, shared=3),
        "more operations are shared than there are",
    ),
    (lambda lay: dataclasses.replace(lay, registers=9), "more registers than results"),
    (lambda lay: dataclasses.replace(lay, registers=0), "a register does not exist"),
    (lambda lay: dataclasses.replace(lay, tables=lay.tables * np.nan), "not finite"),
    (lambda lay: dataclasses.replace(lay, outputs=()), "the program has no output"),
    (
        lambda lay: dataclasses.replace(lay, outputs=(Output("o", "yearly", 5),)),
        "output 'o' is never written",
    ),
    (
        lambda lay: dataclasses.replace(lay, outputs=(Output("o", "mean", 1),)),
        "output 'o': reduce 'mean'",
    ),
    (
        lambda lay: dataclasses.replace(lay, outputs=lay.outputs * 2),
        "outputs are not sorted by name, each once",
    ),
    (
        lambda lay: dataclasses.replace(lay, inputs=(Input("a", np.inf, 0),)),
        "default of input 'a' is not finite",
    ),
    (
        lambda lay: dataclasses.replace(
            lay, parameters=(Parameter("p", Normal(1.0, 0.0, 2.0), "", 0.0, 0, 0),)
        ),
        "two inputs or parameters share a register",
    ),
    (
        lambda lay: dataclasses.replace(
            lay, parameters=(Parameter("p", Normal(1.0, 0.0, 2.0), "g", 0.0, 1),)
        ),
        "parameter 'p' needs a group and a correlation",
    ),
]


@pytest.mark.parametrize(
    ("columns", "message"),
    [
        (((0, -1, ""), (0, -1, "")), "needs a column of its own"),
        (((0, -1, ""), (-1, -1, "")), "needs a column of its own"),
        (((0, 1, "g"), (1, 2, "g")), "needs a column of its own"),
        (((0, 2, "g"), (1, 3, "g")), "a group has two columns"),
        (((0, 2, "g"), (1, 2, "h")), "needs a column of its own"),
        (((0, 2, ""), (1, -1, "")), "without a group has a column for one"),
    ],
)
def test_each_parameter_and_each_group_has_a_column_of_its_own(
    columns: tuple[tuple[int, int, str], ...], message: str
) -> None:
    parameters = tuple(
        Parameter(
            f"p{place}", Normal(1.0, 0.0, 2.0), group, 0.5 if group else 0.0, place, own, common
        )
        for place, (own, common, group) in enumerate(columns)
    )
    layout = dataclasses.replace(small().layout, parameters=parameters)
    with pytest.raises(ProgramError, match=message):
        Program(2020, layout)


@pytest.mark.parametrize(("spoil", "message"), UNSOUND)
def test_an_unsound_program_cannot_be_made(spoil: Callable[[Layout], Layout], message: str) -> None:
    with pytest.raises(ProgramError, match=message):
        Program(2020, spoil(small().layout))


@pytest.mark.parametrize("operation", [(17, 2, 1, 0, 0, 0), (17, 1, 0, 0, 0, 0)])
def test_what_all_draws_share_meets_no_parameter(operation: tuple[int, ...]) -> None:
    parameter = Parameter("p", Normal(1.0, 0.0, 2.0), "", 0.0, register=1, column=0)
    layout = dataclasses.replace(
        small().layout,
        operations=np.array([operation], dtype=np.int32),
        registers=3,
        parameters=(parameter,),
        outputs=(Output("o", "yearly", operation[1]),),
        shared=1,
    )
    with pytest.raises(ProgramError, match="it is shared by all draws, yet meets what is drawn"):
        Program(2020, layout)


def test_a_duration_is_above_nothing() -> None:
    layout = dataclasses.replace(
        small().layout,
        operations=np.array([(14, 1, 0, 0, 0, 0)], dtype=np.int32),
        tables=np.array([[1.0, 0.0, 1.0]]),
        shared=0,
    )
    with pytest.raises(ProgramError, match="a duration must be above 0"):
        Program(2020, layout)
