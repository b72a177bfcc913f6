"""``citypact contract sign``: a party's signature added to a contract's document."""

from __future__ import annotations

import os
from pathlib import Path

import click

from citypact.cli.certificates import authorities
from citypact.documents.pades.archiving import Evidence
from citypact.documents.pades.reading import read_bounded
from citypact.documents.pades.signer import KeyFile
from citypact.documents.pades.signing import time_stamps_from
from citypact.documents.party_signature import add_signature
from citypact.errors import InputError
from citypact.figures.files import write_whole

__all__ = ["sign"]

#: Where the password is looked for before it is asked for.
PASSWORD = "CITYPACT_KEY_PASSWORD"  # noqa: S105  the name of the variable
_LARGEST = 1_000_000


@click.command()
@click.argument("file", metavar="FILE", type=click.Path(path_type=Path))
@click.option(
    "--pkcs12",
    metavar="KEY",
    type=click.Path(path_type=Path),
    required=True,
    help="Key and certificate (.p12, .pfx).",
)
@click.option("--party", metavar="ID", required=True, help="Which party signs.")
@click.option("--time-stamps", metavar="URL", help="Authority of time stamps (RFC 3161).")
@click.option(
    "--trust",
    metavar="CERT",
    multiple=True,
    type=click.Path(path_type=Path),
    help="Certificate of an issuer (.pem); with --revoked, kept in the document.",
)
@click.option(
    "--revoked",
    metavar="CRL",
    multiple=True,
    type=click.Path(path_type=Path),
    help="List of revoked certificates (.crl); with --time-stamps and --trust: PAdES B-LTA.",
)
@click.option(
    "--output",
    metavar="FILE",
    type=click.Path(path_type=Path, dir_okay=False),
    help="Where to; FILE itself where nothing is said.",
)
def sign(  # noqa: PLR0913  one argument an option
    file: Path,
    *,
    pkcs12: Path,
    party: str,
    time_stamps: str | None,
    trust: tuple[Path, ...],
    revoked: tuple[Path, ...],
    output: Path | None,
) -> None:
    """Add a party's signature to the document FILE of a contract.

    The password of the key is taken from the environment, CITYPACT_KEY_PASSWORD, or asked for. A
    document whose attachments are not what its manifest says is not signed. Parties sign in any
    order, each once.
    """
    pdf = read_bounded(file)
    if bool(revoked) != bool(trust) or (revoked and not time_stamps):
        raise InputError("--revoked, --trust and --time-stamps go together: give all three")
    content = _bounded(pkcs12)
    password = os.environ.get(PASSWORD)
    if password is None:
        password = click.prompt("Password of the key", hide_input=True, err=True)
    signed = add_signature(
        pdf,
        KeyFile(content, password),
        party,
        stamps=time_stamps_from(time_stamps) if time_stamps else None,
        evidence=Evidence(tuple(authorities(trust)), tuple(_bounded(path) for path in revoked))
        if revoked
        else None,
    )
    write_whole(output or file, signed)
    click.echo(output or file)


def _bounded(path: Path) -> bytes:
    try:
        with path.open("rb") as stream:
            content = stream.read(_LARGEST + 1)
    except OSError as error:
        raise InputError(f"{path} cannot be read: {error.strerror or error}") from error
    if len(content) > _LARGEST:
        raise InputError(f"{path} is larger than {_LARGEST // 1_000_000} MB: it is no such file")
    return content
