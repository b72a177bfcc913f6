"""Asking for what a local contract contributes: every change does, and the background computes.

The three sums behind it take seconds (:mod:`citypact.apps.local.computing`). A change marks the sum
as wanted; the first mark puts one task into the queue, which runs a little later, so that a burst
of changes is summed once.
"""

from __future__ import annotations

from datetime import timedelta
from typing import Final

from django.utils import timezone

from citypact.apps.conduct.queue import task
from citypact.apps.local.models import LocalSum

__all__ = ["sum_up", "want_sum"]

#: How long a burst of changes is waited out.
PAUSE: Final = timedelta(minutes=1)


def want_sum(contract: str, *, pause: timedelta = PAUSE) -> None:
    """Ask for a new sum ``pause`` from now; to be called in the transaction of a change."""
    kept, _made = LocalSum.objects.get_or_create(contract_id=contract)
    if not kept.wanted:
        LocalSum.objects.filter(pk=kept.pk).update(wanted=True)
        sum_up.using(run_after=timezone.now() + pause).enqueue(contract)


@task()
def sum_up(contract: str) -> None:
    """Compute what a contract contributes, and keep it."""
    LocalSum.objects.filter(contract_id=contract).update(wanted=False)
    from citypact.apps.local.computing import compute_sum  # noqa: PLC0415  brings the model

    compute_sum(contract)
