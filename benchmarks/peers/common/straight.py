"""A program as one straight NumPy function: a line an operation, many draws at once.

Arrays are ``(years, draws)``, draws last, and hold a block of draws that stays in the cache. As
a person would who wants it quick: every result goes into an array that is there already
(``out=``), an array is used again once its series has been read for the last time, what is the
same in every year is computed once, and what does not vary between draws is no array of draws.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from dump import Dump, Step

#: One line an operation; ``{o}`` is the array that it fills, ``{s}`` its row or number of years.
LINES = {
    "add": "add({a}, {b}, out={o})",
    "subtract": "subtract({a}, {b}, out={o})",
    "multiply": "multiply({a}, {b}, out={o})",
    "ratio": "ratio({a}, {b}, {o})",
    "scale": "multiply({s}, {a}, out={o})",
    "offset": "add({s}, {a}, out={o})",
    "multiply_add": "add({a}, multiply({b}, {c}, out={o}), out={o})",
    "scale_add": "add({a}, multiply({s}, {b}, out={o}), out={o})",
    "complement": "subtract(1.0, {a}, out={o})",
    "damp": "multiply({a}, subtract(1.0, {b}, out={o}), out={o})",
    "minimum": "minimum({a}, {b}, out={o})",
    "maximum": "maximum({a}, {b}, out={o})",
    "at_most": "less_equal({a}, {b}, out={o})",
    "ramp": "multiply({a}, climb({b}, {s}, calendar, {o}), out={o})",
    "smooth_ramp": "multiply({a}, smooth(climb({b}, {s}, calendar, {o})), out={o})",
    "turn_over": "turn_over({a}, {b}, {c}, {o})",
    "accumulate": "accumulate({a}, {o})",
    "delay": "delay({a}, {s}, {o})",
    "difference": "difference({a}, {o})",
}
#: These can fill an array that they read from; the others begin to write before they are done.
IN_PLACE = {"add", "subtract", "multiply", "scale", "offset", "complement", "minimum", "maximum",
            "at_most"}  # fmt: skip


def ratio(a: np.ndarray, b: np.ndarray, out: np.ndarray) -> None:
    """``a / b``, and 0 where ``b`` is 0."""
    out[...] = 0.0
    np.divide(a, b, out=out, where=b != 0.0)


def climb(
    start: np.ndarray, duration: np.ndarray, calendar: np.ndarray, out: np.ndarray
) -> np.ndarray:
    """``(year - start) / duration``, held within 0 and 1."""
    np.subtract(calendar, start, out=out)
    np.divide(out, duration, out=out)
    np.maximum(out, 0.0, out=out)
    return np.minimum(out, 1.0, out=out)


def smooth(u: np.ndarray) -> np.ndarray:
    """``u² (3 - 2u)``."""
    return u * u * (3.0 - 2.0 * u)


def _year(series: np.ndarray, t: int) -> np.ndarray:
    return series[t] if len(series) > 1 else series[0]


def turn_over(initial: np.ndarray, rate: np.ndarray, bought: np.ndarray, out: np.ndarray) -> None:
    """A stock: each year a part of it is replaced by what is bought."""
    if out.shape[1] == 1:
        out[:, 0] = _turned_over_once(initial, rate, bought, len(out))
        return
    out[0] = initial[0]
    for t in range(1, len(out)):
        before, year = out[t - 1], out[t]
        np.subtract(_year(bought, t), before, out=year)
        np.multiply(_year(rate, t), year, out=year)
        np.add(before, year, out=year)


def _turned_over_once(
    initial: np.ndarray, rate: np.ndarray, bought: np.ndarray, years: int
) -> list[float]:
    """The same for a single draw, where Python's own numbers are quicker than arrays of one."""
    rates = np.broadcast_to(rate, (years, 1))[:, 0].tolist()
    purchases = np.broadcast_to(bought, (years, 1))[:, 0].tolist()
    stock = [float(initial[0, 0])]
    for part, purchase in zip(rates[1:], purchases[1:], strict=True):
        stock.append(stock[-1] + part * (purchase - stock[-1]))
    return stock


def accumulate(a: np.ndarray, out: np.ndarray) -> None:
    """Running sum."""
    np.add.accumulate(np.broadcast_to(a, out.shape), axis=0, out=out)


def delay(a: np.ndarray, years: int, out: np.ndarray) -> None:
    """What was so many years earlier, 0 before."""
    a = np.broadcast_to(a, out.shape)
    out[:years] = 0.0
    out[years:] = a[: len(a) - years]


def difference(a: np.ndarray, out: np.ndarray) -> None:
    """Change since the year before."""
    a = np.broadcast_to(a, out.shape)
    out[0] = a[0]
    np.subtract(a[1:], a[:-1], out=out[1:])


@dataclass(frozen=True)
class Straight:
    """A program as a function for blocks of so many draws.

    Attributes:
        dump: the program.
        lanes: draws in a block.
        source: of the function.
        run: takes values of the parameters ``(parameters, lanes)`` and the quantities
            ``(quantities, lanes)`` that it fills; not for two threads at once.
    """

    dump: Dump
    lanes: int
    source: str
    run: Callable[[np.ndarray, np.ndarray], None]

    @classmethod
    def of(cls, dump: Dump, lanes: int) -> Straight:
        """Write and compile the function."""
        written = _Writer(dump, lanes)
        source = written.source()
        names = {
            **{name: getattr(np, name) for name in ("add", "subtract", "multiply", "minimum")},
            **{name: getattr(np, name) for name in ("maximum", "less_equal", "broadcast_to")},
            **{f.__name__: f for f in (ratio, climb, smooth, turn_over, accumulate)},
            **{f.__name__: f for f in (delay, difference)},
            **written.arrays,
        }
        exec(compile(source, "<straight>", "exec"), names)  # noqa: S102  written right here
        return cls(dump, lanes, source, names["run"])

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
                rest = Straight.of(self.dump, part.stop - part.start)
                rest.run(values[:, part], out[:, part])


class _Writer:
    """Gives each node a name and an array, and writes the lines."""

    def __init__(self, dump: Dump, lanes: int) -> None:
        self.dump, self.lanes = dump, lanes
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
        name = f"a{len(self.arrays)}"
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
        return LINES[step.name].format(**letters, o=filled, s=row)

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
