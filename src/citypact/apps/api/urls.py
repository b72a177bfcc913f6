"""The addresses of this app: the interface, its description, and the pages on one's own tokens."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, path

from citypact.apps.api import doors, pages

__all__ = ["common", "pages_of_language"]

common: list[URLPattern | URLResolver] = [
    path("api/1/openapi.json", doors.description, name="openapi"),
    path("api/1/<path:address>", doors.operation),
]

pages_of_language = (
    [
        path("accounts/me/programs/", pages.tokens, name="tokens"),
        path("accounts/me/programs/<int:token>/revoke/", pages.revoke, name="revoke"),
    ],
    "programs",
)
