"""Society's ratios, by hand."""

from dataclasses import replace

import pytest
from tests.choice.test_perspective import pipes, seen

from citypact.choice.profitability import profitability
from citypact.choice.returns import benefit_cost_ratio
from citypact.model import Asset


def test_the_ratios_by_hand() -> None:
    """Pipes of 100 MSEK in 2021 and 2041, half of them left in 2050, a board pays, factor 1.3."""
    views = seen(pipes())
    found = profitability(views)
    assert found is not None
    v = 1 / 1.03
    bought = 100 * v**1 + 100 * v**21
    invested = 1.3 * bought - 50 * v**30
    assert found.investment == pytest.approx(invested)
    assert found.operation == 0.0
    assert found.net_present_value == views.society.present_value
    assert found.nnk_i == pytest.approx(found.net_present_value / invested)
    assert found.nnk_idu == found.nnk_i


def test_it_is_the_benefit_cost_ratio_less_one() -> None:
    views = seen(pipes())
    found = profitability(views)
    assert found is not None
    benefits = found.net_present_value + found.investment + found.operation
    ratio = benefit_cost_ratio(benefits, found.investment + found.operation)
    assert found.nnk_idu == pytest.approx(ratio - 1.0)


def test_without_investment_there_is_no_ratio_and_without_rate_nothing() -> None:
    made = pipes()
    dig = replace(made.measures["dig"], flows=())
    free = profitability(seen(replace(made, measures={"dig": dig})))
    assert free is not None
    assert free.nnk_i is None
    assert free.nnk_idu is None
    assert profitability(seen(replace(made, perspectives={}))) is None


def test_without_a_tax_factor_a_krona_is_a_krona() -> None:
    made = pipes()
    society = replace(made.perspectives["everybody"], tax_factor=None)
    dig = made.measures["dig"]
    bare = replace(dig, flows=(replace(dig.flows[0], asset=Asset()),))
    made = replace(
        made,
        measures={"dig": bare},
        perspectives={**made.perspectives, "everybody": society},
    )
    found = profitability(seen(made))
    assert found is not None
    assert found.investment == pytest.approx(100 / 1.03)
