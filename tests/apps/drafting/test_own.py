"""What somebody has said is told to that person, and to nobody else."""

import pytest
from django.test import Client
from tests.apps.drafting.writing import account_in, somebody, taken_in

from citypact.apps.conduct.actor import Role
from citypact.apps.drafting.comments import AddComment

pytestmark = pytest.mark.django_db


def told(role: Role) -> list[dict[str, object]]:
    client = Client()
    client.force_login(account_in("programme", role))
    kept: list[dict[str, object]] = client.get("/accounts/me/citypact-account.json").json()[
        "said_of_contracts"
    ]
    return kept


def test_a_person_takes_along_own_comments_and_no_others() -> None:
    kept = taken_in()
    for role, text in ((Role.REVIEWER, "Mitt"), (Role.EDITOR, "Ditt")):
        AddComment(kept.pk, "2026", "state", text, somebody("programme", role)).perform()
    assert [each["text"] for each in told(Role.REVIEWER)] == ["Mitt"]
    assert [each["text"] for each in told(Role.EDITOR)] == ["Ditt"]
    assert told(Role.SIGNATORY) == []
