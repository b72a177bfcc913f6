"""Running a program: once for given levels, or many times for drawn parameters."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Mapping
from typing import TypeAlias

import numpy as np
import numpy.typing as npt

from citypact.engine.arrays import Floats, Words
from citypact.engine.executor import ExecutorChoice, prepare
from citypact.engine.program import Program
from citypact.engine.sampling import SamplingChoice, design_of, sampling_of
from citypact.engine.values import Values, refuse_not_finite
from citypact.errors import InputError

__all__ = ["Levels", "evaluate", "leaf_values"]

#: Values by name, each one number or one a lane; or an array ``(inputs, lanes)`` in the order of
#: the program's inputs (for parameters, of its parameters), which are sorted by name.
Levels: TypeAlias = "Mapping[str, float | npt.ArrayLike] | Floats"


def evaluate(  # noqa: PLR0913  all but two are options by keyword
    program: Program,
    inputs: Levels | None = None,
    *,
    parameters: Levels | None = None,
    draw_index: npt.ArrayLike | None = None,
    seed: int = 0,
    city: str = "",
    sampling: SamplingChoice = "random",
    executor: ExecutorChoice = "auto",
) -> Values:
    """Run ``program`` once, or once a lane.

    Args:
        program: what to compute.
        inputs: levels by name, each one number or one a lane; the default where left out.
        parameters: values to take instead of the nominal ones, likewise.
        draw_index: number of the draw that each lane takes its parameters from, shape
            ``(lanes,)``; None for nominal parameters. Draw i is that of :func:`simulate` with
            the same seed, city and sampling.
        seed: of the random numbers; read only with ``draw_index``.
        city: whose random numbers; read only with ``draw_index``.
        sampling: which draws, by name or a :class:`~citypact.engine.Sampling`; read only with
            ``draw_index``. A Latin hypercube by its name has as many draws as there are lanes.
        executor: ``"auto"``, ``"numpy"``, ``"native"`` or an executor.

    Returns:
        Outputs by name: ``(years, lanes)``, or ``(years,)`` if everything given was one number;
        without the years for an output that is reduced.

    Raises:
        InputError: an unknown name, a value that is not finite, differing numbers of lanes, or
            a draw that the sampling does not have.
        NotFiniteError: an output is infinite or not a number.
    """
    draws = None if draw_index is None else _draw_numbers(draw_index)
    if draws is not None and parameters is not None and len(parameters):
        message = "parameters are either given or drawn, not both"
        raise InputError(message)
    leaves, lanes = leaf_values(program, inputs, parameters, draws)
    out = np.empty((program.quantities, lanes or 1))
    design = None
    if draws is not None:
        chosen = sampling_of(sampling, len(draws))
        chosen.refuse_beyond(int(draws.max()) + 1)
        design = design_of(program.parameters, chosen, seed, city)
    if not prepare(program, executor).run(leaves, lanes or 1, draws, design, out):
        row, lane = (int(i) for i in np.argwhere(~np.isfinite(out))[0])
        refuse_not_finite(program, row, f"lane {lane}", float(out[row, lane]))
    return Values(program, out, single=lanes is None)


def leaf_values(
    program: Program,
    inputs: Levels | None,
    parameters: Levels | None = None,
    draws: Words | None = None,
) -> tuple[Floats, int | None]:
    """Check what was given and bring it into the order of the program.

    Returns:
        Values of inputs and parameters, shape ``(leaves, lanes or 1)``, and the number of
        lanes, None if everything given was one number.
    """
    names = program.leaf_rows
    leaves = program.nominal.copy()
    laned: list[tuple[int | slice, str, Floats]] = []
    first = 0
    for kind, items in (("input", inputs), ("parameter", parameters)):
        rows = slice(first, first := first + len(names[kind]))
        if isinstance(items, np.ndarray):
            _refuse_shape(kind, items, len(names[kind]))
            if items.ndim == 1:
                leaves[rows, 0] = items
            else:
                laned.append((rows, f"the array of {kind}s", items))
            continue
        for name, value in (items or {}).items():
            row = names[kind].get(name)
            if row is None:
                raise _unknown(kind, name, names[kind])
            if isinstance(value, float) or np.ndim(value) == 0:
                leaves[row, 0] = value
            else:
                laned.append((row, f"{kind} {name!r}", np.asarray(value, dtype=np.float64)))
    lanes = _lanes(laned, None if draws is None else len(draws))
    if laned:
        leaves = leaves.repeat(lanes or 1, axis=1)
        for where, _, array in laned:
            leaves[where] = array
    if not np.isfinite(leaves).all():
        row = int(np.argwhere(~np.isfinite(leaves))[0, 0])
        kind, name = next((k, n) for k, rows in names.items() for n, r in rows.items() if r == row)
        message = f"{kind} {name!r} has a value that is not finite"
        raise InputError(message)
    return leaves, lanes


def _refuse_shape(kind: str, array: Floats, count: int) -> None:
    if array.ndim not in (1, 2) or len(array) != count:
        message = f"levels are an array of {count} {kind}s by lanes, not of shape {array.shape}"
        raise InputError(message)


def _lanes(given: list[tuple[int | slice, str, Floats]], draws: int | None) -> int | None:
    """The one number of lanes that everything given agrees on."""
    lanes, first = draws, "draw_index"
    for where, what, array in given:
        axes, found = 1 if isinstance(where, int) else 2, array.shape[-1]
        if array.ndim != axes or found == 0 or (lanes is not None and found != lanes):
            message = f"{what} has the shape {array.shape}: one number, or one a lane"
            if lanes is not None:
                message += f"; {first} has {lanes} lanes"
            raise InputError(message)
        if lanes is None:
            lanes, first = found, what
    return lanes


def _unknown(kind: str, name: str, known: Iterable[str]) -> InputError:
    near = difflib.get_close_matches(str(name), list(known), n=1)
    hint = f"; did you mean {near[0]!r}?" if near else ""
    return InputError(f"the program has no {kind} {name!r}{hint}")


def _draw_numbers(draw_index: npt.ArrayLike) -> Words:
    numbers = np.asarray(draw_index)
    if numbers.ndim != 1 or len(numbers) == 0 or numbers.dtype.kind not in "iu":
        message = "draw_index is a row of whole numbers, one a lane"
        raise InputError(message)
    if numbers.dtype.kind == "i" and numbers.min() < 0:
        message = f"the number of a draw is not negative, {numbers.min()} is"
        raise InputError(message)
    return np.ascontiguousarray(numbers.astype(np.uint64))
