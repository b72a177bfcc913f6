from dataclasses import replace
from itertools import pairwise

import pytest

from citypact.book import Book, open_book
from citypact.contract.adequacy import Adequacy, adequacy
from citypact.contract.change import restated, with_commitment, without_commitment
from citypact.contract.commitment import Carried, Commitment
from citypact.contract.contract import Contract, Wording
from citypact.contract.folder import main_contract, open_contract
from citypact.contract.promised_scenario import city_with_promises
from citypact.contract.strength import STRENGTHS
from citypact.contract.version import Version
from citypact.errors import InputError
from citypact.model import run_scenario

DRAWS = 400


@pytest.fixture(scope="module")
def found(contract: Contract, book: Book) -> Adequacy:
    return adequacy(contract, contract.version(), book, draws=DRAWS)


def surely(contract: Contract) -> Contract:
    """The contract as it would be if every promise were kept."""
    sure = {name: Wording(name, 1.0, "exempel", "assumption") for name in STRENGTHS}
    return replace(contract, wordings=sure)


def certain(version: Version) -> Version:
    """The version without certainties of its own."""
    return replace(
        version,
        commitments=tuple(
            replace(each, measures=tuple(replace(one, certainty=None) for one in each.measures))
            for each in version.commitments
        ),
    )


def test_every_breakdown_sums_to_the_cut(found: Adequacy) -> None:
    for part in (
        found.by_party,
        found.by_sector,
        found.by_area,
        found.by_authority,
        found.by_strength,
        found.by_commitment,
    ):
        assert sum(part.values()) == pytest.approx(found.cut, abs=1e-9)
    assert found.cut + found.uncommitted.left == pytest.approx(found.mean_gap, abs=1e-9)


def test_the_parts_of_what_nobody_promised_agree(found: Adequacy) -> None:
    rest = found.uncommitted
    assert sum(rest.measures.values()) == pytest.approx(sum(rest.by_authority.values()))
    assert all(kt >= 0.0 for kt in rest.remaining_by_authority.values())


def test_commitments_that_the_model_cannot_carry_are_counted_and_given_no_tonnes(
    contract: Contract, found: Adequacy
) -> None:
    uncounted = {name for ids in found.not_computable.values() for name in ids}
    assert uncounted == {"grants", "learning", "pilot", "yearly-report"}
    assert not uncounted & set(found.by_commitment)
    assert found.computable + len(uncounted) == found.commitments == 9
    assert set(found.not_computable) == {"finance", "innovate", "learn", "report"}
    assert set(found.by_commitment) <= set(contract.version().commitment)


def test_with_every_promise_kept_it_is_the_scenario_of_the_promises(
    contract: Contract, book: Book
) -> None:
    version = certain(contract.version())
    found = adequacy(surely(contract), version, book, draws=DRAWS, seed=3)
    city, scenario = city_with_promises(version, book.city(), book.city().scenarios["reference"])
    result = run_scenario(city, scenario.id, draws=DRAWS, seed=3, measures=False)
    outcome = next(target for target in result.targets if target.id == "minus-70")
    assert found.probability == outcome.probability
    without = run_scenario(city, "reference", draws=DRAWS, seed=3, measures=False)
    reference = next(target for target in without.targets if target.id == "minus-70")
    assert found.gap == pytest.approx(reference.gap)
    assert found.probability_without == reference.probability


def test_without_promises_nothing_is_closed(contract: Contract, book: Book) -> None:
    empty = replace(contract.version(), commitments=())
    found = adequacy(contract, empty, book, draws=DRAWS)
    assert found.closed is not None
    assert (found.closed.p05, found.closed.median, found.closed.p95) == (0.0, 0.0, 0.0)
    assert found.cut == 0.0
    assert found.by_party == {}
    assert found.money.needed == found.money.promised == 0.0
    assert found.probability == found.probability_without


def test_a_firmer_promise_never_closes_less(contract: Contract, book: Book) -> None:
    version = contract.version()
    for looser, firmer in pairwise(reversed(STRENGTHS)):
        one, other = (
            adequacy(contract, restated(version, "capture", name), book, draws=DRAWS)
            for name in (looser, firmer)
        )
        assert other.cut >= one.cut - 1e-12
        assert other.probability >= one.probability


def test_one_more_commitment_changes_what_it_carries_and_nothing_else(
    contract: Contract, book: Book, found: Adequacy
) -> None:
    more = Commitment(
        "heat-pumps", "heat", "region", "undertakes", "carry out", "Värmepumpar",
        measures=(Carried("heat-pumps", 1.0, 1.0, "reported"),),
    )  # fmt: skip
    version = with_commitment(contract.version(), more)
    changed = adequacy(contract, version, book, draws=DRAWS)
    assert changed.cut > found.cut
    assert changed.gap == found.gap
    assert changed.by_party["region"] > 0.0
    back = adequacy(contract, without_commitment(version, "heat-pumps"), book, draws=DRAWS)
    assert back == found


def test_a_measure_promised_twice_is_counted_once(
    contract: Contract, book: Book, found: Adequacy
) -> None:
    twin = replace(contract.version().commitment["cycle-lanes"], id="twin", party="region")
    version = with_commitment(contract.version(), twin)
    sure = surely(contract)
    once = adequacy(sure, certain(contract.version()), book, draws=64)
    twice = adequacy(sure, certain(version), book, draws=64)
    assert twice.cut == pytest.approx(once.cut, abs=1e-9)
    assert twice.by_commitment["twin"] == pytest.approx(
        twice.by_commitment["cycle-lanes"], abs=1e-9
    )
    assert found.money.needed == pytest.approx(once.money.needed)


def test_the_order_of_commitments_changes_no_sum(contract: Contract, book: Book) -> None:
    version = contract.version()
    turned = replace(version, commitments=version.commitments[::-1])
    one = adequacy(contract, version, book, draws=DRAWS)
    other = adequacy(contract, turned, book, draws=DRAWS)
    assert (one.gap, one.closed, one.probability) == (other.gap, other.closed, other.probability)
    assert one.by_sector == pytest.approx(other.by_sector)


def test_json_holds_what_was_promised_of_it(found: Adequacy) -> None:
    said = found.to_json()
    assert {
        "target", "year", "gap", "closed", "probability", "by_party", "by_sector", "by_authority",
        "by_strength", "uncommitted", "money", "not_computable",
    } <= set(said)  # fmt: skip
    assert found.share(found.mean_gap) == 1.0


def test_malmos_national_contract_names_little_and_its_plan_more() -> None:
    """The national contract carries hardly any measure: what it closes is far below the plan's."""
    book = open_book("malmo")
    national = main_contract("malmo")
    plan = open_contract("malmo-eu")
    one = adequacy(national, national.version(), book, draws=DRAWS)
    other = adequacy(plan, plan.version(), book, draws=DRAWS)
    assert one.gap == other.gap > 0.0
    assert one.closed is not None
    assert other.closed is not None
    assert one.closed.median < other.closed.median
    assert one.commitments == 167
    assert one.computable < 10
    assert other.money.promised == pytest.approx(90.0)


def test_a_target_that_cannot_be_followed_is_refused(contract: Contract, book: Book) -> None:
    malmo = open_book("malmo")
    national = main_contract("malmo")
    version = replace(national.version(), target="tgt-consumption-3-1")
    with pytest.raises(InputError, match="tgt-consumption-3-1 cannot be computed"):
        adequacy(national, version, malmo)
    with pytest.raises(InputError, match="draws are 1 or more"):
        adequacy(contract, contract.version(), book, draws=0)
