"""``citypact bench``: how long the best plan takes, a front of plans, and a robust one."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from importlib.util import find_spec

from citypact.choice.front import POINTS, make_front
from citypact.choice.portfolio import Portfolio
from citypact.choice.risk import Risk
from citypact.choice.robust import make_robust_plan
from citypact.cli.bench_scripts import plans
from citypact.cli.bench_subject import Figure, Subject
from citypact.cli.measurement import Samples, timed_once

__all__ = ["plan_figures"]

#: The target in the mean of the worst four fifths of 500 draws, at least mean cost of the dearest
#: tenth: both tails are in the programme.
CVAR = Risk(0.2, "tail", cost_level=0.9, draws=500)
#: What the target allows there, kt: of what the book says, no plan of Malmö's is so sure.
_ALLOWED = 600.0

#: Of plans of the book and of synthetic cities, made by a script in the folder of benchmarks.
_SCRIPTED = {
    "plan_s_median": "best plan, median of the cases, s",
    "plan_s_worst": "best plan, worst of the cases, s",
}


def plan_figures(subject: Subject) -> Iterator[Figure]:
    """Every figure of plans; not measured where no script gives it, or the solver is missing."""
    for name, words in _SCRIPTED.items():
        yield Figure(name, words, partial(_scripted, name))
    yield Figure("front_s", "front of 20 plans, s", partial(_front, subject))
    yield Figure("cvar_500_s", "plan with CVaR over 500 draws, s", partial(_cvar, subject))


def _scripted(name: str) -> Samples | None:
    value = plans().get(name)
    return Samples((float(value),)) if isinstance(value, float | int) else None


def _front(subject: Subject) -> Samples | None:
    """The front of cost and emissions of the book's own target, once, in seconds."""
    if find_spec("highspy") is None:
        return None
    return timed_once(lambda: make_front(Portfolio(subject.city), POINTS), samples=1, warm=False)


def _cvar(subject: Subject) -> Samples | None:
    """A robust plan for the book's own target, loosened so that there is one; once, in seconds."""
    if find_spec("highspy") is None:
        return None
    target = subject.city.main_target
    portfolio = Portfolio(subject.city, allowed={target: _ALLOWED} if target else {})
    return timed_once(lambda: make_robust_plan(portfolio, CVAR), samples=1, warm=False)
