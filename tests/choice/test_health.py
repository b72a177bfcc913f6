"""The attributable fraction is (RR - 1) / RR."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from citypact.book import open_book
from citypact.choice.health import attributable_fraction, deaths_prevented
from citypact.errors import InputError

risks = st.floats(0.05, 20.0)


@given(risks, st.floats(1.0, 1e6))
def test_without_the_exposure_its_part_of_the_cases_is_gone(risk: float, cases: float) -> None:
    """Of the cases among the exposed, those that would have come anyway are cases / RR."""
    left = cases * (1.0 - attributable_fraction(risk))
    assert left == pytest.approx(cases / risk)


def test_an_exposure_that_changes_nothing_causes_nothing() -> None:
    assert attributable_fraction(1.0) == 0.0
    assert attributable_fraction(1.0) != 1.0 / (1.0 + 1.0)


@given(st.floats(0.1, 1.0), st.floats(0.0, 0.02), st.floats(0.0, 1e6))
def test_deaths_prevented_are_those_that_activity_spares(
    risk: float, mortality: float, amount: float
) -> None:
    """Whoever has the dose dies at RR times the mortality of whoever has none."""
    found = deaths_prevented(risk, dose=1000.0, mortality=mortality, amount=amount)
    spared = amount / 1000.0 * mortality * (1.0 - risk)
    assert found == pytest.approx(spared, rel=1e-9, abs=1e-12)


@pytest.mark.parametrize(
    ("risk", "dose", "mortality", "words"),
    [
        (0.0, 100.0, 0.001, "the relative risk of the active is 0.0"),
        (1.2, 100.0, 0.001, "Activity that raises the risk is no such gain"),
        (0.9, 0.0, 0.001, "the dose is 0.0"),
        (0.9, 100.0, 153.0, "Per 100,000 persons write 0.00153"),
    ],
)
def test_what_cannot_be_meant_is_refused(
    risk: float, dose: float, mortality: float, words: str
) -> None:
    with pytest.raises(InputError, match=words):
        deaths_prevented(risk, dose=dose, mortality=mortality)


@pytest.mark.parametrize("risk", [0.0, -1.0, float("nan")])
def test_a_relative_risk_is_above_zero(risk: float) -> None:
    with pytest.raises(InputError, match="the relative risk"):
        attributable_fraction(risk)


@pytest.mark.parametrize(
    ("means", "risk", "metabolic", "speed", "interval"),
    [
        ("travel-cycle", 0.90, 6.8, 14.0, (0.87, 0.94)),
        ("travel-walk", 0.89, 4.0, 4.8, (0.83, 0.96)),
    ],
)
def test_malmos_rates_follow_from_the_formula(
    means: str, risk: float, metabolic: float, speed: float, interval: tuple[float, float]
) -> None:
    """11.25 MET-hours a week at the intensity and speed that HEAT takes."""
    row = open_book("malmo").row(f"impact_rates/health-active-travel::{means}::::2020")
    dose = 11.25 / metabolic * 365.25 / 7 * speed
    for column, of in (("value", risk), ("high", interval[0]), ("low", interval[1])):
        expected = deaths_prevented(of, dose=dose, mortality=0.00153, amount=1e6)
        assert row.number(column) == pytest.approx(expected, rel=2e-3)
