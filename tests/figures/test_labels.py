"""Labels never cover each other."""

from itertools import pairwise

from hypothesis import assume, given
from hypothesis import strategies as st

from citypact.figures.labels import lines_of, spread

PLACES = st.lists(
    st.tuples(st.floats(0, 100), st.floats(1, 8)), min_size=1, max_size=10, unique_by=lambda p: p[0]
)


@given(PLACES)
def test_no_label_covers_another_and_their_order_stays(places: list[tuple[float, float]]) -> None:
    wanted, sizes = zip(*places, strict=True)
    moved = spread(wanted, sizes, 0.0, 100.0)
    order = sorted(range(len(wanted)), key=lambda item: wanted[item])
    for lower, upper in pairwise(order):
        assert moved[upper] - moved[lower] >= (sizes[lower] + sizes[upper]) / 2 - 1e-9


@given(PLACES)
def test_labels_stay_within_the_plot_where_there_is_room(
    places: list[tuple[float, float]],
) -> None:
    wanted, sizes = zip(*places, strict=True)
    assume(sum(sizes) <= 100)
    for place, size in zip(spread(wanted, sizes, 0.0, 100.0), sizes, strict=True):
        assert size / 2 - 1e-9 <= place <= 100 - size / 2 + 1e-9


@given(st.lists(st.integers(0, 9), min_size=1, max_size=10, unique=True))
def test_labels_with_room_stay_where_they_are(tens: list[int]) -> None:
    wanted = [10.0 * ten + 5 for ten in tens]
    assert spread(wanted, [10.0] * len(wanted), 0.0, 100.0) == wanted


def test_two_that_collide_share_the_move() -> None:
    assert spread([50.0, 50.0], [10.0, 10.0], 0.0, 100.0) == [45.0, 55.0]


def test_no_label_at_all() -> None:
    assert spread([], [], 0.0, 1.0) == []


@given(
    st.text(st.characters(codec="utf-8", categories=["L", "Zs"]), max_size=80), st.integers(4, 40)
)
def test_lines_fit_and_what_is_left_out_is_said(text: str, letters: int) -> None:
    lines = lines_of(text, letters)
    assert len(lines) <= 2
    assert all(len(line) <= letters for line in lines)
    whole = "".join("".join(lines).split())
    assert whole == "".join(text.split()) or whole.endswith("\N{HORIZONTAL ELLIPSIS}")
