"""What Django and django-allauth are told of accounts and signing in."""

from __future__ import annotations

from typing import Any

from citypact.site.environment import Environment

__all__ = ["settings_of"]

#: Name under which the organisation's own sign-in stands in addresses.
OWN_SIGN_IN = "organisation"
SHORTEST_PASSWORD = 12
#: What signing up to a local contract is bounded by, see :mod:`citypact.apps.local.bounds`. At the
#: signing of a contract a hundred companies may sit behind one address of the net.
SIGN_UP_RATES = {"local_see": "600/h/ip", "local_ask": "300/h/ip,5/d/key"}
_VALIDATION = "django.contrib.auth.password_validation"


def settings_of(environment: Environment) -> dict[str, Any]:  # Any: what Django takes
    """The settings of accounts: by invitation, with password, passkey, second factor or OIDC."""
    return {
        "AUTH_USER_MODEL": "parties.Account",
        "AUTHENTICATION_BACKENDS": ["allauth.account.auth_backends.AuthenticationBackend"],
        "AUTH_PASSWORD_VALIDATORS": [
            {
                "NAME": f"{_VALIDATION}.UserAttributeSimilarityValidator",
                "OPTIONS": {"user_attributes": ("name", "email")},
            },
            {
                "NAME": f"{_VALIDATION}.MinimumLengthValidator",
                "OPTIONS": {"min_length": SHORTEST_PASSWORD},
            },
            {"NAME": f"{_VALIDATION}.CommonPasswordValidator"},
        ],
        "LOGIN_URL": "account_login",
        "LOGIN_REDIRECT_URL": "cycle:mine",
        "LOGOUT_REDIRECT_URL": "workspace:cities",
        "ACCOUNT_ADAPTER": "citypact.apps.parties.sign_in.AccountAdapter",
        "ACCOUNT_LOGIN_METHODS": {"email"},
        "ACCOUNT_SIGNUP_FIELDS": ["email*", "password1*"],
        "ACCOUNT_USER_MODEL_USERNAME_FIELD": None,
        "ACCOUNT_USER_DISPLAY": "citypact.apps.parties.sign_in.name_of",
        # Whoever is invited proves the address by following the link that is sent to it.
        "ACCOUNT_EMAIL_VERIFICATION": "none",
        "ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS": False,
        "ACCOUNT_RATE_LIMITS": SIGN_UP_RATES,
        "ACCOUNT_SESSION_REMEMBER": False,
        "ACCOUNT_LOGOUT_REDIRECT_URL": "workspace:cities",
        "MFA_SUPPORTED_TYPES": ["totp", "webauthn", "recovery_codes"],
        "MFA_PASSKEY_LOGIN_ENABLED": True,
        "MFA_TOTP_ISSUER": "Citypact",
        # Browsers let loopback have passkeys without TLS; no other name can have them so.
        "MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN": not environment.https,
        "SOCIALACCOUNT_ADAPTER": "citypact.apps.parties.sign_in.SocialAccountAdapter",
        # The operator names the issuer, and so trusts the addresses that it vouches for.
        "SOCIALACCOUNT_EMAIL_AUTHENTICATION": True,
        "SOCIALACCOUNT_EMAIL_AUTHENTICATION_AUTO_CONNECT": True,
        "SOCIALACCOUNT_OPENID_CONNECT_URL_PREFIX": "",
        "SOCIALACCOUNT_PROVIDERS": {"openid_connect": _openid_connect(environment)},
    }


def _openid_connect(environment: Environment) -> dict[str, Any]:  # Any: what allauth takes
    own = environment.sign_in
    if own is None:
        return {"APPS": []}
    return {
        "OAUTH_PKCE_ENABLED": True,
        "APPS": [
            {
                "provider_id": OWN_SIGN_IN,
                "name": own.name,
                "client_id": own.client,
                "secret": own.secret,
                "settings": {"server_url": own.issuer},
            }
        ],
    }
