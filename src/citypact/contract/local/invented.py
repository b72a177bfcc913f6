"""Invented companies for a local contract, to show and to test how one is counted.

Every company, promise and report is made by a counter-based generator, from a seed and the number
of the company alone: the same on every machine, and company 17 is the same among 250 and 1,000.
They are called invented, in both languages, and have no organisation number, so that none can be
taken for a real one.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

import numpy as np

from citypact.contract.commitment import Commitment
from citypact.contract.contract import Contract
from citypact.contract.local.action import Action, Report
from citypact.contract.local.kind import Kind
from citypact.contract.local.sign_up import SIZES
from citypact.contract.party import Party
from citypact.engine.random_numbers import random_key, streams_of, uniform

__all__ = ["COMPANIES", "SEED", "with_invented_companies"]

#: How many companies the packaged contract has, and of which seed.
COMPANIES: Final = 250
SEED: Final = 2030


@dataclass(frozen=True, slots=True)
class _Trade:
    """What companies of a trade promise: kinds with what a small one does of them."""

    title_sv: str
    title_en: str
    area: str
    usual: tuple[tuple[str, float], ...]


_PROPERTY: Final = _Trade(
    "fastighetsbolag", "property company", "area-heating",
    (("heat-saved", 300.0), ("floor-renovated", 3e3), ("gas-to-heat-pump", 60.0),
     ("gas-to-district", 60.0), ("solar-power", 80.0)),
)  # fmt: skip
_SHOP: Final = _Trade(
    "butik", "shop", "area-circular-economy",
    (("plastics-not-burnt", 6.0), ("refrigerants", 10.0), ("electricity-saved", 60.0),
     ("heat-saved", 40.0)),
)  # fmt: skip
#: Company i is of trade i modulo ten; every tenth and the seventh after it own buildings.
_TRADES: Final = (
    _PROPERTY,
    _Trade("åkeri", "haulier", "area-mobility",
           (("electric-trucks", 6e4), ("electric-vans", 6e4), ("shared-loads", 4e4))),
    _Trade("byggföretag", "builder", "area-climate-neutral-building",
           (("electric-machines", 2.0), ("diesel-replaced", 2e4), ("floor-renovated", 1e3))),
    _SHOP,
    _Trade("kontor", "office", "area-mobility",
           (("electric-petrol-cars", 4e4), ("electric-diesel-cars", 4e4),
            ("cycling-to-work", 2e4), ("electricity-saved", 30.0))),
    _SHOP,
    _Trade("verkstad", "workshop", "area-electricity-supply",
           (("electricity-saved", 120.0), ("solar-power", 60.0), ("heat-saved", 80.0))),
    _PROPERTY,
    _Trade("återvinningsföretag", "recycler", "area-circular-economy",
           (("plastics-not-burnt", 60.0), ("electric-machines", 1.0))),
    _Trade("hantverksföretag", "craft business", "area-mobility",
           (("electric-vans", 3e4), ("electric-diesel-cars", 2e4), ("shared-loads", 1e4))),
)  # fmt: skip
#: What a company of each size does, compared with a small one, and how common it is so far.
_SCALE: Final = dict(zip(SIZES, (0.15, 1.0, 5.0, 25.0), strict=True))
_COMMON: Final = (0.45, 0.80, 0.95, 1.0)
_STRENGTHS: Final = (("undertakes", 0.5), ("will", 0.75), ("intends", 0.95), ("goal", 1.0))
#: The shop that is the fifth after a property company rents from it: they promise the same heat.
_TENANT: Final = 5
#: How many have a roadmap alone, promise a kind that is usual in the trade, and have reported.
_ROADMAP_ONLY: Final = 0.06
_CHOSEN: Final = 0.6
_REPORTED: Final = 0.7
#: A promise is due in one of so many years, of which the first is the version's.
_DUE: Final = 5


def with_invented_companies(
    contract: Contract, *, companies: int = COMPANIES, seed: int = SEED
) -> Contract:
    """The contract with invented companies and promises in the place of those that it has.

    Args:
        contract: a local contract whose version in force has clauses called as the areas of the
            trades, and whose kinds are those that the trades promise.
        companies: how many.
        seed: a whole number that is not negative.

    Raises:
        InputError: no version is in force.
    """
    version = contract.version()
    parties, made = {}, []
    for number in range(companies):
        party, commitments = _company(contract, number, seed, version.year)
        parties[party.id] = party
        made += commitments
    place = {clause.id: position for position, clause in enumerate(version.clauses)}
    made.sort(key=lambda one: (place[one.clause], one.id))
    entered = replace(version, commitments=tuple(made))
    return replace(contract, parties=parties, versions={**contract.versions, version.id: entered})


@dataclass(frozen=True)
class _Chance:
    """Uniform numbers of one company, by what they decide."""

    number: int
    key: int

    def of(self, what: str) -> float:
        draws = np.array([self.number], dtype=np.uint64)
        return float(uniform(draws, streams_of("invented", [what]), self.key)[0, 0])

    def one_of(self, what: str, shares: Sequence[tuple[str, float]]) -> str:
        """The first whose share so far is above the number that is drawn."""
        drawn = self.of(what)
        return next(name for name, up_to in shares if drawn < up_to)


def _company(
    contract: Contract, number: int, seed: int, year: int
) -> tuple[Party, list[Commitment]]:
    trade = _TRADES[number % len(_TRADES)]
    chance = _Chance(number, random_key(seed, contract.city))
    size = chance.one_of("size", tuple(zip(SIZES, _COMMON, strict=True)))
    called = f"{number + 1:03}"
    party = Party(
        id=f"invented-{called}",
        title_sv=f"Påhittat {trade.title_sv} {called}",
        title_en=f"Invented {trade.title_en} {called}",
        kind="company",
        authority="business",
        area=trade.area,
        size=size,
    )
    if chance.of("roadmap") < _ROADMAP_ONLY:
        return party, [_roadmap(party)]
    chosen = [pair for pair in trade.usual if chance.of(f"kind {pair[0]}") < _CHOSEN]
    made = []
    for kind, small in chosen or trade.usual[:1]:
        own = 0.4 + 1.6 * chance.of(f"quantity {kind}") ** 2
        quantity = _rounded(small * _SCALE[size] * own, contract.kinds[kind])
        made.append(_promise(contract, party, kind, quantity, chance, year))
    return party, made


def _roadmap(party: Party) -> Commitment:
    return Commitment(
        id=f"{party.id}.roadmap",
        clause=party.area,
        party=party.id,
        strength="undertakes",
        form="plan",
        text_sv="Ta fram en färdplan (påhittad)",
        text_en="Draw up a roadmap (invented)",
    )


def _promise(
    contract: Contract, party: Party, kind: str, quantity: float, chance: _Chance, year: int
) -> Commitment:
    number = chance.number
    rents = kind == "heat-saved" and number % len(_TRADES) == _TENANT
    owner = number - _TENANT if rents else number
    owned = kind == "heat-saved" and owner % len(_TRADES) == 0
    named = contract.kinds[kind]
    return Commitment(
        id=f"{party.id}.{kind}",
        clause=party.area,
        party=party.id,
        strength=chance.one_of(f"strength {kind}", _STRENGTHS),
        form="carry out",
        text_sv=f"{named.title_sv} (påhittat)",
        text_en=f"{named.title_en} (invented)",
        due=year + int(_DUE * chance.of(f"due {kind}")),
        measurable=True,
        authority="business",
        action=Action(
            kind,
            quantity,
            f"invented-buildings-{owner + 1:03}" if owned else "",
            _reports(named, quantity, chance, year),
        ),
    )


def _reports(kind: Kind, quantity: float, chance: _Chance, year: int) -> tuple[Report, ...]:
    if chance.of(f"reported {kind.id}") > _REPORTED:
        return ()
    share = max(0.0, 1.4 * chance.of(f"done {kind.id}") - 0.3)
    whole = not 0.0 < share < 1.0
    done = quantity * min(share, 1.0) if whole else _rounded(quantity * share, kind)
    return (Report(year, done, "Påhittat", "Invented"),)


def _rounded(value: float, kind: Kind) -> float:
    """Two digits, and whole machines, at least one: nobody promises more exactly."""
    return float(max(1, round(value))) if kind.unit == "machine" else float(f"{value:.2g}")
