"""The workspace that a verb works on, and Django ready for it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

import click

from citypact.site.environment import DEFAULT_WORKSPACE

__all__ = ["workspace_option"]

Command = TypeVar("Command", bound=Callable[..., object])


def workspace_option(command: Command) -> Command:
    """``--workspace``: the folder of the database, the key and static files."""
    option = click.option(
        "--workspace",
        metavar="DIR",
        type=click.Path(path_type=Path),
        envvar="CITYPACT_WORKSPACE",
        default=DEFAULT_WORKSPACE,
        show_default=True,
        help="Folder of the database, the key and static files; made where it is missing.",
    )
    return option(command)
