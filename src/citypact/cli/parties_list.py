"""``citypact parties list``: the organisations of a workspace."""

from __future__ import annotations

import json
from dataclasses import asdict
from pathlib import Path

import click

from citypact.cli.options import form_option, language_option
from citypact.cli.words import title_of
from citypact.cli.workspace_option import workspace_option
from citypact.site import setup

__all__ = ["list_"]


@click.command("list")
@workspace_option
@language_option
@form_option("json", "table")
def list_(workspace: Path, language: str, form: str) -> None:
    """List the organisations of a workspace, by id."""
    setup(workspace)
    from citypact.apps.parties.selectors import parties  # noqa: PLC0415  needs Django set up

    found = parties()
    if form == "json":
        click.echo(json.dumps([asdict(each) for each in found], ensure_ascii=False))
        return
    for each in found:
        click.echo(f"{each.id:<24}  {each.number:<11}  {each.kind:<18}  {title_of(each, language)}")
