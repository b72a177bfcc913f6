"""Who asks, on every request: ``request.actor``."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest
from django.http.response import HttpResponseBase

from citypact.apps.conduct.actor import VISITOR, Actor
from citypact.apps.parties.models import Account
from citypact.apps.parties.selectors import actor_for

__all__ = ["ActorOfRequest"]


class ActorOfRequest:
    """Set ``request.actor``: a visitor, or whoever is signed in, with the roles held now."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        """Keep the next layer, as Django's middleware does."""
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Answer ``request`` with the next layer's answer."""
        request.actor = self._actor(request)  # type: ignore[attr-defined]  # this is what sets it
        return self.get_response(request)

    @staticmethod
    def _actor(request: HttpRequest) -> Actor:
        user = request.user
        return actor_for(user) if isinstance(user, Account) else VISITOR
