"""The doors to the interface, which is loaded when a program first comes to one."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponseBase, JsonResponse
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_safe

from citypact.apps.api.policy import DESCRIPTIONS
from citypact.apps.conduct.guard import guarded

__all__ = ["description", "operation"]


@require_safe
@guarded(DESCRIPTIONS, "read")
def description(_request: HttpRequest) -> JsonResponse:
    """The interface as OpenAPI describes it."""
    from citypact.apps.api.interface import api  # noqa: PLC0415  brings ninja and pydantic

    return JsonResponse(api.get_openapi_schema(path_prefix="/api/1/"))


@csrf_exempt  # who asks is told by a token, never by a cookie that a browser sends by itself
def operation(request: HttpRequest, address: str) -> HttpResponseBase:
    """What the operation at an address of the interface answers; it asks its own policy.

    Raises:
        Http404: there is none.
    """
    from citypact.apps.api.interface import addresses  # noqa: PLC0415  brings ninja and pydantic

    found = addresses.resolve(address)
    answer: HttpResponseBase = found.func(request, *found.args, **found.kwargs)
    return answer
