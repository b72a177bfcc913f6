"""Inventories: totals as published and figures by sector (convention § 5.3)."""

import re

import pytest
from tests.model.cities import emission_row, inventory

from citypact.model import InventoryRow
from citypact.model.inventory import amount, counted_rows, published_total, sector_rows, years


def test_the_published_total_is_the_row_without_sector() -> None:
    rows = [emission_row(2020, 963.0), emission_row(2020, 500.0, "transport")]
    total = published_total(inventory("main", rows), 2020)
    assert total.value == 963.0
    assert total.keys == (rows[0].key,)


def test_a_total_may_be_published_by_scope() -> None:
    rows = [emission_row(2022, 1293.8, scope="1"), emission_row(2022, 121.0, scope="2")]
    assert published_total(inventory("main", rows), 2022).value == pytest.approx(1414.8)
    assert published_total(inventory("main", rows[:1]), 2022).value is None


def test_a_row_for_the_whole_goes_before_rows_by_scope() -> None:
    rows = [emission_row(2022, 10.0), *(emission_row(2022, 4.0, scope=s) for s in ("1", "2"))]
    assert published_total(inventory("main", rows), 2022).value == 10.0


@pytest.mark.parametrize(
    ("rows", "reason"),
    [
        ([emission_row(2020, 5.0, "transport")], "main has no published total for 2020"),
        ([emission_row(2020, None, notation="NE")], "main has no published total for 2020"),
        (
            [emission_row(2020, 5.0, label="old"), emission_row(2020, 6.0, label="new")],
            "more than one total for 2020: emissions/main:2020::old:.*, emissions/main:2020::new",
        ),
    ],
)
def test_what_is_not_published_is_not_summed_up(rows: list[InventoryRow], reason: str) -> None:
    total = published_total(inventory("main", rows), 2020)
    assert total.value is None
    assert re.search(reason, total.reason)


def test_a_notation_key_is_no_figure_unless_it_does_not_occur() -> None:
    assert amount(emission_row(2020, None, notation="NO")) == 0.0
    assert amount(emission_row(2020, None, notation="NE")) is None
    assert amount(emission_row(2020, 3.0)) == 3.0


def test_single_gases_beside_co2e_are_details_of_it() -> None:
    rows = [
        emission_row(2020, 10.0, "transport"),
        emission_row(2020, 9.0, "transport", gas="CO2"),
        emission_row(2020, 1.0, "transport", gas="CH4"),
        emission_row(2020, 2.0, "transport", gas="CH4", label="ships"),
        emission_row(2019, 5.0, "transport"),
        emission_row(2020, 7.0, "buildings"),
    ]
    found = sector_rows(inventory("main", rows), 2020, "transport")
    assert [row.value for row in found] == [10.0, 2.0]


def test_only_what_the_total_counts_is_counted() -> None:
    rows = [
        emission_row(2020, 1.0, "a"),
        emission_row(2020, 2.0, "a", scope="3"),
        emission_row(2020, 4.0, "a", origin="biogenic"),
        emission_row(2020, 8.0, "a", origin="biogenic", gas="CH4"),
        emission_row(2020, 16.0, "a", scope="2", origin="fossil"),
    ]
    found = counted_rows(inventory("main", rows), rows)
    assert [row.value for row in found] == [1.0, 8.0, 16.0]


def test_years_are_those_with_a_row() -> None:
    rows = [emission_row(2022, 1.0), emission_row(1990, 2.0), emission_row(2022, None)]
    assert years(inventory("main", rows)) == (1990, 2022)
