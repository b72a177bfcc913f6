"""Taking a packaged local contract into the workspace; what it contributes is computed soon."""

from __future__ import annotations

from datetime import timedelta

from django.db import transaction

from citypact.apps.conduct.actor import OPERATOR, Actor
from citypact.apps.drafting.actions import TakeInContract
from citypact.apps.drafting.models import KeptContract
from citypact.apps.local.summing import want_sum
from citypact.apps.parties.taking_over import take_over
from citypact.contract.folder import contracts_of, main_contract
from citypact.errors import InputError

__all__ = ["take_in_local"]


def take_in_local(city: str, *, actor: Actor = OPERATOR) -> tuple[KeptContract, ...]:
    """Take in the packaged local contracts of a city that are not here yet.

    The municipality of the city's main contract owns them. What they contribute is put into the
    queue. :func:`citypact.site.setup` comes first, and the city's book is shown.

    Raises:
        PermissionDenied: the actor may not.
        InputError: the city's main contract names no municipality.
    """
    found = []
    for contract in contracts_of(city):
        if contract.kind != "local":
            continue
        kept = KeptContract.objects.filter(pk=contract.id).first()
        if kept is None:
            owner = _owner(city, actor)
            kept = TakeInContract(contract, owner, actor).perform()
        with transaction.atomic():
            want_sum(kept.pk, pause=timedelta(0))
        found.append(kept)
    return tuple(found)


def _owner(city: str, actor: Actor) -> str:
    """The municipality, added as an organisation where it is none yet."""
    parties = main_contract(city).parties.values()
    own = [party for party in parties if party.kind == "municipality"]
    if not own:
        message = f"the main contract of {city} names no municipality that could own another"
        raise InputError(message)
    take_over(own[:1], actor)
    return own[0].id
