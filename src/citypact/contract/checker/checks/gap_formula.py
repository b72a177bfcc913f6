"""A cell of the gap table that does not follow from its formula."""

from __future__ import annotations

from collections.abc import Iterator

from citypact.contract.checker.checks.gap_sums import NEEDS, TEMPLATE
from citypact.contract.checker.figure import Figure, agree, shown
from citypact.contract.checker.finding import Found, Unchecked, Words
from citypact.contract.checker.gap import GapTable, gap_table
from citypact.contract.checker.registry import check
from citypact.contract.checker.sheet import Line
from citypact.contract.checker.source import Source


@check(
    "gap-formula",
    severity="error",
    looks=Words(
        en="a cell of the gap table that does not follow from its formula: what is to be cut is "
        "baseline − residual, what is left is baseline − reductions, the gap is what is to be "
        "cut − what other plans cut",
        sv="en cell i gaptabellen som inte följer av formeln: det som ska minskas är basvärdet − "
        "restutsläppen, det som är kvar är basvärdet − minskningarna, gapet är det som ska "
        "minskas − det som andra planer minskar",
    ),
    reference=f"{TEMPLATE}: (4) = (2) − (3), (6) = (1) − (2)",
    mend=Words(
        en="compute the cell again, or correct what it follows from",
        sv="räkna om cellen, eller rätta det som den följer av",
    ),
    needs=NEEDS,
)
def gap_formula(source: Source) -> Iterator[Found | Unchecked]:
    """The formulas, row by row."""
    table = gap_table(source)
    for line in (*table.sectors, *([table.total] if table.total else [])):
        yield from _formula(table, line, "required", "baseline", "residual")
        yield from _formula(table, line, "remaining", "baseline", "existing")
        yield from _formula(table, line, "gap", "required", "existing")


def _formula(table: GapTable, line: Line, what: str, one: str, less: str) -> Iterator[Found]:
    printed, first, second = (table.figure(line, name) for name in (what, one, less))
    if printed is None or first is None or second is None:
        return
    value = first.value - second.value
    computed = Figure(value, first.half + second.half, shown(value))
    if agree(printed, computed):
        return
    if what == "gap" and printed.value == 0 and value <= computed.half:
        return  # nothing is left to close; a surplus is often printed as no gap
    columns = [table.columns[name] for name in (what, one, less)]
    yield Found(
        tuple(line.at(column) for column in columns),
        (printed.text, computed.text, first.text, second.text),
        Words(
            en=f"{columns[0]} is {printed.text}, but {first.text} − {second.text} makes "
            f"{computed.text}",
            sv=f"{columns[0]} är {printed.text}, men {first.text} − {second.text} blir "
            f"{computed.text}",
        ),
    )
