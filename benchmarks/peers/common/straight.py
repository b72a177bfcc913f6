"""A program as one straight NumPy function: a line an operation, many draws at once.

Arrays are ``(years, draws)``, draws last, and hold a block of draws that stays in the cache. What
is the same in every year is computed once, what does not vary between draws is no array of draws,
and a name is used again once its series has been read for the last time. As usually written each
line makes a new array; as quick as can be, it fills one that is there already (``out=``).
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from dump import Dump, Step
from lines import FILLING, IN_PLACE, NAMES, USUAL


@dataclass(frozen=True)
class Straight:
    """A program as a function for blocks of so many draws.

    Attributes:
        dump: the program.
        lanes: draws in a block.
        filling: whether lines fill arrays that are there already.
        source: of the function.
        run: takes values of the parameters ``(parameters, lanes)`` and the quantities
            ``(quantities, lanes)`` that it fills; not for two threads at once.
    """

    dump: Dump
    lanes: int
    filling: bool
    source: str
    run: Callable[[np.ndarray, np.ndarray], None]

    @classmethod
    def of(cls, dump: Dump, lanes: int, *, filling: bool = True) -> Straight:
        """Write and compile the function."""
        written = _Writer(dump, lanes, filling=filling)
        source = written.source()
        names = {**NAMES, **written.arrays}
        exec(compile(source, "<straight>", "exec"), names)  # noqa: S102  written right here
        return cls(dump, lanes, filling, source, names["run"])

    def evaluate(self, values: np.ndarray, out: np.ndarray) -> None:
        """Run blocks of draws; the last one may be smaller.

        Args:
            values: of the parameters, shape ``(parameters, draws)``.
            out: shape ``(quantities, draws)``, filled.
        """
        draws = values.shape[1]
        for first in range(0, draws, self.lanes):
            part = slice(first, min(first + self.lanes, draws))
            if part.stop - part.start == self.lanes:
                self.run(values[:, part], out[:, part])
            else:
                rest = Straight.of(self.dump, part.stop - part.start, filling=self.filling)
                rest.run(values[:, part], out[:, part])


class _Writer:
    """Gives each node a name and an array, and writes the lines."""

    def __init__(self, dump: Dump, lanes: int, *, filling: bool) -> None:
        self.dump, self.lanes, self.filling = dump, lanes, filling
        years = dump.years
        self.arrays: dict[str, object] = {
            "calendar": np.arange(dump.first_year, dump.first_year + years, dtype=float)[:, None]
        }
        for row in range(len(dump.tables)):
            constant = dump.constant(row)
            # A number is quicker than an array of one number.
            self.arrays[f"s{row}"] = (
                float(dump.tables[row, 0]) if constant else dump.tables[row][:, None].copy()
            )
        self.names: dict[int, str] = {}
        self.shapes: dict[int, tuple[int, int]] = {}
        self.free: dict[tuple[int, int], list[str]] = {}
        self.taken = 0
        self.last = self._last_uses()

    def _last_uses(self) -> dict[int, int]:
        last = {}
        leaves = len(self.dump.leaves)
        for position, step in enumerate(self.dump.steps):
            for operand in step.operands:
                last[operand] = position
            last.setdefault(leaves + position, position)
        return last | {result.node: len(self.dump.steps) for result in self.dump.results}

    def _leaves(self) -> list[str]:
        lines = []
        for node, leaf in enumerate(self.dump.inputs):
            self.names[node], self.shapes[node] = f"x{node}", (1, 1)
            self.arrays[f"x{node}"] = np.array([[leaf.value]])
        for place in range(len(self.dump.parameters)):
            node = len(self.dump.inputs) + place
            self.names[node], self.shapes[node] = f"p{place}", (1, self.lanes)
            lines.append(f"p{place} = values[{place}:{place + 1}]")
        return lines

    def _shape(self, step: Step, position: int) -> tuple[int, int]:
        shapes = [self.shapes[operand] for operand in step.operands]
        lanes = max((shape[1] for shape in shapes), default=1)
        return (1 if position < self.dump.once else self.dump.years), lanes

    def _take(self, shape: tuple[int, int]) -> str:
        free = self.free.setdefault(shape, [])
        if free:
            return free.pop()
        self.taken += 1
        name = f"a{self.taken}"
        if self.filling:
            self.arrays[name] = np.empty(shape)
        return name

    def _step(self, step: Step, position: int) -> str:
        node = len(self.dump.leaves) + position
        if step.name == "constant":
            row = self.dump.tables[step.row][:, None]
            self.arrays[f"c{node}"] = row[:1].copy() if position < self.dump.once else row.copy()
            self.names[node] = f"c{node}"
            self.shapes[node] = self.arrays[f"c{node}"].shape
            return ""
        shape = self.shapes[node] = self._shape(step, position)
        operands = [self.names[operand] for operand in step.operands]
        gone = [o for o in dict.fromkeys(step.operands) if self.last[o] == position]
        if step.name in IN_PLACE:
            self._give_back(gone)
            filled = self._take(shape)
        else:
            filled = self._take(shape)
            self._give_back(gone)
        self.names[node] = filled
        row = f"s{step.row}" if step.name != "delay" else str(step.row)
        letters = dict(zip("abc", operands, strict=False))
        if self.filling:
            return FILLING[step.name].format(**letters, o=filled, s=row)
        return f"{filled} = {USUAL[step.name].format(**letters, s=row, z=shape)}"

    def _give_back(self, nodes: list[int]) -> None:
        for node in nodes:
            if self.names[node].startswith("a"):
                self.free.setdefault(self.shapes[node], []).append(self.names[node])

    def source(self) -> str:
        """The function ``run(values, out)``."""
        lines = self._leaves()
        lines += [line for i, step in enumerate(self.dump.steps) if (line := self._step(step, i))]
        for result in self.dump.results:
            rows, series = self.dump.rows[result.name], self.names[result.node]
            if result.reduce != "yearly":
                whole = f"broadcast_to({series}, {(self.dump.years, self.shapes[result.node][1])})"
                series = (
                    f"{whole}[-1]"
                    if result.reduce == "last"
                    else f"add.accumulate({whole}, axis=0)[-1]"
                )
            lines.append(f"out[{rows.start}:{rows.stop}] = {series}")
        return "\n".join(["def run(values, out):", *(f"    {line}" for line in lines), ""])
