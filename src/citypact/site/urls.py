"""The site's addresses: each app's own, in Swedish at the root and in English under ``/en/``."""

from django.conf.urls.i18n import i18n_patterns
from django.urls import include, path

from citypact.apps.workspace import urls as workspace
from citypact.site.icon import icon

urlpatterns = [
    path("favicon.ico", icon),
    path("", include(workspace.common)),
    *i18n_patterns(path("", include(workspace.pages_of_language)), prefix_default_language=False),
]

handler400 = "citypact.site.error_pages.bad_request"
handler403 = "citypact.site.error_pages.permission_denied"
handler404 = "citypact.site.error_pages.not_found"
handler500 = "citypact.site.error_pages.server_error"
