"""What is read of organisations and accounts; each function asks a fixed number of queries."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Any

from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount

from citypact.apps.conduct.actor import OPERATOR, VISITOR, Actor, Role
from citypact.apps.conduct.selectors import kept_of
from citypact.apps.parties.belongings import belongings_of
from citypact.apps.parties.models import Account, Membership, Organisation
from citypact.apps.parties.policy import ACCOUNTS, MEMBERSHIPS, ORGANISATIONS
from citypact.contract.party import Party

__all__ = [
    "account_by_mail",
    "actor_for",
    "everything_of",
    "members_of",
    "memberships_of",
    "organisation",
    "organisations",
    "parties",
    "parts_of",
]


def actor_for(account: Account) -> Actor:
    """What ``account`` is to this site. One query, and another where it coordinates."""
    held: dict[str, set[Role]] = defaultdict(set)
    for organisation_id, role in account.memberships.values_list("organisation_id", "role"):
        held[organisation_id].add(Role(role))
    coordinated = [name for name, roles in held.items() if Role.COORDINATOR in roles]
    if coordinated:
        parents = Organisation.objects.exclude(parent=None).values_list("id", "parent_id")
        for part in _below(coordinated, dict(parents)):
            held[part].add(Role.COORDINATOR)
    return Actor(
        f"account:{account.pk}",
        frozenset({Role.VISITOR}),
        {name: frozenset(roles) for name, roles in held.items()},
    )


def _below(tops: Sequence[str], parents: Mapping[str, str | None]) -> set[str]:
    """Every part of ``tops``, and their parts."""
    children = defaultdict(list)
    for child, parent in parents.items():
        children[parent].append(child)
    found: set[str] = set()
    waiting = list(tops)
    while waiting:
        new = [child for child in children[waiting.pop()] if child not in found]
        found.update(new)
        waiting += new
    return found


def organisations(actor: Actor = VISITOR, verb: str = "read") -> list[Organisation]:
    """Every organisation, by id. One query.

    Raises:
        PermissionDenied: the actor may not.
    """
    ORGANISATIONS.require(actor, verb)
    return list(Organisation.objects.select_related("parent"))


def organisation(name: str, actor: Actor = VISITOR) -> Organisation:
    """The organisation ``name``. One query.

    Raises:
        PermissionDenied: the actor may not read organisations.
        Organisation.DoesNotExist: there is none.
    """
    ORGANISATIONS.require(actor, "read", name)
    return Organisation.objects.select_related("parent").get(id=name)


def parts_of(name: str, actor: Actor = VISITOR) -> list[Organisation]:
    """The parts of the organisation ``name``. One query.

    Raises:
        PermissionDenied: the actor may not read organisations.
    """
    ORGANISATIONS.require(actor, "read", name)
    return list(Organisation.objects.filter(parent=name))


def members_of(name: str, actor: Actor = VISITOR, verb: str = "read") -> list[Membership]:
    """Who has which role in the organisation ``name``. One query.

    Raises:
        PermissionDenied: the actor may not read who its people are.
    """
    MEMBERSHIPS.require(actor, verb, name)
    return list(Membership.objects.filter(organisation=name).select_related("account"))


def memberships_of(account: Account) -> list[Membership]:
    """Which roles an account has, for its owner. One query."""
    return list(account.memberships.select_related("organisation"))


def account_by_mail(mail: str, actor: Actor) -> Account:
    """The account with this mail address. One query.

    Raises:
        PermissionDenied: the actor may not read accounts.
        Account.DoesNotExist: there is none.
    """
    ACCOUNTS.require(actor, "read")
    return Account.objects.get(email=mail.strip().lower())


def everything_of(account: Account) -> dict[str, Any]:  # Any: what JSON holds
    """All that is kept of a person, for the person. A known number of queries."""
    authenticators = Authenticator.objects.filter(user=account).order_by("pk")
    external = SocialAccount.objects.filter(user=account).values("provider", "uid")
    return {
        "account": str(account.pk),
        "name": account.name,
        "mail": account.email,
        "language": account.language,
        "last_login": account.last_login.isoformat() if account.last_login else None,
        "memberships": [
            {
                "organisation": each.organisation_id,
                "role": each.role,
                "since": each.since.isoformat(),
            }
            for each in memberships_of(account)
        ],
        "authenticators": [
            {"type": each.type, "created": each.created_at.isoformat()} for each in authenticators
        ],
        "external_sign_ins": list(external),
        "kept_in_events": kept_of(account.pk),
        **belongings_of(account),
    }


def parties(actor: Actor = OPERATOR) -> list[Party]:
    """The organisations as parties of a contract. One query."""
    return [
        Party(
            id=each.id,
            title_sv=each.title_sv,
            title_en=each.title_en,
            kind=each.kind,
            number=each.number,
            authority=each.authority,
            actor=each.actor,
        )
        for each in organisations(actor)
    ]
