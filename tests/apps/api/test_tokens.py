"""A token gives what its account may, as long as it holds, and is kept by nobody."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client
from django.utils import timezone
from tests.apps.api.programs import AT, Program
from tests.apps.drafting.writing import account_in, taken_in

from citypact.apps.api.models import Token
from citypact.apps.api.tokens import MOST, MakeToken, RevokeToken
from citypact.apps.conduct.actor import Role
from citypact.apps.conduct.models import Event
from citypact.apps.parties.selectors import actor_for
from citypact.errors import InputError

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _contract() -> None:
    taken_in()


def asked(token: str) -> int:
    return Client(headers={"Authorization": f"Bearer {token}"}).get(AT).status_code


def test_no_token_and_a_wrong_one_open_nothing() -> None:
    assert Client().get(AT).status_code == 401
    assert asked("citypact_wrong") == 401


def test_signing_in_on_the_pages_opens_nothing_to_programs() -> None:
    client = Client()
    client.force_login(account_in("municipality", Role.COORDINATOR))
    assert client.get(AT).status_code == 401


def test_what_is_kept_is_not_the_token() -> None:
    program = Program("municipality", Role.EDITOR)
    assert asked(program.token) == 200
    kept = Token.objects.get()
    assert program.token not in str(vars(kept))
    assert program.token not in str([event.values for event in Event.objects.all()])
    assert kept.used_on == timezone.localdate()


def test_a_token_ends_with_its_day_its_account_and_its_revocation() -> None:
    program = Program("municipality", Role.EDITOR)
    account = account_in("municipality", Role.EDITOR)
    Token.objects.update(until=timezone.localdate() - timedelta(days=1))
    assert asked(program.token) == 401
    Token.objects.update(until=timezone.localdate())
    assert asked(program.token) == 200
    account.is_active = False
    account.save()
    assert asked(program.token) == 401
    account.is_active = True
    account.save()
    RevokeToken(account, Token.objects.get().pk, actor_for(account)).perform()
    assert asked(program.token) == 401


def test_nobody_makes_or_revokes_the_token_of_another() -> None:
    Program("municipality", Role.EDITOR)
    account = account_in("municipality", Role.EDITOR)
    other = actor_for(account_in("municipality", Role.COORDINATOR))
    today = timezone.localdate()
    for action in (
        MakeToken(account, "Theirs", today, other),
        RevokeToken(account, Token.objects.get().pk, other),
    ):
        with pytest.raises(PermissionDenied):
            action.perform()
    assert Token.objects.count() == 1


@pytest.mark.parametrize("days", [-1, 367])
def test_a_token_that_is_past_or_lasts_too_long_is_refused(days: int) -> None:
    account = account_in("municipality", Role.EDITOR)
    until = timezone.localdate() + timedelta(days=days)
    with pytest.raises(InputError, match="until"):
        MakeToken(account, "Test", until, actor_for(account)).perform()


def test_there_are_only_so_many() -> None:
    account = account_in("municipality", Role.EDITOR)
    actor, today = actor_for(account), timezone.localdate()
    for _ in range(MOST):
        MakeToken(account, "Test", today, actor).perform()
    action = MakeToken(account, "Test", today, actor)
    with pytest.raises(InputError, match=str(MOST)):
        action.perform()


def test_the_page_shows_a_token_once_and_shuts_programs_out() -> None:
    account = account_in("municipality", Role.EDITOR)
    client, at = Client(), "/en/accounts/me/programs/"
    assert client.get(at).status_code == 302
    client.force_login(account)
    form = {"title": "Spreadsheet", "until": timezone.localdate().isoformat()}
    shown = client.post(at, form).content.decode()
    token = shown.partition('<code class="token">')[2].partition("</code>")[0]
    assert asked(token) == 200
    again = client.get(at).content.decode()
    assert token not in again
    assert "Spreadsheet" in again
    assert client.post(at, form | {"until": "2020-01-01"}).status_code == 422
    client.post(f"{at}{Token.objects.get().pk}/revoke/")
    assert asked(token) == 401


def test_a_person_takes_along_which_programs_were_let_in() -> None:
    program = Program("municipality", Role.EDITOR)
    client = Client()
    client.force_login(account_in("municipality", Role.EDITOR))
    told = client.get("/accounts/me/citypact-account.json").json()
    assert [each["title"] for each in told["programs"]] == ["Test"]
    assert program.token not in str(told)
