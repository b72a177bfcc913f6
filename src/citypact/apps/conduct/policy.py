"""Who may: one policy for each model, and nobody may what no policy names.

A verb of a thing that belongs to an organisation is asked *within* that organisation: a
coordinator of one city is nobody in particular in another.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from django.core.exceptions import PermissionDenied

from citypact.apps.conduct.actor import Actor, Role

__all__ = ["EVENTS", "EVERYONE", "OPERATORS", "Policy", "table"]

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

    def permits(self, actor: Actor, verb: str, within: str | None = None) -> bool:
        """Say whether ``actor`` may ``verb`` what belongs to the organisation ``within``."""
        return not self.allowed.get(verb, frozenset()).isdisjoint(actor.roles(within))

    def permits_somewhere(self, actor: Actor, verb: str) -> bool:
        """Say whether ``actor`` may ``verb`` anything of this model, in whichever organisation."""
        return not self.allowed.get(verb, frozenset()).isdisjoint(actor.roles_anywhere())

    def require(self, actor: Actor, verb: str, within: str | None = None) -> None:
        """Return when ``actor`` may.

        Raises:
            PermissionDenied: the policy names none of the actor's roles for this verb.
        """
        if not self.permits(actor, verb, within):
            held = ", ".join(role.value for role in Role if role in actor.roles(within))
            where = f" of {within}" if within else ""
            message = f"{actor.id} ({held}) may not {verb} a {self.model}{where}"
            raise PermissionDenied(message)


#: What happened on this site.
EVENTS = Policy("event", {"read": frozenset({Role.COORDINATOR, Role.OPERATOR})})


def table(policies: Sequence[Policy]) -> str:
    """Roles by verbs as a table in Markdown: what a role may is marked, and nothing else is."""
    head = ["model", "verb", *(role.value for role in Role)]
    lines = [head, ["---"] * len(head)]
    for policy in policies:
        for verb, roles in policy.allowed.items():
            marks = ["●" if role in roles else "" for role in Role]
            lines.append([policy.model, verb, *marks])
    return "\n".join(f"| {' | '.join(cells)} |".replace("  ", " ") for cells in lines)
