"""What one change would change: the answer is that of adequacy, for the same change."""

import pytest

from citypact.book import Book, open_book
from citypact.contract.adequacy import adequacy
from citypact.contract.change import restated
from citypact.contract.contract import Contract
from citypact.contract.folder import open_contract
from citypact.contract.what_if import WhatIfs, what_ifs

DRAWS = 200


@pytest.fixture(scope="module")
def book() -> Book:
    return open_book("template")


@pytest.fixture(scope="module")
def contract() -> Contract:
    return open_contract("template")


@pytest.fixture(scope="module")
def asked(contract: Contract, book: Book) -> WhatIfs:
    version = contract.version("2025")
    found = adequacy(contract, version, book, draws=DRAWS)
    return what_ifs(contract, version, book, list(found.uncommitted.measures), draws=DRAWS)


def test_as_it_stands_is_what_adequacy_says(contract: Contract, book: Book, asked: WhatIfs) -> None:
    found = adequacy(contract, contract.version("2025"), book, draws=DRAWS)
    assert (asked.now.closed, asked.now.probability) == (found.closed, found.probability)


def test_a_firmer_promise_is_what_adequacy_says_of_the_changed_version(
    contract: Contract, book: Book, asked: WhatIfs
) -> None:
    assert asked.firmer
    for each in asked.firmer:
        changed = restated(contract.version("2025"), each.commitment, "undertakes")
        found = adequacy(contract, changed, book, draws=DRAWS)
        assert each.outcome.closed == found.closed
        assert each.outcome.probability == found.probability


def test_no_promise_more_and_none_firmer_closes_less(asked: WhatIfs) -> None:
    now = asked.now.closed
    assert now is not None
    assert asked.added
    for each in (*asked.firmer, *asked.added):
        assert each.outcome.closed is not None
        assert each.outcome.closed.median >= now.median
        assert each.outcome.probability >= asked.now.probability
        assert bool(each.commitment) != bool(each.measure)


def test_what_is_undertaken_already_cannot_be_firmer(contract: Contract, asked: WhatIfs) -> None:
    version = contract.version("2025")
    named = {each.commitment for each in asked.firmer}
    assert all(version.commitment[name].strength != "undertakes" for name in named)
