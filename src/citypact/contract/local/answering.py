"""Answering one company at once: what its promises add up to, and what similar companies promise.

Every promise is taken as kept: it answers "what does this do", not "how sure is it". The sum is run
through the model with nominal figures, and with drawn ones where a band is asked for.
"""

from __future__ import annotations

import math
from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace

import numpy as np

from citypact.choice.uses import uses_of_funds
from citypact.contract.commitment import Commitment
from citypact.contract.contract import Contract
from citypact.contract.delivery import furthest, promises
from citypact.contract.local.answer import LEAST, Answer, Peers, estimates
from citypact.contract.local.carrying import carried
from citypact.contract.local.yardstick import Yardstick
from citypact.contract.outlook import ContractOutlook
from citypact.contract.promised_scenario import city_with_promises
from citypact.contract.version import Version
from citypact.model.scenario import run_scenario

__all__ = ["answer", "peers"]


def answer(
    contract: Contract,
    version: Version,
    party: str,
    seen: ContractOutlook,
    known: Mapping[str, Yardstick],
    *,
    draws: int = 0,
) -> Answer:
    """What the promises of one party of a version add up to.

    Args:
        contract: the local contract.
        version: of it.
        party: id of the company.
        seen: the model tied to the version's target.
        known: the yardstick of every kind that the party promises.
        draws: how many the band rests on, of the outlook's seed; 0 for no band.
    """
    own = [each for each in version.commitments if each.party == party]
    alone = _alone(version, own, seen, known)
    made = promises(contract, alone, seen.city)
    before = seen.reference.levels
    names = sorted({*before, *(each.measure for each in made)})
    kept = np.ones((len(made), 1), dtype=bool)
    with_it = {name: float(level[0]) for name, level in furthest(made, kept, before, names).items()}
    without, allowed = seen.nominal(before)
    reached, _ = seen.nominal(with_it)
    kt = without - reached if made else None
    gap = without - allowed
    low, high = _band(seen, before, with_it, draws) if made and draws else (None, None)
    return Answer(
        party=party,
        target=seen.target.id,
        year=seen.year,
        kt=kt,
        low=low,
        high=high,
        gap=gap,
        share=kt / gap if kt is not None and gap > 0.0 else None,
        cost=_cost(alone, seen, {each.measure for each in made}),
        without_cost=tuple(
            sorted({each.measure for each in made if not seen.city.measures[each.measure].flows})
        ),
        estimates=estimates(own, known, seen.year),
    )


def _band(
    seen: ContractOutlook, before: Mapping[str, float], with_it: Mapping[str, float], draws: int
) -> tuple[float, float]:
    """The 5th and the 95th percentile of the cut, kt, the same draws without and with it."""
    numbers = np.arange(draws, dtype=np.int64)
    cut = seen.results(before, numbers) - seen.results(with_it, numbers)
    low, high = np.quantile(cut, (0.05, 0.95)).tolist()
    return low, high


def _cost(alone: Version, seen: ContractOutlook, measures: Collection[str]) -> float | None:
    """What the measures cost up to the target's year beyond decided policy, MSEK."""
    if not any(seen.city.measures[name].flows for name in measures):
        return None
    city, scenario = city_with_promises(alone, seen.city, seen.reference)
    with_it, without = (
        uses_of_funds(city, run_scenario(city, name, measures=False), seen.year)
        for name in (scenario.id, seen.reference.id)
    )
    return math.fsum(flow.amount.sum() for flow in with_it.flows if flow.measure in measures) - (
        math.fsum(flow.amount.sum() for flow in without.flows if flow.measure in measures)
    )


def _alone(
    version: Version,
    own: Sequence[Commitment],
    seen: ContractOutlook,
    known: Mapping[str, Yardstick],
) -> Version:
    return replace(
        version,
        commitments=tuple(
            replace(each, measures=(*each.measures, *carried(each, known, seen.year)))
            for each in own
        ),
    )


def peers(  # noqa: PLR0913  two of them tell which companies are similar
    contract: Contract,
    version: Version,
    known: Mapping[str, Yardstick],
    year: int,
    *,
    area: str,
    size: str,
    but: str = "",
) -> Peers | None:
    """What companies of the same area and size promise; None where they are fewer than five.

    Args:
        contract: the local contract.
        version: of it.
        known: the yardstick of every kind of the contract.
        year: of the target.
        area: id of the transition area.
        size: class of size.
        but: id of the company that asks, which is none of them.
    """
    sums: dict[str, list[float]] = {}
    for one in estimates(version.commitments, known, year):
        party = contract.parties[version.commitment[one.commitment].party]
        if party.area == area and party.size == size and party.id != but and one.kt is not None:
            sums.setdefault(party.id, []).append(one.kt)
    if len(sums) < LEAST:
        return None
    totals = [math.fsum(several) for several in sums.values()]
    low, median, high = np.quantile(totals, (0.25, 0.5, 0.75)).tolist()
    return Peers(len(totals), low, median, high)
