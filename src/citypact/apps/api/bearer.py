"""Who asks, by the token that comes with a request."""

from __future__ import annotations

from django.http import HttpRequest
from django.utils import timezone, translation
from ninja.security import HttpBearer

from citypact.apps.api.models import Token
from citypact.apps.api.tokens import hash_of
from citypact.apps.conduct.actor import Actor
from citypact.apps.parties.selectors import actor_for

__all__ = ["Bearer"]


class Bearer(HttpBearer):
    """``Authorization: Bearer citypact_…``; two or three queries."""

    def authenticate(self, request: HttpRequest, token: str) -> Actor | None:
        """Whoever the token acts for; None where it is none, has ended, or its account has."""
        today = timezone.localdate()
        found = (
            Token.objects.select_related("account")
            .filter(sha256=hash_of(token), until__gte=today, account__is_active=True)
            .first()
        )
        if found is None:
            return None
        if found.used_on != today:
            Token.objects.filter(pk=found.pk).update(used_on=today)
        # A program that says nothing is told in English; one that asks for Swedish in Swedish.
        translation.activate(
            translation.get_language_from_request(request)
            if "Accept-Language" in request.headers
            else "en"
        )
        return actor_for(found.account)
