"""What the tests of local contracts share: messages are looked for in English."""

from collections.abc import Iterator

import pytest
from django.core.cache import cache
from django.utils import translation
from tests.site.collected import collected

__all__ = ["collected"]


@pytest.fixture(autouse=True)
def _english() -> Iterator[None]:
    with translation.override("en"):
        yield


@pytest.fixture(autouse=True)
def _nobody_has_asked_before() -> None:
    """What bounds sign-ups counts from nothing."""
    cache.clear()
