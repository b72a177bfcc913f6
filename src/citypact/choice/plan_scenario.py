"""A plan as a scenario: what it takes, how far, and nothing that the model says of it."""

from __future__ import annotations

from citypact.choice.plan import Plan
from citypact.choice.portfolio import Portfolio
from citypact.model.city import Scenario

__all__ = ["plan_scenario"]


def plan_scenario(
    portfolio: Portfolio, plan: Plan, scenario_id: str, titles: tuple[str, str]
) -> Scenario:
    """The scenario that takes the measures of a plan, on the plan's background.

    Running it gives the plan's figures to the last bit.

    Args:
        portfolio: what the plan answers.
        plan: whose levels and starts are taken; what is left out is not in the scenario.
        scenario_id: its id.
        titles: in Swedish and in English.
    """
    return Scenario(
        id=scenario_id,
        title_sv=titles[0],
        title_en=titles[1],
        kind="exploration",
        background=portfolio.city.background,
        levels={name: level for name, level in plan.levels.items() if level > 0.0},
        postponed=dict(plan.postponed),
    )
