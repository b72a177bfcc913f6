"""``citypact contract document``: a version of a contract as a PDF to sign."""

from __future__ import annotations

from pathlib import Path

import click

from citypact.book import open_book
from citypact.cli.named_contract import contract_of
from citypact.cli.options import draws_option, language_option, seed_option
from citypact.documents.contract_document import contract_document
from citypact.documents.frozen import freeze
from citypact.figures.files import write_whole

__all__ = ["document"]


@click.command()
@click.argument("city")
@click.option("--version", metavar="V", default="", help="Which version; the one in force.")
@click.option(
    "--book", metavar="BOOK", help="The city's book, where it is not one that comes with Citypact."
)
@click.option(
    "--output",
    metavar="FILE",
    type=click.Path(path_type=Path, dir_okay=False),
    required=True,
    help="Where to; it is written whole or not at all.",
)
@click.option(
    "--verify-at",
    metavar="URL",
    envvar="CITYPACT_VERIFY_AT",
    default="",
    help="Address of the page where documents are verified; it is printed, with a QR code.",
)
@draws_option()
@seed_option
@language_option
def document(  # noqa: PLR0913  one argument an option
    city: str,
    *,
    version: str,
    book: str | None,
    output: Path,
    verify_at: str,
    draws: int,
    seed: int,
    language: str,
) -> None:
    """Write a version of CITY's contract as a PDF to sign.

    It holds the clauses, the commitments by party, what they add up to, what the check finds and
    why it may stand, what has changed, and pages for the signatures. The city book, the contract's
    tables, the results and a manifest of hashes are attached. The same version gives the same
    bytes. PDF/UA-1 and PDF/A-3a.
    """
    opened = contract_of(city)
    frozen = freeze(
        opened,
        opened.version(version),
        open_book(book or opened.city),
        language,
        draws=draws,
        seed=seed,
        verify_at=verify_at,
    )
    write_whole(output, contract_document(frozen))
    click.echo(output)
