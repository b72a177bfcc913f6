"""``citypact contract``: what can be done with a climate contract."""

from __future__ import annotations

import click

from citypact.cli.verbs import Verb, VerbGroup

__all__ = ["VERBS", "contract"]

#: Every verb of the group.
VERBS = {
    "import": Verb(
        "citypact.cli.contract_import:import_", "Read a text into clauses and proposed commitments."
    ),
}


class ContractVerbs(VerbGroup):
    """The verbs of :data:`VERBS`."""

    verbs = VERBS


@click.group(cls=ContractVerbs)
def contract() -> None:
    """Read a climate contract's text."""
