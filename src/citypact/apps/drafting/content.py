"""What a clause says, as one hash: by which it is known whether it still says what was accepted.

The hash covers the clause's heading, text, party and place under another clause, its commitments,
and what they carry. It does not cover numbers, the order of clauses, places in the source, and what
a follow-up says: a contract that is renumbered or followed up asks nobody to accept it again.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from typing import Final

from citypact.apps.conduct.digest import canonical
from citypact.apps.drafting.models import KeptRow
from citypact.apps.drafting.rows import Rows

__all__ = ["CARRIED", "clause_hashes"]

#: The tables of what a commitment carries; their rows name it in the column ``commitment``.
CARRIED: Final = (
    "commitment_measures",
    "commitment_indicators",
    "commitment_funding",
    "commitment_actions",
)
#: Columns that can change without the clause's saying anything else, by table.
_ASIDE: Final[Mapping[str, frozenset[str]]] = {
    "clauses": frozenset({"number", "order", "source_detail"}),
    "commitments": frozenset({"status", "evidence_sv", "evidence_en", "source_detail"}),
}


def clause_hashes(rows: Rows, version: str) -> dict[str, str]:
    """For each clause of ``version`` by its id: SHA-256 of what it says, 64 hexadecimal digits."""
    parts: dict[str, list[tuple[str, str, dict[str, str]]]] = {
        row.cells["id"]: [] for row in _of_version(rows, "clauses", version)
    }
    for table in ("clauses", "commitments", *CARRIED):
        aside = _ASIDE.get(table, frozenset())
        for row in _of_version(rows, table, version):
            said = {name: text for name, text in row.cells.items() if name not in aside}
            parts.setdefault(rows.clause_of(table, row.cells), []).append((table, row.key, said))
    return {
        clause: hashlib.sha256(canonical(sorted(said, key=lambda part: part[:2]))).hexdigest()
        for clause, said in parts.items()
    }


def _of_version(rows: Rows, table: str, version: str) -> Iterator[KeptRow]:
    return (row for row in rows.tables.get(table, {}).values() if row.version == version)
