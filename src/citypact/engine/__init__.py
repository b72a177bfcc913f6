"""The engine: runs a program, a list of operations on series, for many draws at once.

It knows nothing of cities or emissions. A :class:`ProgramBuilder` makes a :class:`Program`;
:func:`evaluate` runs it for given levels, :func:`simulate` for many draws of its parameters.
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
from citypact.engine.ensemble import Ensemble
from citypact.engine.errors import NotFiniteError, ProgramError
from citypact.engine.executor import native_status
from citypact.engine.operation import TABLE, Operation, Slot
from citypact.engine.program import Program
from citypact.engine.rerun import Rerun
from citypact.engine.run import evaluate
from citypact.engine.sampling import SAMPLINGS, Sampling, SamplingChoice, sampling_of
from citypact.engine.simulation import simulate
from citypact.engine.values import Values

__all__ = [
    "SAMPLINGS",
    "TABLE",
    "Distribution",
    "Ensemble",
    "Lognormal",
    "Normal",
    "NotFiniteError",
    "Operation",
    "Program",
    "ProgramBuilder",
    "ProgramError",
    "Range",
    "Rerun",
    "Sampling",
    "SamplingChoice",
    "Slot",
    "Triangular",
    "Uniform",
    "Values",
    "evaluate",
    "native_status",
    "sampling_of",
    "simulate",
]
