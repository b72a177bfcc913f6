"""Rows of a linear programme, of which only what is not zero is kept (compressed sparse rows)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from citypact.engine.arrays import Floats

__all__ = ["Rows"]

_Places = npt.NDArray[np.int64]


@dataclass(frozen=True)
class Rows:
    """A matrix by rows.

    Attributes:
        starts: where each row begins in the others, and where the last ends; ``(rows + 1,)``.
        columns: of the numbers that are not zero.
        values: of the same.
        width: how many columns there are.
    """

    starts: _Places
    columns: _Places
    values: Floats
    width: int

    @classmethod
    def of(cls, matrix: Floats) -> Rows:
        """Those of a matrix that is written out, shape ``(rows, columns)``."""
        row, column = np.nonzero(matrix)
        counts = np.bincount(row, minlength=len(matrix))
        starts = np.concatenate([[0], np.cumsum(counts)])
        return cls(starts, column, matrix[row, column], matrix.shape[1])

    @classmethod
    def placed(
        cls,
        rows: npt.ArrayLike,
        columns: npt.ArrayLike,
        values: npt.ArrayLike,
        shape: tuple[int, int],
    ) -> Rows:
        """Those whose numbers stand at places, in the order of the rows."""
        row = np.asarray(rows, dtype=np.int64)
        counts = np.bincount(row, minlength=shape[0])
        return cls(
            np.concatenate([[0], np.cumsum(counts)]),
            np.asarray(columns, dtype=np.int64),
            np.asarray(values, dtype=float),
            shape[1],
        )

    @classmethod
    def stacked(cls, parts: Sequence[Rows]) -> Rows:
        """One below the other; all of the same width."""
        offsets = np.cumsum([0, *(int(part.starts[-1]) for part in parts)])
        starts = [part.starts[:-1] + offset for part, offset in zip(parts, offsets, strict=False)]
        return cls(
            np.concatenate([*starts, offsets[-1:]]),
            np.concatenate([part.columns for part in parts]),
            np.concatenate([part.values for part in parts]),
            max(part.width for part in parts),
        )

    def widened(self, width: int) -> Rows:
        """The same with columns of zeros behind."""
        return Rows(self.starts, self.columns, self.values, width)

    def only(self, rows: npt.NDArray[np.bool_], columns: npt.NDArray[np.bool_]) -> Rows:
        """The part with some rows and columns, in their order."""
        kept = rows[self.row] & columns[self.columns]
        row, column = np.cumsum(rows) - 1, np.cumsum(columns) - 1
        shape = (int(rows.sum()), int(columns.sum()))
        return Rows.placed(
            row[self.row[kept]], column[self.columns[kept]], self.values[kept], shape
        )

    def plus(self, other: Rows) -> Rows:
        """The sum with rows that have numbers in other columns."""
        row = np.concatenate([self.row, other.row])
        order = np.argsort(row, kind="stable")
        columns = np.concatenate([self.columns, other.columns])
        values = np.concatenate([self.values, other.values])
        shape = (self.shape[0], max(self.width, other.width))
        return Rows.placed(row[order], columns[order], values[order], shape)

    @property
    def row(self) -> _Places:
        """Row of each number."""
        return np.repeat(np.arange(len(self.starts) - 1), np.diff(self.starts))

    @property
    def shape(self) -> tuple[int, int]:
        """Rows and columns."""
        return len(self.starts) - 1, self.width

    def times(self, x: Floats) -> Floats:
        """The product with a column, shape ``(rows,)``."""
        product = np.bincount(self.row, self.values * x[self.columns], minlength=self.shape[0])
        return product.astype(np.float64)

    def __array__(self, dtype: object = None, copy: bool | None = None) -> Floats:  # noqa: FBT001  as NumPy calls it
        """Written out, shape ``(rows, columns)``."""
        matrix = np.zeros(self.shape)
        matrix[self.row, self.columns] = self.values
        return matrix
