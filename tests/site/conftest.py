"""What the tests of pages share."""

from tests.site.collected import collected

__all__ = ["collected"]
