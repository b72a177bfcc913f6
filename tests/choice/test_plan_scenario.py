from dataclasses import replace

import numpy as np
import pytest
from tests.choice.portfolios import asked, town

from citypact.book import open_book
from citypact.choice.linearisation import SPENDING
from citypact.choice.plan import make_plan
from citypact.choice.plan_scenario import plan_scenario
from citypact.model import run_scenario
from citypact.model.city import City


@pytest.mark.parametrize("city", [town(), open_book("malmo").city()], ids=["town", "malmo"])
def test_running_it_gives_the_figures_of_the_plan(city: City) -> None:
    portfolio = asked(city)
    plan = make_plan(portfolio)
    scenario = plan_scenario(portfolio, plan, "mine", ("Min plan", "My plan"))
    assert set(scenario.levels) == {name for name, level in plan.levels.items() if level > 0.0}
    with_it = replace(city, scenarios={**city.scenarios, "mine": scenario})
    result = run_scenario(with_it, "mine", measures=False)
    assert np.array_equal(result.total, plan.emissions)
    for payer, row in plan.spending.items():
        paid = [
            amount
            for (kind, paying, _), amount in result.money.items()
            if kind in SPENDING and paying == payer
        ]
        assert np.array_equal(sum(paid, np.zeros(len(row))), row)
    for target in result.targets:
        if target.id in plan.targets:
            assert (target.result, target.value) == plan.targets[target.id]
