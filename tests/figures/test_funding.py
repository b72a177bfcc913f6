"""Uses and sources of funds by year."""

from dataclasses import replace

import pytest
from tests.figures.cities import book_of, context_of

from citypact.figures import Context, FigureUnavailable
from citypact.figures.funding import funding

CITIES = ["malmo", "template"]


def rows_of(city: str) -> dict[str, tuple[object, ...]]:
    """The rows of the table by their name."""
    return {str(row[0]): row[1:] for row in funding(context_of(city), "en").table.rows}


@pytest.mark.parametrize("city", CITIES)
def test_uses_are_what_has_money_and_what_is_short(city: str) -> None:
    rows, plan = rows_of(city), context_of(city).basis
    assert plan is not None
    balance = plan.investment.balance
    assert rows["Costs in all"][1:] == tuple(balance.total_uses)
    assert rows["Costs that are short of money"][1:] == tuple(balance.total_gap)
    assert rows["Promised in all"][1:] == tuple(balance.total_sources)
    assert rows["Promised less costs, so far"][0] is None
    covered = rows["Costs that have money"][0]
    short = rows["Costs that are short of money"][0]
    assert isinstance(covered, float)
    assert isinstance(short, float)
    assert covered + short == pytest.approx(float(balance.total_uses.sum()), rel=1e-12)


def test_sources_are_parted_by_how_sure_they_are() -> None:
    rows = rows_of("template")
    parts = [rows[f"Promised, {name}"][0] for name in ("decided", "applied for", "intended")]
    assert sum(map(float, map(str, parts))) == pytest.approx(float(str(rows["Promised in all"][0])))
    assert all(float(str(part)) > 0 for part in parts)


@pytest.mark.parametrize("city", CITIES)
def test_it_leads_back_to_every_flow_and_source(city: str) -> None:
    figure, book = funding(context_of(city), "sv"), book_of(city)
    basis = context_of(city).basis
    assert basis is not None
    flows = {f"flows/{flow.id}" for flow in basis.investment.uses.flows}
    assert flows <= set(figure.sources)
    for row in book.tables["funding"].rows:
        assert row.full_key in figure.sources


def test_the_chart_begins_where_the_first_money_is_needed() -> None:
    spec = funding(context_of("malmo"), "sv").spec(900)
    assert isinstance(spec["layer"], list)
    drawn = {
        row["year"] for layer in spec["layer"] for row in layer["data"]["values"] if "year" in row
    }
    assert drawn == set(range(2024, 2031))


def test_without_money_or_contract_it_says_what_to_do() -> None:
    context = context_of("template")
    assert context.basis is not None
    free = replace(context.basis.investment.uses, flows=())
    plan = replace(context.basis.investment, uses=free)
    with pytest.raises(FigureUnavailable, match=r"flows\.csv"):
        funding(replace(context, basis=replace(context.basis, investment=plan)), "sv")
    with pytest.raises(FigureUnavailable, match=r"scenarios\.csv"):
        funding(Context(context.city, context.results), "en")
