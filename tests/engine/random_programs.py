"""Random programs for the tests of the engine, and comparing results bit for bit."""

from __future__ import annotations

import numpy as np
from hypothesis import strategies as st

from citypact.engine import (
    TABLE,
    Distribution,
    Lognormal,
    Normal,
    Operation,
    Program,
    ProgramBuilder,
    Range,
    Slot,
    Triangular,
    Uniform,
)
from citypact.engine.arrays import Floats
from citypact.engine.executor import prepare
from citypact.engine.names import REDUCTIONS
from citypact.engine.sampling import Sampling, design_of

DISTRIBUTIONS: tuple[Distribution, ...] = (
    Normal(1.0, 0.8, 1.2),
    Lognormal(1.0, 0.8, 1.25),
    Triangular(0.2, 0.0, 1.0),
    Uniform(0.5, -1.0, 1.0),
    Range(2.0, 1.0, 5.0),
)
YEARS = (1, 2, 3, 7, 31)

numbers = st.sampled_from([0.0, -0.0, 1.0, -1.0, 0.5, 0.1, -0.3, 3.0, 2022.0])


def same_bits(a: Floats, b: Floats) -> bool:
    """Whether two arrays have the same shape and bits, any two not-a-numbers being the same."""
    if a.shape != b.shape:
        return False
    both_nan = np.isnan(a) & np.isnan(b)
    a, b = np.ascontiguousarray(a), np.ascontiguousarray(b)
    return bool(np.all((a.view(np.int64) == b.view(np.int64)) | both_nan))


def raw(program: Program, lanes: int = 2, executor: str = "auto") -> Floats:
    """What the program gives for some draws, infinities and all, shape ``(quantities, lanes)``."""
    out = np.empty((program.quantities, lanes))
    draws = np.arange(3, 3 + lanes, dtype=np.uint64)
    design = design_of(program.parameters, Sampling(), 11, "")
    prepare(program, executor).run(program.nominal, lanes, draws, design, out)
    return out


def every_operation(first_year: int = 2020, last_year: int = 2050) -> Program:
    """A program that has every operation on inputs, parameters of every kind, and results."""
    b = ProgramBuilder(first_year=first_year, last_year=last_year)
    leaves = [b.input(f"input {i}", 0.3 * i) for i in range(3)]
    leaves += [
        b.parameter(f"parameter {i} {group}", chosen, group=group, correlation=rho)
        for i, chosen in enumerate(DISTRIBUTIONS)
        for group, rho in (("", 0.0), ("g", 0.6))
    ]
    rising = np.linspace(0.5, 2.0, last_year - first_year + 1)
    start = b.add(leaves[3], float(first_year))
    slots = [*leaves, start]
    for round_number in range(3):
        for code, operation in enumerate(TABLE):
            picked = [
                slots[(7 * code + 3 * k + 5 * round_number) % len(slots)]
                for k in range(len(operation.operands))
            ]
            if operation.dated:
                picked[1] = start
            row = rising * (round_number + 1.0) if operation.row == "table" else None
            years = 2 + round_number if operation.row == "years" else 0
            slots.append(b.apply(operation, *picked, row=row, years=years))
    for number, slot in enumerate(slots):
        b.output(f"output {number}", slot, REDUCTIONS[number % 3])
    return b.build()


@st.composite
def programs(draw: st.DrawFn) -> Program:
    """Programs of up to 30 operations, each on anything made before it."""
    years = draw(st.sampled_from(YEARS))
    b = ProgramBuilder(first_year=2020, last_year=2019 + years)
    rows = st.one_of(numbers, st.lists(numbers, min_size=years, max_size=years))
    slots: list[Slot] = [b.input(f"input {i}", draw(numbers)) for i in range(2)]
    for i, chosen in enumerate(DISTRIBUTIONS):
        rho = draw(st.sampled_from([0.0, 0.4, 1.0]))
        slots.append(b.parameter(f"parameter {i}", chosen, group="g", correlation=rho))
    slots.append(b.series(draw(rows)))
    for _ in range(draw(st.integers(1, 30))):
        slots.append(_applied(draw, b, slots, rows, years))
    for number in range(draw(st.integers(1, 5))):
        chosen_slot = draw(st.sampled_from(slots[-8:]))
        b.output(f"output {number}", chosen_slot, draw(st.sampled_from(REDUCTIONS)))
    return b.build()


def _applied(
    draw: st.DrawFn,
    b: ProgramBuilder,
    slots: list[Slot],
    rows: st.SearchStrategy[float | list[float]],
    years: int,
) -> Slot:
    operation: Operation = draw(st.sampled_from(TABLE))
    operands = [draw(st.sampled_from(slots)) for _ in operation.operands]
    if operation.dated:
        duration = draw(st.sampled_from([0.5, 1.0, 5.0]))
        return b.apply(operation, *operands, row=duration)
    if operation.row == "table":
        return b.apply(operation, *operands, row=np.asarray(draw(rows)))
    delay = draw(st.integers(0, years + 1)) if operation.row == "years" else 0
    return b.apply(operation, *operands, years=delay)
