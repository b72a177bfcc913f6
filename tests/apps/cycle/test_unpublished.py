"""Where no contract of a city is published, whoever writes one is led there and nobody else."""

from http import HTTPStatus

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from tests.apps.cycle.year import OWNER, book_shown, taken_in
from tests.apps.drafting.writing import account_in, somebody

from citypact.apps.conduct.actor import OPERATOR, VISITOR, Role
from citypact.apps.cycle.unpublished import unpublished_of
from citypact.apps.drafting.models import KeptContract
from citypact.apps.parties.actions import AddOrganisation
from citypact.apps.parties.details import Details

pytestmark = pytest.mark.django_db
AT = "/en/template/contracts/"


def test_a_reader_of_the_contract_is_led_to_its_year() -> None:
    book_shown()
    kept = taken_in()
    client = Client()
    client.force_login(account_in("region", Role.READER))
    shown = client.get(AT)
    assert shown.status_code == HTTPStatus.OK
    page = shown.content.decode()
    assert f'<a href="/en/template/year/template/">{kept.title_en}</a>' in page
    assert "Being written here" in page


def test_nobody_else_is_told_that_one_is_written() -> None:
    book_shown()
    kept = taken_in()
    AddOrganisation("elsewhere", Details("Annan", "Other", "municipality"), OPERATOR).perform()
    client = Client()
    for account in (None, account_in("elsewhere", Role.COORDINATOR)):
        if account is not None:
            client.force_login(account)
        page = client.get(AT).content.decode()
        assert "How a contract comes here" in page
        assert "Being written here" not in page
        assert kept.title_en not in page


def test_a_local_contract_is_led_to_on_its_own_page() -> None:
    kept = taken_in()
    KeptContract.objects.filter(pk=kept.pk).update(kind="local")
    told = unpublished_of(somebody(OWNER, Role.READER), "template")
    assert told is not None
    assert [link.address for link in told.written] == ["/en/template/local/template/"]


def test_a_city_that_is_not_shown_is_there_for_those_alone_who_write_its_contract() -> None:
    taken_in()
    assert unpublished_of(somebody(OWNER, Role.READER), "template") is not None
    with CaptureQueriesContext(connection) as queries:
        assert unpublished_of(VISITOR, "template") is None
    assert len(queries) == 1
    assert unpublished_of(OPERATOR, "nowhere") is None
