"""What keeps signing up, which is open to everybody, within bounds.

A sign-up costs a computation, a row and a mail. From one address of the net a bounded number of
them is taken an hour, and a mail address is written to a bounded number of times a day, both
counted by django-allauth's limits (see ``ACCOUNT_RATE_LIMITS`` in the site's settings); of one
contract a bounded number waits for confirmation. What is not confirmed in time is erased.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Final

from allauth.core import ratelimit
from django.http import HttpRequest
from django.utils import timezone

__all__ = ["MOST_WAITING", "VALID", "may_ask", "may_see", "oldest"]

#: How long the link in the mail holds.
VALID: Final = timedelta(days=3)
#: So many sign-ups of one contract wait for confirmation at most.
MOST_WAITING: Final = 1000


def may_see(request: HttpRequest) -> bool:
    """Whether one more answer is computed for this address of the net."""
    return bool(ratelimit.consume(request, action="local_see"))


def may_ask(request: HttpRequest, mail: str) -> bool:
    """Whether one more sign-up is taken from this address of the net, for this mail address."""
    return bool(ratelimit.consume(request, action="local_ask", key=mail.strip().lower()))


def oldest() -> datetime:
    """When a sign-up was asked for that expires now."""
    return timezone.now() - VALID
