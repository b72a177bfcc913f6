"""Emissions of many municipalities by sector and stated year, in one array.

Missing is not zero: a figure that is not stated is NaN, and every total that lacks a part of it
is NaN too. A sector that is nowhere above zero up to a year is not yet counted by the publisher
(international transport before 2023, for one): it is left out of forecasts from that year, and
named.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from citypact.engine.arrays import Floats
from citypact.errors import InputError

__all__ = ["Panel"]


@dataclass(frozen=True)
class Panel:
    """Emissions in tonnes a year.

    Attributes:
        sectors: ids of the S sectors.
        places: codes of the M municipalities.
        years: the Y years that are stated, rising, not necessarily every year.
        tonnes: array (S, M, Y); NaN where nothing is stated.
    """

    sectors: tuple[str, ...]
    places: tuple[str, ...]
    years: tuple[int, ...]
    tonnes: Floats

    def __post_init__(self) -> None:
        """Refuse what does not fit together.

        Raises:
            InputError: the shape differs from the names, years do not rise, or a figure is
                infinite.
        """
        shape = (len(self.sectors), len(self.places), len(self.years))
        if self.tonnes.shape != shape:
            raise InputError(
                f"the table of emissions is {self.tonnes.shape}, its sectors, municipalities and "
                f"years are {shape}: they must be the same"
            )
        if any(b <= a for a, b in zip(self.years, self.years[1:], strict=False)):
            raise InputError(f"years must rise, found {self.years}")
        if np.isinf(self.tonnes).any():
            raise InputError("the table of emissions holds an infinite figure")

    @classmethod
    def of_figures(
        cls, figures: Mapping[tuple[str, str, int], float], sectors: Sequence[str]
    ) -> Panel:
        """The panel of figures by sector, municipality and year; what is not stated is NaN.

        Args:
            figures: tonnes a year.
            sectors: the order of sectors; those without a figure are left out.
        """
        named = tuple(one for one in sectors if any(key[0] == one for key in figures))
        codes = tuple(sorted({code for _, code, _ in figures}))
        years = tuple(sorted({year for _, _, year in figures}))
        tonnes = np.full((len(named), len(codes), len(years)), np.nan)
        row, place, column = (
            {name: i for i, name in enumerate(names)} for names in (named, codes, years)
        )
        for (sector, code, year), value in figures.items():
            tonnes[row[sector], place[code], column[year]] = value
        return cls(named, codes, years, tonnes)

    def until(self, year: int) -> Panel:
        """The panel as it was known with ``year`` as its last: a copy without later figures.

        Raises:
            InputError: ``year`` is not stated.
        """
        if year not in self.years:
            raise InputError(
                f"{year} is not among the stated years: {', '.join(map(str, self.years))}"
            )
        count = self.years.index(year) + 1
        return Panel(
            self.sectors, self.places, self.years[:count], self.tonnes[:, :, :count].copy()
        )

    def counted_sectors(self) -> tuple[str, ...]:
        """Sectors that are above zero in at least one municipality and year."""
        return tuple(
            name
            for name, figures in zip(self.sectors, self.tonnes, strict=True)
            if (figures > 0.0).any()
        )

    def of_sectors(self, sectors: tuple[str, ...]) -> Panel:
        """The panel of some of its sectors, in the order given."""
        rows = [self.sectors.index(name) for name in sectors]
        return Panel(sectors, self.places, self.years, self.tonnes[rows])

    def totals(self) -> Floats:
        """Sum over sectors, array (M, Y); NaN where a sector is missing."""
        return np.asarray(self.tonnes.sum(axis=0), dtype=np.float64)

    def shares(self) -> Floats:
        """Part of each sector in the total of the last year, mean over municipalities, array (S,).

        Over municipalities that have all sectors and a total above zero; NaN without any.
        """
        total = self.totals()[:, -1]
        known = total > 0.0
        if not known.any():
            return np.full(len(self.sectors), np.nan)
        parts = self.tonnes[:, known, -1] / total[known]
        return np.asarray(parts.mean(axis=1), dtype=np.float64)
