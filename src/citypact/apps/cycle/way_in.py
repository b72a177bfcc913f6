"""The way from the pages on which a contract is read to its year."""

from __future__ import annotations

from collections.abc import Iterator

from django.urls import reverse
from django.utils.translation import gettext as _

from citypact.apps.conduct.actor import Actor
from citypact.apps.contracts.links import Link, register
from citypact.apps.drafting import rights
from citypact.apps.drafting.models import KeptContract
from citypact.apps.drafting.policy import KEPT_CONTRACTS

__all__ = ["way_in"]


def way_in(actor: Actor, city: str, contract: str, _version: str) -> Iterator[Link]:
    """To the contract's year, for those who may read the contract as it is written.

    No query for a visitor, two for others.
    """
    if not KEPT_CONTRACTS.permits_somewhere(actor, "read"):
        return
    kept = KeptContract.objects.filter(pk=contract, city_id=city).first()
    if kept is None:
        return
    parties = kept.rows.filter(table="parties").values_list("key", flat=True)
    if rights.permits(actor, "read", kept, list(parties)):
        yield Link(reverse("cycle:year", args=[city, contract]), _("The contract’s year"))


register(way_in)
