"""Who may do what to organisations, memberships and accounts.

What an organisation is called and may decide is public, as it is in a contract. Who its people
are is not. A coordinator coordinates the organisation's parts too; every other role holds in its
own organisation only. Whoever an account belongs to may always read, change and erase it: that is
no role's right, and the actions on accounts say so themselves.
"""

from __future__ import annotations

from citypact.apps.conduct.actor import Role
from citypact.apps.conduct.policy import EVERYONE, OPERATORS, Policy

__all__ = ["ACCOUNTS", "MEMBERSHIPS", "ORGANISATIONS"]

COORDINATORS = frozenset({Role.COORDINATOR, Role.OPERATOR})
MEMBERS = EVERYONE - {Role.VISITOR}

ORGANISATIONS = Policy(
    "organisation",
    {"read": EVERYONE, "export": EVERYONE, "add": COORDINATORS, "change": COORDINATORS},
)
MEMBERSHIPS = Policy(
    "membership",
    {"read": MEMBERS, "export": COORDINATORS, "add": COORDINATORS, "remove": COORDINATORS},
)
ACCOUNTS = Policy("account", {"read": OPERATORS, "erase": OPERATORS})
