"""Labelled figures, and the forms in which other programs take them: CSV, pandas, xarray."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias

import numpy as np
import numpy.typing as npt

from citypact.engine.arrays import Floats
from citypact.errors import EnvironmentFault

if TYPE_CHECKING:
    import pandas as pd
    import xarray as xr

__all__ = ["Block", "Cell", "Table", "data_frames", "data_set", "write_csv"]

#: What a cell of a table holds; None where there is no figure.
Cell: TypeAlias = "str | int | float | None"


@dataclass(frozen=True, slots=True)
class Table:
    """Rows under named columns."""

    columns: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]


@dataclass(frozen=True, slots=True, eq=False)
class Block:
    """Yearly figures of one kind, by labels.

    Attributes:
        name: of the table and of the variable.
        labels: what the labels are, such as ``("sector", "gas")``; empty for one series.
        series: by labels, shape ``(years,)`` each.
        unit: of all of them, unless ``units`` says otherwise.
        units: by labels, where they differ.
    """

    name: str
    labels: tuple[str, ...]
    series: Mapping[tuple[str, ...], Floats]
    unit: str = ""
    units: Mapping[tuple[str, ...], str] = field(default_factory=dict)

    def table(self, years: npt.NDArray[np.int32]) -> Table:
        """Long form: labels, year, unit, value; what is not a number has no value."""
        rows: list[tuple[Cell, ...]] = []
        for key, series in self.series.items():
            unit = self.units.get(key, self.unit)
            rows.extend(
                (*key, year, unit, None if np.isnan(value) else value)
                for year, value in zip(years.tolist(), series.tolist(), strict=True)
            )
        return Table((*self.labels, "year", "unit", "value"), tuple(rows))


def write_csv(tables: Mapping[str, Table], folder: Path) -> tuple[Path, ...]:
    """Write each table as ``<name>.csv`` into ``folder``, which must exist; UTF-8."""
    paths = []
    for name, table in tables.items():
        path = folder / f"{name}.csv"
        with path.open("w", encoding="utf-8", newline="") as file:
            writer = csv.writer(file, lineterminator="\n")
            writer.writerow(table.columns)
            writer.writerows(table.rows)
        paths.append(path)
    return tuple(paths)


def data_frames(tables: Mapping[str, Table]) -> dict[str, pd.DataFrame]:
    """Return each table as a data frame.

    Raises:
        EnvironmentFault: pandas is not installed.
    """
    try:
        import pandas as pd
    except ImportError as error:
        raise _missing("pandas") from error
    return {
        name: pd.DataFrame.from_records(table.rows, columns=list(table.columns))
        for name, table in tables.items()
    }


def data_set(blocks: Iterable[Block], years: npt.NDArray[np.int32]) -> xr.Dataset:
    """Return the blocks as variables over their labels and ``year``.

    Raises:
        EnvironmentFault: xarray is not installed.
    """
    try:
        import xarray as xr
    except ImportError as error:
        raise _missing("xarray") from error
    variables = {}
    for block in blocks:
        places = [sorted({key[i] for key in block.series}) for i in range(len(block.labels))]
        array = np.full([*map(len, places), len(years)], np.nan)
        for key, series in block.series.items():
            array[tuple(map(list.index, places, key))] = series
        # A label means the same in every block, but not every block has all of them.
        coordinates = dict(zip(block.labels, places, strict=True))
        variables[block.name] = xr.DataArray(
            array,
            coords={**coordinates, "year": years},
            dims=(*block.labels, "year"),
            attrs=_unit_attributes(block),
        )
    return xr.Dataset(variables)


def _unit_attributes(block: Block) -> dict[str, str]:
    if not block.units:
        return {"units": block.unit}
    listed = ", ".join(f"{'/'.join(key)}: {unit}" for key, unit in sorted(block.units.items()))
    return {"units": listed}


def _missing(library: str) -> EnvironmentFault:
    return EnvironmentFault(
        f"{library} is not installed; install Citypact with the extra that brings it: "
        'pip install "citypact[analysis]"'
    )
