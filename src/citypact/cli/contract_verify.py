"""``citypact contract verify``: a signed document verified, without server or database."""

from __future__ import annotations

import json
from pathlib import Path

import click

from citypact.cli.certificates import authorities, bounded
from citypact.cli.options import form_option, language_option
from citypact.documents.pades.reading import read_bounded
from citypact.documents.verification import verify as verify_document
from citypact.documents.verification_summary import verification_summary

__all__ = ["verify"]


@click.command()
@click.argument("file", metavar="FILE", type=click.Path(path_type=Path))
@click.option("--rerun", is_flag=True, help="Compute the figures again from what is attached.")
@click.option(
    "--trust",
    metavar="CERT",
    multiple=True,
    type=click.Path(path_type=Path),
    help="Certificate of an authority that you trust (.pem); can be given several times.",
)
@click.option(
    "--statement",
    metavar="FILE",
    multiple=True,
    type=click.Path(path_type=Path),
    help="A party's statement that it declines or withdraws (.p7m); can be given several times.",
)
@form_option("json", "table")
@language_option
@click.pass_context
def verify(  # noqa: PLR0913  one argument an option
    ctx: click.Context,
    *,
    file: Path,
    rerun: bool,
    trust: tuple[Path, ...],
    statement: tuple[Path, ...],
    form: str,
    language: str,
) -> None:
    """Verify the signed document FILE of a contract.

    Signatures, certificates, what was changed after signing, and whether what is attached is what
    the manifest says. Nothing is asked of any server. Without --trust nobody's identity is shown,
    and no signature is valid. The exit code is 0 for a valid document, 3 for one that is not, and
    2 for a file that cannot be read.
    """
    found = verify_document(
        read_bounded(file),
        authorities(trust),
        again=rerun,
        statements=[bounded(each) for each in statement],
    )
    if form == "json":
        click.echo(json.dumps(found.to_json(), ensure_ascii=False, allow_nan=False))
    else:
        click.echo(verification_summary(found, language))
    if not found.valid:
        ctx.exit(NOT_VALID)


#: The exit code for a document that was read and is not valid.
NOT_VALID = 3
