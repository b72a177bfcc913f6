"""§ 7.12: impacts are counted each in a unit of its own, and valued each at its own value."""

import pytest
from tests.book.editing import Draft, Fault

NOX = "nox::diesel-car::::2020"


def carbon_in_hours(draft: Draft) -> None:
    draft.change("impacts", "greenhouse-gas", unit="hour", version="")
    draft.drop("values", "greenhouse-gas:Exempel 2")
    draft.drop("values", "greenhouse-gas:Exempel 3")


def accidents_by_the_kilometre(draft: Draft) -> None:
    draft.change("impacts", "accidents", unit="case/Mpkm")
    draft.drop("impact_rates", "accidents::bicycle::::2020")


FAULTS = {
    "a rate per two things": Fault(
        lambda draft: draft.change("impact_rates", "nox:::wood:::2020", means="diesel-car"),
        "impact-rate-per",
        "impact_rates.csv",
        "nox::diesel-car:wood:::2020",
        "carrier",
        "wood",
        "fill in one of the four columns",
        "per means and carrier",
    ),
    "a rate per nothing": Fault(
        lambda draft: draft.change("impact_rates", "accidents::bicycle::::2020", means=""),
        "impact-rate-per",
        "impact_rates.csv",
        "accidents::::::2020",
        "means",
        "",
        "fill in one of the four columns",
    ),
    "a rate in another unit": Fault(
        lambda draft: draft.change("impact_rates", NOX, unit="g/kWh"),
        "unit-dimension",
        "impact_rates.csv",
        NOX,
        "unit",
        "g/kWh",
        "check the unit",
        allowed="t/Mpkm",
    ),
    "less than nothing": Fault(
        lambda draft: draft.change("impact_rates", "pm25::diesel-car::::2020", value="-0.02"),
        "value-range",
        "impact_rates.csv",
        "pm25::diesel-car::::2020",
        "value",
        "-0.02",
        "check its sign",
    ),
    "a version that is not there": Fault(
        lambda draft: draft.change("impacts", "nox", version="Exempel 9"),
        "impact-version",
        "impacts.csv",
        "nox",
        "version",
        "Exempel 9",
        "add it to values.csv",
        "there is no value of this version",
        "nothing or Exempel 1 or Exempel 2",
    ),
    "a version that is known to exist and not at hand": Fault(
        lambda draft: draft.change("impacts", "greenhouse-gas", version="Exempel 3"),
        "impact-version",
        "impacts.csv",
        "greenhouse-gas",
        "version",
        "Exempel 3",
        "use another version",
        "missing is not zero",
    ),
    "a value per another unit": Fault(
        lambda draft: draft.change("values", "nox:Exempel 2", unit="SEK/kWh"),
        "unit-dimension",
        "values.csv",
        "nox:Exempel 2",
        "unit",
        "SEK/kWh",
        "check the unit",
        allowed="SEK/t",
    ),
    "a value in euro": Fault(
        lambda draft: draft.change("values", "nox:Exempel 2", unit="EUR/kg"),
        "currency",
        "values.csv",
        "nox:Exempel 2",
        "unit",
        "EUR/kg",
        "state it in kronor",
    ),
    "a value of no price year": Fault(
        lambda draft: draft.change("values", "nox:Exempel 2", price_year=""),
        "value-price-year",
        "values.csv",
        "nox:Exempel 2",
        "price_year",
        "",
        "write in the prices of which year it is stated",
    ),
    "a value of a year without price index": Fault(
        lambda draft: draft.change("values", "nox:Exempel 2", price_year="2006"),
        "price-year",
        "values.csv",
        "nox:Exempel 2",
        "price_year",
        "2006",
        "name a driver as price_index",
    ),
    "a job in money": Fault(
        lambda draft: draft.add(
            "values",
            impact="jobs",
            version="Exempel 2",
            price_year="2020",
            value="1",
            unit="MSEK/job",
            source="exempel",
            quality="reported",
        ),
        "impact-jobs",
        "values.csv",
        "jobs:Exempel 2",
        "impact",
        "jobs",
        "take the row away",
    ),
    "harm to nobody": Fault(
        lambda draft: draft.change("impacts", "nox", bearer=""),
        "impact-bearer",
        "impacts.csv",
        "nox",
        "bearer",
        "",
        "name who bears the harm",
    ),
    "carbon of somebody": Fault(
        lambda draft: draft.change("impacts", "greenhouse-gas", bearer="state"),
        "impact-carbon",
        "impacts.csv",
        "greenhouse-gas",
        "bearer",
        "state",
        "empty it",
    ),
    "carbon in hours": Fault(
        carbon_in_hours,
        "impact-carbon",
        "impacts.csv",
        "greenhouse-gas",
        "unit",
        "hour",
        "write one of them",
    ),
    "a rate of carbon": Fault(
        lambda draft: draft.add(
            "impact_rates",
            impact="greenhouse-gas",
            carrier="diesel",
            year="2020",
            value="250",
            unit="g/kWh",
            source="exempel",
            quality="reported",
        ),
        "impact-carbon",
        "impact_rates.csv",
        "greenhouse-gas:::diesel:::2020",
        "impact",
        "greenhouse-gas",
        "emission factors stand in factors.csv",
    ),
    "carbon twice": Fault(
        lambda draft: draft.add(
            "impacts",
            id="more-gas",
            title_sv="Mer gas",
            title_en="More gas",
            kind="carbon",
            sense="harm",
            unit="t",
        ),
        "impact-carbon",
        "impacts.csv",
        "more-gas",
        "kind",
        "carbon",
        "take one away",
    ),
    "an impact in a compound unit": Fault(
        accidents_by_the_kilometre,
        "unit-compound",
        "impacts.csv",
        "accidents",
        "unit",
        "case/Mpkm",
        "count it in a single unit",
    ),
}


@pytest.mark.parametrize("fault", FAULTS.values(), ids=FAULTS)
def test_an_impact_that_cannot_be_meant_is_told(draft: Draft, fault: Fault) -> None:
    fault.hold(draft)


def test_an_impact_without_value_is_counted(draft: Draft) -> None:
    draft.change("impacts", "nox", version="", bearer="")
    assert draft.problems() == []
