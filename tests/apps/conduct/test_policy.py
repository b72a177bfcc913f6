"""Nobody may what no policy names, and a role holds where it is held."""

import pytest
from django.core.exceptions import PermissionDenied

from citypact.apps.conduct.actor import OPERATOR, VISITOR, Actor, Role
from citypact.apps.conduct.policy import EVENTS, EVERYONE, OPERATORS, Policy, table

THINGS = Policy("thing", {"read": EVERYONE, "change": frozenset({Role.EDITOR}), "burn": OPERATORS})
EDITOR = Actor("account:1", frozenset({Role.VISITOR}), {"malmo": frozenset({Role.EDITOR})})


@pytest.mark.parametrize("role", Role)
@pytest.mark.parametrize("verb", ["read", "load", "change", "delete", ""])
def test_an_empty_policy_permits_nothing(role: Role, verb: str) -> None:
    actor = Actor("somebody", frozenset({role}), {"malmo": frozenset({role})})
    assert not Policy("thing").permits(actor, verb)
    assert not Policy("thing").permits(actor, verb, "malmo")
    assert not Policy("thing").permits_somewhere(actor, verb)


def test_a_role_holds_in_its_organisation_and_in_no_other() -> None:
    assert THINGS.permits(EDITOR, "change", "malmo")
    assert not THINGS.permits(EDITOR, "change", "lund")
    assert not THINGS.permits(EDITOR, "change")
    assert THINGS.permits_somewhere(EDITOR, "change")
    assert not THINGS.permits_somewhere(VISITOR, "change")


def test_who_is_somebody_somewhere_is_still_everybody_elsewhere() -> None:
    assert THINGS.permits(EDITOR, "read", "lund")
    assert not THINGS.permits(EDITOR, "burn", "malmo")


def test_the_operator_may_everywhere_and_still_only_what_is_named() -> None:
    assert THINGS.permits(OPERATOR, "burn", "lund")
    assert not THINGS.permits(OPERATOR, "delete", "lund")


def test_a_refusal_says_who_what_and_where() -> None:
    said = r"account:1 \(visitor, editor\) may not burn a thing of malmo"
    with pytest.raises(PermissionDenied, match=said):
        THINGS.require(EDITOR, "burn", "malmo")
    with pytest.raises(PermissionDenied, match=r"visitor \(visitor\) may not change a thing$"):
        THINGS.require(VISITOR, "change")


def test_what_happened_is_not_for_everybody() -> None:
    assert not EVENTS.permits(VISITOR, "read")
    assert not EVENTS.permits(EDITOR, "read", "malmo")
    assert EVENTS.permits(OPERATOR, "read")


def test_the_table_marks_what_a_role_may_and_nothing_else() -> None:
    head, _, read, change, burn = table([THINGS]).splitlines()
    assert head == (
        "| model | verb | visitor | reader | reviewer | editor | controller | signatory "
        "| coordinator | operator |"
    )
    assert read == "| thing | read | ● | ● | ● | ● | ● | ● | ● | ● |"
    assert change == "| thing | change | | | | ● | | | | |"
    assert burn == "| thing | burn | | | | | | | | ● |"
