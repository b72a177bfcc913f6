"""What a person can mend is told on a page; what is a fault of the site's own is not."""

import pytest
from django.test import Client

from citypact.apps.workspace import selectors
from citypact.errors import BookError, ContractError, InputError, Problem
from citypact.said import Said

pytestmark = pytest.mark.django_db

WRONG = Problem("targets.csv", 0, "", "x", Said("the file is binary, not a text"))


def answered(error: Exception, address: str, monkeypatch: pytest.MonkeyPatch) -> tuple[int, str]:
    """What is answered where the page of all cities meets ``error``."""

    def fail() -> None:
        raise error

    monkeypatch.setattr(selectors, "cities", fail)
    answer = Client(raise_request_exception=False).get(address)
    return answer.status_code, answer.content.decode()


@pytest.mark.parametrize(
    ("address", "told"),
    [
        ("/", ("Sidan kan inte göras än", "<li>Det finns ingen sådan fil</li>")),
        ("/en/", ("This page cannot be made yet", "<li>There is no such file</li>")),
    ],
)
def test_what_is_missing_is_told_in_the_readers_language(
    address: str, told: tuple[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    error = InputError(Said("there is no such file"))
    status, page = answered(error, address, monkeypatch)
    assert status == 409
    assert all(each in page for each in told), page


@pytest.mark.parametrize("kind", [BookError, ContractError])
def test_each_problem_is_told(
    kind: type[BookError | ContractError], monkeypatch: pytest.MonkeyPatch
) -> None:
    _status, page = answered(kind("malmo", [WRONG, WRONG]), "/", monkeypatch)
    assert page.count("<li>targets.csv: filen är binär, inte en text</li>") == 2


def test_what_is_told_runs_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    _status, page = answered(InputError("<script>alert(1)</script>"), "/", monkeypatch)
    assert "<script>" not in page


def test_a_fault_of_the_sites_own_is_no_refusal(monkeypatch: pytest.MonkeyPatch) -> None:
    status, page = answered(ValueError("the inside"), "/en/", monkeypatch)
    assert status == 500
    assert "the inside" not in page
