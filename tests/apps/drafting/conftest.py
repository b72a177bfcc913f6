"""What is said is held against the English texts, which stand in the code."""

from collections.abc import Iterator

import pytest
from django.utils import translation


@pytest.fixture(autouse=True)
def _english() -> Iterator[None]:
    """Pages have the language of their address all the same."""
    with translation.override("en"):
        yield
