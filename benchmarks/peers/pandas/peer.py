"""The same scenario in plain pandas: ``benchmarks/pandas_malmo.py``, read and prepared before."""

from __future__ import annotations

import pandas as pd
from comparison import Comparison
from dump import Dump
from pandas_book import Prepared, prepare
from pandas_malmo import Outcome, evaluate
from report import Report, timed

#: Reads the tables of a book for a scenario; not timed.
given = prepare


def compare(dump: Dump, prepared: Prepared, outcome: Outcome) -> Comparison:
    """Everything that the model in pandas gives, held against Citypact's."""
    held = Comparison(dump)
    held.series("total", outcome.total)
    held.series("society", outcome.society)
    frames = {
        "sector": outcome.by_sector,
        "authority": outcome.by_authority,
        "share": outcome.shares,
        "captured": outcome.captured,
        "emissions": outcome.emissions,
        "use": outcome.use,
        "money": outcome.money,
        "impact-value": outcome.impact_values,
    }
    for word, frame in frames.items():
        for key, column in frame.items():
            name = "/".join((word, key) if isinstance(key, str) else (word, *key))
            # pandas also has columns for what is nothing throughout, such as no capture.
            if name in dump.rows or column.abs().max() > 0.0:
                held.series(name, column)
    for target in outcome.targets.itertuples():
        year = int(prepared.targets.loc[target.Index, "year"])
        held.year(f"target/{target.Index}", year, target.result)
        held.year(f"allowed/{target.Index}", year, target.value)
    return held


def main() -> None:
    """Compare, then measure."""
    report = Report.begin(f"pandas {pd.__version__}")
    prepared = given(*report.book)
    held = compare(Dump.read(report.folder / "evaluation"), prepared, evaluate(prepared))
    apart = report.agrees(held.apart, 1e-9)
    seconds = timed(lambda: evaluate(prepared), samples=report.samples)
    report.add("evaluation", seconds, apart=apart, note=held.told())
    report.end()


if __name__ == "__main__":
    main()
