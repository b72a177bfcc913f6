"""What a program is called by from outside: its inputs, parameters and outputs.

Each is a name tied to a register, the place that holds its series while the program runs.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from citypact.engine.distribution import Distribution

__all__ = ["REDUCTIONS", "UNPLACED", "Input", "Output", "Parameter"]

#: What is kept of an output: every year, the last year, or the sum over years.
REDUCTIONS: Final = ("yearly", "last", "sum")
#: Register of an input that nothing reads.
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
    """

    name: str
    distribution: Distribution
    group: str = ""
    correlation: float = 0.0
    register: int = UNPLACED


@dataclass(frozen=True, slots=True)
class Output:
    """A series that is handed out; ``reduce`` is one of :data:`REDUCTIONS`."""

    name: str
    reduce: str = "yearly"
    register: int = UNPLACED
