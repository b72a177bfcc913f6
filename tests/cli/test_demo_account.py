"""Whoever starts the demo gets a way in as their city's coordinator, and only the first time."""

import pytest

from citypact.apps.parties.models import Account, Organisation
from citypact.book import open_book
from citypact.cli.demo_account import MAIL, demo_account

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


def test_no_way_in_is_made_where_somebody_has_an_account() -> None:
    book = open_book("malmo")
    assert demo_account(book, "sv")
    assert demo_account(book, "sv") == ""
    assert Account.objects.count() == 1
