"""``citypact contract difference``: what changed from one version to another."""

from __future__ import annotations

import json
from dataclasses import asdict

import click

from citypact.cli.contract_summary import difference_summary
from citypact.cli.named_contract import contract_of
from citypact.cli.options import form_option, language_option
from citypact.contract.contract import Contract
from citypact.contract.difference import difference as difference_between
from citypact.errors import InputError

__all__ = ["difference"]


@click.command()
@click.argument("city")
@click.argument("before", required=False)
@click.argument("after", required=False)
@form_option("json", "table")
@language_option
def difference(
    city: str, before: str | None, after: str | None, *, form: str, language: str
) -> None:
    """Say what changed from the version BEFORE of CITY's contract to AFTER.

    Where neither is named: from the version in force to the one drawn up from it.
    """
    opened = contract_of(city)
    earlier = opened.version(before or "")
    later = opened.version(after or _following(opened, earlier.id))
    found = difference_between(earlier, later)
    if form == "json":
        click.echo(json.dumps(asdict(found), ensure_ascii=False))
        return
    click.echo(difference_summary(opened, found, language))


def _following(opened: Contract, version: str) -> str:
    following = [each.id for each in opened.versions.values() if each.previous == version]
    if not following:
        message = (
            f"no version of the contract {opened.id} was drawn up from {version}: name two of "
            f"{', '.join(opened.versions)}"
        )
        raise InputError(message)
    return following[-1]
