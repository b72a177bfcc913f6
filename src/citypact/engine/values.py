"""What a program gave: named arrays."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from citypact.engine.arrays import Floats
from citypact.engine.errors import NotFiniteError
from citypact.engine.program import Program
from citypact.errors import InputError

__all__ = ["Values", "output_rows", "refuse_not_finite"]


class Values(Mapping[str, Floats]):
    """Outputs by name.

    Yearly outputs have the shape ``(years, lanes)``, reduced ones ``(lanes,)``; where no lanes
    were asked for, ``(years,)`` and ``()``. Asking for an unknown name raises ``KeyError``.
    """

    def __init__(self, program: Program, array: Floats, *, single: bool) -> None:
        """Take the result ``array`` of ``program``, shape ``(quantities, lanes)``."""
        self._program = program
        self._array = array[:, 0] if single else array

    @property
    def array(self) -> Floats:
        """All of them, in the order of the program's rows: ``(quantities, lanes)``, or without."""
        return self._array

    def __getitem__(self, name: str) -> Floats:
        rows = self._program.rows[name]
        found = self._array[rows]
        return found if self._program.reductions[name] == "yearly" else found[0, ...]

    def __iter__(self) -> Iterator[str]:
        return iter(self._program.rows)

    def __len__(self) -> int:
        return len(self._program.rows)


def output_rows(program: Program, name: str) -> slice:
    """Rows of output ``name`` in a result.

    Raises:
        InputError: there is no such output.
    """
    try:
        return program.rows[name]
    except KeyError:
        message = f"the program has no output {name!r}"
        raise InputError(message) from None


def refuse_not_finite(program: Program, row: int, lane: str, value: float) -> None:
    """Raise :class:`NotFiniteError` for the value in ``row`` of a result."""
    for name, rows in program.rows.items():
        if rows.start <= row < rows.stop:
            yearly = program.reductions[name] == "yearly"
            when = f" in {program.years[row - rows.start]}" if yearly else ""
            message = f"output {name!r} is {value!r}{when} ({lane}): the inputs lead out of bounds"
            raise NotFiniteError(message)
