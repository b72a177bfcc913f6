"""Requests for what the checker finds in a version."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from citypact.apps.conduct.form_pages import form_page, performed, shown
from citypact.apps.conduct.guard import actor_of, guarded
from citypact.apps.signing.checking import report_of
from citypact.apps.signing.finding_place import (
    addresses_in_the_book,
    places_of,
    values_beside,
)
from citypact.apps.signing.findings import AcceptFinding, ReopenFinding, decided
from citypact.apps.signing.forms import FindingForm
from citypact.apps.signing.place import Place, place_of
from citypact.apps.signing.policy import DOCUMENTS
from citypact.contract.checker.finding import Finding
from citypact.contract.checker.registry import CHECKS

__all__ = ["accept_finding", "findings", "reopen_finding"]


@never_cache
@require_safe
@guarded(DOCUMENTS, "check")
def findings(request: HttpRequest, city: str, contract: str, version: str) -> HttpResponse:
    """Every finding beside its figures; what was let stand; what could not be checked."""
    place = place_of(request, city, contract, version, "check")
    report, language = report_of(place.rows, version), get_language() or "sv"
    every = [*report.findings, *(each for each, _reason in report.accepted)]
    in_book = addresses_in_the_book(place, every)
    context = {
        **place.context(),
        "findings": [_told(place, each, in_book, language) for each in report.findings],
        "accepted": [
            {
                **_told(place, each, in_book, language),
                "reason": getattr(reason, f"reason_{language}"),
            }
            for each, reason in report.accepted
        ],
        "not_checked": [each.to_json(language) for each in report.not_checked],
        "checks": len(CHECKS),
        "decided": decided(place.state),
        "may_accept": place.owner_may("accept finding") and not decided(place.state),
    }
    return render(request, "signing/findings.html", context)


@form_page
@guarded(DOCUMENTS, "accept finding")
def accept_finding(request: HttpRequest, city: str, contract: str, version: str) -> HttpResponse:
    """Let one stand, with a reason."""
    place = place_of(request, city, contract, version, "check")
    found = _named(place, request, version)
    form = FindingForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        action = AcceptFinding(
            contract, version, found.check, found.key, actor_of(request), **form.cleaned_data
        )
        if performed(action, form):
            messages.success(request, _("The finding stands, with your reason."))
            return redirect("signing:findings", city, contract, version)
    language = get_language() or "sv"
    told = _told(place, found, addresses_in_the_book(place, [found]), language)
    context = {**place.context(), "form": form, "finding": told, "decided": decided(place.state)}
    return shown(request, context, "signing/accept_finding.html")


@require_POST
@guarded(DOCUMENTS, "accept finding")
def reopen_finding(request: HttpRequest, city: str, contract: str, version: str) -> HttpResponse:
    """Take back that one may stand."""
    place_of(request, city, contract, version, "check")
    check, key = request.POST.get("check", ""), request.POST.get("place", "")
    ReopenFinding(contract, version, check, key, actor_of(request)).perform()
    messages.success(request, _("The finding is open again."))
    return redirect("signing:findings", city, contract, version)


def _named(place: Place, request: HttpRequest, version: str) -> Finding:
    """The finding that an address names.

    Raises:
        Http404: the checker does not find it.
    """
    wanted = (request.GET.get("check", ""), request.GET.get("place", ""))
    for each in report_of(place.rows, version).findings:
        if each.name == wanted:
            return each
    raise Http404(_("The checker does not find this: it was mended, or let stand already."))


def _told(
    place: Place, finding: Finding, in_book: dict[str, str], language: str
) -> dict[str, object]:
    """A finding as the page shows it."""
    return {
        **finding.to_json(language),
        "places": places_of(place, finding, in_book, language),
        "beside": values_beside(place, finding),
    }
