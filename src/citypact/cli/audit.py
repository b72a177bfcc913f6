"""``citypact audit``: what happened in a workspace, and whether that was tampered with."""

from __future__ import annotations

import click

from citypact.cli.verbs import Verb, VerbGroup

__all__ = ["VERBS", "audit"]

#: Every verb of the group.
VERBS = {
    "list": Verb("citypact.cli.audit_list:list_", "List what happened, the first event first."),
    "verify": Verb("citypact.cli.audit_verify:verify_verb", "Say whether the log is whole."),
}


class AuditVerbs(VerbGroup):
    """The verbs of :data:`VERBS`."""

    verbs = VERBS


@click.group(cls=AuditVerbs)
def audit() -> None:
    """Tell what happened in a workspace, and whether the log of it is whole.

    Each event's hash covers the event before, so that none can be changed, taken out or put in
    without every later hash telling.
    """
