"""Requests for pages on organisations and on one's own account."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from citypact.apps.conduct.actor import Role
from citypact.apps.conduct.form_pages import form_page, performed, shown
from citypact.apps.conduct.guard import actor_of, guarded
from citypact.apps.conduct.policy import EVENTS
from citypact.apps.conduct.selectors import events_of_organisation
from citypact.apps.parties import selectors
from citypact.apps.parties.actions import (
    AddMember,
    AddOrganisation,
    ChangeOrganisation,
    RemoveMember,
)
from citypact.apps.parties.details import Details
from citypact.apps.parties.forms import MemberForm, NewOrganisationForm, OrganisationForm
from citypact.apps.parties.models import Organisation
from citypact.apps.parties.policy import MEMBERSHIPS, ORGANISATIONS

__all__ = [
    "add_member",
    "add_part",
    "change",
    "organisation",
    "organisations",
    "remove_member",
]


def _language() -> str:
    return get_language() or "sv"


def _or_404(request: HttpRequest, name: str) -> Organisation:
    try:
        return selectors.organisation(name, actor_of(request))
    except Organisation.DoesNotExist as error:
        reason = _("There is no organisation called “%(name)s” on this site.") % {"name": name}
        raise Http404(reason) from error


@require_safe
@guarded(ORGANISATIONS, "read")
def organisations(request: HttpRequest) -> HttpResponse:
    """Every organisation."""
    found = selectors.organisations(actor_of(request))
    return render(request, "parties/organisations.html", {"organisations": found})


@require_safe
@guarded(ORGANISATIONS, "read")
def organisation(request: HttpRequest, name: str) -> HttpResponse:
    """One organisation, with its people and its history for those who may see them."""
    found, actor = _or_404(request, name), actor_of(request)
    may = {
        "change": ORGANISATIONS.permits(actor, "change", name),
        "add_part": ORGANISATIONS.permits(actor, "add", name),
        "members": MEMBERSHIPS.permits(actor, "read", name),
        "add_member": MEMBERSHIPS.permits(actor, "add", name),
        "remove_member": MEMBERSHIPS.permits(actor, "remove", name),
        "export": MEMBERSHIPS.permits(actor, "export", name),
        "history": EVENTS.permits(actor, "read", name),
    }
    context = {
        "organisation": found,
        "parts": selectors.parts_of(name, actor),
        "may": may,
        "members": selectors.members_of(name, actor) if may["members"] else [],
        "history": events_of_organisation(name, actor, _language()) if may["history"] else [],
    }
    return render(request, "parties/organisation.html", context)


@form_page
@guarded(ORGANISATIONS, "change")
def change(request: HttpRequest, name: str) -> HttpResponse:
    """Change what is known of an organisation."""
    found, actor = _or_404(request, name), actor_of(request)
    ORGANISATIONS.require(actor, "change", name)
    form = OrganisationForm(request.POST or None, initial=vars(Details.of(found)))
    if request.method == "POST" and form.is_valid():
        action = ChangeOrganisation(name, form.details, actor)
        if performed(action, form):
            messages.success(request, _("What was changed is kept."))
            return redirect("parties:organisation", name)
    context = {"form": form, "organisation": found, "title": _("Change the organisation")}
    return shown(request, context, "parties/form.html")


@form_page
@guarded(ORGANISATIONS, "add")
def add_part(request: HttpRequest, name: str) -> HttpResponse:
    """Add a part to an organisation."""
    found, actor = _or_404(request, name), actor_of(request)
    ORGANISATIONS.require(actor, "add", name)
    form = NewOrganisationForm(request.POST or None, initial={"parent": name})
    if request.method == "POST" and form.is_valid():
        action = AddOrganisation(form.cleaned_data["id"], form.details, actor)
        if performed(action, form):
            messages.success(request, _("The organisation was added."))
            return redirect("parties:organisation", action.id)
    context = {"form": form, "organisation": found, "title": _("Add a part")}
    return shown(request, context, "parties/form.html")


@form_page
@guarded(MEMBERSHIPS, "add")
def add_member(request: HttpRequest, name: str) -> HttpResponse:
    """Give somebody a role."""
    found, actor = _or_404(request, name), actor_of(request)
    MEMBERSHIPS.require(actor, "add", name)
    form = MemberForm(request.POST or None, initial={"language": _language()})
    if request.method == "POST" and form.is_valid():
        action = AddMember(name, actor=actor, **form.cleaned_data)
        if performed(action, form):
            messages.success(request, _("The role was given, and the person is told by mail."))
            return redirect("parties:organisation", name)
    context = {"form": form, "organisation": found, "title": _("Give somebody a role")}
    return shown(request, context, "parties/form.html")


@require_POST
@guarded(MEMBERSHIPS, "remove")
def remove_member(request: HttpRequest, name: str, member: int) -> HttpResponse:
    """Take a role away."""
    found, actor = _or_404(request, name), actor_of(request)
    MEMBERSHIPS.require(actor, "remove", name)
    held = {each.pk: each for each in selectors.members_of(found.pk, actor)}.get(member)
    if held is None:
        raise Http404(_("This role was taken away already."))
    RemoveMember(name, held.account.email, Role(held.role), actor).perform()
    messages.success(request, _("The role was taken away."))
    return redirect("parties:organisation", name)
