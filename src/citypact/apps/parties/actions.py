"""Every change of organisations and of who has which role in them."""

from __future__ import annotations

import re
from dataclasses import dataclass

from allauth.account.models import EmailAddress
from django.utils.translation import gettext as _

from citypact.apps.conduct.action import Action, Done
from citypact.apps.conduct.actor import Actor, Role
from citypact.apps.conduct.chain import Happened
from citypact.apps.conduct.notices import Notice
from citypact.apps.parties import events, letters
from citypact.apps.parties.details import Details
from citypact.apps.parties.models import Account, Membership, Organisation
from citypact.apps.parties.policy import MEMBERSHIPS, ORGANISATIONS
from citypact.apps.parties.words import ROLES
from citypact.errors import InputError

__all__ = ["AddMember", "AddOrganisation", "ChangeOrganisation", "RemoveMember"]

_ID = re.compile(r"[a-z0-9][a-z0-9.-]*")


def _fields(details: Details) -> dict[str, object]:
    """As the columns of the table are named."""
    kept = dict(vars(details))
    kept["parent_id"] = kept.pop("parent") or None
    return kept


@dataclass(frozen=True)
class AddOrganisation(Action[Organisation]):
    """Add an organisation; a coordinator adds parts of the own one."""

    policy = ORGANISATIONS
    verb = "add"

    id: str
    details: Details
    actor: Actor

    def within(self) -> str | None:
        """The organisation that it becomes a part of."""
        return self.details.parent or None

    def check(self) -> None:
        """See that the id is free and fit for an address.

        Raises:
            InputError: it is not.
        """
        if not _ID.fullmatch(self.id):
            message = _(
                "“%(id)s” cannot be the id of an organisation: use small letters a to z, digits, "
                "hyphens and points, beginning with a letter or digit."
            )
            raise InputError(message % {"id": self.id})
        if Organisation.objects.filter(id=self.id).exists():
            message = _("There is an organisation %(id)s already: choose another id.")
            raise InputError(message % {"id": self.id})

    def change(self) -> Done[Organisation]:
        """Add it."""
        details = self.details.checked(self.id)
        organisation = Organisation.objects.create(id=self.id, **_fields(details))
        happened = Happened(
            events.ORGANISATION_ADDED,
            subject=f"organisation:{self.id}",
            organisation=self.id,
            values={"organisation": self.id, **vars(details)},
        )
        return Done(organisation, (happened,))


@dataclass(frozen=True)
class ChangeOrganisation(Action[Organisation]):
    """Change what is known of an organisation; what is as it was is not written down."""

    policy = ORGANISATIONS
    verb = "change"

    id: str
    details: Details
    actor: Actor

    def within(self) -> str | None:
        """The organisation itself."""
        return self.id

    def permit(self) -> None:
        """Return when the actor may; a new parent needs the right to add parts to it.

        Raises:
            PermissionDenied: the actor may not.
        """
        super().permit()
        parent = Organisation.objects.filter(id=self.id).values_list("parent_id", flat=True).first()
        if self.details.parent and self.details.parent != parent:
            ORGANISATIONS.require(self.actor, "add", self.details.parent)

    def change(self) -> Done[Organisation]:
        """Change it."""
        organisation = _found(self.id)
        before, after = Details.of(organisation), self.details.checked(self.id)
        changed = [name for name in vars(after) if getattr(before, name) != getattr(after, name)]
        if not changed:
            return Done(organisation, ())
        for name, value in _fields(after).items():
            setattr(organisation, name, value)
        organisation.save()
        happened = Happened(
            events.ORGANISATION_CHANGED,
            subject=f"organisation:{self.id}",
            organisation=self.id,
            values={
                "organisation": self.id,
                "fields": changed,
                "before": {name: getattr(before, name) for name in changed},
                "after": {name: getattr(after, name) for name in changed},
            },
        )
        return Done(organisation, (happened,))


def _found(name: str) -> Organisation:
    """The organisation, locked until the change is done."""
    found = Organisation.objects.select_for_update(no_key=True).filter(id=name).first()
    if found is None:
        message = _("There is no organisation %(id)s: citypact parties list names those there are.")
        raise InputError(message % {"id": name})
    return found


@dataclass(frozen=True)
class AddMember(Action[Membership]):
    """Give somebody a role; who has no account gets one, and a mail that leads into it."""

    policy = MEMBERSHIPS
    verb = "add"

    organisation: str
    mail: str
    role: Role
    actor: Actor
    name: str = ""
    language: str = "sv"

    def within(self) -> str | None:
        """The organisation in which the role is given."""
        return self.organisation

    def check(self) -> None:
        """See that the role is one that an organisation gives.

        Raises:
            InputError: it is none.
        """
        if self.role not in ROLES:
            allowed = ", ".join(role.value for role in ROLES)
            message = _("%(role)s is no role in an organisation: give one of %(allowed)s.")
            raise InputError(message % {"role": self.role.value, "allowed": allowed})

    def change(self) -> Done[Membership]:
        """Add account and membership."""
        organisation = _found(self.organisation)
        account, is_new = _account(self.mail, self.name, self.language)
        if account.memberships.filter(organisation=organisation, role=self.role.value).exists():
            message = _("%(mail)s has the role %(role)s in %(organisation)s already.")
            raise InputError(message % self._told())
        membership = Membership.objects.create(
            account=account, organisation=organisation, role=self.role.value
        )
        happened = Happened(
            events.MEMBER_ADDED,
            subject=str(account),
            organisation=organisation.id,
            values={
                "organisation": organisation.id,
                "account": str(account),
                "role": self.role.value,
            },
            person=account.pk,
            personal={"mail": account.email, "name": account.name},
        )
        kind = letters.INVITED if is_new else letters.ROLE_GIVEN
        values = {"organisation": organisation.id, "role": self.role.value}
        return Done(membership, (happened,), (Notice(kind, account.pk, values),))

    def _told(self) -> dict[str, str]:
        return {
            "mail": self.mail,
            "role": str(ROLES[self.role]),
            "organisation": self.organisation,
        }


def _account(mail: str, name: str, language: str) -> tuple[Account, bool]:
    """The account with this address, and whether it is new."""
    mail = mail.strip().lower()
    found = Account.objects.filter(email=mail).first()
    if found is not None:
        return found, False
    if not name.strip():
        message = _("%(mail)s has no account here yet: give the person’s name too.")
        raise InputError(message % {"mail": mail})
    account = Account(email=mail, name=name.strip(), language=language)
    account.set_unusable_password()
    problems = letters.address_problems(mail)
    if problems:
        message = _("“%(mail)s” is no mail address: %(problem)s")
        raise InputError(message % {"mail": mail, "problem": problems})
    account.save()
    # Whoever is invited proves the address by following the link that is sent to it.
    EmailAddress.objects.create(user=account, email=mail, primary=True, verified=True)
    return account, True


@dataclass(frozen=True)
class RemoveMember(Action[None]):
    """Take a role away. The account stays: the person may have other roles."""

    policy = MEMBERSHIPS
    verb = "remove"

    organisation: str
    mail: str
    role: Role
    actor: Actor

    def within(self) -> str | None:
        """The organisation in which the role was held."""
        return self.organisation

    def change(self) -> Done[None]:
        """Remove it."""
        found = (
            Membership.objects.select_for_update()
            .filter(
                organisation=self.organisation,
                role=self.role.value,
                account__email=self.mail.strip().lower(),
            )
            .first()
        )
        if found is None:
            message = _("%(mail)s does not have the role %(role)s in %(organisation)s.")
            told = {
                "mail": self.mail,
                "role": self.role.value,
                "organisation": self.organisation,
            }
            raise InputError(message % told)
        account = f"account:{found.account_id}"
        found.delete()
        happened = Happened(
            events.MEMBER_REMOVED,
            subject=account,
            organisation=self.organisation,
            values={
                "organisation": self.organisation,
                "account": account,
                "role": self.role.value,
            },
        )
        return Done(None, (happened,))
