"""The abatement curve on both bases."""

from dataclasses import replace

import pytest
from tests.figures.cities import context_of

from citypact.choice.scenario_abatement import ScenarioAbatement
from citypact.figures import Figure, FigureUnavailable
from citypact.figures.abatement import abatement, abatement_last_in
from citypact.figures.canvas import Spec


def found_of(city: str) -> ScenarioAbatement:
    """The curve by fair share."""
    basis = context_of(city).basis
    assert basis is not None
    return basis.abatement["fair-share"]


def rows_of(figure: Figure) -> dict[str, tuple[object, ...]]:
    """The rows of the table by the name of the measure."""
    return {str(row[1]): row for row in figure.table.rows}


def steps_in(spec: Spec) -> list[dict[str, float]]:
    """The steps that are drawn."""
    assert isinstance(spec["layer"], list)
    return [
        row
        for layer in spec["layer"]
        for row in layer["data"]["values"]
        if "start" in row and "end" in row
    ]


@pytest.mark.parametrize("city", ["malmo", "template"])
def test_what_pays_for_itself_has_a_net_value_and_no_cost_per_tonne(city: str) -> None:
    found = found_of(city)
    rows = list(rows_of(abatement(context_of(city), "en")).values())
    assert found.curve.saving
    for row, step in zip(rows, found.curve.saving, strict=False):
        assert row[5] == step.measure.net_value
        assert row[6] is None
    worth = [float(str(row[5])) for row in rows[: len(found.curve.saving)]]
    assert worth == sorted(worth, reverse=True)


@pytest.mark.parametrize("city", ["malmo", "template"])
def test_fair_shares_sum_to_what_the_contract_cuts_and_costs(city: str) -> None:
    rows = list(rows_of(abatement(context_of(city), "en")).values())
    whole = rows[-1]
    for column in (4, 5):
        parts = sum(float(str(row[column])) for row in rows[:-1])
        assert parts == pytest.approx(float(str(whole[column])), rel=1e-9)


def test_last_in_is_named_and_cuts_less_where_measures_overlap() -> None:
    fair, last = abatement(context_of("malmo"), "en"), abatement_last_in(context_of("malmo"), "en")
    assert "fair share" in fair.title
    assert "last in" in last.title
    ends = [float(str(figure.table.rows[8][3])) for figure in (fair, last)]
    assert ends[1] < ends[0]


def test_no_step_is_higher_than_the_scale_and_its_name_says_so() -> None:
    figure = abatement(context_of("malmo"), "en")
    heights = [step["place_y"] - step["place_y2"] for step in steps_in(figure.spec(900))]
    assert max(heights) <= 260.0
    assert figure.description.count("(beyond the scale)") == 2


def test_the_blocks_of_what_pays_are_all_as_high() -> None:
    steps = steps_in(abatement(context_of("malmo"), "sv").spec(340))
    paying = [step for step in steps if "cost" not in step]
    assert {step["place_y2"] - step["place_y"] for step in paying} == {16.0}


def test_a_measure_whose_cost_is_not_stated_is_told() -> None:
    figure = abatement(context_of("malmo"), "en")
    rows = rows_of(figure)
    assert rows["Shared effect of active-transport actions"][7] == "no"
    assert rows["Purchase emission free work machines"][7] == "yes"
    assert "its own cost is not stated" in figure.description


def test_what_cuts_nothing_stands_in_the_table_alone() -> None:
    found = found_of("malmo")
    beside = {measure.id for measure in found.curve.beside}
    assert beside
    city = context_of("malmo").city
    rows = rows_of(abatement(context_of("malmo"), "en"))
    for name in beside:
        assert rows[city.measures[name].title_en][0] is None


@pytest.mark.parametrize("figure", [abatement, abatement_last_in])
def test_without_money_or_contract_it_says_what_to_do(figure: object) -> None:
    context = context_of("template")
    assert context.basis is not None
    assert callable(figure)
    with pytest.raises(FigureUnavailable, match=r"flows\.csv"):
        figure(replace(context, basis=replace(context.basis, abatement={})), "en")
    with pytest.raises(FigureUnavailable, match="nothing to decide on"):
        figure(replace(context, basis=None), "en")
