"""What is set into the rail is text, stands at its clause, and costs a visitor nothing."""

from citypact.apps.conduct.actor import OPERATOR, VISITOR, Actor
from citypact.apps.contracts import rail
from citypact.apps.contracts.rail import Note, notes_for, with_notes

BODY = "<li>One<!--rail one--></li><li>Two<!--rail two.b-2--></li><p>&lt;!--rail one--&gt;</p>"


def test_without_notes_the_text_is_as_it_was_kept() -> None:
    assert with_notes(BODY, {}) == BODY


def test_a_note_stands_at_its_clause_and_what_is_late_stands_out() -> None:
    shown = with_notes(
        BODY, {"two.b-2": (Note("Waits for us"), Note("Late: yesterday", late=True))}
    )
    assert shown == (
        '<li>One</li><li>Two<span class="rail-note">Waits for us</span>'
        '<span class="rail-note"><strong>Late: yesterday</strong></span></li>'
        "<p>&lt;!--rail one--&gt;</p>"
    )


def test_what_a_note_says_is_text() -> None:
    for late in (False, True):
        shown = with_notes(BODY, {"one": (Note("<script>&", late=late),)})
        assert "<script>" not in shown
        assert "&lt;script&gt;&amp;" in shown


def test_notes_of_several_sources_stand_one_after_the_other() -> None:
    def first(_actor: Actor, *_place: str) -> dict[str, tuple[Note, ...]]:
        return {"one": (Note("first"),)}

    def second(actor: Actor, *_place: str) -> dict[str, tuple[Note, ...]]:
        return {"one": (Note("second"),)} if actor == OPERATOR else {}

    known = list(rail._sources)
    rail._sources.clear()
    try:
        for source in (first, second, first):
            rail.register(source)
        assert notes_for(OPERATOR, "c", "k", "v") == {"one": (Note("first"), Note("second"))}
        assert notes_for(VISITOR, "c", "k", "v") == {"one": (Note("first"),)}
    finally:
        rail._sources[:] = known
