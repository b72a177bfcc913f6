"""The way from the pages on which a contract is read to those on which it is written."""

from __future__ import annotations

from collections.abc import Iterator

from django.urls import reverse
from django.utils.translation import gettext as _

from citypact.apps.conduct.actor import Actor
from citypact.apps.contracts.links import Link, register
from citypact.apps.drafting import rights
from citypact.apps.drafting.models import KeptContract, KeptRow
from citypact.apps.drafting.opening import OPEN_STATES
from citypact.apps.drafting.policy import KEPT_CONTRACTS

__all__ = ["way_in"]


def way_in(actor: Actor, city: str, contract: str, version: str) -> Iterator[Link]:
    """To the version as it is written, for those who may read it there.

    No query for a visitor, two for others.
    """
    if not KEPT_CONTRACTS.permits_somewhere(actor, "read"):
        return
    kept = KeptContract.objects.filter(pk=contract, city_id=city).first()
    if kept is None:
        return
    shared = KeptRow.objects.filter(contract=kept, table__in=["parties", "versions"])
    rows = {
        (table, key): cells for table, key, cells in shared.values_list("table", "key", "cells")
    }
    parties = [key for table, key in rows if table == "parties"]
    head = rows.get(("versions", version))
    if head is None or not rights.permits(actor, "read", kept, parties):
        return
    title = _("Write") if head.get("state") in OPEN_STATES else _("How it was written")
    yield Link(reverse("drafting:draft", args=[city, contract, version]), title)


register(way_in)
