"""What a local contract adds to what the city promises itself: nothing is counted twice.

Three sums are run with the same draws: the companies alone, the city's own contracts alone, and
both. What companies add *on top* is the last less the second; the *overlap* is what they promise
that the city's own contracts carry already. A measure goes as far as the companies' parts together
or as the city takes it, whichever is more in the draw: a city that promises electric lorries
promises those that companies buy.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass

import numpy as np
import numpy.typing as npt

from citypact.book import Book
from citypact.contract.adequacy import DRAWS, SHARED_DRAWS, Closed, closed_share
from citypact.contract.contract import Contract
from citypact.contract.delivery import Promise, delivered, furthest, promises
from citypact.contract.link import require_linked
from citypact.contract.local.carrying import with_quantities, yardsticks_of
from citypact.contract.local.yardstick import Yardstick
from citypact.contract.outlook import ContractOutlook, contract_outlook
from citypact.contract.shares import fair_shares
from citypact.contract.version import Version
from citypact.engine.arrays import Floats

__all__ = ["Contribution", "Promised", "contribution"]


@dataclass(frozen=True, slots=True)
class Promised:
    """What all companies promise of one kind, in its unit, a year.

    Attributes:
        kind: id of the kind.
        companies: how many promise some of it.
        quantity: the sum of what they promise, what is of one object once.
        full: how much the effect of the city book is in full; more is counted nowhere.
        city: how much the whole city has.
    """

    kind: str
    companies: int
    quantity: float
    full: float
    city: float


@dataclass(frozen=True)
class Contribution:
    """What a version of a local contract contributes.

    Attributes:
        contract: its id.
        version: its id.
        beside: ids of the contracts whose promises are not counted again.
        target: id of the target.
        year: of the target.
        draws: how many.
        seed: of them.
        gap: mean gap of decided policy, kt; this and the following means are over the first draws,
            as the breakdown of adequacy is.
        alone: mean cut of the companies' promises where nobody else promises, kt.
        own: mean cut of the other contracts' promises, kt.
        on_top: mean cut that the companies add to them, kt.
        closed: share of the gap that the companies close on top; None where no draw has a gap.
        by_party: mean cut on top, fair share, kt; they sum to ``on_top``.
        by_area: likewise, by the area that the company works in.
        promised: by kind.
    """

    contract: str
    version: str
    beside: tuple[str, ...]
    target: str
    year: int
    draws: int
    seed: int
    gap: float
    alone: float
    own: float
    on_top: float
    closed: Closed | None
    by_party: Mapping[str, float]
    by_area: Mapping[str, float]
    promised: Mapping[str, Promised]

    @property
    def overlap(self) -> float:
        """What the companies promise that the other contracts carry already, mean, kt."""
        return self.alone - self.on_top

    def to_json(self) -> dict[str, object]:
        """Every figure: kt a year, shares, quantities in the unit of their kind."""
        return {**asdict(self), "overlap": self.overlap}


def contribution(
    contract: Contract,
    version: Version,
    book: Book,
    beside: Sequence[Contract] = (),
    *,
    draws: int = DRAWS,
    seed: int = 1,
) -> Contribution:
    """Tell what a local contract adds.

    Args:
        contract: the local contract.
        version: of it.
        book: of its city.
        beside: contracts of the same city, each in its version in force.
        draws: at least 1.
        seed: a whole number that is not negative.

    Raises:
        InputError: as for :func:`citypact.contract.adequacy.adequacy`, or a contract beside has no
            version in force.
        ContractError: a version refers to what the book does not have.
    """
    others = [(each, each.version()) for each in beside]
    for each, its in [(contract, version), *others]:
        require_linked(each, its, book)
    seen = contract_outlook(book, version, seed)
    made = _kept(contract, version, seen, draws)
    own = _together([_kept(each, its, seen, draws) for each, its in others], draws)
    sums = _sums(seen, made, own, draws)
    few = slice(0, min(draws, SHARED_DRAWS))
    before = {name: level[few] for name, level in sums.own_levels.items()}
    shares = fair_shares(seen, made.promises, made.kept[:, few], before)
    by_party: dict[str, float] = {}
    for promise, share in zip(made.promises, shares.tolist(), strict=True):
        party = version.commitment[promise.commitment].party
        by_party[party] = by_party.get(party, 0.0) + share
    return Contribution(
        contract=contract.id,
        version=version.id,
        beside=tuple(each.id for each in beside),
        target=seen.target.id,
        year=seen.year,
        draws=draws,
        seed=seed,
        gap=float(sums.gap[few].mean()),
        alone=float(sums.alone[few].mean()),
        own=float(sums.own[few].mean()),
        on_top=float(sums.on_top[few].mean()),
        closed=closed_share(sums.gap, sums.on_top),
        by_party=_sorted(by_party),
        by_area=_sorted(_by_area(contract, by_party)),
        promised=_promised(version, yardsticks_of(contract, version, seen)),
    )


@dataclass(frozen=True, eq=False)
class _Kept:
    """Promises, and which of them are kept in each draw, shape ``(promises, draws)``."""

    promises: tuple[Promise, ...]
    kept: npt.NDArray[np.bool_]


def _kept(contract: Contract, version: Version, seen: ContractOutlook, draws: int) -> _Kept:
    made = promises(contract, with_quantities(contract, version, seen), seen.city)
    return _Kept(made, delivered(contract, made, draws, seen.seed))


def _together(several: Sequence[_Kept], draws: int) -> _Kept:
    return _Kept(
        tuple(promise for each in several for promise in each.promises),
        np.concatenate([np.zeros((0, draws), dtype=bool), *(each.kept for each in several)]),
    )


@dataclass(frozen=True, eq=False)
class _Sums:
    """Gap and cuts, kt, one number a draw, and the levels that the city's own contracts reach."""

    gap: Floats
    alone: Floats
    own: Floats
    on_top: Floats
    own_levels: Mapping[str, Floats]


def _sums(seen: ContractOutlook, made: _Kept, own: _Kept, draws: int) -> _Sums:
    numbers, before = np.arange(draws, dtype=np.int64), seen.reference.levels
    both = _together([own, made], draws)
    names = sorted({*before, *(each.measure for each in both.promises)})

    def levels(some: _Kept) -> dict[str, Floats]:
        return furthest(some.promises, some.kept, before, names)

    own_levels = levels(own)
    without = seen.results(levels(_together([], draws)), numbers)
    by_own = seen.results(own_levels, numbers)
    return _Sums(
        gap=without - seen.allowed(numbers),
        alone=without - seen.results(levels(made), numbers),
        own=without - by_own,
        on_top=by_own - seen.results(levels(both), numbers),
        own_levels=own_levels,
    )


def _by_area(contract: Contract, by_party: Mapping[str, float]) -> dict[str, float]:
    found: dict[str, list[float]] = {}
    for party, share in by_party.items():
        found.setdefault(contract.parties[party].area, []).append(share)
    return {area: math.fsum(several) for area, several in found.items()}


def _sorted(cuts: Mapping[str, float]) -> dict[str, float]:
    return dict(sorted(cuts.items(), key=lambda item: (-item[1], item[0])))


def _promised(version: Version, known: Mapping[str, Yardstick]) -> dict[str, Promised]:
    """What is promised of each kind; of one object the largest quantity."""
    quantities: dict[str, dict[str, float]] = {}
    companies: dict[str, set[str]] = {}
    for each in version.commitments:
        if each.action is None:
            continue
        objects = quantities.setdefault(each.action.kind, {})
        name = each.action.object or each.id
        objects[name] = max(objects.get(name, 0.0), each.action.quantity)
        companies.setdefault(each.action.kind, set()).add(each.party)
    return {
        kind: Promised(
            kind,
            len(companies[kind]),
            math.fsum(objects.values()),
            known[kind].full,
            known[kind].city,
        )
        for kind, objects in sorted(quantities.items())
    }
