"""``citypact audit list``: what happened in a workspace."""

from __future__ import annotations

import json
from dataclasses import asdict
from pathlib import Path

import click

from citypact.cli.options import form_option, language_option
from citypact.cli.workspace_option import workspace_option
from citypact.site import setup

__all__ = ["list_"]


@click.command("list")
@workspace_option
@language_option
@form_option("json", "table")
def list_(workspace: Path, language: str, form: str) -> None:
    """List what happened in a workspace, the first event first.

    People stand in it by the ids of their accounts, which say nothing of them.
    """
    setup(workspace)
    from citypact.apps.conduct.actor import OPERATOR  # noqa: PLC0415  needs Django set up
    from citypact.apps.conduct.selectors import events  # noqa: PLC0415  the same

    for event in events(OPERATOR, language):
        if form == "json":
            row = asdict(event) | {"at": event.at.isoformat()}
            click.echo(json.dumps(row, ensure_ascii=False))
        else:
            at = event.at.isoformat(sep=" ", timespec="seconds")
            click.echo(f"{event.position:>6}  {at}  {event.actor}  {event.sentence}")
