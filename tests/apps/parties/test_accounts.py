"""An account is its owner's to change and erase, and erasing leaves nothing of the person."""

import json
import re
from collections.abc import Iterator
from secrets import token_urlsafe
from urllib.parse import urlsplit
from uuid import uuid4

import pytest
from allauth.account.models import EmailAddress
from django.apps import apps
from django.contrib.sessions.models import Session
from django.core.exceptions import PermissionDenied
from django.test import Client
from django.utils import translation
from tests.apps.parties.people import account_of, actor_with, client_with, organisations

from citypact.apps.conduct.actor import OPERATOR, Role
from citypact.apps.conduct.models import Event
from citypact.apps.conduct.selectors import events
from citypact.apps.conduct.verifying import verify
from citypact.apps.parties.accounts import ChangeAccount, EraseAccount
from citypact.apps.parties.letters import way_in
from citypact.apps.parties.models import Account, Membership
from citypact.errors import InputError

pytestmark = pytest.mark.django_db
PASSWORD = token_urlsafe(16)


@pytest.fixture(autouse=True)
def _cities() -> Iterator[None]:
    organisations()
    with translation.override("en"):
        yield


def everything_kept() -> str:
    """Every row of every table, as text."""
    rows = [row for model in apps.get_models() for row in model._default_manager.values()]
    sessions = [session.get_decoded() for session in Session.objects.all()]
    return json.dumps([rows, sessions], default=str, ensure_ascii=False)


def test_erasing_leaves_nothing_of_the_person_and_a_chain_that_is_whole() -> None:
    account = account_of(Role.EDITOR)
    client_with(Role.EDITOR)
    account_of(Role.READER)
    kept = everything_kept()
    assert "editor@example.org" in kept
    assert "Person editor" in kept
    before = verify()
    EraseAccount(account.pk, OPERATOR).perform()
    after = everything_kept()
    assert "editor@example.org" not in after
    assert "Person editor" not in after
    assert "Person reader" in after
    assert not Membership.objects.filter(role="editor").exists()
    assert not Session.objects.exists()
    assert EmailAddress.objects.count() == 1
    found = verify()
    assert found.whole
    assert found.shredded == before.shredded + 1
    assert events(OPERATOR, "en")[-1].sentence == (
        f"account:{account.pk} was erased, with all that told who it was (1 values in the log)."
    )


def test_one_erases_oneself_and_nobody_else() -> None:
    editor, reader = account_of(Role.EDITOR), account_of(Role.READER)
    with pytest.raises(PermissionDenied):
        EraseAccount(editor.pk, actor_with(Role.READER)).perform()
    with pytest.raises(PermissionDenied):
        EraseAccount(editor.pk, actor_with(Role.COORDINATOR)).perform()
    EraseAccount(reader.pk, actor_with(Role.READER)).perform()
    assert set(Account.objects.values_list("email", flat=True)) == {
        "editor@example.org",
        "coordinator@example.org",
    }


def test_one_changes_oneself_and_nobody_else_and_the_name_stands_in_no_event() -> None:
    editor = account_of(Role.EDITOR)
    own = actor_with(Role.EDITOR)
    for other in (OPERATOR, actor_with(Role.READER)):
        with pytest.raises(PermissionDenied):
            ChangeAccount(editor.pk, "Bo", "en", other).perform()
    ChangeAccount(editor.pk, " Bo Berg ", "en", own).perform()
    editor.refresh_from_db()
    assert (editor.name, editor.language) == ("Bo Berg", "en")
    last = Event.objects.last()
    assert last is not None
    assert last.values == {"account": str(editor), "fields": ["name", "language"]}
    count = Event.objects.count()
    ChangeAccount(editor.pk, "Bo Berg", "en", own).perform()
    assert Event.objects.count() == count


@pytest.mark.parametrize(
    ("name", "language", "said"), [(" ", "sv", "The name is empty"), ("A", "fi", "no language")]
)
def test_what_cannot_be_says_why(name: str, language: str, said: str) -> None:
    account = account_of(Role.EDITOR)
    with pytest.raises(InputError, match=said):
        ChangeAccount(account.pk, name, language, actor_with(Role.EDITOR)).perform()


def test_an_account_that_is_not_there_is_said() -> None:
    with pytest.raises(InputError, match="it may have been erased"):
        EraseAccount(uuid4(), OPERATOR).perform()


@pytest.mark.parametrize(
    ("address", "said"),
    [("/", "Jag har inget lösenord"), ("/en/", "I have no password, or have forgotten it")],
)
def test_a_way_to_a_new_password_is_offered_once(client: Client, address: str, said: str) -> None:
    page = client.get(f"{address}accounts/login/").content.decode()
    assert page.count("/accounts/password/reset/") == 1
    assert said in page


@pytest.mark.parametrize(("address", "said"), [("/", "Logga in med det"), ("/en/", "Sign in with")])
def test_whoever_has_chosen_a_password_is_led_to_sign_in(
    client: Client, address: str, said: str
) -> None:
    page = client.get(f"{address}accounts/password/reset/key/done/").content.decode()
    assert said in page
    assert page.count("/accounts/login/") == 2


@pytest.mark.parametrize(
    ("address", "said"),
    [("/", "Länken går inte att använda längre"), ("/en/", "Ask for a new one")],
)
def test_a_link_that_was_used_leads_to_a_new_one(client: Client, address: str, said: str) -> None:
    page = client.get(f"{address}accounts/password/reset/key/1-used/").content.decode()
    assert said in page
    assert "/accounts/password/reset/" in page


def test_the_first_password_is_chosen_and_nothing_is_called_a_change() -> None:
    address = urlsplit(way_in(account_of(Role.EDITOR))).path
    page = Client().get(address, follow=True).content.decode()
    assert "Choose a password" in page
    assert page.count("Keep the password") == 1
    assert "Change" not in page


def user_name_of(page: str) -> str:
    """What a password manager keeps the password of a page beside; once, and before it."""
    before, _, _after = page.partition('type="password"')
    assert page.count('autocomplete="username"') == before.count('autocomplete="username"') == 1
    (field,) = re.findall(r'<input[^>]*autocomplete="username"[^>]*>', before)
    assert "readonly" in field
    (mail,) = re.findall(r'value="([^"]*)"', field)
    return str(mail)


@pytest.mark.parametrize("prefix", ["", "/en"])
def test_a_password_is_asked_for_beside_the_address_that_it_belongs_to(prefix: str) -> None:
    account = account_of(Role.EDITOR)
    address = urlsplit(way_in(account)).path
    invited = Client().get(address, follow=True).content.decode()
    assert user_name_of(invited) == account.email
    client = Client()
    client.force_login(account)
    client.get(f"{prefix}/accounts/me/")
    first = client.get(f"{prefix}/accounts/password/set/").content.decode()
    assert user_name_of(first) == account.email
    account.set_password(PASSWORD)
    account.save()
    client.force_login(account)
    for page in ("password/change/", "reauthenticate/"):
        shown = client.get(f"{prefix}/accounts/{page}").content.decode()
        assert user_name_of(shown) == account.email


def test_a_link_that_was_used_names_nobody(client: Client) -> None:
    address = urlsplit(way_in(account_of(Role.EDITOR))).path
    account = account_of(Role.EDITOR)
    account.set_password(PASSWORD)
    account.save()
    page = client.get(address, follow=True).content.decode()
    assert "This link can no longer be used" in page
    assert account.email not in page
