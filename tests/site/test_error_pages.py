"""A page that fails says so in plain words, and says nothing of how the program is made."""

import pytest
from django.test import Client

from citypact.apps.conduct.policy import Policy
from citypact.apps.parties.models import Account
from citypact.apps.workspace import policy, selectors

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("address", "said"), [("/", "Något gick fel här"), ("/en/", "Something went wrong here")]
)
def test_a_fault_of_ours_is_said_in_the_readers_language(
    address: str, said: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail() -> None:
        raise RuntimeError("the inside of the program")

    monkeypatch.setattr(selectors, "cities", fail)
    answer = Client(raise_request_exception=False).get(address)
    assert answer.status_code == 500
    assert said in answer.content.decode()
    assert b"inside of the program" not in answer.content
    assert b"Traceback" not in answer.content
    assert "default-src 'none'" in answer["Content-Security-Policy"]


def test_a_policy_that_refuses_a_visitor_asks_for_a_sign_in(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(policy, "BOOK_VERSIONS", Policy("book version"))
    answer = client.get("/en/")
    assert answer.status_code == 302
    assert answer["Location"] == "/en/accounts/login/?next=/en/"


def test_a_policy_that_refuses_is_a_page_of_its_own(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(policy, "BOOK_VERSIONS", Policy("book version"))
    client.force_login(Account.objects.create(email="a@example.org", name="A"))
    answer = client.get("/en/")
    assert answer.status_code == 403
    assert b"This page is not open to you" in answer.content
