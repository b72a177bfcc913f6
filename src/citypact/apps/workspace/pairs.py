"""Which two inventories a reader may hold against each other, and which two come first.

A city has too many years to prepare every pair: offered are the model's base year and, of each
inventory, its first and last year and the one nearest to the base year.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import permutations

from citypact.apps.workspace.prepared import PreparedSide
from citypact.figures import Context, Figure
from citypact.figures.reconciliation import reconciliation
from citypact.figures.words import say, title_of
from citypact.model.boundary import COMPUTABLE_BOUNDARIES
from citypact.model.inventory import years
from citypact.model.side import SideName

__all__ = ["compared", "first_pair", "offered", "side_id", "variant_of"]

MODEL = "model"


def side_id(side: SideName) -> str:
    """What a side is called in an address: ``model``, or ``barometer:2020``."""
    return MODEL if side is None else f"{side[0]}:{side[1]}"


def variant_of(a: SideName, b: SideName) -> str:
    """What a pair is called in the database: ``barometer:2020~model``."""
    return f"{side_id(a)}~{side_id(b)}"


def _sides(context: Context) -> list[SideName]:
    city = context.city
    found: list[SideName] = [None]
    for inventory in city.inventories.values():
        every = years(inventory)
        if every:
            nearest = min(every, key=lambda year: (abs(year - city.base_year), year))
            found += [(inventory.id, year) for year in sorted({every[0], nearest, every[-1]})]
    return found


def offered(context: Context, language: str) -> tuple[PreparedSide, ...]:
    """The sides that a reader may choose, each with its name in ``language``."""
    return tuple(
        PreparedSide(side_id(side), _title(context, side, language)) for side in _sides(context)
    )


def _title(context: Context, side: SideName, language: str) -> str:
    if side is None:
        return say(language, "reconciliation.model", year=context.city.base_year)
    return f"{title_of(context.city.inventories[side[0]], language)} {side[1]}"


def first_pair(context: Context) -> tuple[SideName, SideName]:
    """The pair that is shown before a reader chooses.

    It is the main inventory and the other one that counts the same kind of thing, both in the
    year nearest to the base year; the model where there is no such other.
    """
    base_year, main = context.city.base_year, context.city.main_inventory
    near: dict[str, tuple[str, int]] = {}
    for side in _sides(context):
        if side is not None:
            known = near.get(side[0], side)
            near[side[0]] = min(known, side, key=lambda each: abs(each[1] - base_year))
    others = [
        side
        for identifier, side in near.items()
        if identifier != main
        and context.city.inventories[identifier].boundary in COMPUTABLE_BOUNDARIES
    ]
    other = min(others, key=lambda side: (abs(side[1] - base_year), side[0]), default=None)
    return near.get(main), other


def compared(context: Context, language: str) -> Iterator[tuple[SideName, SideName, Figure]]:
    """Every pair that is offered, in both orders, with its figure; none is drawn yet."""
    for a, b in permutations(_sides(context), 2):
        yield a, b, reconciliation(context, language, a=a, b=b)
