"""Every answer says that a page may show itself and nothing else."""

import pytest
from django.http import HttpResponse
from django.test import Client

from citypact.site.security import CONTENT_SECURITY_POLICY, SecurityHeaders

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


def test_headers_are_set_whatever_the_next_layer_answers(rf: object) -> None:
    layer = SecurityHeaders(lambda _: HttpResponse(status=500))
    assert layer(rf)["Content-Security-Policy"] == CONTENT_SECURITY_POLICY  # type: ignore[arg-type]  # the request is not looked at
