"""The native executor: the same bits as NumPy, from a small C extension that may be missing."""

from __future__ import annotations

import threading
from importlib.util import find_spec
from typing import Final

import numpy as np

from citypact.engine.arrays import Floats, Words
from citypact.engine.distribution import COEFFICIENTS
from citypact.engine.names import REDUCTIONS
from citypact.engine.operation import TABLE
from citypact.engine.program import Program
from citypact.engine.random_numbers import streams_of
from citypact.engine.sampling import Design, groups_of
from citypact.engine.sketch import OCTET, Histogram, Ranks
from citypact.engine.sums import pairwise_sum
from citypact.errors import EnvironmentFault, InputError

#: Of the extension's functions; it is raised when one of them takes or gives something else.
_VERSION: Final = 5

try:
    from citypact.engine import _native

    _MISSING = ""
    _SETS: tuple[str, ...] = _native.INSTRUCTION_SETS
    if (
        getattr(_native, "VERSION", 0) != _VERSION
        or tuple(operation.name for operation in TABLE) != _native.OPERATIONS
    ):
        _MISSING, _SETS = "the extension was built for another version: build it anew", ()
except ImportError as error:
    # Where there is no file, the interpreter speaks of a circular import, which misleads.
    _BECAUSE = error if find_spec("citypact.engine._native") else "building it needs a C compiler"
    _MISSING, _SETS = f"the extension is not there ({_BECAUSE})", ()

__all__ = ["NativeExecutor", "NativePrepared", "instruction_sets", "missing"]

#: Up to so many lanes are evaluated one by one, all years of an operation at once.
_FEW_LANES: Final = 8
#: The longest rows that the extension sums.
_LONGEST_PAIRWISE: Final = 4096


def missing() -> str:
    """Why there is no native executor; empty if there is one."""
    return _MISSING


def instruction_sets() -> tuple[str, ...]:
    """Kernels that this machine can run, the best last."""
    return _SETS


class NativePrepared:
    """A program copied into the extension; may be used by several threads at once."""

    def __init__(self, program: Program, instruction_set: str) -> None:
        """Hand ``program`` over; the extension checks every index in it again."""
        self.program = program
        self._set = instruction_set
        parameters = program.parameters
        groups = groups_of(parameters)
        words = [
            (p.register, p.distribution.code, groups.index(p.group) if p.group else -1)
            for p in parameters
        ]
        correlation = np.array([p.correlation for p in parameters])
        numbers = [p.distribution.coefficients() for p in parameters]
        self._handle = _native.prepare(
            program.first_year,
            len(program.years),
            program.registers,
            program.shared,
            program.operations,
            program.tables,
            np.array([item.register for item in program.inputs], dtype=np.int32),
            np.array(words, dtype=np.int32),
            streams_of("parameter", [p.name for p in parameters]),
            np.column_stack(
                [
                    np.array(numbers, dtype=np.float64).reshape(-1, COEFFICIENTS),
                    np.sqrt(correlation),
                    np.sqrt(1.0 - correlation),
                ]
            ),
            streams_of("group", groups),
            np.array(
                [(o.register, REDUCTIONS.index(o.reduce)) for o in program.series], dtype=np.int32
            ),
        )
        self._scratch_doubles = _native.scratch_size(self._handle) // 8
        self._local = threading.local()

    def run(
        self,
        leaves: Floats,
        lanes: int,
        draws: Words | None,
        design: Design | None,
        out: Floats,
        parameters: Floats | None = None,
    ) -> bool:
        """Evaluate lanes; see :meth:`citypact.engine.numpy_executor.NumpyPrepared.run`."""
        by_years = draws is None and lanes <= _FEW_LANES
        code, size, key, words = 0, 0, 0, None
        if design is not None:
            code, size = design.sampling.code, design.sampling.size
            key, words = design.key, design.words
        return _native.run(
            self._handle,
            self._set,
            by_years,
            lanes,
            code,
            size,
            key,
            words,
            leaves,
            parameters,
            draws,
            self._scratch(),
            out,
        )

    def count(self, leaves: Floats, draws: Words, design: Design, histogram: Histogram) -> Floats:
        """Count draws; see :meth:`citypact.engine.numpy_executor.NumpyPrepared.count`."""
        sums = np.empty((len(draws) // OCTET, self.program.quantities))
        _native.count(
            self._handle,
            self._set,
            len(draws),
            design.sampling.code,
            design.sampling.size,
            design.key,
            design.words,
            leaves,
            draws,
            self._scratch(),
            histogram.low,
            1.0 / histogram.width,
            histogram.counts,
            histogram.minimum,
            histogram.maximum,
            sums,
        )
        return sums.T

    def _scratch(self) -> Floats:
        """Memory of this thread for the kernel."""
        scratch: Floats | None = getattr(self._local, "scratch", None)
        if scratch is None:
            scratch = self._local.scratch = np.zeros(self._scratch_doubles)
        return scratch


class NativeExecutor:
    """Runs programs in the C extension.

    Args:
        instruction_set: ``"baseline"`` or ``"avx2"``; the best that the machine has if None.

    Raises:
        EnvironmentFault: there is no extension.
        InputError: the machine lacks the instruction set.
    """

    def __init__(self, instruction_set: str | None = None) -> None:
        if _MISSING:
            message = f"there is no native executor: {_MISSING}"
            raise EnvironmentFault(message)
        self.instruction_set = instruction_set or _SETS[-1]
        if self.instruction_set not in _SETS:
            message = f"this machine can run {', '.join(_SETS)}, not {instruction_set!r}"
            raise InputError(message)
        self.name = f"native {self.instruction_set}"

    def prepare(self, program: Program) -> NativePrepared:
        """Make ``program`` ready to run."""
        return NativePrepared(program, self.instruction_set)

    def pairwise_sum(self, values: Floats) -> Floats:
        """Sum over draws; a part of a block goes through NumPy, which adds in the same order."""
        if values.shape[1] > _LONGEST_PAIRWISE or not values.flags.c_contiguous:
            return pairwise_sum(values)
        sums = np.empty(len(values))
        _native.pairwise_sum(values, sums)
        return sums

    def order_statistics(self, values: Floats, ranks: Ranks) -> Floats:
        """Values of each row by rank."""
        found = np.empty((len(values), len(ranks)))
        if found.size:
            _native.order_statistics(self.instruction_set, values, ranks, found)
        return found
