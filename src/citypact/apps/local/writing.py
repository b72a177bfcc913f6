"""From what a company promises to the rows of the contract that say so."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from django.utils.translation import gettext as _

from citypact.apps.conduct.chain import Happened
from citypact.apps.conduct.kinds import Kind
from citypact.apps.drafting.models import KeptRow
from citypact.apps.drafting.rows import NEW, Edit, lock, write
from citypact.apps.local.kept import Local, hand_on, standing
from citypact.book.table import row_key
from citypact.contract.commitment import Commitment
from citypact.contract.contract import Contract
from citypact.contract.form import contract_form
from citypact.contract.party import Party
from citypact.contract.version import Version
from citypact.contract.writing import contract_rows
from citypact.errors import InputError

__all__ = ["locked", "own_rows", "wrote"]

#: The tables in which a company's promises stand.
OF_COMMITMENTS = (
    "commitments",
    "commitment_actions",
    "action_reports",
    "commitment_measures",
    "commitment_indicators",
    "commitment_funding",
)


def locked(contract: str) -> Local:
    """A local contract, kept from other writers until the transaction ends.

    Raises:
        InputError: there is none of this name, it is not local, or no version is in force.
    """
    kept = lock(contract)
    if kept.kind != "local":
        message = _("%(contract)s is no local contract.") % {"contract": contract}
        raise InputError(message)
    return standing(kept)


def wrote(
    local: Local,
    party: Party | None,
    commitments: Sequence[Commitment],
    *,
    whose: str,
    kind: Kind,
    values: Mapping[str, object],
) -> Happened | None:
    """Write what a company promises from now on, in place of what it has promised.

    Args:
        local: locked.
        party: the company as it is to stand in the contract; None to take it out.
        commitments: all of its promises.
        whose: id of the company.
        kind: of the event.
        values: of the event.

    Returns:
        What happened; None where everything stands so already.

    Raises:
        ContractError: the contract would have problems; it carries all of them.
    """
    edits = tuple(_edits(local, party, commitments, whose))
    if not edits:
        return None
    written = write(local.kept, edits, kind=kind, values={"company": whose, **values})
    if not written.edits:
        return None
    hand_on(local.kept, written)
    return written.happened


def own_rows(local: Local, whose: str) -> list[KeptRow]:
    """The rows that are a company's now. One query."""
    own = local.promises.get(whose, ())
    keys = {("parties", whose), *_cells(local.contract, local.version, None, own)}
    found = local.kept.rows.filter(key__in={key for _table, key in keys})
    return [row for row in found if (row.table, row.key) in keys]


def _edits(
    local: Local, party: Party | None, commitments: Sequence[Commitment], whose: str
) -> Iterator[Edit]:
    wanted = _cells(local.contract, local.version, party, commitments)
    for row in own_rows(local, whose):
        cells = wanted.pop((row.table, row.key), None)
        if cells != row.cells:
            yield Edit(row.table, row.key, cells, row.revision)
    for (table, key), cells in wanted.items():
        yield Edit(table, key, cells, NEW)


def _cells(
    contract: Contract, version: Version, party: Party | None, commitments: Sequence[Commitment]
) -> dict[tuple[str, str], dict[str, str]]:
    """The cells of a company and its promises, by table and key."""
    alone = replace(version, commitments=tuple(commitments))
    small = replace(
        contract,
        parties={} if party is None else {party.id: party},
        versions={version.id: alone},
        sources={},
        wordings={},
        kinds={},
    )
    rows, forms = contract_rows(small), contract_form().tables
    return {
        (table, row_key(forms[table], cells)): cells
        for table in ("parties", *OF_COMMITMENTS)
        for cells in rows[table]
    }
