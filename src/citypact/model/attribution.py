"""Attribution: what a measure is worth, in three ways that are named so.

*Alone* is what it cuts if it is the only one; *last* what it cuts on top of all the others;
*share* its fair share (Shapley value) of what all cut together, which sums exactly to the total.
Cuts are positive, in kt CO2e a year within the boundary of the main inventory.

Every coalition of measures is one lane of the program. Up to :data:`EXACT` measures all
coalitions are evaluated. Above that, random orders are sampled, each with its reverse, until the
standard error of every share is at most 1 % of what all cut together; it is stated. With draws,
each draw has an order and its reverse of its own, so that the band of a share includes what
sampling adds; alone and last are exact.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from typing import Final

import numpy as np
import numpy.typing as npt

from citypact.engine import Program, Sampling, SamplingChoice, evaluate, sampling_of
from citypact.engine.arrays import Floats
from citypact.engine.executor import ExecutorChoice
from citypact.engine.names import UNPLACED
from citypact.engine.workers import threads_from
from citypact.model import output, shapley
from citypact.model.band import Band, band_of
from citypact.model.ramp import level_input, postpone_input
from citypact.model.shapley import Coalitions

__all__ = ["DRAWS", "EXACT", "PAIRS", "Worth", "attribute"]

#: Up to this many measures every coalition is evaluated.
EXACT: Final = 12
#: Random orders above that, each evaluated with its reverse: at first, and at most.
PAIRS: Final = 64
MOST_PAIRS: Final = 4096
#: Standard error that a sampled share may have, as part of what all cut in the year of most.
PRECISION: Final = 0.01
#: Draws for the bands of measures, where a run has at least as many.
DRAWS: Final = 256
#: Lanes evaluated at a time: bounds memory, changes no figure.
_LANES: Final = 2048


@dataclass(frozen=True, slots=True, eq=False)
class Worth:
    """What a measure is worth, kt CO2e a year, shape ``(years,)``; bands where there are draws.

    ``share_error`` is the standard error that sampling leaves, 0 where the share is exact.
    """

    alone: Floats
    last: Floats
    share: Floats
    share_error: Floats
    alone_band: Band | None = None
    last_band: Band | None = None
    share_band: Band | None = None


@dataclass(frozen=True)
class _Game:
    """Coalitions of measures, and what they emit."""

    program: Program
    levels: Mapping[str, float]
    players: Sequence[str]
    seed: int
    city: str
    sampling: Sampling
    executor: ExecutorChoice
    threads: int
    postponed: Mapping[str, int]
    output: str

    def emitted(self, coalitions: Coalitions, draws: npt.NDArray[np.int64] | None = None) -> Floats:
        """The output of each coalition, shape ``(coalitions, years)``; in its draw where given."""
        found = np.empty((len(coalitions), len(self.program.years)))

        def run(first: int) -> None:
            part = slice(first, first + _LANES)
            values = evaluate(
                self.program,
                {
                    **{postpone_input(name): float(n) for name, n in self.postponed.items()},
                    **{
                        level_input(name): self.levels[name] * coalitions[part, column]
                        for column, name in enumerate(self.players)
                    },
                },
                draw_index=None if draws is None else draws[part],
                seed=self.seed,
                city=self.city,
                sampling=self.sampling,
                executor=self.executor,
            )
            found[part] = values[self.output].T

        parts = range(0, len(coalitions), _LANES)
        with ThreadPoolExecutor(max(1, min(self.threads, len(parts)))) as pool:
            list(pool.map(run, parts))
        return found


def attribute(  # noqa: PLR0913  all but two are options by keyword
    program: Program,
    levels: Mapping[str, float],
    *,
    of: str = output.TOTAL,
    postponed: Mapping[str, int] | None = None,
    draws: int = 0,
    seed: int = 1,
    city: str = "",
    sampling: SamplingChoice = "random",
    executor: ExecutorChoice = "auto",
    threads: int | None = None,
) -> dict[str, Worth]:
    """Return what each measure is worth in a scenario.

    Args:
        program: of a city.
        levels: how far each measure of the scenario goes, by its id.
        of: the yearly output that measures lower: emissions, or society's cost (then in MSEK).
        postponed: by how many years a measure of them comes later than stated.
        draws: for bands; 0 for none.
        seed: of the draws and of the sampled orders.
        city: whose random numbers.
        sampling: which draws, as for :func:`citypact.engine.simulate`; the first 256 of them.
        executor: as for :func:`citypact.engine.evaluate`.
        threads: as many as there are processors if None; changes no figure.
    """
    years = len(program.years)
    none = np.zeros(years)
    worth = {name: Worth(none, none, none, none) for name in levels}
    program = program.select([of])
    read = {item.name for item in program.inputs if item.register != UNPLACED}
    acting = tuple(n for n, level in levels.items() if level > 0.0 and level_input(n) in read)
    if not acting:
        return worth
    threads = threads_from(threads)
    moved = {name: years for name, years in (postponed or {}).items() if name in acting}
    chosen = sampling_of(sampling, max(draws, 1))
    game = _Game(program, levels, acting, seed, city, chosen, executor, threads, moved, of)
    players = len(acting)
    emitted = game.emitted(_ends(players))
    nothing, everything = emitted[0], emitted[1]
    alone = nothing - emitted[2 : 2 + players]
    last = emitted[2 + players :] - everything
    kept = _that_matter(game, alone, last, nothing, everything)
    share, error = np.zeros((players, years)), np.zeros((players, years))
    if kept.any():
        share[kept], error[kept] = _shares(_only(game, kept), nothing, everything)
    for index, name in enumerate(acting):
        worth[name] = Worth(alone[index], last[index], share[index], error[index])
    return worth if draws < 1 else _with_bands(game, worth, min(draws, DRAWS))


def _ends(players: int) -> Coalitions:
    """Nobody; everybody; each alone; all but each."""
    each = np.eye(players, dtype=bool)
    nobody = np.zeros((1, players), dtype=bool)
    return np.concatenate([nobody, ~nobody, each, ~each])


def _only(game: _Game, kept: npt.NDArray[np.bool_]) -> _Game:
    names = tuple(name for name, keep in zip(game.players, kept, strict=True) if keep)
    return replace(game, players=names)


def _that_matter(
    game: _Game, alone: Floats, last: Floats, nothing: Floats, everything: Floats
) -> npt.NDArray[np.bool_]:
    """Say which measures change anything, so that the others need no coalitions.

    A measure that cuts nothing alone and nothing as the last one is left out, provided that
    those left out make no difference together either: two that stand in for one another each
    change nothing as the last one, and do together.
    """
    kept: npt.NDArray[np.bool_] = (alone != 0.0).any(axis=1) | (last != 0.0).any(axis=1)
    if kept.all():
        return kept
    both = game.emitted(np.stack([kept, ~kept]))
    if (both[0] == everything).all() and (both[1] == nothing).all():
        return kept
    return np.ones_like(kept)


def _shares(game: _Game, nothing: Floats, everything: Floats) -> tuple[Floats, Floats]:
    """Shares and their standard errors, shape ``(players, years)`` each."""
    players = len(game.players)
    if players <= EXACT:
        emitted = game.emitted(shapley.all_coalitions(players))
        return shapley.exact(-emitted, players), np.zeros((players, len(nothing)))
    allowed = PRECISION * float(np.abs(nothing - everything).max())
    number = PAIRS
    pairs = _pairs(game, shapley.orders(number, players, game.seed), nothing, everything)
    while True:
        error = pairs.std(axis=0, ddof=1) / np.sqrt(number)
        if error.max() <= allowed or number >= MOST_PAIRS:
            return pairs.mean(axis=0), error
        number *= 2
        # More orders of a seed begin with the fewer ones.
        further = shapley.orders(number, players, game.seed)[2 * len(pairs) :]
        pairs = np.concatenate([pairs, _pairs(game, further, nothing, everything)])


def _pairs(game: _Game, order: shapley.Order, nothing: Floats, everything: Floats) -> Floats:
    """What each player adds, mean of an order and its reverse: ``(pairs, players, years)``."""
    players = len(game.players)
    passed = game.emitted(shapley.prefixes(order).reshape(-1, players))
    passed = passed.reshape(len(order), players - 1, -1)
    added = shapley.added(order, -nothing, -passed, -everything)
    found: Floats = 0.5 * (added[0::2] + added[1::2])
    return found


def _with_bands(game: _Game, worth: Mapping[str, Worth], draws: int) -> dict[str, Worth]:
    """Add bands: all measures take part, as one without effect may have some in a draw."""
    players, years = len(game.players), len(game.program.years)
    order = shapley.orders(draws, players, game.seed)
    ends = _ends(players)
    passed = shapley.prefixes(order).reshape(draws, 2 * (players - 1), players)
    each = np.broadcast_to(ends, (draws, *ends.shape))
    coalitions = np.concatenate([each, passed], axis=1)
    lanes = coalitions.shape[1]
    emitted = game.emitted(
        coalitions.reshape(-1, players), np.repeat(np.arange(draws, dtype=np.int64), lanes)
    ).reshape(draws, lanes, years)
    nothing, everything = emitted[:, 0], emitted[:, 1]
    alone = nothing[:, np.newaxis] - emitted[:, 2 : 2 + players]
    last = emitted[:, 2 + players : 2 + 2 * players] - everything[:, np.newaxis]
    added = shapley.added(
        order,
        -nothing.repeat(2, axis=0),
        -emitted[:, 2 + 2 * players :].reshape(2 * draws, players - 1, years),
        -everything.repeat(2, axis=0),
    )
    share = 0.5 * (added[0::2] + added[1::2])
    result = dict(worth)
    for index, name in enumerate(game.players):
        result[name] = replace(
            worth[name],
            alone_band=band_of(alone[:, index]),
            last_band=band_of(last[:, index]),
            share_band=band_of(share[:, index]),
        )
    return result
