"""Whose an action on a contract is: its owner's alone, or that of anybody who takes part in it."""

from __future__ import annotations

from typing import ClassVar

from citypact.apps.conduct.actor import Actor
from citypact.apps.conduct.policy import Policy
from citypact.apps.drafting import rights
from citypact.apps.drafting.models import KeptContract
from citypact.apps.drafting.rights import Standing
from citypact.apps.drafting.rows import Rows, rows_of

__all__ = ["OfAnyPlace", "OfTheOwner"]


class OfTheOwner:
    """Ask the policy within the owner of the contract; a contract that is not is nobody's."""

    contract: str
    actor: Actor

    def within(self) -> str | None:
        """The organisation that owns it."""
        owner = KeptContract.objects.filter(pk=self.contract).values_list("owner_id", flat=True)
        return owner.first()


class OfAnyPlace:
    """Ask the policy in the owner and in every party; a contract that is not is nobody's."""

    policy: ClassVar[Policy]
    verb: ClassVar[str]
    contract: str
    actor: Actor

    def permit(self) -> None:
        """Return when the actor may, by a role in the owner or in a party.

        Raises:
            PermissionDenied: no role of the actor's suffices.
        """
        kept = KeptContract.objects.filter(pk=self.contract).first()
        if kept is None:
            self.policy.require(self.actor, self.verb)
            return
        self.standing(rows_of(kept))

    def standing(self, rows: Rows) -> Standing:
        """By which role, and in which organisation, the actor may."""
        return rights.standing(self.actor, self.verb, rights.ordered_places(rows))
