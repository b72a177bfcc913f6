"""``citypact contract list``: the contracts that come with Citypact."""

from __future__ import annotations

import json

import click

from citypact.cli.options import form_option
from citypact.contract.folder import open_contract, packaged_contracts

__all__ = ["list_"]


@click.command("list")
@form_option("json", "table")
def list_(*, form: str) -> None:
    """List the contracts that come with Citypact."""
    contracts = [open_contract(name) for name in packaged_contracts()]
    if form == "json":
        rows = [
            {"id": each.id, "kind": each.kind, "city": each.city, "versions": list(each.versions)}
            for each in contracts
        ]
        click.echo(json.dumps(rows, ensure_ascii=False))
        return
    for each in contracts:
        click.echo(f"{each.id:<16}  {each.title_en} ({', '.join(each.versions)})")
