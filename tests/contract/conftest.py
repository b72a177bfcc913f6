"""What the tests of contracts share: the invented contract and the book of its city."""

import pytest

from citypact.book import Book, open_book
from citypact.contract.contract import Contract
from citypact.contract.folder import open_contract


@pytest.fixture(scope="session")
def contract() -> Contract:
    return open_contract("template")


@pytest.fixture(scope="session")
def book() -> Book:
    return open_book("template")
