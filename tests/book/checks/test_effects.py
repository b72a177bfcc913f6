"""§ 7.3: an effect has the columns of its kind, and acts on something that is there."""

import pytest
from tests.book.editing import Draft, Fault

from citypact.book.checks.effects import COLUMNS
from citypact.book.form import load_form

FAULTS = {
    "a column that is needed": Fault(
        lambda draft: draft.change("effects", "cycling-shift", to_means=""),
        "effect-columns",
        "effects.csv",
        "cycling-shift",
        "to_means",
        "",
        "fill it in",
        "an effect of kind shift needs to_means",
        "shift uses means, to_means",
    ),
    "a column that is not used": Fault(
        lambda draft: draft.change("effects", "capture-waste", carrier="waste"),
        "effect-columns",
        "effects.csv",
        "capture-waste",
        "carrier",
        "waste",
        "empty the cell, or choose another kind",
        "an effect of kind capture does not use carrier",
        "capture uses means",
    ),
    "a shift between needs": Fault(
        lambda draft: draft.change("effects", "cycling-shift", to_means="heat-pump"),
        "effect-same-activity",
        "effects.csv",
        "cycling-shift",
        "to_means",
        "heat-pump",
        "name a means of 'local-travel'",
        "'short-car' meets 'local-travel' and 'heat-pump' meets 'home-heat'",
        "two means of one activity",
    ),
    "a shift to the same": Fault(
        lambda draft: draft.change("effects", "cycling-shift", to_means="short-car"),
        "effect-same-activity",
        "effects.csv",
        "cycling-shift",
        "to_means",
        "short-car",
        "name the means it goes over to",
    ),
    "a shift on a stock": Fault(
        lambda draft: draft.change("effects", "electric-purchase-diesel", kind="shift"),
        "effect-stock",
        "effects.csv",
        "electric-purchase-diesel",
        "kind",
        "shift",
        "write purchase",
        "the means of 'car-travel' are a stock",
    ),
    "a purchase where there is no stock": Fault(
        lambda draft: draft.change("effects", "cycling-shift", kind="purchase"),
        "effect-stock",
        "effects.csv",
        "cycling-shift",
        "kind",
        "purchase",
        "write shift",
        "the means of 'local-travel' are no stock",
    ),
    "supply that is avoided": Fault(
        lambda draft: draft.change("effects", "denser-avoid", activity="heat-supply"),
        "effect-supply",
        "effects.csv",
        "denser-avoid",
        "activity",
        "heat-supply",
        "avoid the activities that use what it supplies",
    ),
    "an improvement of what is not used": Fault(
        lambda draft: draft.change("effects", "heat-pump-improve", carrier="wood"),
        "effect-use",
        "effects.csv",
        "heat-pump-improve",
        "carrier",
        "wood",
        "name a carrier that it uses",
        "'heat-pump' does not use 'wood'",
        "electricity",
    ),
    "a capture where nothing burns": Fault(
        lambda draft: draft.change("effects", "capture-waste", means="bicycle"),
        "effect-use",
        "effects.csv",
        "capture-waste",
        "means",
        "bicycle",
        "name another means",
        "there is nothing to capture",
    ),
    "a capture of what is emitted elsewhere": Fault(
        lambda draft: draft.change("effects", "capture-waste", means="district-heating"),
        "effect-capture",
        "effects.csv",
        "capture-waste",
        "means",
        "district-heating",
        "name the means that burns",
        "'district-heating' emits no CO2 of its own: it uses district-heat",
    ),
    "a factor that is not there": Fault(
        lambda draft: draft.change("effects", "plastic-factor", carrier="district-heat"),
        "effect-factor",
        "effects.csv",
        "plastic-factor",
        "carrier",
        "district-heat",
        "name the carriers it is produced from",
        "'district-heat' has no emission factor of its own",
    ),
    "an origin that is not there": Fault(
        lambda draft: draft.change("effects", "plastic-factor", origin="process"),
        "effect-factor",
        "effects.csv",
        "plastic-factor",
        "origin",
        "process",
        "name an origin that it has",
        "'waste' has no emission factor of origin process",
        "biogenic, fossil",
    ),
}


@pytest.mark.parametrize("fault", FAULTS.values(), ids=FAULTS)
def test_an_effect_that_does_not_hold_is_told(draft: Draft, fault: Fault) -> None:
    fault.hold(draft)


def test_every_kind_of_effect_has_its_columns() -> None:
    columns = load_form().tables["effects"].columns
    assert set(COLUMNS) == set(columns["kind"].allowed)
    for needed, possible in COLUMNS.values():
        assert set(needed + possible) <= set(columns)
