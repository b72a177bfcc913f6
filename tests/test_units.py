"""§ 1.3: the list of units is closed, and no unit has a second meaning."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from pint import UnitRegistry

from citypact.errors import InputError
from citypact.units import KINDS, convert, factor_to, is_unit, same_dimension

#: Units of each dimension, with their size in the first of them, written by hand.
SIZES = {
    "mass": {"t": 1.0, "kg": 1e-3, "g": 1e-6, "kt": 1e3, "Mt": 1e6},
    "energy": {"kWh": 1.0, "MWh": 1e3, "GWh": 1e6, "TWh": 1e9, "MJ": 1 / 3.6, "TJ": 1e6 / 3.6},
    "money": {"SEK": 1.0, "kSEK": 1e3, "MSEK": 1e6},
    "euro": {"EUR": 1.0, "MEUR": 1e6},
    "persons": {"person": 1.0, "thousand_persons": 1e3},
    "person transport": {"pkm": 1.0, "Mpkm": 1e6},
    "vehicle traffic": {"vkm": 1.0, "Mvkm": 1e6},
    "goods transport": {"tkm": 1.0, "Mtkm": 1e6},
    "area": {"m2": 1.0, "thousand_m2": 1e3},
    "volume": {"L": 1.0},
    "length": {"km": 1.0, "m": 1e-3},
    "time": {"year": 1.0, "yr": 1.0},
    "share": {"fraction": 1.0, "%": 0.01, "percent": 0.01, "1": 1.0},
    "things": {"vehicle": 1.0},
    "machines": {"machine": 1.0},
    "dwellings": {"dwelling": 1.0},
    "index": {"index": 1.0},
}
EVERY = [(kind, unit) for kind, units in SIZES.items() for unit in units]


@pytest.mark.parametrize(("kind", "unit"), EVERY)
def test_every_unit_has_its_size_and_fits_its_own_kind_only(kind: str, unit: str) -> None:
    assert is_unit(unit)
    for other_kind, other in EVERY:
        assert same_dimension(unit, other) == (kind == other_kind)
        if kind == other_kind:
            size = SIZES[kind][unit] / SIZES[kind][other]
            assert factor_to(unit, other) == pytest.approx(size, rel=1e-14)


@pytest.mark.parametrize(
    "unit",
    ["ton", "tons", "KT", "kWH", "tCO2e", "kr", "", " kt", "kt ", "kt/", "/kt", "2*kt", "kt**2",
     "kt^2", "kt-GWh", "m²", "°C", "kt;rm", "__import__", "kt//GWh", "a" * 5000],
)  # fmt: skip
def test_what_is_not_in_the_list_is_refused(unit: str) -> None:
    assert not is_unit(unit)
    with pytest.raises(InputError, match="it is not in the list of units that a book may use"):
        factor_to(unit, "kt")


@given(st.text(max_size=12))
@example("NAN")
@example("inf")
def test_no_text_is_more_than_a_refusal(text: str) -> None:
    if is_unit(text):
        assert factor_to(text, text) == pytest.approx(1.0)


@pytest.fixture(scope="module")
def registry() -> UnitRegistry[float]:
    """The same units in a general library, as the yardstick of ours."""
    found: UnitRegistry[float] = UnitRegistry(None)
    found.load_definitions(
        [
            "t = [mass]", "kg = t / 1000", "g = kg / 1000", "kt = 1000 * t", "Mt = 1000 * kt",
            "kWh = [energy]", "MWh = 1000 * kWh", "GWh = 1000 * MWh", "TWh = 1000 * GWh",
            "MJ = kWh / 3.6", "GJ = 1000 * MJ", "TJ = 1000 * GJ",
            "km = [length]", "m = km / 1000", "m2 = [area]", "thousand_m2 = 1000 * m2",
            "L = [volume]",
            "person = [person]", "thousand_persons = 1000 * person", "vehicle = [vehicle]",
            "machine = [machine]", "dwelling = [dwelling]", "pkm = person * km",
            "Mpkm = 1e6 * pkm", "vkm = vehicle * km", "Mvkm = 1e6 * vkm", "tkm = t * km",
            "Mtkm = 1e6 * tkm", "SEK = [krona]", "kSEK = 1000 * SEK", "MSEK = 1e6 * SEK",
            "EUR = [euro]", "MEUR = 1e6 * EUR", "year = [time] = yr", "index = [index]",
            "fraction = []", "percent = fraction / 100",
        ]
    )  # fmt: skip
    return found


@given(
    st.lists(st.sampled_from([unit for _, unit in EVERY]), min_size=1, max_size=4),
    st.lists(st.sampled_from("*/"), min_size=3, max_size=3),
    st.sampled_from([unit for _, unit in EVERY]),
)
def test_a_compound_means_what_a_general_library_says(
    registry: UnitRegistry[float], names: list[str], signs: list[str], other: str
) -> None:
    unit = names[0] + "".join(s + name for s, name in zip(signs, names[1:], strict=False))
    theirs = registry.Quantity(1.0, unit.replace("%", "percent"))
    target = registry.Quantity(1.0, other.replace("%", "percent"))
    assert same_dimension(unit, other) == (theirs.dimensionality == target.dimensionality)
    if same_dimension(unit, other):
        assert factor_to(unit, other) == pytest.approx(theirs.m_as(target.units), rel=1e-12)


def test_kt_is_the_kilotonne() -> None:
    assert factor_to("kt", "t") == pytest.approx(1000.0, rel=1e-15)
    assert not same_dimension("kt", "km/year")


@pytest.mark.parametrize(
    ("value", "unit", "target", "expected"),
    [
        (30.0, "g/kWh", "kt/GWh", 0.03),
        (0.8, "SEK/kWh", "MSEK/GWh", 0.8),
        (0.45, "kWh/pkm", "GWh/Mpkm", 0.45),
        (600.0, "SEK/t", "MSEK/kt", 0.6),
        (100.0, "GWh", "TJ", 360.0),
        (3.0, "MSEK/year", "SEK/yr", 3e6),
        (1.0, "t/t", "kt/t", 0.001),
        (1.0, "t/person", "kg/thousand_persons", 1e6),
        (5.0, "vehicle*km", "vkm", 5.0),
    ],
)
def test_values_are_converted(value: float, unit: str, target: str, expected: float) -> None:
    assert convert(value, unit, target) == pytest.approx(expected, rel=1e-12)


@pytest.mark.parametrize(
    ("unit", "target"),
    [("pkm", "vkm"), ("tkm", "pkm"), ("MSEK", "MEUR"), ("MSEK", "MSEK/year"), ("GWh", "kt")],
)
def test_different_things_are_never_converted(unit: str, target: str) -> None:
    with pytest.raises(InputError, match="they measure different things"):
        factor_to(unit, target)


@given(
    st.floats(1e-6, 1e6),
    st.sampled_from([(one, other) for units in SIZES.values() for one in units for other in units]),
)
def test_there_and_back_again(value: float, units: tuple[str, str]) -> None:
    unit, other = units
    assert convert(convert(value, unit, other), other, unit) == pytest.approx(value, rel=1e-12)


def test_every_kind_has_a_canonical_unit_of_the_list() -> None:
    assert all(is_unit(unit) for unit in KINDS.values())
