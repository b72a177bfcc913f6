"""Rows are changed all or none, nobody's text is lost, and the contract stays whole."""

import pytest
from django.core.exceptions import PermissionDenied
from tests.apps.drafting.writing import OWNER, edit_of, somebody, taken_in

from citypact.apps.conduct.actor import OPERATOR, Role
from citypact.apps.conduct.models import Event
from citypact.apps.conduct.verifying import verify
from citypact.apps.drafting.actions import TakeInContract, WriteRows
from citypact.apps.drafting.models import KeptContract, KeptRow
from citypact.apps.drafting.rows import NEW, ConflictError, Edit, rows_of
from citypact.contract.folder import hash_contract, open_contract, packaged_contracts
from citypact.errors import ContractError, InputError

pytestmark = pytest.mark.django_db


def text_of(contract: KeptContract, key: str) -> str:
    return str(rows_of(contract).tables["commitments"][key].cells["text_sv"])


def open_commitment(contract: KeptContract) -> str:
    """Key of a commitment of the municipality's in the draft."""
    rows = rows_of(contract).tables["commitments"]
    return next(
        key for key, row in rows.items() if row.version == "2026" and row.cells["party"] == OWNER
    )


@pytest.mark.parametrize("name", packaged_contracts())
def test_a_contract_comes_out_as_it_went_in(name: str) -> None:
    contract = open_contract(name)
    if name != "template":
        from citypact.apps.parties.taking_over import take_over  # noqa: PLC0415  one case

        take_over(open_contract("template").parties.values())
        kept = TakeInContract(contract, OWNER, OPERATOR).perform()
    else:
        kept = taken_in()
    rows = rows_of(kept)
    assert rows.made() == contract
    assert rows.examined().content_hash(name) == hash_contract(name)


def test_a_change_is_written_with_what_stood_there_before() -> None:
    kept = taken_in()
    key = open_commitment(kept)
    before = text_of(kept, key)
    written = WriteRows(
        kept.pk, (edit_of(kept, "commitments", key, text_sv="Ny text"),), OPERATOR
    ).perform()
    assert text_of(kept, key) == "Ny text"
    assert written.revision == 2
    event = Event.objects.get(code="drafting.rows.changed")
    assert event.values["before"][0]["text_sv"] == before
    assert event.values["after"][0]["text_sv"] == "Ny text"
    assert event.values["rows"] == [f"commitments/{key}"]
    assert verify().whole


def test_the_second_of_two_writers_is_told_and_loses_nothing() -> None:
    kept = taken_in()
    key = open_commitment(kept)
    first = edit_of(kept, "commitments", key, text_sv="Den första")
    second = edit_of(kept, "commitments", key, text_sv="Den andra")
    WriteRows(kept.pk, (first,), OPERATOR).perform()
    with pytest.raises(ConflictError, match="Nothing of yours was written") as caught:
        WriteRows(kept.pk, (second,), OPERATOR).perform()
    ((edit, row),) = caught.value.edits
    assert edit.cells is not None
    assert edit.cells["text_sv"] == "Den andra"
    assert row is not None
    assert row.cells["text_sv"] == "Den första"


def test_whoever_changes_a_row_that_is_gone_is_told() -> None:
    kept = taken_in()
    indicators = rows_of(kept).tables["commitment_indicators"]
    key = next(key for key, row in indicators.items() if row.version == "2026")
    gone = Edit("commitment_indicators", key, None, indicators[key].revision)
    WriteRows(kept.pk, (gone,), OPERATOR).perform()
    assert not KeptRow.objects.filter(table="commitment_indicators", key=key).exists()
    with pytest.raises(ConflictError):
        WriteRows(kept.pk, (gone,), OPERATOR).perform()


def test_one_bad_row_keeps_all_from_being_written_and_every_problem_is_told() -> None:
    kept = taken_in()
    key = open_commitment(kept)
    good = edit_of(kept, "commitments", key, text_sv="Bra")
    bad = Edit("clauses", "2026:odd", {"version": "2026", "id": "odd", "parent": "nobody"}, NEW)
    with pytest.raises(ContractError) as caught:
        WriteRows(kept.pk, (good, bad), OPERATOR).perform()
    assert {each.column for each in caught.value.problems} >= {"order", "title_sv", "parent"}
    assert text_of(kept, key) != "Bra"
    assert KeptContract.objects.get().revision == 1


def test_nothing_changed_is_no_event_and_no_revision() -> None:
    kept = taken_in()
    WriteRows(kept.pk, (edit_of(kept, "commitments", open_commitment(kept)),), OPERATOR).perform()
    assert KeptContract.objects.get().revision == 1
    assert not Event.objects.filter(code="drafting.rows.changed").exists()


@pytest.mark.parametrize(
    ("edit", "said"),
    [
        (Edit("clauses", "2026:other", {"version": "2026", "id": "another"}, NEW), "identifier"),
        (Edit("colours", "red", {"id": "red"}, NEW), "no table colours"),
    ],
)
def test_what_is_no_row_of_a_contract_is_refused(edit: Edit, said: str) -> None:
    kept = taken_in()
    with pytest.raises(InputError, match=said):
        WriteRows(kept.pk, (edit,), OPERATOR).perform()


def test_a_version_that_is_agreed_or_in_force_keeps_its_text_and_its_state() -> None:
    kept = taken_in()
    rows = rows_of(kept).tables
    old = next(key for key, row in rows["commitments"].items() if row.version == "2025")
    with pytest.raises(InputError, match="its text cannot be changed"):
        WriteRows(kept.pk, (edit_of(kept, "commitments", old, text_sv="x"),), OPERATOR).perform()
    edit = edit_of(kept, "versions", "2026", state="in review")
    with pytest.raises(InputError, match="step of its own"):
        WriteRows(kept.pk, (edit,), OPERATOR).perform()


def test_a_partys_editor_writes_its_own_rows_and_no_others() -> None:
    kept = taken_in()
    rows = rows_of(kept).tables["commitments"]
    own = next(
        key
        for key, row in rows.items()
        if row.version == "2026" and row.cells["party"] == "programme"
    )
    editor = somebody("programme", Role.EDITOR)
    WriteRows(
        kept.pk, (edit_of(kept, "commitments", own, text_sv="Programmets"),), editor
    ).perform()
    assert text_of(kept, own) == "Programmets"
    for edit in (
        edit_of(kept, "commitments", open_commitment(kept), text_sv="Kapad"),
        edit_of(kept, "commitments", own, party=OWNER),
        edit_of(kept, "versions", "2026", note_sv="Kapad"),
    ):
        with pytest.raises(PermissionDenied):
            WriteRows(kept.pk, (edit,), editor).perform()
    edit = edit_of(kept, "commitments", own, text_sv="Kapad")
    for role in (Role.READER, Role.REVIEWER, Role.SIGNATORY):
        action = WriteRows(kept.pk, (edit,), somebody("programme", role))
        with pytest.raises(PermissionDenied):
            action.perform()
    assert text_of(kept, own) == "Programmets"


def test_a_contract_is_taken_in_once_and_by_who_may() -> None:
    kept = taken_in()
    with pytest.raises(InputError, match="already"):
        TakeInContract(open_contract("template"), OWNER, OPERATOR).perform()
    with pytest.raises(InputError, match="no organisation nobody"):
        TakeInContract(open_contract("malmo-eu"), "nobody", OPERATOR).perform()
    with pytest.raises(PermissionDenied):
        TakeInContract(
            open_contract("malmo-eu"), OWNER, somebody("programme", Role.COORDINATOR)
        ).perform()
    assert KeptContract.objects.get() == kept
