"""Emissions of one municipality by SMHI's nine sectors.

Nothing is filled in: a year that lacks a sector is refused.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from citypact.book.municipalities import Municipality
from citypact.book.smhi_file import read_smhi_file, unfit
from citypact.book.smhi_sectors import SECTORS

__all__ = ["SmhiTable", "read_smhi"]


@dataclass(frozen=True)
class SmhiTable:
    """What SMHI says of one municipality.

    Attributes:
        municipality: whose emissions.
        gas: ``CO2e``, or ``CO2`` where the export holds carbon dioxide alone.
        years: the years stated, rising.
        tonnes: tonnes of each sector and year, as written in the file.
        totals: tonnes of each year as published; empty where the file has no totals.
        title: what the file calls itself.
        digest: SHA-256 of the file.
    """

    municipality: Municipality
    gas: str
    years: tuple[int, ...]
    tonnes: Mapping[tuple[str, int], str]
    totals: Mapping[int, str]
    title: str
    digest: str


def read_smhi(path: str | Path, municipality: Municipality) -> SmhiTable:
    """Read the emissions of one municipality from a file of SMHI's.

    Raises:
        InputError: the file cannot be used, see :func:`read_smhi_file`, or lacks the
            municipality or one of its sectors.
        ModuleNotFoundError: a workbook is to be read and python-calamine is not installed.
    """
    file = read_smhi_file(path)
    cells = [one for one in file.cells if one.code == municipality.code]
    if not cells:
        reason = f"it says nothing of {municipality.name} ({municipality.code})"
        raise unfit(file.path, reason)
    stated = {(one.sector, one.year) for one in cells}
    problems = [f"{one.where}: '' is no number of tonnes" for one in cells if not one.tonnes]
    years = tuple(sorted({one.year for one in cells}))
    problems += [
        f"{municipality.name} lacks {sector.title_sv} in {year}"
        for year in years
        for sector in SECTORS
        if (sector.id, year) not in stated
    ]
    if problems:
        raise unfit(file.path, "; ".join(problems))
    return SmhiTable(
        municipality=municipality,
        gas=file.gas,
        years=years,
        tonnes={(one.sector, one.year): one.tonnes for one in cells if one.sector},
        totals={one.year: one.tonnes for one in cells if not one.sector},
        title=file.title,
        digest=file.digest,
    )
