"""Where a clause stands: its order lies between its neighbours', its number follows its place."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.apps.drafting.writing import edit_of, taken_in

from citypact.apps.conduct.actor import OPERATOR
from citypact.apps.drafting.actions import WriteRows
from citypact.apps.drafting.models import KeptContract
from citypact.apps.drafting.outline import Outline, outline_of
from citypact.apps.drafting.placing import new_id, numbered_anew, place_choices, placed
from citypact.apps.drafting.rows import rows_of
from citypact.errors import InputError


@pytest.fixture
def kept(db: None) -> KeptContract:
    assert db is None
    return taken_in()


def outlined(kept: KeptContract) -> Outline:
    kept.refresh_from_db()
    found = outline_of(kept, "2026")
    assert found is not None
    return found


def order(kept: KeptContract) -> list[str]:
    return [line.id for line in outlined(kept).clauses]


def move(kept: KeptContract, clause: str, place: str) -> None:
    parent, at = placed(outlined(kept), place, clause)
    edit = edit_of(kept, "clauses", f"2026:{clause}", parent=parent, order=at)
    WriteRows(kept.pk, (edit,), OPERATOR).perform()


@pytest.mark.parametrize(
    ("clause", "place", "expected"),
    [
        ("follow-up", "under:", ["follow-up", "purpose", "city", "heat", "mobility", "state"]),
        ("purpose", "after:state", ["city", "heat", "mobility", "state", "purpose", "follow-up"]),
        ("state", "under:city", ["purpose", "city", "state", "heat", "mobility", "follow-up"]),
        ("state", "after:heat", ["purpose", "city", "heat", "state", "mobility", "follow-up"]),
        ("heat", "after:mobility", ["purpose", "city", "mobility", "heat", "state", "follow-up"]),
        ("heat", "under:state", ["purpose", "city", "mobility", "state", "heat", "follow-up"]),
        ("city", "after:follow-up", ["purpose", "state", "follow-up", "city", "heat", "mobility"]),
    ],
)
def test_a_clause_goes_where_it_is_put_and_no_other_moves(
    kept: KeptContract, clause: str, place: str, expected: list[str]
) -> None:
    move(kept, clause, place)
    assert order(kept) == expected


def test_there_is_always_room_between_two(kept: KeptContract) -> None:
    for _ in range(6):
        for clause in ("heat", "state"):
            move(kept, clause, "after:purpose")
            assert order(kept)[1] == clause


@pytest.mark.parametrize("place", ["", "before:heat", "after:", "after:nowhere", "under:nowhere"])
def test_what_is_no_place_is_told(kept: KeptContract, place: str) -> None:
    with pytest.raises(InputError, match="no such place"):
        placed(outlined(kept), place)


def test_before_a_clause_of_order_nought_there_is_no_room(kept: KeptContract) -> None:
    edit = edit_of(kept, "clauses", "2026:purpose", order="0")
    WriteRows(kept.pk, (edit,), OPERATOR).perform()
    with pytest.raises(InputError, match="no room here"):
        placed(outlined(kept), "under:")


def test_no_clause_is_offered_a_place_under_itself(kept: KeptContract) -> None:
    offered = {place for place, _title in place_choices(outlined(kept), "city")}
    assert offered == {
        "under:", "after:purpose", "under:purpose", "after:state", "under:state",
        "after:follow-up", "under:follow-up",
    }  # fmt: skip


def test_numbers_follow_places_and_what_has_none_keeps_none(kept: KeptContract) -> None:
    WriteRows(kept.pk, (edit_of(kept, "clauses", "2026:city", number=""),), OPERATOR).perform()
    WriteRows(kept.pk, numbered_anew(outlined(kept), rows_of(kept)), OPERATOR).perform()
    numbers = {line.id: line.number for line in outlined(kept).clauses}
    assert numbers == {
        "purpose": "1", "city": "", "heat": "2", "mobility": "3", "state": "4", "follow-up": "5",
    }  # fmt: skip
    assert numbered_anew(outlined(kept), rows_of(kept)) == ()


@given(st.text(max_size=80), st.sets(st.sampled_from(["new", "a", "a-2"])))
def test_a_new_identifier_is_plain_and_not_taken(wish: str, taken: set[str]) -> None:
    found = new_id(wish, taken)
    assert found not in taken
    assert found[0].isalnum()
    assert set(found) <= set("abcdefghijklmnopqrstuvwxyz0123456789-")


def test_a_new_identifier_is_like_the_heading() -> None:
    assert new_id("Åtgärder för öar", {"atgarder-for-oar"}) == "atgarder-for-oar-2"
