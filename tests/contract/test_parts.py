"""Parts of a measure add up, once an object, to at most the measure in full."""

from dataclasses import replace

import numpy as np
import numpy.typing as npt
import pytest
from hypothesis import given
from hypothesis import strategies as st

from citypact.book import Book
from citypact.contract.commitment import Part
from citypact.contract.contract import Contract
from citypact.contract.delivery import Promise, furthest
from citypact.contract.outlook import contract_outlook
from citypact.contract.players import Player, players
from citypact.contract.shares import fair_shares

LIMITS = {"vans": 0.4, "lorries": 0.6}
DRAWS = 6

Kept = npt.NDArray[np.bool_]


@st.composite
def made(draw: st.DrawFn) -> list[Promise]:
    count = draw(st.integers(1, 8))
    found = []
    for number in range(count):
        effect = draw(st.sampled_from(sorted(LIMITS)))
        limit = LIMITS[effect]
        part = Part(effect, draw(st.sampled_from(["a", "b", f"own-{number}"])), limit)
        level = draw(st.floats(0.0, 1.0)) * limit
        found.append(Promise(f"c{number}", "m", level, 1.0, part))
    return found


def kept_of(promises: list[Promise], seed: int = 0) -> Kept:
    kept: Kept = np.random.default_rng(seed).random((len(promises), DRAWS)) < 0.7
    kept[:, 0] = True
    return kept


def level_of(promises: list[Promise], kept: Kept) -> npt.NDArray[np.float64]:
    return furthest(promises, kept, {"m": 0.05}, ["m"])["m"]


def by_name(player: Player, promises: list[Promise]) -> dict[str, float]:
    members = [promises[place].commitment for place in player.members]
    return dict(zip(members, player.weights.tolist(), strict=True))


@given(made())
def test_parts_reach_at_most_the_measure_in_full(promises: list[Promise]) -> None:
    level = level_of(promises, kept_of(promises))
    assert (level <= 1.0).all()
    assert (level >= 0.05).all()


@given(made(), st.randoms(use_true_random=False))
def test_the_order_of_parts_does_not_matter(promises: list[Promise], chance: object) -> None:
    kept = kept_of(promises)
    order = list(range(len(promises)))
    chance.shuffle(order)  # type: ignore[attr-defined]  # random.Random, by hypothesis
    turned = [promises[place] for place in order]
    assert level_of(turned, kept[order]) == pytest.approx(level_of(promises, kept), abs=1e-12)
    one, other = players(promises, kept), players(turned, kept[order])
    assert by_name(other[0], turned) == pytest.approx(by_name(one[0], promises), abs=1e-12)


@given(made(), made())
def test_one_part_more_never_takes_a_measure_less_far(
    promises: list[Promise], more: list[Promise]
) -> None:
    named = [replace(each, commitment=f"more-{each.commitment}") for each in more]
    both = [*promises, *named]
    kept = kept_of(both)
    assert (level_of(both, kept) >= level_of(promises, kept[: len(promises)]) - 1e-12).all()


@given(made())
def test_what_two_promise_of_one_object_is_counted_once(promises: list[Promise]) -> None:
    twins = [replace(each, commitment=f"twin-{each.commitment}") for each in promises]
    once = np.ones((len(promises), DRAWS), dtype=bool)
    twice = np.ones((2 * len(promises), DRAWS), dtype=bool)
    assert level_of([*promises, *twins], twice) == pytest.approx(level_of(promises, once))


@given(made())
def test_nobody_is_credited_more_than_it_brings(promises: list[Promise]) -> None:
    kept = kept_of(promises)
    (player,) = players(promises, kept)
    assert player.weights.sum() == pytest.approx(1.0)
    together = player.reach.mean()
    for place, weight in zip(player.members, player.weights, strict=True):
        own = np.where(kept[place], promises[place].level, 0.0).mean()
        assert weight * together <= own + 1e-12 or own == 0.0


def test_parts_of_different_objects_add_up_and_an_effect_stops_at_its_limit() -> None:
    def part(name: str, effect: str, item: str, level: float) -> Promise:
        return Promise(name, "m", level, 1.0, Part(effect, item, LIMITS[effect]))

    two = [part("one", "vans", "a", 0.1), part("other", "vans", "b", 0.2)]
    over = [*two, part("third", "vans", "c", 0.3), part("fourth", "lorries", "d", 0.1)]
    for promises, level in ((two, 0.3), (over, 0.5)):
        kept = np.ones((len(promises), 1), dtype=bool)
        assert level_of(promises, kept) == pytest.approx(level)


def test_a_whole_measure_holds_the_parts_of_it() -> None:
    parts = [Promise("one", "m", 0.3, 1.0, Part("lorries", "a", 0.6))]
    for level, expected in ((0.2, 0.3), (0.8, 0.8)):
        both = [*parts, Promise("city", "m", level, 1.0)]
        assert level_of(both, np.ones((2, 1), dtype=bool)) == pytest.approx(expected)


def test_shares_of_parts_sum_to_what_they_cut_together(contract: Contract, book: Book) -> None:
    seen = contract_outlook(book, contract.version(), 1)
    promises = [
        Promise("a", "cycling", 0.2, 1.0, Part("cycling-shift", "a", 1.0)),
        Promise("b", "cycling", 0.4, 1.0, Part("cycling-shift", "b", 1.0)),
        Promise("c", "cycling", 0.4, 1.0, Part("cycling-shift", "b", 1.0)),
        Promise("d", "electric-cars", 0.5, 1.0),
    ]
    kept = np.ones((4, 32), dtype=bool)
    names = ["cycling", "electric-cars"]
    before = furthest([], kept[:0], {}, names)
    shares = fair_shares(seen, promises, kept, before)
    numbers = np.arange(32, dtype=np.int64)
    after = furthest(promises, kept, {}, names)
    cut = seen.results(before, numbers) - seen.results(after, numbers)
    assert shares.sum() == pytest.approx(cut.mean())
    # Cycling is linear in its level here: what is of object b is shared by two.
    assert shares[1] == pytest.approx(shares[2]) == pytest.approx(shares[0])
