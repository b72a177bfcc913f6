"""``citypact backtest``: how far forecasts of emissions were from what came."""

from __future__ import annotations

import json
import math
from pathlib import Path

import click

from citypact.book.municipalities import all_municipalities
from citypact.book.smhi_file import read_smhi_file
from citypact.book.smhi_sectors import SECTORS
from citypact.choice.backtest import Backtest, Miss, SectorScore
from citypact.choice.backtest import backtest as run_backtest
from citypact.choice.panel import Panel
from citypact.cli.grid import grid
from citypact.cli.options import WholeNumber, form_option

__all__ = ["backtest"]

#: The last year with final figures; the year after it was published as preliminary.
LAST_FINAL = 2023

YEAR = WholeNumber(1900, 2100, "A year has four digits.")


@click.command()
@click.option(
    "--smhi",
    "file",
    metavar="FILE",
    required=True,
    type=click.Path(path_type=Path),
    help="SMHI's export of all municipalities (.xlsx), or a table of it (.csv).",
)
@click.option(
    "--to",
    metavar="YEAR",
    type=YEAR,
    default=2015,
    show_default=True,
    help="The last year that the forecast may know.",
)
@click.option(
    "--last",
    metavar="YEAR",
    type=YEAR,
    default=LAST_FINAL,
    show_default=True,
    help="The last year that is scored; later figures are preliminary.",
)
@form_option("json", "table")
def backtest(file: Path, *, to: int, last: int, form: str) -> None:
    """Forecast years that are known, and measure the errors.

    Every municipality's emissions after the year --to are forecast from the figures up to that
    year alone: each sector goes on at the rate of the median municipality. They are set against
    what came, beside simpler forecasts: the last value, and straight lines through the past.
    """
    smhi = read_smhi_file(file)
    panel = Panel.of_figures(smhi.figures(), [one.id for one in SECTORS])
    found = run_backtest(panel, to, last)
    if form == "json":
        said = {**_json(found), "gas": smhi.gas, "sha256": smhi.digest}
        click.echo(json.dumps(said, ensure_ascii=False, allow_nan=False))
        return
    click.echo("\n\n".join("\n".join(part) for part in _parts(found, to, smhi.gas)))


def _number(value: float) -> float | None:
    """``value`` as JSON can say it: what is not known, or has no bound, is null."""
    return value if math.isfinite(value) else None


def _json(found: Backtest) -> dict[str, object]:
    return {
        "n": found.municipalities,
        "years": list(found.years),
        "median_ape": found.median_ape,
        "coverage90": _number(found.coverage90),
        "references": {
            "last_value": found.last_value,
            "lad_line": found.lad_line,
            "anchored_lad_line": found.anchored_lad_line,
        },
        "known_years": list(found.fit.panel.years),
        "cases": found.cases,
        "not_scored": found.not_scored,
        "band_factor": _number(found.factor),
        "median_ape_by_year": {
            str(year): _number(one) for year, one in zip(found.years, found.by_year, strict=True)
        },
        "inner": {
            "median_ape": found.fit.error,
            "trials": [[one.origin, one.year] for one in found.fit.trials],
        },
        "sectors": {one.sector: _sector_json(one) for one in found.sectors},
        "not_counted": list(found.not_counted),
        "worst": [_miss_json(one) for one in found.worst],
    }


def _sector_json(score: SectorScore) -> dict[str, object]:
    return {
        "cases": score.cases,
        "median_ape": _number(score.median_ape),
        "coverage90": _number(score.coverage90),
        "last_value": _number(score.last_value),
        "band_factor": _number(score.factor),
        "from_zero": score.from_zero,
        "opened": score.opened,
        "ended": score.ended,
    }


def _miss_json(miss: Miss) -> dict[str, object]:
    return {
        "code": miss.place,
        "name": _name(miss.place),
        "year": miss.year,
        "ape": miss.ape,
        "forecast": miss.forecast,
        "outcome": miss.outcome,
        "unit": "t/yr",
        "sector": miss.sector,
        "sector_last": miss.sector_last,
        "sector_forecast": miss.sector_forecast,
        "sector_outcome": miss.sector_outcome,
        "change": miss.change,
    }


def _name(code: str) -> str:
    return next((one.name for one in all_municipalities() if one.code == code), code)


def _percent(value: float) -> str:
    return f"{100 * value:.1f} %" if math.isfinite(value) else "–"


def _kt(tonnes: float) -> str:
    return f"{tonnes / 1000:.1f}"


def _parts(found: Backtest, to: int, gas: str) -> list[list[str]]:
    return [_summary(found, to, gas), _totals(found), _sectors(found), _worst(found, to)]


def _summary(found: Backtest, to: int, gas: str) -> list[str]:
    years = ", ".join(map(str, found.years))
    origins = ", ".join(str(year) for year in sorted({one.origin for one in found.fit.trials}))
    lines = [
        f"{found.municipalities} municipalities, {years}, forecast from figures up to {to}",
        f"Bands hold 90 % of the errors of the same forecast from {origins}, in years up to {to};",
        f"its median error was {_percent(found.fit.error)} there",
    ]
    if gas != "CO2e":
        lines.append(f"{gas} alone, not all greenhouse gases")
    if found.not_scored:
        lines.append(f"{found.not_scored} municipality-years lack figures and are not scored")
    if found.not_counted:
        titles = ", ".join(_title(one) for one in found.not_counted)
        lines.append(f"In no total, for it was nowhere above zero by {to}: {titles}")
    return lines


def _totals(found: Backtest) -> list[str]:
    return grid(
        [
            ("Total emissions", "median error", "in 90 % band"),
            ("Citypact", _percent(found.median_ape), _percent(found.coverage90)),
            ("Last value", _percent(found.last_value), ""),
            ("Line of least absolute deviations", _percent(found.lad_line), ""),
            ("The same through the last value", _percent(found.anchored_lad_line), ""),
        ]
    )


def _sectors(found: Backtest) -> list[str]:
    rows = [("Sector", "median error", "last value", "in 90 % band", "from zero", "ended")]
    rows += [
        (
            _title(one.sector),
            _percent(one.median_ape),
            _percent(one.last_value),
            _percent(one.coverage90),
            str(one.from_zero),
            str(one.ended),
        )
        for one in found.sectors
    ]
    return grid(rows)


def _worst(found: Backtest, to: int) -> list[str]:
    rows = [
        (
            "Largest errors, kt",
            "year",
            "error",
            "forecast",
            "outcome",
            "sector",
            str(to),
            "then",
            "",
        )
    ]
    rows += [
        (
            _name(one.place),
            str(one.year),
            _percent(one.ape),
            _kt(one.forecast),
            _kt(one.outcome),
            _title(one.sector),
            _kt(one.sector_last),
            _kt(one.sector_outcome),
            one.change,
        )
        for one in found.worst
    ]
    return grid(rows)


def _title(sector: str) -> str:
    return next((one.title_en for one in SECTORS if one.id == sector), sector)
