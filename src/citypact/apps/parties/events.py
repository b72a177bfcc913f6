"""The kinds of events that happen to organisations, memberships and accounts.

An account stands in them by its id, which says nothing of the person.
"""

from __future__ import annotations

from citypact.apps.conduct.kinds import Kind, register

__all__ = [
    "ACCOUNT_CHANGED",
    "ACCOUNT_ERASED",
    "CREDENTIAL_CHANGED",
    "MEMBER_ADDED",
    "MEMBER_REMOVED",
    "ORGANISATION_ADDED",
    "ORGANISATION_CHANGED",
    "SIGNED_IN",
]

ORGANISATION_ADDED = Kind(
    "parties.organisation.added",
    "{organisation} lades till ({kind}).",
    "{organisation} was added ({kind}).",
)
ORGANISATION_CHANGED = Kind(
    "parties.organisation.changed",
    "{organisation} ändrades: {fields}.",
    "{organisation} was changed: {fields}.",
)
MEMBER_ADDED = Kind(
    "parties.member.added",
    "{account} fick rollen {role} i {organisation}.",
    "{account} was given the role {role} in {organisation}.",
)
MEMBER_REMOVED = Kind(
    "parties.member.removed",
    "{account} har inte längre rollen {role} i {organisation}.",
    "{account} no longer has the role {role} in {organisation}.",
)
ACCOUNT_CHANGED = Kind(
    "parties.account.changed",
    "{account} ändrade sina uppgifter: {fields}.",
    "{account} changed its details: {fields}.",
)
ACCOUNT_ERASED = Kind(
    "parties.account.erased",
    "{account} raderades, med allt som visade vem det var ({values} uppgifter i loggen).",
    "{account} was erased, with all that told who it was ({values} values in the log).",
)
SIGNED_IN = Kind(
    "parties.account.signed_in",
    "{account} loggade in ({methods}).",
    "{account} signed in ({methods}).",
)
CREDENTIAL_CHANGED = Kind(
    "parties.account.credential_changed",
    "{account}: {what}.",
    "{account}: {what}.",
)

register(
    ORGANISATION_ADDED,
    ORGANISATION_CHANGED,
    MEMBER_ADDED,
    MEMBER_REMOVED,
    ACCOUNT_CHANGED,
    ACCOUNT_ERASED,
    SIGNED_IN,
    CREDENTIAL_CHANGED,
)
