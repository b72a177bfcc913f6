from dataclasses import replace

import numpy as np
import pytest
from tests.choice.portfolios import town

from citypact.book import open_book
from citypact.choice.linearisation import spending
from citypact.choice.plan import make_plan
from citypact.choice.plan_scenario import plan_scenario
from citypact.choice.portfolio import Portfolio
from citypact.model import run_scenario
from citypact.model.city import City


@pytest.mark.parametrize("city", [town(), open_book("malmo").city()], ids=["town", "malmo"])
def test_running_it_gives_the_figures_of_the_plan(city: City) -> None:
    portfolio = Portfolio(city)
    plan = make_plan(portfolio)
    scenario = plan_scenario(portfolio, plan, "mine", ("Min plan", "My plan"))
    assert set(scenario.levels) == {name for name, level in plan.levels.items() if level > 0.0}
    with_it = replace(city, scenarios={**city.scenarios, "mine": scenario})
    result = run_scenario(with_it, "mine", measures=False)
    assert np.array_equal(result.total, plan.emissions)
    money = {f"money/{'/'.join(key)}": row for key, row in result.money.items()}
    for payer, row in plan.spending.items():
        found = spending({"society": result.society, **money}, payer)  # type: ignore[arg-type]
        assert np.array_equal(found, row)
    for target in result.targets:
        if target.id in plan.targets:
            assert (target.result, target.value) == plan.targets[target.id]
