"""A contract that is written here, as a contract again, to be written to a folder."""

from __future__ import annotations

from django.db import transaction

from citypact.apps.conduct.actor import OPERATOR, Actor
from citypact.apps.drafting import rights
from citypact.apps.drafting.rows import lock, rows_of
from citypact.contract.contract import Contract

__all__ = ["exported"]


def exported(contract: str, actor: Actor = OPERATOR) -> tuple[Contract, str]:
    """The contract as it stands, and its content hash, of one moment.

    Raises:
        InputError: there is none with this id.
        PermissionDenied: the actor may not.
        ContractError: its rows make no contract.
    """
    with transaction.atomic():
        # Nobody writes between the one query and the other.
        rows = rows_of(lock(contract))
    rights.require(actor, "export", rows.contract, rights.places_of(rows))
    examined = rows.examined()
    return examined.contract(contract), examined.content_hash(contract)
