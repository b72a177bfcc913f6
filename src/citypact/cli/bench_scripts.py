"""``citypact bench``: figures that scripts beside the package measure, such as those of plans.

A script prints one JSON object: ``plan_*.py`` in the folder of benchmarks the figures of plans,
``peers/run.py --json`` those of peers.
"""

from __future__ import annotations

import json
import subprocess
import sys
from functools import cache
from pathlib import Path

from citypact.cli.bench_subject import beside
from citypact.errors import EnvironmentFault

__all__ = ["peers", "plans"]


def peers() -> dict[str, object]:
    """What the comparison with peers says.

    Raises:
        EnvironmentFault: the benchmarks are not here, or the comparison failed.
    """
    script = beside("peers/run.py")
    if script is None:
        message = "there is no benchmarks/peers/run.py here: run this in a checkout of Citypact"
        raise EnvironmentFault(message)
    return _told(script, "--json")


@cache
def plans() -> dict[str, object]:
    """What the scripts of plans say, each run once."""
    folder = beside("README.md")
    found: dict[str, object] = {}
    for script in sorted(folder.parent.glob("plan_*.py")) if folder else ():
        found |= _told(script)
    return found


def _told(script: Path, *arguments: str) -> dict[str, object]:
    """The JSON object that a script prints; what it says besides goes where this one's does."""
    done = subprocess.run(  # noqa: S603  this Python, with a script of our own
        [sys.executable, str(script), *arguments], stdout=subprocess.PIPE, text=True, check=False
    )
    if done.returncode != 0:
        message = f"{script.name} failed with status {done.returncode}"
        raise EnvironmentFault(message)
    told = json.loads(done.stdout)
    if not isinstance(told, dict):
        message = f"{script.name} printed no JSON object"
        raise EnvironmentFault(message)
    return told
