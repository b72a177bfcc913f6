"""Browsers of people who write a contract, what they send, and what comes of it, for tests."""

from django.test import Client
from tests.apps.drafting.writing import account_in

from citypact.apps.conduct.actor import Role
from citypact.apps.drafting.models import KeptContract
from citypact.apps.drafting.rows import rows_of

DRAFT = "/template/contracts/template/2026/write/"


def client_of(organisation: str, role: Role) -> Client:
    """A browser in which somebody with ``role`` in ``organisation`` is signed in; no visitor is."""
    client = Client()
    if role is not Role.VISITOR:
        client.force_login(account_in(organisation, role))
    return client


def text_of(client: Client, address: str, *, status: int = 200) -> str:
    """What a page says."""
    answer = client.get(address)
    assert answer.status_code == status, answer.content.decode()
    return answer.content.decode()


def cells_of(kept: KeptContract, table: str, key: str) -> dict[str, str]:
    """The cells of a row as they stand."""
    return dict(rows_of(kept).tables[table][key].cells)


def fields(client: Client, address: str) -> dict[str, str]:
    """What a form on a page would send as it stands."""
    form = client.get(address).context["form"]
    found = {name: form[name].value() for name in form.fields}
    there = {name: each for name, each in found.items() if each not in (None, "")}
    return {
        name: "on" if each is True else str(each)
        for name, each in there.items()
        if each is not False
    }


def sent(client: Client, address: str, button: str = "write", **changed: str) -> str:
    """Fill in a form and send it; the page that comes of it."""
    answer = client.post(address, {**fields(client, address), **changed, "as": button}, follow=True)
    return answer.content.decode()
