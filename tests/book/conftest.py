"""What the tests of the city book share."""

from pathlib import Path

import pytest
from tests.book.editing import Draft


@pytest.fixture
def draft(tmp_path: Path) -> Draft:
    """A copy of the invented city's book, to be spoiled."""
    return Draft(tmp_path / "exempelstad")
