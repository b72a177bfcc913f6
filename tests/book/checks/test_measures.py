"""§ 3.5, § 7.1, § 7.2, § 7.4: who carries a measure out, when it has effect, and only once."""

import pytest
from tests.book.editing import Draft, Fault

FAULTS = {
    "a measure without authority": Fault(
        lambda draft: draft.change("measures", "cycling", authority=""),
        "required",
        "measures.csv",
        "cycling",
        "authority",
        "",
        "fill it in: who can decide on it",
        "authority is missing",
        "board, municipal company, region, state, eu, business, household",
    ),
    "a measure without responsible party": Fault(
        lambda draft: draft.change("measures", "cycling", responsible=""),
        "required",
        "measures.csv",
        "cycling",
        "responsible",
        "",
        "fill it in: who carries it out",
        "responsible is missing",
    ),
    "a measure that is not computable and does not say why": Fault(
        lambda draft: draft.change("measures", "food", reason_sv=""),
        "computable-reason",
        "measures.csv",
        "food",
        "reason_sv",
        "",
        "say what is missing and what would make it computable, in Swedish",
    ),
    "a computable measure without effect": Fault(
        lambda draft: draft.drop("effects", "denser-avoid"),
        "computable-effect",
        "measures.csv",
        "denser-city",
        "computable",
        "yes",
        "add its effect to effects.csv, or write no and give the reason",
    ),
    "an effect of what cannot be computed": Fault(
        lambda draft: draft.change(
            "measures", "denser-city", computable="no", reason_sv="okänt", reason_en="unknown"
        ),
        "computable-effect",
        "measures.csv",
        "denser-city",
        "computable",
        "no",
        "write yes, or take its effects out",
    ),
    "a measure that ends before it starts": Fault(
        lambda draft: draft.change("measures", "cycling", start="2031"),
        "measure-years",
        "measures.csv",
        "cycling",
        "end",
        "2030",
        "start is the last year without effect",
        "end is not after start, 2031",
        "2032 or later",
    ),
    "a measure that starts nowhere": Fault(
        lambda draft: draft.change("measures", "cycling", start=""),
        "measure-growth",
        "measures.csv",
        "cycling",
        "start",
        "",
        "fill it in",
        "nobody knows when the measure has effect",
    ),
    "milestones and another shape": Fault(
        lambda draft: draft.change(
            "measures", "electric-cars", shape="linear", start="2020", end="2030"
        ),
        "measure-growth",
        "measures.csv",
        "electric-cars",
        "shape",
        "linear",
        "write milestones",
    ),
    "milestones and an end": Fault(
        lambda draft: draft.change("measures", "electric-cars", end="2030"),
        "measure-growth",
        "measures.csv",
        "electric-cars",
        "end",
        "2030",
        "empty the cell",
    ),
    "a first milestone out of nowhere": Fault(
        lambda draft: draft.drop("milestones", "electric-cars:2020"),
        "milestone-start",
        "milestones.csv",
        "electric-cars:2025",
        "value",
        "30",
        "add a milestone for 2020",
        "the first milestone comes after the base year 2020 and is not surely 0",
        "0",
    ),
    "half a delay": Fault(
        lambda draft: draft.change("measures", "carbon-capture", delay_low=""),
        "measure-delay",
        "measures.csv",
        "carbon-capture",
        "delay_low",
        "",
        "fill in delay_low, or empty delay_high",
    ),
    "a delay turned round": Fault(
        lambda draft: draft.change("measures", "carbon-capture", delay_low="6"),
        "measure-delay",
        "measures.csv",
        "carbon-capture",
        "delay_high",
        "5",
        "exchange them",
    ),
    "an earliest start after the stated one": Fault(
        lambda draft: draft.change("measures", "cycling", earliest="2023"),
        "measure-earliest",
        "measures.csv",
        "cycling",
        "earliest",
        "2023",
        "state a later start, or an earlier earliest start",
        "the measure is stated to start in 2022, before its earliest start",
        "2022 or earlier",
    ),
    "an earliest start after milestones have begun": Fault(
        lambda draft: draft.change("measures", "electric-cars", earliest="2021"),
        "measure-earliest",
        "measures.csv",
        "electric-cars",
        "earliest",
        "2021",
        "state a later start",
        "the measure is stated to start in 2020",
    ),
    "an earliest start of a measure without years": Fault(
        lambda draft: draft.change("measures", "food", earliest="2021"),
        "measure-earliest",
        "measures.csv",
        "food",
        "earliest",
        "2021",
        "say when it starts and ends",
        "no start that could be earlier",
    ),
    "a measure that repeats itself": Fault(
        lambda draft: draft.change("measures", "cycling-region", same_as="cycling-region"),
        "same-as",
        "measures.csv",
        "cycling-region",
        "same_as",
        "cycling-region",
        "name the measure where tonnes and money are counted",
        "the measure repeats itself",
    ),
    "money that is counted twice": Fault(
        lambda draft: draft.change("flows", "cycling-health", measure="cycling-region"),
        "same-as",
        "measures.csv",
        "cycling-region",
        "same_as",
        "cycling",
        "take its rows out of flows.csv",
        "counted twice",
    ),
    "a reference scenario of another kind": Fault(
        lambda draft: draft.setting("reference", '"half"'),
        "scenario-kind",
        "book.toml",
        "reference",
        "reference",
        "half",
        "name another scenario",
        "the scenario is of kind exploration",
        "a scenario of kind reference",
    ),
}


@pytest.mark.parametrize("fault", FAULTS.values(), ids=FAULTS)
def test_a_measure_that_does_not_hold_is_told(draft: Draft, fault: Fault) -> None:
    fault.hold(draft)


def test_a_measure_that_repeats_one_that_repeats_is_told(draft: Draft) -> None:
    draft.change("measures", "food", same_as="cycling-region")
    (problem,) = draft.problems()
    assert problem.check == "same-as"
    assert problem.message == "'cycling-region' repeats 'cycling' in its turn"


def test_milestones_that_are_not_there_are_told(draft: Draft) -> None:
    _, columns, _ = draft.read("milestones")
    draft.write("milestones", columns, [])
    (problem,) = draft.problems()
    assert (problem.check, problem.found) == ("measure-growth", "milestones")
    assert "add them to milestones.csv" in problem.mend


def test_an_early_start_is_warned_of(draft: Draft) -> None:
    Fault(
        lambda draft: draft.change("measures", "denser-city", start="2015"),
        "measure-before-base",
        "measures.csv",
        "denser-city",
        "start",
        "2015",
        "state what is left of it from the base year on",
        allowed="2020 or later",
    ).hold(draft, warning=True)
