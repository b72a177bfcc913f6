"""What a city has before a contract of it is published: whether it is shown, what is written."""

from __future__ import annotations

from django.urls import reverse

from citypact.apps.conduct.actor import Actor
from citypact.apps.contracts.links import Link
from citypact.apps.contracts.unpublished import Unpublished, register
from citypact.apps.cycle.frame import language
from citypact.apps.drafting.models import KeptContract
from citypact.apps.drafting.policy import KEPT_CONTRACTS
from citypact.apps.drafting.selectors import contracts_for
from citypact.apps.workspace import selectors
from citypact.apps.workspace.models import City

__all__ = ["unpublished_of"]


def unpublished_of(actor: Actor, city: str) -> Unpublished | None:
    """The contracts of a city that ``actor`` works with; None where it is not shown and has none.

    One query for a visitor, two or three for others.
    """
    if KEPT_CONTRACTS.permits_somewhere(actor, "read"):
        found = contracts_for(actor, city)
        if found:
            return Unpublished(
                tuple(Link(_address(each), each.title(language())) for each in found)
            )
    try:
        selectors.version_of(city, actor)
    except City.DoesNotExist:
        return None
    return Unpublished()


def _address(kept: KeptContract) -> str:
    page = "local:contract" if kept.kind == "local" else "cycle:year"
    return reverse(page, args=[kept.city_id, kept.pk])


register(unpublished_of)
