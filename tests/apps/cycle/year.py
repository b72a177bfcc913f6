"""The invented contract over its year, for tests: its book shown, its parties' people there."""

from dataclasses import replace
from datetime import date

from tests.apps.drafting.writing import OWNER, taken_in
from tests.apps.workspace.example import city

from citypact.apps.conduct.actor import OPERATOR
from citypact.apps.cycle.stepping import AdvanceVersion
from citypact.apps.drafting.acceptance import AcceptClauses, signs
from citypact.apps.drafting.actions import TakeInContract
from citypact.apps.drafting.content import clause_hashes
from citypact.apps.drafting.models import KeptContract
from citypact.apps.drafting.rows import rows_of
from citypact.apps.parties.taking_over import take_over
from citypact.apps.workspace.actions import LoadCity
from citypact.apps.workspace.prepared import PreparedRow
from citypact.book import open_book
from citypact.contract.folder import open_contract

__all__ = ["DAY", "OWNER", "accept_all", "advanced", "book_shown", "in_force_only", "taken_in"]

#: A day on which somebody signed, long past.
DAY = date(2025, 12, 9)


def book_shown(name: str = "template") -> None:
    """Show the packaged book ``name``, without what is drawn from it."""
    known = open_book(name)
    rows = tuple(
        PreparedRow(row.full_key, table, row.line, "", "", dict(row.texts))
        for table, several in known.tables.items()
        for row in several.rows
    )
    settings = dict(known.settings.texts)
    shown = replace(city(), city_id=known.id, content_hash=known.hash, settings=settings, rows=rows)
    LoadCity(shown).perform()


def in_force_only() -> KeptContract:
    """The invented contract as it was before its second version was drawn up."""
    contract = open_contract("template")
    take_over(contract.parties.values())
    only = replace(contract, versions={"2025": contract.version("2025")})
    return TakeInContract(only, OWNER, OPERATOR).perform()


def accept_all(contract: KeptContract, version: str = "2026") -> None:
    """Let every party that signs accept every clause of a version."""
    rows = rows_of(contract)
    for party in signs(rows):
        AcceptClauses(contract.pk, version, party, clause_hashes(rows, version), OPERATOR).perform()


def advanced(contract: KeptContract, *states: str, version: str = "2026") -> None:
    """Take a version on, state by state."""
    for state in states:
        AdvanceVersion(contract.pk, version, state, OPERATOR).perform()
