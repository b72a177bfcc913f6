"""The interface for programs: its operations together.

It brings ninja and pydantic, a sixth of the time in which the site starts: what leads here imports
it with the first request of a program.
"""

from __future__ import annotations

from django.urls import URLResolver
from django.urls.resolvers import RoutePattern
from ninja import NinjaAPI
from ninja.throttling import AuthRateThrottle

from citypact.apps.api import answers
from citypact.apps.api.bearer import Bearer
from citypact.apps.api.contracts import router as contracts
from citypact.apps.api.versions import router as versions

__all__ = ["addresses", "api"]

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

#: Which operation answers at an address, told from ``api/1/`` on.
addresses = URLResolver(RoutePattern(""), api.urls[0])
