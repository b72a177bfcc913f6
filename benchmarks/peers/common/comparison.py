"""Holds the named figures of a model that was written anew against those of a dump."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np
from dump import Dump


class Comparison:
    """The largest relative difference so far, and which results were compared."""

    def __init__(self, dump: Dump) -> None:
        self.dump = dump
        self.compared: set[str] = set()
        self.apart = 0.0

    def series(self, name: str, found: Iterable[float]) -> None:
        """Compare every year of a result; ``KeyError`` if there is none of that name."""
        self._compare(name, np.asarray(found), self.dump.expected[self.dump.rows[name]])

    def year(self, name: str, year: int, found: float) -> None:
        """Compare one year of a result."""
        rows = self.dump.rows[name]
        expected = self.dump.expected[rows][year - self.dump.first_year]
        self._compare(name, np.array([found]), np.array([expected]))

    def _compare(self, name: str, found: np.ndarray, expected: np.ndarray) -> None:
        difference = float(np.abs(found - expected).max())
        largest = float(np.abs(expected).max())
        self.apart = max(self.apart, difference / largest if largest else difference)
        self.compared.add(name)

    def told(self) -> str:
        """How much of the dump was compared."""
        return f"{len(self.compared)} of {len(self.dump.results)} series compared"
