"""Linear programmes with or without whole numbers, solved by HiGHS.

The matrix goes over as it is assembled, by columns, without a modelling layer in between. HiGHS
is an extra of the package and is imported when the first programme is solved.
"""

from __future__ import annotations

import functools
import os
import sys
from dataclasses import dataclass
from typing import Literal

import numpy as np
import numpy.typing as npt

from citypact.engine.arrays import Floats
from citypact.errors import CitypactError

__all__ = ["Programme", "Solution", "solve"]

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
    matrix: Floats
    limit: Floats
    lower: Floats
    upper: Floats
    whole: npt.NDArray[np.bool_]


@dataclass(frozen=True)
class Solution:
    """What the solver found.

    Attributes:
        status: ``time-limit`` where it stopped before it had proved its best point.
        values: of the columns; None where no point was found.
        bound: no point of the programme costs less; minus infinity where nothing is proved.
    """

    status: Literal["optimal", "infeasible", "time-limit"]
    values: Floats | None
    bound: float


def solve(programme: Programme, *, seconds: float, gap: float = 1e-6) -> Solution:
    """Solve ``programme`` within ``seconds``, to the relative ``gap`` where numbers are whole.

    Raises:
        ModuleNotFoundError: highspy is not installed.
        CitypactError: the solver failed, or the programme has no bound.
    """
    import highspy  # noqa: PLC0415  an extra, needed where a plan is made only

    _let_it_say_its_name()
    solver = highspy.Highs()  # type: ignore[no-untyped-call]  # HiGHS does not annotate it
    solver.setOptionValue("output_flag", False)  # noqa: FBT003  the signature of HiGHS
    solver.setOptionValue("threads", 1)
    solver.setOptionValue("time_limit", max(seconds, 0.0))
    solver.setOptionValue("mip_rel_gap", gap)
    solver.setOptionValue("primal_feasibility_tolerance", _FEASIBILITY)
    solver.setOptionValue("dual_feasibility_tolerance", _FEASIBILITY)
    solver.setOptionValue("mip_feasibility_tolerance", _FEASIBILITY)
    lp = highspy.HighsLp()
    rows, columns = programme.matrix.shape
    lp.num_row_, lp.num_col_ = rows, columns
    lp.col_cost_, lp.col_lower_, lp.col_upper_ = programme.cost, programme.lower, programme.upper
    lp.row_lower_, lp.row_upper_ = np.full(rows, -np.inf), programme.limit
    column, row = np.nonzero(programme.matrix.T)
    lp.a_matrix_.format_ = highspy.MatrixFormat.kColwise
    lp.a_matrix_.num_row_, lp.a_matrix_.num_col_ = rows, columns
    starts = np.concatenate(([0], np.cumsum(np.bincount(column, minlength=columns))))
    lp.a_matrix_.start_ = starts.astype(np.int32)
    lp.a_matrix_.index_ = row.astype(np.int32)
    lp.a_matrix_.value_ = programme.matrix[row, column]
    whole = bool(programme.whole.any())
    if whole:
        kinds = (highspy.HighsVarType.kContinuous, highspy.HighsVarType.kInteger)
        lp.integrality_ = [kinds[int(flag)] for flag in programme.whole]
    solver.passModel(lp)
    solver.run()
    if solver.getModelStatus() == highspy.HighsModelStatus.kUnboundedOrInfeasible:
        solver.setOptionValue("presolve", "off")  # which of the two it is, presolve cannot tell
        solver.run()
    status, info = solver.getModelStatus(), solver.getInfo()
    if status == highspy.HighsModelStatus.kInfeasible:
        return Solution("infeasible", None, np.inf)
    values = np.array(solver.getSolution().col_value)
    if status == highspy.HighsModelStatus.kOptimal:
        bound = info.mip_dual_bound if whole else info.objective_function_value
        return Solution("optimal", values, bound)
    if status == highspy.HighsModelStatus.kTimeLimit:
        found = info.primal_solution_status == highspy.SolutionStatus.kSolutionStatusFeasible
        return Solution("time-limit", values if found else None, -np.inf)
    if status == highspy.HighsModelStatus.kUnbounded:
        message = (
            "the programme has no least cost: something that gains has no upper limit; every "
            "level lies between 0 and 1, so that no question about a city can lead here"
        )
        raise CitypactError(message)
    message = f"HiGHS stopped without an answer: {solver.modelStatusToString(status)}"
    raise CitypactError(message)


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
