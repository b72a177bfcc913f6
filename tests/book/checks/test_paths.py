"""§ 3.2 and § 3.3: paths begin by the base year, and a background replaces a whole path."""

import pytest
from tests.book.editing import Draft, Fault

FAULTS = {
    "a path that begins late": Fault(
        lambda draft: draft.change("uses", "bus:diesel::2020", year="2021"),
        "path-base",
        "uses.csv",
        "bus:diesel::2021",
        "year",
        "2021",
        "add a row for 2020",
        "the path begins after the base year 2020",
        "a first year of 2020 or earlier",
    ),
    "a path that begins late on a background": Fault(
        lambda draft: draft.drop("factors", "electricity:CO2e:fossil:2:slow-grid:2020"),
        "path-base",
        "factors.csv",
        "electricity:CO2e:fossil:2:slow-grid:2050",
        "year",
        "2050",
        "add a row for 2020",
        "the path on background slow-grid begins after",
    ),
    "a path that only a background states": Fault(
        lambda draft: draft.change("uses", "bus:diesel::2020", background="slow-grid"),
        "path-background",
        "uses.csv",
        "bus:diesel:slow-grid:2020",
        "background",
        "slow-grid",
        "add the rows that hold without background",
    ),
    "a path beyond the last year": Fault(
        lambda draft: draft.change("uses", "petrol-car:petrol::2040", year="2051"),
        "path-beyond",
        "uses.csv",
        "petrol-car:petrol::2051",
        "year",
        "2051",
        "state the value of the last year",
        allowed="at most 2050",
    ),
    "a milestone beyond the last year": Fault(
        lambda draft: draft.change("milestones", "electric-cars:2030", year="2060"),
        "path-beyond",
        "milestones.csv",
        "electric-cars:2060",
        "year",
        "2060",
        "state the value of the last year",
    ),
    "a driver without path": Fault(
        lambda draft: draft.add("drivers", id="jobs", title_sv="Jobb", title_en="Jobs"),
        "driver-path",
        "drivers.csv",
        "jobs",
        "id",
        "jobs",
        "add its rows to driver_paths.csv",
    ),
    "a driver that begins at zero": Fault(
        lambda draft: draft.change("driver_paths", "population::2020", value="0"),
        "driver-path",
        "driver_paths.csv",
        "population::2020",
        "value",
        "0",
        "check the value, and low with it",
        "growth is counted from there",
    ),
    "a driver that may begin at zero": Fault(
        lambda draft: draft.change(
            "driver_paths", "population::2020", distribution="range", low="0", high="60000"
        ),
        "driver-path",
        "driver_paths.csv",
        "population::2020",
        "value",
        "52000",
        "check the value, and low with it",
        allowed="more than 0",
    ),
}


@pytest.mark.parametrize("fault", FAULTS.values(), ids=FAULTS)
def test_a_path_that_does_not_hold_is_told(draft: Draft, fault: Fault) -> None:
    fault.hold(draft)


def test_a_path_may_begin_before_the_base_year(draft: Draft) -> None:
    draft.change("uses", "bus:diesel::2020", year="2015")
    assert draft.problems() == []
