"""What promised quantities carry: levels of measures, computed from the model.

A quantity of an effect's kind takes its measure as far as the quantity is of the effect in full,
times the effect's weight in the measure. It is a part: quantities of different objects add up to
at most the weight, so that all of a measure's effects in full are the measure in full. What is due
after the target's year carries nothing to it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from citypact.contract.commitment import Carried, Commitment, Part
from citypact.contract.contract import Contract
from citypact.contract.local.measuring import yardsticks
from citypact.contract.local.yardstick import Yardstick
from citypact.contract.outlook import ContractOutlook
from citypact.contract.version import Version
from citypact.errors import InputError
from citypact.said import Said

__all__ = ["carried", "with_quantities", "yardsticks_of"]


def with_quantities(contract: Contract, version: Version, seen: ContractOutlook) -> Version:
    """The version, with what its quantities carry beside what its tables state.

    Raises:
        InputError: a kind cannot be counted, or the version's year is none of the model's.
    """
    if not any(each.action for each in version.commitments):
        return version
    known = yardsticks_of(contract, version, seen)
    return replace(
        version,
        commitments=tuple(
            replace(each, measures=(*each.measures, *carried(each, known, seen.year)))
            for each in version.commitments
        ),
    )


def yardsticks_of(
    contract: Contract, version: Version, seen: ContractOutlook
) -> dict[str, Yardstick]:
    """The yardstick of every kind of a contract, the city's quantities being of the version's year.

    Raises:
        InputError: a kind cannot be counted, or the version's year is none of the model's.
    """
    first, last = seen.city.base_year, seen.city.last_year
    if not first <= version.year <= last:
        message = Said(
            "the version %(id)s holds for %(year)s, and the city book %(other_id)s is computed "
            "for %(first)s to %(last)s",
            id=version.id,
            year=version.year,
            other_id=seen.city.id,
            first=first,
            last=last,
        )
        raise InputError(message)
    return yardsticks(contract.kinds, seen, version.year)


def carried(
    commitment: Commitment, known: Mapping[str, Yardstick], year: int
) -> tuple[Carried, ...]:
    """What the quantity of a commitment carries by ``year``; nothing where it has none.

    Args:
        commitment: with or without a quantity.
        known: yardsticks by kind.
        year: of the target.
    """
    action = commitment.action
    if action is None or (commitment.due is not None and commitment.due > year):
        return ()
    yardstick = known[action.kind]
    level = yardstick.level(action.quantity)
    if level is None:
        return ()
    part = Part(yardstick.effect, action.object or commitment.id, yardstick.weight)
    return (Carried(yardstick.measure, level, None, "derived", part=part),)
