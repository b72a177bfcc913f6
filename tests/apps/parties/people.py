"""Organisations and people for tests: two cities, one with a board, and somebody for each role."""

from django.test import Client

from citypact.apps.conduct.actor import OPERATOR, VISITOR, Actor, Role
from citypact.apps.parties.actions import AddMember, AddOrganisation
from citypact.apps.parties.details import Details
from citypact.apps.parties.models import Account
from citypact.apps.parties.selectors import actor_for

MALMO = Details("Malmö stad", "City of Malmö", "municipality", "2120001124")
LUND = Details("Lunds kommun", "City of Lund", "municipality", "212000-1132")
BOARD = Details("Miljönämnden", "Environment board", "board", authority="board", parent="malmo")


def organisations() -> None:
    """Malmö with a board, and Lund."""
    for name, details in (("malmo", MALMO), ("malmo-board", BOARD), ("lund", LUND)):
        AddOrganisation(name, details, OPERATOR).perform()


def mail_of(role: Role) -> str:
    """Of whoever has ``role`` in Malmö."""
    return f"{role.value}@example.org"


def account_of(role: Role) -> Account:
    """Whoever has ``role`` in Malmö; made where missing."""
    found = Account.objects.filter(email=mail_of(role)).first()
    if found is not None:
        return found
    name = f"Person {role.value}"
    return AddMember("malmo", mail_of(role), role, OPERATOR, name).perform().account


def actor_with(role: Role) -> Actor:
    """Somebody with ``role``: in Malmö, or on the site."""
    if role in {Role.VISITOR, Role.OPERATOR}:
        return VISITOR if role is Role.VISITOR else OPERATOR
    return actor_for(account_of(role))


def client_with(role: Role) -> Client:
    """A browser in which somebody with ``role`` in Malmö is signed in; a visitor is not."""
    client = Client()
    if role is not Role.VISITOR:
        client.force_login(account_of(role))
    return client
