from pathlib import Path

import pytest
from tests.contract.editing import Edited

from citypact.contract.contract import Contract
from citypact.contract.folder import (
    PACKAGED,
    contracts_of,
    examine_contract,
    hash_contract,
    kinds_of,
    main_contract,
    open_contract,
    packaged_contracts,
)
from citypact.contract.writing import render_contract, write_contract
from citypact.errors import ContractError, InputError


@pytest.mark.parametrize("name", packaged_contracts())
def test_a_packaged_contract_is_in_its_canonical_form_and_without_problems(name: str) -> None:
    assert examine_contract(name).problems == ()
    for file, text in render_contract(open_contract(name)).items():
        assert (PACKAGED / name / file).read_text(encoding="utf-8") == text


def test_writing_and_reading_gives_the_same_contract(tmp_path: Path, contract: Contract) -> None:
    folder = write_contract(contract, tmp_path / "mine")
    assert open_contract(folder) == contract
    assert hash_contract(folder) == hash_contract("template")


def test_a_folder_that_holds_something_is_not_written_over(
    tmp_path: Path, contract: Contract
) -> None:
    folder = write_contract(contract, tmp_path / "mine")
    with pytest.raises(InputError, match="holds something already"):
        write_contract(contract, folder)
    assert write_contract(contract, folder, replace=True) == folder


def test_the_hash_is_of_what_the_cells_say(tmp_path: Path) -> None:
    edited = Edited(tmp_path)
    before = hash_contract(edited.folder)
    edited.write("clauses", edited.rows("clauses")[::-1])
    assert hash_contract(edited.folder) == before
    edited.set("clauses", "title_en", "Transport", version="2025", id="mobility")
    assert hash_contract(edited.folder) != before


def test_a_hash_of_another_kind_of_folder_is_another(tmp_path: Path) -> None:
    edited = Edited(tmp_path)
    (edited.folder / "contract.toml").unlink()
    with pytest.raises(ContractError, match=r"holds no contract\.toml"):
        hash_contract(edited.folder)


def test_the_contract_of_a_city_is_the_national_one_where_there_are_several() -> None:
    assert main_contract("malmo").kind == "national"
    with pytest.raises(InputError, match="no contract of 'lund' comes with Citypact"):
        main_contract("lund")


@pytest.mark.parametrize("city", ["malmo", "template", "lund"])
def test_the_kinds_of_a_citys_contracts_are_known_without_opening_them(city: str) -> None:
    assert kinds_of(city) == tuple(each.kind for each in contracts_of(city))


def test_what_is_no_contract_is_told_so(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x", encoding="utf-8")
    for path, message in (
        (tmp_path / "nowhere", "there is no such folder"),
        (tmp_path, "holds no contract"),
        (tmp_path / "file", "this is no folder"),
    ):
        (problem,) = examine_contract(path).problems
        assert message in problem.message


def test_the_version_in_force_is_the_one_meant_where_none_is_named(contract: Contract) -> None:
    assert contract.version().id == "2025"
    assert contract.version("2026").state == "draft"
    with pytest.raises(InputError, match="has no version '2027'; it has: 2025, 2026"):
        contract.version("2027")


def test_clauses_stand_in_the_order_of_reading(contract: Contract) -> None:
    order = [clause.id for clause in contract.version("2026").clauses]
    assert order == ["purpose", "city", "heat", "mobility", "state", "follow-up"]
    version = contract.version()
    assert [each.id for each in version.above(version.clause["heat"])] == ["city"]
