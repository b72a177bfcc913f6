"""A result: what a scenario gives, with its labels and units back on."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Final, Literal, TypeAlias, TypeVar

import numpy as np
import numpy.typing as npt

from citypact.engine import Ensemble
from citypact.engine.arrays import Floats
from citypact.model import export, output
from citypact.model.band import Band
from citypact.model.export import Block, Table
from citypact.model.left_out import LeftOut
from citypact.model.outcome import MeasureEffect, TargetOutcome

if TYPE_CHECKING:
    import pandas as pd
    import xarray as xr

__all__ = ["Json", "Result"]

#: What JSON can say.
Json: TypeAlias = "bool | int | float | str | list[Json] | dict[str, Json] | None"


_Key = TypeVar("_Key", bound=tuple[str, ...])

_KT: Final = "kt/yr"
_MSEK: Final = "MSEK/yr"
_PERCENTILES: Final = ("p05", "p50", "p95")


@dataclass(frozen=True, eq=False)
class Result:
    """What a scenario gives. Emissions in kt CO2e a year, one number a year of ``years``.

    Attributes:
        city_id: whose.
        scenario: id of the scenario.
        book_hash: content hash of the city book.
        program_hash: content hash of the program that was run.
        program_version: version of Citypact.
        seed: of the draws and of sampled orders.
        draws: how many; 0 without bands.
        sampling: how they were laid out; see :mod:`citypact.engine.sampling`.
        measure_draws: how many of them the bands of measures rest on.
        years: shape ``(years,)``.
        unit: of emissions.
        total: within the boundary of the main inventory.
        by_sector: the same by sector.
        by_authority: the same by who can decide.
        emissions: by sector, scope, origin and gas, also what the total does not count.
        activity: by activity, in its own unit a year.
        share: by means, fractions.
        purchase: by means of a stock, fractions of what is bought.
        energy: by activity and carrier of energy, GWh a year.
        use: by activity, means and carrier, in the carrier's unit a year.
        units: of activities, carriers, impacts and banded outputs, by ``activity/<id>``,
            ``carrier/<id>``, ``impact/<id>`` and ``output/<name>``.
        captured: CO2 by origin; beside the emissions.
        ramp: by measure, how far it has come.
        population: residents; None where no driver counts them.
        money: by kind, payer and beneficiary, MSEK a year.
        society: resource cost, transfers left out, with the impacts that are valued and less
            residual values in the last year, MSEK a year; None where no money is stated.
        bands: of headline outputs by name (see :mod:`citypact.model.output`); empty without draws.
        targets: how it stands with each target.
        measures: what each measure of the scenario does.
        warnings: remarks on the book and what was left out, in English sentences.
        left_out: what was left out, by kind.
        ensemble: every draw of the headline outputs by name, where they were to be stored.
        impacts: by impact, in its unit a year; carbon is no part of it.
        impact_values: by impact that is valued, MSEK a year; a harm and a gain alike are positive.
    """

    city_id: str
    scenario: str
    book_hash: str
    program_hash: str
    program_version: str
    seed: int
    draws: int
    sampling: str
    measure_draws: int
    years: npt.NDArray[np.int32]
    unit: str
    total: Floats
    by_sector: Mapping[str, Floats]
    by_authority: Mapping[str, Floats]
    emissions: Mapping[tuple[str, str, str, str], Floats]
    activity: Mapping[str, Floats]
    share: Mapping[str, Floats]
    purchase: Mapping[str, Floats]
    energy: Mapping[tuple[str, str], Floats]
    use: Mapping[tuple[str, str, str], Floats]
    units: Mapping[str, str]
    captured: Mapping[str, Floats]
    ramp: Mapping[str, Floats]
    population: Floats | None
    money: Mapping[tuple[str, str, str], Floats]
    society: Floats | None
    bands: Mapping[str, Band]
    targets: tuple[TargetOutcome, ...]
    measures: tuple[MeasureEffect, ...]
    warnings: tuple[str, ...]
    left_out: tuple[LeftOut, ...] = ()
    ensemble: Ensemble | None = None
    impacts: Mapping[str, Floats] = field(default_factory=dict)
    impact_values: Mapping[str, Floats] = field(default_factory=dict)

    def money_by(self, part: Literal["kind", "payer", "beneficiary"]) -> dict[str, Floats]:
        """Sum of all money by kind, by who pays, or by who receives, MSEK a year."""
        position = ("kind", "payer", "beneficiary").index(part)
        sums: dict[str, Floats] = {}
        for key, series in self.money.items():
            name = key[position]
            sums[name] = sums[name] + series if name in sums else series.copy()
        return sums

    def balance(self, actor: str) -> Floats:
        """What an actor receives less what it pays, MSEK a year, transfers included."""
        received = self.money_by("beneficiary").get(actor, np.zeros(len(self.years)))
        return received - self.money_by("payer").get(actor, np.zeros(len(self.years)))

    def to_json(self) -> dict[str, Json]:
        """The result as JSON says it; a band that was not computed is empty, a figure null."""
        band = self.bands.get(output.TOTAL)
        return {
            "city": self.city_id,
            "scenario": self.scenario,
            "book_hash": self.book_hash,
            "program_version": self.program_version,
            "seed": self.seed,
            "years": [int(year) for year in self.years],
            "unit": self.unit,
            "emissions": {
                "total": _listed(self.total),
                "by_sector": {name: _listed(row) for name, row in self.by_sector.items()},
            },
            "bands": {
                "p05": _listed(band.p05) if band else [],
                "p50": _listed(band.p50) if band else [],
                "p95": _listed(band.p95) if band else [],
            },
            "targets": [
                {
                    "id": target.id,
                    "year": target.year,
                    "value": target.value,
                    "median": target.median,
                    "gap": target.gap,
                    "probability": target.probability,
                }
                for target in self.targets
            ],
            "measures": [_measure(effect) for effect in self.measures],
            "money": {
                "by_kind": {name: _listed(row) for name, row in self.money_by("kind").items()},
                "by_payer": {name: _listed(row) for name, row in self.money_by("payer").items()},
            },
            "warnings": list(self.warnings),
        }

    def blocks(self) -> tuple[Block, ...]:
        """Every yearly figure with its labels and unit."""
        found = [
            Block("total", (), {(): self.total}, _KT),
            Block("by_sector", ("sector",), _keyed(self.by_sector), _KT),
            Block("by_authority", ("authority",), _keyed(self.by_authority), _KT),
            Block("emissions", ("sector", "scope", "origin", "gas"), _plain(self.emissions), _KT),
            Block("captured", ("origin",), _keyed(self.captured), _KT),
            Block("energy", ("activity", "carrier"), _plain(self.energy), "GWh/yr"),
            Block("share", ("means",), _keyed(self.share), "fraction"),
            Block("purchase", ("means",), _keyed(self.purchase), "fraction"),
            Block("ramp", ("measure",), _keyed(self.ramp), "fraction"),
            Block("money", ("kind", "payer", "beneficiary"), _plain(self.money), _MSEK),
            Block("measures", ("measure", "way"), _plain(dict(_ways(self.measures))), _KT),
            Block("impact_values", ("impact",), _keyed(self.impact_values), _MSEK),
            self._counted_in("impacts", ("impact",), _keyed(self.impacts)),
            self._counted_in("activities", ("activity",), _keyed(self.activity)),
            self._counted_in("use", ("activity", "means", "carrier"), _plain(self.use)),
            self._bands(),
        ]
        if self.population is not None:
            found.append(Block("population", (), {(): self.population}, "person"))
        if self.society is not None:
            found.append(Block("society", (), {(): self.society}, _MSEK))
        return tuple(block for block in found if block.series)

    def _counted_in(
        self, name: str, labels: tuple[str, ...], series: Mapping[tuple[str, ...], Floats]
    ) -> Block:
        """A block whose unit is that of the activity, carrier or impact named last."""
        units = {key: f"{self.units[f'{labels[-1]}/{key[-1]}']}/yr" for key in series}
        return Block(name, labels, series, units=units)

    def _bands(self) -> Block:
        series: dict[tuple[str, ...], Floats] = {
            (name, percentile): getattr(band, percentile)
            for name, band in self.bands.items()
            for percentile in _PERCENTILES
        }
        units = {key: self.units[f"output/{key[0]}"] for key in series}
        return Block("bands", ("output", "percentile"), series, units=units)

    def tables(self) -> dict[str, Table]:
        """Every figure in long form, one row a figure, by the name of the table."""
        found = {block.name: block.table(self.years) for block in self.blocks()}
        return {**found, "targets": _targets(self.targets), "gaps": _gaps(self.targets)}

    def to_csv(self, folder: Path) -> tuple[Path, ...]:
        """Write :meth:`tables` as CSV files into an existing ``folder``; return their paths."""
        return export.write_csv(self.tables(), folder)

    def to_pandas(self) -> dict[str, pd.DataFrame]:
        """Return :meth:`tables` as data frames.

        Raises:
            EnvironmentFault: pandas is not installed; the message names the extra.
        """
        return export.data_frames(self.tables())

    def to_xarray(self) -> xr.Dataset:
        """Return :meth:`blocks` as one labelled data set; what does not exist is not a number.

        Raises:
            EnvironmentFault: xarray is not installed; the message names the extra.
        """
        return export.data_set(self.blocks(), self.years)


def _keyed(series: Mapping[str, Floats]) -> dict[tuple[str, ...], Floats]:
    return {(name,): row for name, row in series.items()}


def _plain(series: Mapping[_Key, Floats]) -> dict[tuple[str, ...], Floats]:
    return {tuple(key): row for key, row in series.items()}


def _ways(effects: tuple[MeasureEffect, ...]) -> Iterator[tuple[tuple[str, str], Floats]]:
    """What a measure cuts in each way of counting, with its band and standard error."""
    for effect in effects:
        for way in ("alone", "last", "share", "share_error"):
            yield (effect.id, way), getattr(effect, way)
        for way in ("alone", "last", "share"):
            band: Band | None = getattr(effect, f"{way}_band")
            for percentile in _PERCENTILES if band else ():
                yield (effect.id, f"{way}_{percentile}"), getattr(band, percentile)


def _listed(row: Floats) -> list[Json]:
    return [float(value) for value in row]


def _measure(effect: MeasureEffect) -> dict[str, Json]:
    """A measure that is not computable has no figures, and the reason in their place."""
    figures = {"alone": effect.alone, "last": effect.last, "share": effect.share}
    return {
        "id": effect.id,
        **{name: _listed(row) if effect.computable else [] for name, row in figures.items()},
        "not_computable": None if effect.computable else effect.reason,
    }


def _targets(targets: tuple[TargetOutcome, ...]) -> Table:
    columns = ("target", "year", "unit", "value", "result", "median", "gap", "probability")
    return Table(
        (*columns, "not_computable"),
        tuple(
            (t.id, t.year, "kt", t.value, t.result, t.median, t.gap, t.probability, t.reason)
            for t in targets
        ),
    )


def _gaps(targets: tuple[TargetOutcome, ...]) -> Table:
    rows = [
        (target.id, target.year, part, name, "kt", gap)
        for target in targets
        for part, gaps in (("sector", target.by_sector), ("authority", target.by_authority))
        for name, gap in gaps.items()
    ]
    return Table(("target", "year", "by", "name", "unit", "gap"), tuple(rows))
