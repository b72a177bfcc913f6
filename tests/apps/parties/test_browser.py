"""Signing in as a person does: password, authenticator app, passkey, and the organisation's own."""

import base64
import hashlib
import hmac
import secrets
import struct
import time
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page
from tests.apps.parties.oidc import provider
from tests.site.browser import PASSWORD, Seen, must_be_sound, opened, sign_in
from tests.site.process import site

#: Malmö with everybody in it; each has a password, two of them sign in otherwise.
LOAD = f"""
from citypact.apps.conduct.actor import OPERATOR, Role
from citypact.apps.parties.actions import AddMember
from tests.apps.parties.people import account_of, organisations
organisations()
for role in (Role.COORDINATOR, Role.EDITOR, Role.SIGNATORY, Role.REVIEWER):
    account = account_of(role)
    account.set_password({PASSWORD!r})
    account.save()
AddMember("malmo", "anna@malmo.example", Role.READER, OPERATOR, "Anna Andersson").perform()
"""
PEOPLE = [
    {"sub": "anna", "email": "anna@malmo.example", "email_verified": True, "name": "Anna"},
    {"sub": "eve", "email": "coordinator@example.org", "email_verified": False, "name": "Eve"},
    {"sub": "bo", "email": "bo@malmo.example", "email_verified": True, "name": "Bo"},
]
#: The page that says that another sign-in refused.
REFUSED = "accounts/external/error/"
VISITORS = [
    "organisations/",
    "organisations/malmo/",
    "accounts/login/",
    "accounts/password/reset/",
    "accounts/password/reset/done/",
    "accounts/signup/",
    "accounts/external/cancelled/",
    REFUSED,
]
SIGNED_IN = [
    "organisations/malmo/",
    "organisations/malmo/change/",
    "organisations/malmo/parts/add/",
    "organisations/malmo/members/add/",
    "accounts/me/",
    "accounts/me/change/",
    "accounts/me/erase/",
    "accounts/password/change/",
    "accounts/external/",
    "accounts/factors/",
    "accounts/factors/totp/activate/",
    "accounts/factors/webauthn/add/",
    "accounts/factors/webauthn/",
    "accounts/logout/",
]


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A site on which Malmö's own sign-in may be used."""
    with provider(*PEOPLE) as issuer:
        variables = {
            "CITYPACT_OIDC_ISSUER": issuer,
            "CITYPACT_OIDC_CLIENT": "citypact",
            "CITYPACT_OIDC_SECRET": secrets.token_urlsafe(16),
            "CITYPACT_OIDC_NAME": "Malmö stad",
        }
        workspace = tmp_path_factory.mktemp("workspace")
        with site(workspace, LOAD, variables=variables) as found:
            yield found


def confirmed(page: Page, address: str) -> None:
    """Open a page that asks for the password again, and give it."""
    page.goto(address)
    assert "/reauthenticate/" in page.url
    page.locator("#id_password").fill(PASSWORD)
    page.locator("form.stacked button[type=submit]").click()
    page.wait_for_url(address)


def complaints(seen: Seen) -> list[str]:
    """What the browser complained of: scripts that fail, and what the policy had to stop.

    Its advice on password managers is none, and neither is a file that it no longer waits for when
    a form leads on.
    """
    grave = ("error:", "Content Security Policy")
    return [each for each in seen.complaints if any(word in each for word in grave)]


def totp(secret: str) -> str:
    """What an authenticator app shows now (RFC 6238)."""
    key = base64.b32decode(secret)
    digest = hmac.new(key, struct.pack(">Q", int(time.time()) // 30), hashlib.sha1).digest()
    start = digest[-1] & 15
    number = struct.unpack(">I", digest[start : start + 4])[0] & 0x7FFFFFFF
    return f"{number % 10**6:06}"


@pytest.mark.parametrize(("width", "language"), [(360, ""), (1280, "en/")])
def test_every_page_is_accessible_quiet_and_fits(
    window: Browser, address: str, width: int, language: str
) -> None:
    with opened(window, width=width) as (page, seen):
        for name in VISITORS:
            answer = page.goto(address + language + name)
            assert answer is not None
            assert answer.status == (401 if name == REFUSED else 200), name
            must_be_sound(page, width)
        sign_in(page, address, "coordinator@example.org")
        page.goto(f"{address}{language}accounts/reauthenticate/?next=/")
        must_be_sound(page, width)
        confirmed(page, f"{address}{language}accounts/factors/totp/activate/")
        for name in SIGNED_IN:
            answer = page.goto(address + language + name)
            assert answer is not None
            assert answer.status == 200, name
            assert "/login/" not in page.url
            must_be_sound(page, width)
    assert complaints(seen) == []
    assert {f"http://{host}/" for host in seen.hosts} == {address}


@pytest.mark.parametrize("language", ["", "en/"])
def test_on_a_phone_the_header_takes_two_lines(
    window: Browser, address: str, language: str
) -> None:
    fits = (
        "document.fonts.ready.then(() => document.querySelector('.site-header').offsetHeight"
        " < 3 * parseFloat(getComputedStyle(document.body).lineHeight))"
    )
    with opened(window, width=360) as (page, _):
        page.goto(f"{address}{language}organisations/")
        assert page.evaluate(fits)
        sign_in(page, address, "coordinator@example.org", language=language)
        assert page.locator(".site-header .places a").count() == 3
        assert page.evaluate(fits)


@pytest.mark.parametrize("width", [360, 1280])
def test_what_helps_with_a_field_stands_below_it_and_not_upon_it(
    window: Browser, address: str, width: int
) -> None:
    with opened(window, width=width) as (page, _):
        page.goto(f"{address}accounts/login/")
        field = page.locator("input[type=password]").bounding_box()
        helps = page.locator("small").first.bounding_box()
        assert field is not None
        assert helps is not None
        assert helps["y"] >= field["y"] + field["height"]


def test_without_a_script_a_password_and_an_app_are_enough(window: Browser, address: str) -> None:
    with opened(window, javascript=False) as (page, _):
        sign_in(page, address, "editor@example.org", language="en/")
        assert page.get_by_text("Successfully signed in as Person editor").count() == 1
        confirmed(page, f"{address}en/accounts/factors/totp/activate/")
        shown = page.locator("#authenticator_secret").input_value()
        page.locator("#id_code").fill(totp(shown))
        page.locator("form.stacked button[type=submit]").click()
        assert "recovery-codes" in page.url
        page.goto(f"{address}en/accounts/logout/")
        page.locator("form.stacked button[type=submit]").click()
        assert page.locator("text=Sign in").count() == 1
        sign_in(page, address, "editor@example.org", language="en/")
        assert "/factors/authenticate/" in page.url
        page.goto(f"{address}en/accounts/me/")
        assert "/factors/authenticate/" in page.url, "a password alone is not enough any more"
        page.locator("#id_code").fill("000000")
        page.locator("form.stacked button[type=submit]").first.click()
        assert page.locator(".problems").count() == 1


def test_a_passkey_signs_in_by_itself(window: Browser, address: str) -> None:
    with opened(window) as (page, seen):
        keys = page.context.new_cdp_session(page)
        keys.send("WebAuthn.enable")
        options = {
            "protocol": "ctap2",
            "transport": "internal",
            "hasResidentKey": True,
            "hasUserVerification": True,
            "isUserVerified": True,
            "automaticPresenceSimulation": True,
        }
        keys.send("WebAuthn.addVirtualAuthenticator", {"options": options})
        sign_in(page, address, "signatory@example.org")
        confirmed(page, f"{address}accounts/factors/webauthn/add/")
        page.locator("#id_name").fill("Min nyckel")
        page.locator("#id_passwordless").check()
        page.locator("#mfa_webauthn_add").click()
        page.wait_for_url(lambda url: "/webauthn/add/" not in url)
        page.goto(f"{address}accounts/factors/webauthn/")
        assert page.locator("text=Min nyckel").count() == 1
        must_be_sound(page, 1280)
        page.goto(f"{address}accounts/logout/")
        page.locator("form.stacked button[type=submit]").click()
        page.goto(f"{address}accounts/login/")
        page.locator("#passkey_login").click()
        page.wait_for_url(lambda url: "/accounts/login/" not in url)
        assert page.get_by_text("Du har loggat in som Person signatory").count() == 1
        assert complaints(seen) == []


def through_malmo(page: Page, address: str, who: str) -> None:
    """By the organisation's own sign-in, as ``who`` there."""
    page.goto(f"{address}accounts/login/")
    page.get_by_role("button", name="Malmö stad").click()
    page.locator("main button[type=submit]").click()
    page.get_by_role("button", name=who, exact=True).click()
    page.wait_for_url(lambda url: url.startswith(address))


def test_who_has_a_role_comes_in_by_the_organisations_own_sign_in(
    window: Browser, address: str
) -> None:
    with opened(window) as (page, seen):
        through_malmo(page, address, "anna")
        assert page.get_by_text("Du har loggat in som Anna Andersson").count() == 1
        page.goto(f"{address}organisations/malmo/")
        assert page.locator("text=anna@malmo.example").count() == 1
        # The provider's own page asks others for its looks, and complains that they do not answer.
        assert [each for each in seen.complaints if "Content Security Policy" in each] == []
    with opened(window) as (page, _):
        through_malmo(page, address, "anna")
        assert page.get_by_text("Du har loggat in som Anna Andersson").count() == 1


@pytest.mark.parametrize("who", ["bo", "eve"])
def test_who_has_none_or_an_address_that_is_not_vouched_for_stays_outside(
    window: Browser, address: str, who: str
) -> None:
    with opened(window) as (page, _):
        through_malmo(page, address, who)
        assert page.locator("h1").inner_text() == "Konton delas ut"
        page.goto(f"{address}accounts/me/")
        assert "/accounts/login/" in page.url


def test_a_coordinator_gives_a_role_and_the_history_tells(window: Browser, address: str) -> None:
    with opened(window, width=360) as (page, _):
        sign_in(page, address, "coordinator@example.org")
        page.goto(f"{address}organisations/malmo/members/add/")
        page.locator("#id_mail").fill("new@example.org")
        page.locator("form.stacked button[type=submit]").click()
        assert "har inget konto här än" in page.locator(".problems").inner_text()
        page.locator("#id_name").fill("Ny Nilsson")
        page.locator("form.stacked button[type=submit]").click()
        assert page.locator("[role=status]").inner_text().startswith("Rollen är given")
        assert page.locator("text=Ny Nilsson").count() == 1
        assert "fick rollen reader i malmo" in page.locator("article").inner_text()
        page.goto(f"{address}organisations/malmo/change/")
        page.locator("#id_number").fill("212000-1125")
        page.locator("form.stacked button[type=submit]").click()
        assert "är inget organisationsnummer" in page.locator(".problems").inner_text()
        must_be_sound(page, 360)


def test_one_erases_oneself(window: Browser, address: str) -> None:
    with opened(window, javascript=False) as (page, _):
        sign_in(page, address, "reviewer@example.org")
        page.goto(f"{address}accounts/me/erase/")
        page.locator("form.stacked button[type=submit]").click()
        assert page.locator(".problems").count() == 1
        page.locator("#id_sure").check()
        page.locator("form.stacked button[type=submit]").click()
        assert page.url == address
        page.goto(f"{address}accounts/login/")
        page.locator("#id_login").fill("reviewer@example.org")
        page.locator("#id_password").fill(PASSWORD)
        page.locator("form.stacked button[type=submit]").click()
        assert "/accounts/login/" in page.url
        assert page.locator(".problems").count() == 1
