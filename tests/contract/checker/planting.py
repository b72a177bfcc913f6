"""How a fault is planted in an invented city, and which check must find it."""

import random
import re
from collections.abc import Callable

from tests.contract.checker.invented import Invented

Row = dict[str, str]
#: Plants the fault; gives the table, row and column where it is.
Fault = Callable[[Invented, random.Random], tuple[str, Row, str]]
#: By the check that must find it.
FAULTS: dict[str, list[Fault]] = {}


def finds(check: str) -> Callable[[Fault], Fault]:
    def enter(fault: Fault) -> Fault:
        FAULTS.setdefault(check, []).append(fault)
        return fault

    return enter


def some(city: Invented, rng: random.Random, table: str, **where: str) -> Row:
    """One row of a table whose cells match."""
    rows = [
        row
        for row in city.tables[table]
        if all(re.fullmatch(pattern, row[name]) for name, pattern in where.items())
    ]
    return rng.choice(rows)


def spoil(row: Row, column: str, rng: random.Random) -> None:
    """Make a number wrong by a third or more, or by a power of ten, with as many decimals."""
    text = row[column]
    decimals = len(text.partition(".")[2])
    factor = rng.choice((0.1, 10, 100, 1000, 1.4, 0.6, 2))
    spoilt = f"{float(text) * factor:.{decimals}f}"
    row[column] = spoilt if spoilt != text else f"{float(text) + 40:.{decimals}f}"
