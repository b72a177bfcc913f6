"""What a program is called by from outside: its inputs, parameters and outputs.

Each is a name tied to a register, the place that holds its series while the program runs.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

from citypact.engine.distribution import Distribution

__all__ = ["REDUCTIONS", "UNPLACED", "Input", "Output", "Parameter", "with_columns"]

#: What is kept of an output: every year, the last year, or the sum over years.
REDUCTIONS: Final = ("yearly", "last", "sum")
#: Register of an input that nothing reads, and column of a parameter that has none.
UNPLACED: Final = -1


@dataclass(frozen=True, slots=True)
class Input:
    """A value set at run time; the same in all years, and in all lanes or one a lane."""

    name: str
    default: float
    register: int = UNPLACED


@dataclass(frozen=True, slots=True)
class Parameter:
    """An uncertain value; the same in all years, drawn once a lane.

    Attributes:
        name: also decides its random numbers.
        distribution: what it may be.
        group: parameters of one group vary together; empty for none.
        correlation: of its normal score with the group's, squared; 0 without a group.
        register: where it stands while the program runs.
        column: of a Sobol sequence, from 0; see :func:`with_columns`.
        group_column: likewise, of what its group has in common.
    """

    name: str
    distribution: Distribution
    group: str = ""
    correlation: float = 0.0
    register: int = UNPLACED
    column: int = UNPLACED
    group_column: int = UNPLACED


@dataclass(frozen=True, slots=True)
class Output:
    """A series that is handed out; ``reduce`` is one of :data:`REDUCTIONS`."""

    name: str
    reduce: str = "yearly"
    register: int = UNPLACED


def with_columns(parameters: Sequence[Parameter]) -> list[Parameter]:
    """Give each parameter its column of a Sobol sequence, in the order of names, then each group.

    A program that is selected from another keeps the columns, and so its draws.
    """
    names = sorted(parameter.name for parameter in parameters)
    groups = sorted({parameter.group for parameter in parameters if parameter.group})
    column = {name: place for place, name in enumerate(names)}
    group_column = {name: len(names) + place for place, name in enumerate(groups)}
    return [
        replace(
            parameter,
            column=column[parameter.name],
            group_column=group_column.get(parameter.group, UNPLACED),
        )
        for parameter in parameters
    ]
