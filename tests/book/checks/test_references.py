"""§ 2.2: a reference leads to a row of the same book."""

import pytest
from tests.book.editing import Draft, Fault

FAULTS = {
    "a misspelled carrier": Fault(
        lambda draft: draft.change("prices", "diesel:tax:state::2020", carrier="diesl"),
        "reference",
        "prices.csv",
        "diesl:tax:state::2020",
        "carrier",
        "diesl",
        "Did you mean 'diesel'? Otherwise add it to carriers.csv",
        "there is no 'diesl' in carriers.csv",
        "diesel, district-heat, electricity",
    ),
    "a source that nobody entered": Fault(
        lambda draft: draft.change("prices", "diesel:tax:state::2020", source="zzz"),
        "reference",
        "prices.csv",
        "diesel:tax:state::2020",
        "source",
        "zzz",
        "add it to sources.csv, or correct the name",
    ),
    "one of several indicators": Fault(
        lambda draft: draft.change("measures", "electric-cars", indicators="cycle-share | charger"),
        "reference",
        "measures.csv",
        "electric-cars",
        "indicators",
        "cycle-share | charger",
        "Did you mean 'chargers'?",
        "there is no 'charger' in indicators.csv",
    ),
    "the contract of the settings": Fault(
        lambda draft: draft.setting("contract", '"kontrakt"'),
        "reference",
        "book.toml",
        "contract",
        "contract",
        "kontrakt",
        "Did you mean 'contract'?",
    ),
    "an effect on something that does not exist": Fault(
        lambda draft: draft.change("effects", "denser-avoid", activity="ferry"),
        "reference",
        "effects.csv",
        "denser-avoid",
        "activity",
        "ferry",
        "add it to activities.csv, or correct the name",
        "there is no 'ferry' in activities.csv",
    ),
    "a price of a group that does not exist": Fault(
        lambda draft: draft.change("prices", "wood:energy:fuel-trade::2020", group="car-uses"),
        "reference",
        "prices.csv",
        "wood:energy:fuel-trade::2020",
        "group",
        "car-uses",
        "Did you mean 'car-use'?",
    ),
}


@pytest.mark.parametrize("fault", FAULTS.values(), ids=FAULTS)
def test_a_reference_that_leads_nowhere_is_told(draft: Draft, fault: Fault) -> None:
    fault.hold(draft)


def test_a_row_that_cannot_be_read_is_not_missing_to_others(draft: Draft) -> None:
    path = draft.path("sources")
    path.write_text(path.read_text("utf-8").replace("exempel-plan,", "exempel-plan,,", 1), "utf-8")
    assert [problem.check for problem in draft.problems()] == ["cell-count"]


def test_a_table_that_cannot_be_read_is_told_once(draft: Draft) -> None:
    draft.path("sources").write_bytes(b"\xff\xfe")
    assert [problem.check for problem in draft.problems()] == ["encoding"]
