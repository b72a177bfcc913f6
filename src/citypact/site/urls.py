"""The site's addresses: each app's own, in Swedish at the root and in English under ``/en/``."""

from django.conf.urls.i18n import i18n_patterns
from django.urls import include, path

from citypact.apps.api import urls as api
from citypact.apps.contracts import urls as contracts
from citypact.apps.cycle import urls as cycle
from citypact.apps.drafting import urls as drafting
from citypact.apps.local import urls as local
from citypact.apps.parties import urls as parties
from citypact.apps.signing import urls as signing
from citypact.apps.workspace import urls as workspace
from citypact.site import sign_in_urls
from citypact.site.icon import icon

urlpatterns = [
    path("favicon.ico", icon),
    path("", include(sign_in_urls.common)),
    path("", include(cycle.common)),
    path("", include(api.common)),
    path("", include(parties.common)),
    path("", include(signing.common)),
    path("", include(local.common)),
    path("", include(workspace.common)),
    *i18n_patterns(
        path("accounts/", include(sign_in_urls.pages_of_language)),
        path("", include(api.pages_of_language)),
        path("", include(parties.pages_of_language)),
        path("", include(signing.pages_of_language)),
        path("", include(contracts.pages_of_language)),
        path("", include(cycle.pages_of_language)),
        path("", include(local.pages_of_language)),
        path("", include(drafting.pages_of_language)),
        # Last: a city's id may be almost any word.
        path("", include(workspace.pages_of_language)),
        prefix_default_language=False,
    ),
]

handler400 = "citypact.site.error_pages.bad_request"
handler403 = "citypact.site.error_pages.permission_denied"
handler404 = "citypact.site.error_pages.not_found"
handler500 = "citypact.site.error_pages.server_error"
