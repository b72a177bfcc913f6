"""Asking the companies to report for a year: a call, and one reminder to those that have not."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Final
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext as _

from citypact.apps.conduct.action import Action, Done
from citypact.apps.conduct.actor import Actor, Role
from citypact.apps.conduct.chain import Happened
from citypact.apps.conduct.notices import Notice
from citypact.apps.drafting.models import KeptContract
from citypact.apps.drafting.owned import OfTheOwner
from citypact.apps.local import events
from citypact.apps.local.kept import Local, standing
from citypact.apps.local.letters import REPORT
from citypact.apps.local.models import ReportCall
from citypact.apps.local.policy import LOCAL_CONTRACTS
from citypact.apps.parties.models import Membership
from citypact.errors import InputError

__all__ = ["TURNS", "BeforeCalling", "CallForReports", "before_calling"]

#: A call and a reminder a year, and no more.
TURNS: Final = 2
#: A reminder comes at the earliest so long after the call.
BETWEEN: Final = timedelta(days=14)
#: Who is asked: those of a company who may report.
ROLES: Final = (Role.COORDINATOR.value, Role.EDITOR.value, Role.CONTROLLER.value)


@dataclass(frozen=True)
class BeforeCalling:
    """Whom a call would reach.

    Attributes:
        year: that is to be reported on.
        turn: the next one: 1 for the call, 2 for the reminder, 3 where both have been sent.
        people: accounts to be written to, by company.
        unreachable: companies that have not reported and have nobody here.
        calls: that were sent for this year.
    """

    year: int
    turn: int
    people: Mapping[str, Sequence[UUID]]
    unreachable: Sequence[str]
    calls: Sequence[ReportCall]

    @property
    def count(self) -> int:
        """How many people are written to."""
        return len({person for several in self.people.values() for person in several})


def before_calling(local: Local, year: int) -> BeforeCalling:
    """Whom a call for ``year`` would reach. Two queries."""
    silent = [
        party.id
        for party in local.companies
        if any(
            each.action is not None and not any(one.year == year for one in each.action.reports)
            for each in local.promises[party.id]
        )
    ]
    people: dict[str, list[UUID]] = defaultdict(list)
    members = Membership.objects.filter(
        organisation__in=silent, role__in=ROLES, account__is_active=True
    )
    for party, account in members.values_list("organisation_id", "account_id"):
        if account not in people[party]:
            people[party].append(account)
    calls = list(ReportCall.objects.filter(contract=local.kept, year=year))
    return BeforeCalling(
        year=year,
        turn=len(calls) + 1,
        people=dict(people),
        unreachable=[party for party in silent if party not in people],
        calls=calls,
    )


@dataclass(frozen=True)
class CallForReports(OfTheOwner, Action[ReportCall]):
    """Write to every company that has not reported for a year; once, and once more as a reminder.

    ``turn`` is what the page showed: pressing the button twice calls once.
    """

    policy = LOCAL_CONTRACTS
    verb = "remind"

    contract: str
    year: int
    turn: int
    actor: Actor

    def change(self) -> Done[ReportCall]:
        """Queue the mails.

        Raises:
            InputError: there is no such contract, the year is not to be reported on, both turns
                have been, or the reminder would come too soon.
        """
        kept = KeptContract.objects.select_for_update(no_key=True).filter(pk=self.contract).first()
        if kept is None:
            message = _("There is no contract %(id)s in this workspace.") % {"id": self.contract}
            raise InputError(message)
        local, now = standing(kept), timezone.now()
        if not local.version.year <= self.year <= timezone.localdate().year:
            message = _("%(year)s is no year that can be reported on.") % {"year": self.year}
            raise InputError(message)
        found = before_calling(local, self.year)
        there = next((each for each in found.calls if each.turn == self.turn), None)
        if there is not None:
            return Done(there, ())
        if self.turn != found.turn or self.turn > TURNS:
            message = _("For %(year)s the companies have been asked and reminded already.")
            raise InputError(message % {"year": self.year})
        if found.calls and now < found.calls[-1].sent_at + BETWEEN:
            message = _("The companies were asked less than %(days)s days ago: remind them later.")
            raise InputError(message % {"days": BETWEEN.days})
        call = ReportCall.objects.create(
            contract=kept,
            year=self.year,
            turn=self.turn,
            sent_at=now,
            companies=len(found.people),
            people=found.count,
            unreachable=len(found.unreachable),
        )
        happened = Happened(
            events.REPORTS_CALLED,
            subject=f"contract:{kept.pk}",
            organisation=kept.owner_id,
            values={
                "contract": kept.pk,
                "year": self.year,
                "turn": self.turn,
                "companies": call.companies,
                "people": call.people,
                "unreachable": call.unreachable,
            },
        )
        notices = tuple(
            Notice(
                REPORT,
                person,
                {"contract": kept.pk, "party": party, "year": str(self.year)},
            )
            for party, several in found.people.items()
            for person in several
        )
        return Done(call, (happened,), notices)
