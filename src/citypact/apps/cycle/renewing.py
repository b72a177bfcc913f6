"""Renewal: the draft of a later year's version, drawn up as rows in one change."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from django.utils.translation import gettext as _

from citypact.apps.conduct.action import Action, Done
from citypact.apps.conduct.actor import Actor
from citypact.apps.cycle.events import VERSION_RENEWED
from citypact.apps.drafting.owned import OfTheOwner
from citypact.apps.drafting.policy import KEPT_CONTRACTS
from citypact.apps.drafting.rows import NEW, Edit, lock, rows_of, write
from citypact.book.table import row_key
from citypact.contract.commitment import Commitment
from citypact.contract.contract import Contract
from citypact.contract.form import contract_form
from citypact.contract.renewal import renewed
from citypact.contract.version import Version
from citypact.contract.writing import contract_rows
from citypact.errors import InputError

__all__ = ["RenewContract", "Renewed", "edits_of_version", "renewal_of"]


@dataclass(frozen=True)
class Renewed:
    """What a renewal gives, or would give.

    Attributes:
        contract: without the new version.
        previous: the version that it is drawn up from.
        version: the draft.
        left_out: commitments that are over and do not follow along.
    """

    contract: Contract
    previous: Version
    version: Version

    @property
    def left_out(self) -> tuple[Commitment, ...]:
        """In the order of reading."""
        return tuple(
            each for each in self.previous.commitments if each.id not in self.version.commitment
        )


def renewal_of(contract: Contract, *, year: int = 0, previous: str = "") -> Renewed:
    """What a renewal would give; nothing is kept.

    Args:
        contract: as it stands.
        year: that the draft is for; the year after where 0.
        previous: the version that it is drawn up from; the one in force where empty.

    Raises:
        InputError: there is no such version, the year is not later, there is a version of that
            year, or a draft was drawn up from this version already.
    """
    old = contract.version(previous)
    wanted = year or old.year + 1
    told = {"year": wanted, "previous": old.id, "old": old.year}
    if wanted <= old.year:
        message = _("Version %(previous)s is for %(old)s: %(year)s is not a later year.")
        raise InputError(message % told)
    drawn = [each.id for each in contract.versions.values() if each.previous == old.id]
    if drawn:
        message = _("Version %(names)s was drawn up from %(previous)s already: go on with that.")
        raise InputError(message % {**told, "names": ", ".join(drawn)})
    if str(wanted) in contract.versions:
        message = _("There is a version %(year)s already: go on with that.")
        raise InputError(message % told)
    return Renewed(contract, old, renewed(contract, old, year=wanted))


@dataclass(frozen=True)
class RenewContract(OfTheOwner, Action[Renewed]):
    """Draw up a later year's version from an earlier one, in one change."""

    policy = KEPT_CONTRACTS
    verb = "renew"

    contract: str
    actor: Actor
    year: int = 0
    previous: str = ""

    def change(self) -> Done[Renewed]:
        """Add its rows."""
        kept = lock(self.contract)
        found = renewal_of(rows_of(kept).made(), year=self.year, previous=self.previous)
        written = write(
            kept,
            edits_of_version(found.contract, found.version),
            kind=VERSION_RENEWED,
            values={
                "version": found.version.id,
                "previous": found.previous.id,
                "left_out": [each.id for each in found.left_out],
                "left_out_count": len(found.left_out),
            },
        )
        return Done(found, (written.happened,))


def edits_of_version(contract: Contract, version: Version) -> Iterator[Edit]:
    """The edits that add a whole version to a contract that has none of its id."""
    forms = contract_form().tables
    rows = contract_rows(replace(contract, versions={version.id: version}))
    for table, several in rows.items():
        if table != "versions" and "version" not in forms[table].columns:
            continue
        for cells in several:
            yield Edit(table, row_key(forms[table], cells), cells, NEW)
