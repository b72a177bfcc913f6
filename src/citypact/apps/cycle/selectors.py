"""What is read of a contract's year; each function asks a known number of queries."""

from __future__ import annotations

from collections.abc import Iterable
from uuid import UUID

from citypact.apps.conduct.actor import Actor
from citypact.apps.cycle.models import Milestone, Publication, Update
from citypact.apps.drafting import rights
from citypact.apps.drafting.models import KeptContract
from citypact.apps.drafting.rows import Rows, rows_of
from citypact.apps.parties.models import Membership

__all__ = [
    "accounts_in",
    "contract_rows_of",
    "milestones_of",
    "people_of",
    "publication_of",
    "titles_of",
    "update_of",
    "updates_of",
    "updates_since",
]


def contract_rows_of(actor: Actor, city: str, contract: str, verb: str = "read") -> Rows:
    """A city's contract with its rows, for somebody who may do this with it. Two queries.

    Raises:
        KeptContract.DoesNotExist: the city has none of this id.
        PermissionDenied: the actor may not.
    """
    rows = rows_of(KeptContract.objects.get(pk=contract, city_id=city))
    rights.require(actor, verb, rows.contract, rights.places_of(rows) if verb == "read" else ())
    return rows


def people_of(rows: Rows) -> list[UUID]:
    """The accounts of everybody who has a role in the owner or in a party. One query."""
    return accounts_in(rights.places_of(rows))


def accounts_in(places: Iterable[str]) -> list[UUID]:
    """The accounts of everybody who has a role in one of ``places``, each once. One query."""
    found = Membership.objects.filter(organisation__in=list(places), account__is_active=True)
    return sorted(set(found.values_list("account_id", flat=True)))


def publication_of(contract: KeptContract) -> Publication | None:
    """What was asked to be published of a contract; None where nothing was. One query."""
    return Publication.objects.filter(contract=contract).first()


def milestones_of(contract: str, version: str, party: str = "") -> list[Milestone]:
    """The calendar of a version, by date; of one party and all where it is named. One query."""
    found = Milestone.objects.filter(contract=contract, version=version)
    return list(found.filter(party__in=["", party]) if party else found)


def updates_of(contract: str) -> dict[tuple[str, str], Update]:
    """What has been edited of updates, by version and party. One query."""
    found = Update.objects.filter(contract=contract)
    return {(each.version, each.party): each for each in found}


def titles_of(contract: KeptContract, language: str) -> dict[str, str]:
    """The names of a contract's parties in ``language``, by id. One query."""
    found = contract.rows.filter(table="parties").values_list("key", "cells")
    return {key: cells[f"title_{language}"] for key, cells in found}


def updates_since(publication: Publication | None) -> bool:
    """Whether updates were edited after what is published was read. One query at most."""
    if publication is None or publication.read_at is None:
        return False
    found = Update.objects.filter(contract=publication.contract_id, at__gt=publication.read_at)
    return found.exists()


def update_of(contract: str, version: str, party: str) -> Update | None:
    """What has been edited of a party's updates; None where nothing was. One query."""
    return Update.objects.filter(contract=contract, version=version, party=party).first()
