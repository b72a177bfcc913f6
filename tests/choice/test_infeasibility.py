import pytest
from tests.choice.portfolios import asked, town

from citypact.choice.plan import Plan, make_plan
from citypact.choice.portfolio import Budget, Capacity


def mends(plan: Plan) -> dict[str, float]:
    return {f"{mend.kind} {mend.subject}": mend.enough for mend in plan.mends}


def test_target_beyond_all_measures() -> None:
    """All three in full leave 100 · 0.5 · 0.6 · 0.7 = 21 kt."""
    plan = make_plan(asked(town(allowed=20.0)))
    assert plan.status == "infeasible"
    assert not plan.target_met
    assert set(plan.levels.values()) == {1.0}
    assert mends(plan) == {"target main": pytest.approx(21.0)}
    assert "keeps all of: target main." in plan.message
    assert "allow 21 kt instead of 20 kt" in plan.message


def test_budget_against_target_names_both_and_not_the_other_budget() -> None:
    """Without bus and cycle, walk leaves 70 kt; the utility's budget has nothing to do with it."""
    portfolio = asked(town(), budgets=(Budget("city", 0.0), Budget("utility", 1000.0)))
    plan = make_plan(portfolio)
    assert plan.status == "infeasible"
    assert "keeps all of: budget city, target main." in plan.message
    assert set(mends(plan)) == {"target main", "budget city"}
    assert mends(plan)["target main"] == pytest.approx(70.0)


@pytest.mark.parametrize(
    "limit",
    [
        {"budgets": (Budget("city", 20.0),)},
        {"budgets": (Budget("city", 2.0, yearly=True),)},
        {"capacities": (Capacity("crews", ("bus", "cycle"), 0.01),)},
    ],
)
def test_the_smallest_change_is_enough_and_less_is_not(
    limit: dict[str, tuple[object, ...]],
) -> None:
    (name, (first,)) = next(iter(limit.items()))
    stuck = make_plan(asked(town(), **limit))
    needed = next(mend.enough for mend in stuck.mends if mend.kind != "target")
    for part, status in ((1.0, "optimal"), (0.99, "infeasible")):
        if isinstance(first, Budget):
            again = asked(
                town(), budgets=(Budget(first.payer, part * needed, yearly=first.yearly),)
            )
        else:
            again = asked(town(), capacities=(Capacity("crews", ("bus", "cycle"), part * needed),))
        assert make_plan(again).status == status, (name, part)


def test_target_allowed_as_told_can_be_reached() -> None:
    stuck = make_plan(asked(town(), budgets=(Budget("city", 20.0),)))
    allowed = mends(stuck)["target main"]
    again = make_plan(asked(town(allowed=allowed), budgets=(Budget("city", 20.0),)))
    assert again.status == "optimal"


def test_exclusion_in_the_way_is_named() -> None:
    """Bus and cycle leave 30 kt, bus and walk 35, cycle and walk 42."""
    portfolio = asked(town(allowed=31.0), excludes=(("bus", "cycle"), ("cycle", "walk")))
    plan = make_plan(portfolio)
    assert plan.status == "infeasible"
    assert "bus excludes cycle" in plan.message
    assert mends(plan) == {"target main": pytest.approx(35.0)}


def test_no_single_change_is_enough() -> None:
    """A decided bus costs the city 300, and the utility's walk is needed for the target."""
    portfolio = asked(
        town(allowed=25.0),
        decided={"bus": 1.0},
        budgets=(Budget("city", 100.0), Budget("utility", 1.0)),
    )
    plan = make_plan(portfolio)
    assert plan.status == "infeasible"
    assert plan.together
    assert "No single change is enough" in plan.message
    assert {"budget city", "budget utility"} & set(mends(plan)) == {
        name for name in mends(plan) if name != "target main"
    }
    assert mends(plan)["budget city"] >= 300.0
