"""Events are added in one chain, keep no personal data, and are never changed."""

import json
from uuid import uuid4

import pytest
from django.core.exceptions import PermissionDenied
from django.db import transaction
from hypothesis import given
from hypothesis import strategies as st
from tests.apps.conduct.kind import TRIED, tried

from citypact.apps.conduct.actor import OPERATOR, VISITOR
from citypact.apps.conduct.chain import Happened, append, shred
from citypact.apps.conduct.digest import GENESIS, canonical, commitment
from citypact.apps.conduct.models import ChainHead, Event, PersonalValue
from citypact.apps.conduct.selectors import events
from citypact.apps.conduct.verifying import verify

pytestmark = pytest.mark.django_db

JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
)


def test_each_event_names_the_hash_of_the_one_before() -> None:
    first, second, third = (append(tried(str(number)), OPERATOR) for number in range(3))
    assert first.previous == GENESIS
    assert (second.previous, third.previous) == (first.hash, second.hash)
    assert [each.position for each in Event.objects.all()] == [1, 2, 3]
    head = ChainHead.objects.get()
    assert (head.position, head.hash) == (3, third.hash)
    assert str(head) == f"3:{third.hash}"
    assert str(third) == "3 conduct.test.tried thing:2"


def test_a_change_that_is_undone_leaves_neither_event_nor_gap() -> None:
    append(tried(), OPERATOR)

    def fail() -> None:
        with transaction.atomic():
            append(tried(), OPERATOR)
            raise RuntimeError

    with pytest.raises(RuntimeError):
        fail()
    assert append(tried(), OPERATOR).position == 2
    assert verify().whole


def test_an_event_is_never_changed_and_never_removed() -> None:
    event = append(tried(), OPERATOR)
    refused = "never changed and never removed"
    event.values = {"what": "nothing"}
    with pytest.raises(TypeError, match=refused):
        event.save()
    with pytest.raises(TypeError, match=refused):
        event.delete()
    for change in ("update", "delete", "bulk_update", "update_or_create"):
        with pytest.raises(TypeError, match=refused):
            getattr(Event.objects.all(), change)()
    assert Event.objects.get().values == {"what": "it"}


def test_a_person_is_in_no_event_and_what_is_kept_apart_can_be_shredded() -> None:
    person, other = uuid4(), uuid4()
    for each, name in ((person, "Anna Andersson"), (other, "Bo Berg")):
        append(
            Happened(
                TRIED, "thing:it", values={"what": "it"}, person=each, personal={"name": name}
            ),
            OPERATOR,
        )
    written = json.dumps([str(vars(event)) for event in Event.objects.all()])
    assert "Anna" not in written
    assert [kept.values["name"] for kept in PersonalValue.objects.order_by("pk")] == [
        "Anna Andersson",
        "Bo Berg",
    ]
    before = verify()
    assert (before.personal, before.shredded) == (2, 0)
    assert shred(person) == 1
    after = verify()
    assert after.whole
    assert after.head == before.head
    assert (after.personal, after.shredded) == (1, 1)
    kept = PersonalValue.objects.get()
    assert kept.person == other
    assert str(kept) == f"of event {kept.event_id}"


def test_the_same_person_twice_is_committed_to_by_two_values_that_do_not_tell() -> None:
    assert commitment(b"a" * 32, {"name": "Anna"}) != commitment(b"b" * 32, {"name": "Anna"})


def test_personal_values_belong_to_somebody() -> None:
    with pytest.raises(ValueError, match="belong to a person"):
        append(Happened(TRIED, "thing:it", values={"what": "it"}, personal={"a": "b"}), OPERATOR)
    with pytest.raises(ValueError, match="belong to a person"):
        append(Happened(TRIED, "thing:it", values={"what": "it"}, person=uuid4()), OPERATOR)


def test_a_value_that_databases_write_in_their_own_ways_is_refused() -> None:
    with pytest.raises(ValueError, match=r"0\.1 cannot be a value of an event: write a float as"):
        append(tried(share=0.1), OPERATOR)
    with pytest.raises(ValueError, match="1 is no name of a value"):
        append(tried(inner={1: "a"}), OPERATOR)
    with pytest.raises(ValueError, match="cannot be a value"):
        append(tried(inner=[{"a": {2}}]), OPERATOR)
    with pytest.raises(KeyError, match="what"):
        append(Happened(TRIED, "thing:it"), OPERATOR)
    assert not Event.objects.exists()


@given(JSON)
def test_what_is_hashed_reads_back_as_what_it_was(value: object) -> None:
    assert json.loads(canonical(value)) == value


def test_what_happened_is_read_in_both_languages_by_those_who_may() -> None:
    append(tried("a lamp"), OPERATOR)
    assert [each.sentence for each in events(OPERATOR)] == ["a lamp prövades."]
    assert [each.sentence for each in events(OPERATOR, "en")] == ["a lamp was tried."]
    with pytest.raises(PermissionDenied):
        events(VISITOR)
