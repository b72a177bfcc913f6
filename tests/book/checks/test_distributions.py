"""§ 6: the range of values, and the shape of their uncertainty."""

from statistics import NormalDist

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.book.editing import Draft, Fault

from citypact.book.checks.distributions import FARTHEST, PERCENTILE_95, Span

WOOD = "wood:N2O:fossil:1::2020"

FAULTS = {
    "a negative stock": Fault(
        lambda draft: draft.change("stocks", "home-heat", value="-20"),
        "value-range",
        "stocks.csv",
        "home-heat",
        "value",
        "-20",
        "check its sign and its unit",
        "value is outside what this quantity can be",
        "at least 1 year",
    ),
    "a negative amount": Fault(
        lambda draft: draft.change("activities", "lime", value="-1"),
        "value-range",
        "activities.csv",
        "lime",
        "value",
        "-1",
        "check its sign",
        allowed="zero or more",
    ),
    "a negative emission that is no sink": Fault(
        lambda draft: draft.change("emissions", "territorial:2020:industry:::CO2e:", value="-3"),
        "value-range",
        "emissions.csv",
        "territorial:2020:industry:::CO2e:",
        "value",
        "-3",
        "uptake by a sink is biogenic CO2",
    ),
    "a share above one": Fault(
        lambda draft: draft.change("milestones", "electric-cars:2030", value="101"),
        "value-range",
        "milestones.csv",
        "electric-cars:2030",
        "value",
        "101",
        "check its sign",
        allowed="0 to 100 %",
    ),
    "a factor that is a sink for some years": Fault(
        lambda draft: draft.add(
            "factors",
            carrier="wood",
            gas="CO2",
            origin="biogenic",
            scope="1",
            year="2030",
            value="-5",
            unit="g/kWh",
            source="exempel",
            quality="observed",
        ),
        "factor-sign",
        "factors.csv",
        "wood:CO2:biogenic:1::2030",
        "value",
        "-5",
        "state emission and uptake as two factors",
    ),
    "a distribution without high": Fault(
        lambda draft: draft.change("factors", WOOD, distribution="range", low="1"),
        "distribution-bounds",
        "factors.csv",
        WOOD,
        "high",
        "",
        "fill in high, or empty the others",
        "high is missing beside distribution and low",
    ),
    "low and high without distribution": Fault(
        lambda draft: draft.change("factors", WOOD, low="1", high="4"),
        "distribution-bounds",
        "factors.csv",
        WOOD,
        "distribution",
        "",
        "fill in distribution",
    ),
    "low above high": Fault(
        lambda draft: draft.change("factors", WOOD, distribution="range", low="4", high="1"),
        "bounds-order",
        "factors.csv",
        WOOD,
        "low",
        "4",
        "exchange them",
        "low is not less than high, 1",
    ),
    "low equal to high": Fault(
        lambda draft: draft.change("factors", WOOD, distribution="range", low="3", high="3"),
        "bounds-order",
        "factors.csv",
        WOOD,
        "low",
        "3",
        "empty distribution, low and high",
    ),
    "a value outside its uncertainty": Fault(
        lambda draft: draft.change("factors", WOOD, distribution="uniform", low="4", high="5"),
        "value-outside",
        "factors.csv",
        WOOD,
        "value",
        "3",
        "check the three figures and their unit",
        allowed="4 to 5",
    ),
    "a normal that leans": Fault(
        lambda draft: draft.change("factors", WOOD, distribution="normal", low="2.8", high="3.1"),
        "normal-symmetry",
        "factors.csv",
        WOOD,
        "value",
        "3",
        "use triangular",
        allowed="about 2.95",
    ),
    "a normal that reaches below zero": Fault(
        lambda draft: draft.change("factors", WOOD, distribution="normal", low="2", high="4"),
        "distribution-reach",
        "factors.csv",
        WOOD,
        "distribution",
        "normal",
        "use triangular, uniform or range",
        "its outermost draws (-2.05 to 8.05) leave what the quantity can be",
        "zero or more",
    ),
    "a normal share that reaches above one": Fault(
        lambda draft: draft.change(
            "effects", "capture-waste", distribution="normal", low="80", high="90"
        ),
        "distribution-reach",
        "effects.csv",
        "capture-waste",
        "distribution",
        "normal",
        "use triangular",
        allowed="0 to 100 %",
    ),
    "a lognormal share that reaches above one": Fault(
        lambda draft: draft.change(
            "effects", "capture-waste", distribution="lognormal", low="80", high="90"
        ),
        "distribution-reach",
        "effects.csv",
        "capture-waste",
        "distribution",
        "lognormal",
        "use triangular",
    ),
    "a lognormal from zero": Fault(
        lambda draft: draft.change("factors", WOOD, distribution="lognormal", low="0", high="4"),
        "lognormal-form",
        "factors.csv",
        WOOD,
        "low",
        "0",
        "use triangular or range where the quantity can be zero",
        allowed="more than 0",
    ),
    "a lognormal beside its median": Fault(
        lambda draft: draft.change("factors", WOOD, distribution="lognormal", low="1", high="4"),
        "lognormal-form",
        "factors.csv",
        WOOD,
        "value",
        "3",
        "use triangular",
        allowed="about 2, which is sqrt(low * high)",
    ),
    "an uncertainty of nothing": Fault(
        lambda draft: draft.change(
            "claims", "capture-tonnes", distribution="range", low="1", high="2", unit="kt"
        ),
        "distribution-bounds",
        "claims.csv",
        "capture-tonnes",
        "distribution",
        "range",
        "fill in the value",
    ),
    "an activity behind an inventory below zero": Fault(
        lambda draft: draft.change(
            "emissions", "territorial:2020:buildings:::CO2e:", activity_value="-9"
        ),
        "value-range",
        "emissions.csv",
        "territorial:2020:buildings:::CO2e:",
        "activity_value",
        "-9",
        "check its sign",
    ),
    "a negative flow of money": Fault(
        lambda draft: draft.change("flows", "cycling-keep", value="-3"),
        "value-range",
        "flows.csv",
        "cycling-keep",
        "value",
        "-3",
        "let payer and beneficiary change places",
    ),
    "a target below minus everything": Fault(
        lambda draft: draft.change("targets", "minus-70", value="-170"),
        "value-range",
        "targets.csv",
        "minus-70",
        "value",
        "-170",
        "below zero, removals must count",
        allowed="at least -100 %",
    ),
    "a target below zero": Fault(
        lambda draft: draft.change("targets", "forty-kt", value="-40"),
        "value-range",
        "targets.csv",
        "forty-kt",
        "value",
        "-40",
        "below zero, removals must count",
    ),
}


@pytest.mark.parametrize("fault", FAULTS.values(), ids=FAULTS)
def test_an_uncertainty_that_does_not_hold_is_told(draft: Draft, fault: Fault) -> None:
    fault.hold(draft)


@pytest.mark.parametrize(
    ("table", "key", "cells"),
    [
        # a normal just narrow enough never falls below zero
        ("factors", WOOD, {"distribution": "normal", "low": "2.41", "high": "3.59"}),
        # a change may go either way
        ("effects", "denser-avoid", {"distribution": "normal", "low": "4", "high": "12"}),
        # a sink takes up
        ("factors", "wood:CO2:biogenic:1::2020", {"value": "-390"}),
        # a target that lets removals count may be below zero
        ("targets", "one-tonne", {"value": "-1"}),
        # a lifetime may be in another unit of time
        ("stocks", "home-heat", {"unit": "yr"}),
    ],
)
def test_what_a_quantity_can_be_is_let_pass(
    draft: Draft, table: str, key: str, cells: dict[str, str]
) -> None:
    draft.change(table, key, **cells)
    assert draft.problems() == []


@given(st.floats(0, 1e6), st.floats(0, 1e6), st.floats(-2e6, 2e6))
def test_a_span_holds_what_lies_between_its_ends(low: float, size: float, value: float) -> None:
    span = Span(low, low + size)
    assert span.holds(value) == (low <= value <= low + size)
    assert Span().holds(value)


def test_the_reach_is_that_of_the_engine() -> None:
    # The last step of a 53-bit uniform draw below one lies 8.2 standard deviations out.
    assert NormalDist().inv_cdf(2.0**-53) * -1 < FARTHEST
    assert NormalDist().cdf(PERCENTILE_95) == pytest.approx(0.95, abs=1e-15)
