"""A synthetic city of stated size, with everything else drawn at random from a seed.

Activities have two means each, measures avoid, improve or shift a part of two to four of them, so
that they overlap; payers share what a measure costs. It is a :class:`City` like any other.
"""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from citypact.engine import evaluate
from citypact.model.city import (
    Activity,
    Actor,
    Carrier,
    City,
    Effect,
    Factor,
    Flow,
    Inventory,
    Means,
    Measure,
    Price,
    Sector,
    Target,
    Use,
)
from citypact.model.compile import compiled
from citypact.model.quantity import Path, Quantity
from citypact.model.ramp import level_input

__all__ = ["BASE", "MEASURES", "PAYERS", "STARTS", "TARGET_YEAR", "synthetic_city"]

BASE, LAST = 2024, 2045
STARTS = tuple(range(2024, 2036))
TARGET_YEAR = 2036
ACTIVITIES, MEASURES, SECTORS, CARRIERS = 48, 60, 10, 6
PAYERS = ("board", "company", "region", "business", "household")
#: Part of what all measures together cut that the target asks for: of the emissions of a year, or
#: of their sum up to it, which budgets and capacities leave less room for.
ASKED = {"year": 0.65, "sum": 0.55}


def synthetic_city(seed: int, kind: str = "year") -> City:
    """A city of stated size with everything else drawn at random, the same for the same seed."""
    draw = np.random.default_rng(seed)
    carriers = [_carrier(draw, number) for number in range(CARRIERS)]
    activities = [_activity(draw, number) for number in range(ACTIVITIES)]
    measures = [_measure(draw, number) for number in range(MEASURES)]
    city = City(
        id=f"synthetic-{seed}",
        title_sv="Påhittad stad",
        title_en="Synthetic city",
        book_hash=f"{seed:064d}",
        base_year=BASE,
        last_year=LAST,
        price_year=BASE,
        background="",
        main_inventory="main",
        main_target="main",
        population="",
        reference="",
        contract="",
        sectors={f"s{n}": Sector(f"s{n}", f"s{n}", f"s{n}") for n in range(SECTORS)},
        actors={name: Actor(name, name, name, name) for name in (*PAYERS, "outside")},
        areas={},
        drivers={},
        activities={item.id: item for item in activities},
        carriers={item.id: item for item in carriers},
        measures={item.id: item for item in measures},
        scenarios={},
        inventories={"main": _inventory()},
        targets={"main": _target(kind, 1.0)},
    )
    values = evaluate(
        compiled(city).program,
        {level_input(item.id): np.array([0.0, 1.0]) for item in measures},
    )
    none, everything = values["target/main"][TARGET_YEAR - BASE]
    allowed = float(none - ASKED[kind] * (none - everything))
    return replace(city, targets={"main": _target(kind, allowed)})


def _figure(value: float, key: str) -> Quantity:
    return Quantity(float(value), key, "", None, None, "", 0.0)


def _path(key: str, first: float, last: float | None = None) -> Path:
    if last is None:
        return Path((BASE,), (_figure(first, f"{key}:{BASE}"),))
    ends = (_figure(first, f"{key}:{BASE}"), _figure(last, f"{key}:{LAST}"))
    return Path((BASE, LAST), ends)


def _carrier(draw: np.random.Generator, number: int) -> Carrier:
    name = f"c{number}"
    factor = (0.27, 0.20, 0.25, 0.04, 0.06, 0.01)[number]
    falls = (1.0, 1.0, 0.95, 0.5, 0.4, 1.0)[number]
    price = draw.uniform(0.25, 0.9)
    return Carrier(
        id=name,
        title_sv=name,
        title_en=name,
        kind="energy",
        unit="GWh",
        supplied_by="",
        factors=(Factor("CO2", "fossil", "1", _path(f"factors/{name}", factor, factor * falls)),),
        prices=(Price("energy", "outside", _path(f"prices/{name}", price, price * 1.2)),),
    )


def _activity(draw: np.random.Generator, number: int) -> Activity:
    """One activity with two means; the second uses the fourth carrier, and little of it yet."""
    name, share = f"a{number:02d}", float(draw.uniform(0.0, 0.2))
    ways = (
        ("m0", 1.0 - share, f"c{draw.integers(0, CARRIERS)}", draw.uniform(0.5, 3.0)),
        ("m1", share, "c3", draw.uniform(0.2, 1.0)),
    )
    return Activity(
        id=name,
        title_sv=name,
        title_en=name,
        unit="GWh",
        sector=f"s{number % SECTORS}",
        authority="board",
        amount=_figure(draw.lognormal(4.0, 0.8), f"activities/{name}"),
        driver="",
        payer="household",
        lifetime=None,
        means=tuple(
            Means(
                f"{name}-{way}",
                way,
                way,
                _path(f"mixes/{name}-{way}", part),
                None,
                (Use(carrier, _path(f"uses/{name}-{way}", use)),),
            )
            for way, part, carrier, use in ways
        ),
    )


def _measure(draw: np.random.Generator, number: int) -> Measure:
    name, years = f"measure-{number:02d}", int(draw.integers(2, 8))
    capital = float(20.0 * draw.lognormal(3.5, 1.0) * draw.uniform(0.5, 2.0))
    shares = draw.dirichlet(np.full(len(PAYERS), 0.6))
    flows = [
        Flow(f"{name}-build-{payer}", "investment", payer, "outside", amount, yearly=False)
        for payer, share in zip(PAYERS, shares, strict=True)
        if (amount := _figure(capital * share, f"flows/{name}-build-{payer}")).value
        > 0.05 * capital
    ]
    payer = PAYERS[int(shares.argmax())]
    run = _figure(4.0 * draw.lognormal(0.5, 0.8), f"flows/{name}-run")
    flows.append(Flow(f"{name}-run", "operation", payer, "outside", run, yearly=True))
    return Measure(
        id=name,
        title_sv=name,
        title_en=name,
        area="",
        responsible="board",
        authority="board",
        status_sv="",
        status_en="",
        start=STARTS[0],
        end=STARTS[0] + years,
        shape="linear",
        delay=None,
        milestones=None,
        computable=True,
        reason_sv="",
        reason_en="",
        same_as="",
        effects=tuple(_effects(draw, name)),
        flows=tuple(flows),
        claims=(),
    )


def _effects(draw: np.random.Generator, name: str) -> list[Effect]:
    """Two to four activities on which it avoids, improves or shifts a part."""
    found = []
    count = int(draw.integers(2, 5))
    for place in draw.choice(ACTIVITIES, size=count, replace=False):
        kind = draw.choice(["avoid", "improve", "shift"], p=[0.35, 0.45, 0.2])
        key, activity = f"{name}-{place:02d}", f"a{place:02d}"
        fraction = _figure(draw.uniform(0.03, 0.35), f"effects/{key}")
        if kind == "avoid":
            found.append(Effect(key, "avoid", fraction, activity=activity))
        elif kind == "improve":
            found.append(Effect(key, "improve", fraction, means=f"{activity}-m0"))
        else:
            ways = {"means": f"{activity}-m0", "to_means": f"{activity}-m1"}
            found.append(Effect(key, "shift", fraction, **ways))
    return found


def _inventory() -> Inventory:
    both = frozenset({"1", "2"}), frozenset({"fossil", "process"})
    return Inventory("main", "main", "main", "", "", "territorial", *both, None, ())


def _target(kind: str, allowed: float) -> Target:
    first = BASE + 1 if kind == "sum" else None
    return Target(
        id="main",
        title_sv="mål",
        title_en="target",
        kind="budget" if kind == "sum" else "absolute",
        inventory="main",
        base_year=None,
        first_year=first,
        year=TARGET_YEAR,
        value=_figure(allowed, "targets/main"),
        removals=False,
        status_sv="",
        status_en="",
    )
