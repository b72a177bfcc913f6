"""Requests for tables as CSV: the organisations, and who has which role in one."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence

from django.http import HttpRequest, HttpResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from citypact.apps.conduct.guard import actor_of, guarded
from citypact.apps.parties import selectors
from citypact.apps.parties.details import Details
from citypact.apps.parties.policy import MEMBERSHIPS, ORGANISATIONS

__all__ = ["members_csv", "organisations_csv"]

#: What a spreadsheet would run as a formula when a cell begins with it.
FORMULA = ("=", "+", "-", "@", "\t", "\r")


@require_safe
@guarded(ORGANISATIONS, "export")
def organisations_csv(request: HttpRequest) -> HttpResponse:
    """Every organisation, a row each."""
    found = selectors.organisations(actor_of(request), "export")
    columns = ["id", *Details.__annotations__]
    rows = [[each.id, *vars(Details.of(each)).values()] for each in found]
    return _csv("organisations.csv", columns, rows)


@never_cache
@require_safe
@guarded(MEMBERSHIPS, "export")
def members_csv(request: HttpRequest, name: str) -> HttpResponse:
    """Who has which role in an organisation, a row a role."""
    found = selectors.members_of(name, actor_of(request), "export")
    rows = [
        [each.account.name, each.account.email, each.role, each.since.isoformat()] for each in found
    ]
    return _csv(f"{name}-members.csv", ["name", "mail", "role", "since"], rows)


def _csv(name: str, columns: Sequence[str], rows: Iterable[Sequence[str]]) -> HttpResponse:
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(columns)
    writer.writerows([_inert(cell) for cell in row] for row in rows)
    answer = HttpResponse(text.getvalue(), content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer


def _inert(cell: str) -> str:
    """A cell that no spreadsheet runs: what looks like a formula begins with an apostrophe."""
    return f"'{cell}" if cell.startswith(FORMULA) else cell
