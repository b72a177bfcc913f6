"""What the tests of pages share."""

from tests.apps.clock import from_noon
from tests.site.collected import collected

__all__ = ["collected", "from_noon"]
