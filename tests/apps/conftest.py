"""What the tests of pages share."""

from tests.apps.clock import from_noon
from tests.site.collected import collected
from tests.site.in_swedish import in_swedish

__all__ = ["collected", "from_noon", "in_swedish"]
