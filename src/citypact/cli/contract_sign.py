"""``citypact contract sign``: a party's signature added to a contract's document."""

from __future__ import annotations

from pathlib import Path

import click

from citypact.cli.certificates import evidence_from
from citypact.cli.evidence_options import evidence_options
from citypact.cli.keys import key_options, opened_key
from citypact.cli.signed_file import rewritten
from citypact.documents.pades.signing import time_stamps_from
from citypact.documents.party_signature import add_signature
from citypact.errors import InputError

__all__ = ["sign"]


@click.command()
@click.argument("file", metavar="FILE", type=click.Path(path_type=Path))
@key_options
@click.option("--party", metavar="ID", required=True, help="Which party signs.")
@click.option(
    "--again",
    metavar="REASON",
    default="",
    help="Why a party that has signed signs again, such as another signatory.",
)
@evidence_options
@click.option(
    "--output",
    metavar="FILE",
    type=click.Path(path_type=Path, dir_okay=False),
    help="Where to; FILE itself where nothing is said.",
)
def sign(  # noqa: PLR0913  one argument an option
    file: Path,
    *,
    pkcs12: Path | None,
    pkcs11: Path | None,
    token: str | None,
    key: str | None,
    party: str,
    again: str,
    time_stamps: str | None,
    trust: tuple[Path, ...],
    revoked: tuple[Path, ...],
    ocsp: bool,
    output: Path | None,
) -> None:
    """Add a party's signature to the document FILE of a contract.

    The password of a key file is taken from the environment, CITYPACT_KEY_PASSWORD, the PIN of a
    token from CITYPACT_TOKEN_PIN, or asked for. A document whose attachments are not what its
    manifest says is not signed. Parties sign in any order, each once.
    """
    shown = bool(revoked) or ocsp
    if shown != bool(trust) or (shown and not time_stamps):
        raise InputError(
            "--trust, --time-stamps and one of --revoked or --ocsp go together: give all three, "
            "for a signature to be kept for long, or none of them but --time-stamps"
        )
    stamps = time_stamps_from(time_stamps) if time_stamps else None
    evidence = evidence_from(trust, revoked, ocsp=ocsp) if shown else None
    with opened_key(pkcs12, pkcs11, token, key) as signer, rewritten(file, output) as document:
        document.put(
            add_signature(
                document.content, signer, party, again=again, stamps=stamps, evidence=evidence
            )
        )
    click.echo(output or file)
