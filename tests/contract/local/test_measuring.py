from dataclasses import replace

import pytest

from citypact.book import Book, open_book
from citypact.contract.contract import Contract
from citypact.contract.folder import open_contract
from citypact.contract.local.carrying import yardsticks_of
from citypact.contract.local.kind import Kind
from citypact.contract.local.measuring import yardsticks
from citypact.contract.local.yardstick import Yardstick
from citypact.contract.outlook import ContractOutlook, contract_outlook
from citypact.errors import InputError
from citypact.model import run_scenario


def test_a_shift_in_full_is_its_fraction_of_what_the_means_has(
    book: Book, known: dict[str, Yardstick]
) -> None:
    """A fifth of the short trips by car: 0.2 · share · activity, in the target's year."""
    result = run_scenario(book.city(), "reference", measures=False)
    there = result.activity["local-travel"] * result.share["short-car"] * 1e6
    place = {year: place for place, year in enumerate(result.years.tolist())}
    assert known["cycling"].full == pytest.approx(0.2 * there[place[2030]])
    assert known["cycling"].city == pytest.approx(there[place[2025]])
    assert known["cycling"].city_year == 2025


def test_the_effects_of_a_measure_share_it(known: dict[str, Yardstick]) -> None:
    assert known["cycling"].weight == 1.0
    petrol, diesel = known["petrol-cars"], known["diesel-cars"]
    assert petrol.measure == diesel.measure == "electric-cars"
    assert petrol.weight + diesel.weight == pytest.approx(1.0)
    assert petrol.weight / diesel.weight == pytest.approx(petrol.cut / diesel.cut)


def test_two_units_of_one_effect_are_the_same_promise(known: dict[str, Yardstick]) -> None:
    """What is driven on petrol and the litres that it takes reach the measure alike."""
    driven, litres = known["petrol-cars"], known["litres"]
    assert driven.cut == litres.cut
    assert driven.level(driven.full / 3.0) == pytest.approx(litres.level(litres.full / 3.0))
    assert litres.city / litres.full == pytest.approx(driven.city / driven.full, rel=0.05)


def test_half_the_quantity_is_half_the_level_and_more_than_all_is_all(
    known: dict[str, Yardstick],
) -> None:
    for yardstick in known.values():
        assert yardstick.level(yardstick.full / 2.0) == pytest.approx(yardstick.weight / 2.0)
        assert yardstick.level(yardstick.full * 2.0) == yardstick.weight
        assert yardstick.factor == pytest.approx(yardstick.cut / yardstick.full)


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"unit": "MWh"}, "asked for in MWh and the model counts it in Mpkm"),
        ({"carrier": "wood"}, "which the effect cycling-shift does not change"),
        ({"effect": "plastic-factor"}, "which is of the kind factor"),
        ({"effect": "heat-pump-improve"}, "which is of the kind improve"),
    ],
)
def test_what_cannot_be_counted_is_refused(
    local: Contract, seen: ContractOutlook, change: dict[str, str], message: str
) -> None:
    kind: Kind = replace(local.kinds["cycling"], **change)  # type: ignore[arg-type]  # texts by name
    with pytest.raises(InputError, match=message):
        yardsticks({kind.id: kind}, seen, 2025)


def test_a_version_of_a_year_before_the_book_is_refused(
    local: Contract, seen: ContractOutlook
) -> None:
    with pytest.raises(InputError, match="holds for 2010, and the city book template is computed"):
        yardsticks_of(local, replace(local.version(), year=2010), seen)


def test_every_kind_of_malmo_can_be_counted() -> None:
    contract, book = open_contract("malmo-local"), open_book("malmo")
    seen = contract_outlook(book, contract.version(), 1)
    found = yardsticks_of(contract, contract.version(), seen)
    assert found.keys() == contract.kinds.keys()
    for yardstick in found.values():
        assert 0.0 < yardstick.full < yardstick.city, yardstick
        assert 0.0 < yardstick.weight <= 1.0
