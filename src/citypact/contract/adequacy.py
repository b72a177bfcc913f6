"""What a version's promises add up to: how much of the gap to the target they close.

The *gap* is what decided policy emits in the target's year beyond what the target allows. In each
draw, of the model's uncertain figures and of which promises are kept, the promises cut what is
emitted; the share of the gap that they *close* is that cut over the gap. Shares by party, sector
and so on are of means over draws, so that they add up; the headline is the median with its band.

A commitment that carries nothing the model can compute (coordination, learning, a measure whose
effect is not known) is counted and shown as what it is. It is never given tonnes.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from citypact.book import Book
from citypact.choice.uses import uses_of_funds
from citypact.contract.commitment import Commitment
from citypact.contract.contract import Contract
from citypact.contract.delivery import Promise, delivered, furthest, promises
from citypact.contract.link import require_linked
from citypact.contract.local.carrying import with_quantities
from citypact.contract.outlook import ContractOutlook, Seen, contract_outlook
from citypact.contract.promised_scenario import city_with_promises
from citypact.contract.shares import fair_shares
from citypact.contract.version import Version
from citypact.engine.arrays import Floats
from citypact.errors import InputError
from citypact.model.city import City
from citypact.model.scenario import run_scenario
from citypact.model.timing import takes_part
from citypact.said import Said

__all__ = [
    "DRAWS",
    "SHARED_DRAWS",
    "Adequacy",
    "Closed",
    "Money",
    "Uncommitted",
    "adequacy",
    "closed_share",
]

#: Draws for the headline.
DRAWS = 1000
#: Of them, those that the breakdown by party, sector and so on rests on.
SHARED_DRAWS = 256
#: The three lines of a band.
_BAND = (0.05, 0.5, 0.95)


@dataclass(frozen=True, slots=True)
class Closed:
    """Share of the gap that is closed; the percentiles of the draws in which there is a gap."""

    p05: float
    median: float
    p95: float


@dataclass(frozen=True)
class Uncommitted:
    """What nobody has promised.

    Attributes:
        left: mean of what is emitted beyond the target though promises are kept as they are, kt.
        remaining_by_authority: mean emissions left in the target's year, by who can decide, kt.
        measures: mean cut that each computable measure of the book that is not promised in full
            would add, fair share, kt.
        by_authority: the same by who can decide on the measure.
    """

    left: float
    remaining_by_authority: Mapping[str, float]
    measures: Mapping[str, float]
    by_authority: Mapping[str, float]


@dataclass(frozen=True)
class Money:
    """Money up to the target's year, MSEK in the book's price year.

    Attributes:
        promised: what the version's commitments promise of funds.
        needed: what the measures cost that its commitments carry, were all of them kept.
        without_cost: measures carried whose cost nobody has stated; they are not in ``needed``.
    """

    promised: float
    needed: float
    without_cost: tuple[str, ...]


@dataclass(frozen=True)
class Adequacy:
    """What the promises of a version add up to.

    Attributes:
        contract: its id.
        version: its id.
        target: id of the target.
        year: of the target.
        seed: of the draws.
        draws: how many the headline rests on.
        gap: median gap of decided policy, kt; below zero where the target is met without.
        closed: share of the gap that is closed; None where no draw has a gap.
        probability: that the target is met with the promises.
        probability_without: that decided policy meets it.
        cut: mean cut of all promises, kt, over the draws of the breakdown.
        mean_gap: mean gap over the same draws, kt.
        by_party: mean cut, fair share, kt; likewise the following.
        by_sector: by the sector where the cut falls; ``removed`` for what is taken up or stored.
        by_area: by transition area.
        by_authority: by what kind of decision-maker can keep the promise.
        by_strength: by wording.
        by_commitment: by the id of the commitment.
        uncommitted: what nobody has promised.
        money: promised against needed.
        commitments: how many there are.
        computable: how many carry something that the model can compute.
        not_computable: the ids of the others, by their form.
    """

    contract: str
    version: str
    target: str
    year: int
    seed: int
    draws: int
    gap: float
    closed: Closed | None
    probability: float
    probability_without: float
    cut: float
    mean_gap: float
    by_party: Mapping[str, float]
    by_sector: Mapping[str, float]
    by_area: Mapping[str, float]
    by_authority: Mapping[str, float]
    by_strength: Mapping[str, float]
    by_commitment: Mapping[str, float]
    uncommitted: Uncommitted
    money: Money
    commitments: int
    computable: int
    not_computable: Mapping[str, tuple[str, ...]]

    def share(self, cut: float) -> float | None:
        """A mean cut as a share of the mean gap; None where there is no gap on average."""
        return cut / self.mean_gap if self.mean_gap > 0.0 else None

    def to_json(self) -> dict[str, object]:
        """What ``citypact contract adequacy --json`` answers: kt, MSEK and shares."""
        closed = self.closed
        return {
            "contract": self.contract,
            "version": self.version,
            "target": self.target,
            "year": self.year,
            "gap": self.gap,
            "closed": {
                "median": closed.median if closed else None,
                "p05": closed.p05 if closed else None,
                "p95": closed.p95 if closed else None,
            },
            "probability": self.probability,
            "probability_without": self.probability_without,
            "cut": self.cut,
            "mean_gap": self.mean_gap,
            "by_party": dict(self.by_party),
            "by_sector": dict(self.by_sector),
            "by_area": dict(self.by_area),
            "by_authority": dict(self.by_authority),
            "by_strength": dict(self.by_strength),
            "by_commitment": dict(self.by_commitment),
            "uncommitted": {
                "left": self.uncommitted.left,
                "remaining_by_authority": dict(self.uncommitted.remaining_by_authority),
                "measures": dict(self.uncommitted.measures),
                "by_authority": dict(self.uncommitted.by_authority),
            },
            "money": {
                "promised": self.money.promised,
                "needed": self.money.needed,
                "without_cost": list(self.money.without_cost),
            },
            "commitments": self.commitments,
            "computable": self.computable,
            "not_computable": {form: list(ids) for form, ids in self.not_computable.items()},
            "seed": self.seed,
            "draws": self.draws,
        }


def adequacy(
    contract: Contract, version: Version, book: Book, *, draws: int = DRAWS, seed: int = 1
) -> Adequacy:
    """Tell what the promises of ``version`` add up to.

    Args:
        contract: that the version belongs to.
        version: of it, or one changed from it (see :mod:`citypact.contract.change`).
        book: of the contract's city.
        draws: at least 1.
        seed: a whole number that is not negative.

    Raises:
        InputError: the book is of another city or cannot be computed, the target cannot be
            followed, or a number is out of range.
        ContractError: the version refers to what the book does not have.
    """
    if draws < 1 or seed < 0:
        message = Said(
            "draws are 1 or more and seeds 0 or more; found draws %(draws)s and seed %(seed)s",
            draws=draws,
            seed=seed,
        )
        raise InputError(message)
    require_linked(contract, version, book)
    seen = contract_outlook(book, version, seed)
    version = with_quantities(contract, version, seen)
    made = promises(contract, version, seen.city)
    kept = delivered(contract, made, draws, seed)
    numbers = np.arange(draws, dtype=np.int64)
    before = seen.reference.levels
    names = sorted({*before, *(each.measure for each in made)})
    levels = furthest(made, kept, before, names)
    allowed = seen.allowed(numbers)
    without, kept_to = seen.seen(before, numbers), seen.seen(levels, numbers)
    gap = without.result - allowed
    few = slice(0, min(draws, SHARED_DRAWS))
    shares = fair_shares(seen, made, kept[:, few], furthest([], kept[:0, few], before, names))
    by_commitment = _grouped(made, shares, lambda promise: promise.commitment)
    owner = version.commitment
    return Adequacy(
        contract=contract.id,
        version=version.id,
        target=seen.target.id,
        year=seen.year,
        seed=seed,
        draws=draws,
        gap=float(np.median(gap)),
        closed=closed_share(gap, without.result - kept_to.result),
        probability=float((kept_to.result <= allowed).mean()),
        probability_without=float((without.result <= allowed).mean()),
        cut=float((without.result - kept_to.result)[few].mean()),
        mean_gap=float(gap[few].mean()),
        by_party=_grouped(made, shares, lambda promise: owner[promise.commitment].party),
        by_sector=_by_sector(without, kept_to, few),
        by_area=_grouped(made, shares, lambda promise: seen.city.measures[promise.measure].area),
        by_authority=_grouped(made, shares, lambda promise: _authority(seen, owner, promise)),
        by_strength=_grouped(made, shares, lambda promise: owner[promise.commitment].strength),
        by_commitment=by_commitment,
        uncommitted=_uncommitted(seen, levels, kept_to, allowed, few),
        money=_money(version, seen),
        commitments=len(version.commitments),
        computable=len({each.commitment for each in made}),
        not_computable=_not_computable(version, {each.commitment for each in made}),
    )


def closed_share(gap: Floats, cut: Floats) -> Closed | None:
    """Quantiles of the closed share over the draws in which decided policy leaves a gap."""
    open_ = gap > 0.0
    if not open_.any():
        return None
    low, median, high = np.quantile(cut[open_] / gap[open_], _BAND).tolist()
    return Closed(low, median, high)


def _grouped(
    made: tuple[Promise, ...], shares: Floats, key: Callable[[Promise], str]
) -> dict[str, float]:
    found: dict[str, float] = {}
    for promise, share in zip(made, shares.tolist(), strict=True):
        found[key(promise)] = found.get(key(promise), 0.0) + share
    return dict(sorted(found.items(), key=lambda item: (-item[1], item[0])))


def _authority(seen: ContractOutlook, owner: Mapping[str, Commitment], promise: Promise) -> str:
    """Who can keep a promise: as the commitment says, else who can decide on the measure."""
    own = owner[promise.commitment].authority
    return own or seen.city.measures[promise.measure].authority


def _by_sector(without: Seen, kept_to: Seen, few: slice) -> dict[str, float]:
    """Mean cut by sector, and what is removed beside emissions where the target counts that."""
    cut = {
        name: float((row - kept_to.by_sector[name])[few].mean())
        for name, row in without.by_sector.items()
    }
    removed = float((without.result - kept_to.result)[few].mean()) - sum(cut.values())
    # What the sums of floating-point numbers leave is no removal.
    if abs(removed) > 1e-9 * max(1.0, float(np.abs(without.result).max())):
        cut["removed"] = removed
    return dict(sorted(cut.items(), key=lambda item: (-item[1], item[0])))


def _uncommitted(
    seen: ContractOutlook, levels: Mapping[str, Floats], kept_to: Seen, allowed: Floats, few: slice
) -> Uncommitted:
    """What the measures of the book would add that nobody promises in full."""
    open_ = [
        Promise("", measure.id, 1.0, 1.0)
        for measure in seen.city.measures.values()
        if takes_part(measure)
        and (measure.id not in levels or bool((levels[measure.id] < 1.0).any()))
    ]
    draws = len(allowed[few])
    surely: npt.NDArray[np.bool_] = np.ones((len(open_), draws), dtype=bool)
    before = {name: level[few] for name, level in levels.items()}
    shares = fair_shares(seen, open_, surely, before)
    promised = tuple(open_)
    return Uncommitted(
        left=float((kept_to.result - allowed)[few].mean()),
        remaining_by_authority={
            name: float(row[few].mean()) for name, row in sorted(kept_to.by_authority.items())
        },
        measures=_grouped(promised, shares, lambda promise: promise.measure),
        by_authority=_grouped(
            promised, shares, lambda promise: seen.city.measures[promise.measure].authority
        ),
    )


def _money(version: Version, seen: ContractOutlook) -> Money:
    """Funds that commitments promise, and the cost of what they carry, to the target's year."""
    city, scenario = city_with_promises(version, seen.city, seen.reference)
    result = run_scenario(city, scenario.id, measures=False)
    uses = uses_of_funds(city, result, seen.year)
    carried = {each.measure for one in version.commitments for each in one.measures}
    needed = math.fsum(flow.amount.sum() for flow in uses.flows if flow.measure in carried)
    named = {funding for one in version.commitments for funding in one.funding}
    return Money(
        promised=math.fsum(_up_to(city, name, seen.year) for name in sorted(named)),
        needed=needed,
        without_cost=tuple(
            name
            for name in sorted(carried)
            if not city.measures[name].flows and not city.measures[name].same_as
        ),
    )


def _up_to(city: City, name: str, year: int) -> float:
    """Part of a source of funds that is spread on the years up to ``year``, MSEK."""
    funding = city.funding[name]
    years = funding.last_year - funding.first_year + 1
    inside = max(0, min(year, funding.last_year) - funding.first_year + 1)
    return funding.amount.value * inside / years


def _not_computable(version: Version, computable: set[str]) -> dict[str, tuple[str, ...]]:
    found: dict[str, list[str]] = {}
    for each in version.commitments:
        if each.id not in computable:
            found.setdefault(each.form, []).append(each.id)
    return {form: tuple(ids) for form, ids in sorted(found.items())}
