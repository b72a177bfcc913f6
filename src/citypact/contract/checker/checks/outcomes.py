"""What the checks on outcomes share."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from citypact.contract.checker.figure import read_figure
from citypact.contract.checker.sheet import Line
from citypact.contract.checker.source import Source

__all__ = ["LINKED", "linked_measures", "value_of"]

LINKED: Final = ("linked_measure_id",)


def linked_measures(source: Source) -> Iterator[tuple[Line, Line]]:
    """Indicators with their measure."""
    measures = {line["measure_id"]: line for line in source.lines("measures")}
    for line in source.lines("indicators"):
        if line["linked_measure_id"] in measures:
            yield line, measures[line["linked_measure_id"]]


def value_of(line: Line) -> float:
    """The value of a target that is known to state one."""
    figure = read_figure(line["target_value"])
    return figure.value if figure else 0.0
