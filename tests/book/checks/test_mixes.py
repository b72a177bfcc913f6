"""§ 4.1 and § 4.2: shares sum to one, and a stock follows from what is bought."""

import pytest
from tests.book.editing import Draft, Fault

FAULTS = {
    "shares that do not sum to one": Fault(
        lambda draft: draft.change("mixes", "bus:use::2020", value="26"),
        "mix-sum",
        "mixes.csv",
        "bicycle:use::2020",
        "value",
        "15",
        "correct the shares of this year",
        "the shares (use) of 'local-travel' in 2020 sum to 101 %: "
        "bicycle 15 + bus 26 + short-car 60",
        "100 %",
    ),
    "a year that only one means states": Fault(
        lambda draft: draft.add(
            "mixes",
            means="bus",
            kind="use",
            year="2030",
            value="30",
            unit="%",
            source="exempel",
            quality="observed",
        ),
        "mix-sum",
        "mixes.csv",
        "bus:use::2030",
        "value",
        "30",
        "correct the shares",
        "in 2030 sum to 105 %",
    ),
    "a background on which they do not sum to one": Fault(
        lambda draft: draft.add(
            "mixes",
            means="bus",
            kind="use",
            background="slow-grid",
            year="2020",
            value="30",
            unit="%",
            source="exempel",
            quality="observed",
        ),
        "mix-sum",
        "mixes.csv",
        "bus:use:slow-grid:2020",
        "value",
        "30",
        "correct the shares",
        "on background slow-grid sum to 105 %",
    ),
    "a means without share": Fault(
        lambda draft: draft.drop("mixes", "bus:use::2020"),
        "mix-missing",
        "means.csv",
        "bus",
        "id",
        "bus",
        "add it to mixes.csv with kind use",
        "'bus' is one of 3 means of 'local-travel' and has no share of kind use",
        "0 where it has none",
    ),
    "a stock of which nothing is bought": Fault(
        lambda draft: draft.drop("mixes", "heat-pump:purchase::2020"),
        "mix-missing",
        "means.csv",
        "heat-pump",
        "id",
        "heat-pump",
        "with kind purchase",
    ),
    "a purchase where there is no stock": Fault(
        lambda draft: draft.add(
            "mixes",
            means="kiln",
            kind="purchase",
            year="2020",
            value="100",
            unit="%",
            source="exempel",
            quality="observed",
        ),
        "mix-purchase",
        "mixes.csv",
        "kiln:purchase::2020",
        "kind",
        "purchase",
        "write use, or enter the activity with its lifetime in stocks.csv",
        "the means of 'lime' are no stock",
    ),
}


@pytest.mark.parametrize("fault", FAULTS.values(), ids=FAULTS)
def test_a_mix_that_does_not_hold_is_told(draft: Draft, fault: Fault) -> None:
    fault.hold(draft)


def test_later_shares_of_a_stock_are_refused(draft: Draft) -> None:
    for means, share in (("gas-boiler", "20"), ("district-heating", "60"), ("heat-pump", "20")):
        draft.add(
            "mixes",
            means=means,
            kind="use",
            year="2030",
            value=share,
            unit="%",
            source="exempel",
            quality="observed",
        )
    problems = draft.problems()
    assert [problem.check for problem in problems] == ["mix-stock"] * 3
    assert "later shares of a stock follow from what is bought" in problems[0].message


@pytest.mark.parametrize("spread", [0.9e-9, -0.9e-9])
def test_what_adding_decimals_costs_is_let_pass(draft: Draft, spread: float) -> None:
    draft.change("mixes", "bus:use::2020", value=f"{25 + 100 * spread:.12f}")
    assert draft.problems() == []


def test_a_single_means_needs_no_mix(draft: Draft) -> None:
    assert not [row for row in draft.read("mixes")[2] if row["means"] == "kiln"]
    assert draft.problems() == []
