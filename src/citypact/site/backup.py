"""Writing a workspace to one file: every table and every file, with a hash of each.

What is written is of one moment, while the site goes on. The secret key stays out: who has a
backup cannot sign as the site, and a restored site makes a key of its own, so that people sign in
anew. Static files are made again.
"""

from __future__ import annotations

import os
import secrets
import zipfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

from django.db import connection
from django.db.migrations.recorder import MigrationRecorder

from citypact import __version__
from citypact.apps.conduct.snapshot import snapshot
from citypact.apps.conduct.verifying import verify
from citypact.errors import EnvironmentFault, InputError
from citypact.site import rows, secret_key
from citypact.site.manifest import FILES, MANIFEST, TABLES, Digest, Manifest, Member

__all__ = ["migrations", "table_member", "write_backup"]

#: What lies in a workspace and is not taken along: the database, which is taken by its rows.
NOT_TAKEN = ("citypact.sqlite3", ".preparing.sqlite3")
MADE_AGAIN = frozenset({"static"})
PIECE = 1 << 20


def write_backup(workspace: Path, file: Path) -> Manifest:
    """Write ``workspace`` to ``file``; :func:`citypact.site.setup` comes first.

    Raises:
        InputError: ``file`` is there already, or the log of events is broken.
        EnvironmentFault: it cannot be written.
    """
    if file.exists():
        message = f"{file} is there already, and a backup overwrites nothing: give another name"
        raise InputError(message)
    with _appearing(file) as new, zipfile.ZipFile(new, "w", zipfile.ZIP_DEFLATED) as archive:
        with snapshot():
            log = verify()
            if not log.whole:
                message = "the log of events is broken: citypact audit verify says where"
                raise InputError(message)
            members = dict(_write(archive, _tables()))
            history = migrations()
        members |= _write(archive, _files(workspace))
        manifest = Manifest(
            program=__version__,
            at=datetime.now(UTC).isoformat(timespec="seconds"),
            database=connection.vendor,
            migrations=history,
            events=log.events,
            head=log.head,
            members=members,
        )
        archive.writestr(MANIFEST, manifest.written())
    return manifest


def migrations() -> tuple[str, ...]:
    """The history of the tables, ``app.name`` each."""
    applied = MigrationRecorder(connection).applied_migrations()
    return tuple(sorted(f"{app}.{name}" for app, name in applied))


def table_member(model: rows.Model) -> str:
    """The name in the archive of the rows of ``model``."""
    return f"{TABLES}{model._meta.db_table}.jsonl"  # noqa: SLF001  Django's public name


def _tables() -> Iterator[tuple[str, Iterable[bytes]]]:
    for model in rows.tables():
        yield table_member(model), rows.lines(model)


def _files(workspace: Path) -> Iterator[tuple[str, Iterable[bytes]]]:
    for path in sorted(workspace.rglob("*")):
        name = path.relative_to(workspace)
        taken = (
            path.is_file()
            and name.parts[0] not in MADE_AGAIN
            and not name.name.startswith((*NOT_TAKEN, secret_key.FILE, f".{secret_key.FILE}"))
        )
        if taken:
            yield f"{FILES}{name.as_posix()}", _pieces(path)


def _pieces(path: Path) -> Iterator[bytes]:
    with path.open("rb") as file:
        while piece := file.read(PIECE):
            yield piece


def _write(
    archive: zipfile.ZipFile, members: Iterable[tuple[str, Iterable[bytes]]]
) -> Iterator[tuple[str, Member]]:
    for name, content in members:
        digest = Digest()
        with archive.open(name, "w", force_zip64=True) as member:
            for some in content:
                member.write(digest.take(some))
        yield name, digest.member()


@contextmanager
def _appearing(file: Path) -> Iterator[Path]:
    """A file beside ``file``, readable by its owner only, that takes its name when it is whole."""
    new = file.with_name(f".{file.name}.{secrets.token_hex(8)}")
    try:
        os.close(os.open(new, os.O_WRONLY | os.O_CREAT | os.O_EXCL, secret_key.OWNER_ONLY))
        try:
            yield new
            with new.open("rb+") as written:
                os.fsync(written.fileno())
            # A link never takes the place of a file that another process has made meanwhile.
            os.link(new, file)
        finally:
            new.unlink()
    except FileExistsError as error:
        message = f"{file} is there already, and a backup overwrites nothing: give another name"
        raise InputError(message) from error
    except (PermissionError, FileNotFoundError, NotADirectoryError) as error:
        message = f"{file} cannot be written ({error.strerror}): give another place"
        raise EnvironmentFault(message) from error
