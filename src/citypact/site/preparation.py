"""What has to be there before the site can answer: a folder, a key, tables, static files.

Preparing twice does nothing the second time, and two processes may prepare one workspace at
the same moment.
"""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import django
from django.conf import settings
from django.core.management import call_command
from django.db import DatabaseError, connection

from citypact.errors import EnvironmentFault
from citypact.site import environment, secret_key, static_files

__all__ = ["setup"]

#: How long to wait, in seconds, while another process prepares the same workspace.
PATIENCE = 60.0


def setup(workspace: Path, *, hosts: Sequence[str] = ()) -> None:
    """Prepare ``workspace`` and Django with it; call this before anything of Django's.

    Args:
        workspace: folder of this site; made where it is missing.
        hosts: names that the site answers to; where empty, what ``CITYPACT_HOSTS`` says, else
            loopback only.

    Raises:
        EnvironmentFault: the folder cannot be written, its key may be read by others, or its
            database is none of Citypact's.
        RuntimeError: Django is already set up with another workspace in this process.
    """
    workspace = workspace.absolute()
    try:
        workspace.mkdir(parents=True, exist_ok=True)
        with _alone_in(workspace):
            secret_key.keep(workspace)
            _configure(workspace, hosts)
            static_files.collect(Path(settings.STATIC_ROOT))
            _migrate()
    except (PermissionError, FileExistsError, NotADirectoryError) as error:
        message = f"the workspace {workspace} cannot be written ({error.strerror}): {_ELSEWHERE}"
        raise EnvironmentFault(message) from error


_ELSEWHERE = "choose another folder with --workspace, or make it writable for this user"


def _configure(workspace: Path, hosts: Sequence[str]) -> None:
    if not settings.configured:
        os.environ[environment.WORKSPACE] = str(workspace)
        if hosts:
            os.environ[environment.HOSTS] = ",".join(hosts)
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "citypact.site.settings")
    django.setup()
    root = static_files.root_of(workspace)
    if Path(settings.STATIC_ROOT) != root:
        message = f"Django is set up with another workspace than {workspace} in this process"
        raise RuntimeError(message)


@contextmanager
def _alone_in(workspace: Path) -> Iterator[None]:
    """Let one process at a time prepare ``workspace``; the lock ends with the process."""
    try:
        lock = sqlite3.connect(
            workspace / ".preparing.sqlite3", timeout=PATIENCE, isolation_level=None
        )
    except sqlite3.OperationalError as error:
        message = f"the workspace {workspace} cannot be written ({error}): {_ELSEWHERE}"
        raise EnvironmentFault(message) from error
    try:
        lock.execute("BEGIN EXCLUSIVE")
        yield
        lock.rollback()
    except sqlite3.OperationalError as error:
        message = f"the workspace {workspace} cannot be locked ({error}): {_ELSEWHERE}"
        raise EnvironmentFault(message) from error
    finally:
        lock.close()


def _migrate() -> None:
    """Bring the tables of the database to this version."""
    try:
        call_command("migrate", verbosity=0, interactive=False)
    except DatabaseError as error:
        database = connection.settings_dict["NAME"]
        message = (
            f"the database {database} cannot be used ({error}): move it away, "
            "or name another with CITYPACT_DATABASE"
        )
        raise EnvironmentFault(message) from error
