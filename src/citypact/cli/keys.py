"""Options that name the key which signs: a file, or a token or card."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, TypeVar

import click

from citypact.cli.certificates import bounded
from citypact.documents.pades.signer import DigestSigner, KeyFile
from citypact.errors import InputError

__all__ = ["key_options", "opened_key"]

#: Where the password and the PIN are looked for before they are asked for.
PASSWORD, PIN = "CITYPACT_KEY_PASSWORD", "CITYPACT_TOKEN_PIN"

F = TypeVar("F", bound=Callable[..., Any])


def key_options(command: F) -> F:
    """Add the options that :func:`opened_key` takes."""
    for option in (
        click.option("--key", metavar="LABEL", help="With --pkcs11: which key on the token."),
        click.option("--token", metavar="LABEL", help="With --pkcs11: which token."),
        click.option(
            "--pkcs11",
            metavar="LIBRARY",
            type=click.Path(path_type=Path),
            help="Sign with a token or card, by its maker's library (.so, .dll).",
        ),
        click.option(
            "--pkcs12",
            metavar="FILE",
            type=click.Path(path_type=Path),
            help="Sign with key and certificate in a file (.p12, .pfx).",
        ),
    ):
        command = option(command)
    return command


@contextmanager
def opened_key(
    pkcs12: Path | None, pkcs11: Path | None, token: str | None, key: str | None
) -> Iterator[DigestSigner]:
    """Open the key that was named. Password and PIN come from the environment, or are asked for.

    Raises:
        InputError: none is named, or both; a label lacks; or the key cannot be opened.
        EnvironmentFault: the token cannot be used.
    """
    if (pkcs12 is None) == (pkcs11 is None):
        raise InputError(
            "name one key: --pkcs12 FILE, or --pkcs11 LIBRARY --token LABEL --key LABEL"
        )
    if pkcs12 is not None:
        if token or key:
            raise InputError("--token and --key go with --pkcs11, not with --pkcs12")
        content = bounded(pkcs12)
        yield KeyFile(content, _secret(PASSWORD, "Password of the key"))
        return
    if pkcs11 is None or not token or not key:
        raise InputError("--pkcs11 needs --token LABEL and --key LABEL: which key, on which token")
    from citypact.documents.pades.token import (  # noqa: PLC0415  needs python-pkcs11
        opened_token,
    )

    with opened_token(pkcs11, token, key, _secret(PIN, f"PIN of {token}")) as found:
        yield found


def _secret(variable: str, what: str) -> str:
    known = os.environ.get(variable)
    return click.prompt(what, hide_input=True, err=True) if known is None else known
