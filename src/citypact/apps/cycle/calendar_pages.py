"""Requests for the calendar of a version, and for one of its milestones."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from citypact.apps.conduct.form_pages import form_page, performed, shown
from citypact.apps.conduct.guard import actor_of, guarded
from citypact.apps.conduct.wording import in_words
from citypact.apps.contracts.frame import text_in
from citypact.apps.cycle import selectors
from citypact.apps.cycle.calendar_file import feed_address
from citypact.apps.cycle.forms import MilestoneForm, SigningForm
from citypact.apps.cycle.frame import context_of, language, may, rows_or_404, version_or_404
from citypact.apps.cycle.models import Milestone
from citypact.apps.cycle.planning import (
    OVER,
    MakeCalendar,
    PutMilestone,
    RemoveMilestone,
)
from citypact.apps.cycle.reminding import LATE, when_of
from citypact.apps.cycle.schedule import SIGNING, schedule
from citypact.apps.cycle.words import milestone_title, state_word
from citypact.apps.drafting.policy import KEPT_CONTRACTS
from citypact.apps.parties.models import Account
from citypact.contract.contract import Contract
from citypact.contract.version import Version
from citypact.errors import InputError

__all__ = ["calendar", "put_milestone", "remove_milestone"]


@dataclass(frozen=True)
class MilestoneShown:
    """A milestone as the table has it; ``how`` is ``done``, ``late``, ``soon`` or empty."""

    id: int
    due: date
    title: str
    party: str
    clause: str
    done: date | None
    how: str

    @classmethod
    def of(
        cls, milestone: Milestone, contract: Contract, version: Version, today: date
    ) -> MilestoneShown:
        """Read a milestone in the reader's language."""
        party = contract.parties.get(milestone.party)
        clause = version.clause.get(milestone.clause)
        when = when_of(milestone.due, today)
        how = {"": "", LATE: "late"}.get(when, "soon")
        return cls(
            id=milestone.pk,
            due=milestone.due,
            title=milestone_title(milestone, language()),
            party=text_in(party, "title", language())[0] if party else milestone.party,
            clause=f"{clause.number} {text_in(clause, 'title', language())[0]}".strip()
            if clause
            else milestone.clause,
            done=milestone.done,
            how="done" if milestone.done else how,
        )


@form_page
@guarded(KEPT_CONTRACTS, "read")
def calendar(request: HttpRequest, city: str, contract: str, version: str) -> HttpResponse:
    """Everything that leads to the signing; for who leads the work also counting it anew."""
    rows = rows_or_404(request, city, contract)
    made = rows.made()
    found = version_or_404(made, version)
    milestones = selectors.milestones_of(contract, version)
    signing = next((each.due for each in milestones if each.kind == SIGNING), None)
    form = SigningForm(request.POST or None, initial={"signing": signing})
    if request.method == "POST" and form.is_valid():
        action = MakeCalendar(contract, version, form.cleaned_data["signing"], actor_of(request))
        if performed(action, form):
            messages.success(request, _("The calendar was counted back from the signing."))
            return redirect("cycle:calendar", city, contract, version)
    today = timezone.localdate()
    known = {each.kind for each in milestones}
    user = request.user
    context = context_of(
        rows,
        version=found,
        state=state_word(found.state),
        form=form,
        milestones=[MilestoneShown.of(each, made, found, today) for each in milestones],
        # What was left out when the calendar was made, or taken away since.
        lacking=[
            each.title(language())
            for kind, each in schedule().items()
            if milestones and kind not in known
        ],
        intervals=[
            (each.title(language()), each.weeks, each.why(language()))
            for each in schedule().values()
        ],
        feed=feed_address(rows.contract, version, user) if isinstance(user, Account) else "",
        may_schedule=may(request, "schedule", rows.contract) and found.state not in OVER,
    )
    return shown(request, context, "cycle/calendar.html")


@form_page
@guarded(KEPT_CONTRACTS, "schedule")
def put_milestone(
    request: HttpRequest, city: str, contract: str, version: str, milestone: int | None = None
) -> HttpResponse:
    """Add a milestone of one's own, or change one."""
    rows = rows_or_404(request, city, contract, "schedule")
    made = rows.made()
    found = version_or_404(made, version)
    known = None if milestone is None else _milestone(contract, version, milestone)
    form = MilestoneForm(made, found, known, language(), request.POST or None)
    if request.method == "POST" and form.is_valid():
        action = PutMilestone(contract, version, form.plan, actor_of(request), milestone)
        if performed(action, form):
            messages.success(request, _("What was changed is kept."))
            return redirect("cycle:calendar", city, contract, version)
    context = context_of(
        rows,
        version=found,
        state=state_word(found.state),
        form=form,
        milestone=known,
        heading=milestone_title(known, language()) if known else _("Add a milestone"),
    )
    return shown(request, context, "cycle/milestone.html")


@require_POST
@guarded(KEPT_CONTRACTS, "schedule")
def remove_milestone(
    request: HttpRequest, city: str, contract: str, version: str, milestone: int
) -> HttpResponse:
    """Take a milestone away."""
    rows_or_404(request, city, contract, "schedule")
    try:
        RemoveMilestone(contract, version, milestone, actor_of(request)).perform()
    except InputError as error:
        messages.error(request, in_words(error.said))
    else:
        messages.success(request, _("The milestone was taken away."))
    return redirect("cycle:calendar", city, contract, version)


def _milestone(contract: str, version: str, milestone: int) -> Milestone:
    for each in selectors.milestones_of(contract, version):
        if each.pk == milestone:
            return each
    raise Http404(_("This milestone was taken away already."))
