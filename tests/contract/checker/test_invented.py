"""On consistent tables nothing is found; each fault that is planted is found, there, and alone."""

from pathlib import Path

import pytest
from tests.contract.checker.faults import FAULTS, Fault
from tests.contract.checker.invented import Invented, chance

from citypact.contract.checker import check_contract

SEEDS = range(12)


@pytest.mark.parametrize("seed", SEEDS)
def test_nothing_is_found_in_consistent_tables(seed: int, tmp_path: Path) -> None:
    folder = Invented(seed).write(tmp_path, chance(seed))
    report = check_contract(folder)
    assert not [(each.check, each.message.en) for each in report.findings]


@pytest.mark.parametrize(
    ("check", "fault"),
    [(check, fault) for check, faults in FAULTS.items() for fault in faults],
    ids=lambda one: one if isinstance(one, str) else one.__name__,
)
def test_a_planted_fault_is_found_where_it_is_and_nowhere_else(
    check: str, fault: Fault, tmp_path: Path
) -> None:
    for seed in range(4):
        city, rng = Invented(seed), chance(f"{check} {seed}")
        table, row, column = fault(city, rng)
        place = city.place(table, row, column)
        findings = check_contract(city.write(tmp_path / str(seed))).findings
        told = [(each.check, each.message.en) for each in findings]
        assert check in {each.check for each in findings}, (seed, place, told)
        for each in findings:
            places = {(one.file, one.row, one.column) for one in each.where}
            assert place in places, (seed, place, each.check, each.message.en)


#: Cells that no check expects, each of which a spreadsheet has held.
ODD = (
    "", "-", "–", "n/a", "TBD", "1 668", "3,1", "1,668.5", "-0", "0", "1e9", "∞", "²", "\uff15",
    "%", "2030-2025", "99999999999999999999", "kt", "#REF!", "x" * 3000, "1/2/3", "(", "[a-z", "\\",
)  # fmt: skip


@pytest.mark.parametrize("seed", range(20))
def test_whatever_stands_in_a_cell_the_checks_come_to_an_end(seed: int, tmp_path: Path) -> None:
    city, rng = Invented(seed % 5), chance(seed)
    for rows in city.tables.values():
        for row in rows:
            for column in row:
                if rng.random() < 0.15:
                    row[column] = rng.choice(ODD)
    report = check_contract(city.write(tmp_path))
    assert all(each.where and each.message.sv for each in report.findings)
