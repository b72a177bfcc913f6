"""What an executor must do, and which one is taken."""

from __future__ import annotations

import os
from typing import Final, Protocol, TypeAlias, cast

from citypact.engine.arrays import Floats, Words
from citypact.engine.native_executor import NativeExecutor, missing
from citypact.engine.numpy_executor import NumpyExecutor
from citypact.engine.program import Program
from citypact.engine.sampling import Design
from citypact.engine.sketch import Histogram, Ranks
from citypact.errors import InputError

__all__ = ["Executor", "ExecutorChoice", "Prepared", "choose", "native_status", "prepare"]


class Prepared(Protocol):
    """A program made ready to run; may be used by several threads at once."""

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

    def count(self, leaves: Floats, draws: Words, design: Design, histogram: Histogram) -> Floats:
        """Count draws; see :meth:`citypact.engine.numpy_executor.NumpyPrepared.count`."""


class Executor(Protocol):
    """A way of running programs. All give the same bits."""

    @property
    def name(self) -> str:
        """Unlike that of any other executor."""

    def prepare(self, program: Program) -> Prepared:
        """Make ``program`` ready to run."""

    def pairwise_sum(self, values: Floats) -> Floats:
        """Sum over draws; see :func:`citypact.engine.sums.pairwise_sum`."""

    def order_statistics(self, values: Floats, ranks: Ranks) -> Floats:
        """Values by rank; see :func:`citypact.engine.sketch.order_statistics`."""


#: By name (``"auto"``, ``"numpy"``, ``"native"``) or an executor itself.
ExecutorChoice: TypeAlias = "str | Executor"

_NUMPY: Final = NumpyExecutor()
_NATIVE: Final = None if missing() else NativeExecutor()


def choose(choice: ExecutorChoice) -> Executor:
    """Return the executor for ``choice``; ``"auto"`` obeys ``CITYPACT_EXECUTOR`` if it is set."""
    if not isinstance(choice, str):
        return choice
    if choice == "auto":
        choice = os.environ.get("CITYPACT_EXECUTOR", "auto")
    if choice == "auto":
        return _NATIVE or _NUMPY
    if choice == "numpy":
        return _NUMPY
    if choice == "native":
        return _NATIVE or NativeExecutor()
    message = f"there is no executor {choice!r}; there are auto, native and numpy"
    raise InputError(message)


def native_status() -> str:
    """Say in one line whether the native executor is there and taken, and if not, why not."""
    if _NATIVE is None:
        return f"NumPy: {missing()}"
    forced = os.environ.get("CITYPACT_EXECUTOR", "auto")
    if forced == "numpy":
        return "NumPy: CITYPACT_EXECUTOR asks for it; the native executor is there"
    return f"native, {_NATIVE.instruction_set} instructions"


def prepare(program: Program, choice: ExecutorChoice) -> Prepared:
    """Make ``program`` ready to run, once for each executor."""
    executor = choose(choice)
    known = program.memory.get(executor.name)
    if known is None:
        known = program.memory[executor.name] = executor.prepare(program)
    return cast("Prepared", known)
