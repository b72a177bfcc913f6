"""The measures, ranked."""

from dataclasses import replace

import pytest
from tests.figures.cities import context_of

from citypact.figures import Context, FigureUnavailable
from citypact.figures.measures import measure_rows, measures


def test_they_are_ranked_by_what_is_shown() -> None:
    rows = measure_rows(context_of("malmo"), "sv")
    shown = [row.shown for row in rows]
    assert shown == sorted(shown, reverse=True)
    assert len(rows) >= 8


def test_the_plan_s_claim_stands_beside_and_changes_nothing() -> None:
    context = context_of("malmo")
    rows = {row.id: row for row in measure_rows(context, "sv")}
    assert rows["act-ccs"].claim == 303.0
    assert rows["act-plastics-separation"].claim == 104.0
    assert context.contract is not None
    for effect in context.contract.measures:
        if context.is_computed(effect):
            place = context.place(context.contract, 2030)
            assert rows[effect.id].share == float(effect.share[place])
    svg = measures(context, "sv").svg(900)
    assert "planen 303\N{NO-BREAK SPACE}kt" in svg


def test_those_that_cannot_be_computed_are_counted_and_not_drawn_as_zero() -> None:
    context = context_of("malmo")
    assert context.contract is not None
    measures_of = context.city.measures
    missing = [each for each in context.contract.measures if not measures_of[each.id].computable]
    assert missing
    assert set(context.left_out(context.contract)) == {effect.id for effect in missing}
    figure = measures(context, "sv")
    assert f"{len(missing)} av {len(context.contract.measures)} åtgärder" in figure.subtitle
    titles = {row[0] for row in figure.table.rows}
    assert not titles & {measures_of[effect.id].title_sv for effect in missing}


def test_where_all_can_be_computed_nothing_is_said_of_others() -> None:
    assert "går ännu inte" not in measures(context_of("template"), "sv").subtitle


def test_many_measures_end_in_one_row_and_the_table_has_them_all() -> None:
    context = context_of("template")
    assert context.contract is not None
    effects = tuple(effect for effect in context.contract.measures if effect.computable)
    city = context.city
    many = {f"m{place:02}": effects[place % len(effects)] for place in range(20)}
    grown = replace(
        context.contract,
        measures=tuple(replace(effect, id=name) for name, effect in many.items()),
    )
    titled = {
        name: replace(city.measures[effect.id], id=name, title_sv=name)
        for name, effect in many.items()
    }
    more = Context(replace(city, measures=titled), {**context.results, grown.scenario: grown})
    figure = measures(more, "sv")
    assert len(figure.table.rows) == 21
    assert figure.table.rows[-1][0] == "Övriga 6 åtgärder"
    assert figure.table.rows[-1][1] == pytest.approx(
        sum(row.shown for row in measure_rows(more, "sv")[14:])
    )


def test_without_a_contract_it_says_what_to_add() -> None:
    context = context_of("template")
    with pytest.raises(FigureUnavailable, match="inget kontraktsscenario"):
        measures(Context(replace(context.city, contract=""), context.results), "sv")
    assert context.contract is not None
    none = replace(context.contract, measures=())
    with pytest.raises(FigureUnavailable, match=r"measures\.csv"):
        measures(Context(context.city, {**context.results, none.scenario: none}), "sv")
