"""``citypact backtest``: how far forecasts of emissions were from what came."""

from __future__ import annotations

import json
from pathlib import Path

import click

from citypact.book.smhi_file import read_smhi_file
from citypact.book.smhi_sectors import SECTORS
from citypact.choice.backtest import backtest as run_backtest
from citypact.choice.origins import every_origin
from citypact.choice.panel import Panel
from citypact.cli.backtest_json import as_json
from citypact.cli.backtest_text import as_text
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
@click.option(
    "--origins",
    is_flag=True,
    help="Also make the back-test from every other year that it can be made from.",
)
@form_option("json", "table")
def backtest(file: Path, *, to: int, last: int, origins: bool, form: str) -> None:
    """Forecast years that are known, and measure the errors.

    Every municipality's emissions after the year --to are forecast from the figures up to that
    year alone: each sector goes on at the rate of the median municipality. They are set against
    what came, beside simpler forecasts: the last value, and straight lines through the past. For
    totals and each sector it is told whether the 90 % bands hold 85 to 95 % of the outcomes, what
    the chance of that was, and which municipalities lie far outside after which jump.
    """
    smhi = read_smhi_file(file)
    panel = Panel.of_figures(smhi.figures(), [one.id for one in SECTORS])
    found = run_backtest(panel, to, last)
    every = every_origin(panel, last) if origins else {}
    if form == "json":
        said = {**as_json(found, every), "gas": smhi.gas, "sha256": smhi.digest}
        click.echo(json.dumps(said, ensure_ascii=False, allow_nan=False))
        return
    click.echo("\n\n".join("\n".join(part) for part in as_text(found, every, to, smhi.gas)))
