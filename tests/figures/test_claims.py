"""What the plan says of a measure's tonnes."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st
from tests.figures.cities import context_of

from citypact.figures.claims import claimed_emissions
from citypact.model.city import Claim

MEASURE = next(iter(context_of("template").city.measures.values()))
CLAIM = Claim("a", "emissions", None, 30_000.0, "t", counted=True, note_sv="", note_en="")


def claimed(*claims: Claim) -> float | None:
    """What is claimed for 2030, kt."""
    found = claimed_emissions(replace(MEASURE, claims=claims), 2030)
    return None if found is None else found[1]


def test_tonnes_are_told_in_kt() -> None:
    assert claimed(CLAIM) == 30.0
    assert claimed(replace(CLAIM, value=1.1, unit="Mt")) == 1100.0
    assert claimed(replace(CLAIM, unit="t/year")) == 30.0


def test_a_claim_for_the_year_comes_before_one_without_or_for_another() -> None:
    for_year = replace(CLAIM, id="z", year=2030, value=1000.0)
    for_other = replace(CLAIM, id="b", year=2035, value=2000.0)
    assert claimed(for_other, CLAIM, for_year) == 1.0
    assert claimed(for_other, CLAIM) == 30.0
    assert claimed(for_other) == 2.0


def test_what_is_counted_elsewhere_or_is_no_emission_is_no_claim() -> None:
    assert claimed(replace(CLAIM, counted=False)) is None
    assert claimed(replace(CLAIM, kind="investment", unit="MSEK")) is None
    assert claimed(replace(CLAIM, unit="GWh")) is None
    assert claimed(replace(CLAIM, unit="football fields")) is None
    assert claimed(replace(CLAIM, value=None)) is None
    assert claimed() is None


@given(st.permutations([replace(CLAIM, id=name, value=float(ord(name))) for name in "abc"]))
def test_their_order_in_the_book_does_not_matter(claims: list[Claim]) -> None:
    assert claimed(*claims) == ord("a") / 1000
