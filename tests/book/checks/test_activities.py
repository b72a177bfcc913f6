"""§ 3.4, § 4.3 and § 4.5: amounts, supply and means that use nothing."""

import pytest
from tests.book.editing import Draft, Fault

FAULTS = {
    "an activity that nothing meets": Fault(
        lambda draft: draft.add(
            "activities",
            id="ferry",
            title_sv="Färja",
            title_en="Ferry",
            sector="transport",
            supply="no",
            authority="board",
            year="2020",
            value="1",
            unit="Mpkm",
            source="exempel",
            quality="observed",
        ),
        "activity-means",
        "activities.csv",
        "ferry",
        "id",
        "ferry",
        "add what meets it to means.csv",
    ),
    "an activity without amount": Fault(
        lambda draft: draft.change("activities", "lime", value=""),
        "activity-value",
        "activities.csv",
        "lime",
        "value",
        "",
        "fill in the amount of the base year",
        "missing is not zero",
    ),
    "a supply activity with a driver": Fault(
        lambda draft: draft.change("activities", "heat-supply", driver="population"),
        "activity-value",
        "activities.csv",
        "heat-supply",
        "driver",
        "population",
        "empty the cell",
        "a supply activity has no driver of its own",
    ),
    "an amount of another year": Fault(
        lambda draft: draft.change("activities", "lime", year="2019"),
        "activity-year",
        "activities.csv",
        "lime",
        "year",
        "2019",
        "state the amount of 2020",
        "the amount is not stated for the base year 2020",
        "2020",
    ),
    "an amount without year": Fault(
        lambda draft: draft.change("activities", "lime", year=""),
        "activity-year",
        "activities.csv",
        "lime",
        "year",
        "",
        "state the amount of 2020",
    ),
}


@pytest.mark.parametrize("fault", FAULTS.values(), ids=FAULTS)
def test_an_activity_that_does_not_hold_is_told(draft: Draft, fault: Fault) -> None:
    fault.hold(draft)


def test_a_supply_activity_with_an_amount_is_told(draft: Draft) -> None:
    draft.change(
        "activities",
        "heat-supply",
        value="160",
        year="2020",
        source="exempel",
        quality="reported",
    )
    (problem,) = draft.problems()
    assert (problem.check, problem.column, problem.found) == ("activity-value", "value", "160")
    assert problem.mend == "empty the cell, or write no in supply"


WARNINGS = {
    "a means that uses nothing": Fault(
        lambda draft: draft.change("means", "bicycle", note_sv="", note_en=""),
        "means-uses",
        "means.csv",
        "bicycle",
        "id",
        "bicycle",
        "say in its note that it uses nothing",
    ),
    "an activity that nobody pays for": Fault(
        lambda draft: draft.change("activities", "home-heat", payer=""),
        "activity-payer",
        "activities.csv",
        "home-heat",
        "payer",
        "",
        "name an actor",
        "its money is left out",
    ),
}


@pytest.mark.parametrize("fault", WARNINGS.values(), ids=WARNINGS)
def test_what_is_left_out_is_warned_of(draft: Draft, fault: Fault) -> None:
    fault.hold(draft, warning=True)


def test_a_process_is_not_paid_for(draft: Draft) -> None:
    draft.change("activities", "lime", payer="")
    assert draft.warnings() == []
