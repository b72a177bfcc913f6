"""The plan as a whole, and Malmö's against what its contract states."""

import csv
import json
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from tests.model.cities import city

from citypact.book import open_book
from citypact.choice.investment_plan import InvestmentPlan, investment_plan, plan_year
from citypact.choice.sources import CERTAINTIES
from citypact.choice.stated import stated_money
from citypact.model import Claim, run_scenario


def claim(  # noqa: PLR0913  what a claim states
    name: str,
    kind: str,
    value: float | None,
    unit: str,
    *,
    low: float | None = None,
    high: float | None = None,
    note: str = "",
) -> Claim:
    """A claim that counts unless a note says why it does not."""
    return Claim(
        id=name,
        kind=kind,
        year=None,
        value=value,
        unit=unit,
        counted=not note,
        note_sv=note,
        note_en=note,
        low=low,
        high=high,
    )


def plan_of(name: str, last_year: int | None = None) -> InvestmentPlan:
    book = open_book(name)
    made = book.city()
    return investment_plan(made, run_scenario(made, "contract", measures=False), last_year)


def test_malmos_investments_until_all_are_built_are_those_of_the_contract() -> None:
    plan = plan_of("malmo", 2050)
    invested = plan.uses.by("kind")["investment"].sum()
    low, high = plan.stated.investment or (0.0, 0.0)
    assert low == pytest.approx(10_222.6)
    assert high == pytest.approx(10_822.6)
    assert low <= invested <= high
    assert plan.uses.by("kind")["operation"][-1] == pytest.approx(1_004.7)
    assert plan.stated.operation is not None
    assert list(plan.stated.operation) == pytest.approx([1_004.7, 1_004.7])


def test_what_the_contract_states_and_nobody_counts_is_named_with_its_reason() -> None:
    stated = {one.claim: one for one in plan_of("malmo").stated.not_counted}
    assert stated["act-low-carbon-lifestyles-c31"].value == 832.0
    assert stated["act-net-zero-procurement-c31"].value == 1_500.0
    assert stated["act-net-zero-procurement-c31"].yearly
    assert "counted there" in stated["act-plastics-recycling-investment"].note_en
    for one in stated.values():
        assert one.note_sv
        assert one.note_en


def test_the_sums_of_the_contracts_own_table_are_those_it_prints() -> None:
    sums = {
        one.claim: one.value
        for one in plan_of("malmo").stated.not_counted
        if one.claim.endswith("-c31") and not one.yearly
    }
    assert sorted(sums.values()) == [232.0, 501.0, 832.0, 4_500.0, 6_100.0]
    assert sum(sums.values()) == 12_165.0


def test_what_is_stated_is_what_the_supplied_tables_of_the_contract_say(shared: Path) -> None:
    table = csv.DictReader((shared / "data/malmo/financing.csv").read_text("utf-8").splitlines())
    printed = {row["finance_id"]: row for row in table}
    stated = plan_of("malmo").stated
    beside = {one.claim: one for one in stated.not_counted}
    once = [
        float(row["msek_high"])
        for name, row in printed.items()
        if name.startswith("fin-c3-") and row["period"] == "total" and name != "fin-c3-sum"
    ]
    of_c31 = [one.value for name, one in beside.items() if name.endswith("-c31")]
    assert sorted(once) == sorted(value for value in of_c31 if value != 1_500.0)
    assert sum(once) == float(printed["fin-c3-sum"]["msek_high"]) == 12_165.0
    low, high = map(float, printed["fin-c3-sum"]["recomputed_from_b22_msek"].split("-"))
    assert stated.investment == pytest.approx((low, high))
    yearly = float(printed["fin-c3-organisation-capex"]["msek_high"])
    assert beside["act-net-zero-procurement-c31"].value == yearly
    assert "832" in printed["fin-c3-consumption"]["amount_text"]
    assert beside["act-low-carbon-lifestyles-c31"].note_en


def test_a_plan_ends_with_the_main_target() -> None:
    assert plan_of("malmo").balance.years[-1] == 2030
    made = city()
    assert plan_year(made) == made.last_year


@pytest.mark.parametrize("year", [2019, 2060])
def test_a_plan_for_a_target_outside_the_years_of_the_model_ends_with_them(year: int) -> None:
    made = open_book("template").city()
    late = replace(made.targets[made.main_target], year=year)
    assert plan_year(replace(made, targets={late.id: late})) == made.last_year == 2050


def test_the_less_sure_is_counted_the_smaller_is_the_gap() -> None:
    plan = plan_of("template")
    gaps = [float(plan.by_certainty[name].total_gap.sum()) for name in CERTAINTIES]
    assert gaps == sorted(gaps, reverse=True)
    assert gaps[0] > gaps[-1]
    assert gaps[-1] == pytest.approx(float(plan.balance.total_gap.sum()))


def test_json_adds_up() -> None:
    said = json.loads(json.dumps(plan_of("template").to_json(), allow_nan=False))
    total = np.array(said["uses"]["total"])
    for part in ("by_budget", "by_area", "by_measure", "by_payer", "by_kind"):
        np.testing.assert_allclose(np.sum(list(said["uses"][part].values()), axis=0), total)
    gap = np.array(said["gap"]["total"])
    np.testing.assert_allclose(said["gap"]["by_certainty"]["intended"], gap)
    np.testing.assert_allclose(np.sum(list(said["gap"]["by_measure"].values()), axis=0), gap)
    brought = np.sum([source["amount"] for source in said["sources"]], axis=0)
    np.testing.assert_allclose(said["liquidity"], np.cumsum(brought - total))
    assert {flow["kind"] for flow in said["beside"]} == {"subsidy", "co-benefit"}
    assert said["stated"] == {"investment": None, "operation": None, "not_counted": []}


def test_stated_sums_are_brought_to_one_unit_with_their_ranges() -> None:
    made = open_book("template").city()
    claims = (
        claim("a", "investment", 2.0, "MSEK", low=1.0, high=4.0),
        claim("b", "investment", 500.0, "kSEK"),
        claim("c", "operation", 3.0, "MSEK/year", note="twice"),
        claim("d", "investment", None, ""),
        claim("e", "emissions", 9.0, "kt"),
    )
    measures = {"cycling": replace(made.measures["cycling"], claims=claims)}
    stated = stated_money(replace(made, measures=measures))
    assert stated.investment is not None
    assert list(stated.investment) == pytest.approx([1.5, 4.5])
    assert stated.operation is None
    (other,) = stated.not_counted
    assert (other.claim, other.value, other.yearly, other.note_en) == ("c", 3.0, True, "twice")
