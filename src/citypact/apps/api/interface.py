"""The interface for programs: its operations together, and their description (OpenAPI)."""

from __future__ import annotations

from django.http import HttpRequest, JsonResponse
from django.views.decorators.http import require_safe
from ninja import NinjaAPI
from ninja.throttling import AuthRateThrottle

from citypact.apps.api import answers
from citypact.apps.api.bearer import Bearer
from citypact.apps.api.contracts import router as contracts
from citypact.apps.api.policy import DESCRIPTIONS
from citypact.apps.api.versions import router as versions
from citypact.apps.conduct.guard import guarded

__all__ = ["api", "description"]

api = NinjaAPI(
    title="Citypact",
    version="1",
    description="Contracts that are written in this workspace: read, changed, checked, followed.",
    urls_namespace="api",
    auth=Bearer(),
    # Its pages fetch scripts from elsewhere; the description has an address of its own below.
    docs_url=None,
    openapi_url=None,
    throttle=AuthRateThrottle("600/m"),
)
api.add_router("/contracts", contracts)
api.add_router("/contracts", versions)
answers.register(api)


@require_safe
@guarded(DESCRIPTIONS, "read")
def description(_request: HttpRequest) -> JsonResponse:
    """The interface as OpenAPI describes it."""
    return JsonResponse(api.get_openapi_schema(path_prefix="/api/1/"))
