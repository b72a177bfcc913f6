"""``citypact contract new``: a contract of one's own city, to be written on."""

from __future__ import annotations

from pathlib import Path

import click

from citypact.book import open_book
from citypact.contract.new import new_contract
from citypact.contract.writing import write_contract

__all__ = ["new"]


@click.command()
@click.argument("folder", metavar="FOLDER", type=click.Path(path_type=Path))
@click.option("--book", metavar="BOOK", required=True, help="The city's book: a name or a folder.")
@click.option("--year", type=int, required=True, help="Which its first version is for.")
@click.option(
    "--kind",
    type=click.Choice(["national", "local", "eu"]),
    default="national",
    show_default=True,
    help="With agencies and a programme, with those who act in the city, or with the EU.",
)
def new(folder: Path, *, book: str, year: int, kind: str) -> None:
    """Start a contract in the new FOLDER, whose name becomes its id.

    It holds the city as its first party and a draft without clauses. The other parties are rows of
    its parties.csv; what they promise is written in the workspace, or in its tables.
    """
    started = new_contract(open_book(book), folder.name, year=year, kind=kind)
    write_contract(started, folder)
    click.echo(f"{folder} is a contract with one party. Now add the others, and then:")
    click.echo(f"  citypact contract take-in {folder} --owner {started.city}")
