"""No view is without a guard: each says which policy it asks, or why it asks none."""

from collections.abc import Callable

import pytest
from django.http import HttpRequest, HttpResponse
from django.test import RequestFactory
from django.utils import translation
from tests.site.addresses import every_pattern

from citypact.apps.conduct.guard import View, guarded, own_only
from citypact.apps.conduct.policy import Policy

#: Views without a guard, and why. All of django-allauth's are about the account of whoever asks,
#: and ask for it themselves.
OPEN = {
    "citypact.site.icon.icon": "an icon",
    "citypact.apps.api.doors.operation": "leads to operations for programs, each of which asks; "
    "they are held to it in tests/apps/api",
    "citypact.apps.cycle.calendar_file.calendar_file": "asks for whom its address was signed",
}
FROM_ELSEWHERE = ("allauth.",)


def name_of(view: Callable[..., object]) -> str:
    """Module and name of a view."""
    return f"{view.__module__}.{getattr(view, '__qualname__', type(view).__name__)}"


def unguarded() -> list[str]:
    """Every view of this site that says of no policy and stands in no list."""
    views = {name_of(pattern.callback): pattern.callback for pattern in every_pattern()}
    return [
        name
        for name, view in views.items()
        if not hasattr(view, "right") and name not in OPEN and not name.startswith(FROM_ELSEWHERE)
    ]


def test_every_view_asks_a_policy() -> None:
    assert unguarded() == []


def test_a_view_without_a_guard_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    pattern = next(each for each in every_pattern() if each.name == "organisations")

    def naked(request: HttpRequest) -> HttpResponse:
        return HttpResponse(request.path)

    monkeypatch.setattr(pattern, "callback", naked)
    assert [name.rpartition(".")[2] for name in unguarded()] == ["naked"]


def test_each_guard_names_a_verb_that_its_policy_has() -> None:
    rights = [getattr(pattern.callback, "right", None) for pattern in every_pattern()]
    asked = [right for right in rights if right is not None]
    assert len(asked) > 10
    for policy, verb in asked:
        assert verb in policy.allowed


@pytest.mark.parametrize("guard", [guarded(Policy("thing"), "read"), own_only])
def test_a_guard_turns_a_visitor_to_the_sign_in(
    guard: Callable[[View], View], rf: RequestFactory
) -> None:
    def view(request: HttpRequest) -> HttpResponse:
        raise AssertionError(request.path)

    with translation.override("sv"):
        answer = guard(view)(rf.get("/thing/?a=1"))
    assert answer.status_code == 302
    assert answer["Location"] == "/accounts/login/?next=/thing/%3Fa%3D1"
