"""Opening the workspace from the command line: its port, its address, and who gets in."""

from __future__ import annotations

import os
import socket
from collections.abc import Iterator
from contextlib import contextmanager

from citypact.cli.demo_account import MAIL
from citypact.cli.words import say
from citypact.site.environment import ADDRESS
from citypact.site.serving import address_of, listen

__all__ = ["open_at", "taken_port"]


@contextmanager
def taken_port(host: str, port: int) -> Iterator[socket.socket]:
    """Take ``port`` of ``host`` before any work; links in mails lead there, whichever it became.

    Raises:
        InputError: ``host`` is no address of this machine, or ``port`` no port.
        EnvironmentFault: the port is taken, or this user may not listen on it.
    """
    with listen(host, port) as listener:
        os.environ.setdefault(ADDRESS, address_of(listener, host).rstrip("/"))
        yield listener


def open_at(address: str, way_in: str, language: str) -> str:
    """Where the workspace is, and how whoever started the demo gets in.

    Args:
        address: of the site.
        way_in: an address at which the demo's password is chosen; empty where there is none.
        language: sv or en.
    """
    lines = [say(language, "served", address=address)]
    if way_in:
        lines.append(say(language, "way-in", mail=MAIL, address=way_in))
    return "\n".join(lines)
