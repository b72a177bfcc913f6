import itertools
import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from citypact.engine.arrays import Floats
from citypact.model import shapley
from citypact.model.shapley import Coalitions

PLAYERS = st.integers(1, 6)


def random_game(players: int, seed: int) -> Floats:
    return np.random.default_rng(seed).normal(size=(2**players, 3))


def by_definition(achieved: Floats, players: int) -> Floats:
    """The average over all orders of what a player adds when it joins."""
    shares = np.zeros((players, achieved.shape[1]))
    for order in itertools.permutations(range(players)):
        coalition = 0
        for player in order:
            joined = coalition | 1 << player
            shares[player] += achieved[joined] - achieved[coalition]
            coalition = joined
    return shares / math.factorial(players)


def number(coalitions: Coalitions) -> list[int]:
    return [sum(1 << i for i, member in enumerate(row) if member) for row in coalitions]


@given(PLAYERS, st.integers(0, 1000))
def test_exact_shares_are_the_average_over_all_orders(players: int, seed: int) -> None:
    game = random_game(players, seed)
    found = shapley.exact(game, players)
    assert found == pytest.approx(by_definition(game, players), abs=1e-12)
    assert found.sum(axis=0) == pytest.approx(game[-1] - game[0], abs=1e-12)


@given(PLAYERS)
def test_all_coalitions_are_numbered_by_their_members(players: int) -> None:
    assert number(shapley.all_coalitions(players)) == list(range(2**players))


@given(st.integers(1, 20), st.integers(1, 30), st.integers(0, 100))
def test_each_order_is_followed_by_its_reverse(pairs: int, players: int, seed: int) -> None:
    found = shapley.orders(pairs, players, seed)
    assert found.shape == (2 * pairs, players)
    assert (np.sort(found, axis=1) == np.arange(players)).all()
    assert (found[0::2] == found[1::2, ::-1]).all()
    assert (found == shapley.orders(pairs, players, seed)).all()


def test_an_order_is_the_same_on_every_machine() -> None:
    assert shapley.orders(2, 6, 1)[0::2].tolist() == [[3, 5, 2, 0, 1, 4], [3, 1, 4, 2, 0, 5]]


def test_prefixes_are_the_coalitions_that_an_order_passes_through() -> None:
    found = shapley.prefixes(np.array([[2, 0, 1]]))
    assert found.tolist() == [[[False, False, True], [True, False, True]]]


@given(st.integers(2, 6), st.integers(0, 1000))
def test_what_players_add_sums_to_the_total_in_every_order(players: int, seed: int) -> None:
    game = random_game(players, seed)
    order = shapley.orders(5, players, seed)
    passed = np.array([game[number(row)] for row in shapley.prefixes(order)])
    added = shapley.added(order, game[:1], passed, game[-1:])
    assert added.sum(axis=1) == pytest.approx(np.tile(game[-1] - game[0], (10, 1)), abs=1e-12)
    joined = order[0, 0]
    assert added[0, joined] == pytest.approx(game[1 << joined] - game[0])


@given(st.integers(2, 7), st.integers(0, 1000))
def test_an_order_and_its_reverse_are_exact_where_players_interact_two_by_two(
    players: int, seed: int
) -> None:
    random = np.random.default_rng(seed)
    alone, pairs = random.normal(size=players), random.normal(size=(players, players))
    members = shapley.all_coalitions(players).astype(float)
    game = (members @ alone + np.einsum("ci,ij,cj->c", members, pairs, members))[:, np.newaxis]
    order = shapley.orders(1, players, seed)
    passed = np.array([game[number(row)] for row in shapley.prefixes(order)])
    added = shapley.added(order, game[:1], passed, game[-1:])
    assert added.mean(axis=0) == pytest.approx(shapley.exact(game, players), abs=1e-9)
