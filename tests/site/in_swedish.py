"""Each test begins in the language of the site, whatever the pages of the one before were in."""

from collections.abc import Iterator

import pytest
from django.utils import translation

__all__ = ["in_swedish"]


@pytest.fixture(autouse=True)
def in_swedish() -> Iterator[None]:
    """Swedish until something else is asked for; a page that is asked for leaves its own behind."""
    with translation.override("sv"):
        yield
