"""Who is told by mail of what happens to a contract, each in their own language."""

import pytest
from django.core import mail
from tests.apps.drafting.writing import OWNER, account_in, edit_of, somebody, taken_in

from citypact.apps.conduct.actor import OPERATOR, Actor, Role
from citypact.apps.conduct.queue import work_off
from citypact.apps.drafting.acceptance import AcceptClauses
from citypact.apps.drafting.actions import WriteRows
from citypact.apps.drafting.comments import AddComment
from citypact.apps.drafting.content import clause_hashes
from citypact.apps.drafting.models import KeptContract, Proposal
from citypact.apps.drafting.proposals import DecideProposal, Propose
from citypact.apps.drafting.rows import rows_of
from citypact.apps.drafting.telling import parties_of_clause
from citypact.apps.parties.accounts import ChangeAccount, EraseAccount

pytestmark = pytest.mark.django_db(transaction=True)

CAPTURE = "2026:capture"


@pytest.fixture
def kept() -> KeptContract:
    """The contract, with somebody of each role in the owner, the company and the programme."""
    found = taken_in()
    for organisation in (OWNER, "energy-company", "programme"):
        for role in (Role.EDITOR, Role.COORDINATOR, Role.SIGNATORY, Role.REVIEWER):
            account_in(organisation, role)
    told()
    return found


def told() -> dict[str, str]:
    """What was sent since: by mail address the text."""
    work_off()
    found = {each.to[0]: f"{each.subject}\n{each.body}" for each in mail.outbox}
    mail.outbox.clear()
    return found


def address(role: Role, organisation: str) -> str:
    return f"{role.value}.{organisation}@example.org"


def proposed(kept: KeptContract, actor: Actor, key: str = CAPTURE) -> Proposal:
    edit = edit_of(kept, "commitments", key, text_sv="Hemligt löfte")
    return Propose(kept.pk, edit, "Hemlig anledning", actor).perform()


def test_a_proposal_is_told_to_those_who_write_for_the_party(kept: KeptContract) -> None:
    proposed(kept, somebody("programme", Role.REVIEWER))
    found = told()
    assert found.keys() == {
        address(Role.EDITOR, "energy-company"),
        address(Role.COORDINATOR, "energy-company"),
    }
    text = found[address(Role.EDITOR, "energy-company")]
    assert "Värme och avfall" in text
    assert "/template/contracts/template/2026/write/clauses/heat/" in text
    assert "Hemlig" not in text


def test_what_is_nobodys_alone_or_of_a_party_without_people_is_told_to_the_owner(
    kept: KeptContract,
) -> None:
    owner = {address(Role.EDITOR, OWNER), address(Role.COORDINATOR, OWNER)}
    proposed(kept, somebody("programme", Role.REVIEWER), "2026:heat-pumps")
    assert told().keys() == owner
    proposed(kept, somebody("programme", Role.REVIEWER), "2026:grants")
    assert told().keys() == owner


def test_a_decision_is_told_to_whoever_proposed_it_and_in_their_language(
    kept: KeptContract,
) -> None:
    account = account_in("programme", Role.REVIEWER)
    ChangeAccount(account.pk, "Somebody", "en", somebody("programme", Role.REVIEWER)).perform()
    made = proposed(kept, somebody("programme", Role.REVIEWER))
    told()
    editor = somebody("energy-company", Role.EDITOR)
    DecideProposal(made.pk, accept=False, answer="Hemligt svar", actor=editor).perform()
    found = told()
    assert found.keys() == {account.email}
    assert "Exempelstad Energy has declined your proposal" in found[account.email]
    assert "/en/template/contracts/" in found[account.email]
    assert "Hemligt" not in found[account.email]


def test_nobody_is_told_of_what_they_did_themselves(kept: KeptContract) -> None:
    editor = somebody("energy-company", Role.EDITOR)
    made = proposed(kept, editor)
    assert told().keys() == {address(Role.COORDINATOR, "energy-company")}
    DecideProposal(made.pk, accept=True, answer="", actor=editor).perform()
    assert told() == {}


def test_a_comment_is_told_to_those_whose_clause_it_is(kept: KeptContract) -> None:
    reviewer = somebody("programme", Role.REVIEWER)
    AddComment(kept.pk, "2026", "mobility", "Hemligt ord", reviewer).perform()
    found = told()
    assert found.keys() == {address(Role.EDITOR, OWNER), address(Role.COORDINATOR, OWNER)}
    assert "Hemligt" not in str(found)
    rows = rows_of(kept)
    assert parties_of_clause(rows, "2026", "mobility") == {OWNER}
    assert parties_of_clause(rows, "2026", "heat") == {OWNER, "energy-company"}
    assert parties_of_clause(rows, "2026", "follow-up") == frozenset()


def test_who_accepted_is_told_once_when_the_clause_changes(kept: KeptContract) -> None:
    read = clause_hashes(rows_of(kept), "2026")
    AcceptClauses(kept.pk, "2026", "programme", {"heat": read["heat"]}, OPERATOR).perform()
    written = edit_of(kept, "commitments", "2026:plastic", text_sv="Mindre plast")
    WriteRows(kept.pk, (written,), somebody(OWNER, Role.EDITOR)).perform()
    assert told().keys() == {
        address(Role.COORDINATOR, "programme"),
        address(Role.SIGNATORY, "programme"),
    }
    again = edit_of(kept, "commitments", "2026:plastic", text_sv="Ännu mindre plast")
    WriteRows(kept.pk, (again,), somebody(OWNER, Role.EDITOR)).perform()
    assert told() == {}, "what is accepted no more is told of no more"


def test_who_is_erased_before_the_mail_is_written_gets_none(kept: KeptContract) -> None:
    proposed(kept, somebody("programme", Role.REVIEWER))
    EraseAccount(account_in("energy-company", Role.EDITOR).pk, OPERATOR).perform()
    assert told().keys() == {address(Role.COORDINATOR, "energy-company")}
