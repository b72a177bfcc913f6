"""Pages for what cannot be shown: each says what happened and what to do next."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string

__all__ = ["bad_request", "not_found", "permission_denied", "server_error"]


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """400: the request cannot be understood, or names a host that this site does not answer to."""
    del request, exception  # neither is trusted here
    return HttpResponse(render_to_string("400.html"), status=400)


def permission_denied(request: HttpRequest, exception: Exception) -> HttpResponse:
    """403: the policy does not let this reader see it."""
    del exception
    return HttpResponse(render_to_string("403.html", request=request), status=403)


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """404: there is no such page; the reason is shown where a page gave one in plain words."""
    reason = exception.args[0] if exception.args and isinstance(exception.args[0], str) else ""
    page = render_to_string("404.html", {"reason": reason}, request=request)
    return HttpResponse(page, status=404)


def server_error(request: HttpRequest) -> HttpResponse:
    """500: a fault of ours. Drawn without the request, which may be what failed."""
    del request
    return HttpResponse(render_to_string("500.html"), status=500)
