"""The municipalities of Sweden: code and name, as Statistics Sweden numbers them."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from citypact.book.suggestion import did_you_mean
from citypact.errors import InputError
from citypact.said import Said

__all__ = ["Municipality", "all_municipalities", "find_municipality"]


@dataclass(frozen=True, slots=True)
class Municipality:
    """One municipality: four digits, its name, and the county it lies in."""

    code: str
    name: str
    county: str


@cache
def all_municipalities() -> tuple[Municipality, ...]:
    """All municipalities, by code."""
    text = files("citypact.book").joinpath("municipalities.csv").read_text(encoding="utf-8")
    rows = csv.DictReader(text.splitlines())
    return tuple(Municipality(row["code"], row["name"], row["county"]) for row in rows)


def find_municipality(written: str) -> Municipality:
    """The municipality with a code, or a name as it is written in Swedish.

    >>> find_municipality("1280").name
    'Malmö'

    Raises:
        InputError: there is none; the message names the nearest one.
    """
    known = {one.code: one for one in all_municipalities()}
    by_name = {one.name: one for one in all_municipalities()}
    found = known.get(written) or by_name.get(written)
    if found is not None:
        return found
    hint = did_you_mean(written, by_name)
    message = Said(
        "there is no municipality %(written)r in Sweden. %(hint)s Give its four digits, such as "
        "1280 for Malmö, or its name",
        written=written,
        hint=hint,
    )
    raise InputError(message.replace("  ", " "))
