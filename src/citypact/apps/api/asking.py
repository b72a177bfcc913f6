"""The question who may, at the door of an operation; the same as at the door of a page."""

from __future__ import annotations

import functools
import inspect
from collections.abc import Callable
from typing import Any, TypeVar, cast

from django.http import HttpRequest

from citypact.apps.conduct.actor import VISITOR, Actor
from citypact.apps.conduct.policy import Policy

__all__ = ["actor_of", "asks"]

Operation = TypeVar("Operation", bound=Callable[..., Any])


def actor_of(request: HttpRequest) -> Actor:
    """Who asks; a visitor where no token came with the request."""
    found = getattr(request, "auth", None)
    return found if isinstance(found, Actor) else VISITOR


def asks(policy: Policy, verb: str) -> Callable[[Operation], Operation]:
    """Let an operation be reached by those whom ``policy`` permits to ``verb`` somewhere.

    Whether they may in the organisation in question is asked again by selectors and actions.
    """

    def decorate(operation: Operation) -> Operation:
        @functools.wraps(operation)
        def asked(request: HttpRequest, *args: object, **kwargs: object) -> object:
            actor = actor_of(request)
            if not policy.permits_somewhere(actor, verb):
                policy.require(actor, verb)
            return operation(request, *args, **kwargs)

        marked = cast("Any", asked)
        # What an operation takes is read off its signature, where its types are known.
        marked.__signature__ = inspect.signature(operation, eval_str=True)
        # By this the tests see that no operation is without a guard.
        marked.right = (policy, verb)
        return cast("Operation", asked)

    return decorate
