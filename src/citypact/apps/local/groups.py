"""Working groups: the companies that meet on a transition area, and their meetings."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, time
from uuid import UUID

from django.utils.translation import gettext as _

from citypact.apps.conduct.action import Action, Done
from citypact.apps.conduct.actor import Actor
from citypact.apps.conduct.chain import Happened
from citypact.apps.drafting.models import KeptContract
from citypact.apps.local import events
from citypact.apps.local.kept import Local, standing
from citypact.apps.local.models import Meeting, Participant
from citypact.apps.local.policy import WORKING_GROUPS, permits, require
from citypact.errors import InputError

__all__ = [
    "Group",
    "KeepMeeting",
    "RemoveMeeting",
    "TakePart",
    "group_of",
    "groups_of",
    "may_read",
    "meetings_of",
]


@dataclass(frozen=True)
class Group:
    """The working group of an area, as a company sees it."""

    area: str
    title: str
    takes_part: bool


@dataclass(frozen=True)
class KnownGroup:
    """A working group with its companies, by the names that people read."""

    area: str
    title: str
    companies: tuple[tuple[str, str], ...]


def groups_of(local: Local, party: str, language: str) -> tuple[Group, ...]:
    """The working groups, and whether a company takes part in each. One query."""
    own = set(
        Participant.objects.filter(contract=local.kept, party=party).values_list("area", flat=True)
    )
    return tuple(
        Group(area, titles[language == "en"], area in own) for area, titles in local.areas.items()
    )


def group_of(local: Local, area: str, language: str) -> KnownGroup:
    """The working group of an area with its companies. One query."""
    parties = Participant.objects.filter(contract=local.kept, area=area)
    there = set(parties.values_list("party", flat=True))
    companies = [
        (each.id, each.title_sv if language == "sv" else each.title_en)
        for each in local.companies
        if each.id in there
    ]
    return KnownGroup(area, local.areas[area][language == "en"], tuple(companies))


def meetings_of(local: Local, area: str) -> Sequence[Meeting]:
    """The meetings of a working group, the latest first. One query."""
    return list(Meeting.objects.filter(contract=local.kept, area=area))


def may_read(local: Local, area: str, actor: Actor) -> bool:
    """Whether somebody may see a group: of the owner, or of a company in it. One query at most."""
    if permits(WORKING_GROUPS, actor, "read", local.kept):
        return True
    places = list(actor.memberships)
    there = Participant.objects.filter(contract=local.kept, area=area, party__in=places)
    parties = list(there.values_list("party", flat=True))
    return permits(WORKING_GROUPS, actor, "read", local.kept, parties)


class _OfAGroup(Action[None]):
    """What is done to a working group; the owner's people may, others as each says."""

    policy = WORKING_GROUPS
    contract: str
    area: str

    def kept(self) -> KeptContract:
        """The contract.

        Raises:
            InputError: there is no such local contract, or no such area in it.
        """
        kept = KeptContract.objects.filter(pk=self.contract, kind="local").first()
        if kept is None or self.area not in standing(kept).areas:
            message = _("There is no working group %(area)s of %(contract)s.")
            raise InputError(message % {"area": self.area, "contract": self.contract})
        return kept

    def permit(self) -> None:
        """Return when the actor has a role that suffices in the owner, or in the company.

        Raises:
            PermissionDenied: there is none.
        """
        kept = KeptContract.objects.filter(pk=self.contract).first()
        if kept is None:
            super().permit()
            return
        require(self.policy, self.actor, self.verb, kept, self.parties())

    def parties(self) -> tuple[str, ...]:
        """Whose people may too."""
        return ()


@dataclass(frozen=True)
class TakePart(_OfAGroup):
    """Let a company into a working group, or out of it; where it is so already nothing happens."""

    verb = "take part"

    contract: str
    area: str
    party: str
    takes_part: bool
    actor: Actor

    def parties(self) -> tuple[str, ...]:
        """The company's."""
        return (self.party,)

    def change(self) -> Done[None]:
        """Do it.

        Raises:
            InputError: the company has not signed up, or there is no such group.
        """
        kept = self.kept()
        party = standing(kept).contract.parties.get(self.party)
        if party is None or party.kind != "company":
            message = _("%(party)s has not signed up to %(contract)s, or has left it.")
            raise InputError(message % {"party": self.party, "contract": self.contract})
        if self.takes_part:
            _found, changed = Participant.objects.get_or_create(
                contract=kept, area=self.area, party=self.party
            )
        else:
            there = Participant.objects.filter(contract=kept, area=self.area, party=self.party)
            changed = there.delete()[0] > 0
        if not changed:
            return Done(None, ())
        happened = Happened(
            events.GROUP_JOINED if self.takes_part else events.GROUP_LEFT,
            subject=f"contract:{self.contract}",
            organisation=kept.owner_id,
            values={"contract": self.contract, "area": self.area, "company": self.party},
        )
        return Done(None, (happened,))


@dataclass(frozen=True)
class KeepMeeting(_OfAGroup):
    """Write a meeting down, or change what is written of it.

    What was said stands in no event: it may name persons, and must be possible to take away.
    """

    verb = "hold meetings"

    contract: str
    area: str
    id: UUID
    day: date
    place: str
    actor: Actor
    time: time | None = None
    notes: str = ""
    decisions: str = ""

    def change(self) -> Done[None]:
        """Keep it.

        Raises:
            InputError: it is nowhere, or belongs to another group.
        """
        kept = self.kept()
        written = {
            "day": self.day,
            "time": self.time,
            "place": self.place.strip(),
            "notes": self.notes.strip(),
            "decisions": self.decisions.strip(),
        }
        if not written["place"]:
            raise InputError(_("Say where the meeting is: a place, or an address to call."))
        there = Meeting.objects.select_for_update().filter(pk=self.id).first()
        if there is not None and (there.contract_id, there.area) != (kept.pk, self.area):
            raise InputError(_("This meeting belongs to another working group."))
        fields = _changed(there, written)
        if not fields:
            return Done(None, ())
        Meeting.objects.update_or_create(
            pk=self.id, defaults={"contract": kept, "area": self.area, **written}
        )
        happened = Happened(
            events.MEETING_KEPT,
            subject=f"meeting:{self.id}",
            organisation=kept.owner_id,
            values={
                "contract": kept.pk,
                "area": self.area,
                "day": self.day.isoformat(),
                "fields": fields,
            },
        )
        return Done(None, (happened,))


def _changed(there: Meeting | None, written: Mapping[str, object]) -> list[str]:
    """The names of what is not as it stands."""
    if there is None:
        return [name for name, value in written.items() if value]
    return [name for name, value in written.items() if getattr(there, name) != value]


@dataclass(frozen=True)
class RemoveMeeting(_OfAGroup):
    """Take a meeting away, with what was written of it."""

    verb = "hold meetings"

    contract: str
    area: str
    id: UUID
    actor: Actor

    def change(self) -> Done[None]:
        """Remove it; where it is gone already nothing happens."""
        kept = self.kept()
        there = Meeting.objects.filter(pk=self.id, contract=kept, area=self.area).first()
        if there is None:
            return Done(None, ())
        day = there.day.isoformat()
        there.delete()
        happened = Happened(
            events.MEETING_REMOVED,
            subject=f"meeting:{self.id}",
            organisation=kept.owner_id,
            values={"contract": kept.pk, "area": self.area, "day": day},
        )
        return Done(None, (happened,))
