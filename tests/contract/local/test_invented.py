"""§ 9.12: what is invented says so in every title."""

import pytest

from citypact.book import open_book
from citypact.contract.adequacy import adequacy
from citypact.contract.contract import Contract
from citypact.contract.folder import open_contract
from citypact.contract.local.carrying import yardsticks_of
from citypact.contract.local.contribution import contribution
from citypact.contract.local.invented import COMPANIES, with_invented_companies
from citypact.contract.outlook import contract_outlook


@pytest.fixture(scope="module")
def malmo() -> Contract:
    return open_contract("malmo-local")


def test_the_packaged_contract_is_what_the_generator_gives(malmo: Contract) -> None:
    assert with_invented_companies(malmo) == malmo
    assert len(malmo.parties) == COMPANIES == 250


def test_everything_invented_says_so_and_has_no_number(malmo: Contract) -> None:
    assert "påhittat" in malmo.title_sv
    assert "invented" in malmo.title_en
    assert malmo.note_sv.startswith("Påhittat")
    for party in malmo.parties.values():
        assert party.title_sv.startswith("Påhittat ")
        assert party.title_en.startswith("Invented ")
        assert party.number == ""
    for version in malmo.versions.values():
        for each in version.commitments:
            assert "(påhitta" in each.text_sv
            assert each.text_en.endswith("(invented)")


def test_a_company_is_the_same_among_more_and_another_of_another_seed(malmo: Contract) -> None:
    few, more, other = (
        with_invented_companies(malmo, companies=count, seed=seed)
        for count, seed in ((5, 1), (12, 1), (5, 2))
    )
    kept = {one.id: one for one in more.version().commitments}
    assert all(kept[one.id] == one for one in few.version().commitments)
    assert few.version() != other.version()


def test_every_quantity_is_less_than_the_city_has(malmo: Contract) -> None:
    version = malmo.version()
    seen = contract_outlook(open_book("malmo"), version, 1)
    known = yardsticks_of(malmo, version, seen)
    for each in version.commitments:
        if each.action is not None:
            assert 0.0 < each.action.quantity < known[each.action.kind].city


def test_it_adds_up_alone_and_beside_the_citys_other_contracts(malmo: Contract) -> None:
    book, version = open_book("malmo"), malmo.version()
    alone = adequacy(malmo, version, book, draws=64)
    assert alone.closed is not None
    assert sum(alone.by_party.values()) == pytest.approx(alone.cut)
    beside = [open_contract("malmo-national"), open_contract("malmo-eu")]
    found = contribution(malmo, version, book, beside, draws=64)
    assert found.alone == pytest.approx(alone.cut)
    assert 0.0 < found.on_top < found.alone
    assert sum(found.by_area.values()) == pytest.approx(found.on_top)
