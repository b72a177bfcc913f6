"""``citypact parties add``: an organisation more."""

from __future__ import annotations

from pathlib import Path

import click

from citypact.cli.workspace_option import workspace_option
from citypact.site import setup

__all__ = ["add"]


@click.command()
@workspace_option
@click.argument("name", metavar="ID")
@click.option("--title-sv", required=True, metavar="TEXT", help="Name in Swedish.")
@click.option("--title-en", required=True, metavar="TEXT", help="Name in English.")
@click.option("--kind", required=True, metavar="KIND", help="As for parties of a contract.")
@click.option("--number", default="", metavar="NUMBER", help="Organisation number.")
@click.option("--authority", default="", metavar="WHO", help="What kind of decision-maker it is.")
@click.option("--actor", default="", metavar="ID", help="Its id among the actors of the city book.")
@click.option("--parent", default="", metavar="ID", help="The organisation it is a part of.")
def add(workspace: Path, name: str, **details: str) -> None:
    """Add an organisation with the id ID, which it keeps."""
    setup(workspace)
    from django.utils import translation  # noqa: PLC0415  needs Django set up

    from citypact.apps.conduct.actor import OPERATOR  # noqa: PLC0415  the same
    from citypact.apps.parties.actions import AddOrganisation  # noqa: PLC0415  the same
    from citypact.apps.parties.details import Details  # noqa: PLC0415  the same

    with translation.override("en"):
        AddOrganisation(name, Details(**details), OPERATOR).perform()
    click.echo(f"{name} was added")
