"""A contract of any size to measure on: valid, whole, and the same every time."""

from pathlib import Path

import pytest
from tests.benchmarks.peers import script

from citypact.book import open_book
from citypact.contract.checker.report import check_version
from citypact.contract.difference import difference
from citypact.contract.folder import examine_contract, open_contract
from citypact.contract.link import link_problems
from citypact.contract.writing import write_contract

benchmark = script("large_contract", "")


@pytest.mark.parametrize(("clauses", "commitments"), [(1, 1), (10, 7), (120, 300)])
def test_it_is_a_valid_contract_of_the_size_asked_for(
    tmp_path: Path, clauses: int, commitments: int
) -> None:
    made = benchmark.large_contract(clauses, commitments)
    folder = write_contract(made, tmp_path / "large")
    found = examine_contract(folder)
    assert (found.problems, found.warnings) == ((), ())
    contract = open_contract(folder)
    assert contract == made
    for version in contract.versions.values():
        assert len(version.clauses) == clauses
        assert [*link_problems(contract, version, open_book("template"))] == []
    assert len(contract.versions["2026"].commitments) == commitments


def test_the_usual_size_has_every_kind_of_change_and_nothing_contradicts_itself() -> None:
    made = benchmark.large_contract()
    before, after = made.versions.values()
    assert (len(after.clauses), len(after.commitments)) == (400, 2000)
    assert difference(before, after).counts().keys() >= {
        "new", "dropped", "strengthened", "reworded", "other date", "carries more",
    }  # fmt: skip
    assert check_version(made, "2026").findings == ()


def test_the_same_numbers_give_the_same_contract() -> None:
    assert benchmark.large_contract(40, 50) == benchmark.large_contract(40, 50)
    assert benchmark.large_contract(40, 50, seed=2) != benchmark.large_contract(40, 50)
