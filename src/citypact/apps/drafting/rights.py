"""Who may do what to a contract: the people of the organisation that owns it, and of its parties.

A contract's parties have the ids of organisations. A role that somebody has in the owner counts for
the whole contract; a role in a party counts for what is that party's alone: to read, to speak, to
accept for the party, and to write rows that are the party's own. Nobody accepts for another party
but one: who may accept for the owner may do so for a party in which nobody has an account at all.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from django.core.exceptions import PermissionDenied

from citypact.apps.conduct.actor import Actor, Role
from citypact.apps.drafting.models import KeptContract
from citypact.apps.drafting.policy import KEPT_CONTRACTS
from citypact.apps.drafting.rows import Edit, Rows
from citypact.apps.parties.models import Membership

__all__ = [
    "Standing",
    "ordered_places",
    "parties_of_edit",
    "permits",
    "places_of",
    "require",
    "require_accept",
    "require_edits",
    "standing",
    "unattended",
]


@dataclass(frozen=True)
class Standing:
    """In which organisation, and by which role in it, somebody does something."""

    organisation: str
    role: Role

    def told(self) -> dict[str, str]:
        """As an event holds it."""
        return {"for": self.organisation, "role": self.role.value}


def places_of(rows: Rows) -> frozenset[str]:
    """Ids of the organisations whose people have to do with a contract: owner and parties."""
    return frozenset({rows.contract.owner_id, *rows.tables.get("parties", {})})


def ordered_places(rows: Rows) -> tuple[str, ...]:
    """The same with the owner first: in which somebody with several roles speaks is fixed."""
    owner = rows.contract.owner_id
    return (owner, *sorted(places_of(rows) - {owner}))


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


def standing(actor: Actor, verb: str, places: Iterable[str]) -> Standing:
    """By which role in the first of ``places`` that permits it ``actor`` may.

    Raises:
        PermissionDenied: no role of the actor's suffices in any of them.
    """
    asked = tuple(places)
    for place in asked:
        held = actor.roles(place) & KEPT_CONTRACTS.allowed.get(verb, frozenset())
        if held:
            # The last that the list of roles names has the most to say.
            return Standing(place, max(held, key=list(Role).index))
    message = f"{actor.id} may not {verb} a contract being written for any of {', '.join(asked)}"
    raise PermissionDenied(message)


def require_accept(actor: Actor, contract: KeptContract, party: str) -> Standing:
    """By which role ``actor`` may say that ``party`` accepts a clause, or that it does not.

    Raises:
        PermissionDenied: the actor may accept neither for the party, nor for the owner of the
            contract where the party has nobody here.
    """
    places = [party, contract.owner_id] if party in unattended([party]) else [party]
    return standing(actor, "accept", places)


def unattended(parties: Collection[str]) -> frozenset[str]:
    """Those of ``parties`` in which nobody has an account. One query."""
    there = Membership.objects.filter(organisation__in=parties, account__is_active=True)
    return frozenset(parties) - set(there.values_list("organisation_id", flat=True))


def require_edits(actor: Actor, rows: Rows, edits: Iterable[Edit]) -> Standing:
    """By which role ``actor`` may write all of ``edits``.

    The owner's writers may write everything. A party's may write rows that are that party's before
    and after: its commitments, what they carry, and clauses that hold its promises alone.

    Raises:
        PermissionDenied: one of them is not the actor's to write; it should be proposed instead.
    """
    if KEPT_CONTRACTS.permits(actor, "write", rows.contract.owner_id):
        return standing(actor, "write", [rows.contract.owner_id])
    concerned: set[str] = set()
    for edit in edits:
        parties = parties_of_edit(rows, edit)
        if not parties or not all(
            KEPT_CONTRACTS.permits(actor, "write", party) for party in parties
        ):
            message = f"{actor.id} may not write {edit.table}/{edit.key} of {rows.contract.pk}"
            raise PermissionDenied(message)
        concerned |= parties
    return standing(actor, "write", sorted(concerned))


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
