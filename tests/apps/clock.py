"""The day on which the tests of the pages take place, whatever day it is.

What may be promised, is late or can be called for depends on the day. The clock of the site stands
at noon of one day when a test begins, and goes on from there, so that no test fails at midnight, at
the end of a year, or when the years of the invented contracts are past.
"""

from datetime import UTC, date, datetime

import pytest
from django.utils import timezone

__all__ = ["TODAY", "from_noon"]

TODAY = date(2026, 6, 15)
_NOON = datetime(TODAY.year, TODAY.month, TODAY.day, 10, tzinfo=UTC)


@pytest.fixture(autouse=True)
def from_noon(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the site's clock start at noon of the day."""
    began = datetime.now(UTC)
    monkeypatch.setattr(timezone, "now", lambda: _NOON + (datetime.now(UTC) - began))
