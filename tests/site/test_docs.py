"""What an operator may set is described, and nothing else is."""

import re
from pathlib import Path

import pytest
from django.urls import resolve

from citypact.site import environment

VARIABLES = {
    value
    for name, value in vars(environment).items()
    if name.isupper() and isinstance(value, str) and value.startswith("CITYPACT_")
}


@pytest.fixture(scope="module")
def page(repository: Path) -> str:
    """The page on the workspace as a site."""
    return (repository / "docs/workspace.md").read_text("utf-8")


def test_every_setting_has_its_heading_and_every_heading_its_setting(page: str) -> None:
    assert set(re.findall(r"^### `(\w+)`$", page, re.MULTILINE)) == VARIABLES
    assert len(VARIABLES) == 13


def test_every_setting_stands_in_the_table_of_its_module() -> None:
    assert set(re.findall(r"^``(CITYPACT_\w+)``", environment.__doc__ or "", re.MULTILINE)) == (
        VARIABLES
    )


def test_the_addresses_that_are_described_lead_somewhere(page: str) -> None:
    described = re.findall(r"^\| `(/[^`]*)`", page, re.MULTILINE)
    assert len(described) >= 14
    for address in described:
        assert resolve(address.replace("…", "barometer:2020")).view_name
