"""The same scenario in xarray, labels everywhere; read and labelled before."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import xarray as xr
from comparison import Comparison
from dump import Dump
from pandas_book import prepare
from report import Report, timed
from xarray_book import Arrays, labelled_book
from xarray_malmo import Outcome, evaluate


def given(folder: Path, scenario: str) -> Arrays:
    """Read the tables of a book for a scenario, and label them; not timed."""
    return labelled_book(prepare(folder, scenario))


def compare(dump: Dump, arrays: Arrays, outcome: Outcome) -> Comparison:
    """Everything that the model in xarray gives, held against Citypact's."""
    held = Comparison(dump)
    held.series("total", outcome.total)
    held.series("society", outcome.society)
    grouped = {
        "sector": (outcome.by_sector, "sector"),
        "authority": (outcome.by_authority, "authority"),
        "share": (outcome.shares, "means"),
        "captured": (outcome.captured, "origin"),
        "emissions": (outcome.emissions, "key"),
        "money": (outcome.money, "key"),
        "impact-value": (outcome.impact_values, "impact"),
    }
    for word, (array, dimension) in grouped.items():
        for key in array[dimension].values:
            series = array.sel({dimension: key})
            # A group that is nothing throughout, such as no capture, is no series of Citypact's.
            if f"{word}/{key}" in dump.rows or float(np.abs(series).max()) > 0.0:
                held.series(f"{word}/{key}", series)
    for number in range(outcome.use.sizes["flow"]):
        flow = outcome.use.isel(flow=number)
        names = (flow[word].item() for word in ("activity", "means", "carrier"))
        held.series("/".join(("use", *names)), flow)
    for name, (allowed, value) in outcome.targets.items():
        year = int(arrays.book.targets.loc[name, "year"])
        held.year(f"target/{name}", year, value)
        held.year(f"allowed/{name}", year, allowed)
    return held


def main() -> None:
    """Compare, then measure."""
    report = Report.begin(f"xarray {xr.__version__}")
    arrays = given(*report.book)
    held = compare(Dump.read(report.folder / "evaluation"), arrays, evaluate(arrays))
    apart = report.agrees(held.apart, 1e-9)
    seconds = timed(lambda: evaluate(arrays), samples=report.samples)
    report.add("evaluation", seconds, apart=apart, note=held.told())
    report.end()


if __name__ == "__main__":
    main()
