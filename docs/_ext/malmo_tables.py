"""Figures and tables as the page on Malmö's book prints them."""

import re
from collections.abc import Iterable, Sequence

__all__ = ["MINUS", "NONE", "kt", "percent", "table"]

MINUS = "\N{MINUS SIGN}"
#: Where a column of numbers has none.
NONE = "\N{EN DASH}"
_NUMBER = re.compile(rf"[+{MINUS}]?[\d,.]+(?: %)?|{NONE}|not published")


def kt(value: float, digits: int = 0) -> str:
    """A figure with a true minus sign; nothing is written as minus nought.

    >>> kt(-51.2) == MINUS + "51"
    True
    """
    written = f"{value:,.{digits}f}"
    if float(written.replace(",", "")) == 0:
        written = written.lstrip("-")
    return written.replace("-", MINUS)


def percent(value: float, digits: int = 1) -> str:
    """A percentage.

    >>> percent(9.63)
    '9.6 %'
    """
    return f"{kt(value, digits)} %"


def table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """A table in Markdown; a column that holds numbers alone is set to the right."""
    lines = [[cell.replace("|", "/") for cell in row] for row in rows]
    right = [
        bool(lines) and all(_NUMBER.fullmatch(row[column]) for row in lines)
        for column in range(len(head))
    ]
    rule = ["---:" if numbers else "---" for numbers in right]
    return "\n".join(f"| {' | '.join(row)} |" for row in [list(head), rule, *lines])
