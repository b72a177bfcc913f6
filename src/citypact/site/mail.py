"""How mails leave the site: printed where it runs, or handed to a mail server."""

from __future__ import annotations

from typing import Any
from urllib.parse import unquote, urlsplit

from citypact.errors import InputError

__all__ = ["settings_of"]

#: By scheme: the port where none is given, whether TLS is begun at once, or after a greeting.
SCHEMES = {
    "smtps": (465, True, False),
    "smtp+starttls": (587, False, True),
    "smtp": (25, False, False),
}
#: Seconds that the mail server may take to answer.
PATIENCE = 20


def settings_of(server: str) -> dict[str, Any]:  # Any: what Django takes
    """What Django is told of the mail ``server``.

    Args:
        server: ``smtps://user:password@host:465``, ``smtp+starttls://user:password@host:587``, or
            ``smtp://localhost:25`` for a server on the same machine; empty to print mails.

    Raises:
        InputError: it is none of these.
    """
    if not server:
        return {"EMAIL_BACKEND": "django.core.mail.backends.console.EmailBackend"}
    parts = urlsplit(server)
    if parts.scheme not in SCHEMES or not parts.hostname:
        message = (
            f"CITYPACT_MAIL begins with {parts.scheme}://: write smtps://user:password@host, "
            "smtp+starttls://user:password@host, or smtp://host without encryption"
        )
        raise InputError(message)
    port, at_once, after = SCHEMES[parts.scheme]
    return {
        "EMAIL_BACKEND": "django.core.mail.backends.smtp.EmailBackend",
        "EMAIL_HOST": parts.hostname,
        "EMAIL_PORT": parts.port or port,
        "EMAIL_HOST_USER": unquote(parts.username or ""),
        "EMAIL_HOST_PASSWORD": unquote(parts.password or ""),
        "EMAIL_USE_SSL": at_once,
        "EMAIL_USE_TLS": after,
        "EMAIL_TIMEOUT": PATIENCE,
    }
