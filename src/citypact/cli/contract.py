"""``citypact contract``: what can be done with a climate contract."""

from __future__ import annotations

import click

from citypact.cli.verbs import Verb, VerbGroup

__all__ = ["VERBS", "contract"]

#: Every verb of the group.
VERBS = {
    "adequacy": Verb("citypact.cli.contract_adequacy:adequacy", "Say what the promises add up to."),
    "advance": Verb("citypact.cli.contract_kept:advance", "Take a version on to another state."),
    "check": Verb(
        "citypact.cli.contract_check:check", "Say what contradicts itself in a contract's figures."
    ),
    "decline": Verb(
        "citypact.cli.contract_statement:decline", "State that a party does not sign a document."
    ),
    "difference": Verb(
        "citypact.cli.contract_difference:difference", "Say what changed between two versions."
    ),
    "document": Verb(
        "citypact.cli.contract_document:document", "Write a version as a PDF to sign, or as a DOCX."
    ),
    "export": Verb(
        "citypact.cli.contract_kept:export", "Write a contract of the workspace to a folder."
    ),
    "import": Verb(
        "citypact.cli.contract_import:import_", "Read a text into clauses and proposed commitments."
    ),
    "import-changes": Verb(
        "citypact.cli.contract_docx_import:import_changes",
        "Read a changed DOCX of a version as proposals.",
    ),
    "local": Verb(
        "citypact.cli.contract_local:local", "List a city's companies, and what they add up to."
    ),
    "list": Verb("citypact.cli.contract_list:list_", "List the contracts that come with Citypact."),
    "new": Verb("citypact.cli.contract_new:new", "Start a contract of one's own city."),
    "publish": Verb(
        "citypact.cli.contract_kept:publish", "Show a contract of the workspace to everybody."
    ),
    "renew": Verb("citypact.cli.contract_kept:renew", "Draw up the next year's version."),
    "preserve": Verb(
        "citypact.cli.contract_preserve:preserve", "Keep a signed document verifiable for longer."
    ),
    "sign": Verb("citypact.cli.contract_sign:sign", "Add a party's signature to a document."),
    "take-in": Verb(
        "citypact.cli.contract_kept:take_in", "Take a contract into the workspace to write on it."
    ),
    "verify": Verb(
        "citypact.cli.contract_verify:verify", "Verify a signed document and its figures."
    ),
    "withdraw": Verb(
        "citypact.cli.contract_statement:withdraw", "State that a party withdraws its signature."
    ),
}


class ContractVerbs(VerbGroup):
    """The verbs of :data:`VERBS`."""

    verbs = VERBS


@click.group(cls=ContractVerbs)
def contract() -> None:
    """Tell what a climate contract adds up to, what contradicts itself and what changed in it.

    A contract is a folder of tables, as a city book is. Where a CITY is asked for, it is a city
    whose contract comes with Citypact, such as malmo; one of those contracts, such as malmo-eu; or
    the path of a contract's folder.
    """
