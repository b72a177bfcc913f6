"""``citypact bench``: how long the best plan takes, and a front of plans."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from importlib.util import find_spec

from citypact.choice.front import POINTS, make_front
from citypact.choice.portfolio import Portfolio
from citypact.cli.bench_scripts import plans
from citypact.cli.bench_subject import Figure, Subject
from citypact.cli.measurement import Samples, timed_once

__all__ = ["plan_figures"]

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


def _scripted(name: str) -> Samples | None:
    value = plans().get(name)
    return Samples((float(value),)) if isinstance(value, float | int) else None


def _front(subject: Subject) -> Samples | None:
    """The front of cost and emissions of the book's own target, once, in seconds."""
    if find_spec("highspy") is None:
        return None
    return timed_once(lambda: make_front(Portfolio(subject.city), POINTS), samples=1, warm=False)
