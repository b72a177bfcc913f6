"""What may not be written is proposed, and decided on by whoever may write it."""

import pytest
from django.core.exceptions import PermissionDenied
from tests.apps.drafting.writing import OWNER, edit_of, somebody, taken_in

from citypact.apps.conduct.actor import OPERATOR, Role
from citypact.apps.conduct.fields import FieldsError
from citypact.apps.conduct.models import Event
from citypact.apps.conduct.verifying import verify
from citypact.apps.drafting.actions import WriteRows
from citypact.apps.drafting.models import KeptContract, Proposal
from citypact.apps.drafting.proposals import DecideProposal, Propose, WithdrawProposal
from citypact.apps.drafting.rows import NEW, ConflictError, Edit, rows_of
from citypact.errors import ContractError, InputError

pytestmark = pytest.mark.django_db

GRANTS = "2026:grants"


def proposed(kept: KeptContract, *, text: str = "Utlysa mer medel", reason: str = "") -> Proposal:
    """The programme's reviewer would have the agency promise something else."""
    edit = edit_of(kept, "commitments", GRANTS, text_sv=text)
    return Propose(kept.pk, edit, reason, somebody("programme", Role.REVIEWER)).perform()


def text_of(kept: KeptContract, key: str = GRANTS) -> str:
    return str(rows_of(kept).tables["commitments"][key].cells["text_sv"])


def decided(proposal: Proposal, *, accept: bool = True, edit: Edit | None = None) -> Proposal:
    editor = somebody("agency", Role.EDITOR)
    return DecideProposal(proposal.pk, accept, "Ja, gärna", editor, edit).perform()


def test_a_proposal_changes_nothing_until_it_is_accepted() -> None:
    kept = taken_in()
    before = text_of(kept)
    made = proposed(kept)
    assert text_of(kept) == before
    assert (made.clause, made.party, made.role) == ("state", "programme", "reviewer")
    assert made.before is not None
    assert made.before["text_sv"] == before
    done = decided(made)
    assert (done.state, done.answer, done.decided_for) == ("accepted", "Ja, gärna", "agency")
    assert text_of(kept) == "Utlysa mer medel"
    event = Event.objects.get(code="drafting.proposal.accepted")
    assert event.values["by"] == {"for": "agency", "role": "editor"}
    assert event.values["before"][0]["text_sv"] == before
    assert event.values["clauses"] == ["2026:state"]
    assert verify().whole


def test_what_is_declined_changes_nothing_and_is_decided_once() -> None:
    kept = taken_in()
    before = text_of(kept)
    made = proposed(kept)
    assert decided(made, accept=False).state == "declined"
    assert text_of(kept) == before
    with pytest.raises(InputError, match="already"):
        decided(made)
    with pytest.raises(InputError, match="no proposal 99"):
        WithdrawProposal(99, OPERATOR).perform()
    with pytest.raises(InputError, match="no proposal 99"):
        DecideProposal(99, True, "", OPERATOR).perform()  # noqa: FBT003  as the field is named


def test_a_row_that_has_changed_since_is_told_and_both_are_brought_together() -> None:
    kept = taken_in()
    made = proposed(kept)
    WriteRows(
        kept.pk,
        (edit_of(kept, "commitments", GRANTS, due="2031"),),
        somebody("agency", Role.EDITOR),
    ).perform()
    with pytest.raises(ConflictError):
        decided(made)
    made.refresh_from_db()
    assert made.state == "open"
    together = edit_of(kept, "commitments", GRANTS, text_sv="Utlysa mer medel")
    decided(made, edit=together)
    cells = rows_of(kept).tables["commitments"][GRANTS].cells
    assert (cells["text_sv"], cells["due"]) == ("Utlysa mer medel", "2031")
    other = edit_of(kept, "commitments", "2026:learning", text_sv="x")
    with pytest.raises(InputError, match="another row"):
        DecideProposal(proposed(kept, text="y").pk, True, "", OPERATOR, other).perform()  # noqa: FBT003  as the field is named


def test_only_who_may_write_the_row_decides_and_only_who_made_it_withdraws() -> None:
    kept = taken_in()
    made = proposed(kept)
    for actor in (somebody("programme", Role.COORDINATOR), somebody("agency", Role.SIGNATORY)):
        with pytest.raises(PermissionDenied):
            DecideProposal(made.pk, True, "", actor).perform()  # noqa: FBT003  as the field is named
        with pytest.raises(PermissionDenied):
            WithdrawProposal(made.pk, actor).perform()
    assert WithdrawProposal(made.pk, somebody("programme", Role.REVIEWER)).perform().state == (
        "withdrawn"
    )
    edit = edit_of(kept, "commitments", GRANTS, due="2031")
    with pytest.raises(PermissionDenied):
        Propose(kept.pk, edit, "", somebody("programme", Role.READER)).perform()


def test_a_commitment_that_is_proposed_away_takes_along_what_it_carries() -> None:
    kept = taken_in()
    row = rows_of(kept).tables["commitments"]["2026:capture"]
    made = Propose(
        kept.pk,
        Edit("commitments", row.key, None, row.revision),
        "",
        somebody(OWNER, Role.REVIEWER),
    ).perform()
    assert made.cells is None
    DecideProposal(made.pk, True, "", somebody("energy-company", Role.EDITOR)).perform()  # noqa: FBT003  as the field is named
    rows = rows_of(kept).tables
    assert row.key not in rows["commitments"]
    left = [key for table in rows.values() for key in table if key.startswith("2026:capture")]
    assert left == []


def test_a_new_clause_is_shown_by_the_one_above_it() -> None:
    kept = taken_in()
    cells = {"version": "2026", "id": "ports", "parent": "city", "order": "3", "title_sv": "Hamnen"}
    reviewer = somebody("region", Role.REVIEWER)
    made = Propose(kept.pk, Edit("clauses", "2026:ports", cells, NEW), "", reviewer).perform()
    assert made.clause == "city"
    top = Edit("clauses", "2026:top", {**cells, "id": "top", "parent": ""}, NEW)
    assert Propose(kept.pk, top, "", reviewer).perform().clause == ""


def test_what_could_not_stand_is_not_proposed() -> None:
    kept = taken_in()
    reviewer = somebody("programme", Role.REVIEWER)
    bad = edit_of(kept, "commitments", GRANTS, strength="promises", party="nobody")
    with pytest.raises(ContractError) as caught:
        Propose(kept.pk, bad, "", reviewer).perform()
    assert {each.column for each in caught.value.problems} == {"strength", "party"}
    with pytest.raises(InputError, match="Nothing is changed"):
        Propose(kept.pk, edit_of(kept, "commitments", GRANTS), "", reviewer).perform()
    with pytest.raises(InputError, match="only clauses"):
        Propose(kept.pk, edit_of(kept, "parties", "agency", title_sv="x"), "", reviewer).perform()
    old = edit_of(kept, "commitments", "2025:grants", text_sv="x")
    with pytest.raises(InputError, match="is in force"):
        Propose(kept.pk, old, "", reviewer).perform()
    with pytest.raises(FieldsError) as long:
        proposed(kept, reason="x" * 2001)
    assert long.value.problems.keys() == {"reason"}
    with pytest.raises(ContractError, match="the text is too long"):
        proposed(kept, text="x" * 50_001)
    assert not Proposal.objects.exists()
    assert not Event.objects.filter(code__contains="proposal").exists()


def test_no_event_tells_the_reason_or_the_answer() -> None:
    kept = taken_in()
    made = proposed(kept, reason="Hemlig anledning")
    decided(made)
    told = [str(event.values) for event in Event.objects.filter(code__contains="proposal")]
    assert len(told) == 2
    assert not any("Hemlig" in each or "gärna" in each for each in told)
