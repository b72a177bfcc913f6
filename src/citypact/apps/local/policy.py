"""Who may what in a local contract.

Signing up is open to everybody: that is what the contract is for. It is bounded otherwise, see
:mod:`citypact.apps.local.bounds`, and counts only when the person has followed the link in a mail.
A role counts in the organisation that owns the contract, for all of it, and in a company, for what
that company has promised. What one company has promised is shown to no other.
"""

from __future__ import annotations

from collections.abc import Sequence

from citypact.apps.conduct.actor import Actor, Role
from citypact.apps.conduct.policy import EVERYONE, OPERATORS, Policy
from citypact.apps.drafting.models import KeptContract

__all__ = [
    "COMPANIES",
    "LOCAL_CONTRACTS",
    "POLICIES",
    "SIGN_UPS",
    "WORKING_GROUPS",
    "permits",
    "require",
]

MEMBERS = EVERYONE - {Role.VISITOR}
COORDINATORS = frozenset({Role.COORDINATOR, Role.OPERATOR})
WRITERS = COORDINATORS | {Role.EDITOR}
CONTROLLERS = WRITERS | {Role.CONTROLLER}

#: The contract as a whole; what it adds up to is public, who promises what is the owner's.
LOCAL_CONTRACTS = Policy(
    "local contract",
    {
        "read": EVERYONE,
        "list": MEMBERS,
        "export": CONTROLLERS,
        "remind": COORDINATORS,
        "compute": OPERATORS,
    },
)
SIGN_UPS = Policy("sign-up", {"ask": EVERYONE, "confirm": EVERYONE, "expire": OPERATORS})
#: What one company has promised: for its own people and the owner's.
COMPANIES = Policy(
    "company's promises",
    {
        "read": MEMBERS,
        "report": CONTROLLERS,
        "change": WRITERS,
        "withdraw": COORDINATORS | {Role.SIGNATORY},
    },
)
WORKING_GROUPS = Policy(
    "working group",
    {"read": MEMBERS, "take part": WRITERS, "hold meetings": WRITERS},
)
POLICIES = (LOCAL_CONTRACTS, SIGN_UPS, COMPANIES, WORKING_GROUPS)


def permits(
    policy: Policy, actor: Actor, verb: str, contract: KeptContract, parties: Sequence[str] = ()
) -> bool:
    """Whether ``actor`` may, by a role in the owner or in one of ``parties``."""
    return any(policy.permits(actor, verb, place) for place in (contract.owner_id, *parties))


def require(
    policy: Policy, actor: Actor, verb: str, contract: KeptContract, parties: Sequence[str] = ()
) -> None:
    """Return when ``actor`` may, by a role in the owner or in one of ``parties``.

    Raises:
        PermissionDenied: no role of the actor's suffices.
    """
    if not permits(policy, actor, verb, contract, parties):
        policy.require(actor, verb, contract.owner_id)
