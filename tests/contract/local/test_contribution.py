"""§ 9.10: quantities add up, and nothing is counted twice."""

from dataclasses import replace

import numpy as np
import pytest
from tests.contract.local.companies import company, with_companies

from citypact.book import Book
from citypact.contract.adequacy import adequacy
from citypact.contract.commitment import Carried
from citypact.contract.contract import Contract, Wording
from citypact.contract.local.carrying import with_quantities
from citypact.contract.local.contribution import Contribution, contribution
from citypact.contract.local.sign_up import PlannedAction, SignUp
from citypact.contract.local.yardstick import Yardstick
from citypact.contract.outlook import contract_outlook
from citypact.contract.promised_scenario import city_with_promises
from citypact.contract.strength import STRENGTHS
from citypact.contract.version import Version
from citypact.model import run_scenario

DRAWS = 64


def surely(contract: Contract) -> Contract:
    sure = {name: Wording(name, 1.0, "exempel", "assumption") for name in STRENGTHS}
    return replace(contract, wordings=sure)


def added(
    local: Contract,
    known: dict[str, Yardstick],
    book: Book,
    said: list[SignUp],
    *beside: Contract,
) -> Contribution:
    contract, version = with_companies(local, known, said)
    return contribution(contract, version, book, beside, draws=DRAWS)


def cyclists(known: dict[str, Yardstick], *shares: float, what: str = "") -> list[SignUp]:
    full = known["cycling"].full
    return [
        company(place, PlannedAction("cycling", share * full, 2028, object=what))
        for place, share in enumerate(shares)
    ]


def test_without_other_contracts_it_is_the_adequacy_of_the_local_one(
    local: Contract, known: dict[str, Yardstick], book: Book
) -> None:
    contract, version = with_companies(local, known, cyclists(known, 0.1, 0.3))
    one = adequacy(contract, version, book, draws=DRAWS)
    other = contribution(contract, version, book, draws=DRAWS)
    assert other.on_top == pytest.approx(other.alone) == pytest.approx(one.cut)
    assert other.overlap == pytest.approx(0.0)
    assert other.own == 0.0
    assert other.closed == one.closed
    assert other.by_party == pytest.approx(one.by_party)
    assert sum(other.by_party.values()) == pytest.approx(other.on_top)
    assert other.by_area == pytest.approx({"mobility": other.on_top})
    # The measure is the board's, the promised part of it the companies' own.
    assert one.by_authority == pytest.approx({"business": one.cut})


def test_two_companies_add_up_until_the_measure_is_in_full(
    local: Contract, known: dict[str, Yardstick], book: Book
) -> None:
    sure = surely(local)
    one, two, all_, more = (
        added(sure, known, book, cyclists(known, *shares)).on_top
        for shares in ((0.25,), (0.25, 0.25), (0.5, 0.5), (0.5, 0.5, 0.5))
    )
    # The last fifth of a mile replaces as much as the first: the cut is linear in the level.
    assert two == pytest.approx(2.0 * one)
    assert all_ == pytest.approx(4.0 * one)
    assert more == pytest.approx(all_)


def test_two_who_promise_the_same_are_counted_once_and_share_it(
    local: Contract, known: dict[str, Yardstick], book: Book
) -> None:
    sure = surely(local)
    once = added(sure, known, book, cyclists(known, 0.3))
    twice = added(sure, known, book, cyclists(known, 0.3, 0.3, what="harbour"))
    assert twice.on_top == pytest.approx(once.on_top)
    first, second = twice.by_party.values()
    assert first == pytest.approx(second)
    assert twice.promised["cycling"].quantity == pytest.approx(once.promised["cycling"].quantity)
    assert (once.promised["cycling"].companies, twice.promised["cycling"].companies) == (1, 2)


def test_what_the_city_promises_already_is_not_counted_again(
    local: Contract, contract: Contract, known: dict[str, Yardstick], book: Book
) -> None:
    """The city surely carries the cycle lanes in full: cyclists add nothing to that."""
    sure = surely(local)
    found = added(sure, known, book, cyclists(known, 0.2, 0.4), certain(contract))
    assert found.alone > 0.0
    assert found.on_top == pytest.approx(0.0, abs=1e-12)
    assert found.overlap == pytest.approx(found.alone)
    assert found.beside == ("template",)
    driven = PlannedAction("diesel-cars", known["diesel-cars"].full, 2028)
    other = added(sure, known, book, [company(1, driven)], certain(contract, level=0.0))
    assert other.on_top > 0.0


def certain(contract: Contract, level: float = 1.0) -> Contract:
    """The city's own contract, surely carrying the cycle lanes and nothing else."""
    version = contract.version()
    own = replace(
        version.commitment["cycle-lanes"],
        measures=(Carried("cycling", level, 1.0, "reported"),),
    )
    alone: Version = replace(version, commitments=(own,))
    return replace(contract, versions={version.id: alone})


def test_the_more_the_city_promises_the_less_companies_add(
    local: Contract, contract: Contract, known: dict[str, Yardstick], book: Book
) -> None:
    sure, said = surely(local), cyclists(known, 0.6)
    on_top = [
        added(sure, known, book, said, certain(contract, level)).on_top
        for level in (0.0, 0.2, 0.6, 1.0)
    ]
    assert on_top == sorted(on_top, reverse=True)
    assert on_top[0] == pytest.approx(1.5 * on_top[1])
    assert on_top[2] == pytest.approx(0.0, abs=1e-12)


def test_the_order_of_companies_does_not_matter(
    local: Contract, known: dict[str, Yardstick], book: Book
) -> None:
    said = cyclists(known, 0.1, 0.3, 0.2)
    one, other = (added(local, known, book, some) for some in (said, said[::-1]))
    assert one.on_top == pytest.approx(other.on_top)
    assert one.by_party == pytest.approx(other.by_party)
    assert one.promised == other.promised


def test_nobody_is_given_more_than_it_would_cut_alone(
    local: Contract, known: dict[str, Yardstick], book: Book
) -> None:
    sure, said = surely(local), cyclists(known, 0.5, 0.9)
    both = added(sure, known, book, said).by_party
    for each in said:
        ((party, alone),) = added(sure, known, book, [each]).by_party.items()
        assert both[party] <= alone + 1e-12


def test_a_looser_wording_never_adds_more(
    local: Contract, known: dict[str, Yardstick], book: Book
) -> None:
    full = known["cycling"].full
    on_top = [
        added(
            local, known, book, [company(1, PlannedAction("cycling", full, 2028, strength))]
        ).on_top
        for strength in STRENGTHS
    ]
    assert on_top == sorted(on_top, reverse=True)
    assert on_top[-1] > 0.0


def test_what_is_due_after_the_target_adds_nothing_to_it(
    local: Contract, known: dict[str, Yardstick], book: Book
) -> None:
    late = company(1, PlannedAction("cycling", known["cycling"].full, 2031))
    found = added(local, known, book, [late])
    assert found.on_top == 0.0
    assert found.by_party == {}
    assert found.promised["cycling"].companies == 1


def test_with_every_promise_kept_it_is_the_scenario_of_the_promises(
    local: Contract, known: dict[str, Yardstick], book: Book
) -> None:
    """Parts add up in the scenario, whose money is told, as they do in the draws."""
    both = PlannedAction("petrol-cars", known["petrol-cars"].full, 2028)
    said = [*cyclists(known, 0.25, 0.5), company(7, both)]
    contract, version = with_companies(surely(local), known, said)
    seen = contract_outlook(book, version, 1)
    filled = with_quantities(contract, version, seen)
    city, scenario = city_with_promises(filled, seen.city, seen.reference)
    assert scenario.levels["cycling"] == pytest.approx(0.75)
    assert scenario.levels["electric-cars"] == pytest.approx(known["petrol-cars"].weight)
    result = run_scenario(city, scenario.id, draws=DRAWS, measures=False)
    outcome = next(each for each in result.targets if each.id == seen.target.id)
    found = adequacy(contract, version, book, draws=DRAWS)
    assert found.probability == outcome.probability
    levels = {name: np.full(DRAWS, level) for name, level in scenario.levels.items()}
    numbers = np.arange(DRAWS, dtype=np.int64)
    cut = seen.results({"cycling": np.zeros(DRAWS)}, numbers) - seen.results(levels, numbers)
    assert found.cut == pytest.approx(cut.mean())
