"""``citypact audit verify``: whether the log of events is whole, and where it is not."""

from __future__ import annotations

import json
import re
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

import click

from citypact.cli.options import form_option
from citypact.cli.workspace_option import workspace_option
from citypact.site import setup

if TYPE_CHECKING:
    from citypact.apps.conduct.verifying import Break, Verification

__all__ = ["verify_verb"]

#: The process ends with this when the log is broken.
BROKEN = 1
NOTED = re.compile(r"(\d+):([0-9a-f]{64})")

SAID = {
    "content": "what it says was changed: its hash is {expected}, "
    "and what it says now gives {found}",
    "previous": "it does not follow the event before, whose hash is {expected}: it names {found}",
    "missing": "events are missing before it: {expected} was to come, {found} came",
    "personal": "what is kept of a person was changed: the event holds {expected}, "
    "and what is kept gives {found}",
    "head": "the last event is not the one that was last written, {expected}: it is {found}",
    "noted": "it is not the event that was noted, {expected}: it is {found}",
}


@click.command("verify")
@workspace_option
@click.option(
    "--noted",
    metavar="POSITION:HASH",
    help="A head of the log as this command said it earlier; the event there must be that one.",
)
@form_option("json", "table")
def verify_verb(workspace: Path, noted: str | None, form: str) -> None:
    """Say whether the log of events is whole, and where it is not.

    Every hash is computed anew. Whoever can write to the database could do the same after a change;
    so note the head that is printed, elsewhere, and hand it in with --noted next time.

    Ends with 0 where the log is whole, with 1 where it is not.
    """
    match = NOTED.fullmatch(noted) if noted else None
    if noted and match is None:
        message = f"{noted!r} is no head of a log: it is written POSITION:HASH, as it was printed"
        raise click.UsageError(message)
    setup(workspace)
    from citypact.apps.conduct.verifying import Noted, verify  # noqa: PLC0415  needs Django set up

    found = verify(Noted(int(match[1]), match[2]) if match else None)
    click.echo(_json(found) if form == "json" else _told(found))
    if not found.whole:
        click.get_current_context().exit(BROKEN)


def _json(found: Verification) -> str:
    return json.dumps({"whole": found.whole, **asdict(found)}, ensure_ascii=False)


def _told(found: Verification) -> str:
    kept = f"{found.personal} with personal data, {found.shredded} shredded"
    lines = [f"{found.events} events ({kept}); head {found.events}:{found.head}"]
    if found.whole:
        return f"The log is whole: {lines[0]}"
    lines.insert(0, f"THE LOG IS BROKEN in {len(found.breaks)} places")
    return "\n".join(lines + [_break(each) for each in found.breaks])


def _break(each: Break) -> str:
    said = SAID[each.what].format(expected=each.expected, found=each.found or "missing")
    return f"  event {each.position}: {said}"
