"""What a local contract contributes, computed now and kept; imported where it is computed alone."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.utils import timezone

from citypact.apps.conduct.actor import OPERATOR, Actor
from citypact.apps.drafting.models import KeptContract
from citypact.apps.drafting.rows import rows_of
from citypact.apps.local.kept import Local, standing
from citypact.apps.local.models import LocalSum
from citypact.apps.local.policy import LOCAL_CONTRACTS
from citypact.apps.workspace.kept_books import book_of
from citypact.contract.adequacy import DRAWS
from citypact.contract.contract import Contract
from citypact.contract.folder import contracts_of
from citypact.contract.local.contribution import contribution

__all__ = ["beside", "compute_sum"]


def compute_sum(contract: str, actor: Actor = OPERATOR, *, draws: int = DRAWS) -> LocalSum:
    """Compute what a contract contributes now, and keep it.

    What is kept is no state of the contract: it follows from the contract and the city book, and
    says of which of each.

    Raises:
        PermissionDenied: the actor may not.
        KeptContract.DoesNotExist: there is no such contract.
        InputError: no book of its city is shown here, or none of its versions is in force.
    """
    LOCAL_CONTRACTS.require(actor, "compute")
    found = _sum_of(standing(KeptContract.objects.get(pk=contract)), draws)
    LocalSum.objects.update_or_create(contract_id=contract, defaults=vars(found))
    return LocalSum.objects.get(contract_id=contract)


@dataclass(frozen=True)
class _Sum:
    revision: int
    book_hash: str
    companies: int
    document: dict[str, object]
    computed_at: datetime


def _sum_of(local: Local, draws: int) -> _Sum:
    book = book_of(local.contract.city)
    others = beside(local.contract.city)
    made = contribution(local.contract, local.version, book, others, draws=draws)
    return _Sum(
        revision=local.kept.revision,
        book_hash=book.hash,
        companies=len(local.companies),
        document=made.to_json(),
        computed_at=timezone.now(),
    )


def beside(city: str) -> Sequence[Contract]:
    """The city's other contracts in force: as they are written here, else as they are packaged."""
    here = {
        kept.pk: rows_of(kept).made()
        for kept in KeptContract.objects.filter(city_id=city).exclude(kind="local")
    }
    packaged = {each.id: each for each in contracts_of(city) if each.kind != "local"}
    return [each for each in {**packaged, **here}.values() if each.in_force]
