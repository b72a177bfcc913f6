"""Requests for a company's own pages: what it promised, reporting, changing, leaving."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from citypact.apps.conduct.form_pages import form_page, shown
from citypact.apps.conduct.guard import actor_of, guarded
from citypact.apps.conduct.wording import in_words
from citypact.apps.local.answer_page import answer_page
from citypact.apps.local.company_page import followed
from citypact.apps.local.forms import ChangeForm, WithdrawForm
from citypact.apps.local.groups import groups_of
from citypact.apps.local.lookup import company_or_404, frame, language, local_or_404
from citypact.apps.local.outlooks import asked
from citypact.apps.local.policy import COMPANIES, WORKING_GROUPS, permits, require
from citypact.apps.local.problems import told
from citypact.apps.local.promising import ChangePromises, ReportDone, Withdraw
from citypact.apps.local.report_form import ReportForm, asked_year, report_problems_told
from citypact.apps.local.words import cut_in
from citypact.contract.local.changing import promised
from citypact.errors import ContractError, InputError

__all__ = ["change", "company", "report", "withdraw"]


@never_cache
@require_safe
@guarded(COMPANIES, "read")
def company(request: HttpRequest, city: str, contract: str, party: str) -> HttpResponse:
    """What one company promised, what it adds up to, and how far it has come."""
    local, actor = local_or_404(city, contract), actor_of(request)
    require(COMPANIES, actor, "read", local.kept, (party,))
    who, model = company_or_404(local, party), asked(local)
    said = promised(local.contract, local.version, party)
    page = answer_page(
        model.answer_of(local, party),
        model.peers(local, who.area, who.size, but=party),
        local.contract,
        model,
        language(),
        roadmap=said.roadmap,
    )
    context = {
        **frame(local),
        "party": who,
        "title": who.title_sv if language() == "sv" else who.title_en,
        "answer": page,
        "followed": followed(local, party, language()),
        "groups": groups_of(local, party, language()),
        "may": {
            verb: permits(COMPANIES, actor, verb, local.kept, (party,))
            for verb in ("report", "change", "withdraw")
        }
        | {"group": permits(WORKING_GROUPS, actor, "take part", local.kept, (party,))},
    }
    return render(request, "local/company.html", context)


@form_page
@guarded(COMPANIES, "report")
def report(request: HttpRequest, city: str, contract: str, party: str) -> HttpResponse:
    """Report what is done of each promise by the end of a year."""
    local, actor = local_or_404(city, contract), actor_of(request)
    require(COMPANIES, actor, "report", local.kept, (party,))
    who = company_or_404(local, party)
    year = asked_year(request, local)
    form = ReportForm(local, party, year, request.POST or None)
    if request.method == "POST" and form.is_valid():
        action = ReportDone(contract, party, year, form.reports, actor)
        try:
            changed = action.perform()
        except ContractError as error:
            form.tell(report_problems_told(error.problems, local, asked(local).known))
        except InputError as error:
            form.add_error(None, in_words(error.said))
        else:
            said = _("The report is kept.") if changed else _("Nothing was changed.")
            messages.success(request, said)
            return redirect("local:company", city, contract, party)
    context = {
        **frame(local),
        "party": who,
        "title": who.title_sv,
        "form": form,
        "reported_year": year,
        "years": form.years,
    }
    return shown(request, context, "local/report.html")


@form_page
@guarded(COMPANIES, "change")
def change(request: HttpRequest, city: str, contract: str, party: str) -> HttpResponse:
    """Change quantities and years, add actions, take some back."""
    local, actor = local_or_404(city, contract), actor_of(request)
    require(COMPANIES, actor, "change", local.kept, (party,))
    who, model = company_or_404(local, party), asked(local)
    before = promised(local.contract, local.version, party)
    form = ChangeForm(local, model.seen.year, before, request.POST or None)
    context = {**frame(local), "party": who, "title": who.title_sv, "form": form}
    if request.method == "POST" and form.is_valid():
        said = form.said
        action = ChangePromises(contract, party, said, form.cleaned_data["seen"], actor)
        try:
            changed = action.perform()
        except ContractError as error:
            form.tell(told(error.problems, said, local.contract, model.known))
        except InputError as error:
            form.add_error(None, in_words(error.said))
        else:
            message = _("What you promise is changed.") if changed else _("Nothing was changed.")
            messages.success(request, message)
            return redirect("local:company", city, contract, party)
    return shown(request, context, "local/change.html")


@form_page
@guarded(COMPANIES, "withdraw")
def withdraw(request: HttpRequest, city: str, contract: str, party: str) -> HttpResponse:
    """Leave the contract; the page says first what that means."""
    local, actor = local_or_404(city, contract), actor_of(request)
    require(COMPANIES, actor, "withdraw", local.kept, (party,))
    who = company_or_404(local, party)
    form = WithdrawForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            Withdraw(contract, party, form.cleaned_data["reason"], actor).perform()
        except InputError as error:
            form.add_error(None, in_words(error.said))
        else:
            messages.success(request, _("The company has left the contract."))
            return redirect("local:contract", city, contract)
    found = asked(local).answer_of(local, party)
    context = {
        **frame(local),
        "party": who,
        "title": who.title_sv,
        "form": form,
        "count": len(local.promises[party]),
        "kt": cut_in(found.kt, language()) if found.kt is not None else "",
        "target_year": found.year,
        "left": len(local.companies) - 1,
    }
    return shown(request, context, "local/withdraw.html")
