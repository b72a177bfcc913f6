"""A program as a workbook: years down, one column for each figure, one formula a cell.

What is read once stands within the formula that reads it. Values of inputs and parameters stand
once, on a sheet of their own; what is the same in every year is one cell; what is tabled by year
is a column of numbers.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from pathlib import Path

import xlsxwriter
from dump import Dump
from nesting import nested
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
    "add_three": "{a}+{b}+{c}",
    "multiply_three": "{a}*{b}*{c}",
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
        dump: the program.
        places: sheet and column of each node; values on ``values`` and ``once`` are one cell
            in the first row.
        within: nodes that stand within another formula.
    """

    path: Path
    dump: Dump
    places: list[tuple[str, int]]
    within: set[int]

    @classmethod
    def write(cls, dump: Dump, path: Path) -> Workbook:
        """Write ``dump`` to ``path``."""
        within = nested(dump, FORMULAS, {*FIRST, "delay"})
        within -= set(range(len(dump.leaves) + dump.once))
        places, used = [("values", column) for column in range(len(dump.leaves))], Counter(model=1)
        for node in range(len(dump.leaves), len(dump.leaves) + len(dump.steps)):
            sheet = "once" if node < len(dump.leaves) + dump.once else "model"
            places.append(("", 0) if node in within else (sheet, used[sheet]))
            used[sheet] += node not in within
        written = cls(path, dump, places, within)
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
            for node in range(len(dump.leaves), len(places)):
                if node not in within:
                    sheet, column = places[node]
                    for t in range(1 if sheet == "once" else dump.years):
                        sheets[sheet].write_formula(t, column, f"={written._formula(node, t)}")
        return written

    @property
    def formulas(self) -> int:
        """How many there are."""
        sheets = Counter(sheet for sheet, _ in self.places)
        return sheets["once"] + sheets["model"] * self.dump.years

    def _formula(self, node: int, t: int) -> str:
        """The formula of ``node`` in year number ``t``."""
        dump, step = self.dump, self.dump.steps[node - len(self.dump.leaves)]
        words = {
            letter: self._text(read, t) for letter, read in zip("abc", step.operands, strict=False)
        }
        if step.name == "delay":
            words["d"] = "0" if t < step.row else self._text(step.operands[0], t - step.row)
        elif step.row >= 0 and "{s}" in FORMULAS[step.name]:
            letter = xl_col_to_name(step.row)
            fixed = dump.constant(step.row)
            number = repr(float(dump.tables[step.row, 0]))
            words["s"] = number if fixed else f"tables!{letter}{t + 1}"
        if t and step.name in FIRST:
            words["p"] = f"{xl_col_to_name(self.places[node][1])}{t}"
            words["q"] = self._text(step.operands[0], t - 1)
        words["y"] = f"$A{t + 1}"
        form = FORMULAS[step.name] if t else FIRST.get(step.name, FORMULAS[step.name])
        return form.format(**words)

    def _text(self, node: int, t: int) -> str:
        """How a formula of year number ``t`` reads ``node``: its cell, or what would be in it."""
        if node in self.within:
            return f"({self._formula(node, t)})"
        sheet, column = self.places[node]
        name = xl_col_to_name(column)
        return f"{name}{t + 1}" if sheet == "model" else f"{sheet}!${name}$1"
