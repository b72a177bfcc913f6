"""Programs that act for somebody, for tests."""

from datetime import timedelta
from typing import Any

from django.test import Client
from django.utils import timezone
from tests.apps.drafting.writing import account_in

from citypact.apps.api.tokens import MakeToken
from citypact.apps.conduct.actor import Role
from citypact.apps.parties.selectors import actor_for

AT = "/api/1/contracts/template"


class Program:
    """A program with the token of somebody who has a role in an organisation."""

    def __init__(self, organisation: str, role: Role) -> None:
        account = account_in(organisation, role)
        until = timezone.localdate() + timedelta(days=1)
        self.token = MakeToken(account, "Test", until, actor_for(account)).perform()
        self._client = Client(headers={"Authorization": f"Bearer {self.token}"})

    def get(self, address: str, **query: str) -> tuple[int, Any]:
        """Status and JSON."""
        answer = self._client.get(address, query)
        return answer.status_code, answer.json()

    def post(self, address: str, body: object, language: str = "") -> tuple[int, Any]:
        """Likewise, told in ``language`` where one is asked for."""
        asked = {"Accept-Language": language} if language else {}
        answer = self._client.post(address, body, content_type="application/json", headers=asked)
        return answer.status_code, answer.json()
