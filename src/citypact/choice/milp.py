"""Linear programmes with or without whole numbers, solved by HiGHS.

The matrix goes over as it is assembled, by rows, without a modelling layer in between. HiGHS is
an extra of the package and is imported when the first programme is solved.
"""

from __future__ import annotations

import functools
import os
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

import numpy as np
import numpy.typing as npt

from citypact.choice.rows import Rows
from citypact.engine.arrays import Floats
from citypact.errors import CitypactError

if TYPE_CHECKING:
    import highspy

__all__ = ["Programme", "Solution", "needed_rows", "solve"]

#: How far a row or bound may be exceeded; rows are scaled to be of order one.
_FEASIBILITY = 1e-9


@dataclass(frozen=True)
class Programme:
    """Minimise ``cost · x`` with ``matrix · x ≤ limit`` and ``lower ≤ x ≤ upper``.

    Attributes:
        cost: of each column, shape ``(columns,)``.
        matrix: shape ``(rows, columns)``; only what is not zero is handed over.
        limit: shape ``(rows,)``.
        lower: shape ``(columns,)``.
        upper: shape ``(columns,)``; infinite where there is no bound.
        whole: which columns are whole numbers, shape ``(columns,)``.
    """

    cost: Floats
    matrix: Floats | Rows
    limit: Floats
    lower: Floats
    upper: Floats
    whole: npt.NDArray[np.bool_]

    @property
    def rows(self) -> Rows:
        """The matrix, of which only what is not zero is kept."""
        return self.matrix if isinstance(self.matrix, Rows) else Rows.of(self.matrix)


@dataclass(frozen=True)
class Solution:
    """What the solver found.

    Attributes:
        status: ``time-limit`` where it stopped before it had proved its best point.
        values: of the columns; None where no point was found.
        bound: no point of the programme costs less; minus infinity where nothing is proved.
        reduced: where no number is whole, by how much at least the cost would rise for each unit
            that a column at its lower bound rises; shape ``(columns,)``.
    """

    status: Literal["optimal", "infeasible", "time-limit"]
    values: Floats | None
    bound: float
    reduced: Floats | None = None


def solve(
    programme: Programme,
    *,
    seconds: float,
    gap: float = 1e-6,
    within: float = 0.0,
    start: Floats | None = None,
) -> Solution:
    """Solve ``programme`` within ``seconds``.

    Args:
        programme: what to solve.
        seconds: when to stop.
        gap: where numbers are whole, to this part of the cost.
        within: where numbers are whole, to this much of the cost; the wider of both counts.
        start: a point to begin from, shape ``(columns,)``.

    Raises:
        ModuleNotFoundError: highspy is not installed.
        CitypactError: the solver failed, or the programme has no bound.
    """
    import highspy  # noqa: PLC0415  an extra, needed where a plan is made only

    _let_it_say_its_name()
    whole = bool(programme.whole.any())
    small, there = _without_zeros(programme)
    solver = highspy.Highs()  # type: ignore[no-untyped-call]  # HiGHS does not annotate it
    options = _OPTIONS | (_WHOLE if whole else {}) | (_BEGUN if start is not None else {})
    for option, value in options.items():
        solver.setOptionValue(option, value)
    solver.setOptionValue("time_limit", max(seconds, 0.0))
    solver.setOptionValue("mip_rel_gap", gap)
    solver.setOptionValue("mip_abs_gap", max(within, 1e-12))
    solver.passModel(_handed_over(small, whole=whole))
    if start is not None:
        begin = highspy.HighsSolution()
        begin.col_value = list(start[there])
        solver.setSolution(begin)
    solver.run()
    if solver.getModelStatus() == highspy.HighsModelStatus.kUnboundedOrInfeasible:
        solver.setOptionValue("presolve", "off")  # which of the two it is, presolve cannot tell
        solver.run()
    if solver.getModelStatus() == highspy.HighsModelStatus.kUnknown and not whole:
        # From corner to corner it came to figures that it does not trust: through the middle.
        solver.clearSolver()
        solver.setOptionValue("solver", "ipm")
        solver.setOptionValue("time_limit", solver.getRunTime() + max(seconds, 0.0))
        solver.run()
    status, info = solver.getModelStatus(), solver.getInfo()
    if status == highspy.HighsModelStatus.kInfeasible:
        return Solution("infeasible", None, np.inf)
    values = np.zeros(len(there))
    values[there] = solver.getSolution().col_value
    if status == highspy.HighsModelStatus.kOptimal:
        if whole:
            return Solution("optimal", values, info.mip_dual_bound)
        reduced = np.zeros(len(there))
        reduced[there] = solver.getSolution().col_dual
        return Solution("optimal", values, info.objective_function_value, reduced)
    if status == highspy.HighsModelStatus.kTimeLimit:
        found = info.primal_solution_status == highspy.SolutionStatus.kSolutionStatusFeasible
        bound = info.mip_dual_bound if whole else -np.inf
        return Solution("time-limit", values if found else None, bound)
    if status == highspy.HighsModelStatus.kUnbounded:
        message = (
            "the programme has no least cost: something that gains has no upper limit; every "
            "level lies between 0 and 1, so that no question about a city can lead here"
        )
        raise CitypactError(message)
    message = f"HiGHS stopped without an answer: {solver.modelStatusToString(status)}"
    raise CitypactError(message)


def needed_rows(
    programme: Programme, groups: Sequence[npt.NDArray[np.int64]], above: float, seconds: float
) -> list[bool] | None:
    """Which groups of rows a linear programme needs for its least cost to be above a figure.

    A deletion filter (Chinneck, 2008): each group is left out in turn, and stays out where the
    least cost is still above; each programme begins from the answer of the one before.

    Args:
        programme: without whole numbers.
        groups: places of rows, each group to be left out together.
        above: the figure.
        seconds: when to stop.

    Returns:
        Of each group whether it is needed, which with the others is as much as it takes; None
        where the least cost is not above the figure at all, or the time ran out.
    """
    import highspy  # noqa: PLC0415  an extra, needed where a plan is made only

    _let_it_say_its_name()
    solver = highspy.Highs()  # type: ignore[no-untyped-call]  # HiGHS does not annotate it
    for option, value in _OPTIONS.items():
        solver.setOptionValue(option, value)
    solver.passModel(_handed_over(programme, whole=False))
    clock = time.monotonic() + seconds

    def is_above() -> bool:
        solver.setOptionValue("time_limit", solver.getRunTime() + clock - time.monotonic())
        solver.run()
        status = solver.getModelStatus()
        cost = solver.getInfo().objective_function_value
        return status == highspy.HighsModelStatus.kInfeasible or (
            status == highspy.HighsModelStatus.kOptimal and cost > above
        )

    if not is_above():
        return None
    found = []
    for group in groups:
        for row in group:
            solver.changeRowBounds(int(row), -np.inf, np.inf)
        found.append(not is_above())
        if time.monotonic() >= clock:
            return None
        if found[-1]:
            for row in group:
                solver.changeRowBounds(int(row), -np.inf, float(programme.limit[row]))
    return found


def _without_zeros(programme: Programme) -> tuple[Programme, npt.NDArray[np.bool_]]:
    """The programme without columns that can only be zero, and which columns are left.

    What presolve would do first; without presolve, each of them costs time at every step.
    """
    matrix = programme.rows
    there = (programme.lower < 0.0) | (programme.upper > 0.0)
    there[0] |= not there.any()
    kept = np.bincount(matrix.row, there[matrix.columns], minlength=matrix.shape[0]) > 0
    kept |= programme.limit < 0.0  # a row without columns that nothing can keep
    small = Programme(
        cost=programme.cost[there],
        matrix=matrix.only(kept, there),
        limit=programme.limit[kept],
        lower=programme.lower[there],
        upper=programme.upper[there],
        whole=programme.whole[there],
    )
    return small, there


_OPTIONS = {
    "output_flag": False,
    "threads": 1,
    "primal_feasibility_tolerance": _FEASIBILITY,
    "dual_feasibility_tolerance": _FEASIBILITY,
    "mip_feasibility_tolerance": _FEASIBILITY,
}
#: Presolve takes longer than it saves here, up to ten times, in small programmes within it.
_WHOLE = {"presolve": "off"}
#: With a point to begin from, what is wanted is the bound: three quarters of the time would go to
#: small programmes that look for another point.
_BEGUN = {
    "mip_heuristic_run_rens": False,
    "mip_heuristic_run_rins": False,
    "mip_heuristic_run_root_reduced_cost": False,
}


def _handed_over(programme: Programme, *, whole: bool) -> highspy.HighsLp:
    """The programme as HiGHS takes it."""
    import highspy  # noqa: PLC0415  an extra, needed where a plan is made only

    matrix = programme.rows
    count, columns = matrix.shape
    lp = highspy.HighsLp()
    lp.num_row_, lp.num_col_ = count, columns
    lp.col_cost_, lp.col_lower_, lp.col_upper_ = programme.cost, programme.lower, programme.upper
    lp.row_lower_, lp.row_upper_ = np.full(count, -np.inf), programme.limit
    lp.a_matrix_.format_ = highspy.MatrixFormat.kRowwise
    lp.a_matrix_.num_row_, lp.a_matrix_.num_col_ = count, columns
    lp.a_matrix_.start_ = matrix.starts.astype(np.int32)
    lp.a_matrix_.index_ = matrix.columns.astype(np.int32)
    lp.a_matrix_.value_ = matrix.values
    if whole:
        kinds = (highspy.HighsVarType.kContinuous, highspy.HighsVarType.kInteger)
        lp.integrality_ = [kinds[int(flag)] for flag in programme.whole]
    return lp


@functools.cache
def _let_it_say_its_name() -> None:
    """Make the first solver of this process where nobody reads what it writes.

    HiGHS writes its name and licence to standard output when its first solver is made, before
    it can be asked not to; there it would stand in front of an answer in JSON.
    """
    import highspy  # noqa: PLC0415  an extra, needed where a plan is made only

    sys.stdout.flush()
    kept = os.dup(1)
    nowhere = os.open(os.devnull, os.O_WRONLY)
    try:
        os.dup2(nowhere, 1)
        highspy.Highs()  # type: ignore[no-untyped-call]  # HiGHS does not annotate it
    finally:
        os.dup2(kept, 1)
        os.close(kept)
        os.close(nowhere)
