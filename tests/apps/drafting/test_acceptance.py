"""A party accepts a clause as it stands; what changes is accepted no more."""

import pytest
from django.core.exceptions import PermissionDenied
from tests.apps.drafting.writing import OWNER, account_in, edit_of, somebody, taken_in

from citypact.apps.conduct.actor import OPERATOR, Actor, Role
from citypact.apps.conduct.models import Event
from citypact.apps.drafting.acceptance import AcceptClauses, WithdrawAcceptance, signs
from citypact.apps.drafting.actions import WriteRows
from citypact.apps.drafting.content import clause_hashes
from citypact.apps.drafting.models import Acceptance, KeptContract
from citypact.apps.drafting.rows import Edit, rows_of
from citypact.apps.drafting.selectors import acceptances_of, accepted_parties
from citypact.contract.folder import open_contract, packaged_contracts
from citypact.contract.states import signatories
from citypact.contract.writing import contract_rows
from citypact.errors import InputError

pytestmark = pytest.mark.django_db


def accept(kept: KeptContract, party: str, *clauses: str, actor: Actor = OPERATOR) -> None:
    """Accept clauses of the draft, all where none is named, as they stand."""
    now = clause_hashes(rows_of(kept), "2026")
    chosen = {name: now[name] for name in clauses or now}
    AcceptClauses(kept.pk, "2026", party, chosen, actor).perform()


def accepted(kept: KeptContract) -> frozenset[str]:
    return accepted_parties(rows_of(kept), "2026")


def write(kept: KeptContract, *edits: Edit) -> None:
    WriteRows(kept.pk, edits, OPERATOR).perform()


def test_a_party_has_accepted_when_it_accepts_every_clause() -> None:
    kept = taken_in()
    accept(kept, "agency", "purpose", "city", "heat", "mobility", "state")
    assert accepted(kept) == frozenset()
    accept(kept, "agency", "follow-up")
    assert accepted(kept) == {"agency"}
    accept(kept, "region")
    assert accepted(kept) == {"agency", "region"}
    assert accepted_parties(rows_of(kept), "2030") == frozenset()


@pytest.mark.parametrize(
    ("table", "key", "cells"),
    [
        ("clauses", "2026:heat", {"text_sv": "Ny text"}),
        ("clauses", "2026:heat", {"title_en": "Heating"}),
        ("clauses", "2026:heat", {"parent": "state"}),
        ("commitments", "2026:capture", {"strength": "intends"}),
        ("commitments", "2026:capture", {"due": "2032"}),
        ("commitment_measures", "2026:capture:carbon-capture", {"level": "0.5"}),
    ],
)
def test_what_changes_what_a_clause_says_makes_it_accepted_no_more(
    table: str, key: str, cells: dict[str, str]
) -> None:
    kept = taken_in()
    accept(kept, "agency")
    write(kept, edit_of(kept, table, key, **cells))
    assert accepted(kept) == frozenset()
    accept(kept, "agency", "heat")
    assert accepted(kept) == {"agency"}


@pytest.mark.parametrize(
    ("table", "key", "cells"),
    [
        ("clauses", "2026:heat", {"number": "2.9"}),
        ("clauses", "2026:heat", {"order": "7"}),
        ("commitments", "2026:capture", {"status": "under way", "evidence_sv": "Ja"}),
        ("commitments", "2026:capture", {"source_detail": "s. 4"}),
    ],
)
def test_numbers_order_and_follow_up_ask_nobody_to_accept_again(
    table: str, key: str, cells: dict[str, str]
) -> None:
    kept = taken_in()
    accept(kept, "agency")
    write(kept, edit_of(kept, table, key, **cells))
    assert accepted(kept) == {"agency"}


def test_a_row_that_is_added_or_taken_away_makes_its_clause_accepted_no_more() -> None:
    kept = taken_in()
    row = rows_of(kept).tables["commitment_indicators"]["2026:charging:chargers"]
    accept(kept, "agency")
    write(kept, Edit("commitment_indicators", row.key, None, row.revision))
    assert accepted(kept) == frozenset()
    write(kept, Edit("commitment_indicators", row.key, row.cells, 0))
    assert accepted(kept) == {"agency"}  # it says again what was accepted


def test_a_commitment_that_moves_changes_both_clauses() -> None:
    kept = taken_in()
    before = clause_hashes(rows_of(kept), "2026")
    write(kept, edit_of(kept, "commitments", "2026:capture", clause="mobility"))
    after = clause_hashes(rows_of(kept), "2026")
    assert {name for name in before if before[name] != after[name]} == {"heat", "mobility"}


def test_what_has_changed_since_it_was_read_is_not_accepted() -> None:
    kept = taken_in()
    read = clause_hashes(rows_of(kept), "2026")
    write(kept, edit_of(kept, "clauses", "2026:heat", text_sv="Ny text"))
    with pytest.raises(InputError, match="Changed since you read it: heat"):
        AcceptClauses(kept.pk, "2026", "agency", read, OPERATOR).perform()
    assert acceptances_of(kept.pk, "2026") == []


def test_an_acceptance_is_taken_back_once_and_both_are_events_without_names() -> None:
    kept = taken_in()
    signatory = somebody("agency", Role.SIGNATORY)
    accept(kept, "agency", "heat", actor=signatory)
    accept(kept, "agency", "heat", actor=signatory)  # nothing new: no event
    taking_back = WithdrawAcceptance(kept.pk, "2026", "agency", "heat", signatory)
    taking_back.perform()
    with pytest.raises(InputError, match="nothing to take back"):
        taking_back.perform()
    done, undone = Event.objects.filter(code__startswith="drafting.").exclude(
        code="drafting.contract.taken_in"
    )
    assert (done.code, undone.code) == (
        "drafting.clauses.accepted",
        "drafting.acceptance.withdrawn",
    )
    assert done.values["clauses"] == undone.values["clauses"] == ["2026:heat"]
    assert done.values["by"] == {"for": "agency", "role": "signatory"}
    assert done.organisation == "agency"
    assert account_in("agency", Role.SIGNATORY).email not in str(done.values)


def test_only_a_party_that_signs_accepts_and_only_a_version_that_is_open() -> None:
    kept = taken_in()
    with pytest.raises(InputError, match="signs nothing"):
        accept(kept, "everybody")
    old = clause_hashes(rows_of(kept), "2025")
    with pytest.raises(InputError, match="is in force"):
        AcceptClauses(kept.pk, "2025", "agency", old, OPERATOR).perform()
    with pytest.raises(InputError, match="no version 2031"):
        AcceptClauses(kept.pk, "2031", "agency", {}, OPERATOR).perform()
    with pytest.raises(InputError, match="no contract nowhere"):
        AcceptClauses("nowhere", "2026", "agency", {}, OPERATOR).perform()
    assert not Acceptance.objects.exists()


@pytest.mark.parametrize("name", packaged_contracts())
def test_who_signs_is_who_the_contract_says(name: str) -> None:
    contract = open_contract(name)
    cells = {row["id"]: row for row in contract_rows(contract)["parties"]}
    yes = {key for key, row in cells.items() if row["signs"] == "yes"}
    assert yes == set(signatories(contract))


def test_who_signs_is_read_from_the_rows() -> None:
    kept = taken_in()
    assert set(signs(rows_of(kept))) == set(signatories(open_contract("template")))


def test_a_party_accepts_for_itself_and_the_owner_for_one_that_has_nobody_here() -> None:
    kept = taken_in()
    of_owner = somebody(OWNER, Role.SIGNATORY)
    accept(kept, "region", "heat", actor=of_owner)
    somebody("region", Role.READER)  # from now on the region has somebody, who may accept nothing
    for actor in (of_owner, somebody("region", Role.READER), somebody("agency", Role.SIGNATORY)):
        with pytest.raises(PermissionDenied):
            accept(kept, "region", "heat", actor=actor)
    accept(kept, "region", "mobility", actor=somebody("region", Role.COORDINATOR))
    roles = {each.clause: each.role for each in acceptances_of(kept.pk, "2026")}
    assert roles == {"heat": "signatory", "mobility": "coordinator"}
