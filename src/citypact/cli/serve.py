"""``citypact serve``: the workspace as a web site, until it is stopped."""

from __future__ import annotations

from pathlib import Path

import click

from citypact.cli.options import host_option, language_option, port_option
from citypact.cli.words import say
from citypact.cli.workspace_option import workspace_option
from citypact.site import setup
from citypact.site.environment import LOOPBACK
from citypact.site.serving import serve as answer

__all__ = ["serve"]


@click.command()
@workspace_option
@host_option
@port_option
@click.option(
    "--name",
    "names",
    metavar="NAME",
    multiple=True,
    help="A name that readers may ask for the site by, beside those of this machine.",
)
@language_option
def serve(workspace: Path, host: str, port: int, names: tuple[str, ...], language: str) -> None:
    """Serve the workspace as a web site.

    It shows the cities that were loaded into it, as citypact demo does, and ends with Ctrl-C.
    """
    setup(workspace, hosts=(*LOOPBACK, *names) if names else ())
    answer(
        host, port, on_ready=lambda address: click.echo(say(language, "served", address=address))
    )
