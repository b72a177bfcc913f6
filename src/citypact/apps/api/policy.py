"""Who may have tokens: whoever is signed in, for the own account; an action sees to that."""

from __future__ import annotations

from citypact.apps.conduct.actor import Role
from citypact.apps.conduct.policy import EVERYONE, Policy

__all__ = ["DESCRIPTIONS", "TOKENS"]

TOKENS = Policy("token", {"make": EVERYONE - {Role.VISITOR, Role.OPERATOR}})
#: What the interface is, which is no secret.
DESCRIPTIONS = Policy("description", {"read": EVERYONE})
