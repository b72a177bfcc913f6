"""The page on which a version is taken on: every step, with what must hold before it."""

from __future__ import annotations

from dataclasses import dataclass

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from citypact.apps.conduct.form_pages import NOT_SO, form_page
from citypact.apps.conduct.guard import actor_of, guarded
from citypact.apps.cycle.frame import context_of, language, may, rows_or_404, version_or_404
from citypact.apps.cycle.standing import Standing, standing_of
from citypact.apps.cycle.stepping import AdvanceVersion, StepError
from citypact.apps.cycle.words import STEPS, condition_words, state_word
from citypact.apps.drafting.policy import KEPT_CONTRACTS
from citypact.apps.drafting.rows import rows_of
from citypact.contract.states import NEXT
from citypact.contract.version import STATES

__all__ = ["steps"]


@dataclass(frozen=True)
class Held:
    """A condition as it is read: what must hold, whether it does, and what stands in its way."""

    what: str
    met: bool
    why: str


@dataclass(frozen=True)
class Step:
    """A step that may be asked for."""

    to: str
    title: str
    conditions: tuple[Held, ...]

    @property
    def met(self) -> bool:
        """Whether nothing stands in its way."""
        return all(each.met for each in self.conditions)


@form_page
@guarded(KEPT_CONTRACTS, "read")
def steps(request: HttpRequest, city: str, contract: str, version: str) -> HttpResponse:
    """Every step from here, and taking one of them."""
    rows = rows_or_404(request, city, contract)
    found = version_or_404(rows.made(), version)
    problems: tuple[str, ...] = ()
    if request.method == "POST":
        problems = _taken(request, contract, version)
        if not problems:
            return redirect("cycle:steps", city, contract, version)
        rows = rows_of(rows.contract)
    standing = standing_of(rows, version)
    context = context_of(
        rows,
        version=found,
        state=state_word(standing.state),
        way=[(state_word(each), each == standing.state) for each in STATES],
        steps=[_step(standing, to) for to in standing.steps],
        last="superseded" in NEXT[standing.state],
        problems=problems,
        may_advance=may(request, "advance", rows.contract),
    )
    return render(request, "cycle/steps.html", context, status=NOT_SO if problems else 200)


def _taken(request: HttpRequest, contract: str, version: str) -> tuple[str, ...]:
    """Take the step; everything that stands in the way, nothing where it was taken."""
    to = request.POST.get("to", "")
    try:
        AdvanceVersion(contract, version, to, actor_of(request)).perform()
    except StepError as error:
        return error.reasons
    now = _("Version %(version)s is now: %(state)s.")
    messages.success(request, now % {"version": version, "state": state_word(to).lower()})
    return ()


def _step(standing: Standing, to: str) -> Step:
    held = []
    for each in standing.conditions(to):
        what, why = condition_words(standing.contract, each, language())
        held.append(Held(what, each.met, why))
    return Step(to, _(STEPS[standing.state, to]), tuple(held))
