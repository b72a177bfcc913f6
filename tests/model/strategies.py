"""Random small cities: whatever holds for a city holds for all of these."""

from __future__ import annotations

from hypothesis import strategies as st
from hypothesis.strategies import DrawFn
from tests.model.cities import (
    activity,
    carrier,
    city,
    driver,
    effect,
    figure,
    flow,
    impact,
    impact_rate,
    inventory,
    means,
    measure,
    scenario,
    target,
)

from citypact.model import (
    Activity,
    Asset,
    Carrier,
    City,
    Effect,
    Flow,
    Impact,
    Means,
    Measure,
    Path,
    Quantity,
    Scenario,
)

BASE, LAST = 2020, 2032
KINDS = ("avoid", "shift", "purchase", "improve", "factor", "capture")
AUTHORITIES = ("board", "household", "state")
SECTORS = ("buildings", "transport")
ACTORS = ("city", "household", "outside", "state")
FINAL = ("flying", "heating", "riding")


def numbers(low: float, high: float) -> st.SearchStrategy[float]:
    """Numbers as people write them: three decimals."""
    return st.integers(round(low * 1000), round(high * 1000)).map(lambda number: number / 1000)


@st.composite
def quantities(draw: DrawFn, key: str, low: float, high: float) -> Quantity:
    """A figure between two bounds, certain or uniform within them."""
    value = draw(numbers(low, high))
    if high > low and draw(st.booleans()):
        return Quantity(value, key, "uniform", low, high)
    return figure(value, key)


@st.composite
def paths(draw: DrawFn, key: str, low: float, high: float) -> Path:
    years = (BASE, *sorted(draw(st.sets(st.integers(BASE + 1, LAST + 5), max_size=2))))
    return Path(years, tuple(draw(quantities(f"{key}:{year}", low, high)) for year in years))


@st.composite
def shares(draw: DrawFn, count: int) -> list[float]:
    """Fractions that sum to one; some may be zero."""
    parts = draw(st.lists(st.integers(0, 20), min_size=count, max_size=count))
    total = sum(parts)
    return [part / total for part in parts] if total else [1.0] + [0.0] * (count - 1)


@st.composite
def _means_of(draw: DrawFn, name: str, carriers: list[str], *, stock: bool) -> list[Means]:
    count = draw(st.integers(1, 3))
    uncertain = draw(st.booleans())
    years = (BASE,) if stock else (BASE, *draw(st.sampled_from([(), (BASE + 6,)])))
    stated = {year: draw(shares(count)) for year in years}
    bought = draw(shares(count)) if stock else []
    found = []
    for index in range(count):
        label = f"{name}{index}"
        points = tuple(
            _share(stated[year][index], f"mixes/{label}:use::{year}", uncertain=uncertain)
            for year in years
        )
        used = draw(st.lists(st.sampled_from(carriers), unique=True, max_size=2))
        found.append(
            means(
                label,
                Path(years, points),
                {one: draw(paths(f"uses/{label}:{one}:", 0.0, 2.0)) for one in used},
                purchase={BASE: bought[index]} if stock else None,
            )
        )
    return found


def _share(value: float, key: str, *, uncertain: bool) -> Quantity:
    if uncertain and value > 0.0:
        return Quantity(value, key, "uniform", 0.8 * value, 1.2 * value)
    return figure(value, key)


@st.composite
def _activities(draw: DrawFn) -> list[Activity]:
    """Some final activities, and a chain: heat is made of power and fuels, power of fuels."""
    fuels = ["gas", "petrol", "wood"]
    names = draw(st.lists(st.sampled_from(FINAL), unique=True, min_size=1))
    plans = [(name, [*fuels, "heat", "power"], True) for name in names]
    plans += [("plant", [*fuels, "power"], False), ("grid", fuels, False)]
    found = []
    for name, carriers, final in plans:
        stock = draw(st.booleans())
        found.append(
            activity(
                name,
                draw(_means_of(name, carriers, stock=stock)),
                amount=draw(quantities(f"activities/{name}", 1.0, 100.0)) if final else None,
                sector=draw(st.sampled_from(SECTORS)),
                authority=draw(st.sampled_from(AUTHORITIES)),
                driver=draw(st.sampled_from(["", "people"])) if final else "",
                payer=draw(st.sampled_from(["", "household"])),
                lifetime=draw(quantities(f"stocks/{name}", 2.0, 20.0)) if stock else None,
            )
        )
    return found


@st.composite
def _carriers(draw: DrawFn) -> list[Carrier]:
    return [
        carrier(
            "gas",
            {("CO2", "fossil", "1"): draw(paths("factors/gas:CO2:", 0.0, 0.5))},
            prices={("energy", "outside"): 0.4, ("tax", "state"): 0.3},
        ),
        carrier(
            "petrol",
            {("CO2e", "fossil", "1"): draw(paths("factors/petrol:CO2e:", 0.0, 0.5))},
            prices={("energy", "outside"): 0.7},
        ),
        carrier(
            "wood",
            {
                ("CO2", "biogenic", "1"): draw(paths("factors/wood:CO2:", 0.0, 0.5)),
                ("CH4", "biogenic", "1"): draw(paths("factors/wood:CH4:", 0.0, 0.1)),
                ("CO2", "process", "2"): draw(paths("factors/wood:process:", 0.0, 0.1)),
            },
        ),
        carrier("heat", supplied_by="plant", prices={("energy", "city"): 0.6}),
        carrier("power", supplied_by="grid"),
    ]


@st.composite
def _effects(
    draw: DrawFn, name: str, activities: list[Activity], kinds: tuple[str, ...]
) -> Effect | None:
    kind = draw(st.sampled_from(kinds))
    fraction = draw(quantities(f"effects/{name}", 0.0, 1.0))
    if kind == "avoid":
        chosen = draw(st.sampled_from(activities))
        return effect(name, kind, fraction, activity=chosen.id)
    if kind == "factor":
        carrier_id = draw(st.sampled_from(["gas", "petrol", "wood"]))
        return effect(name, kind, fraction, carrier=carrier_id)
    if kind in ("shift", "purchase"):
        places = [
            one
            for one in activities
            if len(one.means) > 1 and (one.lifetime is not None) == (kind == "purchase")
        ]
        if not places:
            return None
        pair = draw(st.permutations([one.id for one in draw(st.sampled_from(places)).means]))
        return effect(name, kind, fraction, means=pair[0], to_means=pair[1])
    emitting = {"gas", "petrol", "wood"}
    using = [
        one.id
        for item in activities
        for one in item.means
        if any(kind == "improve" or use.carrier in emitting for use in one.uses)
    ]
    if not using:
        return None
    return effect(name, kind, fraction, means=draw(st.sampled_from(using)))


@st.composite
def _flows(draw: DrawFn, name: str) -> Flow:
    return flow(
        name,
        kind := draw(st.sampled_from(["investment", "operation", "subsidy", "co-benefit"])),
        draw(quantities(f"flows/{name}", 0.0, 50.0)),
        yearly=(yearly := draw(st.booleans())),
        payer=draw(st.sampled_from(ACTORS)),
        beneficiary=draw(st.sampled_from(ACTORS)),
        asset=draw(_assets()) if kind == "investment" and not yearly else Asset(),
    )


@st.composite
def _assets(draw: DrawFn) -> Asset:
    """What an investment buys: that it lasts, and that it becomes cheaper, may be known or not."""
    lifetime = draw(st.none() | st.integers(1, 15))
    if not draw(st.booleans()):
        return Asset(lifetime)
    return Asset(lifetime, draw(numbers(-0.1, 0.2)), draw(st.integers(BASE - 2, BASE + 2)))


@st.composite
def _impacts(draw: DrawFn, activities: list[Activity]) -> list[Impact]:
    """A pollutant of a carrier and of a means, a gain per activity, and jobs that are counted."""
    chosen = draw(st.sampled_from(activities))
    means_id = draw(st.sampled_from([one.id for one in chosen.means]))
    value = draw(st.none() | quantities("values/soot:V1", 0.0, 5.0))
    return [
        impact(
            "soot",
            [
                impact_rate("soot", draw(paths("impact_rates/soot:gas:", 0.0, 2.0)), carrier="gas"),
                impact_rate("soot", draw(numbers(0.0, 1.0)), means=means_id),
            ],
            value=value,
            bearer=draw(st.sampled_from(ACTORS)),
        ),
        impact(
            "health",
            [impact_rate("health", draw(numbers(0.0, 1.0)), activity=chosen.id)],
            kind="health",
            sense="gain",
            unit="case",
            value=draw(numbers(0.0, 3.0)),
        ),
        impact(
            "jobs",
            [impact_rate("jobs", 0.5, spending="investment")],
            kind="jobs",
            sense="gain",
            unit="job",
            bearer="",
        ),
    ]


@st.composite
def _measures(
    draw: DrawFn, name: str, activities: list[Activity], kinds: tuple[str, ...]
) -> Measure:
    effects = [
        found
        for index in range(draw(st.integers(1, 2)))
        if (found := draw(_effects(f"{name}-{index}", activities, kinds))) is not None
    ]
    shape = draw(st.sampled_from(["linear", "smooth", "milestones"]))
    start = draw(st.integers(BASE - 2, LAST))
    levels = (0.0, draw(numbers(0.0, 1.0)), draw(numbers(0.0, 1.0)))
    years = (start, start + 2, start + 5)
    return measure(
        name,
        effects,
        [draw(_flows(f"{name}-money"))] if draw(st.booleans()) else [],
        start=start,
        end=start + draw(st.integers(1, 8)),
        shape=shape,
        delay=draw(st.sampled_from([None, (0.0, 3.0), (-1.0, 2.0)])),
        milestones=Path(
            years,
            tuple(
                figure(level, f"milestones/{name}:{year}")
                for year, level in zip(years, levels, strict=True)
            ),
        )
        if shape == "milestones"
        else None,
    )


@st.composite
def cities(draw: DrawFn, *, kinds: tuple[str, ...] = KINDS, most: int = 5) -> City:
    """A city with a supply chain and some measures, and the scenario ``some``."""
    activities = draw(_activities())
    names = [f"measure-{index}" for index in range(draw(st.integers(1, most)))]
    measures = [draw(_measures(name, activities, kinds)) for name in names]
    some: Scenario = scenario("some", {name: draw(numbers(0.0, 1.0)) for name in names})
    return city(
        activities,
        draw(_carriers()),
        measures,
        scenarios=[some],
        inventories=[inventory("main", scopes=("1", "2"))],
        drivers=[driver("people", draw(paths("driver_paths/people:", 10.0, 20.0)))],
        impacts=draw(_impacts(activities)),
        population="people",
        targets=[target("half", "absolute", 30.0)],
        base_year=BASE,
        last_year=LAST,
    )
