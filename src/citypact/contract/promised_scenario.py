"""The scenario made of a version's promises: every one of them kept, on decided policy."""

from __future__ import annotations

from dataclasses import replace

from citypact.contract.version import Version
from citypact.model.city import City, Scenario

__all__ = ["city_with_promises", "promised_scenario"]


def promised_scenario(version: Version, city: City, reference: Scenario) -> Scenario:
    """Levels of decided policy, and of each measure the furthest that a commitment takes it.

    Args:
        version: whose commitments.
        city: whose measures, on the version's background.
        reference: decided policy on that background.
    """
    levels = dict(reference.levels)
    for commitment in version.commitments:
        for carried in commitment.measures:
            levels[carried.measure] = max(levels.get(carried.measure, 0.0), carried.level)
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
