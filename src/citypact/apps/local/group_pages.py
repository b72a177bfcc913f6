"""Requests for pages of working groups: who is in them, when they meet, what was decided."""

from __future__ import annotations

from uuid import UUID, uuid4

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from citypact.apps.conduct.form_pages import form_page, performed, shown
from citypact.apps.conduct.guard import actor_of, guarded
from citypact.apps.local.group_forms import MeetingForm
from citypact.apps.local.groups import (
    KeepMeeting,
    RemoveMeeting,
    TakePart,
    group_of,
    may_read,
    meetings_of,
)
from citypact.apps.local.lookup import (
    area_or_404,
    company_or_404,
    frame,
    language,
    local_or_404,
)
from citypact.apps.local.policy import WORKING_GROUPS, permits, require

__all__ = ["group", "meeting", "remove_meeting", "take_part"]


@never_cache
@require_safe
@guarded(WORKING_GROUPS, "read")
def group(request: HttpRequest, city: str, contract: str, area: str) -> HttpResponse:
    """A working group, for the city's people and those of the companies in it."""
    local, actor = local_or_404(city, contract), actor_of(request)
    title = area_or_404(local, area)
    if not may_read(local, area, actor):
        message = f"{actor.id} is in no company of the working group {area} of {contract}"
        raise PermissionDenied(message)
    context = {
        **frame(local),
        "area": area,
        "title": title,
        "group": group_of(local, area, language()),
        "meetings": meetings_of(local, area),
        "may_meet": permits(WORKING_GROUPS, actor, "hold meetings", local.kept),
    }
    return render(request, "local/group.html", context)


@form_page
@guarded(WORKING_GROUPS, "hold meetings")
def meeting(
    request: HttpRequest, city: str, contract: str, area: str, name: UUID | None = None
) -> HttpResponse:
    """Write a meeting down, or change what is written of it."""
    local, actor = local_or_404(city, contract), actor_of(request)
    title = area_or_404(local, area)
    require(WORKING_GROUPS, actor, "hold meetings", local.kept)
    initial: dict[str, object] = {"id": uuid4()}
    if name is not None:
        there = next((each for each in meetings_of(local, area) if each.pk == name), None)
        if there is None:
            raise Http404(_("There is no such meeting; it may have been removed."))
        fields = ("day", "time", "place", "notes", "decisions")
        initial = {"id": there.pk, **{field: getattr(there, field) for field in fields}}
    form = MeetingForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        action = KeepMeeting(contract, area, actor=actor, **form.cleaned_data)
        if performed(action, form):
            messages.success(request, _("The meeting is kept."))
            return redirect("local:group", city, contract, area)
    context = {**frame(local), "area": area, "title": title, "form": form, "name": name}
    return shown(request, context, "local/meeting.html")


@require_POST
@guarded(WORKING_GROUPS, "hold meetings")
def remove_meeting(
    request: HttpRequest, city: str, contract: str, area: str, name: UUID
) -> HttpResponse:
    """Take a meeting away."""
    local, actor = local_or_404(city, contract), actor_of(request)
    area_or_404(local, area)
    RemoveMeeting(local.contract.id, area, name, actor).perform()
    messages.success(request, _("The meeting is removed."))
    return redirect("local:group", city, contract, area)


@require_POST
@guarded(WORKING_GROUPS, "take part")
def take_part(
    request: HttpRequest, city: str, contract: str, area: str, party: str
) -> HttpResponse:
    """Let a company into a working group, or out of it."""
    local, actor = local_or_404(city, contract), actor_of(request)
    area_or_404(local, area)
    company_or_404(local, party)
    joins = request.POST.get("part") == "yes"
    TakePart(contract, area, party, takes_part=joins, actor=actor).perform()
    said = _("The company takes part now.") if joins else _("The company takes part no longer.")
    messages.success(request, said)
    return redirect("local:company", city, contract, party)
