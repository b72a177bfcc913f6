"""§ 7.8: money is in kronor, and in prices that can be compared."""

import pytest
from tests.book.editing import Draft, Fault

FAULTS = {
    "a flow in euro": Fault(
        lambda draft: draft.change("flows", "capture-build", unit="MEUR"),
        "currency",
        "flows.csv",
        "capture-build",
        "unit",
        "MEUR",
        "state it in kronor, with rate and date in the note",
        allowed="SEK, kSEK, MSEK",
    ),
    "a price in euro": Fault(
        lambda draft: draft.change("prices", "diesel:tax:state::2020", unit="EUR/kWh"),
        "currency",
        "prices.csv",
        "diesel:tax:state::2020",
        "unit",
        "EUR/kWh",
        "state it in kronor",
    ),
    "a price level of nothing": Fault(
        lambda draft: draft.change("driver_paths", "price-level::2023", value="0"),
        "price-index",
        "driver_paths.csv",
        "price-level::2023",
        "value",
        "0",
        "check the value",
        "the price index is zero",
        "more than 0",
    ),
    "a year that the price index does not cover": Fault(
        lambda draft: draft.change("flows", "capture-build", price_year="2024"),
        "price-year",
        "flows.csv",
        "capture-build",
        "price_year",
        "2024",
        "name a driver as price_index in book.toml with rows for both years",
        "it is stated in prices of 2024",
        "2020, or a year that a price index covers",
    ),
}


@pytest.mark.parametrize("fault", FAULTS.values(), ids=FAULTS)
def test_money_that_cannot_be_counted_is_told(draft: Draft, fault: Fault) -> None:
    fault.hold(draft)


def test_without_a_price_index_every_other_year_is_told(draft: Draft) -> None:
    draft.setting("price_index", None)
    years = {row["id"]: row["price_year"] for row in draft.read("flows")[2]}
    problems = draft.problems()
    assert {problem.check for problem in problems} == {"price-year"}
    flows = [problem for problem in problems if problem.file == "flows.csv"]
    assert len(flows) == sum(year != "2020" for year in years.values())


def test_money_to_oneself_is_warned_of(draft: Draft) -> None:
    Fault(
        lambda draft: draft.change("flows", "cycling-keep", beneficiary="municipality"),
        "flow-parties",
        "flows.csv",
        "cycling-keep",
        "beneficiary",
        "municipality",
        "name who receives the money",
    ).hold(draft, warning=True)
