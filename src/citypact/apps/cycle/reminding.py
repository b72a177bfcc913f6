"""Telling people what is due soon, and what is late: each person once of each.

Every day the worker looks through the calendars. Somebody is told two weeks before a milestone,
three days before it, and once when it is late. What somebody is told on one day is one mail.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Final
from uuid import UUID

from django.utils import timezone

from citypact.apps.conduct.action import Action, Done
from citypact.apps.conduct.actor import OPERATOR, Actor, Role
from citypact.apps.conduct.chain import Happened
from citypact.apps.conduct.daily import every_day
from citypact.apps.conduct.notices import Notice
from citypact.apps.conduct.queue import task
from citypact.apps.cycle.events import PEOPLE_REMINDED
from citypact.apps.cycle.letters import REMINDED
from citypact.apps.cycle.models import Milestone, Reminder
from citypact.apps.cycle.planning import OVER
from citypact.apps.drafting.models import KeptContract
from citypact.apps.drafting.policy import KEPT_CONTRACTS, VOICES
from citypact.apps.drafting.rows import Rows, lock, rows_of
from citypact.apps.drafting.selectors import accepted_parties
from citypact.apps.parties.models import Membership
from citypact.apps.signing.selectors import signed_parties

__all__ = ["LATE", "NEAR", "SOON", "RemindPeople", "remind_all", "when_of"]

#: How many days before something is due people are told, as it stands in a reminder.
SOON: Final = "14"
NEAR: Final = "3"
LATE: Final = "late"


def when_of(due: date, today: date) -> str:
    """Which reminder is right on ``today``; empty where it is too early for any."""
    left = (due - today).days
    if left < 0:
        return LATE
    if left <= int(NEAR):
        return NEAR
    return SOON if left <= int(SOON) else ""


@dataclass(frozen=True)
class RemindPeople(Action[int]):
    """Tell the people of a contract's parties what is due, and write down that they were told."""

    policy = KEPT_CONTRACTS
    verb = "remind"

    contract: str
    actor: Actor = OPERATOR
    today: date = field(default_factory=timezone.localdate)

    def change(self) -> Done[int]:
        """How many people are told; each of them gets one mail."""
        kept = lock(self.contract)
        told: dict[UUID, list[Reminder]] = defaultdict(list)
        known = set(
            Reminder.objects.filter(milestone__contract=kept).values_list(
                "milestone_id", "account_id", "when", "due"
            )
        )
        for milestone, when, accounts in self._due(kept):
            for account in accounts:
                if (milestone.pk, account, when, milestone.due) not in known:
                    told[account].append(
                        Reminder(
                            milestone=milestone, account_id=account, when=when, due=milestone.due
                        )
                    )
        if not told:
            return Done(0, ())
        made = Reminder.objects.bulk_create(each for several in told.values() for each in several)
        notices = [
            Notice(
                REMINDED,
                account,
                {
                    "contract": kept.pk,
                    "milestones": " ".join(str(each.milestone_id) for each in several),
                },
            )
            for account, several in told.items()
        ]
        happened = Happened(
            PEOPLE_REMINDED,
            subject=f"contract:{kept.pk}",
            organisation=kept.owner_id,
            values={"contract": kept.pk, "people": len(told), "reminders": len(made)},
        )
        return Done(len(told), (happened,), notices)

    def _due(self, kept: KeptContract) -> Iterator[tuple[Milestone, str, Collection[UUID]]]:
        """Every milestone that is to be told of, as which reminder, and to whom."""
        rows = rows_of(kept)
        settled = _Settled(rows)
        people = _people(rows)
        for milestone in Milestone.objects.filter(contract=kept, done=None):
            when = when_of(milestone.due, self.today)
            if not when or settled.is_so(milestone):
                continue
            concerned = people.of(milestone.party) if milestone.party else people.everybody()
            # Whoever leads the work hears of what is late, whosever it is.
            leading = people.leading if when == LATE else frozenset()
            yield milestone, when, sorted(concerned | leading)


class _Settled:
    """What needs no reminder any more, though nobody has marked it as done."""

    def __init__(self, rows: Rows) -> None:
        self._rows = rows
        self._accepted: dict[str, frozenset[str]] = {}
        self._signed: dict[str, Collection[str]] = {}

    def is_so(self, milestone: Milestone) -> bool:
        """Whether its version is over, or its party has accepted or signed."""
        version = milestone.version
        row = self._rows.find("versions", version)
        if row is None or row.cells["state"] in OVER:
            return True
        if milestone.kind == "acceptance-due":
            if version not in self._accepted:
                self._accepted[version] = accepted_parties(self._rows, version)
            return milestone.party in self._accepted[version]
        if milestone.kind == "signing" and milestone.party:
            if version not in self._signed:
                self._signed[version] = signed_parties(self._rows.contract.pk, version)
            return milestone.party in self._signed[version]
        return False


@dataclass(frozen=True)
class _People:
    """Who has a say in which organisation, and who leads the work."""

    by_place: dict[str, frozenset[UUID]]
    leading: frozenset[UUID]

    def of(self, party: str) -> frozenset[UUID]:
        """The people of one party."""
        return self.by_place.get(party, frozenset())

    def everybody(self) -> frozenset[UUID]:
        """The people of all parties and of the owner."""
        return frozenset().union(*self.by_place.values())


def _people(rows: Rows) -> _People:
    """Everybody with a say. One query."""
    owner, parties = rows.contract.owner_id, rows.tables.get("parties", {})
    # A group's milestones are its members'.
    members: dict[str, Sequence[str]] = {
        key: [name.strip() for name in row.cells.get("members", "").split("|") if name.strip()]
        for key, row in parties.items()
    }
    found: dict[str, set[UUID]] = defaultdict(set)
    leading = set()
    voices = [role.value for role in VOICES]
    held = Membership.objects.filter(
        organisation__in=[owner, *parties], account__is_active=True, role__in=voices
    )
    for account, place, role in held.values_list("account_id", "organisation_id", "role"):
        found[place].add(account)
        if place == owner and role == Role.COORDINATOR.value:
            leading.add(account)
    for group, several in members.items():
        for name in several:
            found[group] |= found.get(name, set())
    by_place = {place: frozenset(accounts) for place, accounts in found.items()}
    return _People(by_place, frozenset(leading))


@task()
def remind_all() -> int:
    """Remind the people of every contract; how many were told."""
    contracts = Milestone.objects.filter(done=None).values_list("contract", flat=True).distinct()
    return sum(RemindPeople(each).perform() for each in sorted(set(contracts)))


every_day(remind_all.enqueue)
