import csv
import io

import pytest

from citypact.book import open_book
from citypact.cli.tidy import COLUMNS, tidy, write_tidy
from citypact.model.result import Result
from citypact.model.scenario import run_scenario


@pytest.fixture(scope="module")
def result() -> Result:
    return run_scenario(open_book("template").city(), "contract", draws=64)


def test_every_figure_is_there_once(result: Result) -> None:
    rows = list(tidy(result))
    keys = [row[:3] for row in rows]
    assert len(set(keys)) == len(keys)
    found = {row[1] for row in rows}
    assert found >= {"total", "sector", "authority", "emissions", "energy", "activity", "share"}
    assert found >= {"money", "money-by-kind", "measure-share", "target-probability", "captured"}


def test_sums_are_kept(result: Result) -> None:
    rows = [row for row in tidy(result) if row[0] == 2040]
    values = {row[1:3]: row[4] or 0.0 for row in rows}
    sectors = sum(value for (quantity, _), value in values.items() if quantity == "sector")
    assert sectors == pytest.approx(values["total", ""], rel=1e-12)
    parts = {
        quantity: sum(value for (name, _), value in values.items() if name == quantity)
        for quantity in ("money", "money-by-kind", "money-by-payer")
    }
    assert parts["money-by-kind"] == pytest.approx(parts["money"], rel=1e-12)
    assert parts["money-by-payer"] == pytest.approx(parts["money"], rel=1e-12)


def test_numbers_read_back_to_the_same_bits_and_missing_is_empty(result: Result) -> None:
    read = list(csv.reader(io.StringIO(write_tidy(result))))
    assert tuple(read[0]) == COLUMNS
    for cells, row in zip(read[1:], tidy(result), strict=True):
        assert [float(cell) if cell else None for cell in cells[4:]] == list(row[4:])


def test_target_stands_in_its_year_alone(result: Result) -> None:
    rows = [row for row in tidy(result) if row[1] == "target-result"]
    assert {(row[2], row[0]) for row in rows} == {
        (target.id, target.year) for target in result.targets if target.computable
    }
    for row in rows:
        assert row[5] is not None
        assert row[7] is not None
        assert row[5] <= row[7]
