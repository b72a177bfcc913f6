"""Property owners as actors of their own: in a small book, its plans, views and pages."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np
import pytest
from django.utils import translation
from tests.book.editing import Draft
from tests.figures.cities import context_of

from citypact.apps.workspace.investment_page import investment_report
from citypact.book import open_book
from citypact.choice.decision_basis import decision_basis
from citypact.choice.investment_plan import investment_plan
from citypact.choice.perspective import Views
from citypact.choice.plan import make_plan
from citypact.choice.portfolio import Budget, Portfolio
from citypact.engine.arrays import Floats
from citypact.figures import Context
from citypact.model import run_scenario

OWNERS = "property-owners"
PAGES = ("city", "investment-plan")


def separate(draft: Draft) -> None:
    """Let property owners heat the homes, pay for heat pumps in them, and bring money."""
    draft.add(
        "actors",
        id=OWNERS,
        title_sv="Fastighetsägare",
        title_en="Property owners",
        authority="business",
    )
    draft.add(
        "perspectives",
        id=OWNERS,
        title_sv="Fastighetsägarna",
        title_en="Property owners",
        kind="actors",
        actors=OWNERS,
    )
    stated = {"source": "exempel", "quality": "reported"}
    draft.add("rates", perspective=OWNERS, kind="discount", value="5", unit="%/year", **stated)
    draft.change("activities", "home-heat", payer=OWNERS)
    flow = {"measure": "heat-pumps", "price_year": "2023", "unit": "MSEK", **stated}
    draft.add(
        "flows",
        id="pumps-build",
        kind="investment",
        payer=OWNERS,
        beneficiary="businesses",
        value="400",
        **flow,
    )
    draft.add(
        "flows",
        id="pumps-grant",
        kind="subsidy",
        payer="state",
        beneficiary=OWNERS,
        value="40",
        **flow,
    )  # fmt: skip  a row a line
    draft.add(
        "funding",
        id="owners-own",
        title_sv="Fastighetsägarnas eget",
        title_en="The owners' own",
        kind="private",
        actor=OWNERS,
        measure="heat-pumps",
        first_year="2024",
        last_year="2028",
        certainty="intended",
        price_year="2023",
        value="100",
        unit="MSEK",
        **stated,
    )


@cache
def separated() -> Context:
    """The example city in which property owners stand apart, with what a decision rests on."""
    with TemporaryDirectory() as folder:
        draft = Draft(Path(folder) / "book")
        separate(draft)
        assert draft.problems() == []
        book = open_book(draft.folder)
        city = book.city()
        results = {
            name: run_scenario(city, name, draws=16) for name in (city.reference, city.contract)
        }
        return Context.of(city, results, decision_basis(city, results, points=2), book)


def views_of(context: Context) -> Views:
    """The contract against the reference path, as each group sees it."""
    assert context.basis is not None
    assert context.basis.gains is not None
    return context.basis.gains.views


def lines(context: Context, group: str) -> dict[str, Floats]:
    """What a group of actors pays and receives by the contract, by kind of money."""
    return dict(next(each for each in views_of(context).actors if each.id == group).lines)


def test_what_they_invest_receive_and_save_is_theirs_and_no_household_s() -> None:
    found, before = separated(), context_of("template")
    owners = lines(found, OWNERS)
    flows = {flow.id: flow.amount.value for flow in found.city.measures["heat-pumps"].flows}
    assert owners["investment"].sum() == pytest.approx(-flows["pumps-build"])
    assert owners["subsidy"].sum() == pytest.approx(flows["pumps-grant"])
    households, together = lines(found, "households"), lines(before, "households")
    np.testing.assert_allclose(households["energy"] + owners["energy"], together["energy"])
    assert np.abs(owners["energy"]).max() > 1.0
    views = views_of(found)
    shared = sum(sum(view.lines.values()) for view in views.actors)
    np.testing.assert_allclose(shared, views.society.resources, rtol=1e-9, atol=1e-6)
    assert "others" not in [view.id for view in views.actors]


def test_the_investment_plan_tells_what_they_pay_and_what_they_bring() -> None:
    context = separated()
    assert context.contract is not None
    plan = investment_plan(context.city, context.contract, context.city.last_year)
    paid = plan.uses.by("payer")[OWNERS].sum()
    flows = {flow.id: flow.amount.value for flow in context.city.measures["heat-pumps"].flows}
    assert paid == pytest.approx(flows["pumps-build"], rel=1e-6)
    assert "owners-own" in {failure.source for failure in plan.failures}


def test_a_plan_keeps_their_budget_and_makes_them_no_worse_off() -> None:
    city, budget = separated().city, (Budget(OWNERS, 50.0),)
    most = make_plan(Portfolio(city, goal="tonnes", budgets=budget))
    assert most.spending[OWNERS].sum() == pytest.approx(50.0, abs=1e-6)
    assert 0.0 < most.levels["heat-pumps"] < 1.0
    fair = make_plan(Portfolio(city, goal="tonnes", budgets=budget, no_worse=(OWNERS,)))
    assert fair.spending[OWNERS].sum() <= 50.0 + 1e-6
    assert fair.objective >= most.objective - 1e-6


@pytest.mark.parametrize(("language", "name"), [("sv", "Fastighetsägar"), ("en", "Property owner")])
def test_the_page_of_the_investment_plan_names_them(language: str, name: str) -> None:
    context = separated()
    assert context.basis is not None
    with translation.override(language):
        page = investment_report(context.city, context.basis, {}, language, PAGES)
    told = {
        part.id
        for part in page.parts
        for table in part.tables
        for row in table.table.rows
        if any(name in cell for cell in row)
    }
    assert {"payers-of-costs", "sources"} <= told
