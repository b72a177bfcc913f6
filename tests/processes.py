"""Processes that the tests start: each runs the code under test, wherever the package is installed.

A checkout can have an environment in which the package was installed from another one. Pytest
looks in the checkout first, and so does every process that a test starts.
"""

import os
from pathlib import Path

import citypact

__all__ = ["environment", "places"]

REPOSITORY = Path(__file__).resolve().parents[1]
CODE_UNDER_TEST = Path(citypact.__file__).resolve().parents[1]

#: What the names of variables begin with that tell a process of a site.
_OF_A_SITE = ("CITYPACT_", "DJANGO_")


def places() -> str:
    """What ``PYTHONPATH`` is for a process: the code under test, the tests, and what it was."""
    own = [str(CODE_UNDER_TEST), str(REPOSITORY)]
    others = filter(None, os.environ.get("PYTHONPATH", "").split(os.pathsep))
    return os.pathsep.join([*own, *(place for place in others if place not in own)])


def environment(**variables: str) -> dict[str, str]:
    """Of a process: what this one's is, told nothing of a site but what ``variables`` say."""
    own = {name: value for name, value in os.environ.items() if not name.startswith(_OF_A_SITE)}
    return own | {"PYTHONPATH": places()} | variables
