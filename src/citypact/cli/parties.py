"""``citypact parties``: organisations, and who has which role in them."""

from __future__ import annotations

import click

from citypact.cli.verbs import Verb, VerbGroup

__all__ = ["VERBS", "parties"]

#: Every verb of the group.
VERBS = {
    "list": Verb("citypact.cli.parties_list:list_", "List the organisations of a workspace."),
    "import": Verb("citypact.cli.parties_import:import_", "Take over the parties of a contract."),
    "add": Verb("citypact.cli.parties_add:add", "Add an organisation."),
    "invite": Verb("citypact.cli.parties_people:invite", "Give somebody a role, and an account."),
    "remove": Verb("citypact.cli.parties_people:remove", "Take a role away from somebody."),
    "erase": Verb("citypact.cli.parties_people:erase", "Erase an account and whose it was."),
}


class PartiesVerbs(VerbGroup):
    """The verbs of :data:`VERBS`."""

    verbs = VERBS


@click.group(cls=PartiesVerbs)
def parties() -> None:
    """Keep the organisations of a workspace, and give people roles in them.

    What is done here is done by the same actions as on the pages, and stands in the same log.
    """
