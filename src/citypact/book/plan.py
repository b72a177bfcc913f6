"""From the rows of a checked book to what is planned: measures, money, scenarios, targets."""

from __future__ import annotations

from collections.abc import Mapping

from citypact.book.appraisal import assets
from citypact.book.contents import Contents
from citypact.book.quantities import PriceLevel, path, quantity
from citypact.book.table import Row
from citypact.model.appraisal import Asset
from citypact.model.city import Claim, Effect, Flow, Funding, Measure, Scenario, Target
from citypact.units import same_dimension

__all__ = ["TARGET_UNITS", "funding", "measures", "scenarios", "targets"]

#: The unit in which the value of a target is computed, by its kind.
TARGET_UNITS = {
    "absolute": "kt",
    "percent": "fraction",
    "per-person": "t/person",
    "budget": "kt",
}


def measures(contents: Contents) -> Mapping[str, Measure]:
    """All measures with their effects, flows of money and claims, in canonical units."""
    milestones = contents.grouped("milestones", "measure")
    flows = contents.grouped("flows", "measure")
    claims = contents.grouped("claims", "measure")
    owned = assets(contents)
    prices = PriceLevel(contents)
    found = {}
    for row in contents.rows("measures"):
        stones = sorted(milestones.get(row.key, []), key=lambda stone: stone.year("year") or 0)
        early, late = row.number("delay_low"), row.number("delay_high")
        found[row.key] = Measure(
            id=row.key,
            title_sv=row.text("title_sv"),
            title_en=row.text("title_en"),
            area=row.text("area"),
            responsible=row.text("responsible"),
            authority=row.text("authority"),
            status_sv=row.text("status_sv"),
            status_en=row.text("status_en"),
            start=row.year("start"),
            end=row.year("end"),
            shape=row.text("shape"),
            delay=None if early is None or late is None else (early, late),
            milestones=path(contents, stones, "fraction") if stones else None,
            computable=row.yes("computable"),
            reason_sv=row.text("reason_sv"),
            reason_en=row.text("reason_en"),
            same_as=row.text("same_as"),
            effects=tuple(_effect(contents, one) for one in contents.effects_of.get(row.key, [])),
            flows=tuple(
                _flow(contents, one, prices, owned.get(one.key, Asset()))
                for one in flows.get(row.key, [])
            ),
            claims=tuple(_claim(one) for one in claims.get(row.key, [])),
            earliest=row.year("earliest"),
        )
    return found


def _effect(contents: Contents, row: Row) -> Effect:
    return Effect(
        id=row.key,
        kind=row.text("kind"),
        fraction=quantity(contents, row, "fraction"),
        activity=row.text("activity"),
        means=row.text("means"),
        to_means=row.text("to_means"),
        carrier=row.text("carrier"),
        origin=row.text("origin"),
    )


def _flow(contents: Contents, row: Row, prices: PriceLevel, asset: Asset) -> Flow:
    yearly = same_dimension(row.text("unit"), "MSEK/year")
    unit = "MSEK/year" if yearly else "MSEK"
    return Flow(
        id=row.key,
        kind=row.text("kind"),
        payer=row.text("payer"),
        beneficiary=row.text("beneficiary"),
        amount=quantity(contents, row, unit, scale=prices.ratio(row.year("price_year") or 0)),
        yearly=yearly,
        asset=asset,
    )


def _claim(row: Row) -> Claim:
    return Claim(
        id=row.key,
        kind=row.text("kind"),
        year=row.year("year"),
        value=row.number("value"),
        unit=row.text("unit"),
        counted=row.yes("counted"),
        note_sv=row.text("note_sv"),
        note_en=row.text("note_en"),
        low=row.number("low"),
        high=row.number("high"),
    )


def funding(contents: Contents) -> Mapping[str, Funding]:
    """All sources of funds, in MSEK of the book's price year."""
    prices = PriceLevel(contents)
    return {
        row.key: Funding(
            id=row.key,
            title_sv=row.text("title_sv"),
            title_en=row.text("title_en"),
            kind=row.text("kind"),
            actor=row.text("actor"),
            measure=row.text("measure"),
            area=row.text("area"),
            first_year=row.year("first_year") or 0,
            last_year=row.year("last_year") or 0,
            amount=quantity(contents, row, "MSEK", scale=prices.ratio(row.year("price_year") or 0)),
            certainty=row.text("certainty"),
            conditions_sv=row.text("conditions_sv"),
            conditions_en=row.text("conditions_en"),
        )
        for row in contents.rows("funding")
    }


def scenarios(contents: Contents) -> Mapping[str, Scenario]:
    """All scenarios: of each measure that they name its level, and whether it is moved."""
    levels = contents.grouped("scenario_measures", "scenario")
    return {
        row.key: Scenario(
            id=row.key,
            title_sv=row.text("title_sv"),
            title_en=row.text("title_en"),
            kind=row.text("kind"),
            background=row.text("background"),
            levels={
                one.text("measure"): one.number("level") or 0.0 for one in levels.get(row.key, [])
            },
            postponed={
                one.text("measure"): int(years)
                for one in levels.get(row.key, [])
                if (years := one.number("postponed"))
            },
        )
        for row in contents.rows("scenarios")
    }


def targets(contents: Contents) -> Mapping[str, Target]:
    """All targets, their values in the unit of :data:`TARGET_UNITS`."""
    return {
        row.key: Target(
            id=row.key,
            title_sv=row.text("title_sv"),
            title_en=row.text("title_en"),
            kind=row.text("kind"),
            inventory=row.text("inventory"),
            base_year=row.year("base_year"),
            first_year=row.year("first_year"),
            year=row.year("year") or 0,
            value=quantity(contents, row, TARGET_UNITS[row.text("kind")]),
            removals=row.yes("removals"),
            status_sv=row.text("status_sv"),
            status_en=row.text("status_en"),
        )
        for row in contents.rows("targets")
    }
