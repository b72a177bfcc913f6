"""Options that name what shows that certificates are good, and who stamps the time."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import click

__all__ = ["evidence_options"]

F = TypeVar("F", bound=Callable[..., Any])


def evidence_options(command: F) -> F:
    """Add ``--time-stamps``, ``--trust``, ``--revoked`` and ``--ocsp``."""
    for option in (
        click.option(
            "--ocsp",
            is_flag=True,
            help="Ask the authorities that certificates name whether these are revoked, and keep "
            "their answers in the document.",
        ),
        click.option(
            "--revoked",
            metavar="CRL",
            multiple=True,
            type=click.Path(path_type=Path),
            help="List of revoked certificates (.crl), kept in the document.",
        ),
        click.option(
            "--trust",
            metavar="CERT",
            multiple=True,
            type=click.Path(path_type=Path),
            help="Certificate of an issuer (.pem), kept in the document.",
        ),
        click.option("--time-stamps", metavar="URL", help="Authority of time stamps (RFC 3161)."),
    ):
        command = option(command)
    return command
