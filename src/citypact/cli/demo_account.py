"""The demo's organisations, and a way in for whoever started it."""

from __future__ import annotations

from citypact.book import Book
from citypact.contract.folder import main_contract
from citypact.contract.party import Party
from citypact.errors import InputError

__all__ = ["MAIL", "demo_account", "demo_way_in"]

#: The address of the demo's account: a name that no mail ever reaches.
MAIL = "demo@example.org"


def demo_account(book: Book, language: str) -> str:
    """Take over the parties of the city's contract, and let somebody coordinate the city.

    A city without a contract is taken over from its book, so that one can be begun.

    Only where the workspace has no account yet, so that no way into one that is used is ever made.
    :func:`citypact.site.setup` comes first.

    Returns:
        As :func:`demo_way_in`.
    """
    from citypact.apps.conduct.actor import OPERATOR, Role  # noqa: PLC0415  needs Django set up
    from citypact.apps.parties.actions import AddMember  # noqa: PLC0415  the same
    from citypact.apps.parties.models import Account  # noqa: PLC0415  the same
    from citypact.apps.parties.taking_over import take_over  # noqa: PLC0415  the same

    parties = _parties(book)
    cities = [party.id for party in parties if party.kind == "municipality"]
    if cities and not Account.objects.exists():
        take_over(parties)
        AddMember(cities[0], MAIL, Role.COORDINATOR, OPERATOR, "Demo", language).perform()
    return demo_way_in(language)


def demo_way_in(language: str) -> str:
    """An address at which the demo's password is chosen; empty once it was, and in all else.

    Only as long as the demo's account is the only one: a workspace in which people work tells
    nobody a way in. :func:`citypact.site.setup` comes first.
    """
    from django.utils import translation  # noqa: PLC0415  needs Django set up

    from citypact.apps.parties.letters import way_in  # noqa: PLC0415  the same
    from citypact.apps.parties.models import Account  # noqa: PLC0415  the same

    accounts = Account.objects.all()[:2]
    if [each.email for each in accounts] != [MAIL]:
        return ""
    account = accounts[0]
    if account.last_login is not None or account.has_usable_password():
        return ""
    with translation.override(language):
        return way_in(account)


def _parties(book: Book) -> tuple[Party, ...]:
    """The parties of the city's contract; without one the city itself, named as in its book."""
    try:
        return tuple(main_contract(book.id).parties.values())
    except InputError:
        swedish, english = (book.settings.text(f"title_{side}") for side in ("sv", "en"))
        return (Party(book.id, swedish, english, kind="municipality", authority="board"),)
