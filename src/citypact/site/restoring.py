"""Making a workspace from a backup, and proving by hash that it is the one that was written.

Every member has been held against the manifest by then (:mod:`citypact.site.archive`). The rows are
put in, read out again, and held against the manifest too; and the log of events is verified. All of
it happens in one transaction: a restore that cannot prove itself leaves an empty workspace.
"""

from __future__ import annotations

import hashlib
import zipfile
from collections.abc import Iterable
from pathlib import Path

from django.db import connection, transaction

from citypact.apps.conduct.verifying import Noted, verify
from citypact.errors import InputError
from citypact.site import rows
from citypact.site.backup import migrations, table_member
from citypact.site.manifest import FILES, Digest, Manifest

__all__ = ["restore"]

PIECE = 1 << 20


def restore(file: Path, workspace: Path, manifest: Manifest) -> None:
    """Put what is in ``file`` into ``workspace``; :func:`citypact.site.setup` comes first.

    Args:
        file: the backup.
        workspace: prepared and empty.
        manifest: what :func:`citypact.site.archive.checked` gave for ``file``.

    Raises:
        InputError: the workspace holds something already; the backup is of another version; or
            what was put in is not what was written.
    """
    _must_be_of_this_version(manifest)
    with zipfile.ZipFile(file) as archive, transaction.atomic():
        _must_be_empty(workspace, manifest)
        for model in rows.tables():
            with archive.open(table_member(model)) as member:
                rows.fill(model, member)
        connection.check_constraints()
        rows.reset_counters()
        _must_be_the_same(manifest)
        _write_files(archive, workspace, manifest)


def _must_be_of_this_version(manifest: Manifest) -> None:
    ours, theirs = set(migrations()), set(manifest.migrations)
    if ours != theirs:
        message = (
            f"the backup was written by Citypact {manifest.program}, whose tables differ from "
            f"those of this version ({_listed(theirs - ours) or 'none'} more, "
            f"{_listed(ours - theirs) or 'none'} fewer): restore it with that version, and then "
            "start this one on the workspace"
        )
        raise InputError(message)


def _listed(names: Iterable[str]) -> str:
    return ", ".join(sorted(names))


def _must_be_empty(workspace: Path, manifest: Manifest) -> None:
    held = [model for model in rows.tables() if model._base_manager.exists()]  # noqa: SLF001  Django's public name
    files = [name for name in _file_names(manifest) if (workspace / name).exists()]
    if held or files:
        names = ", ".join([*(model._meta.db_table for model in held), *files])  # noqa: SLF001  the same
        message = (
            f"the workspace {workspace} is not empty ({names}), and restoring overwrites nothing: "
            "name a new folder with --workspace, and for PostgreSQL a new database"
        )
        raise InputError(message)


def _must_be_the_same(manifest: Manifest) -> None:
    problems = []
    for model in rows.tables():
        name, digest = table_member(model), Digest()
        for line in rows.lines(model):
            digest.take(line)
        if digest.member() != manifest.members[name]:
            problems.append(f"  - {name} has the hash {digest.member().sha256} now")
    noted = Noted(manifest.events, manifest.head) if manifest.events else None
    if not verify(noted).whole:
        problems.append("  - the log of events is not whole")
    if problems:
        lines = "\n".join(problems)
        message = f"what was put in is not what was written; nothing was restored:\n{lines}"
        raise InputError(message)


def _file_names(manifest: Manifest) -> list[str]:
    return [name.removeprefix(FILES) for name in manifest.members if name.startswith(FILES)]


def _write_files(archive: zipfile.ZipFile, workspace: Path, manifest: Manifest) -> None:
    for name in _file_names(manifest):
        path = workspace / name
        path.parent.mkdir(parents=True, exist_ok=True)
        with archive.open(f"{FILES}{name}") as source, path.open("xb") as target:
            while piece := source.read(PIECE):
                target.write(piece)
        with path.open("rb") as written:
            if hashlib.file_digest(written, "sha256").hexdigest() != (
                manifest.members[f"{FILES}{name}"].sha256
            ):
                message = f"{path} is not what was written; look after the disk"
                raise InputError(message)
