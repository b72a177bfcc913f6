"""A port to serve on: whether it is free, said before any work is done for it."""

from __future__ import annotations

import errno
import socket
import sys

from citypact.errors import EnvironmentFault, InputError

__all__ = ["must_be_free"]

HIGHEST_PORT = 65535
#: How many ports are tried for the one that the message proposes.
TRIED = 20


def must_be_free(host: str, port: int) -> None:
    """Return when ``port`` of ``host`` can be listened on.

    Raises:
        InputError: ``host`` is no address of this machine.
        EnvironmentFault: the port is taken, or this user may not listen on it. The message
            proposes a port that is free.
    """
    try:
        _listen(host, port)
    except socket.gaierror as error:
        message = f"{host} is not an address: give one of this machine with --host"
        raise InputError(message) from error
    except OSError as error:
        if error.errno == errno.EADDRINUSE:
            reason = f"port {port} on {host} is taken by another program"
        elif error.errno == errno.EACCES:
            reason = f"this user may not listen on port {port}"
        elif error.errno == errno.EADDRNOTAVAIL:
            message = f"{host} is not an address of this machine: give one with --host"
            raise InputError(message) from error
        else:
            raise
        message = f"{reason}: {_proposal(host, port)}"
        raise EnvironmentFault(message) from error


def _listen(host: str, port: int) -> None:
    family, kind, protocol, _, address = socket.getaddrinfo(
        host, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE
    )[0]
    with socket.socket(family, kind, protocol) as listener:
        # On Windows this option would let two programs share the port.
        if sys.platform != "win32":
            listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listener.bind(address)
        listener.listen(1)


def _proposal(host: str, port: int) -> str:
    first = max(port + 1, 8001)
    for candidate in range(first, min(first + TRIED, HIGHEST_PORT + 1)):
        try:
            _listen(host, candidate)
        except OSError:
            continue
        return f"stop that program, or choose another port, such as --port {candidate}"
    return "choose another port with --port"
