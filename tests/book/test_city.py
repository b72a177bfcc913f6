"""§ 1.5, § 3.3, § 7.8: from rows to a city in canonical units, on one background."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.book.editing import Draft

from citypact.book import open_book
from citypact.errors import InputError
from citypact.units import convert

TEMPLATE = open_book("template")


def test_values_are_in_canonical_units() -> None:
    city = TEMPLATE.city()
    petrol = next(factor for factor in city.carriers["petrol"].factors if factor.origin == "fossil")
    assert petrol.path.points[0].value == pytest.approx(0.25, rel=1e-15)
    assert petrol.path.points[0].low == pytest.approx(0.245, rel=1e-15)
    assert petrol.path.points[0].key == "factors/petrol:CO2:fossil:1::2020"
    car = {means.id: means for means in city.activities["car-travel"].means}["petrol-car"]
    assert car.uses[0].path.points[0].value == pytest.approx(0.45, rel=1e-15)
    assert (car.uses[0].path.years, car.share.years) == ((2020, 2040), (2020,))
    assert car.share.points[0].value == pytest.approx(0.65, rel=1e-15)
    assert car.purchase is not None
    assert car.purchase.years == (2020, 2030)
    (price,) = [one for one in city.carriers["petrol"].prices if one.kind == "tax"]
    assert price.path.points[0].value == pytest.approx(0.7, rel=1e-15)
    assert city.targets["minus-70"].value.value == pytest.approx(-0.7, rel=1e-15)
    assert city.targets["one-tonne"].value.value == 1.0


def test_groups_and_their_correlation_are_carried() -> None:
    cars = {means.id: means for means in TEMPLATE.city().activities["car-travel"].means}
    point = cars["petrol-car"].uses[0].path.points[0]
    assert (point.group, point.correlation, point.distribution) == ("car-use", 0.8, "normal")


def test_money_of_another_year_is_turned_by_the_price_index() -> None:
    flow = {one.id: one for one in TEMPLATE.city().measures["cycling"].flows}["cycling-build"]
    # The index is 95 in 2018 and 115 in 2023, so 103 in 2020.
    assert flow.amount.value == pytest.approx(120 * 103 / 115, rel=1e-14)
    assert flow.amount.low == pytest.approx(90 * 103 / 115, rel=1e-14)
    assert not flow.yearly
    keep = {one.id: one for one in TEMPLATE.city().measures["cycling"].flows}["cycling-keep"]
    assert keep.yearly
    (wood,) = TEMPLATE.city().carriers["wood"].prices
    assert wood.path.points[0].value == pytest.approx(0.22 * 103 / 99, rel=1e-14)


def test_a_background_replaces_a_whole_path() -> None:
    (common,) = TEMPLATE.city().carriers["electricity"].factors
    (slow,) = TEMPLATE.city("slow-grid").carriers["electricity"].factors
    assert common.path.years == (2020, 2030, 2045)
    assert slow.path.years == (2020, 2050)
    (same,) = TEMPLATE.city("slow-grid").carriers["lime-process"].factors
    assert same.path.points[0].key == "factors/lime-process:CO2:process:1::2020"
    assert TEMPLATE.city("slow-grid").background == "slow-grid"


def test_an_unknown_background_is_told() -> None:
    with pytest.raises(
        InputError, match=r"has no background 'slowgrid'\. Did you mean 'slow-grid'\?"
    ):
        TEMPLATE.city("slowgrid")


def test_a_city_is_made_once() -> None:
    assert TEMPLATE.city() is TEMPLATE.city()


def test_supply_and_single_means() -> None:
    city = TEMPLATE.city()
    supply = city.activities["heat-supply"]
    assert (supply.amount, supply.unit) == (None, "GWh")
    assert city.carriers["district-heat"].supplied_by == "heat-supply"
    (kiln,) = city.activities["lime"].means
    assert kiln.share.points[0].value == 1.0
    assert kiln.share.points[0].key == "means/kiln"
    assert kiln.purchase is None
    bicycle = {one.id: one for one in city.activities["local-travel"].means}["bicycle"]
    assert bicycle.uses == ()


def test_stocks_have_a_lifetime() -> None:
    city = TEMPLATE.city()
    lifetime = city.activities["car-travel"].lifetime
    assert lifetime is not None
    assert (lifetime.value, lifetime.low, lifetime.high) == (17.0, 15.0, 19.0)
    assert city.activities["local-travel"].lifetime is None


def test_a_stock_of_a_single_means_needs_no_mix(draft: Draft) -> None:
    draft.add(
        "stocks",
        activity="lime",
        value="30",
        unit="year",
        source="exempel",
        quality="observed",
    )
    (kiln,) = open_book(draft.folder).city().activities["lime"].means
    assert kiln.purchase == kiln.share


def test_measures_carry_growth_effects_and_claims() -> None:
    measures = TEMPLATE.city().measures
    assert measures["carbon-capture"].delay == (0.0, 5.0)
    assert measures["cycling"].delay is None
    stones = measures["electric-cars"].milestones
    assert stones is not None
    assert [point.value for point in stones.points] == pytest.approx([0.0, 0.3, 1.0])
    assert measures["cycling-region"].same_as == "cycling"
    assert not measures["food"].computable
    (claim,) = measures["carbon-capture"].claims
    assert (claim.value, claim.year, claim.note_en) == (None, None, 'The plan says "large".')
    assert claim.note_sv == "Planen säger ”stort”."
    kinds = {effect.kind for measure in measures.values() for effect in measure.effects}
    assert kinds == {"avoid", "shift", "purchase", "improve", "factor", "capture"}


def test_inventories_keep_missing_values_missing() -> None:
    (row,) = TEMPLATE.city().inventories["consumption"].rows
    assert (row.value, row.notation) == (None, "NE")
    total = {one.key: one for one in TEMPLATE.city().inventories["territorial"].rows}
    assert total["emissions/territorial:1990::::CO2e:"].value == 205.0


def test_scenarios_name_their_levels() -> None:
    city = TEMPLATE.city()
    assert dict(city.scenarios["reference"].levels) == {}
    assert set(city.scenarios["half"].levels.values()) == {0.5}
    assert city.scenarios["contract-slow-grid"].background == "slow-grid"


def test_everything_is_in_the_order_of_identifiers() -> None:
    city = TEMPLATE.city()
    for group in (city.activities, city.carriers, city.measures, city.sectors, city.actors):
        assert list(group) == sorted(group)


@settings(max_examples=20)
@given(st.sampled_from(["g", "kg", "t", "kt", "Mt"]), st.sampled_from(["kWh", "MWh", "GWh", "TJ"]))
def test_a_factor_means_the_same_in_any_unit(
    tmp_path_factory: pytest.TempPathFactory, mass: str, energy: str
) -> None:
    draft = Draft(tmp_path_factory.mktemp("book") / "b")
    value = convert(250.0, "g/kWh", f"{mass}/{energy}")
    draft.change(
        "factors",
        "petrol:CO2:fossil:1::2020",
        value=repr(value),
        unit=f"{mass}/{energy}",
        distribution="",
        low="",
        high="",
    )
    factors = open_book(draft.folder).city().carriers["petrol"].factors
    petrol = next(factor for factor in factors if factor.origin == "fossil")
    assert petrol.path.points[0].value == pytest.approx(0.25, rel=1e-12)


def test_residents_are_counted_in_persons(draft: Draft) -> None:
    draft.change("driver_paths", "population::2020", value="52", unit="thousand_persons")
    path = open_book(draft.folder).city().drivers["population"].path
    assert path.points[0].value == pytest.approx(52000.0, rel=1e-15)
