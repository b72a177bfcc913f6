"""Every answer says that a page may show itself and nothing else."""

import re

import pytest
from django.http import HttpResponse
from django.test import Client, RequestFactory
from tests.site.addresses import every_pattern

from citypact.site.security import CONTENT_SECURITY_POLICY, WITH_PASSKEYS, SecurityHeaders

pytestmark = pytest.mark.django_db

POLICY = {
    "default-src": "'none'",
    "style-src": "'self'",
    "img-src": "'self' data:",
    "font-src": "'self'",
    "form-action": "'self'",
    "frame-ancestors": "'none'",
    "base-uri": "'none'",
}


def test_the_policy_allows_what_the_design_allows_and_no_more() -> None:
    said = dict(part.split(" ", 1) for part in CONTENT_SECURITY_POLICY.split("; "))
    assert said == POLICY


@pytest.mark.parametrize("address", ["/", "/en/", "/nowhere/", "/static/nothing.css"])
def test_every_answer_has_the_headers(client: Client, address: str) -> None:
    answer = client.get(address)
    assert answer["Content-Security-Policy"] == CONTENT_SECURITY_POLICY
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["X-Frame-Options"] == "DENY"
    assert answer["Referrer-Policy"] == "same-origin"
    assert answer["Cross-Origin-Opener-Policy"] == "same-origin"
    assert answer["Cross-Origin-Resource-Policy"] == "same-origin"
    assert "camera=()" in answer["Permissions-Policy"]
    assert not answer.cookies


def test_static_files_have_them_too_and_may_be_kept_for_ever(client: Client) -> None:
    page = client.get("/").content.decode()
    address = next(part for part in page.split('"') if part.endswith(".css"))
    answer = client.get(address)
    assert answer.status_code == 200
    assert answer["Content-Security-Policy"] == CONTENT_SECURITY_POLICY
    assert "immutable" in answer["Cache-Control"]
    assert "Access-Control-Allow-Origin" not in answer
    answer.close()


def test_a_host_that_is_not_ours_is_refused_without_being_repeated(client: Client) -> None:
    answer = client.get("/", HTTP_HOST="evil.example")
    assert answer.status_code == 400
    assert b"evil.example" not in answer.content
    assert b"CITYPACT_HOSTS" in answer.content


def test_headers_are_set_whatever_the_next_layer_answers(rf: RequestFactory) -> None:
    layer = SecurityHeaders(lambda _: HttpResponse(status=500))
    assert layer(rf.get("/"))["Content-Security-Policy"] == CONTENT_SECURITY_POLICY


def test_only_the_pages_of_passkeys_run_a_script_and_only_this_sites(client: Client) -> None:
    answer = client.get("/accounts/login/")
    added = "; script-src 'self'; connect-src 'self'"
    assert answer["Content-Security-Policy"] == CONTENT_SECURITY_POLICY + added
    scripts = re.findall(r"<script([^>]*)>", answer.content.decode())
    assert len(scripts) == 4
    for each in scripts:
        assert 'src="/static/' in each or 'type="application/json"' in each
    named = {pattern.name for pattern in every_pattern() if getattr(pattern, "name", None)}
    assert named >= WITH_PASSKEYS


def test_only_the_way_to_another_sign_in_may_lead_a_form_away(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("CLIENT", "SECRET"):
        monkeypatch.setenv(f"CITYPACT_OIDC_{name}", "x")
    monkeypatch.setenv("CITYPACT_OIDC_ISSUER", "https://id.example.org/malmo")
    leads = client.get("/accounts/oidc/organisation/login/")["Content-Security-Policy"]
    assert "form-action 'self' https://id.example.org;" in leads
    assert client.get("/accounts/login/")["Content-Security-Policy"].count("example.org") == 0
