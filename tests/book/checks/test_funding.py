"""Sources of funds bring money, in years that exist, to something that can be paid."""

import pytest
from tests.book.editing import Draft, Fault

from citypact.book import open_book

FAULTS = {
    "a negative amount": Fault(
        lambda draft: draft.change("funding", "cycling-budget", value="-90"),
        "funding-amount",
        "funding.csv",
        "cycling-budget",
        "value",
        "-90",
        "write what it brings",
        allowed="more than 0",
    ),
    "nothing": Fault(
        lambda draft: draft.change("funding", "cycling-budget", value="0"),
        "funding-amount",
        "funding.csv",
        "cycling-budget",
        "value",
        "0",
        "write what it brings",
        allowed="more than 0",
    ),
    "at the least less than nothing": Fault(
        lambda draft: draft.change("funding", "capture-grant", low="-1"),
        "funding-amount",
        "funding.csv",
        "capture-grant",
        "low",
        "-1",
        "write what it brings",
        allowed="0 or more",
    ),
    "years in the wrong order": Fault(
        lambda draft: draft.change("funding", "green-bond", last_year="2024"),
        "funding-years",
        "funding.csv",
        "green-bond",
        "last_year",
        "2024",
        "exchange them",
        allowed="2025 or later",
    ),
    "a year before the base year": Fault(
        lambda draft: draft.change("funding", "green-bond", first_year="2017"),
        "funding-years",
        "funding.csv",
        "green-bond",
        "first_year",
        "2017",
        "state the part that is paid out within them",
        allowed="2020 to 2050",
    ),
    "a year after the last of the model": Fault(
        lambda draft: draft.change("funding", "green-bond", last_year="2060"),
        "funding-years",
        "funding.csv",
        "green-bond",
        "last_year",
        "2060",
        "state the part that is paid out within them",
        allowed="2020 to 2050",
    ),
    "two bindings": Fault(
        lambda draft: draft.change("funding", "capture-grant", area="heat"),
        "funding-binding",
        "funding.csv",
        "capture-grant",
        "area",
        "heat",
        "keep the narrower of the two",
    ),
    "a measure that repeats another": Fault(
        lambda draft: draft.change("funding", "capture-grant", measure="cycling-region"),
        "funding-binding",
        "funding.csv",
        "capture-grant",
        "measure",
        "cycling-region",
        "write cycling",
    ),
    "a payer nobody knows": Fault(
        lambda draft: draft.change("funding", "green-bond", actor="nobody"),
        "reference",
        "funding.csv",
        "green-bond",
        "actor",
        "nobody",
        "add it to actors.csv",
    ),
    "a kind that is none": Fault(
        lambda draft: draft.change("funding", "green-bond", kind="lottery"),
        "choice",
        "funding.csv",
        "green-bond",
        "kind",
        "lottery",
        "",
    ),
    "another currency": Fault(
        lambda draft: draft.change("funding", "green-bond", unit="MEUR"),
        "unit-dimension",
        "funding.csv",
        "green-bond",
        "unit",
        "MEUR",
        "",
    ),
    "a price year missing": Fault(
        lambda draft: draft.change("funding", "green-bond", price_year=""),
        "required",
        "funding.csv",
        "green-bond",
        "price_year",
        "",
        "",
    ),
    "prices of a year that the index does not cover": Fault(
        lambda draft: draft.change("funding", "green-bond", price_year="2024"),
        "price-year",
        "funding.csv",
        "green-bond",
        "price_year",
        "2024",
        "name a driver as price_index",
    ),
}


@pytest.mark.parametrize("fault", FAULTS.values(), ids=FAULTS)
def test_what_is_wrong_with_a_source_of_funds_is_told(draft: Draft, fault: Fault) -> None:
    fault.hold(draft)


def test_money_for_a_measure_that_costs_nothing_is_warned_of(draft: Draft) -> None:
    Fault(
        lambda draft: draft.change("funding", "capture-grant", measure="food"),
        "funding-unused",
        "funding.csv",
        "capture-grant",
        "measure",
        "food",
        "add what it costs to flows.csv",
    ).hold(draft, warning=True)


def test_it_is_read_in_prices_of_the_book() -> None:
    book = open_book("template")
    grant = book.city().funding["capture-grant"]
    # From 2023 to 2020 by the price index of the book, 95 in 2018 and 115 in 2023.
    assert grant.amount.value == pytest.approx(400 * (95 + 20 * 2 / 5) / 115)
    assert grant.amount.key == "funding/capture-grant"
    assert (grant.kind, grant.actor, grant.measure, grant.area) == (
        "grant",
        "state",
        "carbon-capture",
        "",
    )
    assert (grant.first_year, grant.last_year, grant.certainty) == (2028, 2031, "applied for")


def test_malmo_has_only_what_its_documents_state() -> None:
    (only,) = open_book("malmo").city().funding.values()
    flow = open_book("malmo").row("flows/act-superbike-paths-investment")
    assert only.amount.value == (flow.number("value") or 0.0) / 2
    assert (only.actor, only.measure, only.certainty) == (
        "region-skane",
        "act-superbike-paths",
        "intended",
    )
