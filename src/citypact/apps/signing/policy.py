"""Who may do what on the way to a signature.

Only a party's own signatory signs, declines or withdraws for it: not its coordinator, not the
owner of the contract, and not the operator of the site.
"""

from __future__ import annotations

from citypact.apps.conduct.actor import Role
from citypact.apps.conduct.policy import EVERYONE, Policy

__all__ = ["DOCUMENTS", "VERIFICATIONS"]

MEMBERS = EVERYONE - {Role.VISITOR}
COORDINATORS = frozenset({Role.COORDINATOR, Role.OPERATOR})
SIGNATORIES = frozenset({Role.SIGNATORY})

#: The document of a version that is written here.
DOCUMENTS = Policy(
    "contract's document",
    {
        "read": MEMBERS,
        "check": MEMBERS,
        "accept finding": COORDINATORS,
        "make": COORDINATORS,
        "abandon": COORDINATORS,
        "sign": SIGNATORIES,
        "decline": SIGNATORIES,
        "withdraw": SIGNATORIES,
    },
)
#: Looking at what a document is, which anybody brings along; nothing is kept of it.
VERIFICATIONS = Policy("verification", {"make": EVERYONE})
