"""How far a measure had come the year before the first, which no result holds.

A sum falls due as a measure grows, and what had been reached before the first year is not
paid again.
"""

from __future__ import annotations

import numpy as np

from citypact.model.city import Measure

__all__ = ["reached_before"]


def reached_before(measure: Measure, year: int, postponed: int = 0) -> float:
    """Share of a measure's level that was reached in the year before ``year``, 0 to 1.

    The same ramp as the model's, where ``d`` is its nominal delay, the one nearest to none, and
    the years by which the scenario postpones it:
    ``x = clip((year - 1 - d - start) / (end - start), 0, 1)``, with shape smooth
    ``x² · (3 - 2·x)``; with milestones their straight lines, moved by ``d``.

    Raises:
        ValueError: the measure has no years.
    """
    delay = 0.0 if measure.delay is None else float(np.clip(0.0, *measure.delay))
    moment = year - 1 - delay - postponed
    if measure.milestones is not None:
        path = measure.milestones
        return float(np.interp(moment, path.years, [point.value for point in path.points]))
    if measure.start is None or measure.end is None:
        message = f"measures/{measure.id} has no start and end"
        raise ValueError(message)
    share = float(np.clip((moment - measure.start) / (measure.end - measure.start), 0.0, 1.0))
    return share * share * (3.0 - 2.0 * share) if measure.shape == "smooth" else share
