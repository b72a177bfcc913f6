"""The most important updates of a party: as a person has edited them, else the draft."""

from __future__ import annotations

from collections.abc import Mapping

from citypact.apps.contracts.frame import before, text_in
from citypact.apps.contracts.prepared import UpdatesShown
from citypact.contract.contract import Contract
from citypact.contract.updates import drafted_updates
from citypact.contract.version import Version

__all__ = ["Edited", "updates_of"]

#: Sentences by language, of those that a person has edited; by version and party.
Edited = Mapping[tuple[str, str], Mapping[str, tuple[str, ...]]]


def updates_of(
    contract: Contract, version: Version, party: str, edited: Edited, language: str
) -> UpdatesShown:
    """The updates of one party in a version that was drawn up from an earlier one."""
    title = text_in(contract.parties[party], "title", language)[0]
    own = edited.get((version.id, party))
    if own is not None:
        return UpdatesShown(title, own[language], edited=True)
    earlier = before(contract, version)
    drafted = drafted_updates(contract, earlier, version, party, language) if earlier else ()
    return UpdatesShown(title, drafted, edited=False)
