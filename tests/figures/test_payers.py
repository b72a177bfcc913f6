"""Who pays and who gains."""

from dataclasses import replace

import pytest
from tests.figures.cities import context_of

from citypact.choice.gains import Gains
from citypact.figures import FigureUnavailable
from citypact.figures.payers import payers


def gains_of(city: str) -> Gains:
    """Of a packaged book."""
    basis = context_of(city).basis
    assert basis is not None
    assert basis.gains is not None
    return basis.gains


@pytest.mark.parametrize("city", ["malmo", "template"])
def test_the_actors_sum_to_society(city: str) -> None:
    figure = payers(context_of(city), "en")
    names = {actor.title_en for actor in context_of(city).city.actors.values()}
    actors = [float(str(row[1])) for row in figure.table.rows if row[0] in names]
    assert len(actors) == len(gains_of(city).actors)
    assert sum(actors) == pytest.approx(float(str(figure.table.rows[0][1])), rel=1e-9)


def test_society_and_its_groups_stand_with_their_present_values() -> None:
    rows = {row[0]: row for row in payers(context_of("template"), "en").table.rows}
    views = gains_of("template").views
    society = rows["Society, with tax factor and the value of emissions"]
    assert society[1:3] == (views.society.total, views.society.present_value)
    households = next(view for view in views.actors if view.id == "households")
    assert rows["Households (group)"][1:3] == (households.total, households.present_value)


def test_without_perspectives_there_is_no_present_value() -> None:
    rows = payers(context_of("malmo"), "en").table.rows
    bare = not context_of("malmo").city.perspectives
    assert (rows[0][2] is None) is bare


def test_many_actors_share_a_row_and_the_table_has_them_all() -> None:
    context = context_of("malmo")
    figure = payers(context, "en")
    rest = [row for row in figure.table.rows if "other actors" in str(row[0])]
    assert len(rest) == 1
    assert len(gains_of("malmo").actors) > 14
    assert figure.description.count("SEK") == 15


def test_its_title_says_whether_society_gains() -> None:
    assert payers(context_of("malmo"), "en").title.startswith("The contract costs society SEK")
    assert payers(context_of("template"), "en").title.startswith("Society gains SEK")


def test_what_it_needs_is_said() -> None:
    context = context_of("template")
    assert context.basis is not None
    with pytest.raises(FigureUnavailable, match="Neither the reference"):
        payers(replace(context, basis=replace(context.basis, gains=None)), "en")
    with pytest.raises(FigureUnavailable, match="nothing to decide on"):
        payers(replace(context, basis=None), "en")
    equal = replace(gains_of("template"), actors={})
    with pytest.raises(FigureUnavailable, match="do not differ in money"):
        payers(replace(context, basis=replace(context.basis, gains=equal)), "en")
