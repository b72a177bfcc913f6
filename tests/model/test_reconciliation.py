import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.model.cities import activity, carrier, city, emission_row, inventory, means

from citypact.errors import InputError
from citypact.model import (
    City,
    Inventory,
    InventoryRow,
    Reconciliation,
    ReconciliationRow,
    base_year_distance,
    reconcile,
)

SECTORS = ("buildings", "industry", "transport")
A, B = ("a", 2020), ("b", 2022)


def row(  # noqa: PLR0913  what a test may state of a row
    name: str,
    kt: float | None,
    sector: str = "transport",
    *,
    scope: str = "",
    origin: str = "",
    activity: float | None = None,
    unit: str = "GWh",
    notation: str = "",
) -> InventoryRow:
    return emission_row(
        2020 if name == "a" else 2022,
        kt,
        sector,
        scope=scope,
        origin=origin,
        notation=notation,
        activity=activity,
        activity_unit=unit if activity is not None else "",
        inventory=name,
    )


def two(
    a: list[InventoryRow],
    b: list[InventoryRow],
    *,
    scopes: tuple[str, ...] = ("1", "2"),
    origins: tuple[str, ...] = ("fossil", "process"),
    boundary: str = "territorial",
) -> City:
    """A city with the inventories a and b; the options are those of b."""
    other = inventory("b", b, scopes=scopes, origins=origins, boundary=boundary)
    return city(inventories=[inventory("a", a), other])


def one(found: Reconciliation, sector: str = "transport") -> ReconciliationRow:
    return {item.sector: item for item in found.rows}[sector]


def parts(item: ReconciliationRow) -> tuple[float, float, float, float]:
    return (item.activity, item.factor, item.boundary, item.unexplained)


def test_activity_and_factor_split_the_difference_exactly() -> None:
    found = one(
        reconcile(two([row("a", 120.0, activity=400.0)], [row("b", 75.0, activity=300.0)]), A, B)
    )
    assert found.difference == 45.0
    assert found.activity == pytest.approx(100.0 * (0.3 + 0.25) / 2)
    assert found.factor == pytest.approx((0.3 - 0.25) * 350.0)
    assert found.boundary == 0.0
    assert found.unexplained == pytest.approx(0.0, abs=1e-12)
    assert found.reasons == ()


def test_activities_may_be_told_in_different_units_of_one_kind() -> None:
    made = two([row("a", 10.0, activity=1.0, unit="TWh")], [row("b", 8.0, activity=1000.0)])
    found = one(reconcile(made, A, B))
    assert found.activity == 0.0
    assert found.factor == pytest.approx(2.0)


def test_without_activity_on_both_sides_the_difference_is_unexplained() -> None:
    found = one(reconcile(two([row("a", 10.0, activity=1.0)], [row("b", 8.0)]), A, B))
    assert parts(found) == (0.0, 0.0, 0.0, 2.0)
    assert found.reasons == ("no-activity",)
    kind = two([row("a", 10.0, activity=1.0)], [row("b", 8.0, activity=1.0, unit="Mvkm")])
    assert one(reconcile(kind, A, B)).reasons == ("activity-differs-in-kind",)


def test_what_only_one_side_counts_is_boundary() -> None:
    made = two(
        [row("a", 10.0, scope="1"), row("a", 4.0, scope="2")], [row("b", 9.0)], scopes=("1",)
    )
    found = one(reconcile(made, A, B))
    assert parts(found) == (0.0, 0.0, 4.0, 1.0)
    assert found.reasons == ("scope-of-one-side", "no-activity")
    made = two(
        [row("a", 10.0, origin="fossil"), row("a", 4.0, origin="process")],
        [row("b", 9.0)],
        origins=("fossil",),
    )
    assert one(reconcile(made, A, B)).boundary == 4.0
    assert one(reconcile(made, A, B)).reasons[0] == "origin-of-one-side"


def test_the_activity_behind_what_both_count_is_compared() -> None:
    made = two(
        [row("a", 10.0, scope="1", activity=50.0), row("a", 4.0, scope="2", activity=90.0)],
        [row("b", 9.0, scope="1", activity=45.0)],
        scopes=("1",),
    )
    assert parts(one(reconcile(made, A, B))) == pytest.approx((1.0, 0.0, 4.0, 0.0))


def test_a_sector_that_only_one_side_has_is_boundary() -> None:
    made = two(
        [row("a", 10.0), row("a", 3.0, "industry")],
        [row("b", 10.0), row("b", None, "industry", notation="IE")],
    )
    found = one(reconcile(made, A, B), "industry")
    assert (found.a, found.b) == (3.0, None)
    assert parts(found) == (0.0, 0.0, 3.0, 0.0)
    assert found.reasons == ("sector-absent", "notation-IE")


def test_inventories_that_count_different_things_differ_by_boundary() -> None:
    made = two([row("a", 10.0)], [row("b", 30.0)], boundary="consumption")
    found = one(reconcile(made, A, B))
    assert parts(found) == (0.0, 0.0, -20.0, 0.0)
    assert found.reasons == ("boundary-differs",)


def test_what_a_total_holds_beyond_its_sectors_is_told() -> None:
    made = two([row("a", 10.0), row("a", 12.5, "")], [row("b", 10.0)])
    found = reconcile(made, A, B)
    rest = one(found, "")
    assert (rest.a, rest.b, rest.unexplained) == (2.5, None, 2.5)
    assert rest.reasons == ("total-is-not-the-sum",)
    assert found.total.a == 12.5


def test_a_side_that_gives_its_total_only_is_compared_by_total() -> None:
    made = two([row("a", 1668.0, "")], [row("b", 900.0), row("b", 963.0, "")])
    (found,) = reconcile(made, A, B).rows
    assert (found.a, found.b, found.unexplained) == (1668.0, 963.0, 705.0)
    assert found.reasons == ("no-sectors",)


AMOUNTS = st.floats(0.0, 1000.0)


@st.composite
def sides(draw: st.DrawFn, name: str) -> Inventory:
    rows = []
    for sector in draw(st.lists(st.sampled_from(SECTORS), unique=True)):
        for scope in draw(st.lists(st.sampled_from(["", "1", "2", "3"]), unique=True, min_size=1)):
            activity_told = draw(st.none() | st.just(0.0) | st.floats(0.001, 1e4))
            unit = draw(st.sampled_from(["GWh", "TWh", "Mvkm"]))
            kt = draw(st.none() | AMOUNTS)
            notation = "NE" if kt is None else ""
            rows.append(
                row(
                    name,
                    kt,
                    sector,
                    scope=scope,
                    activity=activity_told,
                    unit=unit,
                    notation=notation,
                )
            )
    if draw(st.booleans()) or not rows:
        rows.append(row(name, draw(AMOUNTS), ""))
    scopes = draw(st.sampled_from([("1",), ("1", "2"), ("1", "2", "3")]))
    return inventory(name, rows, scopes=scopes)


@given(sides("a"), sides("b"))
def test_parts_sum_to_the_difference_and_rows_to_the_total(a: Inventory, b: Inventory) -> None:
    found = reconcile(city(inventories=[a, b]), A, B)
    for item in (*found.rows, found.total):
        assert sum(parts(item)) == pytest.approx(item.difference, abs=1e-9)
    for side in ("a", "b"):
        told = [getattr(item, side) for item in found.rows if getattr(item, side) is not None]
        assert sum(told) == pytest.approx(getattr(found.total, side) or 0.0)


@given(sides("a"), sides("b"))
def test_turned_round_every_part_changes_its_sign(a: Inventory, b: Inventory) -> None:
    made = city(inventories=[a, b])
    there, back = reconcile(made, A, B), reconcile(made, B, A)
    for first, second in zip(there.rows, back.rows, strict=True):
        assert parts(first) == pytest.approx([-part for part in parts(second)], abs=1e-9)


def test_the_model_is_held_against_an_inventory_by_what_it_burns(smallville: City) -> None:
    found = one(reconcile(smallville, None, ("main", 2020)))
    petrol, power = 1000.0 * 0.9 * 0.6, 1000.0 * 0.1 * 0.2
    model = petrol * 0.25 + power * 0.05
    assert found.a == pytest.approx(model)
    assert found.b == 160.0
    mean_factor = (model / (petrol + power) + 160.0 / 560.0) / 2
    assert found.activity == pytest.approx((petrol + power - 560.0) * mean_factor)
    assert sum(parts(found)) == pytest.approx(found.difference, abs=1e-9)


def test_heat_is_no_activity_of_its_users(smallville: City) -> None:
    """The gas of boilers is behind the emissions of buildings, district heat is not."""
    found = one(reconcile(smallville, None, ("main", 2020)), "buildings")
    assert found.a == pytest.approx(800 * 0.3 * 1.1 * 0.21)
    assert found.reasons == ("no-activity",)


def test_the_model_takes_the_boundary_of_the_other_side() -> None:
    way = means("car", 1.0, {"petrol": 1.0, "power": 1.0})
    carriers = [
        carrier("petrol", {("CO2", "fossil", "1"): 0.5}),
        carrier("power", {("CO2", "fossil", "2"): 0.1}),
    ]
    made = city(
        [activity("cars", [way])],
        carriers,
        inventories=[
            inventory("a", [row("a", 55.0)], scopes=("1",)),
            inventory("b", [row("b", 58.0)]),
        ],
    )
    assert one(reconcile(made, None, A)).a == pytest.approx(50.0)
    assert one(reconcile(made, B, None)).b == pytest.approx(60.0)


def test_the_distance_of_the_base_year_is_told_by_sector(smallville: City) -> None:
    found = {item.sector: item for item in base_year_distance(smallville)}
    assert list(found) == ["buildings", "supply", "transport", ""]
    supply = 560.0 * (1.2 * 0.15 + 0.05 * 0.05)
    assert found["supply"].distance == pytest.approx(supply - 240.0)
    assert found["supply"].relative == pytest.approx((supply - 240.0) / 240.0)
    assert found[""].inventory == 470.0


def test_a_distance_to_nothing_is_none() -> None:
    made = city([activity("cars", [means("car")])], inventories=[inventory("a", [row("a", 1.0)])])
    found = {item.sector: item for item in base_year_distance(made)}
    assert found["transport"].inventory == 1.0
    assert found["transport"].model is None
    assert found["transport"].distance is None
    assert found["transport"].relative is None
    (total,) = base_year_distance(city([activity("cars", [means("car")])]))
    assert (total.sector, total.model, total.inventory) == ("", 0.0, None)


@pytest.mark.parametrize(
    ("name", "year", "message"),
    [
        ("gone", 2020, "has no inventory 'gone'; it has main, eaten"),
        ("main", 2005, "the inventory main has nothing for 2005; it has 1990, 2020"),
    ],
)
def test_an_unknown_side_is_refused(smallville: City, name: str, year: int, message: str) -> None:
    with pytest.raises(InputError, match=message):
        reconcile(smallville, (name, year), ("main", 2020))
