"""Whatever is done to the log behind the program's back is found, with where and both hashes."""

from uuid import uuid4

import pytest
from django.db import connection
from tests.apps.conduct.kind import TRIED, tried

from citypact.apps.conduct.actor import OPERATOR
from citypact.apps.conduct.chain import Happened, append
from citypact.apps.conduct.digest import GENESIS
from citypact.apps.conduct.models import ChainHead, Event, PersonalValue
from citypact.apps.conduct.verifying import Break, Noted, verify

pytestmark = pytest.mark.django_db


@pytest.fixture
def chain() -> list[Event]:
    """Five events; the third has a person."""
    person = Happened(TRIED, "thing:c", values={"what": "c"}, person=uuid4(), personal={"n": "A"})
    return [append(tried("abcde"[at]) if at != 2 else person, OPERATOR) for at in range(5)]


def behind_the_back(statement: str, *values: str) -> None:
    """Change the database as somebody would who has its password."""
    with connection.cursor() as cursor:
        cursor.execute(statement, values)


def test_an_empty_log_is_whole() -> None:
    found = verify()
    assert (found.whole, found.events, found.head) == (True, 0, GENESIS)


def test_a_log_that_nobody_touched_is_whole(chain: list[Event]) -> None:
    found = verify()
    assert found.whole
    assert (found.events, found.head) == (5, chain[-1].hash)


@pytest.mark.parametrize(
    ("column", "value"),
    [
        ("code", "conduct.test.other"),
        ("actor", "somebody else"),
        ("subject", "thing:other"),
        ("organisation", "lund"),
        ("values", '{"what": "nothing"}'),
        ("at", "2020-01-01 00:00:00"),
        ("personal", "0" * 64),
    ],
)
def test_a_changed_cell_is_found_with_both_hashes(
    chain: list[Event], column: str, value: str
) -> None:
    behind_the_back(f'UPDATE conduct_event SET "{column}" = %s WHERE position = 2', value)  # noqa: S608  the column is this test's
    (found,) = verify().breaks
    assert (found.position, found.what, found.expected) == (2, "content", chain[1].hash)
    assert found.found == Event.objects.get(position=2).content.hash() != chain[1].hash


def test_a_changed_event_with_a_new_hash_breaks_the_next_one(chain: list[Event]) -> None:
    behind_the_back("UPDATE conduct_event SET actor = 'other' WHERE position = 2")
    forged = Event.objects.get(position=2).content.hash()
    behind_the_back("UPDATE conduct_event SET hash = %s WHERE position = 2", forged)
    assert verify().breaks == (Break(3, "previous", forged, chain[1].hash),)


def test_an_event_taken_out_is_found(chain: list[Event]) -> None:
    behind_the_back("DELETE FROM conduct_event WHERE position = 2")
    assert verify().breaks == (
        Break(3, "missing", "2", "3"),
        Break(3, "previous", chain[0].hash, chain[1].hash),
    )


def test_events_taken_off_the_end_are_found(chain: list[Event]) -> None:
    behind_the_back("DELETE FROM conduct_event WHERE position = 5")
    assert verify().breaks == (Break(5, "head", chain[4].hash, chain[3].hash),)


def test_personal_data_that_was_changed_is_found(chain: list[Event]) -> None:
    PersonalValue.objects.update(values={"n": "B"})
    (found,) = verify().breaks
    assert (found.position, found.what, found.expected) == (3, "personal", chain[2].personal)


def test_a_chain_made_anew_from_the_middle_is_found_by_a_noted_head(chain: list[Event]) -> None:
    noted = Noted(5, chain[4].hash)
    assert verify(noted).whole
    behind_the_back("DELETE FROM conduct_event WHERE position > 3")
    head = Event.objects.get(position=3)
    ChainHead.objects.update(position=3, hash=head.hash)
    append(tried("x"), OPERATOR)
    forged = append(tried("y"), OPERATOR)
    assert verify().whole
    assert verify(noted).breaks == (Break(5, "noted", chain[4].hash, forged.hash),)


def test_two_places_are_both_said(chain: list[Event]) -> None:
    behind_the_back("UPDATE conduct_event SET actor = 'other' WHERE position IN (2, 4)")
    assert [found.position for found in verify().breaks] == [2, 4]
    assert len(chain) == 5
