"""Where the workspace keeps its tables: a SQLite file, or a PostgreSQL database.

SQLite is the usual one: a file in the workspace, nothing to install. PostgreSQL is for a site that
many write to at the same time.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

from citypact.errors import InputError

__all__ = ["settings_of"]

SCHEMES = ("postgresql", "postgres")
#: Seconds that a connection is kept for the next request.
KEPT = 600


def settings_of(database: Path | str) -> dict[str, Any]:  # Any: what Django takes
    """What Django is told of ``database``.

    Args:
        database: path of a SQLite file, or ``postgresql://user:password@host:port/name``. Where
            the host is left out, ``?host=`` may name the folder of a socket.

    Raises:
        InputError: it is the address of something else, or names no database.
    """
    if isinstance(database, Path):
        return {
            "ENGINE": "django.db.backends.sqlite3",
            "NAME": database,
            "CONN_MAX_AGE": None,
            "OPTIONS": {
                # A writer takes its place at once instead of failing half-way; readers never wait.
                "transaction_mode": "IMMEDIATE",
                "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL;",
                "timeout": 20,
            },
        }
    parts = urlsplit(database)
    name = unquote(parts.path.lstrip("/"))
    if parts.scheme not in SCHEMES or not name:
        shown = f"{parts.scheme}://…/{name}"
        message = (
            f"CITYPACT_DATABASE is {shown}: write the path of a SQLite file, or "
            "postgresql://user:password@host:5432/name"
        )
        raise InputError(message)
    options = dict(parse_qsl(parts.query))
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": name,
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": parts.hostname or options.pop("host", ""),
        "PORT": str(parts.port or options.pop("port", "")),
        "CONN_MAX_AGE": KEPT,
        "CONN_HEALTH_CHECKS": True,
        "OPTIONS": options,
    }
