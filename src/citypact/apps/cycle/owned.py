"""Actions on a contract as a whole: only who may by a role in the organisation that owns it."""

from __future__ import annotations

from citypact.apps.conduct.actor import Actor
from citypact.apps.drafting.models import KeptContract

__all__ = ["OfTheOwner"]


class OfTheOwner:
    """Ask the policy within the owner of the contract; a contract that is not is nobody's."""

    contract: str
    actor: Actor

    def within(self) -> str | None:
        """The organisation that owns it."""
        owner = KeptContract.objects.filter(pk=self.contract).values_list("owner_id", flat=True)
        return owner.first()
