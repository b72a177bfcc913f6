"""One way to change anything: permission, change, event and notices, in one transaction.

Pages, the command line and whatever else changes something perform an action. What an action does
is written in a class of its own; in which order it happens is written here, once.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import ClassVar, Generic, TypeVar

from django.db import transaction

from citypact.apps.conduct.actor import Actor
from citypact.apps.conduct.chain import Happened, append
from citypact.apps.conduct.notices import Notice, send
from citypact.apps.conduct.policy import Policy

__all__ = ["Action", "Done"]

Result = TypeVar("Result")


@dataclass(frozen=True)
class Done(Generic[Result]):
    """What an action changed.

    Attributes:
        result: what :meth:`Action.perform` returns.
        events: what is written down; an action that found nothing to change has none.
        notices: who is told of it.
    """

    result: Result
    events: tuple[Happened, ...]
    notices: Iterable[Notice] = field(default=())


class Action(ABC, Generic[Result]):
    """A change of state. A class below it is a dataclass of what the change needs.

    Attributes:
        policy: of the model that is changed.
        verb: what the policy is asked.
        actor: who does it.
    """

    policy: ClassVar[Policy]
    verb: ClassVar[str]
    actor: Actor

    def within(self) -> str | None:
        """The organisation that the change belongs to; None for the site."""
        return None

    def check(self) -> None:
        """See that it can be done, before anything is written.

        Raises:
            InputError: it cannot; says all reasons.
        """

    @abstractmethod
    def change(self) -> Done[Result]:
        """Do it; called inside a transaction, after permission and check."""

    def permit(self) -> None:
        """Return when the actor may.

        Raises:
            PermissionDenied: the policy does not name the actor's role.
        """
        self.policy.require(self.actor, self.verb, self.within())

    def perform(self) -> Result:
        """Do it, whole or not at all, and write it down.

        Raises:
            PermissionDenied: the actor may not.
            InputError: it cannot be done; says why and what would mend it.
        """
        self.permit()
        with transaction.atomic():
            self.check()
            done = self.change()
            for happened in done.events:
                append(happened, self.actor)
            for notice in done.notices:
                send(notice)
        return done.result
