"""What the tests of local contracts share: one of the invented city, and its yardsticks."""

import pytest
from tests.contract.local.companies import local_contract

from citypact.book import Book
from citypact.contract.contract import Contract
from citypact.contract.local.carrying import yardsticks_of
from citypact.contract.local.yardstick import Yardstick
from citypact.contract.outlook import ContractOutlook, contract_outlook


@pytest.fixture(scope="session")
def local(contract: Contract) -> Contract:
    """A local contract of the invented city without companies."""
    return local_contract(contract)


@pytest.fixture(scope="session")
def seen(local: Contract, book: Book) -> ContractOutlook:
    return contract_outlook(book, local.version(), 1)


@pytest.fixture(scope="session")
def known(local: Contract, seen: ContractOutlook) -> dict[str, Yardstick]:
    return yardsticks_of(local, local.version(), seen)
