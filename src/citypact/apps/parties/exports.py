"""Requests for tables as CSV: the organisations, and who has which role in one."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from citypact.apps.conduct.csv_answer import csv_answer
from citypact.apps.conduct.guard import actor_of, guarded
from citypact.apps.parties import selectors
from citypact.apps.parties.details import Details
from citypact.apps.parties.policy import MEMBERSHIPS, ORGANISATIONS

__all__ = ["members_csv", "organisations_csv"]


@require_safe
@guarded(ORGANISATIONS, "export")
def organisations_csv(request: HttpRequest) -> HttpResponse:
    """Every organisation, a row each."""
    found = selectors.organisations(actor_of(request), "export")
    columns = ["id", *Details.__annotations__]
    rows = [[each.id, *vars(Details.of(each)).values()] for each in found]
    return csv_answer("organisations.csv", columns, rows)


@never_cache
@require_safe
@guarded(MEMBERSHIPS, "export")
def members_csv(request: HttpRequest, name: str) -> HttpResponse:
    """Who has which role in an organisation, a row a role."""
    found = selectors.members_of(name, actor_of(request), "export")
    rows = [
        [each.account.name, each.account.email, each.role, each.since.isoformat()] for each in found
    ]
    return csv_answer(f"{name}-members.csv", ["name", "mail", "role", "since"], rows)
