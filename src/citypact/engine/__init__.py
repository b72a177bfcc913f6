"""The engine: runs a program, a list of operations on series, for many draws at once.

It knows nothing of cities or emissions. A :class:`ProgramBuilder` makes a :class:`Program`;
:func:`evaluate` runs it for given levels.
"""

from citypact.engine.builder import ProgramBuilder
from citypact.engine.distribution import (
    Distribution,
    Lognormal,
    Normal,
    Range,
    Triangular,
    Uniform,
)
from citypact.engine.errors import NotFiniteError, ProgramError
from citypact.engine.operation import TABLE, Operation, Slot
from citypact.engine.program import Program
from citypact.engine.run import evaluate
from citypact.engine.values import Values

__all__ = [
    "TABLE",
    "Distribution",
    "Lognormal",
    "Normal",
    "NotFiniteError",
    "Operation",
    "Program",
    "ProgramBuilder",
    "ProgramError",
    "Range",
    "Slot",
    "Triangular",
    "Uniform",
    "Values",
    "evaluate",
]
