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


def domain(layer: Spec, channel: str) -> tuple[float, float]:
    """The span of a channel's axis."""
    low, high = map(
        float, str(part(part(part(layer, "encoding"), channel), "scale")["domain"])[1:-1].split(",")
    )
    return low, high


def label_of(layer: Spec) -> str:
    """What a layer of labels says first; empty where it says nothing."""
    return next((str(row.get("label", "")) for row in rows_of(layer)), "")


@pytest.mark.parametrize("width", [340, 900])
def test_no_label_of_history_stands_on_a_point(width: int) -> None:
    """SMHI's years lie closer than those of the barometer; here they are nearly level too."""
    context = context_of("malmo")
    smhi = context.city.inventories["smhi-2026-06"]
    level = [replace(row, value=103.0 if row.year == 2024 else 100.0) for row in smhi.rows]
    inventories = {**context.city.inventories, smhi.id: replace(smhi, rows=tuple(level))}
    city = replace(context.city, inventories=inventories, main_inventory=smhi.id, main_target="")
    spec = pathway(Context(city, context.results), "sv").spec(width)
    (history,) = (
        layer for layer in layers_of(spec, "line") if any("piece" in row for row in rows_of(layer))
    )
    (first, last), (low, top) = domain(history, "x"), domain(history, "y")
    wide, high = float(str(spec["width"])), float(str(spec["height"]))

    def place(row: dict[str, float]) -> tuple[float, float]:
        across = (row["year"] - first) / (last - first) * wide
        return across, (top - row["value"]) / (top - low) * high

    labels = [x for x in layers_of(spec, "text") if label_of(x).startswith(("1990: ", "2024: "))]
    assert len(labels) == 2
    for layer in labels:
        mark = part(layer, "mark")
        x, y = place(rows_of(layer)[0])
        x, y = x + float(str(mark["dx"])), y + float(str(mark["dy"]))
        length = 6.0 * len(label_of(layer))
        left = x - length if mark["align"] == "right" else x
        for across, down in map(place, rows_of(history)):
            assert not (left <= across <= left + length and abs(down - y) < 6)
