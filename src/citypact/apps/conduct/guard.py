"""The question who may, at the door of a page.

Every view of this site says by :func:`guarded` which policy it asks. Who may do it in no
organisation at all is turned away here; whether somebody may do it in the organisation that the
page is about is asked again by the selectors and actions that the page uses.
"""

from __future__ import annotations

import functools
from collections.abc import Callable
from typing import Any, cast

from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse

from citypact.apps.conduct.actor import VISITOR, Actor
from citypact.apps.conduct.policy import Policy

__all__ = ["actor_of", "guarded", "own_only"]

#: A view: a request and what its address names, to an answer.
View = Callable[..., HttpResponse]


def actor_of(request: HttpRequest) -> Actor:
    """Who asks; a visitor where nobody is signed in."""
    actor = getattr(request, "actor", None)
    return actor if isinstance(actor, Actor) else VISITOR


def guarded(policy: Policy, verb: str) -> Callable[[View], View]:
    """Let a view be reached by those whom ``policy`` permits to ``verb`` in some organisation.

    A visitor who may not is asked to sign in; somebody signed in who may not is refused.
    """

    def decorate(view: View) -> View:
        @functools.wraps(view)
        def asked(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
            actor = actor_of(request)
            try:
                if not policy.permits_somewhere(actor, verb):
                    policy.require(actor, verb)
                return view(request, *args, **kwargs)
            except PermissionDenied:
                if actor.id == VISITOR.id:
                    return redirect_to_login(request.get_full_path())
                raise

        return _marked(asked, (policy, verb))

    return decorate


def own_only(view: View) -> View:
    """Let a view on the reader's own account be reached by whoever is signed in.

    No policy decides on it: the view shows and changes the account of the request and no other.
    """

    @functools.wraps(view)
    def asked(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
        if actor_of(request).id == VISITOR.id:
            return redirect_to_login(request.get_full_path())
        return view(request, *args, **kwargs)

    return _marked(asked, None)


def _marked(view: View, right: tuple[Policy, str] | None) -> View:
    """The view with its right on it, by which the tests see that none is without a guard."""
    cast("Any", view).right = right
    return view
