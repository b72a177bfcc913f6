"""The value of information: what to measure next.

How much less uncertain the gap to a target would be, and how far the probability of reaching it
would move, if one figure were known. The draws are put in order by the figure and cut into bins
of equal number; within a bin the figure is as good as known, so what the bins' means differ by
is what knowing it would tell (Strong and Oakley 2013; Strong, Oakley and Brennan 2014 with a
step function for their regression). Correlated figures are drawn together, so what one tells of
the others of its group is counted.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

import numpy as np

from citypact.engine import Program, evaluate
from citypact.engine.arrays import Floats
from citypact.engine.executor import ExecutorChoice
from citypact.engine.sampler import Sampler
from citypact.engine.sampling import Sampling, design_of
from citypact.errors import InputError
from citypact.model import output

__all__ = ["Information", "Learning", "learning", "value_of_information"]

#: Into how many bins the draws are cut; what varies within one is missed.
BINS: Final = 32
#: Fewest draws: eight a bin.
LEAST: Final = 8 * BINS
#: Most, so that they fit into memory.
MOST: Final = 2**18
#: Part of the draws at either end that says what a low and a high figure lead to.
_TAIL: Final = 0.1
#: Lanes that are run together.
_LANES: Final = 512
#: SEK a tonne times kt, in MSEK.
_MSEK: Final = 1e-3
#: A standard deviation below this part of the largest value is rounding, not variance.
_ROUNDING: Final = 1e-12


@dataclass(frozen=True, slots=True)
class Learning:
    """What would be learnt if a figure were known.

    Attributes:
        parameter: name of the figure.
        variance_cut: part of the gap's variance that is expected to go, ``Var(E(gap | x)) /
            Var(gap)``; an unbiased estimate, so it may lie a little below 0.
        deviation_left: standard deviation of the gap that would be left, kt.
        probability_moved: standard deviation of the probability of reaching the target given
            the figure; 0 where it cannot be told from chance.
        probability_low: probability of reaching it where the figure is in its lowest tenth.
        probability_high: where it is in its highest tenth.
        value: MSEK, what it is worth to know the figure; None without a carbon value.
    """

    parameter: str
    variance_cut: float
    deviation_left: float
    probability_moved: float
    probability_low: float
    probability_high: float
    value: float | None = None


@dataclass(frozen=True, slots=True)
class Information:
    """What is worth measuring, for one target.

    Attributes:
        target: id of the target.
        year: of the target.
        draws: what it rests on.
        gap: mean of what is emitted beyond what the target allows, kt.
        deviation: standard deviation of the gap, kt.
        probability: of reaching the target.
        noise: standard error of a ``variance_cut`` that is truly 0.
        learnings: what cuts the variance most first, then by name.
    """

    target: str
    year: int
    draws: int
    gap: float
    deviation: float
    probability: float
    noise: float
    learnings: tuple[Learning, ...]


def value_of_information(  # noqa: PLR0913  all but four are options by keyword
    program: Program,
    target: str,
    year: int,
    inputs: Mapping[str, float] | None = None,
    *,
    draws: int = 8192,
    seed: int = 1,
    city: str = "",
    carbon_value: float | None = None,
    executor: ExecutorChoice = "auto",
) -> Information:
    """Rank the uncertain figures by how much of the gap's variance would go with them.

    Args:
        program: of a city, with the outputs of the target.
        target: its id.
        year: of the target.
        inputs: levels by name; the default where left out.
        draws: 256 to 262,144; the same as those of :func:`citypact.engine.simulate`.
        seed: of the draws.
        city: whose draws.
        carbon_value: SEK a tonne, what it costs to have set aside a tonne too much or too
            little; None for no values in money.
        executor: as for :func:`citypact.engine.evaluate`.

    Raises:
        InputError: the target is not computed, the year is not the program's, or a number is
            out of range.
    """
    names = [output.target(target), output.allowed(target)]
    if not set(names) <= program.rows.keys() or year not in program.years:
        message = f"the target {target!r} is not computed for the year {year}"
        raise InputError(message)
    if not LEAST <= draws <= MOST:
        message = f"the value of information needs {LEAST} to {MOST:,} draws, not {draws:,}"
        raise InputError(message)
    if carbon_value is not None and not 0.0 < carbon_value < np.inf:
        message = f"a carbon value is greater than 0 SEK a tonne, and finite, not {carbon_value!r}"
        raise InputError(message)
    wanted = program.select(names)
    place = year - int(program.years[0])
    gap = np.empty(draws)
    for first in range(0, draws, _LANES):
        numbers = np.arange(first, min(first + _LANES, draws))
        found = evaluate(
            wanted, inputs, draw_index=numbers, seed=seed, city=city, executor=executor
        )
        gap[numbers] = found[names[0]][place] - found[names[1]][place]
    design = design_of(wanted.parameters, Sampling(), seed, city)
    drawn = Sampler(wanted.parameters).sample(np.arange(draws, dtype=np.uint64), design)
    learnings = [
        learning(parameter.name, values, gap, carbon_value=carbon_value)
        for parameter, values in zip(wanted.parameters, drawn, strict=True)
    ]
    learnings.sort(key=lambda each: (-each.variance_cut, each.parameter))
    return Information(
        target=target,
        year=year,
        draws=draws,
        gap=float(gap.mean()),
        deviation=float(gap.std(ddof=1)),
        probability=float((gap <= 0.0).mean()),
        noise=float(np.sqrt(2.0 * (BINS - 1)) / draws),
        learnings=tuple(learnings),
    )


def learning(
    parameter: str, values: Floats, gap: Floats, *, carbon_value: float | None = None
) -> Learning:
    """What would be learnt of the gap to a target if a figure were known.

    Args:
        parameter: name of the figure.
        values: draws of the figure, shape ``(draws,)``.
        gap: draws of the gap, kt, likewise; the target is reached where it is at most 0.
        carbon_value: SEK a tonne; None for no value in money.

    Raises:
        InputError: there are too few draws.
    """
    if len(values) != len(gap) or len(gap) < LEAST:
        message = f"{len(gap)} draws of the gap and {len(values)} of the figure: at least {LEAST}"
        raise InputError(message)
    order = values.argsort(kind="stable")
    ordered = gap[order]
    met = (ordered <= 0.0).astype(np.float64)
    variance = float(gap.var(ddof=1))
    # A gap that does not vary leaves nothing to learn.
    varies = np.sqrt(variance) > _ROUNDING * float(np.abs(gap).max())
    explained = _between(ordered) if varies else 0.0
    tail = round(_TAIL * len(gap))
    worth = None
    if carbon_value is not None:
        # What bins that know nothing seem to be worth is taken off.
        saved = _expected_miss(gap) - _expected_miss(ordered)
        worth = _MSEK * carbon_value * saved
    return Learning(
        parameter=parameter,
        variance_cut=explained / variance if varies else 0.0,
        deviation_left=float(np.sqrt(max(0.0, variance - explained))),
        probability_moved=float(np.sqrt(max(0.0, _between(met)))),
        probability_low=float(met[:tail].mean()),
        probability_high=float(met[-tail:].mean()),
        value=worth,
    )


def _between(ordered: Floats) -> float:
    """Variance between the means of the bins, less what chance alone puts there.

    One-way analysis of variance: the sum of squares between bins less ``BINS - 1`` times the
    variance within, over the number of draws.
    """
    bins = np.array_split(ordered - ordered.mean(), BINS)
    within = sum(float(((each - each.mean()) ** 2).sum()) for each in bins)
    between = sum(len(each) * float(each.mean()) ** 2 for each in bins)
    inside = within / (len(ordered) - BINS)
    return (between - (BINS - 1) * inside) / len(ordered)


def _expected_miss(ordered: Floats) -> float:
    """Mean distance of the gap from the median of its bin: the least there can be, kt."""
    bins = np.array_split(ordered, BINS)
    return sum(float(np.abs(each - np.median(each)).sum()) for each in bins) / len(ordered)
