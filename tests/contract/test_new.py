"""A contract that is started holds the city, and every rule holds of it."""

from pathlib import Path

import pytest

from citypact.book import open_book
from citypact.contract.folder import examine_contract
from citypact.contract.new import new_contract
from citypact.contract.writing import write_contract
from citypact.errors import ContractError


def test_what_is_started_has_the_city_a_draft_and_wordings_that_say_they_are_estimates() -> None:
    found = new_contract(open_book("template"), "our-contract", year=2027)
    assert (found.id, found.city, found.kind) == ("our-contract", "template", "national")
    assert [each.kind for each in found.parties.values()] == ["municipality"]
    assert [(each.year, each.state) for each in found.versions.values()] == [(2027, "draft")]
    assert {each.quality for each in found.wordings.values()} == {"assumption"}
    assert {each.source for each in found.wordings.values()} == {"citypact"}
    assert set(found.sources) == {"citypact", "our-contract"}


def test_its_folder_is_read_again_without_a_problem(tmp_path: Path) -> None:
    found = new_contract(open_book("template"), "our-contract", year=2027, kind="local")
    examined = examine_contract(write_contract(found, tmp_path / "our-contract"))
    assert examined.problems == ()
    assert examined.contract("our-contract") == found


def test_a_name_that_is_no_id_and_a_year_that_is_none_are_told_together() -> None:
    with pytest.raises(ContractError) as caught:
        new_contract(open_book("template"), "Vårt kontrakt", year=27)
    assert {problem.column for problem in caught.value.problems} >= {"id", "year"}
