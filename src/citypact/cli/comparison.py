"""Two scenarios of one book side by side, and the difference draw by draw.

Parameters are named by the rows of the book, so draw number *i* is the same world in both
scenarios; a row that only one background has is drawn apart. The band of the difference is
therefore that of the difference itself, not of two bands laid on each other.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from citypact.book import Book
from citypact.cli.scenario import city_of
from citypact.engine import Ensemble, simulate
from citypact.engine.arrays import Floats
from citypact.model.band import PROBABILITIES, Band
from citypact.model.compile import compiled
from citypact.model.output import TOTAL, sector
from citypact.model.result import Json, Result
from citypact.model.scenario import inputs_of, run_scenario

__all__ = ["Comparison", "compared"]


@dataclass(frozen=True)
class Comparison:
    """Results of two scenarios, and the second less the first, kt CO2e a year.

    Attributes:
        first: of the scenario named first.
        second: of the other.
        total: difference of the totals, shape ``(years,)``.
        by_sector: difference by sector, of the sectors that both have.
        band: of the difference of the totals, draw by draw.
        sector_bands: the same by sector.
    """

    first: Result
    second: Result
    total: Floats
    by_sector: Mapping[str, Floats]
    band: Band
    sector_bands: Mapping[str, Band]

    def to_json(self) -> dict[str, Json]:
        """Both scenarios and their difference."""
        return {
            "city": self.first.city_id,
            "book_hash": self.first.book_hash,
            "program_version": self.first.program_version,
            "seed": self.first.seed,
            "draws": self.first.draws,
            "years": [int(year) for year in self.first.years],
            "unit": self.first.unit,
            "scenarios": [_scenario(self.first), _scenario(self.second)],
            "difference": {
                "total": self.total.tolist(),
                "by_sector": {name: row.tolist() for name, row in self.by_sector.items()},
                "bands": _band(self.band),
                "sector_bands": {name: _band(band) for name, band in self.sector_bands.items()},
            },
            "warnings": list(dict.fromkeys((*self.first.warnings, *self.second.warnings))),
        }


def compared(
    book: Book, first: str, second: str, *, draws: int, seed: int, executor: str
) -> Comparison:
    """Run both scenarios with the same draws.

    Raises:
        InputError: the book has no such scenario, or keeping the draws of the sectors needs
            more memory than there is.
    """
    cities = [city_of(book, name) for name in (first, second)]
    drawn_by = [{one.sector for one in city.activities.values()} for city in cities]
    sectors = [name for name in cities[0].sectors if name in drawn_by[0] & drawn_by[1]]
    outputs = {TOTAL: TOTAL, **{name: sector(name) for name in sectors}}
    # These first: what cannot be kept is refused before anything long is done.
    before, after = (
        _drawn(book, name, tuple(outputs.values()), draws=draws, seed=seed, executor=executor)
        for name in (first, second)
    )
    results = [
        run_scenario(city, name, draws=draws, seed=seed, executor=executor, measures=False)
        for city, name in zip(cities, (first, second), strict=True)
    ]
    bands = {
        name: Band(*_quantiles(after.draws(output) - before.draws(output)))
        for name, output in outputs.items()
    }
    return Comparison(
        first=results[0],
        second=results[1],
        total=results[1].total - results[0].total,
        by_sector={
            name: results[1].by_sector[name] - results[0].by_sector[name] for name in sectors
        },
        band=bands.pop(TOTAL),
        sector_bands=bands,
    )


def _drawn(
    book: Book, scenario: str, outputs: tuple[str, ...], *, draws: int, seed: int, executor: str
) -> Ensemble:
    """Every draw of ``outputs`` in a scenario."""
    city = city_of(book, scenario)
    return simulate(
        compiled(city).program.select(outputs),
        inputs_of(city, city.scenarios[scenario]),
        draws=draws,
        seed=seed,
        city=city.id,
        executor=executor,
        quantiles="store",
    )


def _quantiles(draws: Floats) -> Floats:
    """Percentiles of ``draws``, shape ``(years, draws)``: shape ``(3, years)``."""
    found: Floats = np.quantile(draws, PROBABILITIES, axis=1)
    return found


def _scenario(result: Result) -> dict[str, Json]:
    said = result.to_json()
    return {key: said[key] for key in ("scenario", "emissions", "bands", "targets")}


def _band(band: Band) -> dict[str, Json]:
    return {"p05": band.p05.tolist(), "p50": band.p50.tolist(), "p95": band.p95.tolist()}
