"""What one change of a version would change of what its promises add up to.

Two kinds of change are asked: a commitment that is worded more firmly, and one more commitment
that takes a measure whole which nobody promises in full. Every draw meets the same fortune as
without the change, so that a difference is what the change does and not chance. Only the headline
is computed: whose the cut is changes with every promise, and is told by
:func:`citypact.contract.adequacy.adequacy` once somebody drafts the change.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from citypact.book import Book
from citypact.contract.adequacy import DRAWS, Closed, closed_share
from citypact.contract.change import restated, with_commitment
from citypact.contract.commitment import Carried, Commitment
from citypact.contract.contract import Contract
from citypact.contract.delivery import delivered, furthest, promises
from citypact.contract.link import require_linked
from citypact.contract.local.carrying import with_quantities
from citypact.contract.outlook import ContractOutlook, contract_outlook
from citypact.contract.strength import STRENGTHS
from citypact.contract.version import Version
from citypact.engine.arrays import Floats

__all__ = ["Outcome", "WhatIf", "WhatIfs", "what_ifs"]

#: The firmest wording.
FIRMEST = STRENGTHS[0]


@dataclass(frozen=True, slots=True)
class Outcome:
    """What promises add up to: the share of the gap closed, and how surely the target is met."""

    closed: Closed | None
    probability: float


@dataclass(frozen=True, slots=True)
class WhatIf:
    """A change and its outcome.

    Attributes:
        commitment: id of what is worded more firmly; empty for one that is added.
        measure: id of the measure that an added commitment takes whole; empty otherwise.
        outcome: with the change.
    """

    commitment: str
    measure: str
    outcome: Outcome


@dataclass(frozen=True)
class WhatIfs:
    """A version as it stands, and with each change.

    Attributes:
        now: as it stands.
        firmer: each commitment that carries something computable, worded as ``undertakes``.
        added: one more commitment for each measure that was asked about, likewise worded.
    """

    now: Outcome
    firmer: tuple[WhatIf, ...]
    added: tuple[WhatIf, ...]


def what_ifs(
    contract: Contract,
    version: Version,
    book: Book,
    measures: Sequence[str],
    *,
    draws: int = DRAWS,
    seed: int = 1,
) -> WhatIfs:
    """Ask what each change would change.

    Args:
        contract: that the version belongs to; it has a party and the version a clause.
        version: as it stands.
        book: of the contract's city.
        measures: ids of measures, each of which one more commitment would take whole.
        draws: as for adequacy, whose figures are then the same.
        seed: likewise.

    Raises:
        InputError: the book is of another city, or the target cannot be followed.
        ContractError: the version refers to what the book does not have.
    """
    require_linked(contract, version, book)
    seen = contract_outlook(book, version, seed)
    version = with_quantities(contract, version, seen)
    asked = _Asked.of(contract, seen, draws, seed)
    made = {each.commitment for each in promises(contract, version, seen.city)}
    return WhatIfs(
        now=asked.outcome(version),
        firmer=tuple(
            WhatIf(each.id, "", asked.outcome(restated(version, each.id, FIRMEST)))
            for each in version.commitments
            if each.id in made and each.strength != FIRMEST
        ),
        added=tuple(
            WhatIf("", name, asked.outcome(_with(contract, version, name))) for name in measures
        ),
    )


def _with(contract: Contract, version: Version, measure: str) -> Version:
    """The version with one more commitment that takes a measure whole."""
    added = Commitment(
        id=f"what-if-{measure}",
        clause=version.clauses[0].id,
        party=next(iter(contract.parties)),
        strength=FIRMEST,
        form="carry out",
        text_sv="",
        measures=(Carried(measure, 1.0, None, "assumption"),),
    )
    return with_commitment(version, added)


@dataclass(frozen=True)
class _Asked:
    """The model, asked again and again with the same draws.

    ``without`` is what decided policy emits in each of them, and ``allowed`` what the target does.
    """

    contract: Contract
    seen: ContractOutlook
    numbers: npt.NDArray[np.int64]
    seed: int
    without: Floats
    allowed: Floats

    @classmethod
    def of(cls, contract: Contract, seen: ContractOutlook, draws: int, seed: int) -> _Asked:
        """Ask first without any promise."""
        numbers = np.arange(draws, dtype=np.int64)
        before = {name: np.full(draws, level) for name, level in seen.reference.levels.items()}
        without = seen.results(before, numbers)
        return cls(contract, seen, numbers, seed, without, seen.allowed(numbers))

    def outcome(self, version: Version) -> Outcome:
        made = promises(self.contract, version, self.seen.city)
        kept = delivered(self.contract, made, len(self.numbers), self.seed)
        before = self.seen.reference.levels
        names = sorted({*before, *(each.measure for each in made)})
        with_it = self.seen.results(furthest(made, kept, before, names), self.numbers)
        return Outcome(
            closed=closed_share(self.without - self.allowed, self.without - with_it),
            probability=float((with_it <= self.allowed).mean()),
        )
