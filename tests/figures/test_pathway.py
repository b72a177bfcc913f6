"""History, paths, band and target of the pathway."""

from dataclasses import replace
from itertools import pairwise

import pytest
from tests.figures.cities import context_of

from citypact.figures import Context, FigureUnavailable
from citypact.figures.canvas import Spec
from citypact.figures.pathway import pathway


def part(layer: Spec, name: str) -> Spec:
    """A part of a layer: its mark, its channels."""
    found = layer[name]
    assert isinstance(found, dict)
    return found


def layers_of(spec: Spec, kind: str) -> list[Spec]:
    """The layers with marks of one kind."""
    layers = spec["layer"]
    assert isinstance(layers, list)
    return [layer for layer in layers if part(layer, "mark")["type"] == kind]


def rows_of(layer: Spec) -> list[dict[str, float]]:
    """The data of a layer."""
    rows = part(layer, "data")["values"]
    assert isinstance(rows, list)
    return rows


def test_years_that_are_missing_are_never_joined() -> None:
    spec = pathway(context_of("malmo"), "sv").spec(900)
    (history,) = (layer for layer in layers_of(spec, "line") if "piece" in rows_of(layer)[0])
    rows = rows_of(history)
    assert [row["year"] for row in rows] == [1990, 2019, 2020]
    for before, after in pairwise(rows):
        same = before["piece"] == after["piece"]
        assert same is (after["year"] == before["year"] + 1)
    assert part(history, "encoding")["detail"] == {"field": "piece", "type": "nominal"}


def test_history_is_solid_and_what_is_computed_dashed() -> None:
    for layer in layers_of(pathway(context_of("malmo"), "sv").spec(900), "line"):
        history = "piece" in rows_of(layer)[0]
        assert ("strokeDash" in part(layer, "mark")) is not history


def test_the_years_that_are_missing_are_named_in_the_plot() -> None:
    figure = pathway(context_of("malmo"), "sv")
    assert "uppgift saknas" in figure.svg(900)
    assert "1991–2018" in figure.svg(900)
    assert "Uppgifter saknas för 1991–2018." in figure.description


def test_the_band_is_that_of_the_draws_and_the_path_their_median() -> None:
    context = context_of("template")
    assert context.contract is not None
    band = context.contract.bands["total"]
    figure = pathway(context, "sv")
    columns = [column.id for column in figure.table.columns]
    rows = {row[0]: row for row in figure.table.rows}
    for place, year in enumerate(context.contract.years):
        row = rows[int(year)]
        assert row[columns.index("contract_low")] == float(band.p05[place])
        assert row[columns.index("contract")] == float(band.p50[place])
        assert row[columns.index("contract_high")] == float(band.p95[place])


def test_without_draws_there_is_no_band_and_the_path_is_the_one_result() -> None:
    context = context_of("template", draws=0)
    assert context.contract is not None
    figure = pathway(context, "sv")
    assert not layers_of(figure.spec(900), "area")
    columns = [column.id for column in figure.table.columns]
    assert "contract_low" not in columns
    path = [row[columns.index("contract")] for row in figure.table.rows]
    assert [value for value in path if value is not None] == list(context.contract.total)


def test_the_target_is_one_labelled_point_at_its_year_and_value() -> None:
    context = context_of("malmo")
    standing = context.standing(context.contract)
    assert standing is not None
    figure = pathway(context, "sv")
    (diamond,) = (
        layer
        for layer in layers_of(figure.spec(900), "point")
        if part(layer, "mark")["shape"] == "diamond"
    )
    (row,) = rows_of(diamond)
    assert (row["year"], row["value"]) == (2030, standing.allowed)
    assert f"Mål 2030: {standing.allowed:.0f}\N{NO-BREAK SPACE}kt" in figure.svg(900)


def test_other_scenarios_are_drawn_beside() -> None:
    context = context_of("template")
    assert context.contract is not None
    other = next(
        name for name in context.city.scenarios if name not in (context.city.reference, "contract")
    )
    more = Context(
        context.city,
        {**context.results, other: replace(context.contract, scenario=other, bands={})},
    )
    figure = pathway(more, "sv")
    assert other in [column.id for column in figure.table.columns]
    assert len(layers_of(figure.spec(900), "line")) == 4


def test_nothing_run_is_said_with_what_to_do() -> None:
    empty = Context(context_of("template").city, {})
    with pytest.raises(FigureUnavailable, match="Kör ett av dem först"):
        pathway(empty, "sv")
    with pytest.raises(FigureUnavailable, match="Run one of them first"):
        pathway(empty, "en")
