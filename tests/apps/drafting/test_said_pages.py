"""The pages on which something is proposed and commented on, and what comes of it."""

import pytest
from tests.apps.drafting.people import DRAFT, cells_of, client_of, sent, text_of
from tests.apps.drafting.writing import taken_in

from citypact.apps.conduct.actor import Role
from citypact.apps.drafting.models import Comment, KeptContract, Proposal

pytestmark = pytest.mark.django_db

CLAUSE = f"{DRAFT}clauses/heat/"
CAPTURE = f"{DRAFT}rows/commitments/capture/"


@pytest.fixture
def kept() -> KeptContract:
    return taken_in()


def test_what_may_not_be_written_is_proposed_by_the_same_form(kept: KeptContract) -> None:
    editor = client_of("programme", Role.EDITOR)
    page = text_of(editor, f"{CAPTURE}change/")
    assert 'value="propose"' in page
    assert 'value="write"' not in page
    refused = sent(editor, f"{CAPTURE}change/", text_sv="Kapad")
    assert "föreslå det i stället" in refused
    sent(editor, f"{CAPTURE}change/", "propose", text_sv="Fånga mer", reason="Det räcker inte")
    made = Proposal.objects.get()
    assert (made.party, made.reason) == ("programme", "Det räcker inte")
    owner = client_of("energy-company", Role.EDITOR)
    assert "Det räcker inte" in text_of(owner, CLAUSE)
    assert 'value="accept"' in text_of(owner, f"{DRAFT}proposals/{made.pk}/")
    assert 'value="accept"' not in text_of(editor, f"{DRAFT}proposals/{made.pk}/")
    owner.post(f"{DRAFT}proposals/{made.pk}/", {"as": "accept", "answer": "Ja"})
    assert cells_of(kept, "commitments", "2026:capture")["text_sv"] == "Fånga mer"
    assert "Ja" in text_of(editor, f"{DRAFT}proposals/{made.pk}/")


def test_a_proposal_that_meets_a_change_is_brought_together_with_it(kept: KeptContract) -> None:
    editor, owner = client_of("programme", Role.EDITOR), client_of("energy-company", Role.EDITOR)
    sent(editor, f"{CAPTURE}change/", "propose", text_sv="Fånga mer")
    made = Proposal.objects.get()
    sent(owner, f"{CAPTURE}change/", due="2034")
    answer = owner.post(f"{DRAFT}proposals/{made.pk}/", {"as": "accept"})
    assert answer.status_code == 422
    together = f"{CAPTURE}change/?proposal={made.pk}"
    assert together in answer.content.decode()
    form = owner.get(together).context["form"]
    assert (form["text_sv"].value(), form["due"].value()) == ("Fånga mer", "2034")
    sent(owner, together, proposal=str(made.pk))
    made.refresh_from_db()
    assert made.state == "accepted"
    cells = cells_of(kept, "commitments", "2026:capture")
    assert (cells["text_sv"], cells["due"]) == ("Fånga mer", "2034")


def test_a_proposal_is_withdrawn_or_declined(kept: KeptContract) -> None:
    editor = client_of("programme", Role.EDITOR)
    for text in ("Ett", "Två"):
        sent(editor, f"{CAPTURE}change/", "propose", text_sv=text)
    first, second = Proposal.objects.all()
    editor.post(f"{DRAFT}proposals/{first.pk}/withdraw/")
    client_of("energy-company", Role.EDITOR).post(
        f"{DRAFT}proposals/{second.pk}/", {"as": "decline", "answer": "Nej"}
    )
    assert [each.state for each in Proposal.objects.all()] == ["withdrawn", "declined"]
    page = text_of(editor, CLAUSE)
    assert "tillbakadraget" in page
    assert "avslaget" in page
    assert kept.revision == 1


def test_a_new_clause_is_proposed_and_shown_on_the_draft(kept: KeptContract) -> None:
    reviewer = client_of("region", Role.REVIEWER)
    sent(reviewer, f"{DRAFT}rows/clauses/add/?of=under:", "propose", title_sv="Inledning")
    assert "Inledning" in text_of(reviewer, DRAFT)
    assert not kept.rows.filter(key="2026:inledning").exists()


def test_comments_are_text_and_are_settled_and_taken_back(kept: KeptContract) -> None:
    reviewer = client_of("programme", Role.REVIEWER)
    page = reviewer.post(f"{CLAUSE}comments/", {"text": "<script>x</script>"}, follow=True)
    assert "&lt;script&gt;" in page.content.decode()
    assert "<script>x" not in page.content.decode()
    empty = reviewer.post(f"{CLAUSE}comments/", {"text": " "})
    assert empty.status_code == 422
    made = Comment.objects.get()
    assert kept.comments.count() == 1
    client_of("energy-company", Role.EDITOR).post(f"{DRAFT}comments/{made.pk}/settle/")
    assert "avklarad" in text_of(reviewer, CLAUSE)
    reviewer.post(f"{DRAFT}comments/{made.pk}/remove/")
    assert "&lt;script&gt;" not in text_of(reviewer, CLAUSE)
