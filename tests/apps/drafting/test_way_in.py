"""Those who may are led from the reader to the editor; a visitor's page asks no more."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from tests.apps.drafting.writing import OWNER, somebody, taken_in

from citypact.apps.conduct.actor import OPERATOR, VISITOR, Actor, Role
from citypact.apps.drafting.way_in import way_in
from citypact.apps.parties.actions import AddOrganisation
from citypact.apps.parties.details import Details

pytestmark = pytest.mark.django_db

PLACE = ("template", "template", "2026")


def ways(actor: Actor, *place: str) -> list[tuple[str, str]]:
    return [(link.title, link.address) for link in way_in(actor, *(place or PLACE))]


def test_a_visitor_is_led_nowhere_and_nothing_is_asked_for_it() -> None:
    taken_in()
    with CaptureQueriesContext(connection) as queries:
        assert ways(VISITOR) == []
    assert len(queries) == 0


@pytest.mark.parametrize("place", [OWNER, "programme"])
def test_members_of_owner_and_parties_are_led_there_with_two_queries(place: str) -> None:
    taken_in()
    reader = somebody(place, Role.READER)
    with CaptureQueriesContext(connection) as queries:
        found = ways(reader)
    assert found == [("Write", "/en/template/contracts/template/2026/write/")]
    assert len(queries) == 2
    assert [title for title, _address in ways(reader, "template", "template", "2025")] == [
        "How it was written"
    ]


def test_whoever_has_nothing_to_do_with_it_is_led_nowhere() -> None:
    taken_in()
    AddOrganisation("elsewhere", Details("Annan", "Other", "municipality"), OPERATOR).perform()
    assert ways(somebody("elsewhere", Role.COORDINATOR)) == []


def test_what_is_not_written_here_has_no_way_to_it() -> None:
    taken_in()
    for place in (("template", "other", "2026"), ("malmo", "template", "2026")):
        assert ways(OPERATOR, *place) == []
    assert ways(OPERATOR, "template", "template", "2031") == []
