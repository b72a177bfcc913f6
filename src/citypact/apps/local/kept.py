"""A local contract as it stands, in memory as long as nobody changes it.

A contract is read from its rows and checked whole, which takes a fraction of a second with hundreds
of companies. It is kept by its revision: whoever changes it hands on what was made in doing so, and
a process that did not reads it once.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from threading import Lock

from django.db import transaction
from django.utils.translation import gettext as _

from citypact.apps.drafting.models import KeptContract
from citypact.apps.drafting.rows import Written, rows_of
from citypact.contract.commitment import Commitment
from citypact.contract.contract import Contract
from citypact.contract.party import Party
from citypact.contract.version import Version
from citypact.errors import InputError

__all__ = ["Local", "hand_on", "local_of", "locals_of", "standing"]

#: So many contracts stay in memory.
MOST = 4
#: A contract, its revision, and when that was written: two workspaces may come to the same numbers.
Key = tuple[str, int, datetime]
_kept: OrderedDict[Key, Contract] = OrderedDict()
_lock = Lock()


@dataclass(frozen=True)
class Local:
    """A local contract of this workspace in its version in force.

    Attributes:
        kept: which it is, and of which revision.
        contract: as its rows make it.
        version: that is in force.
    """

    kept: KeptContract
    contract: Contract
    version: Version

    @cached_property
    def companies(self) -> tuple[Party, ...]:
        """Those that have signed up, in the order of their names in Swedish."""
        own = [each for each in self.contract.parties.values() if each.kind == "company"]
        return tuple(sorted(own, key=lambda each: (each.title_sv.casefold(), each.id)))

    @cached_property
    def promises(self) -> dict[str, tuple[Commitment, ...]]:
        """The commitments of the version in force by their company."""
        found: dict[str, list[Commitment]] = {each.id: [] for each in self.companies}
        for each in self.version.commitments:
            found.setdefault(each.party, []).append(each)
        return {party: tuple(several) for party, several in found.items()}

    @property
    def areas(self) -> dict[str, tuple[str, str]]:
        """Titles of the transition areas in Swedish and English, by id, in the contract's order."""
        return {each.id: (each.title_sv, each.title_en) for each in self.version.clauses}


def locals_of(city: str) -> Sequence[KeptContract]:
    """The local contracts of a city in this workspace. One query."""
    return list(KeptContract.objects.filter(city_id=city, kind="local"))


def local_of(city: str, contract: str) -> Local:
    """The local contract of a city. One query where it is in memory, else two.

    Raises:
        KeptContract.DoesNotExist: the city has no such local contract in this workspace.
        InputError: none of its versions is in force.
    """
    return standing(KeptContract.objects.get(pk=contract, city_id=city, kind="local"))


def standing(kept: KeptContract) -> Local:
    """A contract that was read or locked just now. No query where it is in memory, else one.

    Raises:
        InputError: none of its versions is in force.
    """
    key = _key(kept)
    with _lock:
        contract = _kept.get(key)
    if contract is None:
        # Rows that are read outside a transaction may be of a later revision, which is read alike.
        contract = rows_of(kept).made()
        _keep(key, contract)
    version = contract.in_force
    if version is None:
        message = _("No version of %(contract)s is in force yet.") % {"contract": kept.pk}
        raise InputError(message)
    return Local(kept, contract, version)


def hand_on(kept: KeptContract, written: Written) -> None:
    """Keep what a change of ``kept`` has made, when the change is certain."""
    key = _key(kept)
    transaction.on_commit(lambda: _keep(key, written.contract))


def _key(kept: KeptContract) -> Key:
    return kept.pk, kept.revision, kept.changed_at


def _keep(key: Key, contract: Contract) -> None:
    with _lock:
        _kept[key] = contract
        _kept.move_to_end(key)
        while len(_kept) > MOST:
            _kept.popitem(last=False)
