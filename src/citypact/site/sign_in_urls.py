"""The addresses of django-allauth's pages that this site has: signing in, not signing up.

They are named as django-allauth names them, since it looks its own pages up by name. Those of the
organisation's own sign-in are the same in every language: they are registered there.
"""

from allauth.account import views as account
from allauth.socialaccount import views as social
from django.urls import include, path, re_path

__all__ = ["common", "pages_of_language"]

common = [path("accounts/oidc/", include("allauth.socialaccount.providers.openid_connect.urls"))]

pages_of_language = [
    path("login/", account.login, name="account_login"),
    path("logout/", account.logout, name="account_logout"),
    path("inactive/", account.account_inactive, name="account_inactive"),
    # Says that nobody signs up by themselves, and how to get an account.
    path("signup/", account.signup, name="account_signup"),
    path("reauthenticate/", account.reauthenticate, name="account_reauthenticate"),
    # For those who have neither password nor second factor: a code by mail.
    path(
        "reauthenticate/code/",
        account.request_reauthentication_code,
        name="account_request_reauthentication_code",
    ),
    path(
        "reauthenticate/code/confirm/",
        account.confirm_reauthentication_code,
        name="account_confirm_reauthentication_code",
    ),
    path("password/change/", account.password_change, name="account_change_password"),
    path("password/set/", account.password_set, name="account_set_password"),
    path("password/reset/", account.password_reset, name="account_reset_password"),
    path("password/reset/done/", account.password_reset_done, name="account_reset_password_done"),
    path(
        "password/reset/key/done/",
        account.password_reset_from_key_done,
        name="account_reset_password_from_key_done",
    ),
    re_path(
        r"^password/reset/key/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>.+)/$",
        account.password_reset_from_key,
        name="account_reset_password_from_key",
    ),
    path("external/cancelled/", social.login_cancelled, name="socialaccount_login_cancelled"),
    path("external/error/", social.login_error, name="socialaccount_login_error"),
    path("external/signup/", social.signup, name="socialaccount_signup"),
    path("external/", social.connections, name="socialaccount_connections"),
    path("factors/", include("allauth.mfa.urls")),
]
