"""What a decision rests on is what each part of it gives alone."""

from dataclasses import replace

import pytest
from tests.figures.cities import context_of

from citypact.choice.decision_basis import decision_basis
from citypact.choice.investment_plan import investment_plan


@pytest.mark.parametrize("name", ["malmo", "template"])
def test_it_is_of_the_contract(name: str) -> None:
    context = context_of(name)
    contract = context.contract
    assert contract is not None
    assert context.basis is not None
    plan = context.basis.investment
    assert plan.to_json() == investment_plan(context.city, contract).to_json()
    tornado = context.basis.tornado
    assert tornado is not None
    assert tornado.output == f"target/{context.city.main_target}"
    place = context.place(contract, context.city.targets[context.city.main_target].year)
    assert tornado.value == contract.total[place]


def test_without_a_main_target_the_tornado_is_of_the_total() -> None:
    context = context_of("template")
    aimless = replace(context.city, main_target="", targets={})
    found = decision_basis(aimless, context.results)
    assert found is not None
    assert found.tornado is not None
    assert found.tornado.output == "total"
    assert found.tornado.year == aimless.last_year


def test_what_was_not_run_is_missing() -> None:
    context = context_of("template")
    city = context.city
    only = {city.contract: context.results[city.contract]}
    found = decision_basis(city, only)
    assert found is not None
    assert found.wedges is None
    assert decision_basis(city, {city.reference: context.results[city.reference]}) is None
