"""Signing up: asked for by anybody, done when the link in the mail is followed, else forgotten."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext as _

from citypact.apps.conduct.action import Action, Done
from citypact.apps.conduct.actor import OPERATOR, Actor, Role
from citypact.apps.conduct.chain import Happened
from citypact.apps.conduct.notices import Notice
from citypact.apps.conduct.queue import task
from citypact.apps.local import events, letters
from citypact.apps.local.bounds import MOST_WAITING, VALID, oldest
from citypact.apps.local.kept import Local, local_of
from citypact.apps.local.models import SignUpRequest
from citypact.apps.local.outlooks import asked
from citypact.apps.local.policy import SIGN_UPS
from citypact.apps.local.summing import want_sum
from citypact.apps.local.writing import locked, wrote
from citypact.apps.parties.actions import AddMember, AddOrganisation
from citypact.apps.parties.details import Details
from citypact.apps.parties.letters import address_problems
from citypact.apps.parties.models import Organisation
from citypact.contract.local.sign_up import (
    PlannedAction,
    SignUp,
    party_of,
    sign_up_problems,
)
from citypact.contract.organisation_number import organisation_number
from citypact.contract.party import Party
from citypact.errors import ContractError, InputError

__all__ = ["AskToSignUp", "ExpireSignUps", "SignUpCompany", "expire", "said_in"]


def said_in(request: SignUpRequest) -> SignUp:
    """What a request says of the company and its promises."""
    return SignUp(
        title=request.title,
        number=request.number,
        area=request.area,
        size=request.size,
        actions=tuple(PlannedAction(**each) for each in request.actions),
        roadmap=request.roadmap,
    )


@dataclass(frozen=True)
class AskToSignUp(Action[SignUpRequest]):
    """Keep what a company says, and mail the link by which it is confirmed.

    Asking twice with one ``key`` asks once: whoever presses the button again gets no second mail.
    """

    policy = SIGN_UPS
    verb = "ask"

    key: UUID
    city: str
    contract: str
    said: SignUp
    person: str
    mail: str
    language: str
    actor: Actor

    def change(self) -> Done[SignUpRequest]:
        """Keep it.

        Raises:
            ContractError: something is wrong with what is said; it carries all of it.
            InputError: there is no such mail address, or too many wait to be confirmed.
        """
        there = SignUpRequest.objects.filter(pk=self.key).first()
        if there is not None:
            return Done(there, ())
        local = local_of(self.city, self.contract)
        _require_sound(local, self.said)
        problem = address_problems(self.mail.strip())
        if problem or not self.person.strip():
            message = _("Give your name and a mail address that you read: %(problem)s")
            raise InputError(message % {"problem": problem})
        waiting = SignUpRequest.objects.filter(
            contract=local.kept, confirmed_at=None, asked_at__gt=oldest()
        )
        if waiting.count() >= MOST_WAITING:
            message = _("More sign-ups than usual wait to be confirmed: try again tomorrow.")
            raise InputError(message)
        # Where the same was sent twice at the same moment, one of the two finds the other's.
        made, is_new = SignUpRequest.objects.get_or_create(id=self.key, defaults=self._kept(local))
        if not is_new:
            return Done(made, ())
        expire.using(run_after=made.asked_at + VALID + timedelta(minutes=1)).enqueue()
        happened = Happened(
            events.SIGN_UP_ASKED,
            subject=str(made),
            organisation=local.kept.owner_id,
            values={"contract": local.kept.pk, "sign_up": str(made.pk)},
        )
        return Done(made, (happened,), (Notice(letters.CONFIRM, made.pk),))

    def _kept(self, local: Local) -> dict[str, object]:
        return {
            "contract": local.kept,
            "title": self.said.title.strip(),
            "number": organisation_number(self.said.number),
            "area": self.said.area,
            "size": self.said.size,
            "roadmap": self.said.roadmap.strip(),
            "actions": [
                {"kind": each.kind, "quantity": each.quantity, "due": each.due}
                for each in self.said.actions
            ],
            "person": self.person.strip(),
            "mail": self.mail.strip().lower(),
            "language": self.language,
            "asked_at": timezone.now(),
        }


@dataclass(frozen=True)
class SignUpCompany(Action[SignUpRequest]):
    """Let a company in whose sign-up was confirmed, with a way in for whoever confirmed it.

    Whoever has the link has read the mail; confirming twice lets in once.
    """

    policy = SIGN_UPS
    verb = "confirm"

    token: str
    actor: Actor

    def change(self) -> Done[SignUpRequest]:
        """Write the company and its promises, and add the organisation and the person.

        Raises:
            ContractError: something has become wrong with what was said; it carries all of it.
            InputError: the link is none, the request has expired, or the organisation is here.
        """
        name = letters.request_of(self.token)
        request = SignUpRequest.objects.filter(pk=name).first()
        if request is not None and request.confirmed_at is None:
            # Whoever confirms at the same moment has got the contract first, or waits for it.
            local = locked(request.contract_id)
            request = SignUpRequest.objects.select_for_update().filter(pk=name).first()
            if request is not None and request.confirmed_at is None:
                if request.asked_at > oldest():
                    return self._let_in(local, request)
                request = None
        if request is None:
            message = _(
                "This sign-up was not confirmed within %(days)s days and has been erased: sign up "
                "again."
            )
            raise InputError(message % {"days": VALID.days})
        return Done(request, ())

    def _let_in(self, local: Local, request: SignUpRequest) -> Done[SignUpRequest]:
        said = said_in(request)
        _require_sound(local, said)
        party, commitments = party_of(said, local.contract)
        happened = wrote(
            local,
            party,
            commitments,
            whose=party.id,
            kind=events.COMPANY_SIGNED_UP,
            values={"sign_up": str(request.pk)},
        )
        if happened is None:
            message = _("“%(party)s” stands in the contract already.")
            raise InputError(message % {"party": party.title_sv})
        with_people = self._way_in(party, request)
        request.confirmed_at, request.party = timezone.now(), party.id
        # What is known of the person is the account's from here on.
        request.person = request.mail = ""
        request.save()
        want_sum(local.kept.pk)
        return Done(request, (happened, *with_people.events), with_people.notices)

    def _way_in(self, party: Party, request: SignUpRequest) -> Done[None]:
        """The organisation and the account, as the actions of the parties make them.

        A company that left has its organisation still, and comes back by the mail of somebody who
        is in it; a stranger does not come into it by knowing its number.
        """
        there = Organisation.objects.filter(number=party.number).first()
        if there is not None:
            if (
                there.pk == party.id
                and there.memberships.filter(account__email=request.mail).exists()
            ):
                return Done(None, ())
            message = _(
                "%(number)s is the number of %(other)s, which is here already: whoever has an "
                "account there signs in, or asks the city for a way in."
            )
            raise InputError(message % {"number": party.number, "other": there.pk})
        details = Details(
            title_sv=party.title_sv,
            title_en=party.title_en,
            kind="company",
            number=party.number,
            authority="business",
        )
        adding = AddOrganisation(party.id, details, self.actor)
        adding.check()
        added = adding.change()
        member = AddMember(
            party.id, request.mail, Role.COORDINATOR, self.actor, request.person, request.language
        ).change()
        return Done(None, (*added.events, *member.events), member.notices)


@dataclass(frozen=True)
class ExpireSignUps(Action[int]):
    """Erase what nobody has confirmed in time, with all that it knows of a person."""

    policy = SIGN_UPS
    verb = "expire"

    actor: Actor

    def change(self) -> Done[int]:
        """Erase it; returns how many sign-ups that were."""
        gone = SignUpRequest.objects.filter(confirmed_at=None, asked_at__lte=oldest())
        counts: dict[tuple[str, str], int] = {}
        for contract, owner in gone.values_list("contract_id", "contract__owner_id"):
            counts[contract, owner] = counts.get((contract, owner), 0) + 1
        gone.delete()
        happened = tuple(
            Happened(
                events.SIGN_UPS_EXPIRED,
                subject=f"contract:{contract}",
                organisation=owner,
                values={"contract": contract, "count": count},
            )
            for (contract, owner), count in counts.items()
        )
        return Done(sum(counts.values()), happened)


@task()
def expire() -> None:
    """Erase what has expired by now."""
    ExpireSignUps(OPERATOR).perform()


def _require_sound(local: Local, said: SignUp) -> None:
    """Return when nothing is wrong with what a company says.

    Raises:
        ContractError: something is; it carries all of it.
    """
    problems = sign_up_problems(
        said,
        local.contract,
        local.version,
        asked(local).known,
        today=timezone.localdate().year,
    )
    if problems:
        raise ContractError(local.contract.id, problems)
