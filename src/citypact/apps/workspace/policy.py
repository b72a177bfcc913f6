"""Who may do and see what: one policy for each model, and nobody may what no policy names.

The pages are public: what is loaded into a workspace is published. Loading is the operator's,
who has the command line of the machine; no web address changes anything.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum

from django.core.exceptions import PermissionDenied

__all__ = ["AUDIT_LINES", "BOOK_VERSIONS", "OPERATOR", "READER", "Actor", "Policy", "Role"]


class Role(Enum):
    """What somebody is to this site."""

    READER = "reader"
    OPERATOR = "operator"


@dataclass(frozen=True)
class Actor:
    """Somebody who asks: a name for the audit line, and a role for the policy."""

    name: str
    role: Role


#: Whoever opens a page.
READER = Actor("reader", Role.READER)
#: Whoever has the command line of the machine.
OPERATOR = Actor("command line", Role.OPERATOR)

EVERYONE = frozenset(Role)
OPERATORS = frozenset({Role.OPERATOR})


@dataclass(frozen=True)
class Policy:
    """For one model: which roles may which verb.

    Attributes:
        model: name of the model, for messages.
        allowed: roles by verb; a verb that is not here is allowed to nobody.
    """

    model: str
    allowed: Mapping[str, frozenset[Role]] = field(default_factory=dict)

    def permits(self, actor: Actor, verb: str) -> bool:
        """Say whether ``actor`` may ``verb`` things of this model."""
        return actor.role in self.allowed.get(verb, frozenset())

    def require(self, actor: Actor, verb: str) -> None:
        """Return when ``actor`` may.

        Raises:
            PermissionDenied: the policy does not name the actor's role for this verb.
        """
        if not self.permits(actor, verb):
            message = f"{actor.name} ({actor.role.value}) may not {verb} a {self.model}"
            raise PermissionDenied(message)


#: A city's book versions with what was computed from them: results, figures, pages.
BOOK_VERSIONS = Policy("book version", {"read": EVERYONE, "load": OPERATORS})
AUDIT_LINES = Policy("audit line", {"read": OPERATORS})
