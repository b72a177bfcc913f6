"""The site's icon, for browsers that ask for it by the usual name without having seen a page."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.templatetags.static import static
from django.views.decorators.http import require_safe

__all__ = ["icon"]


@require_safe
def icon(request: HttpRequest) -> HttpResponse:
    """Lead to the icon under its name with a hash."""
    del request
    return HttpResponseRedirect(static("citypact/mark.svg"))
