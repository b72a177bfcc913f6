"""Money needed against money promised: nothing is lost, and bound money stays bound."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.strategies import DrawFn

from citypact.choice.balance import balance, failures, stages
from citypact.choice.sources import CERTAINTIES, Source
from citypact.choice.uses import MeasureFlow, Uses

YEARS = 5
AREAS = {"bus": "mobility", "path": "mobility", "heat": "energy"}


def needs(**amounts: list[float]) -> Uses:
    """What some measures need, year by year."""
    flows = tuple(
        MeasureFlow(
            id=f"{name}-build",
            measure=name,
            area=AREAS[name],
            kind="investment",
            payer="city",
            beneficiary="outside",
            in_city_budget=True,
            amount=np.array(row),
        )
        for name, row in amounts.items()
    )
    years = np.arange(2020, 2020 + len(flows[0].amount), dtype=np.int32)
    return Uses(years, flows, (), ())


def brings(
    name: str, amount: list[float], *, measure: str = "", area: str = "", certainty: str = "decided"
) -> Source:
    return Source(name, "grant", "state", measure, area, certainty, np.array(amount))


sums = st.integers(0, 40).map(float)
rows = st.lists(sums, min_size=YEARS, max_size=YEARS)


@st.composite
def sources(draw: DrawFn) -> list[Source]:
    bindings = draw(
        st.lists(st.sampled_from([*AREAS, *sorted(set(AREAS.values())), ""]), max_size=5)
    )
    return [
        brings(
            f"source-{index}",
            draw(rows),
            measure=bound if bound in AREAS else "",
            area=bound if bound in AREAS.values() else "",
            certainty=draw(st.sampled_from(CERTAINTIES)),
        )
        for index, bound in enumerate(bindings)
    ]


uses = st.fixed_dictionaries(dict.fromkeys(AREAS, rows)).map(lambda amounts: needs(**amounts))


@given(uses=uses, sources=sources())
def test_nothing_is_lost_and_nothing_is_spent_twice(uses: Uses, sources: list[Source]) -> None:
    found = balance(uses, sources)
    spent = sum(found.covered.values(), np.zeros(YEARS))
    left = sum(found.in_hand.values(), np.zeros(YEARS))
    np.testing.assert_allclose(found.total_uses, spent + found.total_gap, atol=1e-9)
    np.testing.assert_allclose(np.cumsum(found.total_sources), np.cumsum(spent) + left, atol=1e-9)
    for name, gap in found.gap.items():
        assert gap.min() >= -1e-9
        assert (found.uses[name] - gap).min() >= -1e-9
    assert all(money.min() >= -1e-9 for money in found.in_hand.values())
    np.testing.assert_allclose(
        sum(found.gap_by_area.values(), np.zeros(YEARS)), found.total_gap, atol=1e-9
    )


@given(uses=uses, sources=sources())
def test_bound_money_pays_for_nothing_else(uses: Uses, sources: list[Source]) -> None:
    found = balance(uses, sources)
    for name, area in AREAS.items():
        may = [one for one in sources if one.measure == name or one.area == area]
        may += [one for one in sources if not one.measure and not one.area]
        most = np.cumsum(sum((one.amount for one in may), np.zeros(YEARS)))
        assert (np.cumsum(found.covered[name]) <= most + 1e-9).all()


@given(uses=uses, sources=sources())
def test_no_gap_stays_open_beside_money_that_could_pay_it(
    uses: Uses, sources: list[Source]
) -> None:
    found = balance(uses, sources)
    for source in sources:
        for name, area in AREAS.items():
            may = source.measure == name or source.area == area
            if may or not (source.measure or source.area):
                assert (np.minimum(found.gap[name], found.in_hand[source.id]) < 1e-9).all()


@given(uses=uses, sources=sources())
def test_the_gap_so_far_never_shrinks_when_a_source_fails(
    uses: Uses, sources: list[Source]
) -> None:
    for failure in failures(uses, sources):
        assert np.cumsum(failure.gap).min() >= -1e-9
        assert sum(failure.by_measure.values()) == pytest.approx(failure.gap.sum(), abs=1e-6)


@given(uses=uses, sources=sources())
def test_the_liquidity_is_what_has_come_less_what_was_due(
    uses: Uses, sources: list[Source]
) -> None:
    found = balance(uses, sources)
    left = sum(found.in_hand.values(), np.zeros(YEARS))
    np.testing.assert_allclose(found.liquidity, left - np.cumsum(found.total_gap), atol=1e-9)


def test_the_narrowest_binding_pays_first() -> None:
    found = balance(
        needs(bus=[10.0], path=[10.0], heat=[10.0]),
        [
            brings("free", [10.0]),
            brings("mobility", [10.0], area="mobility"),
            brings("bus", [10.0], measure="bus"),
        ],
    )
    assert found.total_gap.tolist() == [0.0]
    assert [float(found.in_hand[name][0]) for name in found.in_hand] == [0.0, 0.0, 0.0]


def test_measures_share_what_does_not_reach_by_what_they_need() -> None:
    found = balance(needs(bus=[30.0], path=[10.0]), [brings("free", [20.0])])
    assert found.covered["bus"].tolist() == [15.0]
    assert found.covered["path"].tolist() == [5.0]


def test_money_waits_for_its_need_and_never_pays_backwards() -> None:
    found = balance(needs(bus=[5.0, 0.0, 5.0]), [brings("late", [0.0, 8.0, 0.0])])
    assert found.gap["bus"].tolist() == [5.0, 0.0, 0.0]
    assert found.in_hand["late"].tolist() == [0.0, 8.0, 3.0]
    assert found.liquidity.tolist() == [-5.0, 3.0, -2.0]


def test_a_grant_that_fails_leaves_its_measure_short() -> None:
    needed = needs(bus=[10.0, 10.0], heat=[4.0, 4.0])
    given_money = [
        brings("grant", [10.0, 10.0], measure="bus"),
        brings("budget", [4.0, 4.0], area="energy"),
    ]
    grant, budget = failures(needed, given_money)
    assert (grant.source, grant.gap.tolist()) == ("grant", [10.0, 10.0])
    assert grant.by_measure == {"bus": 20.0}
    assert budget.by_measure == {"heat": 8.0}


def test_stages_tell_when_money_is_needed_and_from_when_it_is_short() -> None:
    found = balance(
        needs(bus=[0.0, 10.0, 10.0], heat=[4.0, 4.0, 0.0], path=[0.0, 0.0, 0.0]),
        [
            brings("grant", [15.0, 0.0, 0.0], measure="bus"),
            brings("city", [8.0, 0, 0], area="energy"),
        ],
    )
    heat, bus = stages(found)
    assert (heat.measure, heat.first_year, heat.last_year, heat.short_from) == (
        "heat", 2020, 2021, None,
    )  # fmt: skip
    assert (bus.measure, bus.first_year, bus.needed, bus.promised) == ("bus", 2021, 20.0, 15.0)
    assert bus.short_from == 2022


def test_without_sources_everything_is_the_gap() -> None:
    found = balance(needs(bus=[1.0, 2.0]), [])
    assert found.total_gap.tolist() == [1.0, 2.0]
    assert found.total_sources.tolist() == [0.0, 0.0]
