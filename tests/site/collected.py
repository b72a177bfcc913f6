"""The site's static files, collected once for all tests of a process."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from django.test import override_settings

from citypact.site import static_files


@pytest.fixture(scope="session", autouse=True)
def collected(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """The folder of static files; pages cannot be drawn without it."""
    root = static_files.root_of(tmp_path_factory.mktemp("workspace"))
    static_files.collect(root)
    with override_settings(STATIC_ROOT=root):
        yield root
