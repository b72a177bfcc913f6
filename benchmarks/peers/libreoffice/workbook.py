"""A program as a workbook: years down, one column for each operation, one formula a cell.

Values of inputs and parameters stand once, on a sheet of their own; what is the same in every
year is one cell; what is tabled by year is a column of numbers.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import xlsxwriter
from dump import Dump, Step
from xlsxwriter.utility import xl_col_to_name

#: ``{p}`` is the cell above, ``{y}`` the year, ``{s}`` a tabled number.
FORMULAS = {
    "constant": "{s}",
    "add": "{a}+{b}",
    "subtract": "{a}-{b}",
    "multiply": "{a}*{b}",
    "ratio": "IF({b}=0,0,{a}/{b})",
    "scale": "{s}*{a}",
    "offset": "{s}+{a}",
    "multiply_add": "{a}+{b}*{c}",
    "scale_add": "{a}+{s}*{b}",
    "complement": "1-{a}",
    "damp": "{a}*(1-{b})",
    "minimum": "MIN({a},{b})",
    "maximum": "MAX({a},{b})",
    "at_most": "IF({a}<={b},1,0)",
    "ramp": "{a}*MAX(0,MIN(1,({y}-{b})/{s}))",
    "smooth_ramp": ("{a}*MAX(0,MIN(1,({y}-{b})/{s}))^2*(3-2*MAX(0,MIN(1,({y}-{b})/{s})))"),
    "turn_over": "{p}+{b}*({c}-{p})",
    "accumulate": "{p}+{a}",
    "difference": "{a}-{q}",
    "delay": "{d}",
}
#: What stands in the first year.
FIRST = {"turn_over": "{a}", "accumulate": "{a}", "difference": "{a}"}


@dataclass(frozen=True)
class Workbook:
    """A workbook, and where each node of the program stands in it.

    Attributes:
        path: of the file.
        places: sheet and column of each node; values on ``values`` and ``once`` are one cell
            in the first row.
    """

    path: Path
    places: list[tuple[str, int]]

    @classmethod
    def write(cls, dump: Dump, path: Path) -> Workbook:
        """Write ``dump`` to ``path``."""
        places = [("values", column) for column in range(len(dump.leaves))]
        places += [
            ("once", i) if i < dump.once else ("model", i - dump.once + 1)
            for i in range(len(dump.steps))
        ]
        written = cls(path, places)
        with xlsxwriter.Workbook(path) as book:
            sheets = {name: book.add_worksheet(name) for name in ("values", "once", "model")}
            tables = book.add_worksheet("tables")
            for column, leaf in enumerate(dump.leaves):
                sheets["values"].write_number(0, column, leaf.value)
                sheets["values"].write_string(1, column, leaf.name)
            for column, row in enumerate(dump.tables):
                tables.write_column(0, column, row.tolist())
            for t in range(dump.years):
                sheets["model"].write_number(t, 0, dump.first_year + t)
            for position, step in enumerate(dump.steps):
                sheet, column = places[len(dump.leaves) + position]
                for t in range(1 if sheet == "once" else dump.years):
                    formula = written.formula(dump, step, column, t)
                    sheets[sheet].write_formula(t, column, f"={formula}")
        return written

    def formula(self, dump: Dump, step: Step, column: int, t: int) -> str:
        """The formula of ``step`` in year number ``t``."""
        words = {
            letter: self._cell(node, t) for letter, node in zip("abc", step.operands, strict=False)
        }
        if step.name == "delay":
            words["d"] = "0" if t < step.row else self._cell(step.operands[0], t - step.row)
        elif step.row >= 0 and "{s}" in FORMULAS[step.name]:
            letter = xl_col_to_name(step.row)
            fixed = dump.constant(step.row)
            number = repr(float(dump.tables[step.row, 0]))
            words["s"] = number if fixed else f"tables!{letter}{t + 1}"
        if t and step.name in FIRST:
            words["p"] = f"{xl_col_to_name(column)}{t}"
            words["q"] = self._cell(step.operands[0], t - 1)
        words["y"] = f"$A{t + 1}"
        form = FORMULAS[step.name] if t else FIRST.get(step.name, FORMULAS[step.name])
        return form.format(**words)

    def _cell(self, node: int, t: int) -> str:
        sheet, column = self.places[node]
        name = xl_col_to_name(column)
        return f"{name}{t + 1}" if sheet == "model" else f"{sheet}!${name}$1"
