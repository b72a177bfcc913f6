from dataclasses import replace

import pytest

from citypact.contract.contract import Contract
from citypact.contract.states import CONDITIONS, NEXT, conditions, signatories, unmet
from citypact.contract.version import STATES

EVERYBODY = ("agency", "energy-company", "municipality", "programme", "region")


def in_state(contract: Contract, state: str) -> tuple[str, ...]:
    """What stands in the way of a version in ``state`` for each state it may go on to."""
    version = replace(contract.version("2026"), state=state)
    return tuple(reason for to in NEXT[state] for reason in unmet(contract, version, to))


def test_every_state_has_its_followers_and_no_other_is_reached(contract: Contract) -> None:
    assert tuple(NEXT) == STATES
    version = contract.version("2026")
    for state in STATES:
        for to in STATES:
            if to not in NEXT[state]:
                (reason,) = unmet(contract, replace(version, state=state), to)
                assert f"not to {to}" in reason


def test_groups_do_not_sign_and_parties_do(contract: Contract) -> None:
    assert signatories(contract) == EVERYBODY


@pytest.mark.parametrize("missing", EVERYBODY)
def test_nothing_is_agreed_or_signed_until_every_party_has(
    contract: Contract, missing: str
) -> None:
    others = [party for party in EVERYBODY if party != missing]
    version = replace(contract.version("2026"), state="in review")
    assert unmet(contract, version, "agreed", accepted=others) == (
        f"not accepted yet by: {missing}",
    )
    signing = replace(version, state="signing")
    assert f"not signed yet by: {missing}" in unmet(contract, signing, "in force", signed=others)
    assert unmet(contract, version, "agreed", accepted=EVERYBODY) == ()
    assert unmet(contract, signing, "in force", signed=EVERYBODY) == ()


def test_a_version_with_open_findings_does_not_go_to_signing(contract: Contract) -> None:
    version = replace(contract.version("2026"), state="agreed")
    assert unmet(contract, version, "signing", accepted=EVERYBODY) == ()
    (reason,) = unmet(contract, version, "signing", accepted=EVERYBODY, findings=2)
    assert "2 findings" in reason


def test_after_the_first_signature_there_is_no_way_back(contract: Contract) -> None:
    version = replace(contract.version("2026"), state="signing")
    assert unmet(contract, version, "in review") == ()
    assert unmet(contract, version, "in review", signed=["region"]) == (
        "signed already by: region",
    )


def test_an_empty_draft_is_not_reviewed(contract: Contract) -> None:
    version = replace(contract.version("2026"), commitments=())
    assert unmet(contract, version, "in review") == ("it holds no commitment",)


def test_an_older_year_does_not_come_into_force_after_a_later_one(contract: Contract) -> None:
    version = replace(contract.version("2026"), state="signing", year=2025)
    found = unmet(contract, version, "in force", signed=EVERYBODY)
    assert found == ("the version 2025 is in force, and is of the same year or a later one",)


def test_what_holds_is_told_beside_what_does_not(contract: Contract) -> None:
    version = replace(contract.version("2026"), state="agreed")
    asked = conditions(contract, version, "signing", accepted=EVERYBODY[1:], findings=0)
    assert [(each.name, each.names, each.met) for each in asked] == [
        ("accepted", EVERYBODY[:1], False),
        ("no findings", (), True),
    ]


def test_every_condition_is_asked_for_some_step_and_has_its_words(contract: Contract) -> None:
    asked = {
        each.name
        for state, followers in NEXT.items()
        for to in followers
        for each in conditions(contract, replace(contract.version("2026"), state=state), to)
    }
    assert asked == set(CONDITIONS)
