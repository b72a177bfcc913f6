"""Signing up: asked for by anybody, done by the link in the mail, and never half."""

from dataclasses import replace
from datetime import timedelta
from uuid import uuid4

import pytest
from django.core import mail
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.apps.local.people import (
    CITY,
    CONTRACT,
    NUMBER,
    PARTY,
    SAID,
    asked,
    mails_sent,
    now,
    set_up,
    signed_up,
)

from citypact.apps.conduct.actor import OPERATOR, VISITOR, Role
from citypact.apps.conduct.models import Event, PersonalValue
from citypact.apps.conduct.verifying import verify
from citypact.apps.local import bounds, joining, outlooks
from citypact.apps.local.joining import AskToSignUp, ExpireSignUps, SignUpCompany
from citypact.apps.local.letters import request_of, token_of
from citypact.apps.local.models import LocalSum, SignUpRequest
from citypact.apps.local.promising import Withdraw
from citypact.apps.parties.models import Account, Membership, Organisation
from citypact.contract.local.sign_up import PlannedAction, party_of, sign_up_problems
from citypact.errors import ContractError, InputError

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _contract() -> None:
    set_up()


@pytest.mark.django_db(transaction=True)  # the queue's worker closes the connection
def test_a_company_counts_when_the_link_is_followed_and_not_before() -> None:
    token = asked()
    mails_sent()
    (letter,) = mail.outbox
    assert letter.to == ["anna@example.org"]
    assert f"/{CITY}/local/{CONTRACT}/join/confirm/" in letter.body
    assert now().companies == ()
    assert not Organisation.objects.filter(number=NUMBER).exists()
    request = SignUpCompany(token, VISITOR).perform()
    assert request.party == PARTY
    (party,) = now().companies
    assert (party.id, party.number, party.area, party.size) == (PARTY, NUMBER, "mobility", "small")
    expected = party_of(SAID, now().contract)
    assert (party, now().version.commitments) == (expected[0], expected[1])
    (member,) = Membership.objects.filter(organisation=PARTY)
    assert (member.account.email, member.role) == ("anna@example.org", Role.COORDINATOR.value)
    assert LocalSum.objects.get().wanted
    assert verify().whole


def test_what_is_known_of_the_person_is_in_the_account_and_no_event() -> None:
    request = signed_up()
    assert (request.person, request.mail) == ("", "")
    said = [str(event.values) for event in Event.objects.all()]
    assert not any("anna@" in each.casefold() or "Andersson" in each for each in said)
    assert PersonalValue.objects.get().person == Account.objects.get().pk


@pytest.mark.django_db(transaction=True)  # the queue's worker closes the connection
def test_asking_and_confirming_twice_does_each_once() -> None:
    key = uuid4()
    first, second = asked(key=key), asked(key=key)
    mails_sent()
    assert len(mail.outbox) == 1
    SignUpCompany(first, VISITOR).perform()
    before = (now().kept.revision, Event.objects.count())
    again = SignUpCompany(second, VISITOR).perform()
    assert again.party == PARTY
    assert (now().kept.revision, Event.objects.count()) == before
    assert Organisation.objects.filter(number=NUMBER).count() == 1


def test_of_two_that_ask_with_one_number_the_first_to_confirm_is_let_in() -> None:
    first, second = asked(), asked(mail="bo@example.org")
    SignUpCompany(second, VISITOR).perform()
    with pytest.raises(ContractError, match="has signed up with this number"):
        SignUpCompany(first, VISITOR).perform()
    assert not Account.objects.filter(email="anna@example.org").exists()
    assert len(now().companies) == 1


def test_who_knows_a_number_comes_into_no_organisation_that_is_here() -> None:
    from citypact.apps.parties.actions import AddOrganisation  # noqa: PLC0415  one case
    from citypact.apps.parties.details import Details  # noqa: PLC0415  one case

    AddOrganisation("bolaget", Details("B", "B", "company", NUMBER), OPERATOR).perform()
    token = asked()
    with pytest.raises(InputError, match="which is here already"):
        SignUpCompany(token, VISITOR).perform()
    assert now().companies == ()
    assert not Account.objects.exists()


def test_who_has_left_comes_back_by_the_mail_of_somebody_who_is_in_it() -> None:
    signed_up()
    Withdraw(CONTRACT, PARTY, "We moved away", OPERATOR).perform()
    assert now().companies == ()
    with pytest.raises(InputError, match="which is here already"):
        signed_up(mail="eve@example.org")
    signed_up()
    assert [each.id for each in now().companies] == [PARTY]
    assert Membership.objects.count() == 1


def test_what_nobody_confirms_is_erased_with_the_person(monkeypatch: pytest.MonkeyPatch) -> None:
    token = asked()
    SignUpRequest.objects.update(asked_at=bounds.oldest() - timedelta(seconds=1))
    with pytest.raises(InputError, match="was not confirmed within 3 days"):
        SignUpCompany(token, VISITOR).perform()
    kept = asked(mail="bo@example.org")
    assert ExpireSignUps(OPERATOR).perform() == 1
    assert SignUpRequest.objects.get().pk == request_of(kept)
    assert Event.objects.get(code="local.sign_up.expired").values["count"] == 1
    then = SignUpRequest.objects.get().asked_at
    monkeypatch.setattr(joining, "oldest", lambda: then)
    joining.expire.call()
    assert not SignUpRequest.objects.exists()
    assert ExpireSignUps(OPERATOR).perform() == 0


def test_it_is_erased_by_the_queue_when_its_time_is_over() -> None:
    from django_tasks_db.models import DBTaskResult  # noqa: PLC0415  a model of the queue

    asked()
    waiting = DBTaskResult.objects.get(task_path__endswith="joining.expire")
    assert waiting.run_after >= SignUpRequest.objects.get().asked_at + bounds.VALID


@pytest.mark.parametrize("token", ["", "x", "a:b:c", "WyJhIl0:1abc:zzz"])
def test_a_link_that_this_site_did_not_make_confirms_nothing(token: str) -> None:
    with pytest.raises(InputError, match="does not confirm anything"):
        SignUpCompany(token, VISITOR).perform()


def test_a_link_of_another_request_is_none() -> None:
    with pytest.raises(InputError, match="was not confirmed within"):
        SignUpCompany(token_of(uuid4()), VISITOR).perform()


def test_no_more_wait_than_are_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(joining, "MOST_WAITING", 1)
    asked()
    with pytest.raises(InputError, match="try again tomorrow"):
        asked(mail="bo@example.org")


@pytest.mark.parametrize(("person", "address"), [(" ", "a@example.org"), ("Anna", "no address")])
def test_without_a_person_and_an_address_nothing_is_asked(person: str, address: str) -> None:
    action = AskToSignUp(uuid4(), CITY, CONTRACT, SAID, person, address, "sv", VISITOR)
    with pytest.raises(InputError, match="Give your name"):
        action.perform()
    assert not SignUpRequest.objects.exists()


@settings(max_examples=20)
@given(
    quantity=st.one_of(st.floats(allow_nan=True, allow_infinity=True), st.just(1e30)),
    due=st.integers(1900, 2200),
    kind=st.sampled_from(["cycling", "shorter", "flying"]),
)
def test_whatever_is_said_is_kept_whole_or_refused_with_reasons(
    quantity: float, due: int, kind: str
) -> None:
    said = replace(SAID, actions=(PlannedAction(kind, quantity, due),))
    before = SignUpRequest.objects.count()
    local = now()
    wrong = sign_up_problems(
        said, local.contract, local.version, outlooks.asked(local).known, today=2026
    )
    if wrong:
        with pytest.raises(ContractError):
            asked(said)
        assert SignUpRequest.objects.count() == before
    else:
        asked(said)
        assert 0.0 < SignUpRequest.objects.latest("asked_at").actions[0]["quantity"] == quantity
