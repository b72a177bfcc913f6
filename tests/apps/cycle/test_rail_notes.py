"""In the rail of the reader stands whom a clause waits for and until when, for those at work."""

from datetime import date, timedelta
from http import HTTPStatus

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from tests.apps.clock import TODAY
from tests.apps.cycle.year import OWNER, accept_all, advanced, book_shown, taken_in
from tests.apps.drafting.writing import account_in, edit_of, somebody

from citypact.apps.conduct.actor import OPERATOR, VISITOR, Actor, Role
from citypact.apps.contracts.actions import PublishContract
from citypact.apps.contracts.preparing import prepare_contract
from citypact.apps.contracts.rail import Note
from citypact.apps.cycle.models import Milestone
from citypact.apps.cycle.planning import MakeCalendar
from citypact.apps.cycle.rail_notes import ACCEPTANCE, due_of, rail_notes
from citypact.apps.cycle.schedule import schedule
from citypact.apps.drafting.acceptance import AcceptClauses, signs
from citypact.apps.drafting.actions import WriteRows
from citypact.apps.drafting.content import clause_hashes
from citypact.apps.drafting.models import KeptContract
from citypact.apps.drafting.rows import rows_of
from citypact.apps.parties.actions import AddOrganisation
from citypact.apps.parties.details import Details
from citypact.book import open_book
from citypact.contract.folder import hash_contract, open_contract

pytestmark = pytest.mark.django_db
PLACE = ("template", "template", "2026")
AT = "/template/contracts/template/2026/"


@pytest.fixture
def contract() -> KeptContract:
    return taken_in()


def planned(contract: KeptContract, due: date, party: str = "", **more: object) -> Milestone:
    return Milestone.objects.create(
        contract=contract, version="2026", kind=ACCEPTANCE, due=due, party=party, **more
    )


def accepted(contract: KeptContract, *parties: str) -> None:
    read = clause_hashes(rows_of(contract), "2026")
    for party in parties:
        AcceptClauses(contract.pk, "2026", party, read, OPERATOR).perform()


def signed_in() -> Client:
    """A reader of the owner's, before whom the contract is published."""
    book_shown()
    contract, book = open_contract("template"), open_book("template")
    prepared = prepare_contract(contract, hash_contract("template"), book, draws=50)
    PublishContract(prepared).perform()
    client = Client()
    client.force_login(account_in(OWNER, Role.READER))
    return client


def told(actor: Actor = OPERATOR) -> set[tuple[Note, ...]]:
    """The different notes of all clauses."""
    return set(rail_notes(actor, *PLACE).values())


def test_a_calendar_that_is_made_gives_each_waiting_clause_its_day(contract: KeptContract) -> None:
    signing = TODAY + timedelta(weeks=40)
    MakeCalendar(contract.pk, "2026", signing, OPERATOR).perform()
    due = signing - timedelta(weeks=schedule()[ACCEPTANCE].weeks)
    assert told() == {(Note("Waits for: 5 parties"), Note(f"To be accepted by {due}"))}
    assert set(rail_notes(OPERATOR, *PLACE)) == set(
        open_contract("template").version("2026").clause
    )


def test_what_is_late_says_so_and_whose_it_is(contract: KeptContract) -> None:
    accepted(contract, "agency", "energy-company", "programme")
    planned(contract, TODAY - timedelta(days=1), "region")
    planned(contract, TODAY, "municipality")
    assert told() == {
        (
            Note("Waits for: City of Exempelstad, The region"),
            Note(
                f"Late: was to be accepted by {TODAY - timedelta(days=1)} (The region)",
                late=True,
            ),
            Note(f"To be accepted by {TODAY}"),
        )
    }


def test_where_all_are_late_nobody_is_named_twice(contract: KeptContract) -> None:
    accepted(contract, *(each for each in signs(rows_of(contract)) if each != "region"))
    planned(contract, date(2025, 9, 1))
    assert told() == {
        (
            Note("Waits for: The region"),
            Note("Late: was to be accepted by 2025-09-01", late=True),
        )
    }


def test_a_clause_that_all_accept_is_never_late_and_one_that_changed_waits_again(
    contract: KeptContract,
) -> None:
    planned(contract, date(2025, 9, 1))
    accept_all(contract)
    assert told() == {(Note("Accepted by all parties"),)}
    text = edit_of(contract, "clauses", "2026:heat", text_en="Another text.")
    WriteRows(contract.pk, (text,), OPERATOR).perform()
    late = [name for name, notes in rail_notes(OPERATOR, *PLACE).items() if len(notes) > 1]
    assert late == ["heat"]


def test_the_nearest_milestone_counts_and_one_that_is_done_asks_nothing() -> None:
    def due(day: int, clause: str = "", party: str = "", **more: object) -> Milestone:
        return Milestone(
            kind=ACCEPTANCE, due=date(2026, 9, day), clause=clause, party=party, **more
        )

    steps = [due(1), due(2, party="region"), due(3, "heat"), due(4, "heat", "region")]
    found = [due_of(steps[: place + 1], "heat", "region") for place in range(4)]
    assert [each and each.day for each in found] == [1, 2, 3, 4]
    assert due_of(steps, "heat", "agency") == date(2026, 9, 3)
    assert due_of(steps, "other", "agency") == date(2026, 9, 1)
    assert due_of([], "heat", "region") is None
    done = due(2, party="region", done=date(2026, 8, 1))
    assert due_of([due(1), done], "heat", "region") is None


def test_a_version_that_is_agreed_waits_for_nobody(contract: KeptContract) -> None:
    planned(contract, date(2025, 9, 1))
    advanced(contract, "in review")
    accept_all(contract)
    assert told() != set()
    advanced(contract, "agreed")
    assert told() == set()


def test_it_is_told_in_swedish_too(contract: KeptContract) -> None:
    planned(contract, date(2025, 9, 1))
    shown = signed_in().get(AT).content.decode()
    assert "<strong>Försenad: skulle ha godtagits senast 2025-09-01</strong>" in shown
    assert "Väntar på: 5 parter" in shown


def test_a_visitor_and_whoever_has_nothing_to_do_with_it_are_told_nothing(
    contract: KeptContract,
) -> None:
    planned(contract, date(2025, 9, 1))
    with CaptureQueriesContext(connection) as queries:
        assert told(VISITOR) == set()
    assert len(queries) == 0
    AddOrganisation("elsewhere", Details("Annan", "Other", "municipality"), OPERATOR).perform()
    assert told(somebody("elsewhere", Role.COORDINATOR)) == set()
    assert told(somebody("region", Role.READER)) != set()
    for place in (("template", "other", "2026"), ("template", "template", "2031")):
        assert rail_notes(OPERATOR, *place) == {}


def test_the_page_asks_the_same_however_much_waits(contract: KeptContract) -> None:
    client, counts = signed_in(), list[int]()
    for late in (False, True):
        for party in signs(rows_of(contract)) if late else ():
            planned(contract, TODAY, party)
        client.get(AT)
        with CaptureQueriesContext(connection) as queries:
            assert client.get(AT).status_code == HTTPStatus.OK
        counts.append(len(queries))
    assert counts[0] == counts[1]
