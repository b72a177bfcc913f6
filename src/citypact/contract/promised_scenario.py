"""The scenario made of a version's promises: every one of them kept, on decided policy."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from citypact.contract.delivery import Promise, furthest
from citypact.contract.version import Version
from citypact.model.city import City, Scenario

__all__ = ["city_with_promises", "promised_scenario"]


def promised_scenario(version: Version, city: City, reference: Scenario) -> Scenario:
    """Levels of decided policy, and of each measure as far as commitments take it.

    Args:
        version: whose commitments.
        city: whose measures, on the version's background.
        reference: decided policy on that background.
    """
    made = [
        Promise(commitment.id, carried.measure, carried.level, 1.0, carried.part)
        for commitment in version.commitments
        for carried in commitment.measures
    ]
    names = {*reference.levels, *(each.measure for each in made)}
    kept = np.ones((len(made), 1), dtype=bool)
    reached = furthest(made, kept, reference.levels, names)
    levels = {name: float(level[0]) for name, level in reached.items()}
    return Scenario(
        id=f"promised-{version.id}",
        title_sv=f"Löftena i {version.year} års version",
        title_en=f"The promises of the version of {version.year}",
        kind="contract",
        background=city.background,
        levels=dict(sorted(levels.items())),
    )


def city_with_promises(version: Version, city: City, reference: Scenario) -> tuple[City, Scenario]:
    """The city with the scenario of the promises among its own, and that scenario."""
    scenario = promised_scenario(version, city, reference)
    return replace(city, scenarios={**city.scenarios, scenario.id: scenario}), scenario
