"""Serving the site from this process with waitress, until it is told to stop.

One thread beside it does the background work, such as sending mails.
"""

from __future__ import annotations

import errno
import socket
import sys
from collections.abc import Callable
from contextlib import suppress

from django.core.wsgi import get_wsgi_application
from waitress.server import BaseWSGIServer, MultiSocketServer, create_server

from citypact.apps.conduct.queue import Worker
from citypact.errors import EnvironmentFault, InputError
from citypact.site.environment import Environment

__all__ = ["address_of", "listen", "serve"]

#: Pages come from the database and take milliseconds; four readers are answered at once.
THREADS = 4
#: No page takes more than a signed document, of 50 MB at most; each form has a bound of its own.
LARGEST_BODY = 52_000_000
LARGEST_HEADER = 32_768
#: So many readers may keep a connection at the same time. Browsers keep theirs while a form is
#: filled in: with waitress' own hundred, the hundred and first would wait for another to leave.
CONNECTIONS = 2000
#: Seconds after which a reader who says nothing is let go.
SILENCE = 60

HIGHEST_PORT = 65535
ANY_ADDRESS = {"0.0.0.0", "::"}  # noqa: S104  recognised, never bound unless asked for
#: These are opened by name: a passkey belongs to a name, and a number has none.
OPENED_BY_NAME = ANY_ADDRESS | {"127.0.0.1"}


def listen(host: str, port: int) -> socket.socket:
    """Take ``port`` of ``host``; port 0 takes any that is free. The caller closes the socket.

    Raises:
        InputError: ``host`` is no address of this machine, or ``port`` no port.
        EnvironmentFault: the port is taken, or this user may not listen on it.
    """
    if not 0 <= port <= HIGHEST_PORT:
        raise InputError(f"{port} is not a port: give one from 0 to {HIGHEST_PORT} with --port")
    try:
        family, kind, protocol, _, address = socket.getaddrinfo(
            host, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE
        )[0]
    except (OSError, UnicodeError) as error:
        raise _no_address(host) from error
    listener = socket.socket(family, kind, protocol)
    try:
        # On Windows this option would let two programs share the port.
        if sys.platform != "win32":
            listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listener.bind(address)
        listener.listen()
    except OSError as error:
        listener.close()
        raise _refusal(host, port, error) from error
    return listener


def _no_address(host: str) -> InputError:
    return InputError(f"{host} is not an address of this machine: give one with --host")


def _refusal(host: str, port: int, error: OSError) -> Exception:
    if error.errno == errno.EADDRINUSE:
        return EnvironmentFault(
            f"port {port} on {host} is taken by another program: stop that program, "
            "or choose another port with --port (0 takes any that is free)"
        )
    if error.errno == errno.EACCES:
        return EnvironmentFault(
            f"this user may not listen on port {port}: choose one above 1023 with --port"
        )
    if error.errno == errno.EADDRNOTAVAIL:
        return _no_address(host)
    return error


def address_of(listener: socket.socket, host: str) -> str:
    """The address at which a person on this machine opens what ``listener`` serves."""
    port: int = listener.getsockname()[1]
    shown = "localhost" if host in OPENED_BY_NAME else host
    return f"http://{f'[{shown}]' if ':' in shown else shown}:{port}/"


def _server(listener: socket.socket) -> BaseWSGIServer | MultiSocketServer:
    return create_server(
        get_wsgi_application(),
        sockets=[listener],
        threads=THREADS,
        ident=None,
        url_scheme="https" if Environment.read().https else "http",
        max_request_body_size=LARGEST_BODY,
        max_request_header_size=LARGEST_HEADER,
        channel_timeout=SILENCE,
        connection_limit=CONNECTIONS,
        # What it asks otherwise knows no more than 1,024 connections.
        asyncore_use_poll=True,
        clear_untrusted_proxy_headers=True,
    )


def serve(
    host: str = "127.0.0.1",
    port: int = 8000,
    *,
    on_ready: Callable[[str], None] | None = None,
    listener: socket.socket | None = None,
) -> None:
    """Serve the site until the process is interrupted; then finish what is being answered.

    :func:`citypact.site.setup` must have been called.

    Args:
        host: address of this machine; loopback is reached from this machine only.
        port: 0 takes any that is free.
        on_ready: called once with the site's address when it can be opened.
        listener: what :func:`listen` gave for this host and port, where the port was taken
            before there was anything to serve; it is closed at the end.

    Raises:
        InputError: ``host`` is no address of this machine, or ``port`` no port.
        EnvironmentFault: the port is taken, or this user may not listen on it.
    """
    with listener or listen(host, port) as open_listener:
        server = _server(open_listener)
        worker = Worker()
        worker.start()
        try:
            # The server ends quietly by itself once it runs; this is for the moment before.
            with suppress(KeyboardInterrupt):
                if on_ready is not None:
                    on_ready(address_of(open_listener, host))
                server.run()
        finally:
            worker.stop()
            server.close()
