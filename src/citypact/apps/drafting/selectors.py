"""What is read of contracts that are written here; each function asks a known number of queries."""

from __future__ import annotations

from citypact.apps.conduct.actor import Actor
from citypact.apps.drafting import rights
from citypact.apps.drafting.models import KeptContract, KeptRow
from citypact.apps.drafting.rows import Rows, rows_of

__all__ = ["contract_rows_for", "contracts_for"]


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
