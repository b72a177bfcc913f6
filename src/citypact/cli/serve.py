"""``citypact serve``: the workspace as a web site, until it is stopped."""

from __future__ import annotations

from pathlib import Path

import click

from citypact.cli.demo_account import demo_way_in
from citypact.cli.opening import open_at, taken_port
from citypact.cli.options import host_option, language_option, port_option
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

    It shows the cities that were loaded into it, as citypact demo does, and ends with Ctrl-C. Where
    nobody has an account but the demo's, it tells how to sign in, until a password is chosen.
    """
    with taken_port(host, port) as listener:
        setup(workspace, hosts=(*LOOPBACK, *names) if names else ())
        way_in = demo_way_in(language)
        answer(
            host,
            port,
            listener=listener,
            on_ready=lambda at: click.echo(open_at(at, way_in, language)),
        )
