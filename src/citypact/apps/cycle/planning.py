"""Changing the calendar of a version."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.utils import timezone
from django.utils.translation import gettext as _

from citypact.apps.conduct.action import Action, Done
from citypact.apps.conduct.actor import Actor
from citypact.apps.conduct.chain import Happened
from citypact.apps.conduct.fields import FieldsError
from citypact.apps.conduct.kinds import Kind
from citypact.apps.cycle.events import CALENDAR_MADE, MILESTONE_CHANGED, MILESTONE_REMOVED
from citypact.apps.cycle.models import Milestone
from citypact.apps.cycle.schedule import Planned, planned
from citypact.apps.drafting.models import KeptContract
from citypact.apps.drafting.owned import OfTheOwner
from citypact.apps.drafting.policy import KEPT_CONTRACTS
from citypact.apps.drafting.rows import Rows, lock, rows_of
from citypact.errors import InputError

__all__ = ["Calendar", "MakeCalendar", "Plan", "PutMilestone", "RemoveMilestone"]

#: States in which nothing leads to a signing any more.
OVER = frozenset({"in force", "superseded"})


@dataclass(frozen=True)
class Calendar:
    """What making a calendar gave: what stands in it, and what would have been due before today."""

    milestones: tuple[Milestone, ...]
    left_out: tuple[Planned, ...]


@dataclass(frozen=True)
class MakeCalendar(OfTheOwner, Action[Calendar]):
    """Count everything back from the day of the signing, anew where there is a calendar already.

    What is marked as done, and what the coordinator has added, stays. What would have been due
    before today is left out and told.
    """

    policy = KEPT_CONTRACTS
    verb = "schedule"

    contract: str
    version: str
    signing: date
    actor: Actor

    def change(self) -> Done[Calendar]:
        """Replace what comes from the schedule.

        Raises:
            FieldsError: the day of the signing is past.
            InputError: there is no such version, or it is signed already.
        """
        kept = lock(self.contract)
        rows, today = rows_of(kept), timezone.localdate()
        _require_unsigned(rows, self.version)
        if self.signing < today:
            _refuse({"signing": _past(self.signing)})
        own = Milestone.objects.filter(contract=kept, version=self.version)
        done = {(each.kind, each.party) for each in own if each.kind and each.done}
        own.exclude(kind="").filter(done=None).delete()
        wanted = [
            each
            for each in planned(self.signing, _signing_parties(rows))
            if (each.kind, each.party) not in done
        ]
        Milestone.objects.bulk_create(
            Milestone(
                contract=kept,
                version=self.version,
                kind=each.kind,
                due=each.due,
                party=each.party,
            )
            for each in wanted
            if each.due >= today
        )
        now = tuple(Milestone.objects.filter(contract=kept, version=self.version))
        happened = _happened(
            CALENDAR_MADE,
            kept,
            self.version,
            {"signing": self.signing.isoformat(), "milestones": len(now)},
        )
        return Done(Calendar(now, tuple(e for e in wanted if e.due < today)), (happened,))


@dataclass(frozen=True)
class Plan:
    """What a milestone says, as it is filled in.

    Attributes:
        due: the day.
        title_sv: of one of the coordinator's own; one of the schedule keeps its own title.
        title_en: likewise.
        party: id of whom it concerns; empty for all.
        clause: id of the clause that it concerns; empty for the whole.
        done: the day on which it was done; None where it is not.
    """

    due: date
    title_sv: str = ""
    title_en: str = ""
    party: str = ""
    clause: str = ""
    done: date | None = None


@dataclass(frozen=True)
class PutMilestone(OfTheOwner, Action[Milestone]):
    """Add a milestone of the coordinator's own, or change one."""

    policy = KEPT_CONTRACTS
    verb = "schedule"

    contract: str
    version: str
    plan: Plan
    actor: Actor
    milestone: int | None = None

    def change(self) -> Done[Milestone]:
        """Keep it.

        Raises:
            FieldsError: a day is past that was not before, or something named is not there.
            InputError: there is no such version or milestone, or it is signed already.
        """
        kept = lock(self.contract)
        rows = rows_of(kept)
        _require_unsigned(rows, self.version)
        if self.milestone is None:
            found, before = Milestone(contract=kept, version=self.version), {}
        else:
            found = _milestone(kept, self.version, self.milestone)
            before = _told(found)
        problems = self._problems(rows, found)
        if problems:
            _refuse(problems)
        fields = ["due", "party", "clause", "done"]
        if not found.kind:
            fields += ["title_sv", "title_en"]
        for name in fields:
            setattr(found, name, getattr(self.plan, name))
        after = _told(found)
        if after == before:
            return Done(found, ())
        self._require_other(kept, found)
        found.save()
        told = {"milestone": found.kind or found.title_sv, "before": before, "after": after}
        return Done(found, (_happened(MILESTONE_CHANGED, kept, self.version, told),))

    def _problems(self, rows: Rows, found: Milestone) -> Mapping[str, str]:
        today, problems = timezone.localdate(), {}
        if self.plan.due != found.due and self.plan.due < today:
            problems["due"] = _past(self.plan.due)
        if self.plan.done is not None and self.plan.done > today:
            problems["done"] = _("It lies ahead: give the day on which it was done.")
        if not found.kind:
            for name in ("title_sv", "title_en"):
                if not getattr(self.plan, name).strip():
                    problems[name] = _("Say what is due.")
        if self.plan.party and rows.find("parties", self.plan.party) is None:
            problems["party"] = _("The contract has no party %(id)s.") % {"id": self.plan.party}
        key = f"{self.version}:{self.plan.clause}"
        if self.plan.clause and rows.find("clauses", key) is None:
            problems["clause"] = _("The version has no clause %(id)s.") % {"id": self.plan.clause}
        return problems

    def _require_other(self, kept: KeptContract, found: Milestone) -> None:
        """Refuse what stands in the calendar already, for the same party and clause."""
        same = Milestone.objects.filter(
            contract=kept,
            version=self.version,
            kind=found.kind,
            title_sv=found.title_sv,
            party=found.party,
            clause=found.clause,
        )
        if same.exclude(pk=found.pk).exists():
            raise InputError(_("It stands in the calendar already, for the same party and clause."))


@dataclass(frozen=True)
class RemoveMilestone(OfTheOwner, Action[None]):
    """Take a milestone away."""

    policy = KEPT_CONTRACTS
    verb = "schedule"

    contract: str
    version: str
    milestone: int
    actor: Actor

    def change(self) -> Done[None]:
        """Take it away; that it was there stays in the events."""
        kept = lock(self.contract)
        found = _milestone(kept, self.version, self.milestone)
        told = {"milestone": found.kind or found.title_sv, "before": _told(found)}
        found.delete()
        return Done(None, (_happened(MILESTONE_REMOVED, kept, self.version, told),))


def _milestone(kept: KeptContract, version: str, milestone: int) -> Milestone:
    found = Milestone.objects.filter(contract=kept, version=version, pk=milestone).first()
    if found is None:
        raise InputError(_("This milestone was taken away already."))
    return found


def _require_unsigned(rows: Rows, version: str) -> None:
    row = rows.find("versions", version)
    if row is None:
        message = _("%(contract)s has no version %(version)s.")
        raise InputError(message % {"contract": rows.contract.pk, "version": version})
    if row.cells["state"] in OVER:
        message = _("Version %(version)s is signed: nothing leads to its signing any more.")
        raise InputError(message % {"version": version})


def _signing_parties(rows: Rows) -> list[str]:
    parties = rows.tables.get("parties", {})
    return sorted(key for key, row in parties.items() if row.cells.get("signs") == "yes")


def _past(day: date) -> str:
    told = {"day": day.isoformat(), "today": timezone.localdate().isoformat()}
    return _("%(day)s is past: today is %(today)s. Give a day that is not.") % told


def _refuse(problems: Mapping[str, str]) -> None:
    raise FieldsError(_("The calendar cannot be so:"), problems)


def _told(milestone: Milestone) -> dict[str, str]:
    """A milestone as an event holds it."""
    return {
        "due": milestone.due.isoformat(),
        "title_sv": milestone.title_sv,
        "title_en": milestone.title_en,
        "party": milestone.party,
        "clause": milestone.clause,
        "done": milestone.done.isoformat() if milestone.done else "",
    }


def _happened(
    kind: Kind, kept: KeptContract, version: str, values: Mapping[str, object]
) -> Happened:
    return Happened(
        kind,
        subject=f"contract:{kept.pk}",
        organisation=kept.owner_id,
        values={"contract": kept.pk, "version": version, **values},
    )
