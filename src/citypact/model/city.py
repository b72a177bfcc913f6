"""What a city is to the model: activities, means, carriers, measures, scenarios, targets.

A :class:`City` is made from a checked city book for one background (the world around the
city); every value is in its canonical unit and every cross-reference resolves, so that the
model never meets a unit, a file or a fault of form. Nothing here computes.

Canonical units: emissions kt CO2e; money MSEK in the book's price year; shares as
fractions; persons; years. An activity and a carrier are each counted in their own ``unit``;
a use is carrier units per activity unit, a factor kt per carrier unit, a price MSEK per
carrier unit.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from citypact.model.appraisal import Asset, Household, Impact, Perspective
from citypact.model.quantity import Path, Quantity

__all__ = [
    "Activity",
    "Actor",
    "Carrier",
    "City",
    "Claim",
    "Driver",
    "Effect",
    "Factor",
    "Flow",
    "Funding",
    "Inventory",
    "InventoryRow",
    "Means",
    "Measure",
    "Price",
    "Scenario",
    "Sector",
    "Target",
    "TransitionArea",
    "Use",
]


@dataclass(frozen=True, slots=True)
class Sector:
    """A sector that emissions are reported by."""

    id: str
    title_sv: str
    title_en: str


@dataclass(frozen=True, slots=True)
class Actor:
    """Someone who decides, pays or gains; ``authority`` is what kind of decision-maker."""

    id: str
    title_sv: str
    title_en: str
    authority: str


@dataclass(frozen=True, slots=True)
class TransitionArea:
    """A group of measures with an owner; ``lead`` is an actor's id or empty."""

    id: str
    title_sv: str
    title_en: str
    lead: str
    status_sv: str
    status_en: str


@dataclass(frozen=True, slots=True)
class Driver:
    """What makes activities grow: only its ratio to the base year is used."""

    id: str
    title_sv: str
    title_en: str
    path: Path


@dataclass(frozen=True, slots=True)
class Use:
    """Carrier units that one unit of activity needs when met by the means it belongs to."""

    carrier: str
    path: Path


@dataclass(frozen=True, slots=True)
class Means:
    """A way of meeting a need.

    Attributes:
        share: share of the activity over time; for a stock its first point only, the share
            of the stock in the base year.
        purchase: share of what is bought, for a stock; None otherwise.
        uses: what it uses, one row a carrier.
    """

    id: str
    title_sv: str
    title_en: str
    share: Path
    purchase: Path | None
    uses: tuple[Use, ...]


@dataclass(frozen=True, slots=True)
class Activity:
    """A need that is met by means.

    Attributes:
        unit: the unit it is counted in.
        sector: sector id where its emissions are counted.
        authority: who can decide on it.
        amount: in the base year; None for a supply activity, whose amount is what the
            others use of the carriers that it supplies.
        driver: id of the driver it grows with; empty for constant.
        payer: id of the actor who pays for its carriers; empty where nobody is named.
        lifetime: years, where its means are a stock; None otherwise.
        means: shares over them sum to one.
    """

    id: str
    title_sv: str
    title_en: str
    unit: str
    sector: str
    authority: str
    amount: Quantity | None
    driver: str
    payer: str
    lifetime: Quantity | None
    means: tuple[Means, ...]


@dataclass(frozen=True, slots=True)
class Factor:
    """Emissions of one gas, origin and scope per unit of carrier, kt CO2e per carrier unit."""

    gas: str
    origin: str
    scope: str
    path: Path


@dataclass(frozen=True, slots=True)
class Price:
    """One part of what is paid per unit of carrier, MSEK per carrier unit."""

    kind: str
    beneficiary: str
    path: Path


@dataclass(frozen=True, slots=True)
class Carrier:
    """What means use; ``supplied_by`` is a supply activity's id or empty."""

    id: str
    title_sv: str
    title_en: str
    kind: str
    unit: str
    supplied_by: str
    factors: tuple[Factor, ...]
    prices: tuple[Price, ...]


@dataclass(frozen=True, slots=True)
class Effect:
    """What a measure changes at full level: ``fraction`` of what is there.

    ``kind`` is ``avoid`` (of ``activity``), ``shift`` or ``purchase`` (from ``means`` to
    ``to_means``), ``improve`` (use of ``means``, of one ``carrier`` or of all), ``factor``
    (of ``carrier``, of one ``origin`` or of all), ``capture`` (of the CO2 of ``means``).
    """

    id: str
    kind: str
    fraction: Quantity
    activity: str = ""
    means: str = ""
    to_means: str = ""
    carrier: str = ""
    origin: str = ""


@dataclass(frozen=True, slots=True)
class Flow:
    """Money of a measure: MSEK that falls due as it grows, or MSEK a year at full level.

    ``asset`` is what an investment buys.
    """

    id: str
    kind: str
    payer: str
    beneficiary: str
    amount: Quantity
    yearly: bool
    asset: Asset = field(default_factory=Asset)


@dataclass(frozen=True, slots=True)
class Funding:
    """Money that ``actor`` brings to pay for measures, spread evenly over its years, MSEK.

    ``measure`` or ``area`` names the only one that it may pay for; both are empty where it may
    pay for any. ``certainty`` is ``decided``, ``applied for`` or ``intended``.
    """

    id: str
    title_sv: str
    title_en: str
    kind: str
    actor: str
    measure: str
    area: str
    first_year: int
    last_year: int
    amount: Quantity
    certainty: str
    conditions_sv: str
    conditions_en: str


@dataclass(frozen=True, slots=True)
class Claim:
    """What the published plan says of a measure, in ``unit`` as written; never computed with.

    ``low`` and ``high`` are the ends of the range that the plan states; None where it is one
    figure.
    """

    id: str
    kind: str
    year: int | None
    value: float | None
    unit: str
    counted: bool
    note_sv: str
    note_en: str
    low: float | None = None
    high: float | None = None


@dataclass(frozen=True, slots=True)
class Measure:
    """A change to activities, means or factors.

    ``start`` is the last year without effect, ``end`` the first with full effect; with shape
    ``milestones`` the levels come from ``milestones`` instead. ``delay`` is the range, in
    years, over which the start may slip, evenly likely; None when it is certain. ``earliest``
    is the earliest start that is possible, None where only the stated one is known.
    """

    id: str
    title_sv: str
    title_en: str
    area: str
    responsible: str
    authority: str
    status_sv: str
    status_en: str
    start: int | None
    end: int | None
    shape: str
    delay: tuple[float, float] | None
    milestones: Path | None
    computable: bool
    reason_sv: str
    reason_en: str
    same_as: str
    effects: tuple[Effect, ...]
    flows: tuple[Flow, ...]
    claims: tuple[Claim, ...]
    earliest: int | None = None


@dataclass(frozen=True, slots=True)
class Scenario:
    """Which measures, how far (0 to 1), on which background.

    ``postponed`` is by how many whole years a measure comes later than it is stated to, below
    zero for earlier; a measure that it does not name comes as stated.
    """

    id: str
    title_sv: str
    title_en: str
    kind: str
    background: str
    levels: Mapping[str, float]
    postponed: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class InventoryRow:
    """One figure of an inventory; ``sector`` empty for the published total, ``value`` in kt.

    ``value`` is None where the source gives a notation key instead. ``activity`` is the
    activity behind it with ``activity_unit``, where the source gives one.
    """

    key: str
    year: int
    sector: str
    label: str
    scope: str
    gas: str
    origin: str
    value: float | None
    notation: str
    quality: str
    activity: float | None
    activity_unit: str


@dataclass(frozen=True, slots=True)
class Inventory:
    """Emissions of a place by one protocol and boundary."""

    id: str
    title_sv: str
    title_en: str
    protocol_sv: str
    protocol_en: str
    boundary: str
    scopes: frozenset[str]
    origins: frozenset[str]
    preliminary_from: int | None
    rows: tuple[InventoryRow, ...]


@dataclass(frozen=True, slots=True)
class Target:
    """What has been decided.

    ``value`` by ``kind``: ``absolute`` kt in ``year``; ``percent`` change from ``base_year`` as
    a fraction, negative is down (-0.7 for 70 % less); ``per-person`` t per resident;
    ``budget`` kt summed from ``first_year`` to ``year``.
    """

    id: str
    title_sv: str
    title_en: str
    kind: str
    inventory: str
    base_year: int | None
    first_year: int | None
    year: int
    value: Quantity
    removals: bool
    status_sv: str
    status_en: str


@dataclass(frozen=True, slots=True)
class City:
    """Everything that the model needs to know of one city, on one background.

    Sequences keep a fixed order (by id), so that the same book gives the same program.
    """

    id: str
    title_sv: str
    title_en: str
    book_hash: str
    base_year: int
    last_year: int
    price_year: int
    background: str
    main_inventory: str
    main_target: str
    population: str
    reference: str
    contract: str
    sectors: Mapping[str, Sector]
    actors: Mapping[str, Actor]
    areas: Mapping[str, TransitionArea]
    drivers: Mapping[str, Driver]
    activities: Mapping[str, Activity]
    carriers: Mapping[str, Carrier]
    measures: Mapping[str, Measure]
    scenarios: Mapping[str, Scenario]
    inventories: Mapping[str, Inventory]
    targets: Mapping[str, Target]
    warnings: tuple[str, ...] = field(default=())
    funding: Mapping[str, Funding] = field(default_factory=dict)
    perspectives: Mapping[str, Perspective] = field(default_factory=dict)
    impacts: Mapping[str, Impact] = field(default_factory=dict)
    households: Mapping[str, Household] = field(default_factory=dict)
