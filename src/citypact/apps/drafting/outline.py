"""A version in outline: its clauses in order, whose they are, what is due, how they have changed.

The outline of a version follows from the rows alone, so it is made once a revision and kept in
memory; what people say of it (acceptances, proposals, comments) is asked of the database each time.
"""

from __future__ import annotations

from collections import OrderedDict, defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from threading import Lock

from citypact.apps.drafting.acceptance import signs
from citypact.apps.drafting.content import CARRIED, clause_hashes
from citypact.apps.drafting.light import Cells, light_version
from citypact.apps.drafting.models import KeptContract, KeptRow
from citypact.apps.drafting.opening import OPEN_STATES
from citypact.apps.drafting.rows import Rows
from citypact.contract.difference import ClauseChange, CommitmentChange, difference
from citypact.contract.version import Version

__all__ = ["ClauseLine", "Outline", "outline_of"]

#: So many outlines stay in memory.
MOST = 8
_Key = tuple[str, int, datetime, str]
_kept: OrderedDict[_Key, Outline] = OrderedDict()
_lock = Lock()


@dataclass(frozen=True)
class ClauseLine:
    """A clause in outline.

    Attributes:
        id: of the clause.
        number: as printed.
        depth: 1 at the top.
        parent: id of the clause above; empty at the top.
        titles: heading by language, Swedish where it is not translated.
        parties: whose it is: its own party, or those that promise something in it.
        commitments: ids of its commitments.
        due: the first and the last year by whose end something in it is due; empty where none is.
        yearly: whether something in it is to be done every year.
        content_hash: of what it says.
        changes: how the clause itself differs from the version before.
        changed_commitments: how its commitments do, by kind, how many.
        rows: table and key of each row that belongs to it.
    """

    id: str
    number: str
    depth: int
    parent: str
    titles: Mapping[str, str]
    parties: tuple[str, ...]
    commitments: tuple[str, ...]
    due: tuple[int, ...]
    yearly: bool
    content_hash: str
    changes: tuple[str, ...]
    changed_commitments: Mapping[str, int]
    rows: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Outline:
    """A version in outline.

    Attributes:
        contract: id of the contract.
        revision: of the contract, which it is the outline of.
        version: the version, with everything that its clauses say.
        versions: id, year and state of every version, the latest year first.
        parties: cells of each party, by id.
        signing: ids of the parties that sign.
        clauses: in the order of reading.
        changed_clauses: how clauses differ from the version before, by id.
        changed_commitments: likewise commitments.
        earlier: cells of the clauses and commitments of the version before, by table and id.
    """

    contract: str
    revision: int
    version: Version
    versions: tuple[tuple[str, int, str], ...]
    parties: Mapping[str, Cells]
    signing: tuple[str, ...]
    clauses: tuple[ClauseLine, ...]
    changed_clauses: Mapping[str, ClauseChange]
    changed_commitments: Mapping[str, CommitmentChange]
    earlier: Mapping[tuple[str, str], Cells]

    @cached_property
    def clause(self) -> dict[str, ClauseLine]:
        """Clauses by id."""
        return {line.id: line for line in self.clauses}

    @property
    def is_open(self) -> bool:
        """Whether the text can be changed."""
        return self.version.state in OPEN_STATES

    def under(self, clause: str) -> Iterator[ClauseLine]:
        """The clause itself and all that stand under it, near and far."""
        within = {clause}
        for line in self.clauses:
            if line.id == clause or line.parent in within:
                within.add(line.id)
                yield line


def outline_of(contract: KeptContract, version: str) -> Outline | None:
    """The outline of a version; None where there is no such version.

    Two queries, and none where this revision was asked for lately.
    """
    key = (contract.pk, contract.revision, contract.changed_at, version)
    with _lock:
        found = _kept.get(key)
        if found is not None:
            _kept.move_to_end(key)
            return found
    made = _made(contract, version)
    if made is not None:
        with _lock:
            _kept[key] = made
            while len(_kept) > MOST:
                _kept.popitem(last=False)
    return made


def _made(contract: KeptContract, version: str) -> Outline | None:
    shared = _rows(contract, ("versions", "parties"), [""])
    heads = {row.key: row.cells for row in shared.tables.get("versions", {}).values()}
    head = heads.get(version)
    if head is None:
        return None
    names = [version, *filter(None, [head.get("previous", "")])]
    rows = _rows(contract, ("clauses", "commitments", *CARRIED), names)
    rows.tables |= shared.tables
    cells = rows.cells()
    shown = light_version(head, cells)
    before = heads.get(shown.previous)
    found = difference(light_version(before, cells), shown) if before is not None else None
    clauses = {one.id: one for one in found.clauses} if found else {}
    commitments = {one.id: one for one in found.commitments} if found else {}
    return Outline(
        contract=contract.pk,
        revision=contract.revision,
        version=shown,
        versions=tuple(
            sorted(
                ((name, int(each["year"]), each["state"]) for name, each in heads.items()),
                key=lambda one: (-one[1], one[0]),
            )
        ),
        parties={key: row.cells for key, row in shared.tables.get("parties", {}).items()},
        signing=signs(shared),
        clauses=tuple(_lines(rows, shown, clauses, commitments)),
        changed_clauses=clauses,
        changed_commitments=commitments,
        earlier={
            (table, row.cells["id"]): row.cells
            for table in ("clauses", "commitments")
            for row in rows.tables.get(table, {}).values()
            if row.version == shown.previous
        },
    )


def _rows(contract: KeptContract, tables: tuple[str, ...], versions: list[str]) -> Rows:
    """Rows of some tables and versions. One query."""
    found = contract.rows.filter(table__in=tables, version__in=versions)
    grouped: dict[str, dict[str, KeptRow]] = defaultdict(dict)
    for table, key, version, cells in found.values_list("table", "key", "version", "cells"):
        grouped[table][key] = KeptRow(table=table, key=key, version=version, cells=cells)
    return Rows(contract, dict(grouped))


def _lines(
    rows: Rows,
    version: Version,
    clauses: Mapping[str, ClauseChange],
    commitments: Mapping[str, CommitmentChange],
) -> Iterator[ClauseLine]:
    hashes, depths = clause_hashes(rows, version.id), {"": 0}
    belonging: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for table in ("clauses", "commitments", *CARRIED):
        for row in rows.tables.get(table, {}).values():
            if row.version == version.id:
                belonging[rows.clause_of(table, row.cells)].append((table, row.key))
    changed: dict[str, list[str]] = defaultdict(list)
    for one in commitments.values():
        # A commitment that is gone is told of by the clause that it stood in.
        changed[one.shown.clause] += one.kinds
    for clause in version.clauses:
        depths[clause.id] = depths[clause.parent] + 1
        promised = version.commitments_of.get(clause.id, ())
        due = sorted(each.due for each in promised if each.due is not None)
        own = clauses.get(clause.id)
        kinds = changed.get(clause.id, [])
        yield ClauseLine(
            id=clause.id,
            number=clause.number,
            depth=depths[clause.id],
            parent=clause.parent,
            titles={"sv": clause.title_sv, "en": clause.title_en or clause.title_sv},
            parties=(
                (clause.party,)
                if clause.party
                else tuple(dict.fromkeys(each.party for each in promised))
            ),
            commitments=tuple(each.id for each in promised),
            due=tuple(sorted({due[0], due[-1]})) if due else (),
            yearly=any(each.yearly for each in promised),
            content_hash=hashes[clause.id],
            changes=tuple(own.kinds) if own else (),
            changed_commitments={kind: kinds.count(kind) for kind in dict.fromkeys(kinds)},
            rows=tuple(sorted(belonging[clause.id])),
        )
