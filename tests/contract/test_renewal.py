from dataclasses import replace

import pytest

from citypact.contract.contract import Contract
from citypact.contract.difference import difference
from citypact.contract.folder import open_contract
from citypact.contract.renewal import renewed
from citypact.errors import InputError


def one_version(contract: Contract) -> Contract:
    return replace(contract, versions={"2025": contract.version("2025")})


def test_next_years_version_holds_all_but_what_is_over(contract: Contract) -> None:
    version = contract.version("2025")
    draft = renewed(one_version(contract), version)
    assert (draft.id, draft.year, draft.state, draft.previous) == ("2026", 2026, "draft", "2025")
    assert draft.signed == ""
    assert set(version.commitment) - set(draft.commitment) == {"pilot"}
    assert not any(each.status or each.evidence_sv for each in draft.commitments)
    assert {one.kinds for one in difference(version, draft).commitments} == {("dropped",)}


def test_what_is_to_be_done_every_year_is_never_over(contract: Contract) -> None:
    version = contract.version("2025")
    yearly = replace(version.commitment["pilot"], yearly=True)
    changed = replace(version, commitments=(yearly,))
    assert renewed(one_version(contract), changed).commitment["pilot"] == replace(
        yearly, status="", evidence_sv="", evidence_en=""
    )


def test_a_second_draft_of_the_same_year_is_refused(contract: Contract) -> None:
    with pytest.raises(InputError, match="has a version '2026' already"):
        renewed(contract, contract.version("2025"))
    with pytest.raises(InputError, match="the version 2026 was drawn up from 2025 already"):
        renewed(contract, contract.version("2025"), year=2027)
    with pytest.raises(InputError, match="2025 is not later"):
        renewed(contract, contract.version("2025"), year=2025)


def test_malmos_contract_can_be_renewed_for_the_next_year() -> None:
    contract = open_contract("malmo-national")
    draft = renewed(contract, contract.version())
    over = set(contract.version().commitment) - set(draft.commitment)
    assert draft.year == 2025
    assert all((contract.version().commitment[name].due or 9999) < 2025 for name in over)
