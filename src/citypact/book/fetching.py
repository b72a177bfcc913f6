"""Fetching SMHI's export from its public address, bounded in size and time.

Only https is fetched, and plain http from this machine itself. What comes is kept in a
temporary file for as long as it is read.
"""

from __future__ import annotations

import os
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.client import HTTPException, HTTPMessage
from pathlib import Path
from typing import IO
from urllib.error import HTTPError, URLError
from urllib.parse import urlsplit
from urllib.request import HTTPRedirectHandler, Request, build_opener

from citypact.book.smhi_file import LARGEST_EXPORT
from citypact.errors import EnvironmentFault, InputError
from citypact.said import Said

__all__ = ["ADDRESS", "ADDRESS_SETTING", "fetched_export", "smhi_address"]

#: SMHI's export of all greenhouse gases, every county and municipality.
ADDRESS = (
    "https://nationellaemissionsdatabasen.smhi.se/api/getexcelfile/?county=0&municipality=0&sub=GGT"
)
#: The environment variable that names another address.
ADDRESS_SETTING = "CITYPACT_SMHI_ADDRESS"

#: Seconds without a byte, and in all, after which the fetching is given up.
SILENCE, PATIENCE = 30.0, 180.0
_CHUNK = 1 << 16
_LOOPBACK = frozenset({"127.0.0.1", "::1", "localhost"})


def smhi_address() -> str:
    """The address that is fetched: the setting where there is one, else SMHI's own."""
    return os.environ.get(ADDRESS_SETTING) or ADDRESS


@contextmanager
def fetched_export(address: str) -> Iterator[Path]:
    """Fetch the export, and give the path of a file that is there while it is read.

    Raises:
        InputError: the address is not https.
        EnvironmentFault: there is no way out, the answer is too slow or too large, or it is
            no workbook. The message names the address and the way without it.
    """
    _refuse_open_road(address)
    with tempfile.TemporaryDirectory(prefix="citypact-") as folder:
        path = Path(folder) / "smhi.xlsx"
        try:
            path.write_bytes(_download(address))
        except (OSError, HTTPException, ValueError) as error:
            raise _no_way_out(address, _reason(error)) from error
        yield path


def _reason(error: Exception) -> str:
    if isinstance(error, HTTPError):
        error.close()
        return str(error)
    cause = error.reason if isinstance(error, URLError) else error
    return str(cause) or type(cause).__name__


def _no_way_out(address: str, reason: str) -> EnvironmentFault:
    return EnvironmentFault(
        f"SMHI's export could not be fetched from {address} ({reason}). Fetch it with a browser "
        "on a machine that can, and name the file: --smhi FILE"
    )


def _refuse_open_road(address: str) -> None:
    parts = urlsplit(address)
    if parts.scheme == "https" or (parts.scheme == "http" and parts.hostname in _LOOPBACK):
        return
    message = Said("%(address)s is not fetched: only https addresses are", address=address)
    raise InputError(message)


class _SafeRedirects(HTTPRedirectHandler):
    """Follows a redirect only to an address that would have been fetched itself."""

    def redirect_request(
        self,
        req: Request,
        fp: IO[bytes],
        code: int,
        msg: str,
        headers: HTTPMessage,
        newurl: str,
    ) -> Request | None:
        try:
            _refuse_open_road(newurl)
        except InputError:
            fp.close()
            raise
        return super().redirect_request(req, fp, code, msg, headers, newurl)


def _download(address: str) -> bytes:
    deadline = time.monotonic() + PATIENCE
    opener = build_opener(_SafeRedirects)
    parts: list[bytes] = []
    size = 0
    with opener.open(Request(address), timeout=SILENCE) as answer:  # noqa: S310  checked above
        while chunk := answer.read(_CHUNK):
            size += len(chunk)
            if size > LARGEST_EXPORT:
                message = f"the answer is larger than {LARGEST_EXPORT / 1e6:.0f} MB"
                raise OSError(message)
            if time.monotonic() > deadline:
                message = f"the answer took more than {PATIENCE:.0f} seconds"
                raise TimeoutError(message)
            parts.append(chunk)
    data = b"".join(parts)
    if data[:2] != b"PK":
        message = "the answer is no workbook"
        raise OSError(message)
    return data
