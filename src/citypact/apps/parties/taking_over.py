"""Taking over the parties of a contract as organisations."""

from __future__ import annotations

from collections.abc import Iterable

from django.db import transaction

from citypact.apps.conduct.actor import OPERATOR, Actor
from citypact.apps.parties.actions import AddOrganisation
from citypact.apps.parties.details import Details
from citypact.apps.parties.models import Organisation
from citypact.apps.parties.words import KINDS
from citypact.contract.party import Party

__all__ = ["take_over"]


def take_over(
    parties: Iterable[Party], actor: Actor = OPERATOR
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Add each party that is an organisation and is not there yet, whole or not at all.

    Returns:
        The ids of those that were added, and of those that were there.

    Raises:
        PermissionDenied: the actor may not add organisations.
        InputError: one of them cannot be kept.
    """
    added, there = [], []
    with transaction.atomic():
        known = set(Organisation.objects.values_list("id", flat=True))
        for party in parties:
            if party.kind not in KINDS:
                continue
            if party.id in known:
                there.append(party.id)
                continue
            details = Details(
                title_sv=party.title_sv,
                title_en=party.title_en,
                kind=party.kind,
                number=party.number,
                authority=party.authority,
                actor=party.actor,
            )
            AddOrganisation(party.id, details, actor).perform()
            added.append(party.id)
    return tuple(added), tuple(there)
