"""A very small spreadsheet: computes the formulas that the investment plan is written with."""

import re
from pathlib import Path

from openpyxl import load_workbook
from openpyxl.utils import get_column_letter, range_boundaries

_SUM = re.compile(r"SUM\(([A-Z]+\d+:[A-Z]+\d+)\)")
_SUMIF = re.compile(r"SUMIF\('([^']+)'!([$A-Z\d:]+),\"([^\"]+)\",'([^']+)'!([A-Z\d:]+)\)")
_BY_CELL = re.compile(r"SUMIF\('([^']+)'!([$A-Z\d:]+),\$([A-Z]+\d+),'([^']+)'!([$A-Z\d:]+)\)")
_SUMIFS = re.compile(r"SUMIFS\('([^']+)'!([$A-Z\d:]+),(.+)\)")
_CRITERION = re.compile(r"'([^']+)'!([$A-Z\d:]+),(?:\$([A-Z]+\d+)|\"([^\"]*)\")")
_THERE = re.compile(r"'([^']+)'!([A-Z]+\d+)")
_TWO = re.compile(r"([A-Z]+\d+)([+-])([A-Z]+\d+)")
_SHARE = re.compile(r"100\*([A-Z]+\d+)/\(([A-Z]+\d+)\+([A-Z]+\d+)\)")
_HERE = re.compile(r"[A-Z]+\d+")

Contents = str | int | float | None


class Spreadsheet:
    """A workbook as it is written, and as it says that its formulas come out."""

    def __init__(self, path: Path) -> None:
        written, shown = load_workbook(path), load_workbook(path, data_only=True)
        self.written = {sheet.title: _cells(sheet) for sheet in written.worksheets}
        self.shown = {sheet.title: _cells(sheet) for sheet in shown.worksheets}

    def formulas(self) -> list[tuple[str, str]]:
        """Sheet and place of every formula."""
        return [
            (sheet, place)
            for sheet, cells in self.written.items()
            for place, cell in cells.items()
            if isinstance(cell, str) and cell.startswith("=")
        ]

    def number(self, sheet: str, place: str) -> float:
        """The number in a cell, computed where it is a formula; an empty cell is zero."""
        cell = self.written[sheet].get(place)
        if isinstance(cell, str) and cell.startswith("="):
            return self._computed(sheet, cell[1:])
        assert not isinstance(cell, str), (sheet, place, cell)
        return float(cell or 0.0)

    def _computed(self, sheet: str, formula: str) -> float:
        if found := _SUM.fullmatch(formula):
            return sum(self.number(sheet, place) for place in _places(found[1]))
        if formula.startswith("SUMIF"):
            return self._of_those(sheet, formula)
        if found := _THERE.fullmatch(formula):
            return self.number(found[1], found[2])
        if found := _SHARE.fullmatch(formula):
            part, one, other = (self.number(sheet, found[index]) for index in (1, 2, 3))
            return 100.0 * part / (one + other)
        if found := _TWO.fullmatch(formula):
            sign = 1.0 if found[2] == "+" else -1.0
            return self.number(sheet, found[1]) + sign * self.number(sheet, found[3])
        assert _HERE.fullmatch(formula), formula
        return self.number(sheet, formula)

    def _of_those(self, sheet: str, formula: str) -> float:
        """The sum of those rows that a SUMIF or SUMIFS names."""
        if found := _SUMIF.fullmatch(formula):
            said = [self.written[found[1]].get(place) for place in _places(found[2])]
            summed = [self.number(found[4], place) for place in _places(found[5])]
            return sum(value for word, value in zip(said, summed, strict=True) if word == found[3])
        if found := _BY_CELL.fullmatch(formula):
            word = self.written[sheet][found[3]]
            said = [self.written[found[1]].get(place) for place in _places(found[2])]
            summed = [self.number(found[4], place) for place in _places(found[5])]
            return sum(value for each, value in zip(said, summed, strict=True) if each == word)
        if found := _SUMIFS.fullmatch(formula):
            summed = [self.number(found[1], place) for place in _places(found[2])]
            taken = [True] * len(summed)
            for criterion in _CRITERION.finditer(found[3]):
                word = self.written[sheet][criterion[3]] if criterion[3] else criterion[4]
                said = [self.written[criterion[1]].get(one) for one in _places(criterion[2])]
                taken = [old and one == word for old, one in zip(taken, said, strict=True)]
            return sum(value for value, take in zip(summed, taken, strict=True) if take)
        raise AssertionError(formula)


def _cells(sheet: object) -> dict[str, Contents]:
    rows = getattr(sheet, "iter_rows")()  # noqa: B009  openpyxl's stubs know three kinds of sheet
    return {cell.coordinate: cell.value for row in rows for cell in row if cell.value is not None}


def _places(area: str) -> list[str]:
    first_column, first_row, last_column, last_row = range_boundaries(area.replace("$", ""))
    assert first_column is not None
    assert first_row is not None
    assert last_column is not None
    assert last_row is not None
    return [
        f"{get_column_letter(column)}{row}"
        for row in range(first_row, last_row + 1)
        for column in range(first_column, last_column + 1)
    ]
