import pytest
from tests.model.cities import inventory

from citypact.model.boundary import counts


@pytest.mark.parametrize(
    ("scope", "origin", "gas", "counted"),
    [
        ("1", "fossil", "CO2", True),
        ("2", "process", "CO2e", True),
        ("3", "fossil", "CO2", False),
        ("1", "biogenic", "CO2", False),
        ("1", "biogenic", "CO2e", False),
        ("1", "biogenic", "CH4", True),
        ("2", "biogenic", "N2O", True),
        ("3", "biogenic", "CH4", False),
    ],
)
def test_biogenic_co2_is_beside_and_other_gases_count_whatever_they_come_from(
    scope: str, origin: str, gas: str, *, counted: bool
) -> None:
    assert counts(inventory(scopes=("1", "2")), scope, origin, gas) is counted


def test_an_inventory_may_say_that_it_counts_biogenic_co2() -> None:
    every = inventory(origins=("fossil", "process", "biogenic"))
    assert counts(every, "1", "biogenic", "CO2")


def test_an_inventory_counts_only_its_origins() -> None:
    assert not counts(inventory(origins=("fossil",)), "1", "process", "CO2")
