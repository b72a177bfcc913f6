"""What the tests of pages share."""

from tests.site.collected import collected
from tests.site.in_swedish import in_swedish

__all__ = ["collected", "in_swedish"]
