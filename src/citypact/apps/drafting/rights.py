"""Who may do what to a contract: the people of the organisation that owns it, and of its parties.

A contract's parties have the ids of organisations. A role that somebody has in the owner counts for
the whole contract; a role in a party counts for what is that party's alone: to read, to speak, to
accept for the party, and to write rows that are the party's own.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping

from django.core.exceptions import PermissionDenied

from citypact.apps.conduct.actor import Actor
from citypact.apps.drafting.models import KeptContract
from citypact.apps.drafting.policy import KEPT_CONTRACTS
from citypact.apps.drafting.rows import Edit, Rows

__all__ = ["parties_of_edit", "permits", "places_of", "require", "require_edits"]


def places_of(rows: Rows) -> frozenset[str]:
    """Ids of the organisations whose people have to do with a contract: owner and parties."""
    return frozenset({rows.contract.owner_id, *rows.tables.get("parties", {})})


def permits(actor: Actor, verb: str, contract: KeptContract, parties: Collection[str] = ()) -> bool:
    """Whether ``actor`` may, by a role in the owner or in one of ``parties``."""
    places = (contract.owner_id, *parties)
    return any(KEPT_CONTRACTS.permits(actor, verb, place) for place in places)


def require(actor: Actor, verb: str, contract: KeptContract, parties: Collection[str] = ()) -> None:
    """Return when ``actor`` may, by a role in the owner or in one of ``parties``.

    Raises:
        PermissionDenied: no role of the actor's suffices.
    """
    if not permits(actor, verb, contract, parties):
        KEPT_CONTRACTS.require(actor, verb, contract.owner_id)


def require_edits(actor: Actor, rows: Rows, edits: Iterable[Edit]) -> None:
    """Return when ``actor`` may write all of ``edits``.

    The owner's writers may write everything. A party's may write rows that are that party's before
    and after: its commitments, what they carry, and clauses that hold its promises alone.

    Raises:
        PermissionDenied: one of them is not the actor's to write; it should be proposed instead.
    """
    if KEPT_CONTRACTS.permits(actor, "write", rows.contract.owner_id):
        return
    for edit in edits:
        parties = parties_of_edit(rows, edit)
        if not parties or not all(
            KEPT_CONTRACTS.permits(actor, "write", party) for party in parties
        ):
            message = f"{actor.id} may not write {edit.table}/{edit.key} of {rows.contract.pk}"
            raise PermissionDenied(message)


def parties_of_edit(rows: Rows, edit: Edit) -> frozenset[str]:
    """Ids of the parties whose row it is, before and after; empty for what is nobody's alone.

    What a group promises is nobody's alone.
    """
    row = rows.find(edit.table, edit.key)
    sides = [cells for cells in (row.cells if row else None, edit.cells) if cells is not None]
    found = {_party(rows, edit.table, cells) for cells in sides}
    groups = {
        key for key, each in rows.tables.get("parties", {}).items() if each.cells.get("members")
    }
    return frozenset() if "" in found or found & groups else frozenset(found)


def _party(rows: Rows, table: str, cells: Mapping[str, str]) -> str:
    """Of a clause or commitment, or of the commitment that what it carries belongs to."""
    if table in {"clauses", "commitments"}:
        return cells.get("party", "")
    commitment = rows.find("commitments", f"{cells.get('version')}:{cells.get('commitment')}")
    return commitment.cells.get("party", "") if commitment is not None else ""
