"""Requests for pages on the whole contract: its sum, and the city's list of companies."""

from __future__ import annotations

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from citypact.apps.conduct.form_pages import NOT_SO, form_page
from citypact.apps.conduct.guard import actor_of, guarded
from citypact.apps.conduct.wording import in_words
from citypact.apps.local.calling import BETWEEN, TURNS, CallForReports, before_calling
from citypact.apps.local.company_page import followed_year
from citypact.apps.local.exports import HAS_WORKBOOKS
from citypact.apps.local.kept import Local, locals_of
from citypact.apps.local.list_form import ListForm
from citypact.apps.local.listing import PER_PAGE, chosen, companies
from citypact.apps.local.lookup import frame, language, local_or_404
from citypact.apps.local.models import LocalSum, Withdrawal
from citypact.apps.local.outlooks import asked
from citypact.apps.local.overview_page import overview
from citypact.apps.local.policy import LOCAL_CONTRACTS, permits, require
from citypact.apps.local.shown_companies import shown_companies
from citypact.errors import InputError

__all__ = ["call", "contract", "contracts", "listing"]


@require_safe
@guarded(LOCAL_CONTRACTS, "read")
def contracts(request: HttpRequest, city: str) -> HttpResponse:
    """A city's local contracts; the only one at once."""
    found = locals_of(city)
    if len(found) == 1:
        return redirect("local:contract", city, found[0].pk)
    return render(request, "local/contracts.html", {"contracts": found, "city": city})


@require_safe
@guarded(LOCAL_CONTRACTS, "read")
def contract(request: HttpRequest, city: str, contract: str) -> HttpResponse:
    """What the contract adds up to, for everybody, and the way to sign up."""
    local, actor = local_or_404(city, contract), actor_of(request)
    found = LocalSum.objects.filter(contract=local.kept).first()
    context = {
        **frame(local),
        "overview": overview(local, found, language()),
        "count": len(local.companies),
        "own": [each for each in local.companies if each.id in actor.memberships],
        "may_list": permits(LOCAL_CONTRACTS, actor, "list", local.kept),
    }
    return render(request, "local/contract.html", context)


@never_cache
@require_safe
@guarded(LOCAL_CONTRACTS, "list")
def listing(request: HttpRequest, city: str, contract: str) -> HttpResponse:
    """The companies, for the people of the owner: chosen, sorted, in pages."""
    local, actor = local_or_404(city, contract), actor_of(request)
    require(LOCAL_CONTRACTS, actor, "list", local.kept)
    form = ListForm(local, language(), request.GET)
    choice = form.choice
    model, today = asked(local), timezone.localdate().year
    every = companies(local, model, choice.year, today, language())
    found = chosen(every, choice)
    page = Paginator(found, PER_PAGE).get_page(request.GET.get("page"))
    sums = LocalSum.objects.filter(contract=local.kept).first()
    context = {
        **frame(local),
        "form": form,
        "choice": choice,
        "count": len(found),
        "of": len(every),
        "page": page,
        "rows": shown_companies(page.object_list, local, sums, language()),
        "columns": form.columns,
        "asked": form.address,
        "target_year": model.seen.year,
        "left": Withdrawal.objects.filter(contract=local.kept),
        "workbooks": HAS_WORKBOOKS,
        "may_export": permits(LOCAL_CONTRACTS, actor, "export", local.kept),
        "may_call": permits(LOCAL_CONTRACTS, actor, "remind", local.kept),
        "areas": [(area, titles[language() == "en"]) for area, titles in local.areas.items()],
    }
    return render(request, "local/listing.html", context)


@form_page
@guarded(LOCAL_CONTRACTS, "remind")
def call(request: HttpRequest, city: str, contract: str) -> HttpResponse:
    """Ask the companies to report; the page says first how many are written to."""
    local, actor = local_or_404(city, contract), actor_of(request)
    require(LOCAL_CONTRACTS, actor, "remind", local.kept)
    year, problem = followed_year(local), ""
    if request.method == "POST":
        turn = request.POST.get("turn", "")
        try:
            done = CallForReports(
                contract, year, int(turn) if turn.isascii() and turn.isdigit() else 0, actor
            ).perform()
        except InputError as error:
            problem = in_words(error.said)
        else:
            said = _("%(companies)s companies are asked to report: %(people)s mails are queued.")
            messages.success(request, said % {"companies": done.companies, "people": done.people})
            return redirect("local:listing", city, contract)
    context = _before_calling(local, year) | {"problem": problem}
    return render(request, "local/call.html", context, status=NOT_SO if problem else 200)


def _before_calling(local: Local, year: int) -> dict[str, object]:
    found = before_calling(local, year)
    last = found.calls[-1].sent_at if found.calls else None
    return {
        **frame(local),
        "before": found,
        "companies": len(found.people),
        "unreachable": len(found.unreachable),
        "possible": found.turn <= TURNS and (last is None or timezone.now() >= last + BETWEEN),
        "not_before": last + BETWEEN if last is not None and found.turn <= TURNS else None,
    }
