"""Whoever starts the demo gets a way in as their city's coordinator, until a password is chosen."""

import pytest
from django.utils import timezone

from citypact.apps.conduct.actor import OPERATOR, Role
from citypact.apps.parties.actions import AddMember
from citypact.apps.parties.models import Account, Organisation
from citypact.book import open_book
from citypact.cli.demo_account import MAIL, demo_account, demo_way_in

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(("book", "city"), [("malmo", "malmo-stad"), ("template", "municipality")])
def test_the_parties_of_the_contract_are_there_and_the_city_is_coordinated(
    book: str, city: str
) -> None:
    assert "/accounts/password/reset/key/" in demo_account(open_book(book), "sv")
    account = Account.objects.get(email=MAIL)
    (member,) = account.memberships.all()
    assert (member.organisation_id, member.role) == (city, "coordinator")
    assert Organisation.objects.count() > 1


def test_a_city_without_a_contract_is_coordinated_too(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("citypact.contract.folder.packaged_contracts", tuple)
    book = open_book("template")
    assert "/accounts/password/reset/key/" in demo_account(book, "en")
    (organisation,) = Organisation.objects.all()
    assert (organisation.pk, organisation.kind) == (book.id, "municipality")
    assert organisation.title_sv == book.settings.text("title_sv")
    assert [each.organisation_id for each in Account.objects.get().memberships.all()] == [book.id]


def test_the_way_in_is_told_again_until_a_password_is_chosen() -> None:
    book = open_book("malmo")
    assert demo_way_in("sv") == ""
    assert demo_account(book, "sv")
    assert demo_account(book, "sv")
    assert "/en/accounts/password/reset/key/" in demo_way_in("en")
    account = Account.objects.get()
    account.set_password("a long enough secret")
    account.save()
    assert demo_account(book, "sv") == demo_way_in("sv") == ""


def test_whoever_has_signed_in_some_other_way_is_told_no_way_in() -> None:
    assert demo_account(open_book("malmo"), "sv")
    Account.objects.update(last_login=timezone.now())
    assert demo_way_in("sv") == ""


def test_no_way_in_is_told_where_others_have_an_account() -> None:
    book = open_book("malmo")
    assert demo_account(book, "sv")
    AddMember("malmo-stad", "anna@example.org", Role.READER, OPERATOR, "Anna", "sv").perform()
    assert demo_account(book, "sv") == demo_way_in("sv") == ""
    Account.objects.filter(email=MAIL).delete()
    assert demo_account(book, "sv") == demo_way_in("sv") == ""
    assert Account.objects.count() == 1
