"""Requests for the list of companies as tables: CSV, and a workbook where that can be made."""

from __future__ import annotations

import io
from collections.abc import Sequence
from importlib.util import find_spec

from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from citypact.apps.conduct.csv_answer import csv_answer
from citypact.apps.conduct.guard import actor_of, guarded
from citypact.apps.local.kept import Local
from citypact.apps.local.list_form import ListForm
from citypact.apps.local.listing import Company, chosen, companies
from citypact.apps.local.lookup import local_or_404
from citypact.apps.local.models import LocalSum
from citypact.apps.local.outlooks import asked
from citypact.apps.local.policy import LOCAL_CONTRACTS, require
from citypact.contract.local.follow_up import STATUSES

__all__ = ["HAS_WORKBOOKS", "companies_csv", "companies_xlsx"]

#: Whether the library that writes workbooks is installed.
HAS_WORKBOOKS = find_spec("xlsxwriter") is not None
_WORKBOOK = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_COLUMNS = (
    "id",
    "name",
    "number",
    "area",
    "size",
    "kinds",
    "promises",
    "kt_alone",
    "kt_on_top",
    "state",
    "year",
    *(status.replace(" ", "_") for status in STATUSES),
)
Cells = list[str | int | float | None]


@never_cache
@require_safe
@guarded(LOCAL_CONTRACTS, "export")
def companies_csv(request: HttpRequest, city: str, contract: str) -> HttpResponse:
    """The companies that the list shows, a row each; amounts in kt a year."""
    _local, rows = _rows(request, city, contract)
    written = [["" if cell is None else str(cell) for cell in row] for row in rows]
    return csv_answer(f"{contract}-companies.csv", _COLUMNS, written)


@never_cache
@require_safe
@guarded(LOCAL_CONTRACTS, "export")
def companies_xlsx(request: HttpRequest, city: str, contract: str) -> HttpResponse:
    """The same as a workbook, in which no cell is a formula."""
    if not HAS_WORKBOOKS:
        raise Http404(_("This site writes no workbooks: install citypact[documents]."))
    from xlsxwriter import Workbook  # noqa: PLC0415  an extra, which workbooks alone need

    from citypact.documents.worksheet import Page  # noqa: PLC0415  brings that extra

    local, rows = _rows(request, city, contract)
    content = io.BytesIO()
    with Workbook(content, {"in_memory": True}) as book:
        remark = local.contract.note_sv
        page = Page(book, "companies", local.contract.title_sv, [remark] if remark else [])
        page.head(_COLUMNS)
        for row in rows:
            page.line(row)
    answer = HttpResponse(content.getvalue(), content_type=_WORKBOOK)
    answer["Content-Disposition"] = f'attachment; filename="{contract}-companies.xlsx"'
    return answer


def _rows(request: HttpRequest, city: str, contract: str) -> tuple[Local, Sequence[Cells]]:
    local, actor = local_or_404(city, contract), actor_of(request)
    require(LOCAL_CONTRACTS, actor, "export", local.kept)
    choice = ListForm(local, "sv", request.GET).choice
    every = companies(local, asked(local), choice.year, timezone.localdate().year, "sv")
    found = LocalSum.objects.filter(contract=local.kept).first()
    by_party = found.document.get("by_party", {}) if found is not None else {}
    return local, [_row(each, choice.year, by_party.get(each.id)) for each in chosen(every, choice)]


def _row(each: Company, year: int, on_top: float | None) -> Cells:
    return [
        each.id,
        each.title,
        each.number,
        each.area,
        each.size,
        " ".join(each.kinds),
        each.promises,
        each.kt,
        on_top,
        each.state,
        year,
        *(each.statuses.get(status, 0) for status in STATUSES),
    ]
