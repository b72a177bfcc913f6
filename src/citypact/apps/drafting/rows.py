"""Changing the rows of a contract: nobody's text is lost, and the contract stays whole.

A writer says of each row which revision of it was seen. Where somebody else has changed the row in
the meantime nothing is written, and the writer is told what stands there now. All rows of a change
are written or none, and only when the contract that they make has no problem. Writers of one
contract wait for each other.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from citypact.apps.conduct.chain import Happened
from citypact.apps.conduct.kinds import Kind
from citypact.apps.drafting.events import ROWS_CHANGED
from citypact.apps.drafting.models import KeptContract, KeptRow
from citypact.book.table import row_key
from citypact.contract.contract import Contract
from citypact.contract.folder import ContractExamination, examine_cells
from citypact.contract.form import contract_form
from citypact.errors import InputError

__all__ = [
    "NEW",
    "ConflictError",
    "Edit",
    "Rows",
    "Written",
    "lock",
    "rows_of",
    "tried",
    "write",
]

#: What a writer has seen of a row that is not there yet.
NEW = 0


@dataclass(frozen=True)
class Edit:
    """What is to become of one row.

    Attributes:
        table: name of its table.
        key: of the row, such as ``2026:purpose``.
        cells: what is to stand in it, every column; None to take the row away.
        seen: revision of the row that the writer has seen, :data:`NEW` for one that is not there.
    """

    table: str
    key: str
    cells: Mapping[str, str] | None
    seen: int


class ConflictError(InputError):
    """Somebody else has changed what was to be changed.

    Attributes:
        edits: those that could not be made, each with the row as it stands; None where it is gone.
    """

    def __init__(self, contract: str, edits: Sequence[tuple[Edit, KeptRow | None]]) -> None:
        """Collect the edits of ``contract`` that met another's."""
        self.edits = tuple(edits)
        named = ", ".join(f"{edit.table}/{edit.key}" for edit, _row in edits)
        message = _(
            "Somebody else has changed %(rows)s of %(contract)s since you opened it. Nothing of "
            "yours was written: compare both texts, and keep what is to stand."
        )
        super().__init__(message % {"rows": named, "contract": contract})


@dataclass
class Rows:
    """The rows of a contract, by table and key, as they stand or are to stand."""

    contract: KeptContract
    tables: dict[str, dict[str, KeptRow]] = field(default_factory=dict)

    def find(self, table: str, key: str) -> KeptRow | None:
        """The row with ``key``; None where there is none."""
        return self.tables.get(table, {}).get(key)

    def cells(self) -> dict[str, list[Mapping[str, str]]]:
        """What is written, by table."""
        return {name: [row.cells for row in rows.values()] for name, rows in self.tables.items()}

    def clause_of(self, table: str, cells: Mapping[str, str]) -> str:
        """The id of the clause that a row belongs to; empty for one that belongs to none."""
        if table == "clauses":
            return cells.get("id", "")
        if table == "commitments":
            return cells.get("clause", "")
        commitment = self.find("commitments", f"{cells.get('version')}:{cells.get('commitment')}")
        return commitment.cells.get("clause", "") if commitment is not None else ""

    def examined(self) -> ContractExamination:
        """The contract that the rows make, with everything that is wrong with it."""
        return examine_cells(self.contract.settings, self.cells())

    def made(self) -> Contract:
        """The contract that the rows make.

        Raises:
            ContractError: there are problems; it carries all of them.
        """
        return self.examined().contract(self.contract.pk)


@dataclass(frozen=True)
class Written:
    """What a change has made of a contract, and its rows as they stand now."""

    contract: Contract
    rows: Rows
    revision: int
    content_hash: str
    edits: tuple[Edit, ...]
    happened: Happened


def lock(contract: str) -> KeptContract:
    """The contract, kept from other writers until the transaction ends. One query.

    Raises:
        InputError: there is none with this id.
    """
    # Others may still add what refers to the contract: they hold the head of the chain by then,
    # which this writer will ask for, and PostgreSQL looks at what they refer to when they end.
    found = KeptContract.objects.select_for_update(no_key=True).filter(pk=contract).first()
    if found is None:
        message = _("There is no contract %(id)s in this workspace.") % {"id": contract}
        raise InputError(message)
    return found


def rows_of(contract: KeptContract) -> Rows:
    """All rows of a contract. One query."""
    tables: dict[str, dict[str, KeptRow]] = defaultdict(dict)
    for row in contract.rows.all():
        tables[row.table][row.key] = row
    return Rows(contract, dict(tables))


def write(
    contract: KeptContract,
    edits: Iterable[Edit],
    *,
    kind: Kind = ROWS_CHANGED,
    values: Mapping[str, object] | None = None,
    organisation: str = "",
) -> Written:
    """Make edits, all or none; to be called in an action, with the contract locked.

    Args:
        contract: as :func:`lock` gives it.
        edits: of different rows.
        kind: of the event that is to be appended; its sentence knows ``contract``, ``rows``, and
            what ``values`` holds.
        values: more of what the event knows.
        organisation: that the event belongs to; the owner's where empty.

    Returns:
        The contract as it now stands, and the event, which the caller hands on.

    Raises:
        ConflictError: a row is not as its writer has seen it.
        ContractError: the contract would have problems; it carries all of them.
        InputError: a table is none, or a row would get another key.
        ValueError: one row is edited twice.
    """
    rows, wanted = rows_of(contract), tuple(edits)
    changes, touched = _made(rows, wanted)
    changed = tuple(edit for edit, _old in changes)
    examined = rows.examined()
    made, content_hash = examined.contract(contract.pk), examined.content_hash(contract.pk)
    if changed:
        _store(contract, rows, changed, contract.revision + 1)
    return Written(
        contract=made,
        rows=rows,
        revision=contract.revision,
        content_hash=content_hash,
        edits=changed,
        happened=Happened(
            kind,
            subject=f"contract:{contract.pk}",
            organisation=organisation or contract.owner_id,
            values={
                "contract": contract.pk,
                "revision": contract.revision,
                "content_hash": content_hash,
                "rows": [f"{edit.table}/{edit.key}" for edit in changed],
                "clauses": touched,
                "before": [old for _edit, old in changes],
                "after": [_filled(edit.cells) for edit in changed],
                **(values or {}),
            },
        ),
    )


def tried(rows: Rows, edits: Iterable[Edit]) -> tuple[Edit, ...]:
    """Those of ``edits`` that would change something; ``rows`` become as they would be then.

    Nothing is written.

    Raises:
        ConflictError, ContractError, InputError, ValueError: as for :func:`write`.
    """
    changes, _touched = _made(rows, tuple(edits))
    rows.made()
    return tuple(edit for edit, _old in changes)


def _made(
    rows: Rows, edits: tuple[Edit, ...]
) -> tuple[list[tuple[Edit, dict[str, str] | None]], list[str]]:
    """Make edits in ``rows``: those that change something with what stood there, and clauses.

    A clause is told as version and id; of a row that moves both are.
    """
    _check_form(edits)
    met = [
        (edit, row)
        for edit in edits
        for row in [rows.find(edit.table, edit.key)]
        if (row.revision if row else NEW) != edit.seen
    ]
    if met:
        raise ConflictError(rows.contract.pk, met)
    before = [(edit, _cells(rows.find(edit.table, edit.key))) for edit in edits]
    changes = [(edit, old) for edit, old in before if old != _filled(edit.cells)]
    touched = _clauses(rows, ((edit.table, old) for edit, old in changes))
    _apply(rows, [edit for edit, _old in changes], rows.contract.revision + 1)
    touched |= _clauses(rows, ((edit.table, edit.cells) for edit, _old in changes))
    return changes, sorted(touched)


def _clauses(rows: Rows, sides: Iterable[tuple[str, Mapping[str, str] | None]]) -> set[str]:
    """The clauses that rows with these cells belong to."""
    return {
        f"{cells.get('version')}:{clause}"
        for table, cells in sides
        if cells is not None and (clause := rows.clause_of(table, cells))
    }


def _check_form(edits: Sequence[Edit]) -> None:
    forms = contract_form().tables
    twice = [
        row for row, times in Counter((one.table, one.key) for one in edits).items() if times > 1
    ]
    if twice:
        message = f"one change cannot make two edits of a row: {twice}"
        raise ValueError(message)
    for edit in edits:
        if edit.table not in forms:
            message = _("A contract has no table %(table)s.") % {"table": edit.table}
            raise InputError(message)
        if edit.cells is not None and row_key(forms[edit.table], edit.cells) != edit.key:
            message = _(
                "The row %(key)s of %(table)s keeps its identifier for ever: take it away and add "
                "another where something else is meant."
            )
            raise InputError(message % {"key": edit.key, "table": edit.table})


def _cells(row: KeptRow | None) -> dict[str, str] | None:
    return None if row is None else dict(row.cells)


def _filled(cells: Mapping[str, str] | None) -> dict[str, str] | None:
    return None if cells is None else {name: text for name, text in cells.items() if text}


def _apply(rows: Rows, edits: Sequence[Edit], revision: int) -> None:
    for edit in edits:
        table = rows.tables.setdefault(edit.table, {})
        cells = _filled(edit.cells)
        if cells is None:
            del table[edit.key]
            continue
        row = table.get(edit.key)
        if row is None:
            row = table[edit.key] = KeptRow(
                contract=rows.contract, table=edit.table, key=edit.key, version=_version(cells)
            )
        row.cells, row.revision = cells, revision


def _version(cells: Mapping[str, str]) -> str:
    return cells.get("version", "")


def _store(contract: KeptContract, rows: Rows, edits: Sequence[Edit], revision: int) -> None:
    gone: dict[str, list[str]] = defaultdict(list)
    added: list[KeptRow] = []
    kept: list[KeptRow] = []
    for edit in edits:
        row = rows.find(edit.table, edit.key)
        if row is None:
            gone[edit.table].append(edit.key)
        else:
            (added if edit.seen == NEW else kept).append(row)
    for table, keys in gone.items():
        contract.rows.filter(table=table, key__in=keys).delete()
    KeptRow.objects.bulk_create(added)
    KeptRow.objects.bulk_update(kept, ["cells", "revision"])
    contract.revision = revision
    contract.save()
