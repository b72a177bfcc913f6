from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.contract.local.companies import company, with_companies

from citypact.book import Book
from citypact.choice.uses import uses_of_funds
from citypact.contract.contract import Contract
from citypact.contract.local.answer import LEAST, estimates
from citypact.contract.local.answering import answer, peers
from citypact.contract.local.sign_up import PlannedAction
from citypact.contract.local.yardstick import Yardstick
from citypact.contract.outlook import ContractOutlook
from citypact.model import run_scenario


def kt_of(
    local: Contract, seen: ContractOutlook, known: dict[str, Yardstick], *actions: PlannedAction
) -> float | None:
    contract, version = with_companies(local, known, [company(1, *actions)])
    (party,) = contract.parties
    return answer(contract, version, party, seen, known).kt


def test_one_action_in_full_is_the_effect_in_full_and_its_share_of_the_gap(
    local: Contract, seen: ContractOutlook, known: dict[str, Yardstick]
) -> None:
    yardstick = known["cycling"]
    said = company(1, PlannedAction("cycling", yardstick.full, 2028))
    contract, version = with_companies(local, known, [said])
    found = answer(contract, version, next(iter(contract.parties)), seen, known)
    assert found.kt == pytest.approx(yardstick.cut)
    assert found.share == pytest.approx(yardstick.cut / found.gap)
    (estimate,) = found.estimates
    assert estimate.kt == pytest.approx(yardstick.cut)
    assert (estimate.effect, estimate.beyond) == ("cycling-shift", 0.0)


def test_the_quick_estimate_is_the_model_where_the_model_is_linear(
    local: Contract, seen: ContractOutlook, known: dict[str, Yardstick]
) -> None:
    quantity = known["cycling"].full / 50.0
    said = company(1, PlannedAction("cycling", quantity, 2028))
    contract, version = with_companies(local, known, [said])
    found = answer(contract, version, next(iter(contract.parties)), seen, known)
    assert found.estimates[0].kt == pytest.approx(found.kt, rel=1e-6)


@settings(max_examples=15)
@given(
    kind=st.sampled_from(["cycling", "shorter", "petrol-cars", "diesel-cars", "litres"]),
    small=st.floats(0.001, 0.5),
    more=st.floats(1.0, 2.0),
)
def test_more_is_never_less(
    local: Contract,
    seen: ContractOutlook,
    known: dict[str, Yardstick],
    kind: str,
    small: float,
    more: float,
) -> None:
    full = known[kind].full
    few = kt_of(local, seen, known, PlannedAction(kind, small * full, 2028))
    many = kt_of(local, seen, known, PlannedAction(kind, small * more * full, 2028))
    assert few is not None
    assert many is not None
    assert 0.0 < few <= many + 1e-12
    assert many <= known[kind].cut + 1e-9


def test_what_is_beyond_the_effect_in_full_is_told_and_not_counted(
    local: Contract, seen: ContractOutlook, known: dict[str, Yardstick]
) -> None:
    yardstick = known["cycling"]
    said = company(1, PlannedAction("cycling", yardstick.full * 1.5, 2028))
    contract, version = with_companies(local, known, [said])
    (estimate,) = estimates(version.commitments, known, seen.year)
    assert estimate.kt == pytest.approx(yardstick.cut)
    assert estimate.beyond == pytest.approx(yardstick.full / 2.0)
    assert answer(contract, version, next(iter(contract.parties)), seen, known).kt == (
        pytest.approx(yardstick.cut)
    )


def test_what_comes_too_late_or_is_only_a_roadmap_is_missing_and_not_nothing(
    local: Contract, seen: ContractOutlook, known: dict[str, Yardstick]
) -> None:
    assert kt_of(local, seen, known, PlannedAction("cycling", 1e5, seen.year + 1)) is None
    assert kt_of(local, seen, known) is None


def test_what_it_costs_is_told_where_somebody_has_stated_it(
    local: Contract, book: Book, seen: ContractOutlook, known: dict[str, Yardstick]
) -> None:
    """The money of the measure falls due as far as the company takes it."""
    said = company(
        1,
        PlannedAction("cycling", known["cycling"].full / 4.0, 2028),
        PlannedAction("shorter", known["shorter"].full, 2028),
    )
    contract, version = with_companies(local, known, [said])
    found = answer(contract, version, next(iter(contract.parties)), seen, known)
    stated = [name for name in ("cycling", "denser-city") if seen.city.measures[name].flows]
    assert found.without_cost == tuple(
        name for name in ("cycling", "denser-city") if name not in stated
    )
    assert stated == ["cycling"]
    city = book.city()
    scenario = replace(city.scenarios["reference"], id="quarter", levels={"cycling": 0.25})
    city = replace(city, scenarios={**city.scenarios, "quarter": scenario})
    uses = uses_of_funds(city, run_scenario(city, "quarter", measures=False), seen.year)
    assert found.cost == pytest.approx(sum(flow.amount.sum() for flow in uses.flows))
    only = company(2, PlannedAction("shorter", 1e5, 2028))
    contract, version = with_companies(local, known, [only])
    assert answer(contract, version, next(iter(contract.parties)), seen, known).cost is None


def test_similar_companies_are_told_of_when_there_are_five(
    local: Contract, seen: ContractOutlook, known: dict[str, Yardstick]
) -> None:
    """§ 9.12: never of fewer, and never of others than those of the area and the size."""
    quantities = [1e4, 2e4, 3e4, 4e4, 5e4]
    said = [
        company(place, PlannedAction("cycling", quantity, 2028))
        for place, quantity in enumerate(quantities)
    ]
    others = [
        company(10, PlannedAction("cycling", 9e5, 2028), size="large"),
        company(11, PlannedAction("cycling", 9e5, 2028), area="heat"),
        company(12, PlannedAction("cycling", 9e5, 2040)),
        company(13),
    ]
    contract, version = with_companies(local, known, [*said, *others])
    found = peers(contract, version, known, seen.year, area="mobility", size="small")
    factor = known["cycling"].factor
    assert found is not None
    assert factor is not None
    assert found.count == LEAST
    assert (found.low, found.median, found.high) == pytest.approx(
        tuple(np.quantile(quantities, (0.25, 0.5, 0.75)) * factor)
    )
    own = next(iter(contract.parties))
    assert (
        peers(contract, version, known, seen.year, area="mobility", size="small", but=own) is None
    )
    assert peers(contract, version, known, seen.year, area="heat", size="small") is None


def test_the_band_lies_about_the_answer_and_grows_with_it(
    local: Contract, seen: ContractOutlook, known: dict[str, Yardstick]
) -> None:
    quantity = known["cycling"].full / 4.0
    found = {}
    for times in (1.0, 2.0):
        said = company(1, PlannedAction("cycling", times * quantity, 2028))
        contract, version = with_companies(local, known, [said])
        party = next(iter(contract.parties))
        assert answer(contract, version, party, seen, known).low is None
        found[times] = answer(contract, version, party, seen, known, draws=200)
    one, two = found[1.0], found[2.0]
    for each in found.values():
        assert each.low is not None
        assert each.high is not None
        assert each.kt is not None
        assert 0.0 < each.low < each.kt < each.high
    assert two.low == pytest.approx(2.0 * (one.low or 0.0), rel=1e-6)
    assert two.high == pytest.approx(2.0 * (one.high or 0.0), rel=1e-6)


def test_what_cannot_be_computed_has_no_band(
    local: Contract, seen: ContractOutlook, known: dict[str, Yardstick]
) -> None:
    contract, version = with_companies(local, known, [company(1)])
    found = answer(contract, version, next(iter(contract.parties)), seen, known, draws=50)
    assert (found.kt, found.low, found.high) == (None, None, None)
