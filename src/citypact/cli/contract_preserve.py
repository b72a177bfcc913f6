"""``citypact contract preserve``: what later verifiers need, kept under a new time stamp."""

from __future__ import annotations

from pathlib import Path

import click

from citypact.cli.certificates import evidence_from
from citypact.cli.evidence_options import evidence_options
from citypact.cli.signed_file import rewritten
from citypact.documents.pades.signing import time_stamps_from
from citypact.documents.preservation import preserve as preserve_document
from citypact.errors import InputError

__all__ = ["preserve"]


@click.command()
@click.argument("file", metavar="FILE", type=click.Path(path_type=Path))
@evidence_options
@click.option(
    "--output",
    metavar="FILE",
    type=click.Path(path_type=Path, dir_okay=False),
    help="Where to; FILE itself where nothing is said.",
)
def preserve(
    file: Path,
    *,
    time_stamps: str | None,
    trust: tuple[Path, ...],
    revoked: tuple[Path, ...],
    ocsp: bool,
    output: Path | None,
) -> None:
    """Keep the signed document FILE verifiable for longer.

    What is known of certificates is put into it, for signatures that do not have it yet and for
    the newest archive time stamp, and an authority stamps the whole. Do so again before the
    certificate of that authority expires; citypact contract verify tells when. What was signed
    stays byte for byte.
    """
    if not time_stamps or not trust or not (revoked or ocsp):
        raise InputError(
            "--time-stamps, --trust, and --revoked or --ocsp are needed: give all three"
        )
    stamps = time_stamps_from(time_stamps)
    evidence = evidence_from(trust, revoked, ocsp=ocsp)
    with rewritten(file, output) as document:
        done = preserve_document(document.content, stamps, evidence)
        document.put(done.content)
    for place in done.left:
        click.echo(
            f"{place} signed without a time stamp: valid as long as the certificate, no longer",
            err=True,
        )
    click.echo(output or file)
