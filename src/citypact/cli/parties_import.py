"""``citypact parties import``: the parties of a contract become organisations of the workspace."""

from __future__ import annotations

from pathlib import Path

import click

from citypact.cli.named_contract import contract_of
from citypact.cli.workspace_option import workspace_option
from citypact.site import setup

__all__ = ["import_"]


@click.command("import")
@workspace_option
@click.argument("name", metavar="CITY")
def import_(workspace: Path, name: str) -> None:
    """Take over the parties of CITY's contract as organisations.

    Those that are there already stay as they are. A group is no organisation: its members are.
    """
    contract = contract_of(name)
    setup(workspace)
    from citypact.apps.parties.taking_over import take_over  # noqa: PLC0415  needs Django set up

    added, there = take_over(contract.parties.values())
    click.echo(f"{len(added)} organisations added, {len(there)} were there: {', '.join(added)}")
