"""A change keeps what it does not touch, and is refused with all that is wrong with it."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.contract.local.companies import company, with_companies

from citypact.contract.contract import Contract
from citypact.contract.local.action import Report
from citypact.contract.local.changing import change_problems, changed, promised, withdrawn
from citypact.contract.local.reporting import reported
from citypact.contract.local.sign_up import PlannedAction, party_of
from citypact.contract.local.yardstick import Yardstick
from citypact.contract.version import Version
from citypact.errors import ContractError

CYCLING = PlannedAction("cycling", 5_000.0, 2028)
PUMPS = PlannedAction("pumps", 10.0, 2029)
SAID = replace(company(1, CYCLING, PUMPS), roadmap="Färdplan")


@pytest.fixture
def there(local: Contract, known: dict[str, Yardstick]) -> tuple[Contract, Version, str]:
    """A contract with two companies, and the first one's id."""
    contract, version = with_companies(local, known, [SAID, company(2, CYCLING)])
    return contract, version, party_of(SAID, local)[0].id


def with_commitments(version: Version, party: str, own: tuple[object, ...]) -> Version:
    others = [each for each in version.commitments if each.party != party]
    return replace(version, commitments=(*others, *own))  # type: ignore[arg-type]  # commitments


@given(
    kinds=st.lists(st.sampled_from(["cycling", "shorter", "pumps"]), unique=True),
    quantity=st.floats(0.1, 50.0),
    due=st.integers(2027, 2040),
    roadmap=st.sampled_from(["", "Ny plan", "Färdplan"]),
)
def test_what_is_promised_afterwards_is_what_was_said(
    local: Contract,
    known: dict[str, Yardstick],
    kinds: list[str],
    quantity: float,
    due: int,
    roadmap: str,
) -> None:
    contract, version = with_companies(local, known, [SAID])
    party = party_of(SAID, local)[0].id
    said = replace(
        SAID, actions=tuple(PlannedAction(kind, quantity, due) for kind in kinds), roadmap=roadmap
    )
    problems = change_problems(said, party, contract, version, known)
    if not kinds and not roadmap:
        assert [each.check for each in problems] == ["nothing"]
        return
    assert problems == ()
    own = changed(said, party, contract, version, known)
    after = promised(contract, with_commitments(version, party, own), party)
    assert (set(after.actions), after.roadmap) == (set(said.actions), roadmap)
    assert len({each.id for each in own}) == len(own)


def test_what_stays_keeps_its_identity_its_wording_and_its_reports(
    there: tuple[Contract, Version, str], known: dict[str, Yardstick]
) -> None:
    contract, version, party = there
    name = f"{party}.cycling"
    report = Report(version.year, 100.0, "Räknat", "Counted")
    version = reported(contract, version, name, report, known["cycling"], today=version.year)
    said = replace(SAID, actions=(replace(CYCLING, quantity=6_000.0, due=2029),), roadmap="")
    (kept,) = changed(said, party, contract, version, known)
    before = version.commitment[name]
    assert kept.action is not None
    assert (kept.id, kept.text_sv, kept.clause) == (before.id, before.text_sv, before.clause)
    assert (kept.action.quantity, kept.due, kept.action.reports) == (6_000.0, 2029, (report,))


def test_nothing_changes_where_the_same_is_said(
    there: tuple[Contract, Version, str], known: dict[str, Yardstick]
) -> None:
    contract, version, party = there
    own = changed(promised(contract, version, party), party, contract, version, known)
    assert own == tuple(each for each in version.commitments if each.party == party)


def test_what_was_right_on_its_day_is_not_judged_again_and_what_is_new_is(
    there: tuple[Contract, Version, str], known: dict[str, Yardstick]
) -> None:
    contract, version, party = there
    late = {"today": 2029}
    assert change_problems(SAID, party, contract, version, known, **late) == ()
    moved = replace(SAID, actions=(replace(CYCLING, quantity=1.0), PUMPS))
    found = change_problems(moved, party, contract, version, known, **late)
    assert [(each.check, each.row) for each in found] == [("past", 1)]
    with pytest.raises(ContractError, match="2029 or later"):
        changed(moved, party, contract, version, known, **late)


def test_who_leaves_takes_along_what_it_promised_and_nothing_else(
    there: tuple[Contract, Version, str],
) -> None:
    _contract, version, party = there
    left = withdrawn(version, party)
    assert {each.party for each in left.commitments} == {
        each.party for each in version.commitments
    } - {party}
    assert len(left.commitments) == len(version.commitments) - 3
