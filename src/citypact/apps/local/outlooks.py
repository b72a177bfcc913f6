"""The model as a local contract asks it: kept in memory, so that an answer takes no compiling.

What a quantity is to the model rests on the city book, on the contract's kinds and on what its
version is held against, and not on who has signed up: it is kept by these.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Mapping
from dataclasses import dataclass, replace
from threading import Lock
from typing import TYPE_CHECKING

from citypact.apps.local.kept import Local
from citypact.apps.workspace.kept_books import book_of
from citypact.book import Book
from citypact.contract.link import require_linked
from citypact.contract.local.answer import Answer, Peers, estimates
from citypact.contract.local.sign_up import SignUp, party_of
from citypact.contract.local.yardstick import Yardstick
from citypact.contract.version import Version

if TYPE_CHECKING:
    from citypact.contract.outlook import ContractOutlook

__all__ = ["DRAWS", "SEED", "Asked", "asked", "estimated"]

#: So many outlooks stay in memory; each holds a compiled city.
MOST = 4
#: What a band rests on: enough for its ends to be told in two figures.
DRAWS = 1000
SEED = 1


@dataclass(frozen=True, eq=False)
class Asked:
    """What is asked of the model on a local contract.

    Attributes:
        book: of the city, as its pages show it.
        seen: the model tied to the target of the version in force.
        known: the yardstick of every kind.
    """

    book: Book
    seen: ContractOutlook
    known: Mapping[str, Yardstick]

    def answer(self, local: Local, said: SignUp) -> Answer:
        """What a company that says so would add up to; it need not have signed up."""
        from citypact.contract.local.answering import answer  # noqa: PLC0415  brings the model

        party, commitments = party_of(said, local.contract)
        version = replace(local.version, commitments=commitments)
        contract = replace(
            local.contract,
            parties={party.id: party},
            versions={version.id: version},
        )
        return answer(contract, version, party.id, self.seen, self.known, draws=DRAWS)

    def answer_of(self, local: Local, party: str) -> Answer:
        """What a company that has signed up adds up to."""
        from citypact.contract.local.answering import answer  # noqa: PLC0415  brings the model

        own = replace(local.version, commitments=local.promises[party])
        return answer(local.contract, own, party, self.seen, self.known, draws=DRAWS)

    def peers(self, local: Local, area: str, size: str, but: str = "") -> Peers | None:
        """What similar companies promise; None where they are fewer than five."""
        from citypact.contract.local.answering import peers  # noqa: PLC0415  brings the model

        return peers(
            local.contract,
            local.version,
            self.known,
            self.seen.year,
            area=area,
            size=size,
            but=but,
        )


_kept: OrderedDict[tuple[object, ...], Asked] = OrderedDict()
_lock = Lock()


def asked(local: Local) -> Asked:
    """The model on a contract: of the book that the city's pages show. As many queries as that.

    Raises:
        InputError: no book of the city is shown here, or a kind cannot be counted.
        ContractError: the contract refers to what the book that is shown now does not have.
    """
    from citypact.contract.local.carrying import yardsticks_of  # noqa: PLC0415  brings the model
    from citypact.contract.outlook import contract_outlook  # noqa: PLC0415  brings the model

    book = book_of(local.contract.city)
    key = (book.hash, local.contract.id, tuple(local.contract.kinds.values()), _held(local.version))
    with _lock:
        found = _kept.get(key)
        if found is None:
            require_linked(local.contract, local.version, book)
            seen = contract_outlook(book, local.version, SEED)
            found = Asked(book, seen, yardsticks_of(local.contract, local.version, seen))
            _kept[key] = found
            while len(_kept) > MOST:
                _kept.popitem(last=False)
        _kept.move_to_end(key)
        return found


def estimated(local: Local, known: Mapping[str, Yardstick], year: int) -> dict[str, float]:
    """The quick estimate of each company that promises something computable, kt a year."""
    sums: dict[str, float] = {}
    for one in estimates(local.version.commitments, known, year):
        if one.kt is not None:
            party = local.version.commitment[one.commitment].party
            sums[party] = sums.get(party, 0.0) + one.kt
    return sums


def _held(version: Version) -> tuple[str, int, str, str]:
    """What of a version the model asks for."""
    return (version.id, version.year, version.target, version.background)
