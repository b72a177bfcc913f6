"""Headers that tell a browser what a page of this site may do: show itself, and nothing else.

No page of a city runs a script or asks another host for anything. A drawing may be opened by
itself; it gets the same policy as a page. A passkey is kept by the browser, which hands it out to a
script only: the few pages on which one signs in run django-allauth's, served by this site.
"""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponseBase

from citypact.site.environment import Environment

__all__ = ["CONTENT_SECURITY_POLICY", "PERMISSIONS_POLICY", "WITH_PASSKEYS", "SecurityHeaders"]

CONTENT_SECURITY_POLICY = (
    "default-src 'none'; style-src 'self'; img-src 'self' data:; font-src 'self'; "
    "form-action 'self'; frame-ancestors 'none'; base-uri 'none'"
)
#: What the pages of passkeys may besides: this site's own scripts, asking this site.
SCRIPTED = "; script-src 'self'; connect-src 'self'"
#: Those pages, by name, and the one from which recovery codes are copied.
WITH_PASSKEYS = frozenset(
    {
        "account_login",
        "mfa_add_webauthn",
        "mfa_authenticate",
        "mfa_reauthenticate_webauthn",
        "mfa_view_recovery_codes",
    }
)
#: The page that sends people to their organisation's sign-in: a form may lead there.
TO_ANOTHER_SIGN_IN = "openid_connect_login"
PERMISSIONS_POLICY = "camera=(), geolocation=(), microphone=(), payment=(), usb=()"


def _policy(request: HttpRequest) -> str:
    name = request.resolver_match.url_name if request.resolver_match else None
    if name in WITH_PASSKEYS:
        return CONTENT_SECURITY_POLICY + SCRIPTED
    sign_in = Environment.read().sign_in
    if name == TO_ANOTHER_SIGN_IN and sign_in is not None:
        to = f"form-action 'self' {sign_in.origin}"
        return CONTENT_SECURITY_POLICY.replace("form-action 'self'", to)
    return CONTENT_SECURITY_POLICY


class SecurityHeaders:
    """Set the policy on every answer, also on static files and on pages that failed."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        """Keep the next layer, as Django's middleware does."""
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Answer ``request`` with the next layer's answer and the headers on it."""
        response = self.get_response(request)
        response["Content-Security-Policy"] = _policy(request)
        response["Permissions-Policy"] = PERMISSIONS_POLICY
        response["Cross-Origin-Resource-Policy"] = "same-origin"
        return response
