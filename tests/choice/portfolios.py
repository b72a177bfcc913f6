"""A small city whose best plan can be found by trying every plan of a grid."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from typing import Any

import numpy as np
from tests.model import cities

from citypact.choice.linearisation import outlook
from citypact.choice.optimise import KEPT
from citypact.choice.portfolio import Portfolio
from citypact.engine.arrays import Floats
from citypact.model.city import City
from citypact.model.quantity import Quantity

#: Of three measures on the same emissions: what each saves alone, its cost, its running cost.
SAVED = (0.5, 0.4, 0.3)
COST = (300.0, 200.0, 60.0)
YEARLY = (0.0, 2.0, 1.0)
NAMES = ("bus", "cycle", "walk")


def town(
    saved: Sequence[float] = SAVED,
    cost: Sequence[float] = COST,
    *,
    allowed: float | Quantity = 60.0,
    uncertain: float = 0.0,
    names: Sequence[str] = NAMES,
    payers: Sequence[str] = ("city", "city", "utility"),
) -> City:
    """100 kt of one activity; each measure avoids a part of what the others leave.

    What is saved and what the investments cost may be ``uncertain`` by a part either way.
    """

    def stated(value: float, key: str) -> float | Quantity:
        return cities.spread(value, uncertain, key) if uncertain and value else value

    measures = [
        cities.measure(
            name,
            [cities.effect(f"{name}-effect", "avoid", stated(part, name), activity="travel")],
            [
                cities.flow(
                    f"{name}-build", "investment", stated(money, f"{name}-sek"), payer=payer
                ),
                cities.flow(f"{name}-run", "operation", yearly, yearly=True, payer=payer),
            ],
        )
        for name, part, money, yearly, payer in zip(names, saved, cost, YEARLY, payers, strict=True)
    ]
    means = cities.means("car", uses={"petrol": 1.0})
    petrol = cities.carrier(
        "petrol",
        {("CO2", "fossil", "1"): 1.0},
        prices={("energy", "outside"): 0.01, ("tax", "state"): 0.05},
    )
    return cities.city(
        [cities.activity("travel", [means], amount=100.0, payer="household")],
        [petrol],
        measures,
        targets=[cities.target("main", "absolute", allowed)],
    )


def asked(city: City, **given: Any) -> Portfolio:  # noqa: ANN401  whatever may be asked
    """A portfolio whose measures begin as they are stated to: levels alone are chosen."""
    return Portfolio(city, **{"starts": (), **given})


def cheapest_of_grid(portfolio: Portfolio, steps: int = 20) -> tuple[float, Floats]:
    """Cost and levels of the cheapest plan of a grid that keeps every limit and rule.

    A grid of levels, for a portfolio with one start a measure.
    """
    seen = outlook(portfolio)
    count = len(portfolio.measures)
    grid = np.array(list(itertools.product(np.linspace(0.0, 1.0, steps + 1), repeat=count))).T
    found = seen.figures(np.ascontiguousarray(grid))
    kept = (found.excess <= KEPT).all(axis=0)
    place = {name: grid[index] for index, name in enumerate(portfolio.measures)}
    for name, level in portfolio.minimum.items():
        kept &= (place[name] == 0.0) | (place[name] >= level - 1e-12)
    for name, level in portfolio.decided.items():
        kept &= place[name] >= level - 1e-12
    for first, second in portfolio.requires:
        kept &= place[first] <= place[second] + 1e-12
    for first, second in portfolio.excludes:
        kept &= (place[first] == 0.0) | (place[second] == 0.0)
    assert kept.any(), "the grid has no plan: the test would show nothing"
    best = int(np.argmin(np.where(kept, found.cost, np.inf)))
    return float(found.cost[best]), grid[:, best]
