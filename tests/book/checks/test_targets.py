"""§ 7.7: a target has what it is compared with."""

import pytest
from tests.book.editing import Draft, Fault

FAULTS = {
    "a target without base": Fault(
        lambda draft: draft.change("targets", "minus-70", base_year=""),
        "target-base",
        "targets.csv",
        "minus-70",
        "base_year",
        "",
        "name the year that it is compared with",
        "a target in percent has no base year",
    ),
    "a base year without total": Fault(
        lambda draft: draft.change("targets", "minus-70", base_year="1995"),
        "target-base",
        "targets.csv",
        "minus-70",
        "base_year",
        "1995",
        "add the total of that year to emissions.csv, a row without sector",
        "the inventory 'territorial' has no total for 1995",
        "1990, 2020, 2022",
    ),
    "a total of another inventory": Fault(
        lambda draft: draft.change("targets", "minus-70", inventory="consumption"),
        "target-base",
        "targets.csv",
        "minus-70",
        "base_year",
        "1990",
        "add the total of that year",
        "the inventory 'consumption' has no total for 1990",
        "a year with a total",
    ),
    "a target per person without residents": Fault(
        lambda draft: draft.setting("population", None),
        "target-population",
        "targets.csv",
        "one-tonne",
        "kind",
        "per-person",
        "name the driver that counts them as population in book.toml",
    ),
    "a budget without beginning": Fault(
        lambda draft: draft.change("targets", "budget", first_year=""),
        "target-budget",
        "targets.csv",
        "budget",
        "first_year",
        "",
        "name the first year that counts",
    ),
    "a budget that ends before it begins": Fault(
        lambda draft: draft.change("targets", "budget", first_year="2041"),
        "target-budget",
        "targets.csv",
        "budget",
        "first_year",
        "2041",
        "check both years",
        allowed="at most 2040",
    ),
}


@pytest.mark.parametrize("fault", FAULTS.values(), ids=FAULTS)
def test_a_target_that_does_not_hold_is_told(draft: Draft, fault: Fault) -> None:
    fault.hold(draft)


@pytest.mark.parametrize("year", ["2019", "2051"])
def test_a_target_outside_the_years_of_the_model_is_warned_of(draft: Draft, year: str) -> None:
    Fault(
        lambda draft: draft.change("targets", "forty-kt", year=year),
        "target-year",
        "targets.csv",
        "forty-kt",
        "year",
        year,
        "check the year",
        allowed="2020 to 2050",
    ).hold(draft, warning=True)
