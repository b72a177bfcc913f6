"""A point of a search: a plan as the model sees it, and how much time is left."""

from __future__ import annotations

import time
from dataclasses import dataclass

import numpy as np

from citypact.engine.arrays import Floats
from citypact.errors import InputError

__all__ = ["GAP", "KEPT", "Clock", "Point", "Proof"]

#: Up to this part of the total, a plan counts as the best.
GAP = 1e-3

#: Part of its scale by which a limit may be exceeded and still counts as kept.
KEPT = 1e-9


@dataclass(frozen=True)
class Clock:
    """When to stop."""

    deadline: float

    @classmethod
    def of(cls, seconds: float) -> Clock:
        """A clock that runs out after ``seconds``.

        Raises:
            InputError: the time is no positive number.
        """
        if not 0.0 < seconds < np.inf:
            message = f"the time limit is a number of seconds above 0; found {seconds:g}"
            raise InputError(message)
        return cls(time.monotonic() + seconds)

    def part(self, part: float) -> Clock:
        """A clock that runs out after a part of the time that is left on this one."""
        return Clock(time.monotonic() + part * self.left)

    @property
    def left(self) -> float:
        """Seconds left, never below 0."""
        return max(0.0, self.deadline - time.monotonic())

    def out(self) -> bool:
        """Whether the time is over."""
        return self.left <= 0.0


@dataclass(frozen=True)
class Point:
    """A plan as the model sees it, and what the last programme said of it.

    Attributes:
        levels: of the options, each measure in one of them, shape ``(options,)``.
        cost: of the model, as in :class:`~citypact.choice.linearisation.Figures`.
        excess: of the model, by row.
        said_cost: what the programme promised; the model's own for a start.
        said_excess: likewise.
        refinements: how many programmes led here.
    """

    levels: Floats
    cost: float
    excess: Floats
    said_cost: float
    said_excess: Floats
    refinements: int


@dataclass(frozen=True)
class Proof:
    """What the programme at a plan says of all plans.

    Attributes:
        bound: no plan of the programme costs less; minus infinity where nothing is proved.
        levels: the best plan that it found; None where that is the plan itself.
    """

    bound: float
    levels: Floats | None
