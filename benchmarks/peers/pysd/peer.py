"""PySD on the program written as a Vensim model; translation and loading are not timed."""

from __future__ import annotations

import tempfile
from pathlib import Path

import numpy as np
import pandas as pd
import pysd
import vensim
from dump import Dump
from report import Report, timed

#: PySD writes tables into its Python with eight decimals.
LIMIT = 1e-6


def quantities(dump: Dump, found: pd.DataFrame) -> np.ndarray:
    """Quantities from what a run returned."""
    columns = [vensim.name_of(result.node) for result in dump.results]
    return dump.reduced([found[column].to_numpy() for column in columns])


def main() -> None:
    """Compare, then measure."""
    report = Report.begin(f"PySD {pysd.__version__}")
    dump = Dump.read(report.folder / "evaluation")
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "program.mdl"
        equations = vensim.write(dump, path)
        model = pysd.read_vensim(path)
    columns = list(dict.fromkeys(vensim.name_of(result.node) for result in dump.results))
    slider = vensim.name_of(dump.moved_input)
    levels = [dump.moved_level, dump.inputs[dump.moved_input].value]

    def run() -> pd.DataFrame:
        """With the slider at the first of the levels; the other one next time."""
        level = levels[0]
        levels.reverse()
        return model.run(params={slider: level}, return_columns=columns)

    moved = dump.apart(quantities(dump, run()), dump.moved)
    apart = report.agrees(max(moved, dump.apart(quantities(dump, run()), dump.expected)), LIMIT)
    seconds = timed(run, samples=report.samples)
    report.add("evaluation", seconds, apart=apart, note=f"{equations:,} scalar equations")
    report.end()


if __name__ == "__main__":
    main()
