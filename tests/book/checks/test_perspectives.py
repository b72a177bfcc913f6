"""§ 7.10: who looks at the money, and what they reckon with."""

import pytest
from tests.book.editing import Draft, Fault

from citypact.book import open_book
from citypact.errors import BookError

FAULTS = {
    "a second society": Fault(
        lambda draft: draft.add(
            "perspectives", id="world", title_sv="Världen", title_en="The world", kind="society"
        ),
        "perspective-society",
        "perspectives.csv",
        "world",
        "kind",
        "society",
        "take one away",
        "society is there already, as 'society'",
    ),
    "a society of some": Fault(
        lambda draft: draft.change("perspectives", "society", actors="municipality"),
        "perspective-society",
        "perspectives.csv",
        "society",
        "actors",
        "municipality",
        "empty the cell",
    ),
    "a group of nobody": Fault(
        lambda draft: draft.change("perspectives", "companies", actors=""),
        "perspective-society",
        "perspectives.csv",
        "companies",
        "actors",
        "",
        "name who belongs to it",
    ),
    "an actor in two groups": Fault(
        lambda draft: draft.change("perspectives", "public", actors="region | state | households"),
        "perspective-actor",
        "perspectives.csv",
        "public",
        "actors",
        "region | state | households",
        "name it in one of the two",
        "belongs to 'households' already",
    ),
    "a rate of 35": Fault(
        lambda draft: draft.change(
            "rates", "municipality:discount", value="35", unit="fraction/year"
        ),
        "rate-bounds",
        "rates.csv",
        "municipality:discount",
        "value",
        "35",
        "write 35 %/year for 35 %, or 3.5 %/year for 3.5 %",
        "value is 3500 %",
        "0 to 0.25 fraction/year",
    ),
    "a rate of 35 percent": Fault(
        lambda draft: draft.change("rates", "municipality:discount", value="35"),
        "rate-bounds",
        "rates.csv",
        "municipality:discount",
        "value",
        "35",
        "check the value and its unit",
        allowed="0 to 25 %/year",
    ),
    "a rate below zero": Fault(
        lambda draft: draft.change("rates", "municipality:discount", value="-1"),
        "rate-bounds",
        "rates.csv",
        "municipality:discount",
        "value",
        "-1",
        "check the value and its unit",
    ),
    "a tax factor that saves": Fault(
        lambda draft: draft.change("rates", "society:tax-factor", value="0.3"),
        "rate-bounds",
        "rates.csv",
        "society:tax-factor",
        "value",
        "0.3",
        "check the value",
        allowed="1 to 2 fraction",
    ),
    "a rate of another kind of unit": Fault(
        lambda draft: draft.change("rates", "society:discount", unit="year"),
        "unit-dimension",
        "rates.csv",
        "society:discount",
        "unit",
        "year",
        "check the unit",
    ),
    "a tax factor of a company": Fault(
        lambda draft: draft.change("rates", "society:tax-factor", perspective="companies"),
        "rate-place",
        "rates.csv",
        "companies:tax-factor",
        "kind",
        "tax-factor",
        "name the perspective that it belongs to",
        "a perspective of kind actors has no tax-factor",
    ),
    "value-added tax of society": Fault(
        lambda draft: draft.change("rates", "households:value-added-tax", perspective="society"),
        "rate-place",
        "rates.csv",
        "society:value-added-tax",
        "kind",
        "value-added-tax",
        "name the perspective that it belongs to",
    ),
}

WARNINGS = {
    "no discount rate": Fault(
        lambda draft: draft.drop("rates", "public:discount"),
        "perspective-rate",
        "perspectives.csv",
        "public",
        "id",
        "public",
        "add a row of kind discount to rates.csv",
    ),
    "an actor that nobody counts": Fault(
        lambda draft: draft.change("perspectives", "public", actors="state"),
        "perspective-missing",
        "actors.csv",
        "region",
        "id",
        "region",
        "name it in the actors of a perspective",
    ),
}


@pytest.mark.parametrize("fault", FAULTS.values(), ids=FAULTS)
def test_a_perspective_that_cannot_be_meant_is_told(draft: Draft, fault: Fault) -> None:
    fault.hold(draft)


@pytest.mark.parametrize("fault", WARNINGS.values(), ids=WARNINGS)
def test_a_perspective_that_is_not_whole_is_warned_of(draft: Draft, fault: Fault) -> None:
    fault.hold(draft, warning=True)


def test_all_problems_of_money_are_told_at_once(draft: Draft) -> None:
    draft.change("rates", "municipality:discount", value="35", unit="fraction/year")
    draft.change("assets", "capture-build:lifetime", value="0")
    draft.change("flows", "cycling-build", payer="nobody")
    draft.change("flows", "cycling-keep", unit="MEUR/year")
    draft.change("values", "nox:Exempel 2", price_year="")
    draft.change("funding", "green-bond", value="-150")
    with pytest.raises(BookError) as refused:
        open_book(draft.folder)
    assert sorted(problem.check for problem in refused.value.problems) == [
        "asset-value",
        "currency",
        "funding-amount",
        "rate-bounds",
        "reference",
        "value-price-year",
    ]
    assert "there is no 'nobody' in actors.csv" in str(refused.value)


def test_a_book_without_perspectives_misses_nobody(draft: Draft) -> None:
    for table in ("rates", "households", "household_needs", "household_changes", "perspectives"):
        draft.write(table, draft.read(table)[1], [])
    assert draft.problems() == []
    assert not [one for one in draft.warnings() if one.check.startswith("perspective")]
