"""Who asks: a visitor, a person with roles in organisations, or the command line."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum

__all__ = ["OPERATOR", "VISITOR", "Actor", "Role"]


class Role(Enum):
    """What somebody is to this site, or to an organisation on it.

    The first and the last hold for the site; those between are held in an organisation.
    """

    VISITOR = "visitor"
    READER = "reader"
    REVIEWER = "reviewer"
    EDITOR = "editor"
    CONTROLLER = "controller"
    SIGNATORY = "signatory"
    COORDINATOR = "coordinator"
    OPERATOR = "operator"


@dataclass(frozen=True)
class Actor:
    """Somebody who asks.

    Attributes:
        id: what events name the actor by: ``visitor``, ``operator``, or ``account:`` and an id that
            says nothing of the person.
        everywhere: the roles held on the whole site.
        memberships: the roles held in organisations, by the organisation's id. Where a role holds
            in an organisation's parts too, they are listed here as well.
    """

    id: str
    everywhere: frozenset[Role]
    memberships: Mapping[str, frozenset[Role]] = field(default_factory=dict)

    def roles(self, within: str | None = None) -> frozenset[Role]:
        """The roles held in the organisation ``within``; on the site where that is None."""
        return self.everywhere | self.memberships.get(within or "", frozenset())

    def roles_anywhere(self) -> frozenset[Role]:
        """Every role that is held on the site or in any organisation."""
        return self.everywhere.union(*self.memberships.values())


#: Whoever opens a page without signing in.
VISITOR = Actor("visitor", frozenset({Role.VISITOR}))
#: Whoever has the command line of the machine.
OPERATOR = Actor("operator", frozenset({Role.VISITOR, Role.OPERATOR}))
