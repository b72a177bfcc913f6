"""``citypact contract decline`` and ``withdraw``: a party's signed statement beside a document."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import click

from citypact.cli.keys import key_options, opened_key
from citypact.documents.pades.reading import attached, opened, read_bounded
from citypact.documents.statement import state
from citypact.documents.verification import verify
from citypact.errors import InputError
from citypact.figures.files import write_whole

__all__ = ["decline", "withdraw"]

F = TypeVar("F", bound=Callable[..., Any])


def _options(command: F) -> F:
    for option in (
        click.option(
            "--output",
            metavar="FILE",
            type=click.Path(path_type=Path, dir_okay=False),
            help="Where to; beside FILE where nothing is said.",
        ),
        key_options,
        click.option("--reason", metavar="TEXT", required=True, help="Why; it is signed too."),
        click.option("--party", metavar="ID", required=True, help="Which party states it."),
        click.argument("file", metavar="FILE", type=click.Path(path_type=Path)),
    ):
        command = option(command)
    return command


@click.command()
@_options
def decline(**options: Any) -> None:  # noqa: ANN401  as click hands them over
    """State that a party declines to sign the document FILE of a contract.

    The statement is a file of its own, signed by the party; the document stays as it is. Bring it
    to citypact contract verify with --statement.
    """
    _write("declines", **options)


@click.command()
@_options
def withdraw(**options: Any) -> None:  # noqa: ANN401  as click hands them over
    """State that a party withdraws its signature of the document FILE of a contract.

    A signature cannot be taken out of a document that others have signed. The statement is a file
    of its own, signed by the party; bring it to citypact contract verify with --statement. What
    follows from it is for the parties and the law.
    """
    _write("withdraws", **options)


def _write(  # noqa: PLR0913  one argument an option
    kind: str,
    *,
    file: Path,
    party: str,
    reason: str,
    pkcs12: Path | None,
    pkcs11: Path | None,
    token: str | None,
    key: str | None,
    output: Path | None,
) -> None:
    pdf = read_bounded(file)
    found = verify(pdf)
    if found.manifest is None or party not in found.manifest.signatories:
        raise InputError(
            f"{party!r} is none of those who sign this document: it has nothing to state"
        )
    if (party in found.missing) != (kind == "declines"):
        how = (
            "has signed: it can withdraw"
            if kind == "declines"
            else "has not signed: it can decline"
        )
        raise InputError(f"{party!r} {how}")
    place = output or file.with_name(f"{file.stem}.{party}.{kind}.p7m")
    if place.exists():
        raise InputError(f"{place} is there already; name another with --output")
    with opened_key(pkcs12, pkcs11, token, key) as signer:
        made = state(attached(opened(pdf)), signer, party, kind, reason)
    write_whole(place, made)
    click.echo(place)
