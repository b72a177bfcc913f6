"""The key that the site signs with: made once, kept in the workspace, readable by its owner only.

Reading never writes: importing the settings leaves no file behind. :func:`keep` makes the file
when the workspace is prepared.
"""

from __future__ import annotations

import os
import secrets
import stat
from contextlib import suppress
from pathlib import Path

from citypact.errors import EnvironmentFault

__all__ = ["FILE", "keep", "read"]

FILE = "secret-key"
#: Random bytes in a key; 50 is what Django's own generator aims at in characters.
LENGTH = 50
OWNER_ONLY = stat.S_IRUSR | stat.S_IWUSR


def read(workspace: Path) -> str:
    """The key kept in ``workspace``, or one that lasts only as long as this process."""
    try:
        kept = (workspace / FILE).read_text(encoding="ascii").strip()
    except FileNotFoundError:
        kept = ""
    return kept or secrets.token_urlsafe(LENGTH)


def keep(workspace: Path) -> None:
    """Make the key of ``workspace`` unless it has one; two at once make one key between them.

    Raises:
        EnvironmentFault: the file may be read by others than its owner.
    """
    path = workspace / FILE
    if not path.exists():
        own = workspace / f".{FILE}.{secrets.token_hex(8)}"
        descriptor = os.open(own, os.O_WRONLY | os.O_CREAT | os.O_EXCL, OWNER_ONLY)
        with os.fdopen(descriptor, "w", encoding="ascii") as file:
            file.write(secrets.token_urlsafe(LENGTH) + "\n")
        # A link is made whole or not at all, and never over a key that another process has made.
        with suppress(FileExistsError):
            os.link(own, path)
        own.unlink()
    mode = stat.S_IMODE(path.stat().st_mode)
    if os.name == "posix" and mode & ~OWNER_ONLY:
        message = (
            f"the secret key {path} may be read by others (mode {mode:o}, allowed: 600): "
            f"run chmod 600 {path}, or remove it to have a new one made"
        )
        raise EnvironmentFault(message)
