"""``citypact bench``: figures that scripts beside the package measure, such as those of plans.

A script is run with ``--json`` and prints one JSON object; ``plan_*.py`` in the folder of
benchmarks give the figures of plans, ``peers/run.py`` those of peers.
"""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator
from functools import cache, partial
from pathlib import Path

from citypact.cli.bench_subject import Figure, beside
from citypact.cli.measurement import Samples
from citypact.errors import EnvironmentFault

__all__ = ["peers", "plan_figures"]

_PLANS = {
    "plan_s_median": "best plan, median of the cases, s",
    "plan_s_worst": "best plan, worst of the cases, s",
    "front_s": "front of 20 plans, s",
}


def plan_figures() -> Iterator[Figure]:
    """Every figure of plans; not measured where no script gives it."""
    for name, words in _PLANS.items():
        yield Figure(name, words, partial(_planned, name))


def peers() -> dict[str, object]:
    """What the comparison with peers says.

    Raises:
        EnvironmentFault: the benchmarks are not here, or the comparison failed.
    """
    script = beside("peers/run.py")
    if script is None:
        message = "there is no benchmarks/peers/run.py here: run this in a checkout of Citypact"
        raise EnvironmentFault(message)
    return _told(script)


def _planned(name: str) -> Samples | None:
    value = _plans().get(name)
    return None if value is None else Samples((float(value),))


@cache
def _plans() -> dict[str, float]:
    """What the scripts of plans say, each run once."""
    folder = beside("README.md")
    found: dict[str, float] = {}
    for script in sorted(folder.parent.glob("plan_*.py")) if folder else ():
        said = {name: value for name, value in _told(script).items() if name in _PLANS}
        found |= {name: value for name, value in said.items() if isinstance(value, float | int)}
    return found


def _told(script: Path) -> dict[str, object]:
    """The JSON object that a script prints; what it says besides goes where this one's does."""
    done = subprocess.run(  # noqa: S603  this Python, with a script of our own
        [sys.executable, str(script), "--json"], stdout=subprocess.PIPE, text=True, check=False
    )
    if done.returncode != 0:
        message = f"{script.name} failed with status {done.returncode}"
        raise EnvironmentFault(message)
    told = json.loads(done.stdout)
    if not isinstance(told, dict):
        message = f"{script.name} printed no JSON object"
        raise EnvironmentFault(message)
    return told
