"""Any two of the sides that are offered can be held against each other, and two come first."""

import pytest

from citypact.apps.workspace.pairs import compared, first_pair, offered, side_id, variant_of
from citypact.book import open_book
from citypact.figures import Context
from citypact.model import run_scenario


def context_of(name: str) -> Context:
    """The city of a packaged book, with its reference run."""
    city = open_book(name).city()
    return Context(city, {city.reference: run_scenario(city, city.reference, measures=False)})


@pytest.fixture(scope="module")
def malmo() -> Context:
    """A city with several inventories."""
    return context_of("malmo")


def test_every_pair_is_there_in_both_orders(malmo: Context) -> None:
    sides = [side.id for side in offered(malmo, "sv")]
    pairs = [variant_of(a, b) for a, b, _ in compared(malmo, "sv")]
    assert sorted(pairs) == sorted(f"{a}~{b}" for a in sides for b in sides if a != b)


def test_the_model_and_every_inventory_are_offered_by_name_and_year(malmo: Context) -> None:
    sides = offered(malmo, "sv")
    assert sides[0].id == "model"
    assert {side.id.partition(":")[0] for side in sides[1:]} == set(malmo.city.inventories)
    assert all(side.title for side in sides)
    assert len({side.title for side in sides}) == len(sides)


def test_the_main_inventory_and_its_like_in_the_base_year_come_first(malmo: Context) -> None:
    first, second = first_pair(malmo)
    assert first == (malmo.city.main_inventory, malmo.city.base_year)
    assert second is not None
    assert second[0] != malmo.city.main_inventory
    assert second[1] == malmo.city.base_year


def test_with_one_inventory_of_its_kind_the_model_stands_against_it() -> None:
    template = context_of("template")
    first, second = first_pair(template)
    assert first is not None
    assert first[0] == template.city.main_inventory
    assert second is None


def test_the_two_orders_of_a_pair_say_the_same(malmo: Context) -> None:
    found = {(a, b): figure for a, b, figure in compared(malmo, "en")}
    a, b = first_pair(malmo)
    there = {row[0]: row[3] for row in found[a, b].table.rows}
    back = {row[0]: row[3] for row in found[b, a].table.rows}
    for sector, difference in there.items():
        other = back[sector]
        assert isinstance(difference, float)
        assert isinstance(other, float)
        assert difference == pytest.approx(-other, abs=1e-9)


def test_a_side_has_a_short_name_for_addresses() -> None:
    assert side_id(None) == "model"
    assert side_id(("barometer", 2020)) == "barometer:2020"
