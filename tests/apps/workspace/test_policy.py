"""Nobody may what no policy names."""

import pytest
from django.core.exceptions import PermissionDenied

from citypact.apps.workspace.policy import (
    AUDIT_LINES,
    BOOK_VERSIONS,
    OPERATOR,
    READER,
    Actor,
    Policy,
    Role,
)


@pytest.mark.parametrize("role", Role)
@pytest.mark.parametrize("verb", ["read", "load", "change", "delete", ""])
def test_an_empty_policy_permits_nothing(role: Role, verb: str) -> None:
    assert not Policy("thing").permits(Actor("somebody", role), verb)


def test_anyone_reads_what_is_published_and_only_the_operator_loads() -> None:
    assert BOOK_VERSIONS.permits(READER, "read")
    assert not BOOK_VERSIONS.permits(READER, "load")
    assert BOOK_VERSIONS.permits(OPERATOR, "load")
    assert not AUDIT_LINES.permits(READER, "read")
    assert AUDIT_LINES.permits(OPERATOR, "read")


@pytest.mark.parametrize("policy", [BOOK_VERSIONS, AUDIT_LINES])
def test_not_even_the_operator_may_what_is_not_named(policy: Policy) -> None:
    assert not policy.permits(OPERATOR, "delete")


def test_a_refusal_says_who_what_and_on_which() -> None:
    with pytest.raises(PermissionDenied, match=r"reader \(reader\) may not load a book version"):
        BOOK_VERSIONS.require(READER, "load")
