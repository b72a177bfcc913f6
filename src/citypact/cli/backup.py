"""``citypact backup`` and ``citypact restore``: a workspace as one file, and back."""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import TYPE_CHECKING

import click

from citypact.cli.workspace_option import workspace_option
from citypact.site import setup
from citypact.site.archive import checked

if TYPE_CHECKING:
    from citypact.site.manifest import Manifest

__all__ = ["backup", "restore"]

_file = click.argument("file", metavar="FILE", type=click.Path(path_type=Path))


@click.command()
@workspace_option
@_file
def backup(workspace: Path, file: Path) -> None:
    """Write a workspace to FILE, which must not be there yet; the site may go on meanwhile.

    FILE holds personal data and what passwords are checked against: it is readable by you alone,
    and should be kept so. The secret key is not in it.
    """
    setup(workspace)
    from citypact.site.backup import write_backup  # noqa: PLC0415  needs Django set up

    manifest = write_backup(workspace.absolute(), file)
    click.echo(f"{file}: {_told(manifest)}")


@click.command()
@workspace_option
@_file
def restore(workspace: Path, file: Path) -> None:
    """Make a workspace from FILE, and prove by hash that it is what was written.

    Nothing is overwritten: the workspace must be new, and for PostgreSQL the database too. A backup
    of SQLite is restored into PostgreSQL where CITYPACT_DATABASE says so, and the other way.
    """
    manifest = checked(file)
    setup(workspace)
    from citypact.site.restoring import restore as put_back  # noqa: PLC0415  needs Django set up

    put_back(file, workspace.absolute(), manifest)
    click.echo(f"{workspace}: {_told(manifest)}, each proved by its hash")


def _told(manifest: Manifest) -> str:
    digest = hashlib.sha256(manifest.written()).hexdigest()
    return (
        f"{len(manifest.members)} members, {manifest.events} events with the head {manifest.head}; "
        f"the manifest's hash is {digest}"
    )
