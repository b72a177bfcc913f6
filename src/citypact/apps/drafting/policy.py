"""Which role may do what to a contract that is written here.

A role counts in the organisation that owns the contract, and in the parties to it: see
:mod:`citypact.apps.drafting.rights`, which also says what a party's people may change.
"""

from __future__ import annotations

from citypact.apps.conduct.actor import Role
from citypact.apps.conduct.policy import EVERYONE, OPERATORS, Policy

__all__ = ["KEPT_CONTRACTS"]

MEMBERS = EVERYONE - {Role.VISITOR}
COORDINATORS = frozenset({Role.COORDINATOR, Role.OPERATOR})
WRITERS = COORDINATORS | {Role.EDITOR}
#: Whoever is asked what they think of a draft.
VOICES = WRITERS | {Role.REVIEWER, Role.CONTROLLER, Role.SIGNATORY}

KEPT_CONTRACTS = Policy(
    "contract being written",
    {
        "read": MEMBERS,
        "take in": COORDINATORS,
        # Rows: of every party for the owner's people, of their own party for the others.
        "write": WRITERS,
        "propose": VOICES,
        "comment": VOICES,
        # To say that a party agrees with a clause as it stands.
        "accept": COORDINATORS | {Role.SIGNATORY},
        # What was promised and done: status and evidence.
        "follow up": WRITERS | {Role.CONTROLLER},
        # The contract as a whole, for the owner's people alone.
        "renew": COORDINATORS,
        "advance": COORDINATORS,
        "schedule": COORDINATORS,
        # By itself, every day: what is due.
        "remind": OPERATORS,
        "publish": COORDINATORS,
        "export": MEMBERS,
    },
)
