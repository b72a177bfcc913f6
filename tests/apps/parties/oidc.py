"""A provider of OpenID Connect in a process of its own: the package's, not ours."""

import json
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from urllib.error import URLError

PATIENCE = 30.0


def _free_port() -> int:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        port: int = listener.getsockname()[1]
        return port


@contextmanager
def provider(*people: Mapping[str, object]) -> Iterator[str]:
    """The issuer's address, while it runs; ``people`` are the claims that it makes of each."""
    port = _free_port()
    issuer = f"http://127.0.0.1:{port}"
    claims = [part for each in people for part in ("--user-claims", json.dumps(dict(each)))]
    process = subprocess.Popen(
        [sys.executable, "-m", "oidc_provider_mock", "--port", str(port), *claims],
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    try:
        _wait_for(f"{issuer}/.well-known/openid-configuration", process)
        yield issuer
    finally:
        process.terminate()
        process.communicate(timeout=PATIENCE)


def _wait_for(address: str, process: subprocess.Popen[str]) -> None:
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        if process.poll() is not None:
            break
        try:
            with urllib.request.urlopen(address, timeout=5):  # noqa: S310  (our own address)
                return
        except URLError:
            time.sleep(0.1)
    process.terminate()
    message = f"the provider does not answer at {address}:\n{process.communicate()[0]}"
    raise AssertionError(message)
