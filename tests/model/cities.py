"""Small cities made by hand, for tests: every part has a default, so that a test states its own."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from citypact.model.appraisal import Asset, Household, Impact, ImpactRate, Perspective
from citypact.model.city import (
    Activity,
    Actor,
    Carrier,
    City,
    Driver,
    Effect,
    Factor,
    Flow,
    Inventory,
    InventoryRow,
    Means,
    Measure,
    Price,
    Scenario,
    Sector,
    Target,
    TransitionArea,
    Use,
)
from citypact.model.quantity import Path, Quantity

BASE, LAST = 2020, 2050


def figure(  # noqa: PLR0913  every attribute of a quantity may be stated
    value: float,
    key: str,
    *,
    distribution: str = "",
    low: float | None = None,
    high: float | None = None,
    group: str = "",
    correlation: float = 0.0,
) -> Quantity:
    return Quantity(value, key, distribution, low, high, group, correlation)


def spread(value: float, part: float, key: str) -> Quantity:
    """A figure that is uniform within ``part`` of its value on either side."""
    low, high = sorted((value * (1 - part), value * (1 + part)))
    return Quantity(value, key, "uniform", low, high)


def path(key: str, points: Mapping[int, float] | float, base: int = BASE) -> Path:
    """A certain path; one number is level."""
    stated = points if isinstance(points, Mapping) else {base: points}
    years = tuple(sorted(stated))
    return Path(years, tuple(figure(float(stated[year]), f"{key}:{year}") for year in years))


def uncertain_path(key: str, points: Mapping[int, float], part: float) -> Path:
    years = tuple(sorted(points))
    return Path(years, tuple(spread(points[year], part, f"{key}:{year}") for year in years))


def means(
    name: str,
    share: Mapping[int, float] | float | Path = 1.0,
    uses: Mapping[str, Mapping[int, float] | float | Path] | None = None,
    purchase: Mapping[int, float] | float | Path | None = None,
) -> Means:
    def stated(key: str, value: Mapping[int, float] | float | Path) -> Path:
        return value if isinstance(value, Path) else path(key, value)

    return Means(
        id=name,
        title_sv=name,
        title_en=name,
        share=stated(f"mixes/{name}:use:", share),
        purchase=None if purchase is None else stated(f"mixes/{name}:purchase:", purchase),
        uses=tuple(
            Use(carrier, stated(f"uses/{name}:{carrier}:", value))
            for carrier, value in (uses or {}).items()
        ),
    )


def activity(  # noqa: PLR0913  every attribute of an activity may be stated
    name: str,
    ways: Iterable[Means],
    *,
    amount: float | Quantity | None = 100.0,
    sector: str = "transport",
    authority: str = "household",
    driver: str = "",
    payer: str = "",
    lifetime: float | Quantity | None = None,
    unit: str = "GWh",
) -> Activity:
    if isinstance(amount, (int, float)):
        amount = figure(float(amount), f"activities/{name}")
    if isinstance(lifetime, (int, float)):
        lifetime = figure(float(lifetime), f"stocks/{name}")
    ordered = tuple(sorted(ways, key=lambda item: item.id))
    return Activity(
        name, name, name, unit, sector, authority, amount, driver, payer, lifetime, ordered
    )


def carrier(
    name: str,
    factors: Mapping[tuple[str, str, str], Mapping[int, float] | float | Path] | None = None,
    *,
    kind: str = "energy",
    unit: str = "GWh",
    supplied_by: str = "",
    prices: Mapping[tuple[str, str], float] | None = None,
) -> Carrier:
    """``factors`` by gas, origin and scope; ``prices`` by kind and beneficiary."""
    return Carrier(
        id=name,
        title_sv=name,
        title_en=name,
        kind=kind,
        unit=unit,
        supplied_by=supplied_by,
        factors=tuple(
            Factor(*key, value if isinstance(value, Path) else path(_factor_key(name, key), value))
            for key, value in (factors or {}).items()
        ),
        prices=tuple(
            Price(*key, path(f"prices/{name}:{key[0]}:{key[1]}:", value))
            for key, value in (prices or {}).items()
        ),
    )


def _factor_key(name: str, key: tuple[str, str, str]) -> str:
    return f"factors/{name}:{':'.join(key)}:"


def effect(  # noqa: PLR0913  every attribute of an effect may be stated
    name: str,
    kind: str,
    fraction: float | Quantity,
    *,
    activity: str = "",
    means: str = "",
    to_means: str = "",
    carrier: str = "",
    origin: str = "",
) -> Effect:
    if not isinstance(fraction, Quantity):
        fraction = figure(float(fraction), f"effects/{name}")
    return Effect(name, kind, fraction, activity, means, to_means, carrier, origin)


def flow(  # noqa: PLR0913  every attribute of a flow may be stated
    name: str,
    kind: str,
    amount: float | Quantity,
    *,
    yearly: bool = False,
    payer: str = "city",
    beneficiary: str = "outside",
    asset: Asset = Asset(),  # noqa: B008  it never changes
) -> Flow:
    if not isinstance(amount, Quantity):
        amount = figure(float(amount), f"flows/{name}")
    return Flow(name, kind, payer, beneficiary, amount, yearly, asset)


def impact(  # noqa: PLR0913  every attribute of an impact may be stated
    name: str,
    rates: Iterable[ImpactRate] = (),
    *,
    kind: str = "air-pollution",
    sense: str = "harm",
    unit: str = "t",
    bearer: str = "household",
    value: float | Quantity | None = None,
) -> Impact:
    """``value`` in MSEK per unit."""
    version = "" if value is None else "V1"
    if isinstance(value, (int, float)):
        value = figure(float(value), f"values/{name}:V1")
    return Impact(name, name, name, kind, sense, unit, bearer, version, value, tuple(rates))


def impact_rate(
    name: str,
    value: Mapping[int, float] | float | Path,
    *,
    activity: str = "",
    means: str = "",
    carrier: str = "",
    spending: str = "",
) -> ImpactRate:
    per = f"{activity}:{means}:{carrier}:{spending}"
    stated = value if isinstance(value, Path) else path(f"impact_rates/{name}:{per}:", value)
    return ImpactRate(stated, activity, means, carrier, spending)


def perspective(
    name: str,
    actors: Iterable[str] = (),
    *,
    rate: float | None = None,
    tax_factor: float | None = None,
    value_added_tax: float | None = None,
) -> Perspective:
    """Society where no actors are named."""
    stated = (rate, tax_factor, value_added_tax)
    kinds = ("discount", "tax-factor", "value-added-tax")
    rates = [
        None if value is None else figure(value, f"rates/{name}:{kind}")
        for kind, value in zip(kinds, stated, strict=True)
    ]
    members = tuple(actors)
    kind = "actors" if members else "society"
    return Perspective(name, name, name, kind, members, *rates)


def measure(  # noqa: PLR0913  every attribute of a measure may be stated
    name: str,
    effects: Iterable[Effect] = (),
    flows: Iterable[Flow] = (),
    *,
    start: int | None = 2020,
    end: int | None = 2030,
    shape: str = "linear",
    delay: tuple[float, float] | None = None,
    milestones: Path | None = None,
    computable: bool = True,
    reason: str = "",
    same_as: str = "",
    earliest: int | None = None,
) -> Measure:
    return Measure(
        id=name,
        title_sv=name,
        title_en=name,
        area="area",
        responsible="city",
        authority="board",
        status_sv="",
        status_en="",
        start=start,
        end=end,
        shape=shape,
        delay=delay,
        milestones=milestones,
        computable=computable,
        reason_sv=f"{reason} (sv)",
        reason_en=reason,
        same_as=same_as,
        effects=tuple(effects),
        flows=tuple(flows),
        claims=(),
        earliest=earliest,
    )


def scenario(name: str, levels: Mapping[str, float], background: str = "") -> Scenario:
    return Scenario(name, name, name, "exploration", background, dict(levels))


def emission_row(  # noqa: PLR0913  every attribute of a row may be stated
    year: int,
    value: float | None,
    sector: str = "",
    *,
    scope: str = "",
    gas: str = "CO2e",
    origin: str = "",
    notation: str = "",
    activity: float | None = None,
    activity_unit: str = "",
    inventory: str = "main",
    label: str = "",
) -> InventoryRow:
    key = f"emissions/{inventory}:{year}:{sector}:{label}:{scope}:{gas}:{origin}"
    return InventoryRow(
        key,
        year,
        sector,
        label,
        scope,
        gas,
        origin,
        value,
        notation,
        "reported",
        activity,
        activity_unit,
    )


def inventory(
    name: str = "main",
    rows: Iterable[InventoryRow] = (),
    *,
    boundary: str = "territorial",
    scopes: Iterable[str] = ("1", "2"),
    origins: Iterable[str] = ("fossil", "process"),
) -> Inventory:
    return Inventory(
        name,
        name,
        name,
        "metod",
        "protocol",
        boundary,
        frozenset(scopes),
        frozenset(origins),
        None,
        tuple(rows),
    )


def target(  # noqa: PLR0913  every attribute of a target may be stated
    name: str,
    kind: str,
    value: float | Quantity,
    *,
    year: int = 2030,
    inventory: str = "main",
    base_year: int | None = None,
    first_year: int | None = None,
    removals: bool = False,
) -> Target:
    if not isinstance(value, Quantity):
        value = figure(float(value), f"targets/{name}")
    return Target(
        name, name, name, kind, inventory, base_year, first_year, year, value, removals, "", ""
    )


def driver(name: str, stated: Mapping[int, float] | Path) -> Driver:
    line = stated if isinstance(stated, Path) else path(f"driver_paths/{name}:", stated)
    return Driver(name, name, name, line)


def city(  # noqa: PLR0913  every part of a city may be stated
    activities: Iterable[Activity] = (),
    carriers: Iterable[Carrier] = (),
    measures: Iterable[Measure] = (),
    *,
    scenarios: Iterable[Scenario] = (),
    inventories: Iterable[Inventory] = (),
    targets: Iterable[Target] = (),
    drivers: Iterable[Driver] = (),
    impacts: Iterable[Impact] = (),
    perspectives: Iterable[Perspective] = (),
    households: Iterable[Household] = (),
    population: str = "",
    base_year: int = BASE,
    last_year: int = LAST,
    background: str = "",
) -> City:
    activities, measures = tuple(activities), tuple(measures)
    everything = scenario("all", {item.id: 1.0 for item in measures})
    nothing = scenario("none", {})
    inventories = tuple(inventories) or (inventory(),)
    sectors = sorted({item.sector for item in activities} | _sectors(inventories))
    actors = ("city", "household", "outside", "state", "utility")
    targets = tuple(targets)
    return City(
        id="smallville",
        title_sv="Småby",
        title_en="Smallville",
        book_hash="0" * 64,
        base_year=base_year,
        last_year=last_year,
        price_year=2020,
        background=background,
        main_inventory=inventories[0].id,
        main_target=targets[0].id if targets else "",
        population=population,
        reference="none",
        contract="all",
        sectors={name: Sector(name, name, name) for name in sectors},
        actors={name: Actor(name, name, name, "board") for name in actors},
        areas={"area": TransitionArea("area", "område", "area", "city", "", "")},
        drivers={item.id: item for item in sorted(drivers, key=lambda item: item.id)},
        activities={item.id: item for item in sorted(activities, key=lambda item: item.id)},
        carriers={item.id: item for item in sorted(carriers, key=lambda item: item.id)},
        measures={item.id: item for item in sorted(measures, key=lambda item: item.id)},
        scenarios={item.id: item for item in (everything, nothing, *scenarios)},
        inventories={item.id: item for item in inventories},
        targets={item.id: item for item in targets},
        perspectives={item.id: item for item in perspectives},
        impacts={item.id: item for item in impacts},
        households={item.id: item for item in households},
    )


def _sectors(inventories: Iterable[Inventory]) -> set[str]:
    return {row.sector for item in inventories for row in item.rows} - {""}
