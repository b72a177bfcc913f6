"""A program as a Vensim model of scalar equations, in the form in which PySD runs it quickest.

Every year is a time step. What is read once stands within the equation that reads it, as a
person would write it: an equation costs PySD more than its terms. There are no subscripts, for
PySD keeps subscripted variables as labelled arrays, slower than plain numbers at this size.
Recurrences take last year's value from a stock, ``INTEG(this year's - last year's)``.
"""

from __future__ import annotations

from pathlib import Path

from dump import Dump, Step
from nesting import nested

#: ``{p}`` is last year's value, ``{s}`` a tabled number.
EQUATIONS = {
    "constant": "{s}",
    "add": "({a} + {b})",
    "subtract": "({a} - {b})",
    "multiply": "({a} * {b})",
    "ratio": "ZIDZ({a}, {b})",
    "scale": "({s} * {a})",
    "offset": "({s} + {a})",
    "multiply_add": "({a} + {b} * {c})",
    "scale_add": "({a} + {s} * {b})",
    "add_three": "({a} + {b} + {c})",
    "multiply_three": "({a} * {b} * {c})",
    "complement": "(1 - {a})",
    "damp": "({a} * (1 - {b}))",
    "minimum": "MIN({a}, {b})",
    "maximum": "MAX({a}, {b})",
    "at_most": "IF THEN ELSE({a} <= {b}, 1, 0)",
    "ramp": "({a} * MAX(0, MIN(1, (Time - {b}) / {s})))",
    "smooth_ramp": (
        "({a} * MAX(0, MIN(1, (Time - {b}) / {s})) ^ 2"
        " * (3 - 2 * MAX(0, MIN(1, (Time - {b}) / {s}))))"
    ),
    "turn_over": "IF THEN ELSE(Time <= INITIAL TIME, {a}, {p} + {b} * ({c} - {p}))",
    "accumulate": "({p} + {a})",
    "difference": "({a} - {p})",
    "delay": "DELAY FIXED({a}, {s}, 0)",
}
#: Whose last year's value is read: that of the result, or that of the operand.
REMEMBERED = {"turn_over": "", "accumulate": "", "difference": "a"}


def write(dump: Dump, path: Path) -> int:
    """Write the model; how many equations it has, tables and stocks included."""
    lines = [*_Writer(dump).lines(), *_control(dump)]
    path.write_text("{UTF-8}\n" + "\n".join(lines) + "\n", encoding="utf-8")
    return len(lines)


def name_of(node: int) -> str:
    """What a node is called in the model."""
    return f"n{node}"


def _line(name: str, equation: str) -> str:
    return f"{name}= {equation}\n\t~\t\n\t~\t\n\t|"


def _control(dump: Dump) -> list[str]:
    last = dump.first_year + dump.years - 1
    settings = {"INITIAL TIME": dump.first_year, "FINAL TIME": last, "TIME STEP": 1, "SAVEPER": 1}
    return [_line(name, str(value)) for name, value in settings.items()]


class _Writer:
    def __init__(self, dump: Dump) -> None:
        self.dump = dump
        self.within = nested(dump, EQUATIONS, {*REMEMBERED, "delay"})
        self.texts = {node: name_of(node) for node in range(len(dump.leaves))}

    def lines(self) -> list[str]:
        """All equations but the four of time."""
        lines = [
            _line(name_of(node), repr(leaf.value)) for node, leaf in enumerate(self.dump.leaves)
        ]
        lines += [
            _line(f"t{row}", self._table(row))
            for row in range(len(self.dump.tables))
            if not self.dump.constant(row)
        ]
        for position, step in enumerate(self.dump.steps):
            node = len(self.dump.leaves) + position
            equation, stock = self._equation(step, node)
            if node in self.within:
                self.texts[node] = equation
                continue
            self.texts[node] = name_of(node)
            lines += [_line(name_of(node), equation), *([stock] if stock else [])]
        return lines

    def _table(self, row: int) -> str:
        years = range(self.dump.first_year, self.dump.first_year + self.dump.years)
        points = ",".join(
            f"({year},{value!r})"
            for year, value in zip(years, self.dump.tables[row].tolist(), strict=True)
        )
        return f"WITH LOOKUP(Time, ({points}))"

    def _equation(self, step: Step, node: int) -> tuple[str, str]:
        """The right-hand side, and the stock of last year's value where there is one."""
        words = {
            letter: self.texts[operand]
            for letter, operand in zip("abc", step.operands, strict=False)
        }
        if step.name == "delay":
            words["s"] = str(step.row)
        elif "{s}" in EQUATIONS[step.name]:
            constant = self.dump.constant(step.row)
            number = repr(float(self.dump.tables[step.row, 0]))
            words["s"] = number if constant else f"t{step.row}"
        stock = ""
        if step.name in REMEMBERED:
            words["p"] = f"last {name_of(node)}"
            now = words["a"] if REMEMBERED[step.name] else name_of(node)
            stock = _line(words["p"], f"INTEG({now} - {words['p']}, 0)")
        return EQUATIONS[step.name].format(**words), stock
