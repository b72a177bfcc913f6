"""What the model's tests share: a small city with one of everything."""

import pytest
from tests.model.cities import (
    activity,
    carrier,
    city,
    driver,
    effect,
    emission_row,
    flow,
    inventory,
    means,
    measure,
    scenario,
    spread,
    target,
)

from citypact.model import City


@pytest.fixture(scope="session")
def smallville() -> City:
    """Cars, homes and a heat plant; avoid, purchase, improve, capture; money, targets, claims."""
    cars = activity(
        "cars",
        [
            means("petrol-car", 0.9, {"petrol": 0.6}, purchase={2020: 0.8, 2030: 0.5}),
            means("electric-car", 0.1, {"power": 0.2}, purchase={2020: 0.2, 2030: 0.5}),
        ],
        amount=spread(1000.0, 0.1, "activities/cars"),
        unit="Mvkm",
        driver="people",
        payer="household",
        lifetime=15.0,
    )
    homes = activity(
        "homes",
        [means("district", 0.7, {"heat": 1.0}), means("boiler", 0.3, {"gas": 1.1})],
        amount=800.0,
        sector="buildings",
        authority="board",
        payer="household",
    )
    plant = activity(
        "plant",
        [means("burner", 1.0, {"waste": 1.2, "power": 0.05})],
        amount=None,
        sector="supply",
        authority="municipal company",
    )
    carriers = [
        carrier("petrol", {("CO2", "fossil", "1"): 0.25}, prices={("energy", "outside"): 1.5}),
        carrier("power", {("CO2e", "fossil", "2"): {2020: 0.05, 2040: 0.01}}),
        carrier("gas", {("CO2", "fossil", "1"): 0.2, ("CH4", "fossil", "1"): 0.01}),
        carrier("heat", supplied_by="plant", prices={("energy", "utility"): 0.8}),
        carrier("waste", {("CO2", "fossil", "1"): 0.15, ("CO2", "biogenic", "1"): 0.2}),
    ]
    measures = [
        measure("fewer-cars", [effect("fewer", "avoid", 0.2, activity="cars")]),
        measure(
            "clean-sales",
            [
                effect(
                    "sales",
                    "purchase",
                    spread(0.8, 0.2, "effects/sales"),
                    means="petrol-car",
                    to_means="electric-car",
                )
            ],
            [flow("chargers", "investment", 100.0), flow("upkeep", "operation", 5.0, yearly=True)],
            shape="smooth",
            delay=(0.0, 2.0),
        ),
        measure("insulation", [effect("save", "improve", 0.3, means="boiler")], start=2022),
        measure("capture", [effect("store", "capture", 0.9, means="burner")], start=2027, end=2030),
        measure("talk", computable=False, reason="no figure says what it does"),
        measure("echo", same_as="capture"),
    ]
    rows = [
        emission_row(1990, 600.0),
        emission_row(2020, 470.0),
        emission_row(2020, 160.0, "transport", activity=560.0, activity_unit="GWh"),
        emission_row(2020, 60.0, "buildings", scope="1"),
        emission_row(2020, 240.0, "supply"),
    ]
    eaten = [emission_row(2020, 2000.0, inventory="eaten")]
    return city(
        [cars, homes, plant],
        carriers,
        measures,
        scenarios=[scenario("half", {"fewer-cars": 0.5, "capture": 1.0, "talk": 1.0})],
        inventories=[
            inventory("main", rows),
            inventory("eaten", eaten, boundary="consumption", scopes=("1", "2", "3")),
        ],
        drivers=[driver("people", {2020: 100_000.0, 2050: 130_000.0})],
        population="people",
        targets=[
            target("down-70", "percent", -0.7, base_year=1990),
            target("tonne", "per-person", 1.0, year=2040),
            target("budget", "budget", 5000.0, first_year=2021),
            target("eaten-half", "per-person", 5.0, inventory="eaten"),
        ],
    )
