from dataclasses import replace

import pytest
from tests.contract.editing import LITRES

from citypact.book import Book, open_book
from citypact.contract.commitment import Carried
from citypact.contract.contract import Contract
from citypact.contract.folder import open_contract, packaged_contracts
from citypact.contract.link import link_problems, require_linked
from citypact.errors import ContractError, InputError


@pytest.mark.parametrize("name", packaged_contracts())
def test_all_that_a_packaged_contract_refers_to_is_in_its_book(name: str) -> None:
    contract = open_contract(name)
    book = open_book(contract.city)
    for version in contract.versions.values():
        assert list(link_problems(contract, version, book)) == []


def test_whatever_leads_nowhere_is_told_at_once_with_the_near_miss(
    contract: Contract, book: Book
) -> None:
    version = contract.version()
    first = replace(
        version.commitments[0],
        measures=(Carried("cyclng", 1.0, None, "reported"),),
        indicators=("none",),
        funding=("cycling-budgt",),
    )
    changed = replace(version, target="minus-7", commitments=(first,))
    with pytest.raises(ContractError) as caught:
        require_linked(contract, changed, book)
    found = {problem.found: problem.mend for problem in caught.value.problems}
    assert set(found) == {"minus-7", "cyclng", "none", "cycling-budgt"}
    assert "cycling" in found["cyclng"]


def test_kinds_and_areas_of_parties_lead_to_the_book_too(contract: Contract, book: Book) -> None:
    kind = replace(LITRES, effect="electric-purchase-petrl", carrier="petrul")
    parties = {"region": replace(contract.parties["region"], area="mobilty")}
    changed = replace(contract, kinds={kind.id: kind}, parties={**contract.parties, **parties})
    found = {one.found: one for one in link_problems(changed, contract.version(), book)}
    assert {name: one.file for name, one in found.items()} == {
        "electric-purchase-petrl": "kinds.csv",
        "petrul": "kinds.csv",
        "mobilty": "parties.csv",
    }
    assert "mobility" in found["mobilty"].mend


def test_the_book_of_another_city_is_refused(contract: Contract) -> None:
    with pytest.raises(InputError, match="of the city 'template', the book of 'malmo'"):
        require_linked(contract, contract.version(), open_book("malmo"))
