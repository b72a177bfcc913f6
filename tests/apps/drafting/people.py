"""Browsers of people who write a contract, and addresses of its pages, for tests."""

from django.test import Client
from tests.apps.drafting.writing import account_in

from citypact.apps.conduct.actor import Role

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
