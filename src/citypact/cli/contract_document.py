"""``citypact contract document``: a version of a contract as a PDF to sign, or a DOCX to edit."""

from __future__ import annotations

from pathlib import Path

import click

from citypact.book import open_book
from citypact.cli.named_contract import contract_of
from citypact.cli.options import draws_option, language_option, seed_option
from citypact.documents.contract_document import contract_document
from citypact.documents.editing.writing import contract_docx
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
    help="Where to as PDF; it is written whole or not at all.",
)
@click.option(
    "--docx",
    metavar="FILE",
    type=click.Path(path_type=Path, dir_okay=False),
    help="Where to as DOCX, to be edited elsewhere; see citypact contract import-changes.",
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
    output: Path | None,
    docx: Path | None,
    verify_at: str,
    draws: int,
    seed: int,
    language: str,
) -> None:
    """Write a version of CITY's contract as a PDF to sign, as a DOCX to edit, or as both.

    The PDF holds the clauses, the commitments by party, what they add up to, what the check finds
    and why it may stand, what has changed, and pages for the signatures. The city book, the
    contract's tables, the results and a manifest of hashes are attached. The same version gives the
    same bytes. PDF/UA-1 and PDF/A-3a.

    The DOCX holds the clauses and commitments, for those who edit elsewhere. It is not for signing.
    """
    if output is None and docx is None:
        raise click.UsageError("name where to: --output FILE for a PDF, --docx FILE for a DOCX")
    if output is not None and docx is not None and output.absolute() == docx.absolute():
        raise click.UsageError(f"--output and --docx both name {output}: name two files")
    opened = contract_of(city)
    chosen = opened.version(version)
    if docx is not None:
        write_whole(docx, contract_docx(opened, chosen, language))
        click.echo(docx)
    if output is None:
        return
    frozen = freeze(
        opened,
        chosen,
        open_book(book or opened.city),
        language,
        draws=draws,
        seed=seed,
        verify_at=verify_at,
    )
    write_whole(output, contract_document(frozen))
    click.echo(output)
