"""The page of the investment plan says what the plan says, in both languages."""

from dataclasses import replace

import pytest
from django.utils import translation
from tests.figures.cities import book_of, context_of

from citypact.apps.workspace.investment_page import investment_report
from citypact.apps.workspace.prepared import NamedTable, PreparedPart, PreparedReport
from citypact.choice.investment_plan import InvestmentPlan

NARROW = "\N{NARROW NO-BREAK SPACE}"


def plan_of(city: str) -> InvestmentPlan:
    """The contract's plan."""
    basis = context_of(city).basis
    assert basis is not None
    return basis.investment


def report(city: str, language: str = "en", plan: InvestmentPlan | None = None) -> PreparedReport:
    """The page of a packaged book."""
    pages = ("city", "investment-plan")
    with translation.override(language):
        made = context_of(city).city
        basis = context_of(city).basis
        assert basis is not None
        basis = replace(basis, investment=plan or basis.investment)
        return investment_report(made, basis, {}, language, pages)


def part(page: PreparedReport, name: str) -> PreparedPart:
    """A part of the page."""
    return next(each for each in page.parts if each.id == name)


def rows(table: NamedTable) -> dict[str, tuple[str, ...]]:
    """The rows of a table by their first cell."""
    return {row[0]: row[1:] for row in table.table.rows}


@pytest.mark.parametrize(("language", "comma", "space"), [("sv", ",", NARROW), ("en", ".", ",")])
def test_it_begins_with_cost_promise_and_what_is_short(
    language: str, comma: str, space: str
) -> None:
    cost, promised, short = report("malmo", language).key_figures
    assert f"12{space}695" in cost.value
    assert "90" in promised.value
    assert short.exact.startswith("12605")
    assert comma in short.exact
    assert cost.year == "2024–2030"


def test_the_balance_of_each_year_is_the_plan_s() -> None:
    plan = plan_of("malmo")
    (table,) = part(report("malmo"), "funding").tables
    found = rows(table)
    assert found["Costs in all"][-1] == f"{plan.balance.total_uses.sum():,.0f}"
    assert found["Short in the year"][:-1] == tuple(
        f"{value:,.0f}" for value in plan.balance.total_gap[4:]
    )
    assert found["Promised less costs, so far"][-2:] == (
        f"{plan.balance.liquidity[-1]:,.0f}".replace("-", "\N{MINUS SIGN}"),
        "–",
    )


@pytest.mark.parametrize("city", ["malmo", "template"])
@pytest.mark.parametrize("name", ["areas", "payers-of-costs", "stages", "sources", "failures"])
def test_every_row_leads_back_to_the_book(city: str, name: str) -> None:
    table = part(report(city), name).tables[0].table
    assert table.keys
    for key, row in zip(table.keys, table.rows, strict=True):
        assert book_of(city).row(key).text("title_en") == row[0]


def test_a_grant_that_fails_falls_on_its_measure() -> None:
    ((title, short, falls_on),) = part(report("malmo"), "failures").tables[0].table.rows
    assert title == "Regional co-funding of superbike paths"
    assert short == "90"
    assert falls_on.endswith("(+SEK\N{NO-BREAK SPACE}90\N{NO-BREAK SPACE}million)")


def test_a_failure_that_others_cover_says_so() -> None:
    plan = plan_of("template")
    (first, *_) = plan.failures
    covered = replace(first, gap=0.0 * first.gap, by_measure={})
    page = report("template", plan=replace(plan, failures=(covered,)))
    assert part(page, "failures").tables[0].table.rows[0][-1] == "nothing: other money covers it"


def test_what_the_plan_itself_says_stands_beside() -> None:
    stated = part(report("malmo"), "stated")
    assert "10,223" in stated.sentences[1]
    assert "10,823" in stated.sentences[1]
    assert "1,005" in stated.sentences[2]
    (table,) = stated.tables
    assert table.folded
    assert len(table.table.rows) == len(plan_of("malmo").stated.not_counted)
    assert any("No basis in the outlines" in row[-1] for row in table.table.rows)


def test_without_sources_it_says_where_to_add_them() -> None:
    plan = plan_of("malmo")
    bare = replace(plan, balance=replace(plan.balance, sources=()), failures=())
    page = report("malmo", plan=bare)
    assert "funding.csv" in part(page, "sources").sentences[0]
    assert "failures" not in [each.id for each in page.parts]


def test_without_claims_nothing_is_said_of_them() -> None:
    plan = plan_of("malmo")
    stated = replace(plan.stated, investment=None, operation=None, not_counted=())
    page = report("malmo", plan=replace(plan, stated=stated))
    assert "stated" not in [each.id for each in page.parts]


def test_what_is_in_no_sum_is_told() -> None:
    undated = replace(plan_of("template").uses, undated=("cycling",))
    page = report("template", plan=replace(plan_of("template"), uses=undated))
    beside, no_years = part(page, "stages").sentences
    assert "State grant" not in beside
    assert no_years.endswith(": Cycle lanes.")


def test_what_the_balances_leave_out_is_named() -> None:
    no_cost, no_lifetime, not_valued = part(report("template"), "payers").sentences
    assert "Denser city" in no_cost
    assert "Cycle lanes" in no_lifetime
    assert not_valued.startswith("Counted and not valued in money: ")


def test_households_stand_with_what_they_save_and_emit() -> None:
    basis = context_of("template").basis
    assert basis is not None
    house = next(view for view in basis.households if view.id == "house")
    (table,) = part(report("template"), "households").tables
    rows = dict(zip(table.table.keys, table.table.rows, strict=True))
    row = rows["households/house"]
    assert row[3] == f"{house.net.sum():,.1f}"
    assert row[5] == f"{house.cut[10]:.1f}"
    bare = not context_of("malmo").city.households
    assert ("households" not in [each.id for each in report("malmo").parts]) is bare
