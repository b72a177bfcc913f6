"""A PostgreSQL server of the tests' own: a new cluster in a new folder, on a socket in it.

PostgreSQL refuses to run as root. Where the tests run as root, the server runs as the user that
Debian's package makes, or as nobody.
"""

import os
import pwd
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from uuid import uuid4

import psycopg

#: Where Debian's package puts the programs of the server, the newest first.
DEBIAN = sorted(Path("/usr/lib/postgresql").glob("*/bin"), reverse=True)
UNPRIVILEGED = ("postgres", "nobody")


class MissingError(Exception):
    """There is no PostgreSQL on this machine."""


def program(name: str) -> str:
    """The path of a program of the server."""
    found = shutil.which(name, path=os.pathsep.join([os.environ["PATH"], *map(str, DEBIAN)]))
    if found is None:
        message = (
            f"there is no {name} on this machine: install PostgreSQL "
            "(tools/system-packages postgresql)"
        )
        raise MissingError(message)
    return found


class Cluster:
    """A running server. Whoever reaches its socket may do everything in it."""

    def __init__(self, socket: Path, user: str) -> None:
        """Where it listens, and as whom it is asked."""
        self.socket = socket
        self.user = user

    def new_database(self) -> str:
        """The address of a new, empty database."""
        name = f"citypact_{uuid4().hex[:12]}"
        with psycopg.connect(self.address("postgres"), autocommit=True) as connection:
            connection.execute(f'CREATE DATABASE "{name}"')
        return self.address(name)

    def address(self, name: str) -> str:
        """The address of the database ``name``."""
        return f"postgresql://{self.user}@/{name}?host={self.socket}"


def _owner() -> str:
    """Who runs the server: this user, or one without rights where this is root."""
    if os.getuid() != 0:
        return pwd.getpwuid(os.getuid()).pw_name
    known = {entry.pw_name for entry in pwd.getpwall()}
    return next(name for name in UNPRIVILEGED if name in known)


def _as(owner: str, *command: str) -> None:
    entry = pwd.getpwnam(owner)
    own = entry.pw_uid == os.getuid()
    done = subprocess.run(
        command,
        user=None if own else entry.pw_uid,
        group=None if own else entry.pw_gid,
        extra_groups=None if own else [],
        cwd="/",
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
    )
    if done.returncode != 0:
        message = f"{' '.join(command)} failed:\n{done.stdout}"
        raise RuntimeError(message)


@contextmanager
def cluster(folder: Path) -> Iterator[Cluster]:
    """A server in ``folder``, which is short enough for a socket's path, while the block runs."""
    initdb, pg_ctl = program("initdb"), program("pg_ctl")
    owner = _owner()
    folder.mkdir(mode=0o755)
    shutil.chown(folder, owner)
    data, log = folder / "data", folder / "log"
    _as(owner, initdb, "-D", str(data), "-U", "citypact", "--auth=trust", "-E", "UTF8", "-N")
    options = f"-c listen_addresses='' -c unix_socket_directories={folder} -c fsync=off"
    _as(owner, pg_ctl, "start", "-w", "-s", "-D", str(data), "-l", str(log), "-o", options)
    try:
        yield Cluster(folder, "citypact")
    finally:
        _as(owner, pg_ctl, "stop", "-w", "-s", "-m", "immediate", "-D", str(data))
