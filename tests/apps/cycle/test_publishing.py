"""What is written here is published when somebody asks, in the background, and told when behind."""

import functools
from http import HTTPStatus

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client
from django.utils import timezone
from tests.apps.cycle.year import OWNER, book_shown, taken_in
from tests.apps.drafting.writing import account_in, edit_of, somebody

from citypact.apps.conduct.actor import OPERATOR, VISITOR, Role
from citypact.apps.conduct.queue import work_off
from citypact.apps.contracts import preparing
from citypact.apps.contracts.models import PublishedContract
from citypact.apps.cycle import publishing
from citypact.apps.cycle.models import Publication
from citypact.apps.cycle.publishing import GIVEN_UP, AskToPublish, publish_now
from citypact.apps.drafting.actions import WriteRows
from citypact.apps.drafting.models import KeptContract
from citypact.apps.drafting.rows import rows_of
from citypact.apps.parties.actions import RemoveMember
from citypact.errors import ContractError, InputError

pytestmark = pytest.mark.django_db(transaction=True)
AT = "/en/template/year/template/"


@pytest.fixture(autouse=True)
def _few_draws(monkeypatch: pytest.MonkeyPatch) -> None:
    """What the figures say is tested elsewhere."""
    few = functools.partial(preparing.prepare_contract, draws=20)
    monkeypatch.setattr(preparing, "prepare_contract", few)


@pytest.fixture
def contract() -> KeptContract:
    book_shown()
    return taken_in()


def changed(contract: KeptContract) -> None:
    key = next(
        key for key, row in rows_of(contract).tables["commitments"].items() if row.version == "2026"
    )
    WriteRows(
        contract.pk, (edit_of(contract, "commitments", key, text_en="Something new"),), OPERATOR
    ).perform()


def text(client: Client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == HTTPStatus.OK, address
    return answer.content.decode()


def test_a_coordinator_asks_on_the_page_and_everybody_reads_it(contract: KeptContract) -> None:
    client = Client()
    client.force_login(account_in(OWNER, Role.COORDINATOR))
    assert "Nothing has been published from here." in text(client, AT)
    assert Client().get("/en/template/contracts/template/2026/").status_code == 404
    answer = client.post(f"{AT}publish/", follow=True)
    assert "The pages are being made" in answer.content.decode()
    work_off()
    assert "Nothing has been written since." in text(client, AT)
    assert "Something new" not in text(Client(), "/en/template/contracts/template/2026/")
    changed(contract)
    assert "Written since: 1 change." in text(client, AT)
    client.post(f"{AT}publish/")
    work_off()
    assert "Something new" in text(Client(), "/en/template/contracts/template/2026/")
    shown = PublishedContract.objects.get()
    assert shown.content_hash == rows_of(contract).examined().content_hash("template")


def test_it_is_asked_once_until_it_is_done_or_given_up(contract: KeptContract) -> None:
    AskToPublish(contract.pk, OPERATOR).perform()
    with pytest.raises(InputError, match="being made already"):
        AskToPublish(contract.pk, OPERATOR).perform()
    Publication.objects.update(asked_at=timezone.now() - GIVEN_UP)
    AskToPublish(contract.pk, OPERATOR).perform()
    work_off()
    assert Publication.objects.get().state == Publication.DONE


def test_what_the_book_does_not_have_is_told_before_anything_is_made(
    contract: KeptContract,
) -> None:
    row = next(iter(rows_of(contract).tables["commitment_measures"].values()))
    contract.rows.filter(pk=row.pk).update(cells={**row.cells, "measure": "unheard-of"})
    with pytest.raises(ContractError, match="unheard-of"):
        AskToPublish(contract.pk, OPERATOR).perform()
    assert not Publication.objects.exists()


def test_a_city_that_is_not_shown_is_told() -> None:
    kept = taken_in()
    with pytest.raises(InputError, match="shows no city “template”"):
        AskToPublish(kept.pk, OPERATOR).perform()


def test_what_fails_in_the_background_is_told_on_the_page(
    contract: KeptContract, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(city: str) -> None:
        raise InputError(f"no book of {city}")

    AskToPublish(contract.pk, OPERATOR).perform()
    monkeypatch.setattr(publishing, "book_of", fail)
    work_off()
    client = Client()
    client.force_login(account_in(OWNER, Role.READER))
    shown = text(client, AT)
    assert "The pages could not be made:" in shown
    assert "no book of template" in shown
    assert not PublishedContract.objects.exists()


def test_who_has_lost_the_role_in_the_meantime_publishes_nothing(contract: KeptContract) -> None:
    coordinator = somebody(OWNER, Role.COORDINATOR)
    AskToPublish(contract.pk, coordinator).perform()
    account = account_in(OWNER, Role.COORDINATOR)
    RemoveMember(OWNER, account.email, Role.COORDINATOR, OPERATOR).perform()
    work_off()
    assert Publication.objects.get().state == Publication.FAILED
    assert not PublishedContract.objects.exists()


@pytest.mark.parametrize("role", [r for r in Role if r not in {Role.COORDINATOR, Role.OPERATOR}])
def test_nobody_else_publishes(contract: KeptContract, role: Role) -> None:
    actor = VISITOR if role is Role.VISITOR else somebody(OWNER, role)
    with pytest.raises(PermissionDenied):
        AskToPublish(contract.pk, actor).perform()
    with pytest.raises(PermissionDenied):
        publish_now(contract.pk, actor)
    with pytest.raises(PermissionDenied):
        publish_now(contract.pk, somebody("region", Role.COORDINATOR))
