"""What is read of contracts that are written here; each function asks a known number of queries."""

from __future__ import annotations

from citypact.apps.conduct.actor import Actor
from citypact.apps.drafting import rights
from citypact.apps.drafting.acceptance import signs
from citypact.apps.drafting.content import clause_hashes
from citypact.apps.drafting.models import Acceptance, KeptContract, KeptRow
from citypact.apps.drafting.rows import Rows, rows_of

__all__ = ["acceptances_of", "accepted_parties", "contract_rows_for", "contracts_for"]


def contracts_for(actor: Actor, city: str = "") -> list[KeptContract]:
    """The contracts that ``actor`` may read, of one city or of all. Two queries.

    Somebody may who has a role in the owner or in a party.
    """
    found = KeptContract.objects.filter(city_id=city) if city else KeptContract.objects.all()
    parties: dict[str, list[str]] = {}
    for contract, key in KeptRow.objects.filter(table="parties").values_list("contract", "key"):
        parties.setdefault(contract, []).append(key)
    return [each for each in found if rights.permits(actor, "read", each, parties.get(each.pk, ()))]


def contract_rows_for(actor: Actor, contract: str, verb: str = "read") -> Rows:
    """A contract with its rows, for somebody who may read it. Two queries.

    Raises:
        KeptContract.DoesNotExist: there is none.
        PermissionDenied: the actor may not.
    """
    rows = rows_of(KeptContract.objects.get(pk=contract))
    rights.require(actor, verb, rows.contract, rights.places_of(rows))
    return rows


def acceptances_of(contract: str, version: str) -> list[Acceptance]:
    """What parties have accepted of a version, also what has changed since. One query."""
    return list(Acceptance.objects.filter(contract=contract, version=version))


def accepted_parties(rows: Rows, version: str) -> frozenset[str]:
    """Ids of the parties that sign and accept every clause of a version as it stands. One query.

    A clause that has changed since is accepted no more; nobody has accepted a version without
    clauses.
    """
    now = clause_hashes(rows, version)
    standing: dict[str, int] = dict.fromkeys(signs(rows), 0)
    for each in acceptances_of(rows.contract.pk, version):
        if each.party in standing and now.get(each.clause) == each.content_hash:
            standing[each.party] += 1
    return frozenset(party for party, count in standing.items() if now and count == len(now))
